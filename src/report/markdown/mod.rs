//! The report as Markdown for a comment on a pull or merge request: a table of what was found, and folded details.
//!
//! Text of the manuscript only gets in through [`escape`], so that it can neither set markup nor call people or pages.

mod escape;

use super::view::{DiffPiece, FamilyView, FindingView, Group, PaperView, View, WordDiff, beside, plural};
use super::{LocatedFix, LocatedRelated, Place, Report};
use crate::diagnostic::{Relation, Safety};
use crate::rule::Severity;
use escape::{escape, said};
use std::fmt::Write;

/// Comments of GitHub have at most 65,536 characters. What does not fit is counted, not cut.
const LONGEST: usize = 60_000;
/// How many rows the table of a paper has that stands open.
const ROWS: usize = 20;
/// How many further places of a finding are named.
const PLACES: usize = 20;

/// The whole report, at most some 60,000 characters.
pub fn render(report: &Report) -> Vec<u8> {
    let view = View::new(report);
    let mut comment = Comment { out: String::new(), left_out: 0 };
    comment.push(head(&view));
    for paper in &view.papers {
        comment.paper(&view, paper);
    }
    comment.files("could not be read", &report.unreadable);
    comment.foot(report);
    comment.out.into_bytes()
}

/// The mark by which obelus knows its own reports, what was found in how many papers, and the verdict.
fn head(view: &View) -> String {
    let mut out = format!("<!-- generator: obelus {} -->\n", env!("CARGO_PKG_VERSION"));
    let _ = writeln!(out, "### † obelus: {}\n", view.counts.in_words());
    if view.papers.len() != 1 {
        let _ = writeln!(out, "{}\n", escape(&view.verdict));
    }
    out
}

/// The comment as far as it is written.
struct Comment {
    out: String,
    /// How many findings were not shown in full because they would have made it too long.
    left_out: usize,
}

impl Comment {
    /// Appends a part if the whole stays short enough with it.
    fn push(&mut self, part: String) -> bool {
        let fits = self.out.len() + part.len() <= LONGEST;
        if fits {
            self.out.push_str(&part);
        }
        fits
    }

    fn paper(&mut self, view: &View, paper: &PaperView) {
        let facts = [
            plural(paper.paper.words as usize, "word"),
            plural(paper.paper.citations, "citation"),
            plural(paper.paper.references, "reference"),
            format!("{} ran", plural(paper.paper.ran.len(), "rule")),
        ];
        let mut part = format!("**{}** · {} · {}\n\n", escape(paper.title), code(&paper.paper.path), facts.join(", "));
        if view.papers.len() == 1 || paper.counts.total() == 0 {
            let _ = writeln!(part, "{}\n", escape(&paper.verdict));
        }
        let rows = rows(paper);
        let shown = rows.len().min(ROWS);
        table(paper, &rows[..shown], &mut part);
        if rows.len() > shown {
            let more: usize = rows[shown..].iter().map(|row| 1 + row.more.len()).sum();
            let _ = writeln!(part, "and {} below\n", plural(more, "more finding"));
        }
        if !self.push(part) {
            self.left_out += paper.counts.total();
            return;
        }
        for family in &paper.families {
            self.family(paper, family);
        }
        self.push(not_checked(paper));
        self.push(suppressed(paper));
    }

    fn family(&mut self, paper: &PaperView, family: &FamilyView) {
        let opening = format!(
            "<details><summary><b>{}</b>: {}</summary>\n\n",
            escape(family.title),
            escape(&family.counts.in_words())
        );
        if !self.push(opening) {
            self.left_out += family.counts.total();
            return;
        }
        for rule in &family.rules {
            let mut head = format!("`{}`", rule.id);
            if let Some(page) = rule.page {
                let _ = write!(head, " {}", said(page.summary.trim()));
                if !page.help.trim().is_empty() {
                    let _ = write!(head, " **How to mend it.** {}", said(page.help.trim()));
                }
            }
            head.push_str("\n\n");
            self.push(head);
            for group in &rule.groups {
                if !self.push(finding(paper, group)) {
                    self.left_out += 1 + group.more.len();
                }
            }
        }
        // What was opened is closed, whatever the room.
        self.out.push_str("</details>\n\n");
    }

