use super::*;
use crate::diagnostic::{Diagnostic, Outcome, Relation};
use crate::paper::LoadOptions;
use crate::report::fixture;
use crate::source::{FileId, MemoryFiles, Span};

fn places(text: &str, spans: &[Span]) -> Vec<Place> {
    let diagnostics = spans.iter().map(|&span| fixture::diagnostic("a/b", Severity::Info, span, "m")).collect();
    let outcome = Outcome { diagnostics, ..Outcome::default() };
    let report = PaperReport::new(&fixture::paper("p.md", text), outcome, Detail::Findings);
    report.findings.into_iter().map(|finding| finding.place).collect()
}

#[test]
fn places_count_from_one_in_any_order_of_spans() {
    let text = "ab çd ef\r\n\r\nGé x";
    let at = |place: &Place| (place.start.line, place.start.column, place.end.column);
    let found =
        places(text, &[fixture::span(text, "x", 0), fixture::span(text, "çd", 0), fixture::span(text, "ef", 0)]);
    assert_eq!(found.iter().map(at).collect::<Vec<_>>(), [(3, 4, 5), (1, 4, 6), (1, 7, 9)]);
}

#[test]
fn a_window_is_cut_at_words_on_both_sides() {
    let text = format!("{} the middle, {}", "lorem ".repeat(40).trim(), "ipsum ".repeat(40).trim());
    let excerpt = &places(&text, &[fixture::span(&text, "middle", 0)])[0].excerpt;
    assert_eq!(excerpt.text, "middle");
    assert!(excerpt.before.starts_with("…lorem ") && excerpt.before.ends_with("lorem the "), "{}", excerpt.before);
    assert!(excerpt.after.starts_with(", ipsum") && excerpt.after.ends_with("ipsum…"), "{}", excerpt.after);
    assert!(excerpt.before.chars().count() <= 61 && excerpt.after.chars().count() <= 61);
}

#[test]
fn a_place_over_lines_is_one_line_and_limited() {
    let text = "one two\n  three\r\nfour";
    assert_eq!(places(text, &[Span::new(FileId(0), 4..text.len())])[0].excerpt.text, "two three four");
    let long = "é".repeat(9_000);
    let excerpt = &places(&long, &[Span::new(FileId(0), 0..long.len())])[0].excerpt;
    assert_eq!(excerpt.text.chars().count(), 2_001);
    let diagnostic = fixture::diagnostic("a/b", Severity::Info, Span::new(FileId(0), 0..long.len()), "m");
    let twin = fixture::related(Span::new(FileId(0), 0..4), "n", Relation::Twin);
    let outcome = Outcome { diagnostics: vec![Diagnostic { related: vec![twin], ..diagnostic }], ..Outcome::default() };
    let report = PaperReport::new(&fixture::paper("p.md", &long), outcome, Detail::Findings);
    let words = report.findings[0].place.excerpt.words.as_ref();
    assert_eq!(words.map(|words| words.chars().count()), Some(2_001));
}

#[test]
fn the_manuscript_is_the_paper_with_its_marks() {
    let report = fixture::report();
    let manuscript = report.papers[0].manuscript.as_ref().unwrap();
    let text: Vec<String> =
        manuscript.blocks.iter().map(|block| block.pieces.iter().map(|piece| &*piece.text).collect()).collect();
    assert_eq!(text[0], "Tides in Small Harbours");
    assert!(text.iter().any(|block| block.ends_with("in `sky.csv`.")), "code is shown as it is written");
    let marked = |finding: usize, place: u32| -> String {
        let pieces = manuscript.blocks.iter().flat_map(|block| &block.pieces);
        let pieces = pieces.filter(|piece| piece.marks.contains(&(finding as u32, place)));
        pieces.map(|piece| &*piece.text).collect()
    };
    for (index, finding) in report.papers[0].findings.iter().enumerate() {
        assert_eq!(marked(index, 0), finding.place.excerpt.text);
        for (place, related) in finding.related.iter().enumerate() {
            assert_eq!(marked(index, place as u32 + 1), related.place.excerpt.text);
        }
    }
    assert_eq!(report.papers[0].findings[0].section.as_deref(), Some("1. Introduction"));
}

#[test]
fn marks_on_one_place_are_limited() {
    let text = "word ".repeat(50);
    let spans: Vec<Span> = (0..200).map(|start| Span::new(FileId(0), start..text.trim().len())).collect();
    let diagnostics = spans.iter().map(|&span| fixture::diagnostic("a/b", Severity::Info, span, "m")).collect();
    let outcome = Outcome { diagnostics, ..Outcome::default() };
    let report = PaperReport::new(&fixture::paper("p.md", &text), outcome, Detail::Manuscript);
    let manuscript = report.manuscript.unwrap();
    assert!(manuscript.blocks[0].pieces.iter().all(|piece| piece.marks.len() <= 12));
    assert_eq!(manuscript.blocks[0].pieces.iter().map(|piece| piece.text.len()).sum::<usize>(), text.trim().len());
}

