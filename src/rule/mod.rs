//! Rules as data: what their pages say, which are on, how severe, with which options.
//!
//! It knows no paper: what a rule looks for is in `check`, or in the finder of its page.

mod catalog;
mod message;
mod nearest;
mod options;
mod page;
mod pattern;
mod phrases;
mod rule_set;
pub(crate) mod table;

pub use catalog::{Catalog, PAGES};
pub use message::{Message, TemplateError, Value, Values};
pub(crate) use nearest::did_you_mean;
pub use options::{OptionSpec, OptionValue, Options};
pub use page::{Example, ExampleKind, PageError, parse_page};
pub use pattern::{Finder, Pattern, PatternScope};
pub use phrases::Phrases;
pub(crate) use rule_set::check_option;
pub use rule_set::{ActiveRule, RuleSet, SelectError, Selection};

use std::sync::Arc;

/// The name of a rule: `family/name`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct RuleId(Arc<str>);

impl RuleId {
    pub fn new(id: &str) -> Self {
        RuleId(id.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn family(&self) -> &str {
        self.0.split_once('/').map_or(&*self.0, |(family, _)| family)
    }

    pub fn name(&self) -> &str {
        self.0.split_once('/').map_or("", |(_, name)| name)
    }
}

impl std::fmt::Display for RuleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// How much a finding matters. The order is by weight: `Error` is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Info,
    Warning,
    Error,
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// What a paper must have for a rule to be able to run; without it the rule is reported as not checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// References, printed or from reference data.
    Bibliography,
    /// A reference list printed in the manuscript.
    PrintedList,
    /// Reference data: entries of BibTeX, BibLaTeX or CSL-JSON.
    ReferenceData,
    /// References that all could be read: no data file missing.
    WholeBibliography,
    /// At least one citation.
    Citations,
    /// A list numbered by print or markup.
    NumberedList,
    Abstract,
    /// At least two sections besides the title.
    Sections,
    /// Headings that the author stated by markup: not guessed from a text without markup, nor by a converter from pages.
    StatedHeadings,
    /// Paragraphs that the file itself parts: not guessed from the lines of set pages.
    StatedParagraphs,
    /// The author's own file: not a text that was taken from set pages.
    AuthoredFile,
    /// Prose in English.
    English,
    /// The year in which the check is made.
    Year,
}

impl Need {
    /// The needs by the names that a page uses.
    pub const NAMES: &[(&str, Need)] = &[
        ("bibliography", Need::Bibliography),
        ("printed-list", Need::PrintedList),
        ("reference-data", Need::ReferenceData),
        ("whole-bibliography", Need::WholeBibliography),
        ("citations", Need::Citations),
        ("numbered-list", Need::NumberedList),
        ("abstract", Need::Abstract),
        ("sections", Need::Sections),
        ("stated-headings", Need::StatedHeadings),
        ("stated-paragraphs", Need::StatedParagraphs),
        ("authored-file", Need::AuthoredFile),
        ("english", Need::English),
        ("year", Need::Year),
    ];
}

/// One rule, as its page says it.
#[derive(Debug, Clone)]
pub struct Rule {
    pub id: RuleId,
    /// One sentence: what it flags.
    pub summary: String,
    /// `None`: off unless asked for.
    pub severity: Option<Severity>,
    pub message: Message,
    /// Other wordings of the message, by the name that a finding asks for.
    pub variants: Vec<(String, Message)>,
    /// How to mend it: one or two sentences.
    pub help: String,
    /// The version of obelus that brought it.
    pub since: String,
    pub needs: Vec<Need>,
    pub sources: Vec<String>,
    pub options: Vec<OptionSpec>,
    /// How a pattern rule finds; `None` for a native one.
    pub finder: Option<Finder>,
    /// Measured share of right findings, where it has been measured.
    pub precision: Option<f64>,
    pub examples: Vec<Example>,
    /// The text under `## Why`, as Markdown.
    pub why: String,
    /// The page's whole text.
    pub page: Arc<str>,
}

impl Rule {
    /// The wording that a finding asks for; the first where the page has none of that name.
    pub fn wording(&self, variant: Option<&str>) -> &Message {
        let named = variant.and_then(|name| self.variants.iter().find(|(key, _)| key == name));
        named.map_or(&self.message, |(_, message)| message)
    }
}

#[cfg(test)]
mod tests;
