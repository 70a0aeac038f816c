use std::ops::Range;

/// A pair of brackets in the text of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// With the brackets.
    pub outer: Range<usize>,
    /// Whether they are square.
    pub square: bool,
}

impl Group {
    pub fn inner(&self) -> Range<usize> {
        self.outer.start + 1..self.outer.end - 1
    }
}

/// No list of citations is longer, in bytes: an opening bracket that is not closed within is no pair.
const LONGEST: usize = 1500;
/// Deeper brackets are not prose.
const DEEPEST: usize = 8;

/// The round and square bracket pairs of `text`, in the order in which they open. Linear in its length.
pub fn groups(text: &str) -> Vec<Group> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = memchr::memchr2(b'(', b'[', bytes.get(at..).unwrap_or_default()).map(|offset| at + offset) {
        let first = found.len();
        at = read(bytes, open, &mut found);
        if let Some(new) = found.get_mut(first..) {
            new.sort_by_key(|group: &Group| group.outer.start);
        }
    }
    found
}

/// Reads the group that opens at `open` and those inside it; gives the offset to go on from.
fn read(bytes: &[u8], open: usize, found: &mut Vec<Group>) -> usize {
    let mut stack: Vec<usize> = Vec::new();
    let end = bytes.len().min(open + LONGEST);
    let mut at = open;
    while at < end {
        match bytes[at] {
            b'(' | b'[' => {
                if stack.len() == DEEPEST {
                    return at;
                }
                stack.push(at);
            }
            close @ (b')' | b']') => {
                let kind = if close == b')' { b'(' } else { b'[' };
                // A bracket of the other kind that is never closed, as in "[0, 1)", ends with the one around it.
                if let Some(position) = stack.iter().rposition(|&open| bytes[open] == kind) {
                    let start = stack[position];
                    stack.truncate(position);
                    found.push(Group { outer: start..at + 1, square: kind == b'[' });
                }
            }
            _ => {}
        }
        at += 1;
        if stack.is_empty() {
            return at;
        }
    }
    end.max(open + 1)
}
