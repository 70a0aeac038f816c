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

#[test]
fn years_before_the_last_forty_are_one_bar() {
    let years = Years::new(&[(1890, 2), (1950, 1), (2020, 5), (2023, 1)].into());
    let bars: Vec<(i32, bool, u32)> = years.bars.iter().map(|bar| (bar.year, bar.is_earlier, bar.count)).collect();
    assert_eq!(bars, [(1983, true, 3), (2020, false, 5), (2023, false, 1)]);
    assert!(years.bars.iter().all(|bar| 0.0 <= bar.start && bar.start < bar.end && bar.end <= 1.0));
    let caption =
        "Citations by the year of the work: 1890 to 2023, half of them from 2020 on; the first bar is all until 1983";
    assert_eq!(years.caption(), caption);
    assert_eq!(
        years.ticks.iter().map(|tick| tick.year).collect::<Vec<_>>(),
        [1985, 1990, 1995, 2000, 2005, 2010, 2015, 2020]
    );
}

#[test]
fn few_years_do_not_fill_an_axis_and_too_few_citations_have_none() {
    let years = Years::new(&[(2021, 3)].into());
    assert_eq!((years.bars.len(), years.ticks.len()), (1, 10));
    assert!((years.bars[0].end - years.bars[0].start - 0.1).abs() < 1e-9);
    assert_eq!(Years::new(&[(2021, 2)].into()), Years::default());
    assert_eq!(Years::new(&[].into()), Years::default());
}