    fn files(&mut self, what: &str, files: &[super::PassedOver]) {
        if files.is_empty() {
            return;
        }
        let mut part = format!("{} {what}:\n\n", plural(files.len(), "file"));
        for file in files {
            let _ = writeln!(part, "- {}: {}", code(&file.path), escape(&file.reason));
        }
        part.push('\n');
        self.push(part);
    }

    fn foot(&mut self, report: &Report) {
        if self.left_out > 0 {
            let left_out = plural(self.left_out, "finding");
            let _ = writeln!(
                self.out,
                "{left_out} would make this comment too long and {} left out here; other forms of the report have all.\n",
                if self.left_out == 1 { "is" } else { "are" }
            );
        }
        let settings = match report.settings.hash.is_empty() {
            true => String::new(),
            false => format!(", settings `{}`", report.settings.hash),
        };
        let _ = writeln!(self.out, "<sub>obelus {}{settings}</sub>", env!("CARGO_PKG_VERSION"));
    }
}

/// The groups of findings, the gravest first, then as they stand in the paper.
fn rows<'v, 'a>(paper: &'v PaperView<'a>) -> Vec<&'v Group<'a>> {
    let groups = paper.families.iter().flat_map(|family| &family.rules).flat_map(|rule| &rule.groups);
    let mut rows: Vec<&Group> = groups.collect();
    rows.sort_by_key(|group| (std::cmp::Reverse(group.first.finding.severity), group.first.index));
    rows
}

fn table(paper: &PaperView, rows: &[&Group], out: &mut String) {
    if rows.is_empty() {
        return;
    }
    out.push_str("| | Finding | Where | Rule |\n| --- | --- | --- | --- |\n");
    for group in rows {
        let finding = group.first.finding;
        let more = match group.more.len() {
            0 => String::new(),
            count => format!(" _and {}_", plural(count, "more place")),
        };
        let (label, message) = (severity_label(finding.severity), sentence_of(&finding.message));
        let place = code(&location(paper, &finding.place));
        let _ = writeln!(out, "| {label} | {message}{more} | {place} | `{}` |", finding.rule);
    }
    out.push('\n');
}

/// One finding with its words, its other places and how to mend it.
fn finding(paper: &PaperView, group: &Group) -> String {
    let view = &group.first;
    let finding = view.finding;
    let mut out = format!("**F{}** {}, ", view.number, severity_label(finding.severity));
    let _ = write!(out, "{}", code(&location(paper, &finding.place)));
    if let Some(section) = finding.section.as_deref().filter(|section| !section.is_empty()) {
        let _ = write!(out, ", {}", escape(section));
    }
    let _ = writeln!(out, ": {}\n", sentence_of(&finding.message));
    let diffs: Vec<_> = view.diffs.iter().filter(|(_, words)| words.is_readable()).collect();
    if diffs.is_empty() {
        quote(&finding.place, &mut out);
    }
    let (shown, others) = view.related();
    for related in shown {
        let twin = diffs.iter().find(|(twin, _)| std::ptr::eq(*twin, related)).map(|(_, words)| words);
        self::related(paper, related, twin, &mut out);
    }
    places(paper, others.iter().map(|related| &related.place), &mut out);
    places(paper, group.more.iter().map(|view: &FindingView| &view.finding.place), &mut out);
    if let Some(made) = &finding.fix {
        fix(made, &mut out);
    }
    out
}

