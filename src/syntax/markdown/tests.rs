use super::*;
use crate::syntax::Meta;
use proptest::prelude::*;

/// The nodes as an indented outline: kind and words.
fn outline(text: &str) -> String {
    let tree = parse(text);
    let mut out = String::new();
    let mut ends: Vec<u32> = Vec::new();
    for (index, node) in tree.nodes.iter().enumerate() {
        ends.retain(|&end| end > index as u32);
        let is_leaf = node.next == index as u32 + 1;
        let words = if is_leaf { format!(" {:?}", &text[node.range()]) } else { String::new() };
        out += &format!("{}{:?}{words}\n", "  ".repeat(ends.len()), node.kind);
        ends.push(node.next);
    }
    out
}

fn has(text: &str, line: &str) {
    let outline = outline(text);
    assert!(outline.lines().any(|found| found.trim() == line), "no {line} in\n{outline}");
}

fn has_not(text: &str, part: &str) {
    let outline = outline(text);
    assert!(!outline.contains(part), "{part} in\n{outline}");
}

#[test]
fn pandoc_citations_are_read_with_their_keys() {
    let text = "As shown [@wu2019, p. 3; see -@lin] and by @okafor2016, write to me@host.org.";
    let tree = parse(text);
    let keys: Vec<(String, bool, bool)> = tree
        .nodes
        .iter()
        .filter_map(|node| match &node.kind {
            Kind::Citation(citation) => Some(citation),
            _ => None,
        })
        .flat_map(|citation| {
            citation.items.iter().map(|item| (item.key.to_string(), item.suppress_author, citation.bracketed))
        })
        .collect();
    assert_eq!(keys, [("wu2019".into(), false, true), ("lin".into(), true, true), ("okafor2016".into(), false, false)]);
}

