use super::*;

/// The items as lines, set in by depth.
fn shown(text: &str) -> String {
    fn write(document: &Document, at: usize, depth: usize, shown: &mut String) {
        let item = match &document.items[at].kind {
            ItemKind::Element { .. } => document.name(at).to_owned(),
            ItemKind::Text => format!("{:?}", &document.text[document.range(at)]),
            ItemKind::Entity(character) => format!("&{character}"),
            ItemKind::Comment => "!".to_owned(),
        };
        shown.push_str(&format!("{}{item} ", ">".repeat(depth)));
        document.children(at).for_each(|child| write(document, child, depth + 1, shown));
    }
    let document = Document::parse(text);
    let mut all = String::new();
    document.roots().for_each(|root| write(&document, root, 0, &mut all));
    all.trim_end().to_owned()
}

#[test]
fn elements_hold_text_references_and_comments() {
    let text = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c>\">]><a x='1 > 0'>é &amp; <m:b/><!-- <c> --><![CDATA[<d>]]>&#x2019;&b;</a>";
    assert_eq!(shown(text), "a >\"é \" >&& >\" \" >b >! >\"<d>\" >&’ >\"&b;\"");
    let document = Document::parse(text);
    assert_eq!(document.attribute(0, "x").map(|(value, _)| value.into_owned()), Some("1 > 0".to_owned()));
    assert_eq!(document.words(0), "é & <d>’&b;");
    assert!(document.problems.is_empty());
}

#[test]
fn what_is_broken_is_mended_and_told() {
    assert_eq!(shown("<a><b>one<c>two</b>three</a>"), "a >b >>\"one\" >>c >>>\"two\" >\"three\"");
    assert_eq!(shown("<a>p < 0.05 & <b</a>"), "a >\"p < 0.05 & <b\"");
    assert_eq!(shown("<a>one</z>two"), "a >\"one\" >\"two\"");
    assert_eq!(shown("<a>one<!-- two"), "a >\"one\" >!");
    let problems = Document::parse("<a><b>one</z>").problems;
    let told: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(
        told,
        ["the end tag `</z>` has no start tag", "the element `<b>` is not closed", "the element `<a>` is not closed"]
    );
}

#[test]
fn depth_is_bounded_and_words_are_kept() {
    let text = format!("{}deep{}", "<a>".repeat(50_000), "</a>".repeat(50_000));
    let document = Document::parse(&text);
    assert!(document.items.len() <= MAX_DEPTH + 1);
    assert_eq!(document.words(0), "deep");
}
