use crate::diagnostic::{Edit, Finding, Fix, Safety};
use crate::paper::{Paper, Scope};
use crate::rule::{Options, Values};
use crate::source::{Format, Span};
use crate::text::{Token, TokenKind};

/// Words that sound sense asks for twice now and then, or that are doubled by nature.
const MAY_DOUBLE: &[&str] = &[
    "agar", "aye", "beri", "blah", "bora", "bye", "cha", "chop", "chow", "dik", "do", "far", "gris", "ha", "had",
    "her", "hush", "long", "mahi", "many", "much", "no", "ping", "pom", "really", "so", "that", "tom", "tuk", "tut",
    "very", "who", "wiki", "yes", "ylang", "you",
];

/// Words that follow themselves where a clause ends with one and the next verb begins: "what it is is a loop".
const ENDS_A_CLAUSE: &[&str] = &["are", "did", "does", "has", "is", "was", "were"];

const NUMBER_WORDS: &[&str] =
    &["eight", "five", "four", "hundred", "nine", "one", "seven", "six", "ten", "three", "two", "zero"];

/// What ends a phrase that nobody repeats on purpose: "of the of the".
const DETERMINERS: &[&str] = &["a", "an", "its", "our", "that", "the", "their", "these", "this", "those"];

/// In tokens: two doubles this near each other are a list of values, or a game with words.
const NEAR: usize = 8;

/// Finds a word, or a phrase of two words of grammar, that stands twice in a row.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    for block in paper.prose.blocks.iter().filter(|block| is_read(block.scope)) {
        let tokens = paper.prose.block_tokens(block);
        let mut doubles = Doubles { paper, tokens, findings: &mut findings };
        doubles.find();
    }
    findings
}

/// Quotations are the words of others, tables and lists of names are no running text.
fn is_read(scope: Scope) -> bool {
    matches!(scope, Scope::Title | Scope::Abstract | Scope::Heading | Scope::Body | Scope::Caption | Scope::Footnote)
}

struct Doubles<'a> {
    paper: &'a Paper,
    tokens: &'a [Token],
    findings: &'a mut Vec<Finding>,
}

