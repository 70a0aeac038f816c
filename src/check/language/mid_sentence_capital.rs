use crate::diagnostic::{Edit, Finding, Fix, Safety};
use crate::paper::{Block, Paper, Prose, Scope, lies_in};
use crate::rule::{Options, Values};
use crate::syntax::Kind;
use crate::text::{Token, TokenKind, fold};

/// Shorter words are too often names or symbols.
const SHORTEST: u32 = 4;

/// How many tokens around a word may show that it belongs to a name.
const NEAR: usize = 4;

/// Common words that begin with a capital inside a sentence; one finding each.
///
/// A word is common where the paper also writes it small, and more often so; a name, a title or a defined term is
/// written with its capital again and again, or stands beside other capitals.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let prose = &paper.prose;
    let counts = Counts::of(prose);
    let most = options.number("max-uses");
    let mut marked = None;
    let mut findings = Vec::new();
    for block in prose.blocks.iter().filter(|block| is_running(block.scope)) {
        let mut quotations = None;
        for sentence in prose.block_sentences(block) {
            let tokens = prose.sentence_tokens(sentence);
            for index in 1..tokens.len() {
                let token = &tokens[index];
                if !is_capitalised(prose, token)
                    || !counts.is_common(prose, token, most)
                    || !is_alone(prose, tokens, index)
                    || prose.is_of_address(block, token)
                    || is_surname(paper, prose.word(token))
                    || lies_in(quotations.get_or_insert_with(|| prose.quotations(block)), token.start)
                {
                    continue;
                }
                let span = prose.span(token.range());
                let marked = marked.get_or_insert_with(|| {
                    paper.tree.ranges(|kind| matches!(kind, Kind::Emphasis | Kind::Strong | Kind::Link { .. }))
                });
                if lies_in(marked, span.start) || !stands_in_line(paper, block, tokens, index) {
                    continue;
                }
                findings.push(finding(paper, token));
            }
        }
    }
    findings
}

fn is_running(scope: Scope) -> bool {
    matches!(scope, Scope::Abstract | Scope::Body)
}

/// How often each word of the paper is written small, and with a capital inside a sentence.
struct Counts {
    small: Vec<u32>,
    capital: Vec<u32>,
    /// By stem.
    small_stem: Vec<u32>,
}

impl Counts {
    fn of(prose: &Prose) -> Counts {
        let lexicon = &prose.lexicon;
        let mut counts = Counts {
            small: vec![0; lexicon.len()],
            capital: vec![0; lexicon.len()],
            small_stem: vec![0; lexicon.stem_count()],
        };
        for sentence in prose.sentences.iter().filter(|it| is_running(prose.block(it.block).scope)) {
            for (index, token) in prose.sentence_tokens(sentence).iter().enumerate().filter(|(_, it)| it.is_word()) {
                let first = prose.text.as_bytes().get(token.start as usize).copied().unwrap_or(0);
                if first.is_ascii_lowercase() {
                    counts.small[token.word.0 as usize] += 1;
                    counts.small_stem[lexicon.stem(token.word).0 as usize] += 1;
                } else if index > 0 {
                    counts.capital[token.word.0 as usize] += 1;
                }
            }
        }
        counts
    }

    /// Whether the paper writes a word small as a rule: the word itself, or as an inflected form of a verb its kin.
    fn is_common(&self, prose: &Prose, token: &Token, most: usize) -> bool {
        let small = self.small[token.word.0 as usize];
        let kin = self.small_stem[prose.lexicon.stem(token.word).0 as usize];
        let capital = self.capital[token.word.0 as usize];
        let word = prose.lexicon.word(token.word);
        let is_inflected = word.ends_with("ing") || word.ends_with("ed");
        let is_small = small >= 2 && small >= 2 * capital || small >= 1 && kin >= 2 * capital || is_inflected && kin >= 3;
        capital as usize <= most && is_small && !prose.lexicon.is_stopword(token.word)
    }
}

