use super::looks_like_entry;
use super::mark::{Mark, read};
use crate::paper::{Block, BlockKind, Outline, Prose, Scope, Segment};
use crate::source::{FileId, Format, Source, Span, decode};

/// Prose of one block a paragraph, as a loader makes it of text without markup.
fn prose(text: &str, kind: BlockKind) -> (Prose, Source) {
    let source = Source::new(FileId(0), "a.txt", Format::Plain, decode(text.as_bytes()).unwrap());
    let mut prose = Prose::default();
    let mut at = 0;
    for paragraph in text.split("\n\n") {
        let start = prose.text.len() as u32;
        prose.text.push_str(&paragraph.replace('\n', " "));
        let end = prose.text.len() as u32;
        let span = Span::new(FileId(0), at..at + paragraph.len());
        prose.segments.push(Segment { start, end, span, verbatim: true });
        prose.blocks.push(Block {
            start,
            end,
            scope: Scope::References,
            kind,
            section: None,
            span,
            sentences: 0..0,
            tokens: 0..0,
        });
        prose.text.push('\n');
        at += paragraph.len() + 2;
    }
    (prose, source)
}

fn entries(text: &str) -> Vec<(Option<u32>, String)> {
    let (prose, source) = prose(text, BlockKind::Paragraph);
    let outline = Outline::default();
    let input = super::Input {
        prose: &prose,
        outline: &outline,
        root: &source,
        data: &[],
        sources: &[],
        keys: &[],
        stated: &[],
        meta: None,
    };
    let bibliography = super::read(input);
    for reference in &bibliography.references {
        if let Some(title) = &reference.title {
            let written = source.slice(title.span).replace('\n', " ");
            assert_eq!(written, title.value);
        }
    }
    bibliography.references.into_iter().map(|reference| (reference.number, reference.raw)).collect()
}

#[test]
fn marks_are_read() {
    assert_eq!(read("[12] Berg"), Some((Mark::Bracketed(12), 5)));
    assert_eq!(read("3. Berg"), Some((Mark::Plain(3), 3)));
    assert_eq!(read("[Ber19] Berg"), Some((Mark::Label("Ber19".to_owned()), 8)));
    for text in ["2007. Berg", "(2019) Berg", "3.5 Berg", "[see] Berg", "12", "[1]", "Berg"] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn entries_are_told_from_prose() {
    for text in [
        "Berg, A., & Dahl, C. (2019). Dogs. Journal of Dogs, 3, 4–5.",
        "[3] Dog developers. Barker, 2020.",
        "Berg A, Dahl C. Dogs bark. J Dogs. 2015;12(3):45–50.",
        "A. Berg and C. Dahl. Dogs bark. Journal of Dogs, 12(3):45–50, 2015.",
        "World Dog Organization. (2019). Dogs of the world. https://dogs.example/report",
    ] {
        assert!(looks_like_entry(text), "{text}");
    }
    for text in [
        "However, Berg (2019) found that dogs bark at night and sleep by day.",
        "In 2019, the dogs of the town barked at night.",
        "The dogs were counted in 2015, 2016 and 2017, as Berg had done.",
        "Table 3. Dogs by town, 2015.",
        "Xi Jinping visited the town in 2017 and saw the dogs.",
    ] {
        assert!(!looks_like_entry(text), "{text}");
    }
}

#[test]
fn a_numbered_list_run_into_one_block_is_split() {
    let text = "[1] Berg, A. (2003). Dogs of the north,\n2007. Reprint. Dog Press.\n[2] Dahl, C. (2004). Cats\nof the south. Cat Press.\n\nof old times.";
    let found = entries(text);
    assert_eq!(found.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [Some(1), Some(2)]);
    assert!(found[1].1.ends_with("of old times."), "{found:?}");
    let text = "1. Berg, A. (2003). Dogs. Dog Press.\n2. Dahl, C. (2004). Cats. Cat Press.\n3. Falk, E. (2005). Hens. Hen Press.";
    assert_eq!(entries(text).len(), 3);
}

#[test]
fn lists_without_numbers_are_split_by_indent_or_names() {
    let hanging = "Berg, A. (2003). Dogs of the north\n  and south. Dog Press.\nDahl, C. (2004). Cats.\n  Cat Press.";
    assert_eq!(entries(hanging).len(), 2);
    let flush = "Berg, A. (2003). Dogs of the north\nand south. Dog Press.\nDahl, C., & Berg, A. (2004). Cats\nand Dogs. Cat Press.";
    assert_eq!(entries(flush).len(), 2);
    let paragraphs =
        "Berg, A. (2003). Dogs of the north. Dog\n\nhttps://dogs.example/north\n\nDahl, C. (2004). Cats. Cat Press.";
    let found = entries(paragraphs);
    assert_eq!(found.len(), 2);
    assert!(found[0].1.ends_with("Dog https://dogs.example/north"));
    assert_eq!(entries("The author thanks all the dogs."), []);
}
