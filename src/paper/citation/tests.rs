use super::*;
use crate::paper::{Block, BlockKind, Name, Numbering, Parsed, Reference, ReferenceKind, Segment, Sentence, Year};
use crate::source::{FileId, Format, Span, decode};
use crate::text::{scan, split_sentences};

/// Prose of one paragraph a text, and the file that it was read from.
fn prose(paragraphs: &[&str]) -> (Prose, Source) {
    let mut prose = Prose::default();
    for (index, text) in paragraphs.iter().enumerate() {
        let start = prose.text.len() as u32;
        prose.text.push_str(text);
        let end = prose.text.len() as u32;
        prose.text.push('\n');
        let span = Span { file: FileId(0), start, end };
        prose.segments.push(Segment { start, end, span, verbatim: true });
        let mut tokens = Vec::new();
        scan(&prose.text, start..end, &mut prose.lexicon, &mut tokens);
        let (first_token, first_sentence) = (prose.tokens.len() as u32, prose.sentences.len() as u32);
        for range in split_sentences(&prose.text, &tokens).into_iter().filter(|range| !range.is_empty()) {
            prose.sentences.push(Sentence {
                start: tokens[range.start].start,
                end: tokens[range.end - 1].end,
                block: BlockId(index as u32),
                tokens: first_token + range.start as u32..first_token + range.end as u32,
            });
        }
        prose.tokens.extend(tokens);
        prose.blocks.push(Block {
            start,
            end,
            scope: Scope::Body,
            kind: BlockKind::Paragraph,
            section: None,
            span,
            sentences: first_sentence..prose.sentences.len() as u32,
            tokens: first_token..prose.tokens.len() as u32,
        });
    }
    let decoded = decode(prose.text.as_bytes()).expect("text is text");
    let source = Source::new(FileId(0), "paper.md", Format::Markdown, decoded);
    (prose, source)
}

fn reference(number: Option<u32>, families: &[&str], year: i32) -> Reference {
    let span = Span { file: FileId(0), start: number.unwrap_or(0), end: number.unwrap_or(0) };
    let name = |family: &&str| Name { family: (*family).to_owned(), given: "A.".to_owned() };
    Reference {
        number,
        key: None,
        kind: ReferenceKind::Article,
        raw: format!("{} ({year}). Tides and silt.", families.join(", ")),
        span,
        authors: families.iter().map(name).collect(),
        et_al: false,
        editors: Vec::new(),
        year: Some(Parsed { value: Year { number: Some(year), suffix: None }, span, confidence: 1.0 }),
        title: None,
        container: None,
        volume: None,
        issue: None,
        pages: None,
        publisher: None,
        doi: None,
        url: None,
        authors_confidence: 1.0,
    }
}

fn bibliography(entries: &[(&[&str], i32)], numbering: Numbering) -> Bibliography {
    let number = |at: usize| (numbering == Numbering::Numbered).then_some(at as u32 + 1);
    let references =
        entries.iter().enumerate().map(|(at, (names, year))| reference(number(at), names, *year)).collect();
    Bibliography { references, numbering, ..Bibliography::default() }
}

fn read(paragraphs: &[&str], bibliography: &Bibliography) -> Vec<Citation> {
    let (prose, root) = prose(paragraphs);
    find(Input { prose: &prose, tree: &Tree::default(), root: &root, outline: &Outline::default(), bibliography })
}

/// Each citation as its words and the entries it means.
fn shown(text: &str, bibliography: &Bibliography) -> Vec<(String, Vec<Option<usize>>)> {
    let show = |citation: &Citation| {
        let words = text[citation.prose.start as usize..citation.prose.end as usize].to_owned();
        (words, citation.items.iter().map(|item| item.reference).collect())
    };
    read(&[text], bibliography).iter().map(show).collect()
}

const ENTRIES: &[(&[&str], i32)] = &[
    (&["Okafor", "Lindqvist"], 2019),
    (&["Haddad"], 2015),
    (&["Moreau", "Silva", "Haddad"], 2020),
    (&["van der Meer"], 2011),
];

#[test]
fn numbers_lists_and_ranges() {
    let list = bibliography(ENTRIES, Numbering::Numbered);
    let text = "Silt settles [1], often [2, 4] and always [1–3, p. 7] or [1]–[3].";
    let wanted = [
        ("[1]", vec![Some(0)]),
        ("[2, 4]", vec![Some(1), Some(3)]),
        ("[1–3, p. 7]", vec![Some(0), Some(1), Some(2)]),
        ("[1]–[3]", vec![Some(0), Some(1), Some(2)]),
    ];
    assert_eq!(shown(text, &list), wanted.map(|(words, items)| (words.to_owned(), items)));
}

#[test]
fn numbers_that_are_no_citations() {
    let list = bibliography(ENTRIES, Numbering::Numbered);
    for text in [
        "Silt [1] lies in the interval [0, 1] and in the range [1, 2].",
        "Silt [1] took 3 [2–4] days.",
        "Silt [1] was seen in [2019] and by x[2] only.",
        "Silt [1] follows equation (2) and Figure (3).",
    ] {
        assert_eq!(shown(text, &list).len(), 1, "{text}");
    }
}

#[test]
fn superscripts_are_read_after_words_and_not_after_units() {
    let list = bibliography(ENTRIES, Numbering::Numbered);
    let text = "Silt settles.¹ Others disagree²,³ over 4 km² and x² of mud^4^.";
    let words: Vec<String> = shown(text, &list).into_iter().map(|(words, _)| words).collect();
    assert_eq!(words, ["¹", "²,³", "^4^"]);
}

