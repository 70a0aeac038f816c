use super::findings::family_anchor;
use super::markup::Markup;
use super::{charts, plural_label, severity_class, severity_label, severity_shape};
use crate::report::view::{Counts, PaperView, View, grouped, listed, plural};
use crate::report::{PassedOver, Report};
use crate::rule::Severity;

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// The first screen of a paper: title, verdict, counts, charts, what was not checked.
pub(super) fn write(paper: &PaperView, number: usize, of: usize, to: &mut Markup) {
    to.raw("<header class=\"summary\">\n");
    let is_only = of == 1;
    to.raw(if is_only { "<h1>" } else { "<h2 class=\"paper-title\">" }).text(paper.title);
    to.raw(if is_only { "</h1>\n" } else { "</h2>\n" });
    if !paper.paper.authors.is_empty() {
        to.raw("<p class=\"authors\">").text(&paper.paper.authors.join(", ")).raw("</p>\n");
    }
    to.raw("<p class=\"verdict\">").sentence(&paper.verdict).raw("</p>\n<p class=\"facts\">");
    let facts = [
        plural(paper.paper.words as usize, "word"),
        plural(paper.paper.citations, "citation"),
        plural(paper.paper.references, "reference"),
        format!("{} checked", plural(paper.paper.ran.len(), "rule")),
    ];
    to.raw("<span class=\"path\">").text(&paper.paper.path).raw("</span>");
    for fact in facts {
        to.raw(" <span>").text(&fact).raw("</span>");
    }
    to.raw("</p>\n<div class=\"board\">\n");
    to.raw("<div class=\"counts\">");
    counts(paper, number, to);
    not_checked(paper, to);
    to.raw("</div>\n<div class=\"charts\">");
    charts::write(paper, to);
    to.raw("</div>\n</div>\n</header>\n");
}

fn counts(paper: &PaperView, number: usize, to: &mut Markup) {
    to.raw("<ul class=\"tiles\">");
    for severity in SEVERITIES {
        let count = paper.counts.get(severity);
        to.raw("<li class=\"").raw(severity_class(severity)).raw(if count == 0 { " zero\"><b>" } else { "\"><b>" });
        to.text(&grouped(count)).raw("</b> <span class=\"shape\" aria-hidden=\"true\">").raw(severity_shape(severity));
        to.raw("</span> ").raw(if count == 1 { severity_label(severity) } else { plural_label(severity) }).raw("</li>");
    }
    to.raw("</ul>\n");
    if !paper.families.is_empty() {
        to.raw("<ul class=\"families\">");
        for family in &paper.families {
            to.raw("<li><a href=\"#");
            family_anchor(number, family.family, to);
            to.raw("\">").text(family.title).raw("</a> <span class=\"of\">");
            breakdown(family.counts, to);
            to.raw("</span></li>");
        }
        to.raw("</ul>\n");
    }
}

/// The counts of each severity, each with its shape.
fn breakdown(counts: Counts, to: &mut Markup) {
    for severity in SEVERITIES {
        let count = counts.get(severity);
        if count > 0 {
            to.raw(" <span class=\"")
                .raw(severity_class(severity))
                .raw("\"><span class=\"shape\" aria-hidden=\"true\">");
            to.raw(severity_shape(severity)).raw("</span> ").text(&grouped(count)).raw("<span class=\"sr\"> ");
            to.raw(if count == 1 { severity_label(severity) } else { plural_label(severity) }).raw("</span></span>");
        }
    }
}

