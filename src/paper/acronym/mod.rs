//! Acronyms: which the text uses, and where it writes them out.
//!
//! It knows the prose and the citations; which use is a fault, it does not.

mod cue;
mod introduction;
mod known;
#[cfg(test)]
mod tests;
mod uses;

pub use cue::is_introduced;
pub use introduction::Introduction;
pub use known::is_known;
pub use uses::{LONGEST, Uses, acronym};

use super::{Block, Outline, Paper, Role, Scope};
use crate::source::Span;
use std::collections::BTreeMap;

/// The most small letters that may stand before an acronym and make a kind of the same thing: "mRNA", "scRNA".
const PREFIX: usize = 2;

/// What a paper does with acronyms.
#[derive(Debug, Clone, Default)]
pub struct Acronyms {
    /// The uses in the running text of those that not every reader knows.
    pub uses: BTreeMap<String, Uses>,
    /// Where a long form and its acronym stand side by side, one of them in brackets; in the order of the text.
    pub introductions: Vec<Introduction>,
}

impl Acronyms {
    pub(super) fn of(paper: &Paper) -> Acronyms {
        Acronyms { uses: uses::read(paper), introductions: introduction::find(&paper.prose) }
    }

    /// The introductions by their acronyms, sorted by these.
    pub fn introduced(&self) -> BTreeMap<&str, Vec<&Introduction>> {
        let mut introduced: BTreeMap<&str, Vec<&Introduction>> = BTreeMap::new();
        for introduction in &self.introductions {
            introduced.entry(&introduction.acronym).or_default().push(introduction);
        }
        introduced
    }

    /// Whether an acronym stands anywhere but where it is introduced: in the text, in maths, in code, in a figure's
    /// source; the reference list aside, whose words are not the paper's.
    pub fn is_used(&self, paper: &Paper, acronym: &str) -> bool {
        let text = &paper.root().text;
        let mut introduced: Vec<Span> = Vec::new();
        introduced.extend(
            self.introductions.iter().filter(|it| it.acronym == acronym).map(|it| paper.prose.span(it.range())),
        );
        memchr::memmem::find_iter(text.as_bytes(), acronym).any(|at| {
            let place = Span::new(paper.root().id, at..at + acronym.len());
            let is_joined = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
            let mut after = text.get(at + acronym.len()..).unwrap_or_default().chars();
            let next = after.next();
            // "eGFR" is a GFR.
            let prefix = text.get(..at).unwrap_or_default().chars().rev();
            let prefix = prefix.take_while(|char| char.is_alphanumeric()).take(PREFIX + 1);
            let is_prefixed = prefix.clone().all(char::is_lowercase) && prefix.count() <= PREFIX;
            let stands_alone = is_prefixed && (!is_joined(next) || next == Some('s') && !is_joined(after.next()));
            stands_alone && !introduced.iter().any(|span| span.contains(place)) && !paper.is_reference(place)
        })
    }
}

/// Whether the block thanks, declares or lists: what stands there is no part of the argument.
pub fn is_back_matter(outline: &Outline, block: &Block) -> bool {
    let role = block.section.map(|section| outline.role(section));
    matches!(role, Some(Role::Acknowledgements | Role::Declarations | Role::References))
}

impl Paper {
    /// Whether a place of the manuscript lies in an entry of its printed reference list.
    fn is_reference(&self, place: Span) -> bool {
        let next = self.prose.blocks.partition_point(|block| block.span.end <= place.start);
        self.prose.blocks.get(next).is_some_and(|block| block.scope == Scope::References && block.span.overlaps(place))
    }

    /// Whether the block belongs to a list of abbreviations.
    pub fn is_glossary(&self, block: &Block) -> bool {
        const TITLES: &[&str] = &["abbreviation", "acronym", "glossary", "nomenclature", "terminology", "notation"];
        let names_list = |text: &str| {
            let start = text.get(..text.floor_char_boundary(40)).unwrap_or_default().to_lowercase();
            TITLES.iter().any(|title| start.contains(title))
        };
        block.section.is_some_and(|section| names_list(&self.outline.get(section).title))
            || block.scope != Scope::Heading && {
                let text = self.prose.block_text(block).trim_start_matches(|char: char| !char.is_alphabetic());
                let first = text.split(|char: char| !char.is_alphabetic()).next().unwrap_or_default().to_lowercase();
                matches!(first.as_str(), "abbreviations" | "acronyms" | "nomenclature")
            }
    }
}
