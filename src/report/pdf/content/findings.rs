//! The findings of a paper: a list of them all, then each in full by family and rule.

use super::place::{caption, diff, excerpt, quote, surroundings, whereabouts};
use super::prose::{markdown, spoken};
use super::style::{
    BODY, BODY_LEADING, CELL, CELL_LEADING, CODE, DEEP_RED, GREEN, INK, LABEL, MUTED, QUOTED, QUOTED_LEADING, SMALL,
    SMALL_LEADING, colour, heading, label, mark, name, one_line, sentence,
};
use crate::diagnostic::{Relation, Safety};
use crate::report::pdf::document::{Align, Block, Cell, Column, Decoration, Face, Paragraph, Run, Style, Table, Width};
use crate::report::view::{FindingView, Group, PaperView, RuleView, WordDiff, listed, plural};
use crate::report::{LocatedFix, LocatedRelated};

/// The column beside a finding that holds its mark and number, in points.
const MARGIN: f32 = 50.0;
/// The most words of a message in the list of all findings.
const LISTED_CHARS: usize = 150;
/// How many edits of a suggested change are shown.
const EDITS: usize = 4;

/// One line a finding, linked to where it is shown in full.
pub(super) fn overview(paper: &PaperView) -> Vec<Block> {
    if paper.counts.total() == 0 {
        return Vec::new();
    }
    let head = |text: &str| Cell::Text(vec![LABEL.run(text)]);
    let groups = paper.families.iter().flat_map(|family| &family.rules).flat_map(|rule| &rule.groups);
    let mut groups: Vec<&Group> = groups.collect();
    groups.sort_by_key(|group| group.first.number);
    let row = |group: &&Group| {
        let view = &group.first;
        let finding = view.finding;
        let anchor = view.anchor();
        let message = spoken(&shortened(&sentence(&finding.message)), CELL);
        let mut message: Vec<Run> = message.into_iter().map(|run| run.to(anchor.clone())).collect();
        if !group.more.is_empty() {
            message.push(CELL.colour(MUTED).run(format!("  and {} more like it", group.more.len())));
        }
        vec![
            Cell::Text(vec![
                mark(finding.severity, 6.6),
                CELL.colour(MUTED).run(format!(" F{}", view.number)).to(anchor),
            ]),
            Cell::Text(message),
            Cell::Text(vec![CELL.colour(MUTED).run(finding.place.start.line.to_string())]),
        ]
    };
    let columns = vec![
        Column { width: Width::Points(36.0), align: Align::Left },
        Column { width: Width::Share(1.0), align: Align::Left },
        Column { width: Width::Points(34.0), align: Align::Right },
    ];
    vec![
        heading(2, "All findings").outline(2, "All findings").into(),
        Block::Table(Table {
            columns,
            header: vec![head("No."), head("Finding"), head("Line")],
            rows: groups.iter().map(row).collect(),
            leading: CELL_LEADING,
            before: 8.0,
        }),
    ]
}

fn shortened(message: &str) -> String {
    match message.char_indices().nth(LISTED_CHARS) {
        Some((end, _)) => format!("{}…", message[..end].trim_end()),
        None => message.to_owned(),
    }
}

/// Every finding in full.
pub(super) fn all(paper: &PaperView) -> Vec<Block> {
    let mut blocks = Vec::new();
    for family in &paper.families {
        let title = heading(2, family.title);
        blocks.push(title.outline(2, format!("{} ({})", family.title, family.counts.total())).into());
        for rule in &family.rules {
            blocks.extend(rule_head(rule));
            for group in &rule.groups {
                blocks.extend(finding(&group.first, &group.more, paper));
            }
        }
    }
    blocks
}

