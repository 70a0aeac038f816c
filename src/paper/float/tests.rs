use super::*;
use crate::paper::{LoadOptions, load};
use crate::source::MemoryFiles;

#[test]
fn captions_are_told_from_sentences() {
    let label =
        |text: &str, lead| caption_label(text).filter(|label| label.is_caption(text, lead)).map(|label| label.number);
    assert_eq!(label("Figure 3. A map.", 0).as_deref(), Some("3"));
    assert_eq!(label("Table S1: Values", 0).as_deref(), Some("S1"));
    assert_eq!(label("Fig. 2 | Flow", 0).as_deref(), Some("2"));
    assert_eq!(label("Figure 3 A map", 8).as_deref(), Some("3"));
    assert_eq!(label("Figure B.2. Proof", 0).as_deref(), Some("B.2"));
    assert_eq!(label("Figure 3 shows the map.", 0), None);
    assert_eq!(label("figure 3. lower case", 0), None);
    assert_eq!(label("Tables are hard.", 0), None);
}

#[test]
fn numbers_are_named_in_every_form() {
    let named = |text: &str| {
        let files = MemoryFiles::new().with("a.md", format!("# Moss\n\n{text}\n"));
        let paper = load(&files, "a.md", &LoadOptions::default()).unwrap();
        let mut numbers: Vec<String> = numbers_named(&paper.prose).into_iter().map(|(_, number)| number).collect();
        numbers.sort();
        numbers.join(" ")
    };
    assert_eq!(named("Moss is green (Fig. 2b)."), "2");
    assert_eq!(named("As Figs. 2–4 show, moss is green."), "2 3 4");
    assert_eq!(named("As Figures 3, 5a–c and 7 show, 9 kinds of moss are green."), "3 5 7");
    assert_eq!(named("See Tables S1-S3, supplementary figure 4 and figure 9."), "4 9 S1 S2 S3 S4");
    assert_eq!(named("See Figure B.2 and Table IV. 5 kinds are green."), "B.2 IV");
    assert_eq!(named("Figure 8. The moss of figure 6."), "6");
    assert_eq!(named("The figures of 5 kinds."), "");
}
