//! `language/spelling-variant`: British and American spellings side by side.
//!
//! It knows the words of the prose; which spelling a journal wants, it does not.

mod table;
#[cfg(test)]
mod tests;

use crate::diagnostic::{Edit, Finding, Fix, Safety};
use crate::paper::{Paper, Prose, lies_in};
use crate::rule::{Options, Values};
use crate::source::Span;
use crate::text::{Token, WordId};
use rustc_hash::FxHashSet;
use table::{Form, SHORTEST, Spelling, Variety, lookup};

/// How many words of either side a message shows.
const SHOWN: usize = 4;

/// British and American spelling in one paper: one finding, at the first word that is not in the commoner variety.
///
/// The variety is the one in which the fewest words would have to be changed. `-ize` with British spelling is that of
/// Oxford, a variety of its own.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let uses = uses(paper);
    let count = |form: Form| uses.iter().filter(|it| it.spelling.form == form).count();
    let (american, british, ise, ize) =
        (count(Form::American), count(Form::British), count(Form::Ise), count(Form::Ize));
    let strays =
        [(Variety::American, british + ise), (Variety::British, american + ize), (Variety::Oxford, american + ise)];
    let Some((variety, _)) = strays.into_iter().min_by_key(|(_, strays)| *strays) else { return Vec::new() };
    let (minority, rest): (Vec<&Use>, Vec<&Use>) = uses.iter().partition(|it| is_stray(it.spelling.form, variety));
    let opposed = |it: &&Use| minority.iter().any(|stray| is_opposed(it.spelling.form, stray.spelling.form));
    let majority: Vec<&Use> = rest.into_iter().filter(opposed).collect();
    let is_clear =
        |side: &[&Use]| distinct(side).len() >= options.number("min-words") || side.len() >= options.number("min-uses");
    let Some((first, others)) = minority.split_first().filter(|_| is_clear(&minority) && is_clear(&majority)) else {
        return Vec::new();
    };
    let has_american = minority.iter().chain(&majority).any(|it| it.spelling.form == Form::American);
    let values = Values::new()
        .text("majority", majority_name(variety, &minority, has_american))
        .text("minority", minority_name(variety, &minority, has_american))
        .number("majority-count", majority.len())
        .number("minority-count", minority.len())
        .list("majority-words", shown(&majority))
        .list("minority-words", shown(&minority));
    let mut finding = Finding::new(first.span, values);
    if !has_american {
        finding = finding.variant("ending");
    }
    for other in others {
        finding = finding.context(other.span, format!("“{}”", other.word));
    }
    vec![match fix(paper, &minority, variety) {
        Some(fix) => finding.fix(fix),
        None => finding,
    }]
}

/// A place where a word is spelt as in some varieties only.
struct Use {
    span: Span,
    /// As written.
    word: String,
    spelling: Spelling,
}

fn is_stray(form: Form, variety: Variety) -> bool {
    match variety {
        Variety::American => matches!(form, Form::British | Form::Ise),
        Variety::British => matches!(form, Form::American | Form::Ize),
        Variety::Oxford => matches!(form, Form::American | Form::Ise),
    }
}

/// Whether no variety has both.
fn is_opposed(a: Form, b: Form) -> bool {
    use Form::*;
    matches!((a, b), (American, British | Ise) | (British | Ise, American) | (Ise, Ize) | (Ize, Ise))
}

/// The variety as a message names it; where only an ending is at issue, that.
fn majority_name(variety: Variety, minority: &[&Use], has_american: bool) -> &'static str {
    match variety {
        Variety::American if has_american => "American",
        Variety::Oxford if has_american && has_ise(minority) => "British with -ize",
        Variety::British | Variety::Oxford if has_american => "British",
        Variety::British => "-ise",
        Variety::American | Variety::Oxford => "-ize",
    }
}

fn minority_name(variety: Variety, minority: &[&Use], has_american: bool) -> &'static str {
    match variety {
        Variety::American if has_american => "British",
        Variety::Oxford if has_american && has_ise(minority) => "American or with -ise",
        Variety::British | Variety::Oxford if has_american => "American",
        Variety::British => "-ize",
        Variety::American | Variety::Oxford => "-ise",
    }
}

fn has_ise(uses: &[&Use]) -> bool {
    uses.iter().any(|it| it.spelling.form == Form::Ise)
}

