use super::table::{Form, Variety, lookup};

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
        [Variety::American, Variety::British, Variety::Oxford].map(|variety| lookup(word)?.in_variety(variety))
    };
    assert_eq!(words("organised"), [Some("organized"), Some("organised"), Some("organized")]);
    assert_eq!(words("behavior"), [Some("behavior"), Some("behaviour"), Some("behaviour")]);
}