#[test]
fn labels_belong_to_what_they_follow() {
    has("![A map.](map.png){#fig:map width=50%}", r##"Label("fig:map") "{#fig:map width=50%}""##);
    let out = outline("![A map.](map.png){#fig:map}");
    assert!(out.contains("Image"), "{out}");
    let (image, label) = (out.find("Image").unwrap(), out.find("Label").unwrap());
    assert!(image < label, "{out}");
    has("See @fig:map.", r#"CrossReference("fig:map") "@fig:map""#);
    has("See [@fig:map].", r#"CrossReference("fig:map") "@fig:map""#);
    has("See \\autoref{fig:map}.", r#"CrossReference("fig:map") "fig:map""#);
    has("# Methods {#sec:methods}", r##"Label("sec:methods") "{#sec:methods}""##);
}

#[test]
fn divisions_comments_and_pages_are_blocks() {
    let text = "::: {.abstract}\nWords here.\n:::\n\n<!-- note -->\n\nBefore\n\n\\newpage\n\nAfter\n";
    has(text, r#"Division { classes: "abstract" }"#);
    has(text, r#"Comment "<!-- note -->""#);
    has(text, r#"PageBreak "\\newpage\n""#);
    has("One line\n<!-- obelus: allow x -->\nand on.", r#"Comment "<!-- obelus: allow x -->""#);
    has("One line\n<!-- obelus: allow x -->\nand on.", r#"Text "and on.""#);
    assert_eq!(outline("One line\n<!-- a -->\nand on.").matches("Paragraph").count(), 1);
    has("<!-- a -->\n<!-- b -->\nBy [@wu] said", r#"Text "By ""#);
    has("# Title\n<!-- b -->\nBy [@wu] said", r#"Text " said""#);
    has("<!-- a --> By [@wu] said", r#"Text " said""#);
    has("Pages 3--5 of it---all---with --force", r#"Replaced("–") "--""#);
    has("Pages 3--5 of it---all---with --force", r#"Text "with --force""#);
}

#[test]
fn maths_code_and_notes_hide_their_marks() {
    has("Let $a_b^c$ be", r#"Math "$a_b^c$""#);
    has("Use `x @key`", r#"Code "`x @key`""#);
    has_not("Use `x @key`", "Citation");
    has("Word^[A note with @key.] on", "Footnote(\"\")");
    has("Word[^1] on\n\n[^1]: The note.\n", r#"FootnoteMark("1") "[^1]""#);
    has("CO~2~ and 10^6^", r#"Text "6""#);
    has("CO~2~ and 10^6^", "Subscript");
    has_not("about ~5 h at ~20 C", "Sub");
    has("about ~5 h at ~20 C", r#"Text "about ~5 h at ~20 C""#);
    has_not("It is $20 and US$30 now", "Math");
    has("Let \\(a_b\\) and _c_", r#"Math "\\(a_b\\)""#);
    has("So\n\n$$\na\n- b\n$$ {#eq:one}\n\nholds", "MathBlock");
    has("So\n\n$$\na\n- b\n$$ {#eq:one}\n\nholds", r##"Label("eq:one") "{#eq:one}""##);
    has("\\begin{equation}\n\\label{eq:two}\na = b\n\\end{equation}\n", r#"Label("eq:two") "\\label{eq:two}""#);
    has_not("Of \\[@wu\\] and \\[x\\]", "Math");
    has("CO<sub>2</sub> a", "Subscript");
}

#[test]
fn front_matter_has_places() {
    let text = "---\ntitle: \"Über Moos\"\nauthor:\n  - name: A. Wu\n    affiliation: 1\n---\n\nText.";
    let tree = parse(text);
    let meta = tree.meta.unwrap();
    let title = meta.get("title").unwrap();
    assert_eq!(title.text(), Some("Über Moos"));
    assert!(text[title.range.start as usize..title.range.end as usize].contains("Über Moos"));
    assert_eq!(meta.get("author").unwrap().items()[0].get("name").unwrap().text(), Some("A. Wu"));
    let broken = parse("---\ntitle: A\nauthor: [x\n---\n\nText.");
    assert_eq!(broken.problems.len(), 1);
    assert_eq!(broken.meta.and_then(|meta| Some(meta.get("title")?.text()?.to_owned())).as_deref(), Some("A"));
}

#[test]
fn a_title_block_is_front_matter() {
    let text = "% On Moss\n  and Fern\n% A. Wu; B. Lin\n\nText.";
    let tree = parse(text);
    let meta = tree.meta.unwrap();
    assert_eq!(meta.get("title").unwrap().text(), Some("On Moss and Fern"));
    let names: Vec<_> = meta.get("author").unwrap().items().iter().filter_map(Meta::text).collect();
    assert_eq!(names, ["A. Wu", "B. Lin"]);
    assert_eq!(tree.nodes.len(), 2);
    assert!(parse("% of all\nmoss").meta.is_none());
}

#[test]
fn tables_of_every_sort_are_no_prose() {
    for text in [
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\n",
        "  a     b\n----- -----\n  1     2\n\nText",
        "<table><tr><td>a</td></tr></table>\n",
        "-----------\n a     b\n----- -----\n 1     2\n\n 3     4\n-----------\n",
    ] {
        let tree = parse(text);
        assert_eq!(tree.nodes[0].kind, Kind::Table, "{text}");
        let after = tree.nodes.iter().find(|node| node.start >= tree.nodes[0].end);
        assert!(after.is_none_or(|node| &text[node.range()] == "Text"), "{}", outline(text));
    }
}

#[test]
fn captions_stand_beside_their_tables() {
    let caption = "Division { classes: \"caption\" }\n  Paragraph\n";
    for text in [
        "| a | b |\n|---|---|\n| 1 | 2 |\n\nTable: Two cells. {#tbl:two}\n\nText.",
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n: Two cells. {#tbl:two}\n\nText.",
        "Text.\n\n: Two cells. {#tbl:two}\n\n+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\n",
    ] {
        let out = outline(text);
        assert!(out.contains(caption), "{out}");
        assert!(out.contains("\n    Label(\"tbl:two\")"), "{out}");
        assert!(out.contains("\n    TableCell\n      Text \"1\""), "{out}");
    }
    has_not("Moss\n\n: what grows on walls\n\nText.", "caption");
}

#[test]
fn figures_of_tex_are_images_with_captions() {
    let text = "\\begin{figure}\n\\includegraphics[width=1cm]{map.pdf}\n\\caption{A map of @wu.}\n\\label{fig:map}\n\\end{figure}\n";
    has(text, r#"Image { target: "map.pdf" }"#);
    has(text, r#"Text "A map of ""#);
    has(text, r#"Label("fig:map") "\\label{fig:map}""#);
}

#[test]
fn a_heading_in_a_caption_is_a_paragraph() {
    has_not("::: caption\n###### Houses.\n\nBy street.\n:::\n", "Heading");
    has("::: caption\n###### Houses.\n:::\n\n# Results\n", "Heading { level: 1 }");
}

#[test]
fn a_citation_takes_what_lies_inside_it() {
    has("As [see *this* @wu2019] says", r#"Text " says""#);
    has_not("As [see *this* @wu2019] says", "Emphasis");
    has("By [@tag] too\n\n[@tag]: https://example.org/x\n", "Text \" too\"");
    has_not("By [@tag] too\n\n[@tag]: https://example.org/x\n", "Link");
    has_not("(@good) Moss is green.", "Citation");
    has_not("By [@user](https://example.org/user) too", "Citation");
    has("by @doi:10.1016/S0022-2836(05)80360-2.", "Text \".\"");
}

#[test]
fn chunks_that_make_figures_are_figures() {
    let quarto = "```{python}\n#| label: fig-map\n#| fig-cap: \"A map of Moos.\"\nplot()\n```\n";
    has(quarto, r#"Label("fig-map") "fig-map""#);
    has(quarto, r#"Text "A map of Moos.""#);
    has(quarto, r#"Image { target: "" }"#);
    has(quarto, r#"CodeBlock "plot()\n```""#);
    let knitr = "```{r map, fig.cap = \"A map, of Moos.\", echo=FALSE}\nplot()\n```\n";
    has(knitr, r#"Label("fig:map") "map""#);
    has(knitr, r#"Text "A map, of Moos.""#);
    has(
        "```{r setup, include=FALSE}\nlibrary(x)\n```\n",
        r#"CodeBlock "```{r setup, include=FALSE}\nlibrary(x)\n```""#,
    );
}

#[test]
fn html_blocks_give_their_words() {
    let text = "<div class=\"figure\">\n<img src=\"a.png\">\n<p class=\"caption\">Figure 1: A map.</p>\n</div>\n";
    has(text, r#"Image { target: "a.png" } "<img src=\"a.png\">""#);
    has(text, r#"Text "Figure 1: A map.""#);
}

/// Every node lies inside its parent, after its elder sibling, on character borders.
fn assert_valid(text: &str, tree: &Tree) {
    fn walk(tree: &Tree, text: &str, from: usize, to: usize, start: u32, end: u32) {
        let (mut at, mut cursor) = (from, start);
        while at < to {
            let node = &tree.nodes[at];
            assert!(
                node.start >= cursor && node.end >= node.start && node.end <= end,
                "{node:?} in {start}..{end} after {cursor}"
            );
            assert!(text.is_char_boundary(node.start as usize) && text.is_char_boundary(node.end as usize));
            assert!(node.next as usize > at && node.next as usize <= to, "{node:?} at {at} to {to}");
            walk(tree, text, at + 1, node.next as usize, node.start, node.end);
            cursor = node.end;
            at = node.next as usize;
        }
    }
    walk(tree, text, 0, tree.nodes.len(), 0, text.len() as u32);
}

proptest! {
    #[test]
    fn any_text_gives_a_valid_tree(text in "\\PC{0,200}") {
        assert_valid(&text, &parse(&text));
    }

    #[test]
    fn any_markup_gives_a_valid_tree(parts in prop::collection::vec(prop::sample::select(vec![
        "[@", "]", "](", ")", "{#fig:a}", "^[", "^", "$", "$$", "\\[", "\\]", "\\(", "`", "```\n", "\n\n", "\n", "# ", "- ",
        "> ", ":::", "::: {.x}\n", "<!--", "-->", "<sup>", "</sup>", "é", "| a |", "|---|\n", "+---+\n", "---\n", "@k", "\\cite{a}",
        "\\begin{figure}", "\\end{figure}", "\\textit{", "}", "*", "**", "_", "~", "![", "1. ", "\u{c}", "{3}------\n", "% a\n", "&amp;", "<div>", "a b",
    ]), 0..60)) {
        let text = parts.concat();
        assert_valid(&text, &parse(&text));
    }
}

#[test]
fn hostile_input_is_read_in_bounded_time() {
    for unit in
        ["[", "![", "*a ", "> ", "- ", "^[", "$a", "\\(", "`", "[@a ", "<!--", "{#", "<sup>", "\\textit{", "::: {.a}\n"]
    {
        let text = unit.repeat(40_000);
        assert_valid_shallow(&parse(&text));
    }
}

fn assert_valid_shallow(tree: &Tree) {
    assert!(tree.nodes.iter().all(|node| node.end >= node.start));
}
