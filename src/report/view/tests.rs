use super::*;
use crate::report::fixture;

#[test]
fn a_verdict_says_how_much_and_about_what() {
    let report = fixture::report();
    let view = View::new(&report);
    let expected = "1 error, 2 warnings and 4 notes: 1 about citations, 5 about language and 1 about repeated text.";
    assert_eq!(view.verdict, expected);
    let mut clean = fixture::report();
    clean.papers[0].findings.clear();
    assert_eq!(View::new(&clean).verdict, "Nothing found: 3 rules ran over 0 words.");
}

#[test]
fn alike_findings_are_grouped_and_repeats_are_not() {
    let report = fixture::report();
    let view = View::new(&report);
    let rules: Vec<&RuleView> = view.papers[0].families.iter().flat_map(|family| &family.rules).collect();
    let more = |id: &str| -> Vec<usize> {
        let rule = rules.iter().find(|rule| rule.id.as_str() == id).unwrap();
        rule.groups.iter().map(|group| group.more.len()).collect()
    };
    assert_eq!(more("language/contraction"), [3]);
    assert_eq!(more("citation/author-mismatch"), [0]);
    assert_eq!(view.papers[0].findings().count(), 7);
}

#[test]
fn the_two_halves_of_a_repeat_are_compared_word_by_word() {
    let diff = WordDiff::new("We measure tides, and we show.", "we measure  tides and show them.");
    assert_eq!(
        diff.pieces,
        [
            DiffPiece::Equal("We measure ".into()),
            DiffPiece::Deleted("tides, and we show.".into()),
            DiffPiece::Inserted("tides and show them.".into()),
        ],
        "the short word between two differences is taken into them"
    );
    assert!(WordDiff::new("Ab  cd", "ab cd").is_same());
    assert_eq!(WordDiff::new("ab cd", "ab xy").sameness(), 0.6);
    assert_eq!(WordDiff::new("a b", "c d").sameness(), 0.0);
    assert_eq!(WordDiff::new("潮汐高", "潮汐低").pieces[0], DiffPiece::Equal("潮汐".into()));
    assert_eq!(WordDiff::new("", "").pieces, []);
    let long = "word ".repeat(1_000);
    let diff = WordDiff::new(&format!("{long}a"), &format!("{long}b"));
    let lengths: Vec<usize> = diff
        .pieces
        .iter()
        .map(|piece| match piece {
            DiffPiece::Equal(text) | DiffPiece::Deleted(text) | DiffPiece::Inserted(text) => text.len(),
        })
        .collect();
    assert_eq!(lengths, [2_000, 3_001, 3_001], "what follows the first 400 words is compared as one");
}

#[test]
fn what_was_not_checked_is_grouped_by_reason() {
    let report = fixture::report();
    let view = View::new(&report);
    let reasons: Vec<(&str, usize)> =
        view.papers[0].not_checked.iter().map(|reason| (reason.reason, reason.rules.len())).collect();
    assert_eq!(reasons, [("no reference data found", 2)]);
}

#[test]
fn charts_lie_in_the_unit_square() {
    let report = fixture::report();
    let charts = &View::new(&report).papers[0].charts;
    assert_eq!(charts.strip.iter().map(|bin| bin.counts.total()).sum::<usize>(), 7);
    assert!(charts.strip.iter().all(|bin| 0.0 <= bin.start && bin.start < bin.end && bin.end <= 1.0));
    let shares: f64 = charts.words.iter().map(|bar| bar.share).sum();
    assert!((shares - 1.0).abs() < 1e-9);
    assert_eq!(charts.words.iter().map(|bar| bar.length).fold(0.0, f64::max), 1.0);
    assert!(charts.words.iter().all(|bar| bar.title != "References"));
    assert_eq!(charts.citations, [], "a paper without citations has no chart of them");
}
