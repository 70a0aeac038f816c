//! What must hold of any text.

use crate::papers::{PAPERS, files, options, report_on, rules};
use obelus::check::{Allowances, run};
use obelus::diagnostic::{Diagnostic, Edit};
use obelus::paper::{Paper, load, model};
use obelus::report::json;
use obelus::rule::RuleSet;
use obelus::source::{Files, MemoryFiles, Span};
use proptest::prelude::*;
use proptest::test_runner::{FileFailurePersistence, RngSeed};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static RULES: LazyLock<RuleSet> = LazyLock::new(rules);

/// Pieces of manuscripts, whole and broken, that mean something to one of the readers.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "\n", "\n\n", "\n\n", " ", "\r\n", "\t", "\u{c}", "    ", "- ", "1. ", "> ", "| a | b |\n|---|---|\n", "```\n", "$$", "$x$", "`", "*", "**", "_",
    "# ", "## ", "###### ", "---\n", "---\ntitle: Ponds\nbibliography: refs.bib\n---\n", "title: \"", "abstract: |\n  ", "author:\n  - name: ",
    "<!--", "-->", "<!-- obelus: allow repetition -- why -->", "<!-- obelus: begin allow citation -->", "<!-- obelus: end allow -->", "% obelus:",
    "[1]", "[2–5]", "[1, 99]", "(Wu, 2019)", "Wu and Okafor (2019)", "Wu et al. (2020a)", "[@wu2019; -@okafor]", "@fig:a", "[^1]", "[^1]: ",
    "\\documentclass{article}\n", "\\begin{document}", "\\section{Ice}\n", "\\newcommand{\\ice}[1]{the #1 of \\cite{wu2019} ice}", "\\ice{cold}",
    "\\begin{itemize}\\item ", "\\end{itemize}", "\\footnote{", "\\emph{", "\\[ x \\]", "\\bibitem{wu2019} ", "\\begin{thebibliography}{9}", "% ", "~", "--", "``",
    "<sec><title>", "</title>", "<p>", "</p>", "<xref ref-type=\"bibr\" rid=\"b1\">", "<xref ref-type=\"fig\" rid=\"f1\">", "</xref>", "<fig id=\"f1\"><label>Figure 1</label><caption><p>",
    "</p></caption></fig>", "<table><tr><td>", "</td></tr></table>", "<ref-list><ref id=\"b1\"><label>1</label><element-citation><name><surname>Wu</surname></name><year>", "</ref></ref-list>", "<sup>", "</sup>",
    "<fn fn-type=\"conflict\"><p>", "</fn>", "<list><list-item><p>", "</list-item></list>", "<disp-formula id=\"e\">", "</disp-formula>", "&#8211;", "&nbsp;", "<![CDATA[", "]]>", "</sec>", "<!--", "-->",
    "\\cite{wu2019}", "\\begin{figure}", "\\end{figure}", "\\caption{", "{#fig:a}", "![Figure 1. Ice.](ice.png)", "Figure 3", "Table 1. Ice.",
    "References\n\n", "## References\n\n", "[1] Wu, A., & Lin, B. (2019). Ice. *Ponds*, 4(2), 11–19. doi:10.5555/ice\n", "1. Okafor, C. (2018). Rods. Ponds.\n",
    "Wu, A. (2019). Ice and water. Ponds, 4, 11-19.\n\n", "ABSTRACT\n", "1. Introduction\n", "Keywords: ice", "the the ", "of the of the ", "in the ", "NTC ",
    "The pond was read with a rod at noon on every day of the winter. ", "colour ", "color ", "organised ", "organized ", "behavior ", "(REF)", "[citation needed]",
    "https://doi.org/10.1/x", "e.g. ", "et al. ", "Dr. ", "“", "”", "'", "…", "é", "e\u{301}", "ß", "İ", "ﬁ", "潮", "\u{200b}", "\u{ad}\n", "co-\noperate ", "🐌", "\u{202e}", "\u{feff}", "]", "[", ")", "(", "{", "}", "<", ">", "&amp;", "\\",
];

