//! The report as SARIF 2.1.0, within the limits of the code hosts that take it in.

mod log;

use super::view::rule_page;
use super::{LocatedFinding, LocatedFix, Place, Report, sentence, uri};
use crate::diagnostic::Safety;
use crate::rule::{Rule, RuleId, Severity};
use crate::source::Format;
use log::*;
use std::collections::{BTreeMap, BTreeSet};

/// The page of the tool, where its package names one.
const HOME: Option<&str> = option_env!("CARGO_PKG_REPOSITORY");
/// The most results that code hosts take; the gravest are kept.
const MOST_RESULTS: usize = 25_000;
/// The most locations of one result that they take.
const MOST_LOCATIONS: usize = 1_000;
/// The longest full description of a rule that they take, in characters.
const LONGEST_DESCRIPTION: usize = 1_000;

/// The whole report as one run.
pub fn render(report: &Report) -> Vec<u8> {
    let findings: Vec<&LocatedFinding> = report.papers.iter().flat_map(|paper| &paper.findings).collect();
    let (kept, left_out) = gravest(findings);
    let ids: BTreeSet<&RuleId> =
        report.papers.iter().flat_map(|paper| &paper.ran).chain(kept.iter().map(|finding| &finding.rule)).collect();
    let rules: BTreeMap<&RuleId, usize> = ids.iter().enumerate().map(|(index, id)| (*id, index)).collect();
    let artifacts = Artifacts::new(report, &kept);
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: env!("CARGO_PKG_NAME"),
                    full_name: "obelus, a reader of manuscripts",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    version: env!("CARGO_PKG_VERSION"),
                    information_uri: HOME.filter(|uri| !uri.is_empty()),
                    rules: ids.iter().map(|id| descriptor(id, rule_page(report, id))).collect(),
                },
            },
            invocations: [invocation(report, left_out)],
            artifacts: artifacts.list(),
            column_kind: "unicodeCodePoints",
            results: kept.iter().map(|finding| result(finding, &rules, &artifacts)).collect(),
        }],
    };
    let mut out = serde_json::to_vec_pretty(&log).unwrap_or_default();
    out.push(b'\n');
    out
}

/// The findings that are written, in their order, and how many are not.
fn gravest(findings: Vec<&LocatedFinding>) -> (Vec<&LocatedFinding>, usize) {
    let left_out = findings.len().saturating_sub(MOST_RESULTS);
    if left_out == 0 {
        return (findings, 0);
    }
    let mut numbered: Vec<(usize, &LocatedFinding)> = findings.into_iter().enumerate().collect();
    numbered.sort_by_key(|(index, finding)| (std::cmp::Reverse(finding.severity), *index));
    numbered.truncate(MOST_RESULTS);
    numbered.sort_by_key(|(index, _)| *index);
    (numbered.into_iter().map(|(_, finding)| finding).collect(), left_out)
}

/// The files of the report, each named once.
struct Artifacts<'a>(BTreeMap<&'a str, usize>);

impl<'a> Artifacts<'a> {
    fn new(report: &'a Report, findings: &[&'a LocatedFinding]) -> Self {
        let mut paths: BTreeSet<&str> = report.papers.iter().map(|paper| &*paper.path).collect();
        for finding in findings {
            paths.insert(&finding.place.path);
            paths.extend(finding.related.iter().map(|related| &*related.place.path));
            paths.extend(finding.fix.iter().flat_map(|fix| fix.edits.iter().map(|(place, _)| &*place.path)));
        }
        Artifacts(paths.into_iter().enumerate().map(|(index, path)| (path, index)).collect())
    }

    fn list(&self) -> Vec<Artifact> {
        let artifact = |path: &&str| Artifact {
            location: ArtifactLocation { uri: uri::of_path(path), index: None },
            mime_type: Format::of_path(path).map(mime_type),
            roles: ["analysisTarget"],
        };
        self.0.keys().map(artifact).collect()
    }

    fn location(&self, path: &str) -> ArtifactLocation {
        ArtifactLocation { uri: uri::of_path(path), index: self.0.get(path).copied() }
    }

    fn physical(&self, place: &Place) -> PhysicalLocation {
        PhysicalLocation {
            artifact_location: self.location(&place.path),
            region: region(place, Some(&place.excerpt.text).filter(|text| !text.trim().is_empty())),
        }
    }
}

fn region(place: &Place, snippet: Option<&String>) -> Region {
    Region {
        start_line: place.start.line,
        start_column: place.start.column,
        end_line: place.end.line,
        end_column: place.end.column,
        snippet: snippet.map(|text| Text { text: text.clone() }),
    }
}

