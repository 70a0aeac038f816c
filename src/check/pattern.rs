use crate::diagnostic::{Edit, Finding, Fix, Safety};
use crate::paper::{Paper, Scope};
use crate::rule::{ActiveRule, Pattern, PatternScope, RuleSet, Values};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// A place of a phrase: its number among the rule's, and bytes of the prose text.
type Place = (usize, Range<u32>);

/// The findings of the pattern rules at the indexes `wanted` of `rules.active`, each with its rule's index.
pub fn find(paper: &Paper, rules: &RuleSet, wanted: &[usize]) -> Vec<(usize, Finding)> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut places: Vec<Vec<Place>> = vec![Vec::new(); rules.active.len()];
    search(paper, rules, wanted, &mut places);
    let mut findings = Vec::new();
    for index in wanted {
        let Some(places) = places.get_mut(*index) else { continue };
        let places = leftmost_longest(std::mem::take(places));
        if !places.is_empty() && is_about(paper, &rules.active[*index], &places) {
            continue;
        }
        findings.extend(judge(paper, &rules.active[*index], &places).into_iter().map(|finding| (*index, finding)));
    }
    findings
}

fn search(paper: &Paper, rules: &RuleSet, wanted: &[usize], places: &mut [Vec<Place>]) {
    let phrases = rules.phrases();
    if phrases.is_empty() {
        return;
    }
    let finder = |index: usize| rules.active[index].rule.finder.as_ref();
    // By rule, the scopes it reads; none for a rule that is not wanted.
    let mut scopes: Vec<&[PatternScope]> = vec![&[]; rules.active.len()];
    for index in wanted {
        scopes[*index] = finder(*index).map_or(&[], |finder| &finder.scopes);
    }
    let read: BTreeSet<PatternScope> = scopes.iter().copied().flatten().copied().collect();
    for block in &paper.prose.blocks {
        let Some(scope) = pattern_scope(block.scope).filter(|scope| read.contains(scope)) else { continue };
        let plain = SingleSpaced::new(paper.prose.block_text(block));
        let mut quotations = None;
        phrases.find(&plain.text, |index, number, found| {
            let Some(finder) = finder(index) else { return };
            let is_met = scopes[index].contains(&scope)
                && (!finder.case || finder.pattern.phrases().get(number) == plain.text.get(found.clone()).as_ref())
                && !(finder.unquoted
                    && quotations.get_or_insert_with(|| Quotations::of(&plain.text)).contain(found.start));
            if is_met {
                let range = block.start + plain.original(found.start)..block.start + plain.original(found.end);
                places[index].push((number, range));
            }
        });
    }
}

fn pattern_scope(scope: Scope) -> Option<PatternScope> {
    Some(match scope {
        Scope::Title => PatternScope::Title,
        Scope::Abstract => PatternScope::Abstract,
        Scope::Heading => PatternScope::Heading,
        Scope::Body => PatternScope::Body,
        Scope::Caption => PatternScope::Caption,
        Scope::Quote => PatternScope::Quote,
        Scope::Footnote => PatternScope::Footnote,
        Scope::Table => PatternScope::Table,
        Scope::Front | Scope::Code | Scope::Math | Scope::References | Scope::Furniture => return None,
    })
}

/// Whether the paper is about phrases of this rule, as its title, abstract, headings or keywords tell; what was found there
/// tells nothing.
fn is_about(paper: &Paper, active: &ActiveRule, places: &[Place]) -> bool {
    let Some(finder) = active.rule.finder.as_ref().filter(|finder| !finder.unless.is_empty()) else { return false };
    // Not inside a longer word, but its plural counts.
    let begins_word = |text: &str, at: usize| !text[..at].ends_with(char::is_alphanumeric);
    let is_found = |at: u32| {
        let next = places.partition_point(|(_, range)| range.end <= at);
        places.get(next).is_some_and(|(_, range)| range.start <= at)
    };
    let mut heads =
        paper.prose.blocks.iter().filter(|it| matches!(it.scope, Scope::Title | Scope::Abstract | Scope::Heading));
    heads.any(|block| {
        let text = paper.prose.block_text(block).to_ascii_lowercase();
        let says = |phrase: &String| {
            let mut at = text.match_indices(phrase.as_str()).map(|(at, _)| at);
            at.any(|at| begins_word(&text, at) && !is_found(block.start + at as u32))
        };
        finder.unless.iter().any(says)
    }) || paper.keywords.iter().any(|keyword| {
        let text = keyword.text.to_ascii_lowercase();
        finder.unless.iter().any(|phrase| text.match_indices(phrase.as_str()).any(|(at, _)| begins_word(&text, at)))
    })
}