fn manuscript() -> impl Strategy<Value = String> {
    let piece =
        prop_oneof![8 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,12}", 1 => "[a-z]{1,9} "];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn bibtex() -> impl Strategy<Value = String> {
    let pieces: &[&str] = &[
        "@article{wu2019,",
        "@string{",
        "@comment{",
        "title = ",
        "{Ice}",
        "\"Ice\"",
        "author = {Wu, Ann and ",
        "doi = {https://doi.org/10.5555/x}",
        "year = 2019",
        ",",
        "}",
        "{",
        "\\'e",
        "\\",
        "\"",
        "#",
        "=",
        "\n",
        "%",
        "é",
        "潮",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..30).prop_map(|pieces| pieces.concat())
}

fn config(cases: u32) -> ProptestConfig {
    // The same inputs each time: a test that fails fails for everybody.
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(20),
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..ProptestConfig::default()
    }
}

/// The text of one of the whole papers.
fn whole(paper: &str) -> String {
    String::from_utf8(files().read(paper).expect("the paper")).expect("UTF-8")
}

/// The head of an article in JATS, which its file must have.
const ARTICLE: &str = "<article article-type=\"x\"><body>";

fn read(path: &str, text: &str, data: &str) -> Paper {
    let text =
        if path.ends_with(".xml") && !text.contains("<article") { format!("{ARTICLE}{text}") } else { text.to_owned() };
    let files = MemoryFiles::new().with(path, text).with("refs.bib", data);
    load(&files, path, &options()).expect("text can be read")
}

fn check(paper: &Paper) -> Vec<Diagnostic> {
    run(paper, &RULES, Allowances::default()).diagnostics
}

/// That no check failed, and every span lies on the borders of characters of its file.
fn verify(paper: &Paper, diagnostics: &[Diagnostic]) {
    let holds = |span: Span| {
        let text = &paper.sources[span.file.0 as usize].text;
        assert!(text.get(span.range()).is_some(), "{span:?} in {} bytes of {:?}", text.len(), text);
    };
    let mut fingerprints = BTreeSet::new();
    for diagnostic in diagnostics {
        assert_ne!(diagnostic.rule.as_str(), "tool/internal-error", "{}", diagnostic.message);
        holds(diagnostic.span);
        diagnostic.related.iter().for_each(|related| holds(related.span));
        let edits: Vec<&Edit> = diagnostic.fix.iter().flat_map(|fix| &fix.edits).collect();
        edits.iter().for_each(|edit| holds(edit.span));
        assert!(edits.is_sorted_by(|a, b| a.span.file < b.span.file || a.span.end <= b.span.start), "{edits:?}");
        assert!(fingerprints.insert(&diagnostic.fingerprint), "two findings have one fingerprint: {diagnostic:?}");
    }
    let prose = &paper.prose;
    for token in &prose.tokens {
        let span = prose.span(token.start..token.end);
        holds(span);
        assert!(prose.text.get(token.start as usize..token.end as usize).is_some(), "{token:?}");
    }
    paper.citations.iter().for_each(|citation| holds(citation.span));
    paper.bibliography.references.iter().for_each(|reference| holds(reference.span));
    paper.outline.sections.iter().for_each(|section| [section.heading, section.span].into_iter().for_each(holds));
    paper.problems.iter().for_each(|problem| holds(problem.span));
    assert!(serde_json::to_string(&model::json(paper)).is_ok());
}

