//! A small invented paper with findings, for the tests of all forms.

use super::{Detail, PaperReport, Report, Settings};
use crate::diagnostic::{Diagnostic, Edit, Fix, Outcome, Related, Relation, Safety, Skipped, Suppressed};
use crate::paper::*;
use crate::rule::{ActiveRule, Message, Options, Rule, RuleId, RuleSet, Severity};
use crate::source::{Decoded, FileId, Format, Source, Span};
use std::sync::Arc;

pub const TEXT: &str = "# Tides in Small Harbours

Ada Quill

## Abstract

We measure tides in small harbours with cheap gauges and show that the gauges agree with the charts.

## 1. Introduction

Small harbours are seldom measured. The gauges of the coast are far away and their readings do not tell what happens behind a breakwater. As Wu and Okafor (2019) show [1], a cheap gauge can close the gap.

The colour of the water was not analysed. However, the colour of the sky and its behavior were, in `sky.csv`.

## 2. Methods

We measure tides in small harbours with cheap gauges, and we show that these gauges agree with charts. Each gauge was read 24 times a day.

We don't know the depth. We can't know the bed. It isn't charted. It won't be charted soon.

## References

[1] Wu, A., & Lin, B. (2019). Cheap gauges. Journal of Tides, 4(2), 11–19.
";

/// A paper whose blocks are the paragraphs of `text`.
pub fn paper(path: &str, text: &str) -> Paper {
    let decoded = Decoded { text: text.to_owned(), encoding: "UTF-8" };
    let source = Source::new(FileId(0), path, Format::Markdown, decoded);
    let (mut prose, mut outline) = (Prose::default(), Outline::default());
    let mut at = 0;
    for part in text.split("\n\n") {
        let level = part.bytes().take_while(|&byte| byte == b'#').count();
        let words = part.trim_start_matches('#').trim();
        let start = at + part.find(words).unwrap_or(0);
        if level > 0 && !words.is_empty() {
            if let Some(last) = outline.sections.last_mut() {
                last.span.end = at as u32;
            }
            outline.sections.push(Section {
                title: words.to_owned(),
                level: level as u8,
                number: None,
                role: if words == "References" { Role::References } else { Role::Other },
                heading: Span::new(FileId(0), at..at + part.len()),
                span: Span::new(FileId(0), at..text.len()),
                blocks: 0..0,
                words: 0,
                parent: None,
                is_title: level == 1,
            });
        }
        if !words.is_empty() {
            push_block(&mut prose, &mut outline, words, start, level);
        }
        at += part.len() + 2;
    }
    let title = outline.sections.first().map(|section| Phrase { text: section.title.clone(), span: section.heading });
    Paper {
        project_paths: Vec::new(),
        sources: vec![source],
        tree: Default::default(),
        title,
        authors: Vec::new(),
        abstract_text: None,
        keywords: Vec::new(),
        outline,
        prose,
        citations: Vec::new(),
        bibliography: Bibliography::default(),
        floats: Vec::new(),
        labels: Vec::new(),
        cross_references: Vec::new(),
        declarations: Vec::new(),
        directives: Vec::new(),
        missing: Vec::new(),
        problems: Vec::new(),
        provenance: crate::paper::Provenance::Written,
        facts: Facts::default(),
        derived: crate::paper::Derived::default(),
    }
}

fn push_block(prose: &mut Prose, outline: &mut Outline, words: &str, start: usize, level: usize) {
    let section = outline.sections.len().checked_sub(1);
    let block_start = prose.text.len();
    // What stands between backquotes is no words.
    for (number, part) in words.split('`').enumerate() {
        let source = start + (part.as_ptr() as usize - words.as_ptr() as usize);
        let is_code = number % 2 == 1;
        let span = match is_code {
            true => Span::new(FileId(0), source - 1..source + part.len() + 1),
            false => Span::new(FileId(0), source..source + part.len()),
        };
        let from = prose.text.len() as u32;
        prose.text.push_str(if is_code { "\u{fffc}" } else { part });
        prose.segments.push(Segment { start: from, end: prose.text.len() as u32, span, verbatim: !is_code });
    }
    let end = prose.text.len();
    prose.text.push('\n');
    if let Some(section) = section {
        outline.sections[section].words += words.split_whitespace().count() as u32 * u32::from(level == 0);
    }
    let is_reference = section.is_some_and(|section| outline.sections[section].role == Role::References);
    prose.blocks.push(Block {
        start: block_start as u32,
        end: end as u32,
        scope: match level {
            0 if is_reference => Scope::References,
            0 => Scope::Body,
            1 => Scope::Title,
            _ => Scope::Heading,
        },
        kind: BlockKind::Paragraph,
        section: section.map(|section| SectionId(section as u32)),
        span: Span::new(FileId(0), start..start + words.len()),
        sentences: 0..0,
        tokens: 0..0,
    });
}

/// The `nth` place (from 0) at which `words` stand in `text`.
pub fn span(text: &str, words: &str, nth: usize) -> Span {
    let (at, _) = text.match_indices(words).nth(nth).unwrap_or_else(|| panic!("{words} is not in the text"));
    Span::new(FileId(0), at..at + words.len())
}

