use crate::diagnostic::Finding;
use crate::paper::{Block, BlockKind, Paper, Scope, lies_in};
use crate::rule::{Options, Values};
use crate::syntax::Kind;

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
    drop_reference_labels(paper, &mut strays);
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
    let marks = text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'(' | b')' | b'[' | b']' | 0xE2));
    for (at, char) in marks.filter_map(|(at, _)| Some((at, text.get(at..)?.chars().next()?))) {
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
    let own = strays.split_off(first);
    if own.is_empty() || looks_like_code(text) {
        return;
    }
    strays.extend(own.into_iter().filter(|stray| !stands_alone(text, start, stray)));
}

/// Whether blanks stand on both sides of a mark: it is spoken of itself ("the operator [ of R"), or parts of a formula are
/// set apart.
fn stands_alone(text: &str, start: u32, stray: &Stray) -> bool {
    let at = (stray.at - start) as usize;
    text.get(..at).is_some_and(|before| before.ends_with(' '))
        && text.get(at + stray.char.len_utf8()..).is_some_and(|after| after.starts_with(' '))
}

/// Whether a block holds marks of programs: a converter did not know the code in it for what it is.
fn looks_like_code(text: &str) -> bool {
    let calls = text.as_bytes().windows(3).filter(|bytes| bytes[0].is_ascii_alphanumeric() && bytes[1] == b'(' && bytes[2] != b's');
    let mut joints = text.as_bytes().windows(3).filter(|bytes| matches!(bytes[1], b'=' | b'$') && [bytes[0], bytes[2]].iter().all(u8::is_ascii_alphabetic));
    ["<-", "::", "==", "()", ")[", "R>", "{", "}"].iter().any(|mark| text.contains(mark))
        || calls.take(2).count() == 2
        || joints.next().is_some()
}

/// Whether a bracket closes the label of a list: "a)", "2)", "iv)".
fn is_label(before: &str) -> bool {
    let label = before.rsplit(|char: char| !char.is_alphanumeric()).next().unwrap_or_default();
    let is_roman = !label.is_empty() && label.bytes().all(|byte| matches!(byte.to_ascii_lowercase(), b'i' | b'v' | b'x'));
    let is_number = !label.is_empty() && label.len() <= 3 && label.bytes().all(|byte| byte.is_ascii_digit());
    label.chars().count() == 1 || is_roman || is_number
}

/// Drops the brackets that close a label which a cross-reference prints: `\subref{fig:map}) The map`.
fn drop_reference_labels(paper: &Paper, strays: &mut Vec<Stray>) {
    let closes = |stray: &Stray| stray.side == Side::Close && stray.char == ')';
    if !strays.iter().any(closes) {
        return;
    }
    let references = paper.tree.ranges(|kind| matches!(kind, Kind::CrossReference(_)));
    let prose = &paper.prose;
    let follows = |at: u32| {
        let object = at.saturating_sub('\u{FFFC}'.len_utf8() as u32)..at;
        prose.text.get(object.start as usize..at as usize) == Some("\u{FFFC}") && lies_in(&references, prose.span(object).start)
    };
    strays.retain(|stray| !(closes(stray) && follows(stray.at)));
}

/// ":)" and its kin.
fn is_face(before: &str) -> bool {
    before.ends_with([':', ';']) || before.ends_with(":-")
}

fn opening(close: char) -> Option<char> {
    match close {
        ')' => Some('('),
        ']' => Some('['),
        '”' => Some('“'),
        _ => None,
    }
}

/// The strays that no other stray of a block near them is the partner of.
fn pair_over_blocks(strays: Vec<Stray>) -> Vec<Stray> {
    let mut unmet: Vec<Stray> = Vec::new();
    for stray in strays {
        let is_partner = |open: &&Stray| open.side == Side::Open && Some(open.char) == opening(stray.char);
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
