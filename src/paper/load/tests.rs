use super::*;
use crate::paper::FloatKind;
use crate::source::MemoryFiles;

fn read(path: &str, text: &str) -> Paper {
    load(&MemoryFiles::new().with(path, text), path, &LoadOptions::default()).expect("the file is there")
}

#[test]
fn a_plain_title_page_is_told_line_by_line() {
    let text = "ANNALS OF\n\nA Slow Look at the Drying of Paint and\nOther Surfaces\nAda Berg1 and Bo van der Lind1, 2\n\
        1 University of Nowhere\n\nAbstract\nPaint dries slowly when it is cold and nobody looks at it for long.\n\n\
        1 Introduction\n\nWe looked at paint for a year and wrote down what we saw.\n";
    let paper = read("paint.txt", text);
    assert_eq!(
        paper.title.as_ref().map(|title| &*title.text),
        Some("A Slow Look at the Drying of Paint and Other Surfaces")
    );
    let names: Vec<&str> = paper.authors.iter().map(|author| &*author.name).collect();
    assert_eq!(names, ["Ada Berg", "Bo van der Lind"]);
    assert_eq!(paper.authors[0].affiliations, ["University of Nowhere"]);
}

#[test]
fn authors_are_read_in_the_forms_of_many_tools() {
    let names = |front: &str| -> Vec<(String, Vec<String>)> {
        let paper = read("a.md", &format!("---\ntitle: Paint\n{front}\n---\n\nText.\n"));
        paper.authors.into_iter().map(|author| (author.name, author.affiliations)).collect()
    };
    let ada = |places: &[&str]| {
        vec![("Ada Berg".to_owned(), places.iter().map(|place| (*place).to_owned()).collect::<Vec<_>>())]
    };
    assert_eq!(names("author: Ada Berg"), ada(&[]));
    assert_eq!(
        names(
            "author:\n  - name: Ada Berg^[corresponding author]\n    affiliation: 1\naffiliations:\n  - name: Here\n    index: 1"
        ),
        ada(&["Here"])
    );
    assert_eq!(
        names("Author:\n  - name: Ada Berg\n    affiliation: 1,*\nAddress:\n  - code: 1\n    address: There"),
        ada(&["There"])
    );
    assert_eq!(
        names("author:\n  - name:\n      given: Ada\n      family: Berg\n    affiliations:\n      - name: Here"),
        ada(&["Here"])
    );
    assert_eq!(names("author: Ada Berg^1^ and Bo Lind^2^").len(), 2);
}

#[test]
fn captions_find_their_floats() {
    let text = "# Paint {-}\n\n![Fig 1.](a.png)\n\nFig 1. Paint, dry.\n\n![**Wet** `paint`](b.png){#fig:wet}\n\n\
        | a | b |\n|---|---|\n| 1 | 2 |\n\nTable: Times. {#tbl:times}\n\nSee @fig:wet and [@tbl:times], and Table 9.\n";
    let paper = read("a.md", text);
    let floats: Vec<_> = paper.floats.iter().map(|float| (float.kind, float.label.as_deref())).collect();
    let expected =
        [(FloatKind::Figure, None), (FloatKind::Figure, Some("fig:wet")), (FloatKind::Table, Some("tbl:times"))];
    assert_eq!(floats, expected);
    let table = paper.floats[2].caption.map(|id| paper.prose.block_text(paper.prose.block(id)));
    assert_eq!(table, Some("Times."));
    let found: Vec<_> = paper.cross_references.iter().map(|reference| reference.float).collect();
    assert_eq!(found, [Some(1), Some(2), None]);
}

#[test]
fn a_letter_that_names_is_no_number() {
    let paper = read("a.md", "# Moths\n\n## M. sexta and others\n\nText.\n\n## A. The `moth` package\n\nText.\n");
    let sections: Vec<_> =
        paper.outline.sections.iter().map(|section| (section.number.as_deref(), &*section.title)).collect();
    assert_eq!(sections[1..], [(None, "M. sexta and others"), (Some("A"), "The moth package")]);
}
