use super::*;
use crate::syntax::Kind;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                 xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"";

const STYLES: &str = r#"<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My head"/><w:basedOn w:val="H"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="C"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Toc"><w:name w:val="toc 1"/></w:style>"#;

fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a file");
        writer.write_all(text.as_bytes()).expect("its bytes");
    }
    writer.finish().expect("a package").into_inner()
}

fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = vec![
        ("word/document.xml", format!("<w:document {W}><w:body>{body}</w:body></w:document>")),
        ("word/styles.xml", format!("<w:styles {W}>{STYLES}</w:styles>")),
    ];
    parts.extend(others.iter().map(|(name, inner)| (*name, format!("<w:root {W}>{inner}</w:root>"))));
    package(&parts)
}

fn parse(body: &str, others: &[(&str, &str)]) -> (Source, Tree) {
    read(FileId(0), "a.docx", &docx(body, others)).expect("a document")
}

fn paragraph(style: &str, text: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
}

/// The nodes that are `wanted`, as kind and text.
fn nodes(read: &(Source, Tree), wanted: impl Fn(&Kind) -> bool) -> Vec<(Kind, String)> {
    let found = read.1.nodes.iter().filter(|node| wanted(&node.kind));
    found.map(|node| (node.kind.clone(), read.0.text[node.range()].to_owned())).collect()
}

fn field(instruction: &str, result: &str) -> String {
    format!(
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
    )
}

#[test]
fn styles_and_outline_levels_make_headings() {
    let body = [
        paragraph("T", "On Moss"),
        paragraph("H", "Methods"),
        paragraph("Mine", "Plots"),
        paragraph("Toc", "Methods 3"),
    ];
    let read = parse(&body.concat(), &[]);
    assert_eq!(&*read.0.text, "On Moss\nMethods\nPlots\n");
    let headings = nodes(&read, |kind| matches!(kind, Kind::Heading { .. } | Kind::Division { .. }));
    assert_eq!(
        headings,
        [
            (Kind::Division { classes: "title".into() }, "On Moss".to_owned()),
            (Kind::Heading { level: 1 }, "Methods".to_owned()),
            (Kind::Heading { level: 2 }, "Plots".to_owned()),
        ]
    );
}

#[test]
fn bold_paragraphs_are_headings_where_no_style_makes_any() {
    let bold = |text: &str| format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>");
    let plain = "<w:p><w:r><w:t>Moss grows on walls.</w:t></w:r></w:p>";
    let body = [
        bold("On the moss of walls"),
        bold("1. Methods"),
        plain.into(),
        bold("1.1 Plots"),
        plain.into(),
        bold("Table 1. Plots"),
        plain.into(),
    ];
    let levels = |read: &(Source, Tree)| nodes(read, |kind| matches!(kind, Kind::Heading { .. }));
    let read = parse(&body.concat(), &[]);
    assert_eq!(
        levels(&read),
        [(Kind::Heading { level: 1 }, "1. Methods".into()), (Kind::Heading { level: 2 }, "1.1 Plots".into())]
    );
    assert_eq!(nodes(&read, |kind| matches!(kind, Kind::Division { .. })).len(), 1, "the first is the title");
    let read = parse(&(body.concat() + &paragraph("H", "Results")), &[]);
    assert_eq!(levels(&read), [(Kind::Heading { level: 1 }, "Results".into())]);
}

#[test]
fn changes_are_read_as_accepted_and_hidden_words_are_not_read() {
    let body = r#"<w:p><w:r><w:t xml:space="preserve">Moss </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>
        <w:ins><w:r><w:t>grows</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t> secretly</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>One </w:t></w:r></w:p><w:p><w:r><w:t>line.</w:t></w:r></w:p>"#;
    assert_eq!(&*parse(body, &[]).0.text, "Moss grows.\nOne line.\n");
}