/// The different words, in the order of their first use.
fn distinct<'a>(uses: &[&'a Use]) -> Vec<&'a str> {
    let mut words: Vec<&str> = Vec::new();
    let mut seen = FxHashSet::default();
    words.extend(uses.iter().filter(|it| seen.insert(it.word.to_lowercase())).map(|it| it.word.as_str()));
    words
}

/// The first of them, and how many more different words there are.
fn shown(uses: &[&Use]) -> Vec<String> {
    let words = distinct(uses);
    let shown = if words.len() > SHOWN + 1 { SHOWN } else { words.len() };
    let mut list: Vec<String> = words[..shown].iter().map(|word| format!("“{word}”")).collect();
    if shown < words.len() {
        list.push(format!("{} more", words.len() - shown));
    }
    list
}

/// The change of every stray word whose spelling in `variety` is certain.
fn fix(paper: &Paper, minority: &[&Use], variety: Variety) -> Option<Fix> {
    let edits: Vec<Edit> = minority
        .iter()
        .filter(|it| paper.slice(it.span) == it.word)
        .filter_map(|it| {
            let word = it.spelling.in_variety(&it.word.to_ascii_lowercase(), variety)?;
            Some(Edit { span: it.span, text: capitalised_as(&it.word, &word) })
        })
        .collect();
    let title = match variety {
        Variety::American => "spell these words as in American English",
        Variety::British => "spell these words as in British English",
        Variety::Oxford => "spell these words as in British English with -ize",
    };
    (!edits.is_empty()).then(|| Fix { title: title.to_owned(), safety: Safety::Unsafe, edits })
}

fn capitalised_as(model: &str, word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) if model.starts_with(char::is_uppercase) => first.to_uppercase().chain(chars).collect(),
        _ => word.to_owned(),
    }
}

/// Every word that the author spelt as only some varieties do, in the order of the text.
fn uses(paper: &Paper) -> Vec<Use> {
    let prose = &paper.prose;
    // The table is asked once for each distinct word.
    let known: Vec<bool> = (0..prose.lexicon.len()).map(|id| is_known(prose.lexicon.word(WordId(id as u32)))).collect();
    let is_known = |token: &Token| known[token.word.0 as usize] && token.is_word();
    let mut uses = Vec::new();
    for block in prose.blocks.iter().filter(|block| block.scope.is_authors_own()) {
        let mut met = prose.block_tokens(block).iter().filter(|token| is_known(token)).peekable();
        if met.peek().is_none() {
            continue;
        }
        let quoted = prose.quotations(block);
        let sentences = prose.block_sentences(block);
        for token in met {
            let sentence = sentences.partition_point(|sentence| sentence.end <= token.start);
            let Some(sentence) = sentences.get(sentence) else { break };
            let is_first = || sentence.start == token.start && !begins_name(prose, prose.sentence_tokens(sentence));
            let is_plain = !prose.is_of_address(block, token)
                && !lies_in(&quoted, token.start)
                && (!is_capitalised(prose.word(token)) || is_first());
            if is_plain {
                read(prose, token, &mut uses);
            }
        }
    }
    uses
}

/// Whether the table has a folded word, or a part of it as hyphens part it.
fn is_known(word: &str) -> bool {
    let asks = |part: &str| part.len() >= SHORTEST && lookup(bare(part)).is_some();
    match word.bytes().any(|byte| byte == b'-') {
        true => word.split('-').any(asks),
        false => asks(word),
    }
}

/// Adds the parts of a word, as hyphens part it, whose spelling says something.
fn read(prose: &Prose, token: &Token, uses: &mut Vec<Use>) {
    let mut start = token.start;
    for part in prose.word(token).split_inclusive(['-', '\u{2010}', '\u{2011}']) {
        let word = bare(part.trim_end_matches(['-', '\u{2010}', '\u{2011}']));
        let is_all_capitals = word.len() > 1 && !word.bytes().any(|byte| byte.is_ascii_lowercase());
        if let Some(spelling) = lookup(&word.to_ascii_lowercase()).filter(|_| !is_all_capitals) {
            let span = prose.span(start..start + word.len() as u32);
            uses.push(Use { span, word: word.to_owned(), spelling });
        }
        start += part.len() as u32;
    }
}

/// The word without a possessive ending.
fn bare(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(rest) => rest.strip_suffix(['\'', '’']).unwrap_or(word),
        None => word,
    }
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether the sentence begins with a name of several words: "Labour Party members …".
fn begins_name(prose: &Prose, sentence: &[Token]) -> bool {
    sentence.get(1).is_some_and(|next| next.is_word() && is_capitalised(prose.word(next)))
}
