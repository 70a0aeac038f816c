use super::*;

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
