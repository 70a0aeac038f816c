use super::{parse, read_tex, read_verbatim};

fn messages(text: &str) -> Vec<String> {
    parse(text).problems.into_iter().map(|problem| problem.message).collect()
}

#[test]
fn an_entry_is_read_with_its_places() {
    let text = "Some words.\n@Article{berg2019,\n  Author = {von der Berg, J{\\\"o}rg},\n  title = \"Of {\"}dogs{\"}\",\n  year = 2019\n}\n";
    let file = parse(text);
    let [entry] = &file.entries[..] else { panic!("{file:?}") };
    let slice = |range: &std::ops::Range<u32>| &text[range.start as usize..range.end as usize];
    assert_eq!((entry.kind.value.as_str(), slice(&entry.kind.range)), ("article", "Article"));
    assert_eq!((entry.key.value.as_str(), slice(&entry.key.range)), ("berg2019", "berg2019"));
    let author = entry.field("author").unwrap();
    assert_eq!((slice(&author.name.range), author.value.value.as_str()), ("Author", "von der Berg, Jörg"));
    assert_eq!(
        (slice(&author.value.range), author.raw.as_str()),
        ("{von der Berg, J{\\\"o}rg}", "von der Berg, J{\\\"o}rg")
    );
    assert_eq!(entry.field("title").unwrap().value.value, "Of \"dogs\"");
    assert_eq!(slice(&entry.field("year").unwrap().value.range), "2019");
    assert!(slice(&entry.range).starts_with("@Article") && slice(&entry.range).ends_with('}'));
    assert!(file.problems.is_empty(), "{:?}", file.problems);
}

#[test]
fn strings_months_and_joins_are_filled_in() {
    let file = parse(
        "@string{jx = \"Journal of \" # {X}}\n@preamble{\"\\newcommand{\\a}{b}\"}\n@comment{ @book{no, title={No}} }\n\
         % @book{neither, title={No}}\n@misc(k, journal = jx # \" Studies\", month = 3 # \"~\" # mar, note = nowhere)",
    );
    assert_eq!(file.entries.len(), 1);
    assert_eq!(file.strings.len(), 1);
    let entry = &file.entries[0];
    assert_eq!(entry.field("journal").unwrap().value.value, "Journal of X Studies");
    assert_eq!(entry.field("month").unwrap().value.value, "3 March");
    assert_eq!(entry.field("note").unwrap().value.value, "nowhere");
}

#[test]
fn after_a_fault_it_goes_on() {
    let keys = |text: &str| {
        parse(text).entries.into_iter().map(|entry| (entry.key.value, entry.fields.len())).collect::<Vec<_>>()
    };
    let missing_comma = "@book{a,\n title = {A}\n year = 2001,\n}\n@book{b, title={B}}";
    assert_eq!(keys(missing_comma), [("a".to_owned(), 2), ("b".to_owned(), 1)]);
    assert_eq!(messages(missing_comma), ["no comma after the field `title`"]);
    let missing_brace = "@book{a,\n title = {A {nested},\n year = 2001,\n}\n@book{b, title={B}}";
    assert_eq!(keys(missing_brace), [("a".to_owned(), 2), ("b".to_owned(), 1)]);
    let missing_end = "@book{a,\n title = {A},\n year = 2001,\n\n@book{b, title={B}}";
    assert_eq!(keys(missing_end), [("a".to_owned(), 2), ("b".to_owned(), 1)]);
    assert_eq!(messages(missing_end), ["the entry `a` is not closed"]);
    let brace_too_many = "@book{a,\n title = {A}},\n year = 2001,\n}\n@book{b, title={B}}";
    assert_eq!(keys(brace_too_many), [("a".to_owned(), 2), ("b".to_owned(), 1)]);
    assert_eq!(messages(brace_too_many), ["a closing brace too many"]);
    assert_eq!(keys("@book{title = {A}, title = {A}}\n@book{,title={B}}"), [(String::new(), 2), (String::new(), 1)]);
    assert_eq!(keys("write to me@home.org\n@book{b, title={B}}"), [("b".to_owned(), 1)]);
    assert_eq!(messages("@book b\n"), ["`@book` is not followed by a brace"]);
}

#[test]
fn hostile_input_is_read_in_linear_time() {
    for unit in [
        "@a{b,c={\n",
        "a={\n",
        "@comment{\n",
        "@",
        "a=\"{\n",
        "@a{",
        "{",
        "\\'{",
        "@a{b,c=#",
        "@a{b, c = {x}},\n",
        "  @",
    ] {
        let text = unit.repeat(200_000 / unit.len());
        parse(&text);
        parse(&format!("@x{{y,{text}"));
    }
}

#[test]
fn tex_is_read_as_people_read_it() {
    for (raw, read) in [
        (r#"{\"o}\"{a}\"u"#, "öäü"),
        (r"\v{s}{\v S}\v s", "šŠš"),
        (r"Stra{\ss}e, Gau\ss", "Straße, Gauß"),
        (r"{\'\i}{\'{\i}}\'{i}", "ííí"),
        (r"\c{c}\k{a}\H{o}\r{a}\.{z}", "çąőåż"),
        (r"pp. 1--2 --- x-y", "pp. 1–2 — x-y"),
        (r"A \& B~C\,D", "A & B C D"),
        (r"\emph{Very} \textbf{bold}", "Very bold"),
        ("``quoted'' it's", "“quoted” it's"),
        (r"$\alpha$-helix and $H_2O$ in $O(n \log n)$", "α-helix and H2O in O(n log n)"),
        (r"{\O}re {\AA}s {\L}uk", "Øre Ås Łuk"),
        ("two\n   lines", "two lines"),
        (r"\href{http://x.y}{text} \noopsort{1999}2000", "text 2000"),
        (r"\", ""),
    ] {
        assert_eq!(read_tex(raw), read, "{raw}");
    }
    assert_eq!(read_verbatim(r"10.1000/a\_b--c{\_}d~e"), "10.1000/a_b--c_d~e");
    assert_eq!(read_verbatim(r"\url{http://a.b/\%7Ec}"), "http://a.b/%7Ec");
}