#[test]
fn fields_are_read_by_their_result() {
    let body = format!(
        "<w:p><w:r><w:t>So </w:t></w:r>{}<w:r><w:t> and </w:t></w:r>{}<w:r><w:t>: </w:t></w:r>{}{}</w:p>",
        field(r#" ADDIN ZOTERO_ITEM CSL_CITATION {"a":1}"#, "(Wu 2019)"),
        field(" REF _Ref1 \\h ", "Figure 1"),
        field(r#" HYPERLINK "http://x.org" "#, "there"),
        field(" TOC \\o ", "Methods 3"),
    );
    let read = parse(&body, &[]);
    assert_eq!(&*read.0.text, "So (Wu 2019) and Figure 1: there\n");
    let links = nodes(&read, |kind| matches!(kind, Kind::Link { .. }));
    assert_eq!(links[0], (Kind::Link { target: "".into() }, "(Wu 2019)".into()));
    assert_eq!(links[1], (Kind::Link { target: "http://x.org".into() }, "there".into()));
}

#[test]
fn a_field_around_paragraphs_makes_them_the_reference_list() {
    let body = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>ADDIN ZOTERO_BIBL {}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Wu, A. 2019.</w:t></w:r></w:p>
        <w:p><w:r><w:t>Xu, B. 2020.</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p><w:p><w:r><w:t>After.</w:t></w:r></w:p>"#;
    let read = parse(body, &[]);
    let list = nodes(&read, |kind| matches!(kind, Kind::Division { .. }));
    assert_eq!(list, [(Kind::Division { classes: "references".into() }, "Wu, A. 2019.\nXu, B. 2020.".into())]);
}

#[test]
fn numbers_of_lists_are_counted() {
    let numbering = r#"<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl>
        <w:lvl w:ilvl="1"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>"#;
    let item = |level: u8, text: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let body = [item(0, "moss"), item(1, "green"), item(1, "dry"), item(0, "fern")].concat();
    let read = parse(&body, &[("word/numbering.xml", numbering)]);
    assert_eq!(&*read.0.text, "3) moss\n3.i green\n3.ii dry\n4) fern\n");
    assert_eq!(nodes(&read, |kind| matches!(kind, Kind::Item { .. })).len(), 4);
    assert_eq!(nodes(&read, |kind| *kind == Kind::Paragraph)[3].1, "fern");
    assert_eq!(read.0.run_at(0).map(|run| run.run), Some(None), "no run holds the number");
}

#[test]
fn notes_stand_after_the_text_and_lead_back() {
    let body = r#"<w:p/><w:p><w:r><w:t>Moss</w:t></w:r><w:r><w:footnoteReference w:id="5"/></w:r><w:r><w:t> grows.</w:t></w:r></w:p>"#;
    let notes = r#"<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
        <w:footnote w:id="5"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Mostly.</w:t></w:r></w:p></w:footnote>"#;
    let read = parse(body, &[("word/footnotes.xml", notes)]);
    assert_eq!(&*read.0.text, "Moss¹ grows.\n¹ Mostly.\n");
    let notes = nodes(&read, |kind| matches!(kind, Kind::FootnoteMark(_) | Kind::Footnote(_)));
    assert_eq!(notes[0], (Kind::FootnoteMark("1".into()), "¹".into()));
    assert_eq!(notes[1].0, Kind::Footnote("1".into()));
    let at = |word: &str| read.0.run_at(read.0.text.find(word).expect("the word") as u32).expect("a run");
    let (grows, mostly) = (at("grows"), at("Mostly"));
    assert_eq!((grows.part, grows.paragraph, grows.run), (Part::Document, 1, Some(2)));
    assert_eq!((mostly.part, mostly.paragraph, mostly.run), (Part::Footnotes, 1, Some(1)));
}

#[test]
fn tables_captions_and_formulas_are_nodes() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let body = format!(
        r#"{}<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr></w:tbl><w:p><m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></w:p>"#,
        paragraph("C", "Table 1. Plots"),
        cell("a"),
        cell("b")
    );
    let read = parse(&body, &[]);
    assert_eq!(&*read.0.text, "Table 1. Plots\na\nb\nx^2\n");
    let found = nodes(&read, |kind| matches!(kind, Kind::Division { .. } | Kind::TableRow { .. } | Kind::Math));
    assert_eq!(
        found,
        [
            (Kind::Division { classes: "caption".into() }, "Table 1. Plots".into()),
            (Kind::TableRow { head: true }, "a\nb".into()),
            (Kind::Math, "x^2".into()),
        ]
    );
}

#[test]
fn what_is_no_document_is_refused_in_one_sentence() {
    let told = |bytes: &[u8]| read(FileId(0), "a.docx", bytes).expect_err("refused").to_string();
    assert!(told(&package(&[("xl/workbook.xml", String::new())])).contains("Excel workbook"));
    assert!(told(b"\xd0\xcf\x11\xe0 more").contains("password"));
    assert!(told(b"PK\x03\x04 cut off").contains("broken"));
    assert!(told(b"words").contains("no Word document"));
    assert!(told(&package(&[("word/document.xml", "<w:p".into())])).contains("no well-formed XML"));
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>";
    assert!(told(&package(&[("word/document.xml", bomb.into())])).contains("no well-formed XML"));
}

#[test]
fn deep_nesting_is_bounded() {
    let deep = "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>".repeat(500) + &"</w:tc></w:tr></w:tbl>".repeat(500);
    assert_eq!(&*parse(&deep, &[]).0.text, "");
    let deep =
        "<w:p><w:ins>".to_owned() + &"<w:hyperlink>".repeat(2000) + &"</w:hyperlink>".repeat(2000) + "</w:ins></w:p>";
    assert_eq!(&*parse(&deep, &[]).0.text, "");
}

fn assert_sound(source: &Source, tree: &Tree) {
    for (at, node) in tree.nodes.iter().enumerate() {
        assert!(source.text.get(node.range()).is_some(), "{node:?}");
        assert!(node.next as usize > at && node.next as usize <= tree.nodes.len());
        for child in tree.children(at) {
            let child = &tree.nodes[child];
            assert!(node.start <= child.start && child.end <= node.end, "{node:?} {child:?}");
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), zipped in any::<bool>()) {
        let bytes = if zipped { [b"PK\x03\x04".as_slice(), &bytes].concat() } else { bytes };
        let _ = read(FileId(0), "a.docx", &bytes);
    }

    #[test]
    fn damaged_packages_are_read_or_refused(at in 0usize..1200, byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = docx(&paragraph("H", "Methods"), &[("word/footnotes.xml", "")]);
        if cut {
            bytes.truncate(at);
        } else if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        if let Ok((source, tree)) = read(FileId(0), "a.docx", &bytes) {
            assert_sound(&source, &tree);
        }
    }

    #[test]
    fn any_body_gives_a_sound_tree(parts in prop::collection::vec(prop::sample::select(vec![
        "<w:p>", "</w:p>", "<w:r><w:t>words </w:t></w:r>", "<w:tbl><w:tr><w:tc>", "</w:tc><w:tc>", "</w:tc></w:tr></w:tbl>", "<w:p/>",
        "<w:p><w:pPr><w:pStyle w:val=\"C\"/></w:pPr><w:r><w:t>Figure 1. A</w:t></w:r></w:p>", "<w:p><w:r><w:pict><w:imagedata/></w:pict></w:r></w:p>",
        "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>", "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>", "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        "<w:r><w:instrText>TOC</w:instrText></w:r>", "<w:p><w:pPr><w:pStyle w:val=\"H\"/></w:pPr><w:r><w:t> é </w:t><w:br/></w:r></w:p>",
    ]), 0..30)) {
        let mut open: Vec<&str> = Vec::new();
        let mut body = String::new();
        for part in parts {
            match part {
                "<w:p>" => open.push("</w:p>"),
                "<w:tbl><w:tr><w:tc>" => open.push("</w:tc></w:tr></w:tbl>"),
                "</w:tc><w:tc>" if open.last() != Some(&"</w:tc></w:tr></w:tbl>") => continue,
                part if part == "</w:p>" || part.starts_with("</w:tc></w:tr>") => {
                    if open.last() != Some(&part) {
                        continue;
                    }
                    open.pop();
                }
                _ => {}
            }
            body += part;
        }
        body.extend(open.into_iter().rev());
        let (source, tree) = parse(&body, &[]);
        assert_sound(&source, &tree);
    }
}
