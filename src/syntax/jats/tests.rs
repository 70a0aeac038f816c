use super::*;

fn article_of(body: &str) -> String {
    format!("<article article-type=\"research-article\"><body>{body}</body></article>")
}

/// The nodes in order as kind and words, set in by depth.
fn shown(text: &str) -> Vec<String> {
    let tree = parse(text);
    let mut ends: Vec<u32> = Vec::new();
    let nodes = tree.nodes.iter().enumerate();
    nodes
        .map(|(at, node)| {
            ends.retain(|end| *end > at as u32);
            let depth = ends.len();
            ends.push(node.next);
            let kind = match &node.kind {
                Kind::Text => format!("{:?}", &text[node.range()]),
                Kind::Replaced(words) => format!("={words:?}"),
                Kind::Citation(citation) => {
                    let keys: Vec<&str> = citation.items.iter().map(|item| &*item.key).collect();
                    format!("Citation {}", keys.join(" "))
                }
                kind => format!("{kind:?}"),
            };
            format!("{}{kind}", ">".repeat(depth))
        })
        .collect()
}

#[test]
fn an_article_is_told_from_other_xml() {
    assert_eq!(root(&article_of("")), Root::Article);
    assert_eq!(root("<!DOCTYPE article PUBLIC \"-//NLM//DTD JATS\" \"x.dtd\"><article/>"), Root::Article);
    assert_eq!(root("<pmc-articleset><article><front/></article></pmc-articleset>"), Root::Article);
    assert_eq!(root("<article><info/><section/></article>"), Root::Other(Some("article".to_owned())));
    assert_eq!(root("<?xml version=\"1.0\"?><TEI><text/></TEI>"), Root::Other(Some("TEI".to_owned())));
    assert_eq!(root("no markup"), Root::Other(None));
}

#[test]
fn words_and_pointers_keep_their_places() {
    let text = article_of(
        "<p>Ice\n  melts <italic>fast</italic> [<xref ref-type=\"bibr\" rid=\"b1 b2\">1,2</xref>]<xref ref-type=\"fn\" rid=\"n1\">*</xref> &#8211; see <xref ref-type=\"fig\" rid=\"f1\">Fig. 1</xref>.</p>",
    );
    let wanted = [
        "Paragraph",
        ">\"Ice\"",
        ">SoftBreak",
        ">\"melts \"",
        ">Emphasis",
        ">>\"fast\"",
        ">\" [\"",
        ">Citation b1 b2",
        ">>\"1,2\"",
        ">\"]\"",
        ">FootnoteMark(\"n1\")",
        ">\" \"",
        ">=\"–\"",
        ">\" see \"",
        ">CrossReference(\"f1\")",
        ">>\"Fig. 1\"",
        ">\".\"",
    ];
    assert_eq!(shown(&text), wanted);
    let tree = parse(&text);
    let keys = tree.nodes.iter().find_map(|node| match &node.kind {
        Kind::Citation(citation) => Some(citation.items.clone()),
        _ => None,
    });
    let keys: Vec<&str> =
        keys.unwrap().iter().map(|item| &text[item.range.start as usize..item.range.end as usize]).collect();
    assert_eq!(keys, ["b1", "b2"]);
}

#[test]
fn a_figure_in_a_paragraph_waits_for_its_end() {
    let text = article_of(
        "<p>Ice <fig id=\"f\"><label>Figure 1</label><caption><title>A pond</title><p>In May.</p></caption></fig>melts.</p><p>Soon.</p>",
    );
    let wanted = [
        "Paragraph",
        ">\"Ice \"",
        ">\"melts.\"",
        "Division { classes: \"figure\" }",
        ">Label(\"f\")",
        ">Paragraph",
        ">>Strong",
        ">>>\"Figure 1\"",
        ">>=\". \"",
        ">>Strong",
        ">>>\"A pond\"",
        ">>=\". \"",
        ">>\"In May.\"",
        "Paragraph",
        ">\"Soon.\"",
    ];
    assert_eq!(shown(&text), wanted);
}

#[test]
fn what_others_wrote_is_left_out() {
    let text = "<article article-type=\"x\"><front><article-meta><title-group><article-title>Ice</article-title></title-group>\
        <abstract abstract-type=\"toc\"><p>Editors.</p></abstract><abstract><p>Ours.</p></abstract></article-meta></front>\
        <sub-article><body><p>Reviewers.</p></body></sub-article><response><body><p>Replies.</p></body></response></article>";
    let tree = parse(text);
    let words: Vec<&str> =
        tree.nodes.iter().filter(|node| node.kind == Kind::Text).map(|node| &text[node.range()]).collect();
    assert_eq!(words, ["Ice", "Ours."]);
}

#[test]
fn a_reference_gives_its_fields() {
    let text = "<article article-type=\"x\"><back><ref-list><ref id=\"r1\"><label>1.</label><element-citation publication-type=\"journal\">\
        <person-group person-group-type=\"author\"><name><surname>van Dam</surname><given-names>A</given-names></name><collab>Ice Group</collab><etal/></person-group>\
        <person-group person-group-type=\"editor\"><name><surname>Lin</surname></name></person-group>\
        <article-title>On &amp; under ice</article-title><source>Ponds</source><year>2019</year><fpage>3</fpage><lpage>9</lpage></element-citation></ref></ref-list></back></article>";
    let entries = parse(text).entries;
    let field = |name: &str| entries[0].field(name).map(|field| field.value.value.as_str());
    assert_eq!(entries[0].key.value, "r1");
    assert_eq!(entries[0].kind.value, "article");
    assert_eq!(field("label"), Some("1"));
    assert_eq!(field("author"), Some("{van Dam}, A and others"));
    assert_eq!(field("editor"), Some("{Lin}"));
    assert_eq!(field("title"), Some("On & under ice"));
    assert_eq!(field("journal"), Some("Ponds"));
    assert_eq!(field("pages"), Some("3–9"));
}

#[test]
fn a_statement_that_only_the_markup_names_has_its_label() {
    let text = "<article article-type=\"x\"><back><fn-group><fn fn-type=\"conflict\"><p>None.</p></fn><fn fn-type=\"conflict\"><p>Competing interests: none.</p></fn></fn-group></back></article>";
    let shown = shown(text);
    assert_eq!(shown.iter().filter(|line| line.contains("=\"Competing interests: \"")).count(), 1, "{shown:?}");
}

/// Time that grows with the square of the length would show as a test without end.
#[test]
fn hostile_texts_come_to_an_end() {
    const MANY: usize = 200_000;
    let texts = [
        "<a>".repeat(MANY),
        "<".repeat(MANY),
        "<a b='".repeat(MANY),
        "</a>".repeat(MANY),
        "&".repeat(MANY),
        "<!--".repeat(MANY),
        "<![CDATA[".repeat(MANY),
        "<sec><p><fig>".repeat(MANY / 4),
        "<list><list-item><p>a".repeat(MANY / 4),
        "<a></b>".repeat(MANY),
    ];
    for text in texts {
        let tree = parse(&article_of(&text));
        assert!(tree.nodes.len() <= text.len());
    }
}