fn result(finding: &LocatedFinding, rules: &BTreeMap<&RuleId, usize>, artifacts: &Artifacts) -> SarifResult {
    let related = finding.related.iter().take(MOST_LOCATIONS).enumerate().map(|(index, related)| Location {
        id: Some(index + 1),
        physical_location: artifacts.physical(&related.place),
        message: Some(&related.note).filter(|note| !note.trim().is_empty()).map(|note| Text { text: sentence(note) }),
    });
    let message = match finding.message.trim() {
        "" => finding.rule.as_str(),
        message => message,
    };
    SarifResult {
        rule_id: finding.rule.to_string(),
        rule_index: rules.get(&finding.rule).copied(),
        level: level(finding.severity),
        message: Text { text: sentence(message) },
        locations: [Location { id: None, physical_location: artifacts.physical(&finding.place), message: None }],
        related_locations: related.collect(),
        partial_fingerprints: Fingerprints { host: finding.fingerprint.clone(), own: finding.fingerprint.clone() },
        fixes: finding.fix.iter().map(|made| fix(made, artifacts)).collect(),
    }
}

fn fix(fix: &LocatedFix, artifacts: &Artifacts) -> Fix {
    let mut changes: BTreeMap<&str, Vec<Replacement>> = BTreeMap::new();
    for (place, text) in &fix.edits {
        let inserted = (!text.is_empty()).then(|| Text { text: text.clone() });
        let replacement = Replacement { deleted_region: region(place, None), inserted_content: inserted };
        changes.entry(&place.path).or_default().push(replacement);
    }
    let look = match fix.safety {
        Safety::Safe => "",
        Safety::Unsafe => " (look before you accept it)",
    };
    let changes = changes
        .into_iter()
        .map(|(path, replacements)| ArtifactChange { artifact_location: artifacts.location(path), replacements });
    Fix { description: Text { text: sentence(&format!("{}{look}", fix.title)) }, artifact_changes: changes.collect() }
}

fn descriptor(id: &RuleId, page: Option<&Rule>) -> ReportingDescriptor {
    let summary = page.map(|page| page.summary.trim()).filter(|summary| !summary.is_empty());
    let summary = sentence(summary.unwrap_or(id.as_str()));
    let why = page.map(|page| page.why.trim()).filter(|why| !why.is_empty());
    let help = page.map(|page| page.help.trim()).filter(|help| !help.is_empty());
    let description = why.and_then(|why| why.split("\n\n").next()).map(|first| first.replace('\n', " "));
    let severity = page.and_then(|page| page.severity).unwrap_or(Severity::Info);
    let help_text = help.map_or_else(|| summary.clone(), sentence);
    ReportingDescriptor {
        id: id.to_string(),
        name: pascal_case(id.as_str()),
        short_description: Text { text: summary.clone() },
        full_description: Text { text: shorten(description.as_deref().unwrap_or(&summary), LONGEST_DESCRIPTION) },
        help: Help { markdown: help_markdown(&summary, why, help), text: help_text },
        default_configuration: Configuration { level: level(severity) },
        properties: Properties {
            precision: page.and_then(|page| page.precision).map(precision),
            severity: match severity {
                Severity::Info => "recommendation",
                other => other.name(),
            },
            tags: vec!["manuscript".to_owned(), id.family().to_owned()],
        },
    }
}

fn help_markdown(summary: &str, why: Option<&str>, help: Option<&str>) -> String {
    let mut markdown = summary.to_owned();
    if let Some(why) = why {
        markdown.push_str("\n\n");
        markdown.push_str(why);
    }
    if let Some(help) = help {
        markdown.push_str("\n\n**How to mend it.** ");
        markdown.push_str(help);
    }
    markdown
}

fn invocation(report: &Report, left_out: usize) -> Invocation {
    let notification = |text: String| Notification { level: "warning", message: Text { text } };
    let mut notifications: Vec<Notification> = report
        .unreadable
        .iter()
        .map(|file| notification(sentence(&format!("'{}' {}", file.path, file.reason))))
        .collect();
    if left_out > 0 {
        notifications.push(notification(format!("{left_out} findings of lower severity are left out.")));
    }
    Invocation { execution_successful: report.unreadable.is_empty(), tool_execution_notifications: notifications }
}

fn mime_type(format: Format) -> &'static str {
    match format {
        Format::Markdown => "text/markdown",
        Format::Latex => "text/x-tex",
        Format::Jats => "application/xml",
        Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Format::Plain => "text/plain",
        Format::Bibtex => "application/x-bibtex",
        Format::CslJson => "application/vnd.citationstyles.csl+json",
        Format::Toml => "application/toml",
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn precision(share: f64) -> &'static str {
    match share {
        share if share >= 0.95 => "very-high",
        share if share >= 0.85 => "high",
        share if share >= 0.7 => "medium",
        _ => "low",
    }
}

fn shorten(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some((cut, _)) => {
            let window = &text[..cut];
            format!("{}…", window.rfind(char::is_whitespace).map_or(window, |word| &window[..word]).trim_end())
        }
    }
}

/// `citation/author-mismatch` as `CitationAuthorMismatch`, the form that the format asks of names.
fn pascal_case(id: &str) -> String {
    let words = id.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let capital = |word: &str| -> String {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
    };
    words.map(capital).collect()
}

#[cfg(test)]
mod tests;
