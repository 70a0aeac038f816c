use super::Citation;
use super::author_year::Mention;
use super::index::Index;
use super::numeric::{Callout, Shape};
use crate::paper::{Bibliography, Numbering};

/// The ways in which a paper cites, as its list and its text as a whole show them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheme {
    pub square: bool,
    pub round: bool,
    pub superscript: bool,
    /// Numbers may have lost their markup: nothing else was found in a paper with a numbered list.
    pub lost: bool,
    pub author_year: bool,
    /// Whether square callouts stand right after a word, as some houses set them.
    attached: bool,
}

impl Scheme {
    pub fn detect(
        callouts: &[Callout],
        mentions: &[Mention],
        keys: &[Citation],
        bibliography: &Bibliography,
    ) -> Scheme {
        let numbered = bibliography.numbering == Numbering::Numbered;
        let highest = bibliography.references.iter().filter_map(|reference| reference.number).max().unwrap_or(0);
        let inside = |callout: &&Callout| callout.numbers.iter().all(|number| number.number <= highest);
        let count = |shape: Shape| callouts.iter().filter(|callout| callout.shape == shape).filter(inside).count();
        let square = count(Shape::Square) + count(Shape::Link);
        let (round, raised) = (count(Shape::Round), count(Shape::Superscript));
        let resolved = mentions.iter().filter(|mention| mention.reference.is_some()).count();
        // Without a list, square numbers are still citations where there is nothing else.
        // A converter may have parted the list's numbers from its entries, whose names the text then nowhere writes.
        let bare = bibliography.numbering == Numbering::None
            || bibliography.numbering == Numbering::AuthorYear && resolved == 0 && mentions.is_empty();
        let square_count =
            if bare { callouts.iter().filter(|callout| callout.shape == Shape::Square).count() } else { square };
        let by_name = resolved > 2 * (square_count + raised) && resolved > 2;
        let square_on =
            (numbered || bare && keys.is_empty()) && square_count > 0 && square_count >= raised / 2 && !by_name;
        let superscript = numbered && raised > 0 && raised >= square && !by_name;
        let covers = |shape: Shape| {
            let mut numbers: Vec<u32> = callouts
                .iter()
                .filter(|callout| callout.shape == shape)
                .flat_map(|callout| callout.numbers.iter().map(|n| n.number))
                .collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers.retain(|&number| number <= highest);
            numbers.len()
        };
        let round_on = numbered
            && !square_on
            && !superscript
            && resolved <= round / 4
            && covers(Shape::Round) * 3 >= highest as usize
            && covers(Shape::Round) >= 2;
        let numeric = square_on || superscript || round_on;
        let attached = callouts.iter().filter(|callout| callout.shape == Shape::Square && callout.attached).count();
        let author_year = !numeric && !numbered && keys.is_empty() && bibliography.numbering != Numbering::None
            || by_name && resolved * 2 >= mentions.len();
        Scheme {
            square: square_on,
            round: round_on,
            superscript,
            lost: numbered && !numeric && keys.is_empty() && resolved < 3,
            author_year,
            attached: attached * 2 > square_count,
        }
    }

    /// Whether a callout is one of the paper's scheme.
    pub fn reads(&self, callout: &Callout, index: &Index) -> bool {
        let in_scheme = match callout.shape {
            Shape::Square => self.square && (!callout.attached || self.attached),
            Shape::Link => self.square,
            Shape::Round => self.round,
            Shape::Superscript => self.superscript,
            Shape::Lost => self.lost,
        };
        in_scheme && (index.highest == 0 || is_near_list(callout, index))
    }
}

/// Whether the numbers can be ones of the list, or of what was cut from it. Years, counts and intervals are not.
fn is_near_list(callout: &Callout, index: &Index) -> bool {
    let outside = callout.numbers.iter().filter(|number| number.number > index.highest).count();
    if outside == 0 {
        return true;
    }
    let far = callout.numbers.iter().any(|number| number.number > index.highest.saturating_mul(3).saturating_add(30));
    callout.shape == Shape::Square && !far && !callout.may_be_interval
}
