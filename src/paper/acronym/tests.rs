use super::uses::acronym;

#[test]
fn an_acronym_is_found_in_the_word_that_is_made_with_it() {
    for (word, expected) in [("BRI", "BRI"), ("GPUs", "GPU"), ("DNA-based", "DNA"), ("non-EU", "EU"), ("NTC’s", "NTC")]
    {
        assert_eq!(acronym(word), Some(expected), "{word}");
    }
}

#[test]
fn names_and_words_are_no_acronyms() {
    for word in
        ["COVID-19", "TP53", "CITE-seq", "NF-kB", "RT-PCR", "PhD", "A", "Belt", "MAX_SIZE", "MANUSCRIPT", "ÄÖÜ", "s"]
    {
        assert_eq!(acronym(word), None, "{word}");
    }
}
