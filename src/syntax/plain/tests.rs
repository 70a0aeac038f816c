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

#[test]
fn what_a_page_adds_is_part_of_its_break() {
    let page = |number: u32, words: &str| {
        format!(
            "{words}\nof the old garden.\n\nWu (2020). On moss. Garden Notes, 2(1), 7. {number}\nhttps://garden.example/7\n"
        )
    };
    let text = [page(1, "Moss grows on the walls"), page(2, "Fern grows at the foot"), page(3, "Ivy climbs the gate")];
    let found = kinds(&text.join("\u{c}"));
    let of = |kind: &str| found.iter().filter(|found| found.starts_with(kind)).count();
    assert_eq!((of("Paragraph"), of("PageBreak")), (3, 3), "{found:?}");
    assert!(!found.iter().any(|found| found.starts_with("Paragraph") && found.contains("Notes")), "{found:?}");
    // A line that stands on one page only is text, and so is the first page's head.
    let once =
        kinds("The garden wall in winter\n\nMoss grows.\n\nWu (2020). On moss.\n\u{c}Fern grows.\n\nIt is green.\n");
    assert_eq!(once.len(), 6, "{once:?}");
}

#[test]
fn a_table_of_contents_makes_no_headings() {
    let text = "On Moss\n\nContents\n1 Introduction\n1.1 North walls . . . . . . 2\n1.2 South walls . . . . . . 3\n2 Gates\n4\n\n1 Introduction\n\nMoss grows.\n\n\
                1.1 North walls\n\nIt grows well.\n\n1.2 South walls\n\nIt is dry.\n\n2 Gates\n\nThey are open.\n";
    let heads = kinds(text).into_iter().filter(|kind| kind.starts_with("Heading")).count();
    assert_eq!(heads, 5, "{:?}", kinds(text));
}

#[test]
fn numbers_of_an_axis_and_names_of_code_are_no_headings() {
    let text = "1 Introduction\n\nMoss grows.\n\n1.1 North\n\nIt is green.\n\n0.8 Density\n\n1.0 Height of walls\n\ndata\n\nTOTAL\n\n2 Gates\n\nOpen.\n\n\
                2.1 Iron\n\nRust.\n\n2.2 Var(x) =\n\nWords.\n";
    let heads: Vec<_> = kinds(text).into_iter().filter(|kind| kind.starts_with("Heading")).collect();
    assert_eq!(heads.len(), 4, "{heads:?}");
}

#[test]
fn listings_and_formulas_are_no_prose() {
    let code =
        |text: &str| kinds(&format!("On Moss\n\n{text}")).iter().filter(|kind| kind.starts_with("CodeBlock")).count();
    assert_eq!(
        code(
            "The walls are counted:\nR> walls <- read(\"walls.csv\")\nR> nrow(walls)\n[1] 12\nThere are more walls than gates in the garden.\n"
        ),
        1
    );
    assert_eq!(code("wait = true\nwhile wait\nwait = is_wet(wall)\nend\n"), 1);
    assert_eq!(code("> ## count the walls of the garden with the moss on them\n"), 1);
    assert_eq!(code("HEIGHT = WALL + GATE\n"), 1);
    assert_eq!(code("> The moss is old, and the garden that it grows in is older still.\n"), 0);
    assert_eq!(code("The mean height was low (M = 3.2) on the north walls of the garden.\n"), 0);
    assert_eq!(code("Figure 1: h = 3\n"), 0);
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
