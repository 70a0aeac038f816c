use crate::diagnostic::{Edit, Finding, Fix, Safety};
use crate::paper::{Paper, Prose, Scope, lies_in};
use crate::rule::{Options, Values};
use crate::syntax::Kind;
use crate::text::{Token, TokenKind, WordId, fold};
use rustc_hash::{FxHashMap, FxHashSet};

/// Shorter words are too often names or symbols.
const SHORTEST: u32 = 4;

/// How many tokens around a word may show that it belongs to a name.
const NEAR: usize = 4;

/// What a word with a capital is the name of, where one of these follows it.
const THINGS: &[&str] = &[
    "api", "app", "button", "chapter", "class", "classes", "command", "construct", "dialog", "field", "function", "functions", "interface", "library",
    "menu", "method", "module", "modules", "object", "objects", "option", "package", "page", "panel", "section", "sections", "software",
    "tab", "test", "tool", "toolbox", "type", "types", "view", "window",
];

/// Common words that begin with a capital inside a sentence; one finding for each word, at its first place.
///
/// A word is common where the paper also writes it small, and more often so; a name, a title or a defined term is
/// written with its capital again and again, or stands beside other capitals.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let prose = &paper.prose;
    let counts = Counts::of(prose);
    let mut marked = None;
    let mut found: Vec<&Token> = Vec::new();
    let mut names: FxHashSet<WordId> = FxHashSet::default();
    for block in prose.blocks.iter().filter(|block| is_running(block.scope)) {
        let mut quotations = None;
        for sentence in prose.block_sentences(block) {
            let tokens = prose.sentence_tokens(sentence);
            for index in 1..tokens.len() {
                let token = &tokens[index];
                if !is_capitalised(prose, token) || !counts.is_common(prose, token) {
                    continue;
                }
                if is_named(prose, tokens, index) {
                    names.insert(token.word);
                }
                if !is_alone(prose, tokens, index)
                    || prose.is_of_address(block, token)
                    || is_surname(paper, prose.word(token))
                    || is_section(paper, prose.word(token))
                    || lies_in(quotations.get_or_insert_with(|| prose.quotations(block)), token.start)
                {
                    continue;
                }
                let marked = marked.get_or_insert_with(|| {
                    paper.tree.ranges(|kind| matches!(kind, Kind::Emphasis | Kind::Strong | Kind::Link { .. }))
                });
                if !lies_in(marked, prose.span(token.range()).start) && stands_in_line(paper, tokens, index) {
                    found.push(token);
                }
            }
        }
    }
    let most = options.number("max-uses");
    let mut words: Vec<Vec<&Token>> = Vec::new();
    let mut by_word: FxHashMap<WordId, usize> = FxHashMap::default();
    for token in found {
        let word = *by_word.entry(token.word).or_insert(words.len());
        match words.get_mut(word) {
            Some(places) => places.push(token),
            None => words.push(vec![token]),
        }
    }
    words.retain(|places| places.len() <= most && !places.iter().any(|token| names.contains(&token.word)));
    words.iter().filter_map(|places| finding(paper, places)).collect()
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
    fn is_common(&self, prose: &Prose, token: &Token) -> bool {
        let small = self.small[token.word.0 as usize];
        let kin = self.small_stem[prose.lexicon.stem(token.word).0 as usize];
        let capital = self.capital[token.word.0 as usize];
        let word = prose.lexicon.word(token.word);
        let is_inflected = word.ends_with("ing") || word.ends_with("ed");
        let is_small = small >= 2 && small >= 2 * capital || small >= 1 && kin >= 2 * capital || is_inflected && kin >= 3;
        is_small && !prose.lexicon.is_stopword(token.word)
    }
}

/// A capital, then small letters of ASCII only.
fn is_capitalised(prose: &Prose, token: &Token) -> bool {
    token.is_word() && token.end - token.start >= SHORTEST && {
        let word = prose.word(token).as_bytes();
        word[0].is_ascii_uppercase() && word[1..].iter().all(u8::is_ascii_lowercase)
    }
}

/// "the Agreement", "a Request object": the paper calls something so.
fn is_named(prose: &Prose, tokens: &[Token], index: usize) -> bool {
    let next = tokens.get(index + 1).map_or("", |token| prose.lexicon.word(token.word));
    prose.word(&tokens[index - 1]) == "the" || THINGS.contains(&next)
}