#[test]
fn concise_is_one_safe_line_a_finding() {
    let mut report = fixture::report();
    report.papers[0].findings.truncate(1);
    report.papers[0].findings[0].message = "a\u{1b}[31m\nb".to_owned();
    let text = String::from_utf8(concise::render(&report)).unwrap();
    assert_eq!(text, "paper.md:11:142: error citation/author-mismatch a␛[31m b\n");
}

#[test]
fn json_has_the_shape_that_scripts_rely_on() {
    let json: serde_json::Value = serde_json::from_slice(&json::render(&fixture::report())).unwrap();
    assert_eq!(json["schema"], "obelus.report/1");
    assert_eq!(json["summary"], serde_json::json!({"papers": 1, "errors": 1, "warnings": 2, "infos": 4}));
    assert_eq!(json["papers"][0]["skipped"][0]["reason"], "no reference data found");
    assert_eq!(json["suppressed"][0]["by"], "directive");
    let finding = &json["findings"][0];
    assert_eq!(finding["id"], "F1");
    assert_eq!(finding["start"], serde_json::json!({"line": 11, "column": 142, "offset": 314}));
    assert_eq!(finding["related"][0]["message"], "reference 1");
    assert_eq!(finding["precision"], 0.97);
    assert!(finding["page"].is_null() && finding["fix"].is_null());
    assert_eq!(json["findings"][1]["fix"]["safe"], true);
}

#[test]
fn json_lines_are_the_findings_and_the_rest() {
    let report = fixture::report();
    let whole: serde_json::Value = serde_json::from_slice(&json::render(&report)).unwrap();
    let text = String::from_utf8(json::render_lines(&report)).unwrap();
    let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (last, findings) = lines.split_last().unwrap();
    assert_eq!(findings, whole["findings"].as_array().unwrap());
    assert_eq!(last["summary"], whole["summary"]);
}

#[test]
fn forms_are_known_by_name_and_ending() {
    assert_eq!(Form::of_path("out/r.SARIF"), Some(Form::Sarif));
    assert_eq!(Form::of_path("r.sarif.json"), Some(Form::Sarif));
    assert_eq!(Form::of_path("a.b/report"), None);
    assert_eq!(Form::of_path("out/junit.xml"), Some(Form::Junit));
    assert_eq!(Form::of_path("gl-code-quality-report.json"), Some(Form::Gitlab));
    assert_eq!(Form::of_path("review.md"), Some(Form::Markdown));
    assert!(Form::ALL.iter().all(|form| Form::of_name(form.name()) == Some(*form)));
}

proptest::proptest! {
    #[test]
    fn every_form_takes_any_text_and_any_places(
        text in "[a-z éß潮\u{301}\u{1b}\u{202e}\r\n\t#<&\"'|]{0,300}",
        cuts in proptest::collection::vec((0usize..900, 0usize..900, 0usize..900, 0usize..900), 0..12),
        width in 0usize..100,
    ) {
        let on_border = |at: usize| text.floor_char_boundary(at.min(text.len()));
        let span = |a: usize, b: usize| Span::new(FileId(0), on_border(a.min(b))..on_border(a.max(b)));
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        for (number, &(a, b, c, d)) in cuts.iter().enumerate() {
            let mut diagnostic = fixture::diagnostic("a/b", Severity::Warning, span(a, b), &text[on_border(a)..]);
            diagnostic.fingerprint = format!("{number:016x}");
            diagnostic.related = vec![fixture::related(span(c, d), &text[..on_border(c)], Relation::Twin)];
            diagnostics.push(diagnostic);
        }
        diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        let outcome = Outcome { diagnostics, ..Outcome::default() };
        let report = PaperReport::new(&fixture::paper("p.md", &text), outcome, Detail::Manuscript);
        for finding in &report.findings {
            let place = &finding.place;
            let words = &text[place.start.offset as usize..place.end.offset as usize];
            let flat = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let shown = place.excerpt.text.split_whitespace().collect::<Vec<_>>().join(" ");
            proptest::prop_assert_eq!(flat, shown);
        }
        let report = fixture::report_on(vec![report]);
        let plain = terminal::render(&report, terminal::Layout { width, colour: terminal::Colour::Plain });
        let plain = String::from_utf8(plain).unwrap();
        proptest::prop_assert!(plain.chars().all(|c| c == '\n' || !c.is_control()), "{}", plain);
        let page = String::from_utf8(html::render(&report)).unwrap();
        proptest::prop_assert!(page.contains("</html>") && page.matches("<script").count() == 1);
        let json: serde_json::Value = serde_json::from_slice(&json::render(&report)).unwrap();
        proptest::prop_assert_eq!(json["findings"].as_array().unwrap().len(), cuts.len());
        proptest::prop_assert!(serde_json::from_slice::<serde_json::Value>(&sarif::render(&report)).is_ok());
        let issues: serde_json::Value = serde_json::from_slice(&gitlab::render(&report)).unwrap();
        proptest::prop_assert_eq!(issues.as_array().unwrap().len(), cuts.len());
        let junit = String::from_utf8(junit::render(&report)).unwrap();
        proptest::prop_assert_eq!(junit.matches("</testcase>").count(), cuts.len());
        let rows = String::from_utf8(csv::render(&report)).unwrap();
        proptest::prop_assert_eq!(rows.matches("\r\n").count(), cuts.len() + 1);
        let comment = String::from_utf8(markdown::render(&report)).unwrap();
        proptest::prop_assert_eq!(comment.matches("<details>").count(), comment.matches("</details>").count());
        let commands = String::from_utf8(github::render(&report)).unwrap();
        proptest::prop_assert!(commands.lines().filter(|line| line.starts_with("::warning ")).count() <= 10);
        proptest::prop_assert_eq!(concise::render(&report).iter().filter(|&&byte| byte == b'\n').count(), cuts.len());
    }
}

