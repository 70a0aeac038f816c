use super::stop_words::is_stop_word;
use super::{Token, TokenKind};
use std::ops::Range;

/// The sentences of one block, as ranges of indexes into its `tokens`: in order, without gaps, none of them empty.
///
/// A sentence ends at `.`, `!`, `?`, `…` and what closes after them, where what follows may begin one: not before a word
/// in lower case, not after an abbreviation of scholarly prose or an initial, not inside brackets.
pub fn split_sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let splitter = Splitter { text, tokens };
    let mut start = 0;
    let mut at = 0;
    // Where a bracket without its counterpart was met, those up to here are not looked at again.
    let mut unpaired_until = 0;
    while at < tokens.len() {
        if at >= unpaired_until && splitter.opens_bracket(at) {
            match splitter.bracket_end(at) {
                Some(close) => {
                    let is_whole = at == start && splitter.is_stop(close - 1);
                    if is_whole && splitter.may_begin(close + 1) && splitter.parted(close) {
                        sentences.push(start..close + 1);
                        start = close + 1;
                    }
                    at = close + 1;
                    continue;
                }
                None => unpaired_until = at + LONGEST_BRACKET,
            }
        }
        let (next, ends) = splitter.step(start, at);
        if ends {
            sentences.push(start..next);
            start = next;
        }
        at = next;
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

/// In tokens. What is longer is no aside, or its bracket was never closed.
const LONGEST_BRACKET: usize = 160;

/// In figures: no paper has more notes.
const LONGEST_CALLOUT: usize = 4;

/// Something must follow these, so no sentence ends with them.
const NEVER_LAST: &[&str] = &[
    "assoc", "bull", "cf", "dept", "dr", "eq", "eqn", "eqns", "eqs", "esp", "fig", "figs", "mr", "mrs", "pp", "prof",
    "ref", "refs", "supp", "suppl", "viz", "vs",
];

/// A sentence may end with these, if what follows is a word of grammar with a capital: `… by Lee et al. The …`.
const SELDOM_LAST: &[&str] = &[
    "al", "approx", "ca", "cit", "co", "corp", "ed", "edn", "eds", "est", "gen", "gov", "ibid", "inc", "jnr", "jr",
    "ltd", "max", "min", "ms", "mt", "op", "resp", "rev", "sec", "secs", "sen", "sr", "st", "ste", "transl", "univ",
    "vol", "vols",
];

/// Abbreviations before a number only; else they are words, or end a sentence as other words do.
const BEFORE_NUMBER: &[&str] = &[
    "app", "apr", "art", "arts", "aug", "ch", "chap", "col", "dec", "def", "ex", "feb", "jan", "jul", "jun", "lem",
    "mar", "no", "nos", "nov", "nr", "oct", "p", "par", "prop", "rep", "sect", "sects", "sep", "sept", "tab", "tabs",
    "thm", "v",
];

struct Splitter<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Splitter<'_> {
    fn word(&self, at: usize) -> &str {
        let token = &self.tokens[at];
        self.text.get(token.start as usize..token.end as usize).unwrap_or_default()
    }

    /// Whether there is something between a token and the next, or no next.
    fn parted(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_none_or(|next| next.start > self.tokens[at].end)
    }

    fn is_mark(&self, at: usize, marks: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark) && marks.contains(&self.word(at))
    }

    fn is_stop(&self, at: usize) -> bool {
        self.is_mark(at, &[".", "!", "?", "…", "。", "！", "？"])
    }

    fn opens_bracket(&self, at: usize) -> bool {
        self.is_mark(at, &["(", "[", "{"])
    }

    fn closes(&self, at: usize) -> bool {
        self.is_mark(at, &[")", "]", "}", "\"", "'", "”", "’", "»", "›", "*", "_", "」", "』"])
    }

    /// The counterpart of the bracket at `open`.
    fn bracket_end(&self, open: usize) -> Option<usize> {
        let mut depth = 0usize;
        for at in open..self.tokens.len().min(open + LONGEST_BRACKET) {
            if self.opens_bracket(at) {
                depth += 1;
            } else if self.is_mark(at, &[")", "]", "}"]) {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
        }
        None
    }

    /// The token to go on with, and whether the sentence that began at `start` ends before it.
    fn step(&self, start: usize, at: usize) -> (usize, bool) {
        if !self.is_stop(at) {
            return (at + 1, false);
        }
        let mut close = at + 1;
        while close < self.tokens.len() && !self.parted(close - 1) && (self.is_stop(close) || self.closes(close)) {
            close += 1;
        }
        if matches!(self.word(close - 1), "。" | "！" | "？" | "」" | "』") {
            return (close, true);
        }
        let end = self.after_callout(at, close);
        if end == self.tokens.len() {
            return (end, true);
        }
        let is_abbreviation = end == at + 1 && self.word(at) == "." && self.is_abbreviation(start, at);
        let ends = self.parted(end - 1) && self.may_begin(end) && !is_abbreviation;
        (if ends { end } else { close }, ends)
    }

    /// A footnote mark or citation written right after the stop is still of the sentence: `shown.12`, `shown.[3]`.
    fn after_callout(&self, stop: usize, end: usize) -> usize {
        let Some(next) = self.tokens.get(end) else { return end };
        if self.parted(end - 1) {
            return end;
        }
        match next.kind {
            TokenKind::Object => end + 1,
            TokenKind::Number if stop.checked_sub(1).is_some_and(|before| self.word(before).len() > 2) => end + 1,
            TokenKind::Mark if self.word(end) == "[" => self.bracket_end(end).map_or(end, |close| close + 1),
            TokenKind::Mark => {
                let figures = self.tokens[end..].iter().take(LONGEST_CALLOUT).take_while(|token| self.is_figure(token));
                end + figures.count()
            }
            _ => end,
        }
    }

    /// A raised figure: `²`.
    fn is_figure(&self, token: &Token) -> bool {
        let text = self.text.get(token.start as usize..token.end as usize).unwrap_or_default();
        token.kind == TokenKind::Mark && text.chars().all(char::is_numeric)
    }

    /// Whether a sentence may begin here: past opening quotes and brackets, not with a small letter, nor with a mark that
    /// goes on with what came before.
    fn may_begin(&self, at: usize) -> bool {
        let first = (at..self.tokens.len()).take(4).find(|&at| {
            !self.is_mark(at, &["(", "[", "\"", "'", "“", "‘", "«", "‹", "„", "*", "_", "¿", "¡", "「", "『"])
        });
        let Some(first) = first else { return true };
        match self.tokens[first].kind {
            TokenKind::Word => !self.word(first).chars().next().is_some_and(char::is_lowercase),
            TokenKind::Number | TokenKind::Object => true,
            TokenKind::Mark => !self.is_mark(first, &[",", ";", ":", ".", ")", "]", "}", "-", "–", "—", "/", "="]),
        }
    }

    /// Whether the full stop at `stop` belongs to an abbreviation, an initial or the number of an item.
    fn is_abbreviation(&self, start: usize, stop: usize) -> bool {
        let Some(before) = stop.checked_sub(1) else { return true };
        if before < start || self.parted(before) {
            return false;
        }
        let token = &self.tokens[before];
        if token.kind == TokenKind::Number {
            return before == start;
        }
        if token.kind != TokenKind::Word {
            return false;
        }
        let word = self.word(before);
        let grammar_follows = self.begins_with_grammar(stop + 1);
        let mut letters = word.chars();
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            let is_dotted = before >= start + 2 && self.is_mark(before - 1, &["."]) && !self.parted(before - 1);
            return match letter.is_lowercase() {
                true if is_dotted => !(grammar_follows && self.is_mark_of_time(before)),
                true => self.number_follows(stop),
                false => !grammar_follows,
            };
        }
        let folded = word.to_lowercase();
        NEVER_LAST.binary_search(&folded.as_str()).is_ok()
            || SELDOM_LAST.binary_search(&folded.as_str()).is_ok() && !grammar_follows
            || BEFORE_NUMBER.binary_search(&folded.as_str()).is_ok() && self.number_follows(stop)
            || folded == "d" && before >= start + 2 && self.word(before - 2) == "Ph" && !grammar_follows
    }

    /// `a.m.`, `p.m.`: a sentence may end with them, as it cannot with `e.g.`.
    fn is_mark_of_time(&self, last: usize) -> bool {
        self.word(last).eq_ignore_ascii_case("m") && matches!(self.word(last - 2), "a" | "p")
    }

    fn number_follows(&self, stop: usize) -> bool {
        self.tokens.get(stop + 1).is_some_and(|token| token.kind != TokenKind::Word)
    }

    fn begins_with_grammar(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
            && is_stop_word(&self.word(at).to_lowercase())
    }
}
