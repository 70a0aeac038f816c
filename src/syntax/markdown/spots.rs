//! What Pandoc reads inside a paragraph and CommonMark does not: citations, labels, attributes, notes, raw TeX.

use super::{attributes, keys, tex};
use crate::syntax::{KeyCitation, KeyItem, Kind};
use std::ops::Range;

/// A stretch of a paragraph that our own layer reads.
#[derive(Debug)]
pub struct Spot {
    pub range: Range<usize>,
    pub what: What,
}

#[derive(Debug)]
pub enum What {
    /// One node in place of whatever the CommonMark parser saw there.
    Leaf(Kind),
    /// A citation with cross-references inside.
    Mixed(Box<KeyCitation>, Vec<(Box<str>, Range<usize>)>),
    /// Markup that is no words.
    Hidden,
    /// The opening mark of a node, which the [`What::Close`] with the same number closes.
    Open(Kind, usize),
    Close(usize),
}

/// A stretch that is not searched, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Skip {
    /// Code, maths, tags, addresses.
    Opaque(Range<usize>),
    /// The `[` of a link or image with a target begins here.
    Link(usize),
}

impl Skip {
    fn start(&self) -> usize {
        match self {
            Skip::Opaque(range) => range.start,
            Skip::Link(at) => *at,
        }
    }
}

/// An open bracket or group.
enum Open {
    Bracket { at: usize, keys: usize, has_key: bool, is_link: bool },
    Note { number: usize },
    Group { number: Option<usize> },
}

/// Reads the spots of one paragraph, heading or cell, in order. `skips` are in order too.
pub fn find(text: &str, range: Range<usize>, skips: &[Skip]) -> Vec<Spot> {
    let mut finder = Finder {
        text,
        spots: Vec::new(),
        keys: Vec::new(),
        open: Vec::new(),
        start: range.start,
        end: range.end,
        number: 0,
    };
    finder.run(range, skips);
    let Finder { mut spots, keys, .. } = finder;
    spots.extend(keys.into_iter().map(|key| bare(text, key)));
    spots.sort_by_key(|spot| spot.range.start);
    spots
}

struct Finder<'a> {
    text: &'a str,
    spots: Vec<Spot>,
    /// Keys that no bracket has taken yet.
    keys: Vec<keys::Key>,
    open: Vec<Open>,
    start: usize,
    end: usize,
    /// Counts the nodes that are opened and closed.
    number: usize,
}