/// Whether the word stands between small words, and nothing near it makes a name, a title or a label of it.
fn is_alone(prose: &Prose, tokens: &[Token], index: usize) -> bool {
    let before = &tokens[index - 1];
    // The first word after a number of a list, a bracket, a colon or a quotation mark may begin a sentence.
    let follows = before.is_word() && prose.word(before).starts_with(|char: char| char.is_ascii_lowercase())
        || follows_opener(prose, tokens, index);
    let small = |token: &Token| match token.kind {
        TokenKind::Word => !prose.word(token).contains(|char: char| char.is_uppercase()),
        TokenKind::Mark => matches!(prose.word(token), "," | "." | ";" | ")" | "?" | "!"),
        TokenKind::Number | TokenKind::Object => false,
    };
    if !follows || !tokens.get(index + 1).is_none_or(small) {
        return false;
    }
    // "the Ministry of Defence", "Gulls, Terns and Auks", "How to Count Old Nets" spelt out: where another capital is near,
    // the two make a name or a title.
    let near = index.saturating_sub(NEAR)..(index + NEAR + 1).min(tokens.len());
    let is_capital = |at: usize| {
        let is_first = at == 0 || !tokens[at - 1].is_word() && matches!(prose.word(&tokens[at - 1]), ":" | "“" | "\"");
        at != index && !is_first && is_titled(prose.word(&tokens[at]))
    };
    let begins_name = index <= NEAR && {
        // "Ministry of Defence" at the beginning of a sentence.
        let between = &tokens[1..index];
        !between.is_empty() && between.iter().all(|token| matches!(prose.word(token), "of" | "the" | "and" | "for" | "&"))
    };
    let next = tokens.get(index + 1).map_or("", |token| prose.lexicon.word(token.word));
    !near.into_iter().any(is_capital) && !begins_name && next != "et"
}

/// "Lastly, Boats are counted": whether an ordinal or its like and a comma are all that stands before it in the sentence.
fn follows_opener(prose: &Prose, tokens: &[Token], index: usize) -> bool {
    const OPENERS: &[&str] = &[
        "first", "firstly", "second", "secondly", "third", "thirdly", "fourth", "fifth", "last", "lastly", "finally", "moreover",
        "furthermore", "additionally", "however", "therefore", "thus", "consequently",
    ];
    index == 2 && prose.word(&tokens[1]) == "," && OPENERS.contains(&prose.lexicon.word(tokens[0].word))
}

/// Capitals with a small letter after them ("Geography", "GEOgraphy"): a word of a name, and no acronym or its plural.
fn is_titled(word: &str) -> bool {
    let rest = word.trim_start_matches(char::is_uppercase);
    rest.len() < word.len() && rest != "s" && rest.starts_with(char::is_lowercase)
}

/// Whether an author of the reference list bears the word as a name.
fn is_surname(paper: &Paper, word: &str) -> bool {
    let folded = fold(word);
    let bears = |name: &str| fold(name).split([' ', '-', '\'']).any(|part| part == folded);
    let listed = paper.bibliography.references.iter().flat_map(|reference| &reference.authors);
    listed.into_iter().any(|name| bears(&name.family) || bears(&name.given))
        || paper.authors.iter().any(|author| bears(&author.name))
}

/// Whether a section bears the word as its title: "see Results".
fn is_section(paper: &Paper, word: &str) -> bool {
    paper.outline.sections.iter().any(|section| section.title.trim().eq_ignore_ascii_case(word))
}

/// Whether nothing but a blank stands before the word in the file: no markup, and no break that the reader of pages may
/// have taken for a space.
fn stands_in_line(paper: &Paper, tokens: &[Token], index: usize) -> bool {
    let prose = &paper.prose;
    let between = prose.span(tokens[index - 1].end - 1..tokens[index].start + 1);
    let is_cut = prose.repairs.iter().any(|it| (tokens[index - 1].end..=tokens[index].start).contains(&it.at));
    !is_cut && between.len() == 3
}

fn finding(paper: &Paper, places: &[&Token]) -> Option<Finding> {
    let (first, others) = places.split_first()?;
    let word = paper.prose.word(first);
    let small = word.to_lowercase();
    let span = |token: &Token| paper.prose.span(token.range());
    let values = Values::new().text("word", word).text("small", small.as_str());
    let finding = Finding::new(span(first), values);
    let finding = others.iter().fold(finding, |finding, token| finding.context(span(token), "here too"));
    let edits = places.iter().map(|token| Edit { span: span(token), text: small.clone() }).collect();
    Some(finding.fix(Fix { title: format!("write “{small}”"), safety: Safety::Unsafe, edits }))
}
