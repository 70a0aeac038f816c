use super::names;
use super::parse::{ParsedReference, parse, parse_marked};
use super::{ReferenceKind, read_entries};
use crate::source::FileId;
use crate::syntax::bibtex;

fn families(parsed: &ParsedReference) -> Vec<&str> {
    parsed.authors.iter().map(|name| name.family.as_str()).collect()
}

fn value<T: Clone>(field: &Option<super::parse::Field<T>>) -> Option<T> {
    field.as_ref().map(|field| field.value.clone())
}

#[test]
fn names_are_read_in_every_order() {
    for (text, expected) in [
        ("Wang, X., & Wu, C. (2019).", vec!["Wang", "Wu"]),
        ("Wang X, Wu C. Dogs bark.", vec!["Wang", "Wu"]),
        ("X. Wang and C. Wu. Dogs bark.", vec!["Wang", "Wu"]),
        ("X. Wang, C. Wu, and J.-P. de Marsy, \"Dogs\"", vec!["Wang", "Wu", "de Marsy"]),
        ("Xi Jinping. (2017). Dogs.", vec!["Xi"]),
        ("World Dog Organization. (2017). Dogs.", vec!["World Dog Organization"]),
        ("von der Berg, J., Smith, A., Jr., et al. 2003. Dogs.", vec!["von der Berg", "Smith"]),
        ("Smith, John A., and Kate Doe. 2003. Dogs.", vec!["Smith", "Doe"]),
        ("Le, Q. V., Ng, A. Y. (2011)", vec!["Le", "Ng"]),
        ("Ivanov AB, O'Neill C, van den Bosch D. Dogs", vec!["Ivanov", "O'Neill", "van den Bosch"]),
        ("王小明. 2011", vec!["王"]),
        ("Anna Berg, Carl Dahl, and Eva Falk. Dogs bark.", vec!["Berg", "Dahl", "Falk"]),
    ] {
        let list = names::scan(text);
        assert_eq!(list.names.iter().map(|name| name.family.as_str()).collect::<Vec<_>>(), expected, "{text}");
    }
    assert!(names::scan("Berg, A. et al. (2003)").et_al);
    assert!(names::scan("Berg, A., & Dahl, B. (Eds.). (2003)").editors);
}

#[test]
fn bibtex_names_keep_particles_braces_and_suffixes() {
    let (names, et_al) = names::read_bibtex(
        r"von der Berg, J{\'o}n and {Society of Dogs and Cats} and Anna de la Cruz and King, Jr., Martin and others",
    );
    let families: Vec<&str> = names.iter().map(|name| name.family.as_str()).collect();
    assert_eq!(families, ["von der Berg", "Society of Dogs and Cats", "de la Cruz", "King"]);
    assert_eq!(names[0].given, "Jón");
    assert!(et_al);
}

#[test]
fn apa_references_are_taken_apart() {
    let text = "Berg, A. B., & Dahl, C. (2019a). Dogs and their keepers: a study. Journal of Dogs, 33 (2), 243–270. https://doi.org/10.1000/jd.33(2)243.";
    let parsed = parse(text);
    assert_eq!(families(&parsed), ["Berg", "Dahl"]);
    assert_eq!(value(&parsed.year).map(|year| year.to_string()).as_deref(), Some("2019a"));
    assert_eq!(value(&parsed.title).as_deref(), Some("Dogs and their keepers: a study"));
    assert_eq!(value(&parsed.container).as_deref(), Some("Journal of Dogs"));
    assert_eq!(value(&parsed.volume).as_deref(), Some("33"));
    assert_eq!(value(&parsed.issue).as_deref(), Some("2"));
    assert_eq!(value(&parsed.pages).as_deref(), Some("243–270"));
    assert_eq!(value(&parsed.doi).as_deref(), Some("10.1000/jd.33(2)243"));
    assert_eq!(&text[parsed.title.unwrap().range], "Dogs and their keepers: a study");
    assert_eq!(parsed.kind, Some(ReferenceKind::Article));
}