impl Doubles<'_> {
    fn find(&mut self) {
        let tokens = self.tokens;
        for (at, pair) in tokens.windows(2).enumerate() {
            if pair[0].word == pair[1].word && self.is_double(at + 1) {
                self.report(at..at + 1, at + 1);
            }
        }
        for (at, four) in tokens.windows(4).enumerate() {
            let is_phrase = four[3].word == four[1].word && four[2].word == four[0].word;
            if is_phrase && four[3].word != four[2].word && self.is_double_phrase(at + 3) {
                self.report(at..at + 2, at + 3);
            }
        }
    }

    fn folded(&self, at: usize) -> &str {
        self.paper.prose.lexicon.word(self.tokens[at].word)
    }

    fn is_stop_word(&self, at: usize) -> bool {
        self.paper.prose.lexicon.is_stopword(self.tokens[at].word)
    }

    fn starts_with_capital(&self, at: usize) -> bool {
        self.paper.prose.word(&self.tokens[at]).starts_with(char::is_uppercase)
    }

    /// Whether only blanks stand between a token and the one before it.
    fn follows(&self, at: usize) -> bool {
        let between = self.tokens[at - 1].end..self.tokens[at].start;
        !between.is_empty() && self.paper.prose.slice(between).chars().all(char::is_whitespace)
    }

    fn is_double(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.kind != TokenKind::Word || self.tokens[at - 1].kind != TokenKind::Word || !self.follows(at) {
            return false;
        }
        let word = self.folded(at);
        let is_grammar = self.is_stop_word(at);
        if MAY_DOUBLE.binary_search(&word).is_ok()
            || NUMBER_WORDS.binary_search(&word).is_ok()
            || !word.contains(|char: char| char.is_alphabetic())
        {
            return false;
        }
        if word.chars().count() == 1 {
            return word == "a" && self.is_article(at);
        }
        // "Bora Bora", "the The Hague office", "Bison bison": names.
        let capitals = (self.starts_with_capital(at - 1), self.starts_with_capital(at));
        let is_name = match is_grammar {
            true => capitals == (false, true),
            false => capitals.0 || capitals.1,
        };
        if is_name || ENDS_A_CLAUSE.binary_search(&word).is_ok() && self.asks_before(at) {
            return false;
        }
        let is_slip = is_grammar || self.is_slip_of_meaning(at, word);
        is_slip && !self.is_identifier(at) && self.is_english_prose(at)
    }

    /// A letter that stands twice is an article only between words in lower case: not "genotype A a".
    fn is_article(&self, at: usize) -> bool {
        let is_plain = |at: usize| {
            self.tokens.get(at).is_some_and(|token| token.is_word() && token.end - token.start > 1)
                && !self.starts_with_capital(at)
        };
        let around = &self.tokens[at.saturating_sub(NEAR)..self.tokens.len().min(at + NEAR)];
        // Two of them are ours.
        if around.iter().filter(|token| token.is_word() && token.end - token.start == 1).count() > 2 {
            return false;
        }
        let small = !self.starts_with_capital(at) && !self.starts_with_capital(at - 1);
        small && at >= 2 && is_plain(at - 2) && is_plain(at + 1) && self.follows(at + 1) && self.follows(at - 1)
    }

    /// Whether a clause that may end with this verb was opened by a question word: "what it is is a loop".
    fn asks_before(&self, at: usize) -> bool {
        let before = &self.tokens[at.saturating_sub(NEAR)..at];
        let lexicon = &self.paper.prose.lexicon;
        before.iter().any(|token| matches!(lexicon.word(token.word), "what" | "who" | "where" | "how" | "it" | "as"))
    }

    /// Whether a word of meaning stands twice by mistake: not in a formula or a list of values, nor where plain text ends a
    /// line, for that may be a heading before its paragraph, or code.
    fn is_slip_of_meaning(&self, at: usize, word: &str) -> bool {
        let prose = &self.paper.prose;
        let ends_line = || {
            let span = prose.span(self.tokens[at - 1].start..self.tokens[at].end);
            self.paper.root().format == Format::Plain && self.paper.slice(span).contains('\n')
        };
        word.len() > 2 && !self.has_double_near(at) && !ends_line()
    }

    /// Whether the second word goes on as a name of code does: "such as as.data.frame", "as as::numeric".
    fn is_identifier(&self, at: usize) -> bool {
        let [word, mark, next, ..] = &self.tokens[at..] else { return false };
        mark.kind == TokenKind::Mark && mark.start == word.end && next.start == mark.end
    }

    fn has_double_near(&self, at: usize) -> bool {
        let around = at.saturating_sub(NEAR).max(1)..self.tokens.len().min(at + NEAR);
        let is_other = |&other: &usize| {
            other != at && self.tokens[other].is_word() && self.tokens[other].word == self.tokens[other - 1].word
        };
        around.into_iter().any(|other| is_other(&other))
    }

    /// Whether another English word of grammar stands near: lists and foreign sentences ("nous nous …") have none.
    fn is_english_prose(&self, at: usize) -> bool {
        let around = at.saturating_sub(2 * NEAR)..self.tokens.len().min(at + 2 * NEAR);
        around.into_iter().any(|other| self.tokens[other].word != self.tokens[at].word && self.is_stop_word(other))
    }

    fn is_double_phrase(&self, at: usize) -> bool {
        (at - 3..=at).all(|at| self.tokens[at].is_word() && self.is_stop_word(at))
            && (at - 2..=at).all(|at| self.follows(at))
            && DETERMINERS.binary_search(&self.folded(at)).is_ok()
            && !self.starts_with_capital(at - 1)
            && !self.starts_with_capital(at)
    }

    /// Whether what the file has between two words is no markup: blanks, in LaTeX ties and comments too.
    fn is_blank(&self, written: &str) -> bool {
        if self.paper.root().format != Format::Latex {
            return written.chars().all(char::is_whitespace);
        }
        let words = |line: &str| line.split('%').next().is_none_or(|words| words.trim_matches(['~', ' ', '\t', '\r']).is_empty());
        written.split('\n').all(words)
    }

    /// Reports the words `first`, which are repeated up to the token `last`.
    fn report(&mut self, first: std::ops::Range<usize>, last: usize) {
        let prose = &self.paper.prose;
        let kept = self.tokens[first.end - 1].end;
        let repeat = self.tokens[first.end].start..self.tokens[last].end;
        let between = Span { end: prose.span(repeat.start..repeat.start + 1).start, ..prose.span(kept - 1..kept) };
        let between = Span { start: prose.span(kept - 1..kept).end, ..between };
        let is_plain = between.start < between.end && self.is_blank(self.paper.slice(between));
        let is_cut = prose.repairs.iter().any(|repair| (kept..=repeat.start).contains(&repair.at));
        // Markup between the two: one is emphasised, or the name of something.
        if !is_plain && !is_cut {
            return;
        }
        let words = prose.slice(self.tokens[first.start].start..kept);
        let mut finding = Finding::new(
            prose.span(self.tokens[first.start].start..repeat.end),
            Values::new().text("word", words.to_lowercase()),
        );
        if is_cut {
            finding = finding.variant("cut");
        } else {
            let safety = if self.is_stop_word(last) { Safety::Safe } else { Safety::Unsafe };
            let edit = Edit { span: Span { end: prose.span(repeat).end, ..between }, text: String::new() };
            let title = format!("delete the second “{words}”");
            finding = finding.fix(Fix { title, safety, edits: vec![edit] });
        }
        self.findings.push(finding);
    }
}