fn related(paper: &PaperView, related: &LocatedRelated, words: Option<&WordDiff>, out: &mut String) {
    let _ = writeln!(out, "{}, {}:\n", sentence_of(&related.note), code(&location(paper, &related.place)));
    match words {
        Some(words) if related.relation == Relation::Twin => diff(words, out),
        _ => quote(&related.place, out),
    }
}

fn places<'a>(paper: &PaperView, places: impl ExactSizeIterator<Item = &'a Place>, out: &mut String) {
    let count = places.len();
    if count == 0 {
        return;
    }
    let names: Vec<String> = places.take(PLACES).map(|place| code(&location(paper, place))).collect();
    let cut = if count > names.len() { ", …" } else { "" };
    let _ = writeln!(out, "and {}: {}{cut}\n", plural(count, "more place"), names.join(", "));
}

fn quote(place: &Place, out: &mut String) {
    let (before, words, after) = place.excerpt.as_read();
    let (before, words, after) = (escape(before), escape(words), escape(after));
    if !(before.is_empty() && words.is_empty() && after.is_empty()) {
        let _ = writeln!(out, "> {before}<b>{words}</b>{after}\n");
    }
}

fn diff(diff: &WordDiff, out: &mut String) {
    out.push_str("> ");
    for piece in &diff.pieces {
        let _ = match piece {
            DiffPiece::Equal(text) => write!(out, "{}", escape(text)),
            DiffPiece::Deleted(text) => write!(out, "<del>{}</del> ", escape(text.trim_end())),
            DiffPiece::Inserted(text) => write!(out, "<ins>{}</ins> ", escape(text.trim_end())),
        };
    }
    out.push_str(if diff.is_same() { "\n>\n> _the same, word for word_\n\n" } else { "\n\n" });
}

fn fix(fix: &LocatedFix, out: &mut String) {
    let look = match fix.safety {
        Safety::Safe => "",
        Safety::Unsafe => " (look before you accept it)",
    };
    let _ = writeln!(out, "**Suggested:** {}{look}\n", said(&fix.title));
}

fn not_checked(paper: &PaperView) -> String {
    if paper.not_checked.is_empty() {
        return String::new();
    }
    let count: usize = paper.not_checked.iter().map(|reason| reason.rules.len()).sum();
    let mut out = format!("<details><summary><b>Not checked</b>: {}</summary>\n\n", plural(count, "rule"));
    for reason in &paper.not_checked {
        let rules: Vec<String> = reason.rules.iter().map(|rule| format!("`{rule}`")).collect();
        let _ = writeln!(out, "- {}: {}", sentence_of(reason.reason), rules.join(", "));
    }
    out.push_str("\n</details>\n\n");
    out
}

fn suppressed(paper: &PaperView) -> String {
    if paper.suppressed.is_empty() {
        return String::new();
    }
    let count = plural(paper.suppressed.len(), "finding");
    let mut out = format!("<details><summary><b>Suppressed</b>: {count}</summary>\n\n");
    for suppressed in paper.suppressed {
        let (finding, reason) = (&suppressed.finding, suppressed.reason.as_deref().unwrap_or("no reason given"));
        let place = code(&location(paper, &finding.place));
        let _ = writeln!(out, "- `{}`, {place}, by {}: {}", finding.rule, suppressed.by, escape(reason));
    }
    out.push_str("\n</details>\n\n");
    out
}

fn location(paper: &PaperView, place: &Place) -> String {
    format!("{}:{}", beside(&place.path, &paper.paper.path), place.start.line)
}

/// A shape and a word, since colours cannot be relied on.
fn severity_label(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "■ error",
        Severity::Warning => "▲ warning",
        Severity::Info => "● note",
    }
}

/// What a rule says, beginning with a capital.
fn sentence_of(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() => said(&first.to_uppercase().chain(letters).collect::<String>()),
        _ => said(text),
    }
}

/// A path or place as code, which nothing in it ends.
fn code(text: &str) -> String {
    format!("<code>{}</code>", escape(text))
}

#[cfg(test)]
mod tests;