#[test]
fn chapters_books_and_vancouver_are_taken_apart() {
    let chapter = "Berg, A. (2012). Measuring dogs. In Governments and dogs (pp. 33-50). Routledge.";
    let start = chapter.find("Governments").unwrap();
    let parsed = parse_marked(chapter, std::slice::from_ref(&(start..start + "Governments and dogs".len())));
    assert_eq!(value(&parsed.title).as_deref(), Some("Measuring dogs"));
    assert_eq!(value(&parsed.container).as_deref(), Some("Governments and dogs"));
    assert_eq!(value(&parsed.pages).as_deref(), Some("33-50"));
    assert_eq!(value(&parsed.publisher).as_deref(), Some("Routledge"));
    let parsed = parse("Berg A, Dahl C. Barking in the wild. J Dogs. 2015;12(3):45–50. doi: 10.1000/xyz12.");
    assert_eq!(
        (families(&parsed), value(&parsed.title).as_deref()),
        (vec!["Berg", "Dahl"], Some("Barking in the wild"))
    );
    assert_eq!(parsed.year.unwrap().value.number, Some(2015));
    assert_eq!(value(&parsed.doi).as_deref(), Some("10.1000/xyz12"));
    let parsed = parse("A. Berg and C. Dahl, “Barking dogs,” in Proc. Conf. Dogs, 2003, pp. 1–9.");
    assert_eq!((families(&parsed), value(&parsed.title).as_deref()), (vec!["Berg", "Dahl"], Some("Barking dogs")));
    assert_eq!(parsed.year.unwrap().value.number, Some(2003));
}

#[test]
fn any_text_is_survived() {
    for text in [
        "",
        " ",
        "(",
        "2019",
        "(2019)",
        "é",
        "10.",
        "10.1234/",
        "doi:10.1234/a b",
        "[\u{fffc}]",
        ", , ,",
        "In ",
        "\"",
        "“",
        "A.",
        "X. Y.",
        "et al.",
    ] {
        parse(text);
    }
    for unit in [
        "10.10.",
        "doi: 10.",
        "10.1234/a)",
        "(2019) ",
        "(",
        "A. ",
        "Berg, A., ",
        "2019 ",
        "10.1234/",
        "“",
        ". ",
        "é",
        "1-",
        "in ",
    ] {
        parse(&unit.repeat(20_000));
    }
}

#[test]
fn entries_inherit_and_name_their_fields() {
    let text = "@inproceedings{a, author={Berg, A}, title={Dogs}, crossref={b}}\n@proceedings{b, title={Dog Days}, year={2003}, doi={10.1000/b}}\n@xdata{c, x={y}}";
    let references = read_entries(&[(FileId(1), bibtex::parse(text))]);
    assert_eq!(references.len(), 2);
    let child = &references[0];
    assert_eq!(child.container.as_ref().map(|field| field.value.as_str()), Some("Dog Days"));
    assert_eq!(child.year.as_ref().and_then(|year| year.value.number), Some(2003));
    assert_eq!((child.doi.as_ref(), child.kind), (None, ReferenceKind::Proceedings));
    let circle = bibtex::parse("@book{a, crossref={b}}\n@book{b, crossref={a}}");
    assert_eq!(read_entries(&[(FileId(1), circle)]).len(), 2);
}

#[test]
fn a_number_right_behind_the_title_is_read_without_its_last_letter() {
    let parsed = parse("P. T. Berg, E. M. Dahl, and M. D. Falk, DOGS01 ,110 ( 2017),arXiv :1612.00001[ dog-ph].");
    assert_eq!(parsed.year.map(|year| year.value.number), Some(Some(2017)));
}

#[test]
fn pages_that_are_called_so_are_the_pages() {
    let parsed = parse("Berg, A. (2010). Barking in the wild. Journal of Dogs, 30, 2, pp. 144-155.");
    let value = |field: Option<super::parse::Field<String>>| field.map(|field| field.value);
    assert_eq!(value(parsed.volume).as_deref(), Some("30"));
    assert_eq!(value(parsed.issue).as_deref(), Some("2"));
    assert_eq!(value(parsed.pages).as_deref(), Some("144-155"));
}