#[test]
fn authors_and_years_in_brackets_and_in_the_sentence() {
    let list = bibliography(ENTRIES, Numbering::AuthorYear);
    let text = "In Spain, Okafor and Lindqvist (2019) agree (see Haddad, 2015, p. 3; cf. Moreau et al., 2020), \
                as do van der Meer’s (2011) students.";
    let wanted = [
        ("Okafor and Lindqvist (2019)", vec![Some(0)]),
        ("(see Haddad, 2015, p. 3; cf. Moreau et al., 2020)", vec![Some(1), Some(2)]),
        ("van der Meer’s (2011)", vec![Some(3)]),
    ];
    assert_eq!(shown(text, &list), wanted.map(|(words, items)| (words.to_owned(), items)));
}

#[test]
fn organisations_are_known_by_their_abbreviations() {
    let mut list = bibliography(&[(&["World Health Organization"], 2020), (&["Haddad"], 2015)], Numbering::AuthorYear);
    list.references[0].authors[0].given.clear();
    let text = "Limits exist (World Health Organization [WHO], 2020). They are low (WHO, 2020).";
    let items: Vec<_> = shown(text, &list).into_iter().map(|(_, items)| items).collect();
    assert_eq!(items, [[Some(0)], [Some(0)]]);
}

#[test]
fn dates_laws_and_products_are_no_citations() {
    let list = bibliography(ENTRIES, Numbering::AuthorYear);
    for text in [
        "It began late (March 2020) and ended in spring (Spring 2021).",
        "The Clean Water Act (1972) holds, and so does Silt v. Mud (1954).",
        "See below (Figure 2020), and the talks (ICML 2019), (GPT-4, 2023).",
        "It was said (Prof. Ada Brandt, 2018). It grew (2010–2012).",
    ] {
        assert_eq!(shown(text, &list), [], "{text}");
    }
}

#[test]
fn names_beside_a_number_are_its_narrative() {
    let list = bibliography(ENTRIES, Numbering::Numbered);
    let found =
        read(&["Okafor & Brandt (2019) measured silt in two harbours for a year [1]. Haddad et al. [1] agree."], &list);
    let seen: Vec<_> = found
        .iter()
        .map(|citation| citation.narrative.as_ref().map(|narrative| (narrative.names.join("+"), narrative.mismatch)))
        .collect();
    assert_eq!(
        seen,
        [
            Some(("Okafor+Brandt".to_owned(), Some(Mismatch::Author))),
            Some(("Haddad".to_owned(), Some(Mismatch::Author)))
        ]
    );
}

#[test]
fn several_names_belong_to_several_numbers_by_order() {
    let list = bibliography(ENTRIES, Numbering::Numbered);
    let found = read(&["Accounts by Okafor & Brandt (2019) and Moreau (2020) differ on silt [1, 3]."], &list);
    let kinds: Vec<_> =
        found.iter().flat_map(|citation| &citation.items).map(|item| (item.reference, item.mismatch)).collect();
    assert_eq!(
        kinds,
        [
            (Some(0), Some(Mismatch::Author)),
            (Some(2), Some(Mismatch::MissingCoauthor)),
            (Some(0), None),
            (Some(2), None)
        ]
    );
}

#[test]
fn each_disagreement_has_one_kind() {
    let list = bibliography(ENTRIES, Numbering::AuthorYear);
    for (text, wanted) in [
        ("Silt settles (Okafor & Lindqvist, 2018).", Some(Mismatch::Year)),
        ("Silt settles (Okafor, 2019).", Some(Mismatch::MissingCoauthor)),
        ("Silt settles (Okafor & Linqvist, 2019).", Some(Mismatch::Name)),
        ("Silt settles (Okafor & Brandt, 2019).", Some(Mismatch::Author)),
        ("Silt settles (Meer, 2011).", None),
        ("Silt settles (Moreau et al., 2020a).", None),
    ] {
        let found = read(&[text], &list);
        assert_eq!(found[0].items[0].mismatch, wanted, "{text}");
        assert!(found[0].items[0].reference.is_some(), "{text}");
    }
}

#[test]
fn numbers_are_read_where_the_list_has_lost_its_own() {
    let list = bibliography(ENTRIES, Numbering::AuthorYear);
    let found = read(&["Silt settles in the harbour [3], and mud moves with the tide [1]."], &list);
    assert_eq!(found.len(), 2);
    assert!(found.iter().flat_map(|citation| &citation.items).all(|item| item.reference.is_none()));
    // Where names are cited, brackets hold something else.
    let found = read(&["Silt settles (Okafor & Lindqvist, 2019) in the harbour [3]."], &list);
    assert_eq!(found.len(), 1);
}

#[test]
fn people_of_like_names_are_not_slips_of_each_other() {
    let list = bibliography(&[(&["Chang", "Meyer", "Okafor"], 2020), (&["Haddad"], 2015)], Numbering::AuthorYear);
    let found = read(&["Mud moves (Zhang et al., 2020), as seen before (Haddad, 2015)."], &list);
    assert_eq!(found[0].items[0].reference, None);
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_it(words in proptest::collection::vec(
        proptest::sample::select(vec![
            "(", ")", "[", "]", "²", "^", "1", "2019", "1–3", ",", ";", ":", "&", "and", "et al.", "Moreau", "Meer’s", "é", "e\u{301}",
            "\u{200a}", "\u{fffc}", " ", ".", "n.d.", "in press", "2019a", "van der", "–", "?", "J.", "[WHO]", "’", "/", "growth12",
        ]),
        0..60,
    )) {
        let text = words.concat();
        for numbering in [Numbering::None, Numbering::Numbered, Numbering::AuthorYear] {
            for citation in read(&[&text], &bibliography(ENTRIES, numbering)) {
                proptest::prop_assert!(text.get(citation.prose.start as usize..citation.prose.end as usize).is_some());
            }
        }
    }
}