/// What the rule asks for, why, and how to mend what it finds: once for all its findings.
fn rule_head(rule: &RuleView) -> Vec<Block> {
    let count = plural(rule.counts.total(), "finding");
    let title = rule.page.map_or(rule.id.as_str(), |page| page.summary.trim_end_matches('.'));
    let mut blocks: Vec<Block> = vec![
        rule_heading(title).outline(3, format!("{title} ({})", rule.counts.total())).into(),
        Paragraph::new(
            SMALL_LEADING,
            vec![
                mark(rule.severity, 6.6),
                SMALL.run(format!(" {}  ·  {count}  ·  ", name(rule.severity))),
                Style { size: 7.4, colour: MUTED, ..CODE }.run(rule.id.as_str()),
            ],
        )
        .before(2.0)
        .keep_with_next()
        .into(),
    ];
    let Some(page) = rule.page else { return blocks };
    let first = blocks.len();
    if !page.why.trim().is_empty() {
        // The rest is on what the rule passes over, which an author does not ask.
        blocks.extend(lead_in("Why  ", markdown(&page.why).into_iter().take(1).collect()));
    }
    if !page.help.trim().is_empty() {
        blocks.extend(lead_in("How to mend it  ", markdown(&page.help)));
    }
    if !page.sources.is_empty() {
        let sources: Vec<&str> = page.sources.iter().map(|source| source.trim_end_matches('.')).collect();
        let sources = SMALL.run(format!("Source: {}.", sources.join("; ")));
        blocks.push(Paragraph::new(SMALL_LEADING, vec![sources]).before(3.0).into());
    }
    // The first finding begins on the page on which this stands.
    for block in &mut blocks[first..] {
        if let Block::Paragraph(paragraph) = block {
            paragraph.keep_with_next = true;
        }
    }
    blocks
}

fn rule_heading(title: &str) -> Paragraph {
    let title = Style::new(Face::SerifItalic, 12.8, INK).run(title);
    Paragraph::new(16.5, vec![title]).before(20.0).keep_with_next()
}

/// Sets a word or two in bold before the first paragraph.
fn lead_in(words: &str, mut paragraphs: Vec<Paragraph>) -> Vec<Block> {
    if let Some(first) = paragraphs.first_mut() {
        first.runs.insert(0, BODY.face(Face::SerifBold).run(words));
        first.before = 5.0;
    }
    paragraphs.into_iter().map(Block::from).collect()
}

fn finding(view: &FindingView, more: &[FindingView], paper: &PaperView) -> Option<Block> {
    let finding = view.finding;
    let severity = finding.severity;
    let mut blocks: Vec<Block> = Vec::new();
    let message = spoken(&sentence(&finding.message), BODY.face(Face::SerifBold));
    let mut title = Paragraph::new(BODY_LEADING, message).before(13.0).anchor(view.anchor()).keep_with_next();
    title.anchors.extend(more.iter().map(FindingView::anchor));
    blocks.push(title.into());
    let place = whereabouts(&finding.place, finding.section.as_deref(), &paper.paper.path);
    let kind = SMALL.face(Face::SansBold).colour(colour(severity)).run(format!("{}  ·  ", name(severity)));
    let excerpt = excerpt(&finding.place, severity);
    let mut line = Paragraph::new(SMALL_LEADING, vec![kind, SMALL.run(place)]).before(1.5);
    line.keep_with_next = excerpt.is_some();
    blocks.push(line.into());
    if let Some(excerpt) = excerpt {
        blocks.push(quote(severity, vec![excerpt.before(4.0)]));
    }
    let (shown, others) = view.related();
    for related in shown {
        blocks.extend(related_place(related, view, paper));
    }
    if !others.is_empty() {
        let places: Vec<String> =
            others.iter().map(|related| whereabouts(&related.place, None, &paper.paper.path).to_lowercase()).collect();
        let text = format!("and {}: {}", plural(others.len(), "more place"), listed(&places));
        blocks.push(Paragraph::new(SMALL_LEADING, vec![SMALL.run(text)]).before(6.0).into());
    }
    if let Some(fix) = &finding.fix {
        blocks.extend(mending(fix));
    }
    if !more.is_empty() {
        blocks.extend(more_places(more, paper));
    }
    let number = format!(" F{}", view.number);
    let note = vec![mark(severity, 8.0), Style::new(Face::Sans, 8.4, MUTED).run(number)];
    Some(Block::Beside { note, width: MARGIN, blocks })
}

/// The other place of a finding: quoted, or for the other half of a repeat compared with the first word by word.
fn related_place(related: &LocatedRelated, view: &FindingView, paper: &PaperView) -> Vec<Block> {
    let place = whereabouts(&related.place, None, &paper.paper.path);
    let note = sentence(&related.note);
    let twin = view.diffs.iter().find(|(other, _)| std::ptr::eq(*other, related)).map(|(_, words)| words);
    let twin = twin.filter(|words| related.relation == Relation::Twin && words.is_readable());
    let mut parts = vec![place];
    if twin.is_some_and(WordDiff::is_same) {
        parts.push("word for word the same".to_owned());
    }
    let separator = if note.is_empty() { "" } else { "  ·  " };
    let mut head = caption(&note, &format!("{separator}{}", parts.join("  ·  "))).before(6.0);
    let severity = view.finding.severity;
    let passage = match twin {
        Some(words) if words.is_same() => None,
        Some(words) => {
            head.runs.extend([
                SMALL.run("  ·  "),
                Style { line: Decoration::Struck, colour: DEEP_RED, ..SMALL }.run("only in the first"),
                SMALL.run("  "),
                Style { line: Decoration::Underlined, colour: GREEN, face: Face::SansBold, ..SMALL }
                    .run("only in the second"),
            ]);
            Some(diff(words))
        }
        None => excerpt(&related.place, severity),
    };
    head.keep_with_next = passage.is_some();
    let passage = passage.map(|passage| quote(severity, vec![passage.before(2.0)]));
    std::iter::once(head.into()).chain(passage).collect()
}

