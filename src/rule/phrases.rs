use super::ActiveRule;
use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, Anchored, Input, StartKind};
use std::ops::Range;

/// The phrases of all pattern rules that are on, in one automaton.
#[derive(Debug)]
pub struct Phrases {
    /// `None` where no rule has a phrase.
    automaton: Option<AhoCorasick>,
    beginnings: Beginnings,
    /// By number of the automaton's pattern: the index of the rule in [`RuleSet::active`](super::RuleSet::active), and of
    /// the phrase among that rule's.
    owners: Vec<(usize, usize)>,
}

impl Phrases {
    pub fn new(active: &[ActiveRule]) -> Phrases {
        let mut owners = Vec::new();
        let mut phrases = Vec::new();
        for (index, active) in active.iter().enumerate() {
            let Some(finder) = &active.rule.finder else { continue };
            for (number, phrase) in finder.pattern.phrases().into_iter().enumerate() {
                owners.push((index, number));
                phrases.push(phrase);
            }
        }
        let mut builder = AhoCorasick::builder();
        builder.ascii_case_insensitive(true).start_kind(StartKind::Anchored);
        let automaton = (!phrases.is_empty()).then(|| builder.build(&phrases).ok()).flatten();
        Phrases { automaton, beginnings: Beginnings::of(&phrases), owners }
    }

    /// Whether no rule has a phrase.
    pub fn is_empty(&self) -> bool {
        self.automaton.is_none()
    }

    /// Calls `met` for every phrase in `text`, overlapping ones too, in the order in which they begin: the index of its
    /// rule, its number there, and its bytes. Those that begin or end inside a word are left out.
    pub fn find(&self, text: &str, mut met: impl FnMut(usize, usize, Range<usize>)) {
        let Some(automaton) = &self.automaton else { return };
        let bytes = text.as_bytes();
        let mut is_inside_word = false;
        for (at, &byte) in bytes.iter().enumerate() {
            let class = CLASSES[byte as usize];
            let may_begin = !is_inside_word && class == Class::Letter || class == Class::Other;
            is_inside_word = class == Class::Letter;
            if !may_begin || !self.beginnings.hold(&bytes[at..]) {
                continue;
            }
            let input = Input::new(text).span(at..text.len()).anchored(Anchored::Yes);
            let mut state = OverlappingState::start();
            loop {
                if automaton.try_find_overlapping(input.clone(), &mut state).is_err() {
                    break;
                }
                let Some(found) = state.get_match() else { break };
                if let Some(&(rule, number)) = self.owners.get(found.pattern().as_usize())
                    && stands_alone(text, found.range())
                {
                    met(rule, number, found.range());
                }
            }
        }
    }
}

/// What a byte is to a phrase that may begin there. Beyond ASCII, what is a letter is looked at when one is found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Blank,
    Other,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            classes[byte as usize] = Class::Letter;
        } else if byte.is_ascii_whitespace() {
            classes[byte as usize] = Class::Blank;
        }
        byte += 1;
    }
    classes
};

/// How phrases begin: a set of the first three bytes, in small letters, that may hold others too. Most words of a text
/// begin otherwise, and the automaton is not asked about them.
#[derive(Debug)]
struct Beginnings(Vec<u64>);

const BEGINNINGS: usize = 1 << 15;

impl Beginnings {
    fn of(phrases: &[&str]) -> Beginnings {
        let mut set = Beginnings(vec![0; BEGINNINGS / 64]);
        for phrase in phrases {
            match *phrase.as_bytes() {
                [a, b, c, ..] => set.insert([a, b, c]),
                [a, b] => (0..=u8::MAX).for_each(|c| set.insert([a, b, c])),
                // One sign begins anything.
                _ => set.0.fill(u64::MAX),
            }
        }
        set
    }

    fn insert(&mut self, bytes: [u8; 3]) {
        let index = Beginnings::index(bytes);
        self.0[index / 64] |= 1 << (index % 64);
    }

    fn hold(&self, bytes: &[u8]) -> bool {
        let at = |index: usize| bytes.get(index).copied().unwrap_or(0);
        let index = Beginnings::index([at(0), at(1), at(2)]);
        self.0[index / 64] >> (index % 64) & 1 == 1
    }

    fn index(bytes: [u8; 3]) -> usize {
        let [a, b, c] = bytes.map(|byte| usize::from(byte.to_ascii_lowercase()));
        (a ^ b << 5 ^ c << 10) % BEGINNINGS
    }
}

/// Whether a phrase that begins or ends with a letter or digit has none beside it there.
fn stands_alone(text: &str, range: Range<usize>) -> bool {
    let joined =
        |a: Option<char>, b: Option<char>| a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric);
    let (Some(before), Some(inside), Some(after)) =
        (text.get(..range.start), text.get(range.clone()), text.get(range.end..))
    else {
        return false;
    };
    !joined(before.chars().next_back(), inside.chars().next())
        && !joined(inside.chars().next_back(), after.chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_does_not_begin_or_end_in_a_word() {
        assert!(stands_alone("to say (so) it", 8..10));
        assert!(!stands_alone("soé", 0..2));
        assert!(!stands_alone("also", 2..4));
    }

    #[test]
    fn beginnings_hold_every_phrase_in_any_case() {
        let phrases = ["a lot", "??", "Éclair", "TODO:", "(ref)"];
        let set = Beginnings::of(&phrases);
        for phrase in phrases {
            assert!(set.hold(phrase.as_bytes()), "{phrase}");
            assert!(set.hold(phrase.to_ascii_uppercase().as_bytes()), "{phrase}");
        }
        assert!(!set.hold(b"words of a text"));
        assert!(Beginnings::of(&["x"]).hold(b"anything"));
    }
}
