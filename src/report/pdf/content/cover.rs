//! What stands first: the title, the verdict, the counts, the charts and what was not checked.

use super::chart::{sections, strip, years};
use super::style::{
    AMBER, BODY, BODY_LEADING, CELL, CELL_LEADING, CODE, DEEP_RED, INK, LABEL, MUTED, SEVERITIES, SLATE, SMALL,
    SMALL_LEADING, colour, heading, mark, name,
};
use super::{facts, paper_anchor};
use crate::report::PassedOver;
use crate::report::pdf::document::{Align, Block, Cell, Colour, Column, Face, Paragraph, Run, Style, Table, Width};
use crate::report::view::{Counts, PaperView, View, grouped, plural};
use crate::rule::RuleId;

const VERDICT: Style = Style::new(Face::SerifItalic, 14.0, INK);

/// The cover of a report on several papers.
pub(super) fn batch(view: &View) -> Vec<Block> {
    let mut blocks = masthead();
    let title = match view.papers.len() {
        0 => "No papers".to_owned(),
        count => plural(count, "paper"),
    };
    blocks.push(heading(1, &title).before(16.0).outline(1, "Summary").into());
    blocks.push(verdict(&view.verdict));
    blocks.extend(counts_table(view.counts));
    if !view.papers.is_empty() {
        blocks.push(papers_table(view));
    }
    if !view.unreadable.is_empty() {
        blocks.push(heading(3, "Could not be read").into());
        blocks.extend(view.unreadable.iter().map(passed_over));
    }
    blocks.push(settings(view));
    blocks
}

/// The summary of one paper.
pub(super) fn paper(view: &View, paper: &PaperView, number: usize) -> Vec<Block> {
    let is_alone = view.papers.len() == 1;
    let mut blocks = if is_alone { masthead() } else { Vec::new() };
    let before = if is_alone { 16.0 } else { 30.0 };
    blocks.push(heading(1, paper.title).before(before).anchor(paper_anchor(number)).outline(1, paper.title).into());
    if !paper.paper.authors.is_empty() {
        let authors = Style::new(Face::SerifItalic, 11.5, INK).run(paper.paper.authors.join(", "));
        blocks.push(Paragraph::new(15.5, vec![authors]).before(4.0).into());
    }
    let path = Style { size: 7.8, colour: MUTED, ..CODE }.run(&*paper.paper.path);
    blocks.push(Paragraph::new(12.0, vec![path]).before(6.0).into());
    blocks.push(verdict(&paper.verdict));
    blocks.extend(counts_table(paper.counts));
    blocks.push(Paragraph::new(SMALL_LEADING, vec![SMALL.run(facts(paper))]).before(9.0).into());
    blocks.extend(families(paper));
    blocks.extend(not_checked(paper));
    blocks.extend(strip(paper));
    blocks.extend(years(&paper.charts.years));
    blocks.extend(sections(&paper.charts));
    if is_alone {
        if !view.unreadable.is_empty() {
            blocks.push(heading(3, "Could not be read").into());
            blocks.extend(view.unreadable.iter().map(passed_over));
        }
        blocks.push(settings(view));
    }
    blocks
}

fn masthead() -> Vec<Block> {
    let sign = Style::new(Face::Serif, 13.0, DEEP_RED).run("†");
    let name = Style::new(Face::SansBold, 8.6, INK).run(" obelus ");
    let kind = Style::new(Face::Sans, 8.6, MUTED).run(" review report");
    vec![Paragraph::new(16.0, vec![sign, name, kind]).into()]
}

fn verdict(text: &str) -> Block {
    Paragraph::new(19.5, vec![VERDICT.run(text)]).before(16.0).into()
}

/// The three counts as large numbers, each with its shape and name.
fn counts_table(counts: Counts) -> Option<Block> {
    if counts.total() == 0 {
        return None;
    }
    let number = |severity| {
        let count = counts.get(severity);
        let colour = if count > 0 { colour(severity) } else { MUTED };
        let noun = format!(" {}{}", name(severity).to_lowercase(), if count == 1 { "" } else { "s" });
        Cell::Text(vec![
            mark(severity, 9.5),
            Style::new(Face::Serif, 24.0, colour).run(format!(" {}", grouped(count))),
            Style::new(Face::Sans, 9.0, MUTED).run(noun),
        ])
    };
    let column = Column { width: Width::Share(1.0), align: Align::Left };
    Some(Block::Table(Table {
        columns: vec![column; 3],
        header: Vec::new(),
        rows: vec![SEVERITIES.into_iter().map(number).collect()],
        leading: 31.0,
        before: 14.0,
    }))
}

fn head(text: &str) -> Cell {
    Cell::Text(vec![LABEL.run(text)])
}

