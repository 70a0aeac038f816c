use super::*;
use proptest::prelude::*;

fn kinds(text: &str) -> Vec<String> {
    let tree = parse(text);
    tree.roots().map(|index| format!("{:?} {:?}", tree.nodes[index].kind, &text[tree.nodes[index].range()])).collect()
}

#[test]
fn typed_headings_are_headings() {
    let text = "On Moss\n\nA. Wu\n\nABSTRACT\n\nMoss grows.\n\n1. Introduction\nIt grows well.\n\n2.1 The garden\n\nWords.\n\nReferences\n";
    assert_eq!(
        kinds(text),
        [
            "Heading { level: 1 } \"On Moss\"",
            "Paragraph \"A. Wu\"",
            "Heading { level: 2 } \"ABSTRACT\"",
            "Paragraph \"Moss grows.\"",
            "Heading { level: 2 } \"1. Introduction\"",
            "Paragraph \"It grows well.\"",
            "Heading { level: 3 } \"2.1 The garden\"",
            "Paragraph \"Words.\"",
            "Heading { level: 2 } \"References\"",
        ]
    );
}

#[test]
fn numbers_in_order_tell_headings_from_text() {
    let text = "1 Introduction\nMoss grows on the walls of the old garden, where it is damp.\n1.1 The garden\nIt has four walls and a gate that leads to the river below.\n7 Houses stand\nby it.\n2 Methods of old\nWe looked at the moss on every wall, and at the gate as well.\n";
    let heads: Vec<_> = kinds(text).into_iter().filter(|kind| kind.starts_with("Heading")).collect();
    assert_eq!(
        heads,
        [
            "Heading { level: 2 } \"1 Introduction\"",
            "Heading { level: 3 } \"1.1 The garden\"",
            "Heading { level: 2 } \"2 Methods of old\"",
        ]
    );
}

#[test]
fn a_number_belongs_to_the_name_below_it() {
    assert_eq!(kinds("Text here.\n\n2.1\n\nThe garden\n\nWords.")[1], "Heading { level: 3 } \"2.1\\n\\nThe garden\"");
}

#[test]
fn a_line_in_title_case_is_a_heading_where_no_other_mark_is_used() {
    let long = "Words of a paragraph that goes on for a while, so that it is told from the labels of a figure, and ends here at last, after a good deal.";
    let text = format!("On Moss\n\n{long}\n\nThe Garden Wall\n\n{long}\n\nthe wall\n\n{long}");
    assert!(kinds(&text)[2].starts_with("Heading"));
    assert!(kinds(&text)[4].starts_with("Paragraph"));
}

#[test]
fn entries_and_items_are_parted() {
    let text = "[1] A. Wu. On moss.\n    Journal.\n[2] B. Lin. On fern.\n";
    assert_eq!(kinds(text), ["Paragraph \"[1] A. Wu. On moss.\\n    Journal.\"", "Paragraph \"[2] B. Lin. On fern.\""]);
    let hanging = "Wu, A. (2001). On moss.\n   Journal of Moss.\nLin, B. (2002). On fern.\n   Journal of Fern.\n";
    assert_eq!(kinds(hanging).len(), 2);
    assert_eq!(kinds("- one\n- two\n").len(), 2);
}

#[test]
fn tables_and_pages_are_told_from_prose() {
    assert_eq!(
        kinds("House      Division   River\nAbney         41        12\n"),
        ["Table \"House      Division   River\\nAbney         41        12\""]
    );
    let columns = "The first column goes on with    and the second column stands\nwords that tell of the moss     beside it with other words there.\n";
    assert!(kinds(columns)[0].starts_with("Raw"));
    assert_eq!(parse(columns).problems.len(), 1);
    assert_eq!(kinds("One.\n\u{c}Two words here.\n")[1], "PageBreak \"\\u{c}\"");
    assert_eq!(kinds("A line of text\nand one more."), ["Paragraph \"A line of text\\nand one more.\""]);
}

proptest! {
    #[test]
    fn any_text_gives_a_valid_tree(text in "[ \\n\\t\\x0c\\[\\]0-9a-zA-Zé.•-]{0,300}") {
        let tree = parse(&text);
        let mut cursor = 0;
        for index in tree.roots() {
            let node = &tree.nodes[index];
            prop_assert!(node.start >= cursor && node.end >= node.start && node.end as usize <= text.len());
            cursor = node.end;
        }
        for node in &tree.nodes {
            prop_assert!(text.get(node.range()).is_some());
        }
    }
}