pub fn diagnostic(rule: &str, severity: Severity, span: Span, message: &str) -> Diagnostic {
    Diagnostic {
        rule: RuleId::new(rule),
        severity,
        span,
        message: message.to_owned(),
        related: Vec::new(),
        fix: None,
        fingerprint: format!("{:08x}{:08x}", span.start, span.end),
    }
}

pub fn related(span: Span, note: &str, relation: Relation) -> Related {
    Related { span, note: note.to_owned(), relation }
}

/// What a run over the paper of [`TEXT`] might give.
pub fn outcome() -> Outcome {
    let mut author = diagnostic(
        "citation/author-mismatch",
        Severity::Error,
        span(TEXT, "Wu and Okafor (2019)", 0),
        "the text credits “Wu and Okafor” but reference 1 is by Wu and Lin",
    );
    author.related = vec![related(span(TEXT, "Wu, A., & Lin, B. (2019)", 0), "reference 1", Relation::Context)];
    let mut repeat = diagnostic(
        "repetition/near-duplicate-passage",
        Severity::Warning,
        span(
            TEXT,
            "We measure tides in small harbours with cheap gauges, and we show that these gauges agree with charts.",
            0,
        ),
        "this sentence repeats one of the abstract with 3 words changed",
    );
    repeat.related = vec![related(
        span(
            TEXT,
            "We measure tides in small harbours with cheap gauges and show that the gauges agree with the charts.",
            0,
        ),
        "the same sentence in the abstract",
        Relation::Twin,
    )];
    let mut spelling = diagnostic(
        "language/mixed-variants",
        Severity::Warning,
        span(TEXT, "behavior", 0),
        "“behavior” is American; the paper is written in British English",
    );
    spelling.fix = Some(Fix {
        title: "write “behaviour”".to_owned(),
        safety: Safety::Safe,
        edits: vec![Edit { span: span(TEXT, "behavior", 0), text: "behaviour".to_owned() }],
    });
    let contraction = |word: &str| {
        let message = format!("“{word}” is a contraction");
        diagnostic("language/contraction", Severity::Info, span(TEXT, word, 0), &message)
    };
    let mut diagnostics = vec![author, spelling, repeat];
    diagnostics.extend(["don't", "can't", "isn't", "won't"].map(contraction));
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    Outcome {
        diagnostics,
        ran: ["citation/author-mismatch", "language/contraction", "language/mixed-variants"].map(RuleId::new).to_vec(),
        skipped: vec![
            Skipped { rule: RuleId::new("reference/doi-missing"), reason: "no reference data found".to_owned() },
            Skipped { rule: RuleId::new("reference/doi-form"), reason: "no reference data found".to_owned() },
        ],
        allowances_used: Vec::new(),
        suppressed: vec![Suppressed {
            diagnostic: diagnostic(
                "language/wordy",
                Severity::Info,
                span(TEXT, "However", 0),
                "“However” opens a sentence",
            ),
            by: "directive",
            reason: Some("the author's voice".to_owned()),
        }],
    }
}

fn rule(id: &str, summary: &str, help: &str) -> ActiveRule {
    let rule = Rule {
        id: RuleId::new(id),
        summary: summary.to_owned(),
        severity: Some(Severity::Warning),
        message: Message::default(),
        variants: Vec::new(),
        help: help.to_owned(),
        since: "0.1.0".to_owned(),
        needs: Vec::new(),
        sources: vec!["the guide of the Society of Harbours".to_owned()],
        options: Vec::new(),
        finder: None,
        precision: Some(0.97),
        examples: Vec::new(),
        why: "Readers follow a name to the list.\n\n- It must lead *there*.\n- See `[1]`.\n".to_owned(),
        page: "".into(),
    };
    ActiveRule { rule: Arc::new(rule), severity: Severity::Warning, options: Options::default() }
}

pub fn rules() -> Arc<RuleSet> {
    let active = vec![
        rule(
            "citation/author-mismatch",
            "A narrative citation names other authors than the reference.",
            "Correct the names, or cite the work that is meant.",
        ),
        rule("language/contraction", "A contraction in running text.", "Write it out."),
        rule("language/mixed-variants", "British and American spelling are mixed.", "Keep to one of the two."),
        rule(
            "repetition/near-duplicate-passage",
            "A passage stands twice with few words changed.",
            "Keep one of the two, or say something new.",
        ),
    ];
    let mut rules = RuleSet::default();
    rules.active = active;
    Arc::new(rules)
}

/// The report on the paper of [`TEXT`].
pub fn report() -> Report {
    report_on(vec![PaperReport::new(&paper("paper.md", TEXT), outcome(), Detail::Manuscript)])
}

pub fn report_on(papers: Vec<PaperReport>) -> Report {
    let settings = Settings { hash: "0123456789abcdef".to_owned(), preset: None, stage: "draft".to_owned() };
    Report { settings, rules: rules(), papers, passed_over: Vec::new(), unreadable: Vec::new() }
}