fn read(text: &str) -> crate::paper::Paper {
    let files = MemoryFiles::new().with("p.md", text);
    crate::paper::load(&files, "p.md", &LoadOptions::default()).expect("the file is there")
}

#[test]
fn a_place_is_shown_as_it_is_read_in_its_paragraph() {
    let text = "One *red*\nboat and `x_1` lie\nin the **old** port. See [@mora; @ruiz].\n";
    let passage = |words: &str| {
        let found = fixture::diagnostic("a/b", Severity::Info, fixture::span(text, words, 0), "m");
        let outcome = Outcome { diagnostics: vec![found], ..Outcome::default() };
        PaperReport::new(&read(text), outcome, Detail::Manuscript).findings[0].place.excerpt.passage.clone()
    };
    let read = passage("boat").unwrap();
    assert_eq!((&*read.before, &*read.text), ("One red ", "boat"));
    assert_eq!(read.after, " and `x_1` lie in the old port. See [@mora; @ruiz].");
    assert_eq!(passage("**old** port").unwrap().text, "old port");
    assert_eq!(passage("ruiz"), None, "one key among others is shown in its file");
}

#[test]
fn a_title_loses_its_markup() {
    let title = |text: &str| PaperReport::new(&read(text), Outcome::default(), Detail::Findings).title;
    let front = "---\ntitle: \"`tide` and *wave*: 2 * 3 * 4\"\n---\n\n# Introduction\n\nText.\n";
    assert_eq!(title(front).as_deref(), Some("tide and wave: 2 * 3 * 4"));
    let front = "---\ntitle: \"1984. A year\"\n---\n\n# Introduction\n\nText.\n";
    assert_eq!(title(front).as_deref(), Some("1984. A year"));
}

#[test]
fn entries_numbered_by_the_markup_keep_their_numbers() {
    let text = "# Introduction\n\nTides rise [1] and fall [2].\n\n# References\n\n1. Mora, A. (2001). Tides. *Sea*, 1, 1–2.\n\
                2. Ruiz, B. (2002). Waves. *Sea*, 2, 3–4.\n";
    let report = PaperReport::new(&read(text), Outcome::default(), Detail::Manuscript);
    let numbers: Vec<u32> = report.manuscript.unwrap().blocks.iter().filter_map(|block| block.number).collect();
    assert_eq!(numbers, [1, 2]);
}

#[test]
fn the_parts_of_a_cut_paragraph_are_not_shown_as_one() {
    let text = "# Introduction\n\nBoats come into the harbour at night when the\n\n![](map.png)\n\ntide is high enough for them to pass.\n\n\
                # Methods\n\nWe watched them.\n";
    let found = fixture::diagnostic("a/b", Severity::Info, fixture::span(text, "when the", 0), "m");
    let outcome = Outcome { diagnostics: vec![found], ..Outcome::default() };
    let paper = read(text);
    assert_eq!(paper.prose.repairs.len(), 1);
    let passage = PaperReport::new(&paper, outcome, Detail::Manuscript).findings[0].place.excerpt.passage.clone();
    assert_eq!(passage.map(|passage| passage.after), Some(String::new()));
}