fn number(count: usize) -> Cell {
    let style = if count == 0 { CELL.colour(Colour(0xa9, 0xb1, 0xba)) } else { CELL };
    Cell::Text(vec![style.run(if count == 0 { "–".to_owned() } else { grouped(count) })])
}

fn bar(counts: Counts, most: usize) -> Cell {
    let length = |count: usize| count as f32 / most.max(1) as f32;
    Cell::Bar(vec![(length(counts.errors), DEEP_RED), (length(counts.warnings), AMBER), (length(counts.infos), SLATE)])
}

/// Columns for a name, the three counts and a bar.
fn count_columns(name: f32) -> Vec<Column> {
    let count = Column { width: Width::Points(42.0), align: Align::Right };
    vec![
        Column { width: Width::Share(name), align: Align::Left },
        count,
        count,
        count,
        Column { width: Width::Share(1.0), align: Align::Left },
    ]
}

fn count_header(name: &str) -> Vec<Cell> {
    vec![head(name), head("Errors"), head("Warnings"), head("Notes"), head("")]
}

fn families(paper: &PaperView) -> Option<Block> {
    if paper.families.is_empty() {
        return None;
    }
    let most = paper.families.iter().map(|family| family.counts.total()).max().unwrap_or(0);
    let row = |family: &crate::report::view::FamilyView| {
        let first = family.rules.first().and_then(|rule| rule.groups.first());
        let title = CELL.run(family.title);
        let title = match first {
            Some(group) => title.to(group.first.anchor()),
            None => title,
        };
        let counts = family.counts;
        vec![
            Cell::Text(vec![title]),
            number(counts.errors),
            number(counts.warnings),
            number(counts.infos),
            bar(counts, most),
        ]
    };
    Some(Block::Table(Table {
        columns: count_columns(1.3),
        header: count_header("Findings about"),
        rows: paper.families.iter().map(row).collect(),
        leading: CELL_LEADING,
        before: 16.0,
    }))
}

fn papers_table(view: &View) -> Block {
    let most = view.papers.iter().map(|paper| paper.counts.total()).max().unwrap_or(0);
    let row = |(index, paper): (usize, &PaperView)| {
        let counts = paper.counts;
        let title = CELL.face(Face::SansBold).run(paper.title).to(paper_anchor(index));
        let path = Style { size: 7.2, colour: MUTED, ..CODE }.run(format!("\n{}", paper.paper.path));
        vec![
            Cell::Text(vec![title, path]),
            number(counts.errors),
            number(counts.warnings),
            number(counts.infos),
            bar(counts, most),
        ]
    };
    Block::Table(Table {
        columns: count_columns(4.0),
        header: count_header("Paper"),
        rows: view.papers.iter().enumerate().map(row).collect(),
        leading: CELL_LEADING,
        before: 18.0,
    })
}

fn not_checked(paper: &PaperView) -> Vec<Block> {
    let mut blocks: Vec<Block> = vec![heading(3, "Not checked").into()];
    if paper.not_checked.is_empty() {
        let all = "Nothing: every rule that is on could run.";
        blocks.push(Paragraph::new(BODY_LEADING, vec![BODY.run(all)]).before(3.0).into());
    }
    for skipped in &paper.not_checked {
        let reason = BODY.run(format!("{}: ", super::style::sentence(skipped.reason)));
        let rules = rule_names(&skipped.rules);
        blocks.push(Paragraph::new(BODY_LEADING, [vec![reason], rules].concat()).before(3.0).into());
    }
    blocks
}

fn rule_names(rules: &[&RuleId]) -> Vec<Run> {
    let mut runs = Vec::with_capacity(rules.len() * 2);
    for (number, rule) in rules.iter().enumerate() {
        if number > 0 {
            runs.push(SMALL.run(", "));
        }
        runs.push(Style { colour: MUTED, ..CODE }.run(rule.as_str()));
    }
    runs
}

fn passed_over(file: &PassedOver) -> Block {
    let runs = vec![CODE.run(file.path.as_str()), BODY.run(format!("  {}", file.reason))];
    Paragraph::new(BODY_LEADING, runs).before(3.0).into()
}

fn settings(view: &View) -> Block {
    let settings = &view.report.settings;
    let preset = match &settings.preset {
        Some(preset) => format!("preset {preset}, "),
        None => String::new(),
    };
    let text = format!(
        "Checked by obelus {} with {preset}stage {}; settings {}. The same settings give the same findings.",
        env!("CARGO_PKG_VERSION"),
        settings.stage,
        settings.hash,
    );
    let paragraph = Paragraph::new(SMALL_LEADING, vec![SMALL.run(text)]).before(20.0);
    paragraph.into()
}
