//! A manuscript as its readers see it: sections, prose, citations, references, floats, whatever the format.
//!
//! It does not know rules or reports, and it opens no file but through [`Files`](crate::source::Files).

pub mod acronym;
pub mod bibliography;
pub mod citation;
mod declaration;
mod directive;
mod float;
mod front;
mod genre;
mod language;
mod load;
pub mod model;
mod outline;
mod prose;
mod provenance;
mod recognise;
pub mod reference;
mod statement;

pub use acronym::Acronyms;
pub use bibliography::{Bibliography, Numbering};
pub use citation::{Citation, CitedItem, CitedLabel, Form, Narrative};
pub use declaration::{Declaration, DeclarationKind};
pub use directive::{AllowedRule, Directive, DirectiveKind, Extent};
pub use float::{CrossReference, Float, FloatKind, Label, LabelKind, numbers_named};
pub use front::{Abstract, Author, Phrase};
pub use language::Language;
pub use load::{LoadError, LoadOptions, Project, load};
pub use outline::{Outline, Role, Section, SectionId};
pub use prose::{Block, BlockId, BlockKind, Prose, Repair, RepairKind, Scope, Segment, Sentence, lies_in};
pub use provenance::Provenance;
pub use recognise::looks_like_manuscript;
pub use reference::{Name, Parsed, Reference, ReferenceKind, Year};
pub use statement::{Statement, Statements, is_object};

use crate::source::{Source, Span};
use crate::syntax::Tree;
use std::sync::OnceLock;

/// One manuscript. Made once by [`load`], then only read.
#[derive(Debug)]
pub struct Paper {
    /// The files it is made of: the manuscript first, then those it was put together from, then its reference data.
    pub sources: Vec<Source>,
    /// The sources' paths as seen from the project's folder.
    pub project_paths: Vec<String>,
    /// The manuscript's own syntax; checks may read it, reports may not.
    pub tree: Tree,
    pub title: Option<Phrase>,
    pub authors: Vec<Author>,
    pub abstract_text: Option<Abstract>,
    pub keywords: Vec<Phrase>,
    pub outline: Outline,
    pub prose: Prose,
    pub citations: Vec<Citation>,
    pub bibliography: Bibliography,
    pub floats: Vec<Float>,
    pub labels: Vec<Label>,
    pub cross_references: Vec<CrossReference>,
    pub declarations: Vec<Declaration>,
    /// Comments that speak to obelus.
    pub directives: Vec<Directive>,
    /// Files that the manuscript takes in and that could not be read, at the commands that name them.
    pub missing: Vec<Issue>,
    /// What could not be read or understood, with its place.
    pub problems: Vec<Issue>,
    pub provenance: Provenance,
    pub facts: Facts,
    pub derived: Derived,
}

/// What is worked out from the rest of a paper when a check first asks for it, once for all checks.
#[derive(Debug, Default)]
pub struct Derived {
    statements: OnceLock<Statements>,
    acronyms: OnceLock<Acronyms>,
}

/// Something of the manuscript that could not be read or understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    pub message: String,
    pub span: Span,
}

/// What the world says that a manuscript does not: gathered before the checks run, never by them.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The year in which the check is made, where it was told.
    pub year: Option<i32>,
}

impl Paper {
    /// The manuscript itself.
    pub fn root(&self) -> &Source {
        &self.sources[0]
    }

    pub fn source(&self, span: Span) -> &Source {
        &self.sources[span.file.0 as usize]
    }

    /// The sentences that the author is answerable for; made when they are first asked for.
    pub fn statements(&self) -> &Statements {
        self.derived.statements.get_or_init(|| Statements::of(self))
    }

    /// The text of the file at `span`, as the author wrote it.
    pub fn slice(&self, span: Span) -> &str {
        self.source(span).slice(span)
    }

    /// Where a span stands in the file that its author edits: a manuscript of several files is read as one text.
    pub fn locate(&self, span: Span) -> Span {
        self.sources.get(span.file.0 as usize).map_or(span, |source| source.locate(span))
    }

    /// The references that this paper answers for, with their places in the list: of a data file that other papers use
    /// too, only those that it cites.
    pub fn own_references(&self) -> impl Iterator<Item = (usize, &Reference)> {
        let Bibliography { references, shared, .. } = &self.bibliography;
        let mut is_own = vec![!shared; references.len()];
        if *shared {
            for cited in self.citations.iter().flat_map(|citation| &citation.items).filter_map(|item| item.reference) {
                if let Some(own) = is_own.get_mut(cited) {
                    *own = true;
                }
            }
        }
        let judged = move |(index, reference): &(usize, &Reference)| reference.is_printed() || is_own[*index];
        references.iter().enumerate().filter(judged)
    }

    /// What it does with acronyms; read once.
    pub fn acronyms(&self) -> &Acronyms {
        self.derived.acronyms.get_or_init(|| Acronyms::of(self))
    }

    /// Where a finding about the whole paper stands: at the title, else at the first line.
    pub fn head(&self) -> Span {
        if let Some(title) = &self.title {
            return title.span;
        }
        let text = &self.root().text;
        let start = text.len() - text.trim_start().len();
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        Span::new(self.root().id, start..end)
    }
}
