use crate::paper::{Language, Numbering, Paper, Provenance};
use crate::rule::Need;
use crate::source::Format;

/// Why a rule that needs `need` cannot run on `paper`; `None` where it can.
pub fn missing(paper: &Paper, need: Need) -> Option<String> {
    let bibliography = &paper.bibliography;
    let (met, reason) = match need {
        Need::Bibliography => (!bibliography.references.is_empty(), "no bibliography found"),
        Need::PrintedList => (bibliography.list.is_some(), "no printed reference list found"),
        Need::ReferenceData => (!bibliography.data.is_empty(), "no reference data found"),
        Need::WholeBibliography => {
            if !bibliography.unread.is_empty() {
                let names: Vec<&str> = bibliography.unread.iter().map(|(name, _)| name.as_str()).collect();
                return Some(format!("reference data could not be read: {}", names.join(", ")));
            }
            (!bibliography.references.is_empty(), "no bibliography found")
        }
        Need::Citations => (!paper.citations.is_empty(), "no citations found"),
        Need::NumberedList => (bibliography.numbering == Numbering::Numbered, "no numbered reference list found"),
        Need::Abstract => (paper.abstract_text.is_some(), "no abstract found"),
        Need::Sections => {
            let sections = paper.outline.sections.iter().filter(|section| !section.is_title).count();
            (sections >= 2, "fewer than two sections found")
        }
        Need::StatedHeadings if paper.root().format == Format::Plain => {
            (false, "the headings of a text without markup are guessed")
        }
        Need::StatedHeadings => {
            (paper.provenance == Provenance::Written, "the headings were guessed when pages were converted")
        }
        Need::StatedParagraphs => {
            let is_stated = paper.root().format != Format::Plain || paper.provenance == Provenance::Written;
            (is_stated, "the paragraphs were guessed when pages were converted")
        }
        Need::AuthoredFile => (paper.provenance == Provenance::Written, "the text was taken from set pages"),
        // Of too few words nothing can be said; a short English paper must not be left unchecked for it.
        Need::English => (paper.language() != Some(Language::Other), "the prose does not seem to be English"),
        Need::Year => (paper.facts.year.is_some(), "the year of the check is not known"),
    };
    (!met).then(|| reason.to_owned())
}