/// Which parts of a text stand between quotation marks. Single marks are mostly apostrophes and are not read.
struct Quotations(Vec<(usize, bool)>);

impl Quotations {
    /// After each mark, whether the text is inside.
    fn of(text: &str) -> Self {
        let mut is_inside = false;
        let marks = text.char_indices().filter_map(|(at, c)| {
            is_inside = match c {
                '“' | '„' | '«' => true,
                '”' | '»' => false,
                '"' => !is_inside,
                _ => return None,
            };
            Some((at, is_inside))
        });
        Quotations(marks.collect())
    }

    fn contain(&self, at: usize) -> bool {
        let before = self.0.partition_point(|(mark, _)| *mark < at);
        before.checked_sub(1).and_then(|index| self.0.get(index)).is_some_and(|(_, is_inside)| *is_inside)
    }
}

/// A text in which every run of white space is one blank, with the way back.
struct SingleSpaced<'a> {
    text: Cow<'a, str>,
    /// (byte here, byte there) after each run that was shortened.
    shifts: Vec<(usize, usize)>,
}

impl<'a> SingleSpaced<'a> {
    fn new(text: &'a str) -> Self {
        match is_single_spaced(text) {
            true => SingleSpaced { text: Cow::Borrowed(text), shifts: Vec::new() },
            false => SingleSpaced::made(text),
        }
    }

    fn made(text: &str) -> Self {
        let mut plain = String::with_capacity(text.len());
        let mut shifts = vec![(0, 0)];
        let mut copied = 0;
        for (at, space) in text.char_indices().filter(|(_, c)| c.is_whitespace()) {
            plain.push_str(&text[copied..at]);
            if !(plain.ends_with(' ') && copied == at) {
                plain.push(' ');
            }
            copied = at + space.len_utf8();
            let gap = shifts.last().map_or(0, |(here, there)| there - here);
            if space != ' ' || plain.len() + gap != copied {
                shifts.push((plain.len(), copied));
            }
        }
        plain.push_str(&text[copied..]);
        SingleSpaced { text: Cow::Owned(plain), shifts }
    }

    fn original(&self, at: usize) -> u32 {
        let after = self.shifts.partition_point(|(here, _)| *here <= at);
        let (here, there) = self.shifts[..after].last().copied().unwrap_or((0, 0));
        (there + (at - here)) as u32
    }
}

/// Whether the only white space of a text are blanks between words: nearly every text is so.
fn is_single_spaced(text: &str) -> bool {
    let mut is_single = true;
    let mut has_wide = false;
    let mut before = 0;
    for byte in text.bytes() {
        is_single &= byte > b' ' || byte == b' ' && before != b' ';
        // White space beyond ASCII begins with one of these.
        has_wide |= matches!(byte, 0xC2 | 0xE1..=0xE3);
        before = byte;
    }
    is_single && !(has_wide && text.chars().any(|c| c.is_whitespace() && c != ' '))
}

/// Of places of one rule that overlap, the first, and of those the longest.
fn leftmost_longest(mut places: Vec<Place>) -> Vec<Place> {
    places.sort_by_key(|(number, range)| (range.start, std::cmp::Reverse(range.end), *number));
    let mut end = 0;
    places.retain(|(_, range)| {
        let apart = range.start >= end;
        if apart {
            end = range.end;
        }
        apart
    });
    places
}

