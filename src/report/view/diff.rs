use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The share of equal words below which a diff is harder to read than two passages.
const READABLE: f64 = 0.35;

/// How many words of a passage are compared; what follows them is compared as one. Comparing is quadratic where the
/// two have little in common.
const COMPARED: usize = 400;

/// Two passages compared word by word, in the order in which one reads them over each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WordDiff {
    pub pieces: Vec<DiffPiece>,
}

/// A run of words. Blanks between words are kept in the text, so that the pieces can be set one after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiffPiece {
    /// In both passages, as it stands in the first.
    Equal(String),
    /// Only in the first.
    Deleted(String),
    /// Only in the second.
    Inserted(String),
}

impl WordDiff {
    /// Compares two passages; letter case and blanks do not count, and a single equal word between two differences is
    /// taken into them when it is short, because a diff cut into crumbs cannot be read.
    pub fn new(first: &str, second: &str) -> Self {
        let (old, new) = (words(first), words(second));
        let fold =
            |words: &[&str]| -> Vec<String> { words.iter().map(|word| word.trim_end().to_lowercase()).collect() };
        let ops = capture_diff_slices(Algorithm::Myers, &fold(&old), &fold(&new));
        let mut diff = WordDiff::default();
        for (index, op) in ops.iter().enumerate() {
            let (old, new) = (&old[op.old_range()], &new[op.new_range()]);
            let is_crumb = matches!(op, DiffOp::Equal { .. })
                && index > 0
                && index + 1 < ops.len()
                && old.len() == 1
                && old[0].trim_end().chars().count() <= 3;
            match op {
                DiffOp::Equal { .. } if !is_crumb => diff.pieces.push(DiffPiece::Equal(old.concat())),
                _ => {
                    diff.delete(old);
                    diff.insert(new);
                }
            }
        }
        diff
    }

    /// Whether the two passages are the same but for letter case and blanks.
    pub fn is_same(&self) -> bool {
        self.pieces.iter().all(|piece| matches!(piece, DiffPiece::Equal(_)))
    }

    /// Whether the two are alike enough that a diff is read more easily than the two passages.
    pub fn is_readable(&self) -> bool {
        self.sameness() >= READABLE
    }

    /// The share of both passages that stands in the two, from 0 to 1.
    pub fn sameness(&self) -> f64 {
        let (mut same, mut all) = (0, 0);
        for piece in &self.pieces {
            match piece {
                DiffPiece::Equal(text) => (same, all) = (same + 2 * text.len(), all + 2 * text.len()),
                DiffPiece::Deleted(text) | DiffPiece::Inserted(text) => all += text.len(),
            }
        }
        if all == 0 { 1.0 } else { same as f64 / all as f64 }
    }

    fn delete(&mut self, words: &[&str]) {
        if words.is_empty() {
            return;
        }
        // Within one difference what is gone stands before what is new.
        let at = match self.pieces.as_slice() {
            [.., DiffPiece::Inserted(_)] => self.pieces.len() - 1,
            _ => self.pieces.len(),
        };
        match at.checked_sub(1).and_then(|before| self.pieces.get_mut(before)) {
            Some(DiffPiece::Deleted(text)) => join(text, words),
            _ => self.pieces.insert(at, DiffPiece::Deleted(words.concat())),
        }
    }

    fn insert(&mut self, words: &[&str]) {
        match self.pieces.last_mut() {
            _ if words.is_empty() => {}
            Some(DiffPiece::Inserted(text)) => join(text, words),
            _ => self.pieces.push(DiffPiece::Inserted(words.concat())),
        }
    }
}

fn join(text: &mut String, words: &[&str]) {
    words.iter().for_each(|word| text.push_str(word));
}

/// The words of a text, each with the blanks that follow it. Characters of scripts without blanks are words of their
/// own.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut in_blank) = (0, false);
    for (at, c) in text.char_indices() {
        if at > start && !c.is_whitespace() && (in_blank || is_ideograph(c)) && words.len() < COMPARED {
            words.push(&text[start..at]);
            start = at;
        }
        in_blank = c.is_whitespace();
    }
    words.push(&text[start..]);
    words.retain(|word| !word.trim().is_empty());
    words
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}')
}
