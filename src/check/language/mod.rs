//! Checks of the words themselves: abbreviations, spelling, punctuation and characters.
//!
//! They do not know what a sentence claims.

checks! {
    acronym_late,
    acronym_redefined,
    acronym_undefined,
    acronym_unused,
    article_an,
    contraction,
    control_char,
    double_punctuation,
    double_space,
    homoglyph,
    hyphenation_variant,
    latin_abbrev,
    mid_sentence_capital,
    missing_space_punct,
    mojibake,
    percent_style,
    spelling_variant,
    unbalanced,
}