fn judge(paper: &Paper, active: &ActiveRule, places: &[Place]) -> Vec<Finding> {
    let Some(finder) = &active.rule.finder else { return Vec::new() };
    let prose = &paper.prose;
    let found = |range: &Range<u32>| Values::new().text("found", prose.slice(range.clone()));
    match &finder.pattern {
        Pattern::Find(_) => {
            places.iter().map(|(_, range)| Finding::new(prose.span(range.clone()), found(range))).collect()
        }
        Pattern::Replace { pairs, safe } => {
            let safety = if *safe { Safety::Safe } else { Safety::Unsafe };
            let replaced = |(number, range): &Place| {
                let text = like(prose.slice(range.clone()), &pairs[*number].1);
                let span = prose.span(range.clone());
                let title = format!("Replace with “{text}”");
                let values = found(range).text("replacement", text.as_str());
                Finding::new(span, values).fix(Fix { title, safety, edits: vec![Edit { span, text }] })
            };
            places.iter().map(replaced).collect()
        }
        Pattern::Require(phrases) if places.is_empty() => {
            vec![Finding::new(paper.head(), Values::new().list("phrases", phrases.iter().cloned()))]
        }
        Pattern::Require(_) => Vec::new(),
        Pattern::Limit { most, .. } => {
            let Some((_, over)) = places.get(*most) else { return Vec::new() };
            let values = found(over).number("count", places.len()).number("most", *most);
            let others = places.iter().enumerate().filter(|(index, _)| index != most).map(|(_, (_, range))| range);
            let finding = Finding::new(prose.span(over.clone()), values);
            vec![others.fold(finding, |finding, range| finding.context(prose.span(range.clone()), "also here"))]
        }
        Pattern::Agree(groups) => {
            let mut first = 0;
            let mut findings = Vec::new();
            for group in groups {
                let numbers = first..first + group.len();
                first = numbers.end;
                let ours = places.iter().filter(|(number, _)| numbers.contains(number));
                findings.extend(disagreement(paper, group, numbers.start, &ours.collect::<Vec<_>>()));
            }
            findings
        }
    }
}

/// The finding that more than one phrase of `group` is used: at the first place that is not of the commonest.
fn disagreement(paper: &Paper, group: &[String], first: usize, places: &[&Place]) -> Option<Finding> {
    let count = |index: usize| places.iter().filter(|(number, _)| *number == first + index).count();
    let common = (0..group.len()).max_by_key(|index| (count(*index), std::cmp::Reverse(*index)))?;
    let rare: Vec<&&Place> = places.iter().filter(|(number, _)| *number != first + common).collect();
    let ((number, at), others) = rare.split_first().map(|(place, others)| (**place, others))?;
    let values = Values::new()
        .text("rare", group[*number - first].as_str())
        .number("rare-count", rare.len())
        .text("common", group[common].as_str())
        .number("common-count", count(common));
    let mut finding = Finding::new(paper.prose.span(at.clone()), values);
    for (number, range) in others {
        finding = finding.context(paper.prose.span(range.clone()), format!("“{}”", group[*number - first]));
    }
    if let Some((_, range)) = places.iter().find(|(number, _)| *number == first + common) {
        finding = finding.context(paper.prose.span(range.clone()), format!("“{}”, the commoner", group[common]));
    }
    Some(finding)
}

/// `replacement` with a capital where `found` has one.
fn like(found: &str, replacement: &str) -> String {
    let mut letters = replacement.chars();
    match letters.next() {
        Some(first) if found.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => replacement.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_one_blank_and_leads_back() {
        let text = "a\u{a0} b  \n c d";
        let single = SingleSpaced::new(text);
        assert_eq!(single.text, "a b c d");
        for word in ["a", "b", "c", "d"] {
            let at = single.text.find(word).expect("a word of the text");
            assert_eq!(Some(single.original(at) as usize), text.find(word), "{word}");
            assert_eq!(single.original(at + 1) as usize, text.find(word).expect("a word") + 1, "{word}");
        }
    }

    #[test]
    fn quotations_begin_and_end_at_their_marks() {
        let text = "a “b ‘c’ d” e \"f\" it's g";
        let quotations = Quotations::of(text);
        let inside: String = text
            .char_indices()
            .filter(|(at, c)| c.is_alphabetic() && quotations.contain(*at))
            .map(|(_, c)| c)
            .collect();
        assert_eq!(inside, "bcdf");
    }

    #[test]
    fn the_longest_of_the_first_is_kept() {
        assert_eq!(leftmost_longest(vec![(0, 2..4), (1, 0..3), (2, 0..2), (3, 4..5)]), [(1, 0..3), (3, 4..5)]);
    }

    #[test]
    fn a_capital_is_kept() {
        assert_eq!((like("Utilise", "use"), like("utilise", "use")), ("Use".to_owned(), "use".to_owned()));
    }
}