fn not_checked(paper: &PaperView, to: &mut Markup) {
    if !paper.not_checked.is_empty() {
        let rules: usize = paper.not_checked.iter().map(|not_checked| not_checked.rules.len()).sum();
        to.raw("<section class=\"unchecked\"><h2>Not checked</h2><p>").text(&plural(rules, "rule"));
        to.raw(" could not run:</p><ul>");
        for not_checked in &paper.not_checked {
            to.raw("<li><details><summary>").sentence(not_checked.reason).raw(" <span class=\"n\">");
            to.text(&plural(not_checked.rules.len(), "rule")).raw("</span></summary><p>");
            for (index, rule) in not_checked.rules.iter().enumerate() {
                to.raw(if index > 0 { ", " } else { "" }).raw("<code>").text(rule.as_str()).raw("</code>");
            }
            to.raw("</p></details></li>");
        }
        to.raw("</ul></section>\n");
    }
    if paper.not_checked.is_empty() {
        to.raw("<section class=\"unchecked\"><h2>Not checked</h2><p>Nothing: every rule that is on could run.</p></section>\n");
    }
    if !paper.suppressed.is_empty() {
        to.raw("<section class=\"unchecked\"><h2>Suppressed</h2><details><summary>");
        to.text(&plural(paper.suppressed.len(), "finding")).raw(" not shown by request</summary><ul>");
        for suppressed in paper.suppressed {
            let finding = &suppressed.finding;
            to.raw("<li><code>")
                .text(finding.rule.as_str())
                .raw("</code> ")
                .raw(finding.place.unit.name())
                .raw(" ")
                .number(finding.place.start.line);
            to.raw(", ").raw(match suppressed.by {
                "directive" => "by a comment in the paper",
                _ => "by the configuration",
            });
            match &suppressed.reason {
                Some(reason) => to.raw(": ").text(reason),
                None => to.raw(", no reason given"),
            };
            to.raw("</li>");
        }
        to.raw("</ul></details></section>\n");
    }
}

/// The table of the papers of a batch, which the script sorts by any column; `link` writes where the paper of a number
/// (from 1) is.
pub(super) fn index(view: &View, link: impl Fn(usize, &mut Markup)) -> String {
    let mut to = Markup::default();
    if view.papers.is_empty() {
        return String::new();
    }
    to.raw(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Papers\"><table class=\"index\"><thead><tr>",
    );
    to.raw("<th scope=\"col\">Paper</th>");
    for severity in SEVERITIES {
        to.raw("<th scope=\"col\">").raw(plural_label(severity)).raw("</th>");
    }
    for title in ["Words", "Citations", "References", "Rules not checked"] {
        to.raw("<th scope=\"col\">").raw(title).raw("</th>");
    }
    to.raw("</tr></thead><tbody>\n");
    for (index, paper) in view.papers.iter().enumerate() {
        to.raw("<tr><th scope=\"row\"><a href=\"");
        link(index + 1, &mut to);
        to.raw("\">").text(paper.title).raw("</a> <span class=\"path\">").text(&paper.paper.path).raw("</span></th>");
        for severity in SEVERITIES {
            let count = paper.counts.get(severity);
            to.raw("<td class=\"").raw(severity_class(severity)).raw(if count == 0 { " zero\"" } else { "\"" });
            cell(count, &mut to);
        }
        let skipped = paper.not_checked.iter().map(|reason| reason.rules.len()).sum();
        for count in [paper.paper.words as usize, paper.paper.citations, paper.paper.references, skipped] {
            to.raw("<td");
            cell(count, &mut to);
        }
        to.raw("</tr>\n");
    }
    to.raw("</tbody></table></div>\n");
    to.finish()
}

/// A number, once for readers and once for sorting.
fn cell(count: usize, to: &mut Markup) {
    to.raw(" data-value=\"").number(count as u64).raw("\">").text(&grouped(count)).raw("</td>");
}

/// Files that were asked for and could not be read, and files that were met and are no papers.
pub(super) fn left_out(report: &Report) -> String {
    let mut to = Markup::default();
    let mut list = |title: &'static str, files: &[PassedOver]| {
        if files.is_empty() {
            return;
        }
        to.raw("<section class=\"left unchecked\"><h2>").raw(title).raw("</h2><ul>");
        for file in files {
            to.raw("<li><span class=\"path\">").text(&file.path).raw("</span> ").text(&file.reason).raw("</li>");
        }
        to.raw("</ul></section>\n");
    };
    list("Could not be read", &report.unreadable);
    list("Passed over", &report.passed_over);
    to.finish()
}

/// What the run was made with, as a sentence.
pub(super) fn settings(report: &Report) -> String {
    let settings = &report.settings;
    let parts = [
        settings.preset.as_ref().map(|preset| format!("preset {preset}")),
        Some(&settings.stage).filter(|stage| !stage.is_empty()).map(|stage| format!("stage {stage}")),
        Some(&settings.hash).filter(|hash| !hash.is_empty()).map(|hash| format!("settings {hash}")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match parts.is_empty() {
        true => String::new(),
        false => format!("Made with {}.", listed(&parts)),
    }
}