/// The file at index 0 after the fixes of one rule, and how many edits were made.
fn mend(paper: &Paper, diagnostics: &[Diagnostic], rule: &str) -> (String, usize) {
    let fixes = diagnostics.iter().filter(|it| it.rule.as_str() == rule).filter_map(|it| it.fix.as_ref());
    let mut edits: Vec<&Edit> = fixes.flat_map(|fix| &fix.edits).filter(|edit| edit.span.file.0 == 0).collect();
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    let mut text = paper.root().text.to_string();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    (text, edits.len())
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn any_text_is_read_and_checked(text in manuscript(), data in bibtex(), path in prop::sample::select(&["p.md", "p.txt", "p.tex", "p.xml"][..])) {
        let paper = read(path, &text, &data);
        verify(&paper, &check(&paper));
    }

    #[test]
    fn a_damaged_paper_is_read_and_checked(
        paper in prop::sample::select(PAPERS),
        damages in prop::collection::vec((0.0..1.0f64, 0usize..80, prop::sample::select(PIECES)), 1..12),
    ) {
        let mut text = whole(paper);
        for (place, length, piece) in damages {
            let start = text.floor_char_boundary((place * text.len() as f64) as usize);
            let end = text.floor_char_boundary((start + length).min(text.len())).max(start);
            text.replace_range(start..end, piece);
        }
        let paper = read(paper, &text, "");
        verify(&paper, &check(&paper));
    }

    #[test]
    fn an_article_cut_short_is_read_and_checked(place in 0.1..1.0f64, damage in prop::sample::select(PIECES)) {
        let text = whole("snow-fences/paper.xml");
        let cut = text.floor_char_boundary((place * text.len() as f64) as usize);
        let paper = read("p.xml", &format!("{}{damage}", &text[..cut]), "");
        verify(&paper, &check(&paper));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let article = [ARTICLE.as_bytes(), &bytes].concat();
        for (path, bytes) in [("p.md", bytes), ("p.xml", article)] {
            if let Ok(paper) = load(&MemoryFiles::new().with(path, bytes), path, &options()) {
                verify(&paper, &check(&paper));
            }
        }
    }

    #[test]
    fn fixes_come_to_an_end(text in manuscript(), path in prop::sample::select(&["p.md", "p.txt", "p.tex", "p.xml"][..])) {
        let found = check(&read(path, &text, ""));
        let fixable: BTreeSet<&str> = found.iter().filter(|it| it.fix.is_some()).map(|it| it.rule.as_str()).collect();
        for rule in fixable {
            // Mending one place may bring another to light, but not over and over.
            let mut mended = text.clone();
            let left = (0..6).map(|_| {
                let paper = read(path, &mended, "");
                let (better, edits) = mend(&paper, &check(&paper), rule);
                mended = better;
                edits
            });
            prop_assert!(left.into_iter().any(|edits| edits == 0), "{rule}: {mended:?}");
        }
    }
}

#[test]
fn a_fix_removes_its_finding() {
    let text = whole(PAPERS[0]);
    let found = check(&read("paper.md", &text, ""));
    let rules: BTreeSet<&str> = found.iter().filter(|it| it.fix.is_some()).map(|it| it.rule.as_str()).collect();
    assert!(rules.len() > 1, "{rules:?}");
    for rule in rules {
        let (mended, _) = mend(&read("paper.md", &text, ""), &found, rule);
        let left = check(&read("paper.md", &mended, ""));
        assert!(left.iter().all(|it| it.rule.as_str() != rule), "{rule}");
        assert_eq!(left.len(), found.iter().filter(|it| it.rule.as_str() != rule).count(), "{rule}");
    }
}

#[test]
fn one_thread_and_eight_give_the_same_bytes() {
    let mut files = files();
    let more: Vec<String> = (0..8).map(|number| format!("{number}.md")).collect();
    for (number, path) in more.iter().enumerate() {
        files = files.with(path, PIECES.repeat(3)[number * 7..].concat());
    }
    let papers: Vec<&str> = PAPERS.iter().copied().chain(more.iter().map(String::as_str)).collect();
    let report = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| String::from_utf8(json::render(&report_on(&files, &papers))).expect("UTF-8"))
    };
    let one = report(1);
    for _ in 0..3 {
        assert!(one == report(8));
    }
}

#[test]
fn fingerprints_stay_when_lines_are_put_in_above() {
    let text = whole(PAPERS[0]);
    let fingerprints = |text: &str| {
        let paper = read("paper.md", text, "");
        let found = check(&paper);
        found.iter().map(|it| (it.rule.to_string(), it.fingerprint.clone())).collect::<BTreeSet<_>>()
    };
    let wanted = fingerprints(&text);
    assert!(wanted.len() > 10);
    for (blank, _) in text.match_indices("\n\n").step_by(5) {
        let longer = format!("{}\n\n\n{}", &text[..blank], &text[blank..]);
        assert_eq!(fingerprints(&longer), wanted, "after {:?}", &text[text[..blank].rfind('\n').unwrap_or(0)..blank]);
    }
    let longer = text.replace("\n\n## Abstract", "\n\n<!-- a remark -->\n\n## Abstract");
    assert_eq!(fingerprints(&longer), wanted);
}
