use super::ActiveRule;
use aho_corasick::AhoCorasick;

/// The phrases of all pattern rules that are on, in one automaton.
#[derive(Debug)]
pub struct Phrases {
    /// `None` where no rule has a phrase.
    pub automaton: Option<AhoCorasick>,
    /// By number of the automaton's pattern: the index of the rule in [`RuleSet::active`](super::RuleSet::active), and of
    /// the phrase among that rule's.
    pub owners: Vec<(usize, usize)>,
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
        let automaton = (!phrases.is_empty())
            .then(|| AhoCorasick::builder().ascii_case_insensitive(true).build(&phrases).ok())
            .flatten();
        Phrases { automaton, owners }
    }
}