/// The suggested change, as it would read.
fn mending(fix: &LocatedFix) -> Vec<Block> {
    let safety = match fix.safety {
        Safety::Safe => "",
        Safety::Unsafe => "  ·  look before you take it",
    };
    let mut blocks: Vec<Block> =
        vec![caption("Suggested change", &format!("  ·  {}{safety}", fix.title)).before(6.0).into()];
    let shown = if fix.edits.len() <= EDITS + 1 { fix.edits.len() } else { EDITS };
    let changes = fix.edits.iter().take(shown).map(|(place, text)| {
        let gone = Style { line: Decoration::Struck, colour: DEEP_RED, ..QUOTED }.run(one_line(&place.excerpt.text));
        let new = Style { line: Decoration::Underlined, colour: GREEN, face: Face::SerifBold, ..QUOTED };
        let around = QUOTED.colour(MUTED);
        let (before, after) = surroundings(&place.excerpt);
        let mut runs = vec![around.run(one_line(before))];
        if !place.excerpt.text.is_empty() {
            runs.push(gone);
        }
        if !text.is_empty() {
            runs.extend([QUOTED.run(" "), new.run(one_line(text))]);
        }
        runs.push(around.run(one_line(after)));
        Paragraph::new(QUOTED_LEADING, runs).before(2.0)
    });
    blocks.push(Block::Quote { colour: GREEN, blocks: changes.map(Block::from).collect() });
    if fix.edits.len() > shown {
        let text = format!("and {}", plural(fix.edits.len() - shown, "more change"));
        blocks.push(Paragraph::new(SMALL_LEADING, vec![SMALL.run(text)]).before(3.0).into());
    }
    blocks
}

/// The other places of findings that say the same.
fn more_places(more: &[FindingView], paper: &PaperView) -> Vec<Block> {
    let columns = vec![
        Column { width: Width::Points(38.0), align: Align::Left },
        Column { width: Width::Points(96.0), align: Align::Left },
        Column { width: Width::Share(1.0), align: Align::Left },
    ];
    let row = |view: &FindingView| {
        let finding = view.finding;
        let place = whereabouts(&finding.place, finding.section.as_deref(), &paper.paper.path);
        let words = excerpt(&finding.place, finding.severity).map_or_else(Vec::new, |paragraph| paragraph.runs);
        vec![
            Cell::Text(vec![CELL.colour(MUTED).run(format!("F{}", view.number))]),
            Cell::Text(vec![SMALL.run(place)]),
            Cell::Text(words),
        ]
    };
    vec![
        label("The same at").before(7.0).into(),
        Block::Table(Table {
            columns,
            header: Vec::new(),
            rows: more.iter().map(row).collect(),
            leading: QUOTED_LEADING,
            before: 0.0,
        }),
    ]
}

/// Findings that the author or the settings set aside.
pub(super) fn suppressed(paper: &PaperView) -> Vec<Block> {
    if paper.suppressed.is_empty() {
        return Vec::new();
    }
    let count = paper.suppressed.len();
    let mut blocks: Vec<Block> = vec![heading(2, "Set aside").outline(2, format!("Set aside ({count})")).into()];
    for suppressed in paper.suppressed {
        let finding = &suppressed.finding;
        let by = match suppressed.by {
            "directive" => "by a comment in the paper",
            _ => "by the settings",
        };
        let reason = suppressed.reason.as_ref().map_or_else(String::new, |reason| format!(": {reason}"));
        let place = whereabouts(&finding.place, finding.section.as_deref(), &paper.paper.path);
        blocks.push(
            Paragraph::new(BODY_LEADING, vec![BODY.run(sentence(&finding.message))])
                .before(7.0)
                .keep_with_next()
                .into(),
        );
        let line = SMALL.run(format!("{place}  ·  set aside {by}{reason}"));
        blocks.push(Paragraph::new(SMALL_LEADING, vec![line]).before(1.0).into());
    }
    blocks
}
