pub fn fingerprints() {}
