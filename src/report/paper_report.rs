use super::places::{Comparison, Places};
use super::{Detail, LocatedFinding, LocatedFix, LocatedRelated, Manuscript, PaperReport, Report, SuppressedFinding};
use crate::diagnostic::{Diagnostic, Outcome, Relation, again};
use crate::paper::{Paper, Scope};
use crate::source::{Format, Span};
use pulldown_cmark::{Event, Parser};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

impl PaperReport {
    /// Works out the places of everything that a run over `paper` gave.
    pub fn new(paper: &Paper, outcome: Outcome, detail: Detail) -> PaperReport {
        let suppressed = outcome.suppressed.iter().map(|suppressed| &suppressed.diagnostic);
        let blocks = match detail {
            Detail::Findings => &[],
            Detail::Manuscript => &paper.prose.blocks[..],
        };
        let spans = outcome.diagnostics.iter().chain(suppressed).flat_map(spans);
        let places = Places::new(paper, spans.chain(blocks.iter().map(|block| block.span)), detail);
        let title = title(paper, &places);
        let manuscript = match detail {
            Detail::Findings => None,
            Detail::Manuscript => Some(Manuscript::new(paper, title.as_deref(), &outcome.diagnostics, &places)),
        };
        PaperReport {
            path: paper.root().path.clone(),
            format: paper.root().format,
            title,
            authors: paper.authors.iter().map(|author| author.name.clone()).collect(),
            words: words(paper),
            citations: paper.citations.len(),
            references: paper.bibliography.references.len(),
            cited_years: cited_years(paper),
            ran: outcome.ran,
            skipped: outcome.skipped,
            allowances_used: outcome.allowances_used,
            suppressed: outcome
                .suppressed
                .into_iter()
                .map(|suppressed| SuppressedFinding {
                    finding: locate(suppressed.diagnostic, &places),
                    by: suppressed.by,
                    reason: suppressed.reason,
                })
                .collect(),
            findings: outcome
                .diagnostics
                .into_par_iter()
                .with_min_len(16)
                .map(|diagnostic| locate(diagnostic, &places))
                .collect(),
            manuscript,
        }
    }
}

impl Report {
    /// Makes every fingerprint unique: where findings of several papers have one, as copies of a paper in folders
    /// without a project do, all but the first get another. Papers must be in their order.
    pub fn tell_apart(&mut self) {
        let mut met: BTreeMap<String, u32> = BTreeMap::new();
        for paper in &mut self.papers {
            let suppressed = paper.suppressed.iter_mut().map(|suppressed| &mut suppressed.finding);
            for finding in paper.findings.iter_mut().chain(suppressed) {
                let equals = met.entry(finding.fingerprint.clone()).or_default();
                if *equals > 0 {
                    finding.fingerprint = again(&finding.fingerprint, *equals);
                }
                *equals += 1;
            }
        }
    }
}

fn title(paper: &Paper, places: &Places) -> Option<String> {
    let block = paper.prose.blocks.iter().find(|block| block.scope == Scope::Title)?;
    let title = plain_title(&places.shown(block.start..block.end), paper.root().format);
    (!title.is_empty()).then_some(title)
}

/// A title without the markup of its format. A title is one line: what begins like a list or a heading is neither.
fn plain_title(title: &str, format: Format) -> String {
    if format != Format::Markdown {
        return title.trim().to_owned();
    }
    let line = format!("# {}", title.split_whitespace().collect::<Vec<&str>>().join(" "));
    let mut plain = String::with_capacity(title.len());
    for event in Parser::new(&line) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => {
                plain.push_str(&text)
            }
            _ => {}
        }
    }
    plain
}

fn spans(diagnostic: &Diagnostic) -> impl Iterator<Item = Span> {
    let related = diagnostic.related.iter().map(|related| related.span);
    let edits = diagnostic.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
    std::iter::once(diagnostic.span).chain(related).chain(edits)
}

fn locate(diagnostic: Diagnostic, places: &Places) -> LocatedFinding {
    let compared = |relation| if relation == Relation::Twin { Comparison::Words } else { Comparison::None };
    let is_repeat = diagnostic.related.iter().any(|related| related.relation == Relation::Twin);
    let related = diagnostic.related.into_iter().map(|related| LocatedRelated {
        note: related.note,
        relation: related.relation,
        place: places.place(related.span, compared(related.relation)),
    });
    let fix = diagnostic.fix.map(|fix| LocatedFix {
        title: fix.title,
        safety: fix.safety,
        edits: fix.edits.into_iter().map(|edit| (places.place(edit.span, Comparison::None), edit.text)).collect(),
    });
    LocatedFinding {
        rule: diagnostic.rule,
        severity: diagnostic.severity,
        message: diagnostic.message,
        place: places.place(diagnostic.span, if is_repeat { Comparison::Words } else { Comparison::None }),
        related: related.collect(),
        fix,
        fingerprint: diagnostic.fingerprint,
        section: places.section(diagnostic.span),
    }
}

/// A year that no work can have is a slip of the pen or of the reading, and would stretch the chart beyond use.
const YEARS: RangeInclusive<i32> = 1400..=2100;

fn cited_years(paper: &Paper) -> BTreeMap<i32, u32> {
    let mut years = BTreeMap::new();
    for item in paper.citations.iter().flat_map(|citation| &citation.items) {
        let reference = item.reference.and_then(|index| paper.bibliography.references.get(index));
        let year = reference.and_then(|reference| reference.year.as_ref()?.value.number);
        if let Some(year) = year.filter(|year| YEARS.contains(year)) {
            *years.entry(year).or_default() += 1;
        }
    }
    years
}

/// Words of the running text and the abstract.
fn words(paper: &Paper) -> u32 {
    let blocks = paper.prose.blocks.iter().filter(|block| matches!(block.scope, Scope::Abstract | Scope::Body));
    blocks.map(|block| paper.prose.block_tokens(block).iter().filter(|token| token.is_word()).count() as u32).sum()
}
