use super::DeclarationKind::{self, *};
use super::labels::label_of;
use crate::paper::{LoadOptions, Paper, load};
use crate::source::MemoryFiles;

fn read(text: &str) -> Paper {
    load(&MemoryFiles::new().with("p.md", text), "p.md", &LoadOptions::default()).unwrap()
}

fn kinds(text: &str) -> Vec<DeclarationKind> {
    read(text).declarations.iter().map(|declaration| declaration.kind).collect()
}

#[test]
fn statements_go_by_many_names() {
    for (title, kind) in [
        ("Conflicts", ConflictOfInterest),
        ("Competing interests:", ConflictOfInterest),
        ("Declaration of interests", ConflictOfInterest),
        ("Authors’ disclosures of potential conflicts", ConflictOfInterest),
        ("Financial disclosure", Funding),
        ("Funding and acknowledgements", Funding),
        ("Authors’ contributions", AuthorContributions),
        ("Data sharing statement", DataAvailability),
    ] {
        assert_eq!(label_of(title), Some(kind), "{title}");
    }
    for title in ["Conflict in the valley", "Funding models of rural schools", "Support vector machines"] {
        assert_eq!(label_of(title), None, "{title}");
    }
}

#[test]
fn statements_stand_in_many_places() {
    assert_eq!(kinds("# Moss\n\nText.\n\n**Conflicts:** none.\n"), [ConflictOfInterest]);
    assert_eq!(kinds("# Moss\n\n## Acknowledgements\n\nThe work was funded by the Moss Board.\n"), [Funding]);
}

#[test]
fn a_word_anywhere_is_a_hint_but_in_the_reference_list() {
    let hints = |text: &str| read(text).hints_at(Funding);
    assert!(hints("# Moss\n\nMoss grows.[^1]\n\n[^1]: With a grant of the Moss Board.\n"));
    assert!(hints("---\ntitle: Moss\nfunding: Moss Board\n---\n\nMoss grows.\n"));
    assert!(hints("# Moss\n\nMoss grows.\n\n<p>Funding: Moss Board</p>\n"));
    assert!(hints("# Moss\n\nAcknowledgements are omitted for review.\n"));
    assert!(!hints("# Moss\n\nMoss grows.\n\n## References\n\n1. Berg, A. (2001). Grants for moss. *Moss*, 2, 3–4.\n"));
}
