use crate::diagnostic::Finding;
use crate::paper::{Block, BlockKind, Paper, Scope};
use crate::rule::{Options, Values};

/// So many blocks on, a bracket may still be closed: a list, a formula or a page parts it from its opening.
const REACH: usize = 6;

/// Brackets and curly quotation marks that open and never close, or close and never opened; one finding each.
///
/// Any bracket may close any other, for half-open intervals are written so.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let prose = &paper.prose;
    let mut strays = Vec::new();
    for (number, block) in prose.blocks.iter().enumerate().filter(|(_, block)| is_read(block)) {
        read(prose.block_text(block), block.start, number, &mut strays);
    }
    let unmet = pair_over_blocks(strays);
    let finding = |stray: &Stray| {
        let end = stray.at + stray.char.len_utf8() as u32;
        let finding = Finding::new(prose.span(stray.at..end), Values::new().text("mark", stray.char.to_string()));
        if stray.side == Side::Open { finding } else { finding.variant("closing") }
    };
    unmet.iter().map(finding).collect()
}

/// A mark whose partner is not in its block.
#[derive(Debug, Clone, Copy)]
struct Stray {
    char: char,
    sort: Sort,
    side: Side,
    /// Byte of the prose text.
    at: u32,
    /// Index of its block.
    block: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Bracket,
    Quotation,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
}

fn is_read(block: &Block) -> bool {
    matches!(block.scope, Scope::Abstract | Scope::Body | Scope::Caption | Scope::Footnote | Scope::Title)
        && block.kind != BlockKind::Cell
}

/// Adds the marks of a block that have no partner in it.
fn read(text: &str, start: u32, block: usize, strays: &mut Vec<Stray>) {
    let first = strays.len();
    // Blocks have brackets more often than not, but few of them.
    for (at, char) in text.char_indices() {
        let (sort, side) = match char {
            '(' | '[' => (Sort::Bracket, Side::Open),
            ')' | ']' => (Sort::Bracket, Side::Close),
            '“' => (Sort::Quotation, Side::Open),
            '”' => (Sort::Quotation, Side::Close),
            _ => continue,
        };
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + char.len_utf8()..).unwrap_or_default());
        let open = (first..strays.len()).rev().find(|index| strays[*index].side == Side::Open && strays[*index].sort == sort);
        match (side, open) {
            (Side::Close, Some(open)) => {
                strays.remove(open);
            }
            (Side::Close, None) if is_label(before) || is_face(before) => {}
            (Side::Open, _) if is_face(before) && !after.contains(')') => {}
            _ => strays.push(Stray { char, sort, side, at: start + at as u32, block }),
        }
    }
}

/// Whether a bracket closes the label of a list: "a)", "2)", "iv)".
fn is_label(before: &str) -> bool {
    let label = before.rsplit(|char: char| !char.is_alphanumeric()).next().unwrap_or_default();
    let is_roman = !label.is_empty() && label.bytes().all(|byte| matches!(byte.to_ascii_lowercase(), b'i' | b'v' | b'x'));
    let is_number = !label.is_empty() && label.len() <= 3 && label.bytes().all(|byte| byte.is_ascii_digit());
    label.chars().count() == 1 || is_roman || is_number
}

/// ":)" and its kin.
fn is_face(before: &str) -> bool {
    before.ends_with([':', ';']) || before.ends_with(":-")
}

/// The strays that no other stray of a block near them is the partner of.
fn pair_over_blocks(strays: Vec<Stray>) -> Vec<Stray> {
    let mut unmet: Vec<Stray> = Vec::new();
    for stray in strays {
        let is_partner = |open: &&Stray| open.side == Side::Open && open.sort == stray.sort;
        let reach = unmet.iter().rev().take_while(|open| open.block + REACH >= stray.block).count();
        let reach = reach.min(4 * REACH);
        let from = unmet.len() - reach;
        let partner = unmet[from..].iter().rposition(|open| is_partner(&open));
        match partner.filter(|_| stray.side == Side::Close) {
            Some(partner) => {
                unmet.remove(from + partner);
            }
            None => unmet.push(stray),
        }
    }
    unmet
}
