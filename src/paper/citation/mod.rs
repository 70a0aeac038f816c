//! Citations: every place in the text that points at references, and which reference it means.
//!
//! It knows no rule: what it cannot resolve it leaves unresolved, and how a citation differs from its reference it
//! only says when asked ([`Mismatch`]).

mod author_year;
mod disagreement;
mod group;
mod index;
mod link;
mod markup;
mod mismatch;
mod model;
mod names;
mod numeric;
mod pair;
mod scheme;
#[cfg(test)]
mod tests;

pub use disagreement::{Disagreement, credit, credit_of, disagreements, label_of};
pub use markup::is_placeholder_key;
pub use mismatch::Mismatch;
pub use model::{Citation, CitedItem, CitedLabel, Form, Narrative};

use super::{Bibliography, BlockId, Outline, Prose, Scope};
use crate::source::Source;
use crate::syntax::Tree;
use author_year::Mention;
use index::Index;
use numeric::Callout;
use rayon::prelude::*;
use scheme::Scheme;

/// What citations are read from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    pub prose: &'a Prose,
    pub tree: &'a Tree,
    pub root: &'a Source,
    pub outline: &'a Outline,
    pub bibliography: &'a Bibliography,
}

/// Finds the citations of a paper, in the order of its text.
///
/// By key from the tree; by number and by author and year from the words, in the schemes that the reference list and
/// the text as a whole show to be in use.
pub fn find(input: Input) -> Vec<Citation> {
    let Input { prose, .. } = input;
    let index = Index::new(input.bibliography);
    let mut marked = markup::read(input);
    let mut callouts = std::mem::take(&mut marked.callouts);
    let mut mentions = Vec::new();
    for id in prose.block_ids() {
        let block = prose.block(id);
        if holds_citations(block.scope) {
            let place = Place { block: id, scope: block.scope, start: block.start, text: prose.block_text(block) };
            read_block(place, &mut callouts, &mut mentions);
        }
    }
    callouts.sort_by_key(|callout| (callout.prose.start, callout.prose.end));
    callouts.dedup_by(|later, earlier| later.prose.start < earlier.prose.end);
    mentions.par_iter_mut().with_min_len(64).for_each(|mention| index.resolve(mention));
    if !marked.links.is_empty() {
        let links = marked.links;
        let tied = link::tie(&links, &index, prose, callouts, &mut mentions);
        let mut scheme = Scheme::detect(&tied.callouts, &mentions, &marked.keys, input.bibliography);
        scheme.author_year = tied.by_author;
        marked.keys.extend(tied.rest);
        marked.keys.sort_by_key(|citation| citation.prose.start);
        let callouts = numeric::join_ranges(prose, tied.callouts);
        let citations = pair::combine(input, &index, scheme, marked.keys, callouts, mentions);
        return link::complete(&links, &index, citations);
    }
    let scheme = Scheme::detect(&callouts, &mentions, &marked.keys, input.bibliography);
    if scheme.lost {
        callouts.extend(numeric::lost(prose, &index));
        callouts.sort_by_key(|callout| (callout.prose.start, callout.prose.end));
    }
    callouts.retain(|callout| scheme.reads(callout, &index));
    let callouts = numeric::join_ranges(prose, callouts);
    pair::combine(input, &index, scheme, marked.keys, callouts, mentions)
}

/// The text of one block, and where in [`Prose::text`] it begins.
#[derive(Clone, Copy)]
struct Place<'a> {
    block: BlockId,
    scope: Scope,
    start: u32,
    text: &'a str,
}

fn read_block(place: Place, callouts: &mut Vec<Callout>, mentions: &mut Vec<Mention>) {
    for group in group::groups(place.text) {
        if let Some(callout) = numeric::read(place, &group) {
            callouts.push(callout);
        } else {
            author_year::read(place, &group, mentions);
        }
    }
    numeric::unicode_superscripts(place, callouts);
}

fn holds_citations(scope: Scope) -> bool {
    match scope {
        Scope::Title
        | Scope::Abstract
        | Scope::Body
        | Scope::Caption
        | Scope::Footnote
        | Scope::Quote
        | Scope::Table
        | Scope::Heading => true,
        Scope::Front | Scope::Code | Scope::Math | Scope::References | Scope::Furniture => false,
    }
}