/// A capital, then small letters of ASCII only.
fn is_capitalised(prose: &Prose, token: &Token) -> bool {
    token.is_word() && token.end - token.start >= SHORTEST && {
        let word = prose.word(token).as_bytes();
        word[0].is_ascii_uppercase() && word[1..].iter().all(u8::is_ascii_lowercase)
    }
}

/// Whether the word stands between small words, and nothing near it makes a name, a title or a label of it.
fn is_alone(prose: &Prose, tokens: &[Token], index: usize) -> bool {
    let word = |at: usize| prose.word(&tokens[at]);
    let before = &tokens[index - 1];
    // The first word after a number of a list, a bracket, a colon or a quotation mark may begin a sentence.
    let follows = before.is_word() && prose.word(before).starts_with(|char: char| char.is_ascii_lowercase());
    let small = |token: &Token| match token.kind {
        TokenKind::Word => !prose.word(token).contains(|char: char| char.is_uppercase()),
        TokenKind::Mark => matches!(prose.word(token), "," | "." | ";" | ")" | "?" | "!"),
        TokenKind::Number | TokenKind::Object => false,
    };
    if !follows || !tokens.get(index + 1).is_none_or(small) {
        return false;
    }
    // "the Ministry of Defence", "Wood and Stone", "Gulls, Terns and Auks": a capital with only small words of grammar
    // or commas between.
    let passes = |token: &&Token| {
        prose.lexicon.is_stopword(token.word) && small(token) || matches!(prose.word(token), "," | "&" | "-")
    };
    let capital = |token: Option<&Token>| {
        token.is_some_and(|token| token.kind != TokenKind::Mark && prose.word(token).contains(char::is_uppercase))
    };
    let after: Vec<&Token> = tokens[index + 1..].iter().take(NEAR).take_while(passes).collect();
    let earlier: Vec<&Token> = tokens[..index].iter().rev().take(NEAR).take_while(passes).collect();
    let first_earlier = index.checked_sub(earlier.len() + 1);
    !capital(tokens.get(index + 1 + after.len()))
        && !first_earlier.is_some_and(|at| at > 0 && capital(tokens.get(at)) || at == 0 && capital(tokens.first()) && earlier.iter().any(|token| matches!(prose.word(token), "of" | "and" | "&")))
        && !tokens.get(index + 1).is_some_and(|_| matches!(word(index + 1), "et" | "s"))
}

/// Whether an author of the reference list bears the word as a name.
fn is_surname(paper: &Paper, word: &str) -> bool {
    let folded = fold(word);
    let bears = |name: &str| fold(name).split([' ', '-', '\'']).any(|part| part == folded);
    let listed = paper.bibliography.references.iter().flat_map(|reference| &reference.authors);
    listed.into_iter().any(|name| bears(&name.family) || bears(&name.given))
        || paper.authors.iter().any(|author| bears(&author.name))
}

/// Whether nothing but a blank stands before the word in the file: no markup, and no break that the reader of pages may
/// have taken for a space.
fn stands_in_line(paper: &Paper, block: &Block, tokens: &[Token], index: usize) -> bool {
    let prose = &paper.prose;
    let between = prose.span(tokens[index - 1].end - 1..tokens[index].start + 1);
    let is_cut = prose.repairs.iter().any(|it| (tokens[index - 1].end..=tokens[index].start).contains(&it.at));
    block.start < tokens[index].start && !is_cut && between.len() == 3
}

fn finding(paper: &Paper, token: &Token) -> Finding {
    let word = paper.prose.word(token);
    let small = word.to_lowercase();
    let span = paper.prose.span(token.range());
    let values = Values::new().text("word", word).text("small", small.as_str());
    let title = format!("write “{small}”");
    let edits = vec![Edit { span, text: small }];
    Finding::new(span, values).fix(Fix { title, safety: Safety::Unsafe, edits })
}
