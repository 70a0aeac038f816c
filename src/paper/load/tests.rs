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

fn latex(files: &[(&str, &str)]) -> Paper {
    let memory = files.iter().fold(MemoryFiles::new(), |memory, (path, text)| memory.with(path, *text));
    load(&memory, files[0].0, &LoadOptions::default()).expect("the file is there")
}

fn body(paper: &Paper) -> Vec<&str> {
    paper.prose.scoped(crate::paper::Scope::Body).map(|block| paper.prose.block_text(block)).collect()
}

#[test]
fn a_manuscript_of_several_files_is_one_text() {
    let paper = latex(&[
        ("p/main.tex", "\\input{parts/one} % first\nMiddle.\n\n\\subfile{parts/two}\n\\import{parts}{three}\nEnd."),
        ("p/parts/one.tex", "One. % a note without an end"),
        ("p/parts/two.tex", "\\documentclass[main]{subfiles}\\begin{document}Two.\\end{document}"),
        ("p/parts/three.tex", "Three \\input{four}.\\endinput gone"),
        ("p/parts/four.tex", "four"),
    ]);
    assert_eq!(body(&paper), ["One. Middle.", "Two. Three four . End."]);
    assert_eq!(paper.missing, []);
    let word = paper.prose.text.find("four").expect("the word") as u32;
    let place = paper.locate(paper.prose.span(word..word + 4));
    assert_eq!((&*paper.source(place).path, paper.slice(place), place.start), ("p/parts/four.tex", "four", 0));
    let word = paper.prose.text.find("Middle").expect("the word") as u32;
    let place = paper.locate(paper.prose.span(word..word + 6));
    assert_eq!((&*paper.source(place).path, paper.slice(place)), ("p/main.tex", "Middle"));
}

#[test]
fn files_that_take_in_each_other_and_absent_ones_are_told() {
    let paper = latex(&[("a.tex", "A \\input{b} \\input{gone}"), ("b.tex", "B \\input{a}")]);
    let told: Vec<(&str, &str, &str)> = paper
        .missing
        .iter()
        .map(|issue| {
            let place = paper.locate(issue.span);
            (&*issue.message, &*paper.source(place).path, paper.slice(place))
        })
        .collect();
    assert_eq!(
        told,
        [
            ("`a` includes itself", "b.tex", "\\input{a}"),
            ("the included file `gone` does not exist", "a.tex", "\\input{gone}")
        ]
    );
}

#[test]
fn an_inclusion_without_end_is_bounded() {
    let many: Vec<(String, String)> =
        (0..40).map(|at| (format!("{at}.tex"), format!("x \\input{{{0}}} \\input{{{0}}}", at + 1))).collect();
    let files: Vec<(&str, &str)> = many.iter().map(|(path, text)| (&**path, &**text)).collect();
    assert!(!latex(&files).missing.is_empty());
}

#[test]
fn macros_of_the_authors_own_file_are_known() {
    let paper = latex(&[
        ("a.tex", "\\documentclass{article}\\usepackage{own}\\begin{document}The \\moss{} grows.\\end{document}"),
        ("own.sty", "\\ProvidesPackage{own}\n\\newcommand{\\moss}{green moss}\n\\def\\@x{\\if y}"),
    ]);
    assert_eq!(body(&paper), ["The green moss grows."]);
}

#[test]
fn a_printed_list_is_read_by_its_keys() {
    let list = "\\begin{thebibliography}{9}\n\\bibitem[Wu(2001)]{wu} A. Wu. On moss. \\emph{Moss}, 1:2--3, 2001.\n\n\\bibitem{lin} Lin, untitled.\n\\end{thebibliography}";
    for files in [
        vec![("a.tex", format!("Moss grows \\cite{{wu,lin}}.\n\n{list}"))],
        vec![("a.tex", "Moss grows \\cite{wu,lin}.\n\n\\bibliography{lost}".to_owned()), ("a.bbl", list.to_owned())],
    ] {
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, &**text)).collect();
        let paper = latex(&files);
        let keys: Vec<_> =
            paper.bibliography.references.iter().map(|it| it.key.as_ref().map(|key| &*key.text)).collect();
        assert_eq!(keys, [Some("wu"), Some("lin")]);
        let cited: Vec<_> = paper.citations[0].items.iter().map(|item| item.reference).collect();
        assert_eq!(cited, [Some(0), Some(1)]);
        assert_eq!(paper.bibliography.unread, []);
    }
}

#[test]
fn a_title_page_set_by_hand_is_read() {
    let paper = latex(&[(
        "a.tex",
        "\\documentclass{article}\\begin{document}\n\\begin{flushleft}\n{\\Large\n\\textbf\\newline{On Moss and Fern}}\n\\newline\n\\\\\nAda \
         Berg\\textsuperscript{1},\nBo Lind\\textsuperscript{2}\n\\\\\n\\bigskip\n\\textbf{1} University of Nowhere\n\\end{flushleft}\n\
         \\section*{Abstract}\nMoss grows.\n\\section{Introduction}\nIt is green.\n",
    )]);
    assert_eq!(paper.title.as_ref().map(|title| &*title.text), Some("On Moss and Fern"));
    assert_eq!(paper.authors.iter().map(|author| &*author.name).collect::<Vec<_>>(), ["Ada Berg", "Bo Lind"]);
    assert_eq!(paper.abstract_text.as_ref().map(|found| &*found.text), Some("Moss grows."));
    assert_eq!(body(&paper), ["It is green."]);
}

#[test]
fn slides_are_refused() {
    let files = MemoryFiles::new().with("a.tex", "\\documentclass{beamer}\\begin{document}x\\end{document}");
    let error = load(&files, "a.tex", &LoadOptions::default()).expect_err("slides");
    assert_eq!(error.to_string(), "is a set of slides (beamer), not a paper");
}

#[test]
fn the_markup_says_which_reference_a_printed_citation_means() {
    let reference = |id: &str, name: &str, year: u32| {
        format!("<ref id=\"{id}\"><mixed-citation>{name} A ({year}). On ice. Ponds 3: 4–9.</mixed-citation></ref>")
    };
    let text = format!(
        "<article article-type=\"x\"><body><p>Ice melts (<xref ref-type=\"bibr\" rid=\"b\">Wu, 2019</xref>), as \
         <xref ref-type=\"bibr\" rid=\"a\">others</xref> saw.</p></body><back><ref-list>{}{}</ref-list></back></article>",
        reference("a", "Wu", 2019),
        reference("b", "Lin", 2018)
    );
    let paper = load(&MemoryFiles::new().with("a.xml", text), "a.xml", &LoadOptions::default()).unwrap();
    let cited: Vec<_> = paper.citations.iter().map(|citation| citation.items[0].reference).collect();
    assert_eq!(cited, [Some(1), Some(0)], "{:?}", paper.citations);
    assert!(paper.citations[0].items[0].mismatch.is_some());
}
