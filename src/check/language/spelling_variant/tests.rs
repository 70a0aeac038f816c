use super::table::{Form, Variety, lookup};
use std::borrow::Cow;

fn form(word: &str) -> Option<Form> {
    lookup(word).map(|spelling| spelling.form)
}

#[test]
fn words_of_one_variety_are_told_from_those_of_several() {
    assert_eq!(form("color"), Some(Form::American));
    assert_eq!(form("analyse"), Some(Form::British));
    assert_eq!(form("organisation"), Some(Form::Ise));
    assert_eq!(form("organization"), Some(Form::Ize));
    for word in ["program", "practice", "disk", "meter", "et", "niter", "sulfur", "advertise", "size", "house"] {
        assert_eq!(form(word), None, "{word}");
    }
}

#[test]
fn a_word_is_known_in_every_variety() {
    let words = |word: &str| {
        [Variety::American, Variety::British, Variety::Oxford].map(|variety| lookup(word)?.in_variety(word, variety))
    };
    let expect = |american: &'static str, british: &'static str, oxford: &'static str| {
        [american, british, oxford].map(|it| Some(Cow::Borrowed(it)))
    };
    assert_eq!(words("organised"), expect("organized", "organised", "organized"));
    assert_eq!(words("behavior"), expect("behavior", "behaviour", "behaviour"));
    assert_eq!(words("harbourizations"), expect("harbourizations", "harbourisations", "harbourizations"));
}

#[test]
fn a_noun_made_of_a_verb_shows_the_ending_of_the_verb() {
    assert_eq!(form("reharbourisation"), Some(Form::Ise));
    assert_eq!(form("instrumentalizations"), Some(Form::Ize));
    assert_eq!(form("improvisation"), None);
    assert_eq!(form("ization"), None);
}
