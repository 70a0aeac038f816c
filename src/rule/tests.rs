use super::*;

const PAGE: &str = "# language/filler\n\nA filler.\n\n```toml\nseverity = \"warning\"\nsince = \"0.1.0\"\n\
    message = \"{found} says nothing\"\nfind = [\"needless to  say\"]\n[options.most]\ndefault = 3\nabout = \"so many\"\n```\n\n\
    ## Why\n\nBecause.\n\n## Bad\n\n```markdown\nNeedless to say.\n```\n\n```bibtex refs.bib\n@book{a}\n```\n\n\
    ## Good\n\n```markdown\nSay it.\n```\n";

fn fault(from: &str, to: &str) -> (String, String) {
    let page = PAGE.replacen(from, to, 1);
    let error = parse_page(&page).expect_err("a broken page");
    (error.message, page[error.range].to_owned())
}

#[test]
fn a_page_is_read_whole() {
    let rule = parse_page(PAGE).expect("a sound page");
    assert_eq!((rule.id.family(), rule.summary.as_str(), rule.why.as_str()), ("language", "A filler.", "Because."));
    assert_eq!(rule.finder.map(|finder| finder.pattern), Some(Pattern::Find(vec!["needless to say".to_owned()])));
    assert_eq!(rule.examples[0].text, "Needless to say.\n");
    assert_eq!(rule.examples[0].files, [("refs.bib".to_owned(), "@book{a}\n".to_owned())]);
    assert!(rule.examples[1].files.is_empty());
}

#[test]
fn mistakes_of_a_page_have_their_place() {
    assert_eq!(fault("since", "sinse"), ("unknown key `sinse`: did you mean `since`?".into(), "sinse".into()));
    assert_eq!(fault("{found} says", "{found says").1, "{found says nothing");
    assert_eq!(fault("# language/filler", "# Filler").1, "Filler");
    assert_eq!(fault("\"warning\"", "\"grave\"").1, "\"grave\"");
    assert!(fault("## Good", "## Well").0.contains("`## Good`"));
}

#[test]
fn messages_print_lists_plurals_and_shares() {
    let message = Message::parse("{count} {count|place|places}: {names} ({share}) {{}} {gone}").expect("sound");
    let values = Values::new().number("count", 1).list("names", ["a", "b", "c"]).share("share", 0.254);
    assert_eq!(message.fill(&values), "1 place: a, b and c (25 %) {} {gone}");
    assert_eq!(message.unfilled(&values).collect::<Vec<_>>(), ["gone"]);
}

#[test]
fn a_selection_settles_severity_and_options() {
    let mut catalog = Catalog::default();
    catalog.add(&PAGE.replace("\"warning\"", "\"off\"")).expect("a sound page");
    let set = |selection: Selection| RuleSet::new(&catalog, &selection);
    assert!(set(Selection::default()).expect("valid").active.is_empty());
    let by_name = Selection { select: vec!["language/filler".into()], ..Selection::default() };
    let on = set(by_name.clone()).expect("valid");
    assert_eq!((on.active[0].severity, on.active[0].options.number("most")), (Severity::Warning, 3));
    let option = ("language/filler".to_owned(), "most".to_owned(), OptionValue::Number(5));
    let changed = set(Selection { options: vec![option.clone()], ..by_name.clone() }).expect("valid");
    assert_eq!(changed.active[0].options.number("most"), 5);
    assert_ne!(changed.hash(), on.hash());
    let wrong = (option.0, option.1, OptionValue::Flag(true));
    assert!(set(Selection { options: vec![wrong], ..by_name }).is_err());
    let unknown = set(Selection { ignore: vec!["filler".into()], ..Selection::default() }).expect_err("no family");
    assert_eq!(unknown.to_string(), "unknown rule or family `filler`: did you mean `language/filler`?");
}
