//! A paper in Word and its twin in Markdown.

use crate::papers::{options, report_on};
use obelus::paper::load;
use obelus::source::MemoryFiles;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The style of each paragraph and its words.
const PAPER: &[(&str, &str)] = &[
    ("Title", "Ferns beside the railway"),
    ("Heading1", "Introduction"),
    (
        "",
        "Ferns grow beside old railways wherever the the ballast stays damp, as Berg (2014) has shown for three lines.",
    ),
    (
        "",
        "Their spores travel with the trains (Lind & Moe, 2016), and they settle where brick gives shade (Holt, 2011).",
    ),
    ("Heading1", "Methods"),
    (
        "",
        "We walked four lines of the the northern network in May and counted every frond within two metres of the rail.",
    ),
    ("Heading1", "Results"),
    (
        "",
        "Fronds were common in cuttings, rare on banks, and absent from stations; see Figure 1 for the counts of each line.",
    ),
    ("caption", "Figure 1. Fronds by line."),
    ("Heading1", "Conclusion"),
    ("", "Damp ballast is what ferns need, and a cutting keeps its ballast damp through the whole of a dry spring."),
    ("Heading1", "References"),
    ("", "Berg, A. (2014). Ferns of the old lines. Journal of Rail Botany, 3(1), 10–19."),
    ("", "Lind, B., & Moe, C. (2016). Spores that travel. Journal of Rail Botany, 5(2), 44–52."),
];

fn markdown() -> String {
    let written = PAPER.iter().map(|(style, words)| match *style {
        "Title" => format!("---\ntitle: {words}\n---\n\n"),
        "Heading1" => format!("# {words}\n\n"),
        _ => format!("{words}\n\n"),
    });
    written.collect()
}

fn word() -> Vec<u8> {
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let paragraphs: String = PAPER
        .iter()
        .map(|(style, words)| {
            // Runs part words at every place, as Word does.
            let (first, second) = words.split_at(words.char_indices().nth(7).map_or(words.len(), |(at, _)| at));
            let run =
                |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", words.replace('&', "&amp;"));
            format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}{}</w:p>", run(first), run(second))
        })
        .collect();
    let style = |id: &str, name: &str| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/></w:style>")
    };
    let styles = style("Title", "Title") + &style("Heading1", "heading 1") + &style("caption", "caption");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("word/document.xml", format!("<w:document {space}><w:body>{paragraphs}</w:body></w:document>")),
        ("word/styles.xml", format!("<w:styles {space}>{styles}</w:styles>")),
    ] {
        writer.start_file(name, SimpleFileOptions::default()).expect("a file");
        writer.write_all(text.as_bytes()).expect("its bytes");
    }
    writer.finish().expect("a package").into_inner()
}

#[test]
fn a_paper_in_word_gives_what_its_twin_in_markdown_gives() {
    let files = MemoryFiles::new().with("a/paper.docx", word()).with("a/paper.md", markdown());
    let found = |path: &str| -> Vec<(String, String, String)> {
        let report = report_on(&files, &[path]);
        let findings = report.papers[0].findings.iter();
        let mut found: Vec<_> = findings
            .map(|it| (it.rule.as_str().to_owned(), it.message.clone(), it.place.excerpt.text.clone()))
            .collect();
        found.sort();
        found
    };
    let (docx, markdown) = (found("a/paper.docx"), found("a/paper.md"));
    assert!(markdown.iter().filter(|(rule, ..)| rule == "repetition/adjacent-word").count() >= 1, "{markdown:?}");
    assert!(markdown.iter().any(|(rule, ..)| rule == "citation/missing-reference"), "{markdown:?}");
    assert_eq!(docx, markdown);
    let paper = load(&files, "a/paper.docx", &options()).expect("a paper");
    assert_eq!(paper.title.as_ref().map(|title| &*title.text), Some("Ferns beside the railway"));
    assert_eq!(paper.outline.sections.iter().filter(|section| !section.is_title).count(), 5);
    assert_eq!(paper.bibliography.references.len(), 2);
    let report = report_on(&files, &["a/paper.docx"]);
    let missing = report.papers[0].findings.iter().find(|it| it.rule.as_str() == "citation/missing-reference");
    assert_eq!(missing.map(|it| it.place.start.line), Some(4), "the fourth paragraph");
}
