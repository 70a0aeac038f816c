//! Sections and what they are for, from the headings.
//!
//! It knows headings and blocks; what stands in a section it does not read.

mod heading;
mod role;
mod sections;
#[cfg(test)]
mod tests;

pub(super) use heading::{HasTitle, Heading, find as find_headings};
use role::hints_at;
pub(super) use role::role_of;
pub(super) use sections::build;

use super::BlockId;
use crate::source::Span;
use std::ops::Range;

/// The sections in reading order, as the headings make them.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    pub sections: Vec<Section>,
}

/// The number of a section in [`Outline::sections`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(pub u32);

#[derive(Debug, Clone)]
pub struct Section {
    /// The heading's words without its number, as people read them.
    pub title: String,
    /// Depth from 1, as the heading's markup says it.
    pub level: u8,
    /// The number typed before the title: `3.1`, `IV`, `A`.
    pub number: Option<String>,
    pub role: Role,
    /// The heading with its markup.
    pub heading: Span,
    /// From the heading to where the next section of the same or a higher level begins: subsections are inside.
    pub span: Span,
    /// Its blocks, those of its subsections included.
    pub blocks: Range<u32>,
    /// Words of its body prose and abstract, those of its subsections included; no headings, captions, tables, references.
    pub words: u32,
    pub parent: Option<SectionId>,
    /// Whether the heading is the manuscript's title.
    pub is_title: bool,
}

/// What a section is for, whatever it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Abstract,
    Introduction,
    Background,
    Methods,
    Results,
    Discussion,
    Conclusion,
    Limitations,
    Acknowledgements,
    Declarations,
    References,
    Appendix,
    Other,
}

impl Role {
    /// Whether a section of this role is part of the paper's argument, and not what stands before or after it.
    pub fn is_argument(self) -> bool {
        use Role::*;
        !matches!(self, Abstract | Acknowledgements | Declarations | References | Appendix)
    }
}

impl Outline {
    /// Whether some heading, of whatever level, has this role or a word that lets one expect it. For rules that say
    /// that something is missing.
    pub fn hints_at(&self, role: Role) -> bool {
        self.sections
            .iter()
            .any(|section| !section.is_title && (section.role == role || hints_at(&section.title, role)))
    }

    pub fn get(&self, id: SectionId) -> &Section {
        &self.sections[id.0 as usize]
    }

    pub fn ids(&self) -> impl Iterator<Item = SectionId> + use<> {
        (0..self.sections.len() as u32).map(SectionId)
    }

    /// The innermost section that `block` stands in.
    pub fn of_block(&self, block: BlockId) -> Option<SectionId> {
        let inside = |section: &Section| section.blocks.contains(&block.0);
        self.sections.iter().rposition(inside).map(|index| SectionId(index as u32))
    }

    /// The role of `id`, or of the nearest section around it that has one.
    pub fn role(&self, id: SectionId) -> Role {
        let mut section = self.get(id);
        while section.role == Role::Other {
            match section.parent {
                Some(parent) => section = self.get(parent),
                None => return Role::Other,
            }
        }
        section.role
    }

    /// The sections that no other section (the title aside) holds.
    pub fn top(&self) -> impl Iterator<Item = (SectionId, &Section)> {
        self.ids()
            .map(|id| (id, self.get(id)))
            .filter(|(_, section)| !section.is_title && section.parent.is_none_or(|parent| self.get(parent).is_title))
    }
}