impl Finder<'_> {
    fn run(&mut self, range: Range<usize>, skips: &[Skip]) {
        let bytes = self.text.as_bytes();
        let mut skips = skips.iter().peekable();
        let mut at = range.start;
        let mut link = usize::MAX;
        while at < range.end {
            while let Some(skip) = skips.next_if(|skip| skip.start() <= at) {
                match skip {
                    Skip::Opaque(opaque) => at = at.max(opaque.end),
                    Skip::Link(start) => link = *start,
                }
            }
            if at >= range.end {
                break;
            }
            let limit = skips.peek().map_or(range.end, |skip| skip.start()).min(range.end);
            if !is_special(bytes[at]) {
                at += bytes[at..limit].iter().position(|&byte| is_special(byte)).unwrap_or(limit - at);
                continue;
            }
            at = self.special(at, link).max(at + 1);
        }
    }

    /// Reads what begins with the mark at `at`; gives the byte to go on from.
    fn special(&mut self, at: usize, link: usize) -> usize {
        let bytes = self.text.as_bytes();
        match bytes[at] {
            b'[' => {
                let is_link = link == at || (link.checked_add(1) == Some(at) && bytes[link] == b'!');
                self.open.push(Open::Bracket { at, keys: self.keys.len(), has_key: false, is_link });
                at + 1
            }
            b']' => self.close_bracket(at),
            b'}' => {
                if let Some(Open::Group { .. }) = self.open.last() {
                    let Some(Open::Group { number }) = self.open.pop() else { return at + 1 };
                    let what = number.map_or(What::Hidden, What::Close);
                    self.push(at..at + 1, what);
                }
                at + 1
            }
            b'@' => match keys::read(self.text, at).filter(|key| key.whole.end <= self.end && !self.is_example(key)) {
                Some(key) => {
                    if let Some(Open::Bracket { has_key, .. }) = self.open.last_mut() {
                        *has_key = true;
                    }
                    let end = key.whole.end;
                    self.keys.push(key);
                    end
                }
                None => at + 1,
            },
            b'^' => self.caret(at),
            b'~' => self.tilde(at),
            b'-' => self.hyphens(at),
            b'{' => self.attributes(at),
            b'\\' => self.backslash(at),
            0x0c => {
                self.push(at..at + 1, What::Leaf(Kind::SoftBreak));
                at + 1
            }
            _ => at + 1,
        }
    }

    /// Whether a key is the name of a numbered example, as Pandoc writes one: `(@good) Words.` at a line's start.
    fn is_example(&self, key: &keys::Key) -> bool {
        let before = self.text.get(self.start..key.whole.start).unwrap_or_default();
        self.text[key.whole.end..self.end].starts_with(") ") && (before == "(" || before.ends_with("\n("))
    }

    fn push(&mut self, range: Range<usize>, what: What) {
        self.spots.push(Spot { range, what });
    }

    fn next_number(&mut self) -> usize {
        self.number += 1;
        self.number
    }

    fn close_bracket(&mut self, at: usize) -> usize {
        match self.open.last() {
            Some(Open::Note { .. }) => {
                if let Some(Open::Note { number }) = self.open.pop() {
                    self.push(at..at + 1, What::Close(number));
                }
                at + 1
            }
            Some(Open::Bracket { .. }) => {
                let Some(Open::Bracket { at: open, keys, has_key, is_link }) = self.open.pop() else { return at + 1 };
                if is_link {
                    // `[@user](https://…)` names no work; the words under an image may cite some.
                    if self.text.as_bytes()[..open].last() != Some(&b'!') {
                        self.keys.truncate(keys);
                    }
                    return at + 1;
                }
                let next = self.text.as_bytes().get(at + 1).copied();
                if has_key && next != Some(b'(') {
                    self.citation(open..at + 1, keys);
                } else if next == Some(b'{')
                    && let Some(list) = attributes::read(self.text, at + 1).filter(|list| list.end <= self.end)
                {
                    self.push(open..open + 1, What::Hidden);
                    let what = match list.id {
                        Some((id, _)) => What::Leaf(Kind::Label(id)),
                        None => What::Hidden,
                    };
                    self.push(at..list.end, what);
                    return list.end;
                }
                at + 1
            }
            _ => at + 1,
        }
    }

    fn citation(&mut self, range: Range<usize>, first: usize) {
        let keys: Vec<_> = self.keys.drain(first..).collect();
        if keys.iter().all(|key| key.is_label) {
            self.push(range.start..range.start + 1, What::Hidden);
            self.push(range.end - 1..range.end, What::Hidden);
            self.spots.extend(keys.into_iter().map(|key| bare(self.text, key)));
            return;
        }
        // What was read inside belongs to the citation now.
        while self.spots.last().is_some_and(|spot| spot.range.start >= range.start) {
            self.spots.pop();
        }
        let (labels, works): (Vec<_>, Vec<_>) = keys.into_iter().partition(|key| key.is_label);
        let items = works.iter().map(|key| item(self.text, key)).collect();
        let citation = Box::new(KeyCitation { items, bracketed: true });
        let what = if labels.is_empty() {
            What::Leaf(Kind::Citation(citation))
        } else {
            What::Mixed(citation, labels.into_iter().map(|key| (self.text[key.key].into(), key.whole)).collect())
        };
        self.push(range, what);
    }

    fn caret(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        if bytes.get(at + 1) == Some(&b'[') {
            let number = self.next_number();
            self.push(at..at + 2, What::Open(Kind::Footnote("".into()), number));
            self.open.push(Open::Note { number });
            return at + 2;
        }
        let mut before = b'^';
        let inside = bytes[at + 1..self.end].iter().take(60).position(|&byte| {
            let is_escaped = std::mem::replace(&mut before, byte) == b'\\';
            byte == b'^' || (byte.is_ascii_whitespace() && !is_escaped)
        });
        match inside {
            Some(length) if length > 0 && bytes[at + 1 + length] == b'^' => {
                let number = self.next_number();
                self.push(at..at + 1, What::Open(Kind::Superscript, number));
                self.push(at + 1 + length..at + 2 + length, What::Close(number));
                // Citations inside are looked for, a second caret is not.
                let end = at + 1 + length;
                let mut inner = at + 1;
                while inner < end {
                    inner = if bytes[inner] == b'^' { end } else { self.special(inner, usize::MAX).max(inner + 1) };
                }
                inner.max(end + 1)
            }
            _ => at + 1,
        }
    }

    /// A subscript: `H~2~O`. Its words hold no blank and no slash, which are those of an estimate or a path.
    fn tilde(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        if bytes.get(at + 1) == Some(&b'~') {
            return at + 2;
        }
        let inside = bytes[at + 1..self.end]
            .iter()
            .take(40)
            .position(|&byte| matches!(byte, b'~' | b'/' | b'[' | b'@') || byte.is_ascii_whitespace());
        match inside {
            Some(length)
                if length > 0 && bytes[at + 1 + length] == b'~' && bytes.get(at + 2 + length) != Some(&b'~') =>
            {
                let number = self.next_number();
                self.push(at..at + 1, What::Open(Kind::Subscript, number));
                self.push(at + 1 + length..at + 2 + length, What::Close(number));
                at + 2 + length
            }
            _ => at + 1,
        }
    }

    /// Typed dashes: `1--3`, `word---word`. Not the `--option` of a command, nor a rule.
    fn hyphens(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let end = at + bytes[at..self.end].iter().take_while(|&&byte| byte == b'-').count();
        let dash = match end - at {
            2 => "–",
            3 => "—",
            _ => return end,
        };
        let (before, after) = (bytes[..at].last().copied(), bytes[..self.end].get(end).copied());
        let is_word = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
        let is_blank = |byte: Option<u8>| byte.is_none_or(|byte| byte.is_ascii_whitespace());
        let closes = |byte: u8| is_word(byte) || b")]}\"'.,;:$*_%".contains(&byte);
        let opens = |byte: u8| is_word(byte) || b"([{\"'$*_\\@".contains(&byte);
        let joins = before.is_some_and(closes) && (is_blank(after) || after.is_some_and(opens));
        if joins || (before.is_some() && is_blank(before) && after.is_some() && is_blank(after)) {
            self.push(at..end, What::Leaf(Kind::Replaced(dash.into())));
        }
        end
    }

    fn attributes(&mut self, at: usize) -> usize {
        let Some(list) = attributes::read(self.text, at).filter(|list| list.end <= self.end) else { return at + 1 };
        let follows_mark =
            self.text.as_bytes()[..at].last().is_some_and(|byte| matches!(byte, b')' | b'`' | b'$' | b']'));
        if !list.is_plain && !follows_mark {
            return at + 1;
        }
        let what = match list.id {
            Some((id, _)) => What::Leaf(Kind::Label(id)),
            None => What::Hidden,
        };
        self.push(at..list.end, what);
        list.end
    }

    fn backslash(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        match bytes.get(at + 1) {
            Some(b'@') => match tex::bookdown_reference(self.text, at) {
                Some((label, end)) if end <= self.end => {
                    self.push(at..end, What::Leaf(Kind::CrossReference(label)));
                    end
                }
                _ => at + 2,
            },
            Some(b' ') => {
                self.push(at..at + 2, What::Leaf(Kind::Replaced("\u{a0}".into())));
                at + 2
            }
            Some(byte) if byte.is_ascii_alphabetic() => match tex::command(self.text, at, self.end) {
                tex::Command::None => at + 1,
                tex::Command::Nodes(nodes, end) => {
                    self.spots.extend(nodes.into_iter().map(|(kind, range)| Spot { range, what: What::Leaf(kind) }));
                    end
                }
                tex::Command::Hidden(end) => {
                    self.push(at..end, What::Hidden);
                    end
                }
                tex::Command::Group(kind, end) => {
                    let number = kind.is_some().then(|| self.next_number());
                    self.push(
                        at..end,
                        kind.zip(number).map_or(What::Hidden, |(kind, number)| What::Open(kind, number)),
                    );
                    self.open.push(Open::Group { number });
                    end
                }
            },
            Some(byte) if byte.is_ascii_punctuation() => at + 2,
            _ => at + 1,
        }
    }
}

fn bare(text: &str, key: keys::Key) -> Spot {
    let range = key.whole.clone();
    let kind = if key.is_label {
        Kind::CrossReference(text[key.key].into())
    } else {
        Kind::Citation(Box::new(KeyCitation { items: vec![item(text, &key)], bracketed: false }))
    };
    Spot { range, what: What::Leaf(kind) }
}

fn item(text: &str, key: &keys::Key) -> KeyItem {
    KeyItem {
        key: text[key.key.clone()].into(),
        range: key.key.start as u32..key.key.end as u32,
        suppress_author: key.suppress_author,
    }
}

pub fn is_special(byte: u8) -> bool {
    matches!(byte, b'[' | b']' | b'@' | b'^' | b'{' | b'}' | b'\\' | b'~' | b'-' | 0x0c)
}
