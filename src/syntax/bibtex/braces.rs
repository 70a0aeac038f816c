use rustc_hash::FxHashMap;

/// Finds closing braces and quotes in one entry, in linear time over all its values: the first brace that does not
/// close makes it pair all that follow in one pass.
#[derive(Default)]
pub struct Braces {
    /// The pairs of the rest of the entry, once they had to be made.
    pairs: Option<FxHashMap<u32, u32>>,
}

impl Braces {
    /// Forgets the entry before.
    pub fn forget(&mut self) {
        self.pairs = None;
    }

    /// The place of the brace that closes the one at `open`, before `limit`.
    pub fn closing(&mut self, bytes: &[u8], open: usize, limit: usize) -> Option<usize> {
        if let Some(pairs) = &self.pairs {
            return pairs.get(&(open as u32)).map(|&close| close as usize);
        }
        let found = closing(bytes, open, limit);
        if found.is_none() {
            self.pair(bytes, open, limit);
        }
        found
    }

    /// The place of the quote that closes the one at `open`: the next outside braces.
    pub fn closing_quote(&mut self, bytes: &[u8], open: usize, limit: usize) -> Option<usize> {
        let mut at = open + 1;
        while let Some(found) = bytes.get(at..limit).and_then(|rest| memchr::memchr3(b'"', b'{', b'}', rest)) {
            let place = at + found;
            match bytes[place] {
                b'"' => return Some(place),
                b'{' => at = self.closing(bytes, place, limit)? + 1,
                _ => return None,
            }
        }
        None
    }

    fn pair(&mut self, bytes: &[u8], from: usize, limit: usize) {
        let mut pairs = FxHashMap::default();
        let mut open = Vec::new();
        for at in memchr::memchr2_iter(b'{', b'}', &bytes[from..limit]).map(|at| from + at) {
            if bytes[at] == b'{' {
                open.push(at as u32);
            } else if let Some(start) = open.pop() {
                pairs.insert(start, at as u32);
            }
        }
        self.pairs = Some(pairs);
    }
}

/// The place of the brace that closes the one at `open`, before `limit`. Braces count even after a backslash, as
/// BibTeX counts them.
pub fn closing(bytes: &[u8], open: usize, limit: usize) -> Option<usize> {
    let mut depth = 0usize;
    for at in memchr::memchr2_iter(b'{', b'}', bytes.get(open..limit)?) {
        if bytes[open + at] == b'{' {
            depth += 1;
        } else {
            depth -= 1;
            if depth == 0 {
                return Some(open + at);
            }
        }
    }
    None
}
