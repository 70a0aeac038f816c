use super::author_year::{self, Mention};
use super::index::Index;
use super::mismatch::is_related;
use super::names;
use super::numeric::{Callout, WIDEST, is_dash};
use super::scheme::Scheme;
use super::{Citation, CitedItem, CitedLabel, Form, Input, Narrative};
use crate::paper::Prose;
use crate::source::Span;
use std::ops::Range;

/// Makes citations of what was found, in the order of the text: names and a year that stand beside a number or a key
/// are its narrative; the rest are citations of their own.
pub fn combine(
    input: Input,
    index: &Index,
    scheme: Scheme,
    mut keys: Vec<Citation>,
    callouts: Vec<Callout>,
    mut mentions: Vec<Mention>,
) -> Vec<Citation> {
    let prose = input.prose;
    for item in keys.iter_mut().flat_map(|citation| &mut citation.items) {
        if let CitedLabel::Key(key) = &item.label {
            item.reference = index.by_key(key);
        }
    }
    fill_key_ranges(prose, index, &mut keys);
    let mut numeric: Vec<Citation> = callouts.iter().map(|callout| numeric(prose, index, callout)).collect();
    mentions.sort_by_key(|mention| (mention.prose.start, mention.item.start));
    let mut used = vec![false; mentions.len()];
    pair(prose, index, &mut mentions, &mut used, &mut numeric);
    let mut rest: Vec<Mention> =
        mentions.into_iter().zip(used).filter(|(_, used)| !used).map(|(mention, _)| mention).collect();
    index.release_rivals(&mut rest);
    if !keys.is_empty() {
        // Beside keys, one name that nobody of the list has is the maker of a program: "(Excel, Sturgeon, 2007)".
        let is_known = |mention: &Mention| mention.units.first().is_some_and(|unit| index.knows_author(&unit.name));
        rest.retain(|mention| {
            mention.reference.is_some() || mention.et_al || mention.units.len() > 1 || is_known(mention)
        });
    }
    author_year::drop_implausible(&mut rest, prose, index, scheme.author_year);
    for citation in &mut numeric {
        if citation.narrative.is_none() {
            nameless_year(prose, index, citation);
        }
    }
    // A bare `@name` that no entry knows is a handle, unless it looks like a key.
    let is_key = |item: &CitedItem| match &item.label {
        CitedLabel::Key(key) => key.contains(|c: char| c.is_ascii_digit()),
        _ => false,
    };
    keys.retain(|citation| {
        let bare = prose.slice(citation.prose.clone()) == "\u{FFFC}"
            && input.root.slice(citation.span).starts_with(['@', '-']);
        !bare || citation.items.iter().any(|item| item.reference.is_some() || is_key(item))
    });
    let mut all = keys;
    all.extend(numeric);
    all.extend(by_author(prose, rest));
    all.sort_by_key(|citation| (citation.prose.start, citation.prose.end));
    for citation in &mut all {
        judge(index, citation);
    }
    all
}

/// Adds to two citations with only a dash between them, `[@a]–[@d]`, the entries that the list has between the two.
fn fill_key_ranges(prose: &Prose, index: &Index, keys: &mut [Citation]) {
    for at in 1..keys.len() {
        let (before, after) = (&keys[at - 1], &keys[at]);
        let between = prose.text.get(before.prose.end as usize..after.prose.start as usize).unwrap_or_default();
        if before.block != after.block || !is_dash(between.trim()) {
            continue;
        }
        let (Some(first), Some(last)) = (before.items.last(), after.items.first()) else { continue };
        let (Some(from), Some(to)) = (first.reference, last.reference) else { continue };
        if to.saturating_sub(from) > WIDEST as usize {
            continue;
        }
        let span = Span { file: first.span.file, start: first.span.start, end: last.span.end };
        let items: Vec<CitedItem> = (from + 1..to)
            .filter_map(|at| Some((at, index.reference(at)?.key.as_ref()?.text.clone())))
            .map(|(at, key)| CitedItem { span, label: CitedLabel::Key(key), reference: Some(at), mismatch: None })
            .collect();
        keys[at - 1].items.extend(items);
    }
}

/// Holds the names and years of a citation against its references.
fn judge(index: &Index, citation: &mut Citation) {
    for item in &mut citation.items {
        if let (CitedLabel::AuthorYear { names, et_al, year }, Some(at)) = (&item.label, item.reference) {
            item.mismatch = index.compare(names, *et_al, Some(*year), at);
        }
    }
    let Some(narrative) = &mut citation.narrative else { return };
    let compared = citation
        .items
        .iter()
        .filter_map(|item| item.reference)
        .map(|at| (index.compare(&narrative.names, narrative.et_al, narrative.year, at), at));
    // A number that could not be resolved may be the one that is meant.
    let unresolved = citation.items.iter().any(|item| item.reference.is_none());
    if let Some((mismatch, at)) = compared.min()
        && (mismatch.is_none() || !unresolved)
    {
        narrative.reference = Some(at);
        narrative.mismatch = mismatch;
    }
}

fn numeric(prose: &Prose, index: &Index, callout: &Callout) -> Citation {
    let item = |number: &super::numeric::Numbered| CitedItem {
        span: prose.span(number.prose.clone()),
        label: CitedLabel::Number(number.number),
        reference: number.reference.or_else(|| index.by_number(number.number)),
        mismatch: None,
    };
    Citation {
        span: prose.span(callout.prose.clone()),
        prose: callout.prose.clone(),
        block: callout.block,
        form: Form::Numeric,
        items: callout.numbers.iter().map(item).collect(),
        narrative: None,
    }
}

/// Ties narrative mentions to the numbers of their sentence.
fn pair(prose: &Prose, index: &Index, mentions: &mut [Mention], used: &mut [bool], numeric: &mut [Citation]) {
    let mut at = 0;
    let mut first_callout = 0;
    while at < mentions.len() {
        let sentence = sentence(prose, mentions[at].prose.start);
        let mut end = at;
        while end < mentions.len() && mentions[end].prose.start < sentence.end {
            end += 1;
        }
        let end = end.max(at + 1);
        while numeric.get(first_callout).is_some_and(|citation| citation.prose.end <= mentions[at].prose.start) {
            first_callout += 1;
        }
        let mut last = first_callout;
        while numeric.get(last).is_some_and(|citation| citation.prose.start < sentence.end) {
            last += 1;
        }
        let callouts = &mut numeric[first_callout..last];
        if !callouts.is_empty() {
            pair_sentence(prose, index, &mut mentions[at..end], &mut used[at..end], callouts);
        }
        at = end;
    }
}

fn pair_sentence(prose: &Prose, index: &Index, mentions: &mut [Mention], used: &mut [bool], callouts: &mut [Citation]) {
    let narratives: Vec<usize> = (0..mentions.len()).filter(|&at| mentions[at].narrative).collect();
    // The number right after the year.
    let mut free: Vec<usize> = Vec::new();
    for &at in &narratives {
        let end = mentions[at].prose.end;
        let near = callouts.iter_mut().find(|citation| {
            citation.prose.start >= end
                && prose.slice(end..citation.prose.start).trim_matches([' ', ',', '\u{a0}']).is_empty()
        });
        match near {
            Some(citation) if citation.narrative.is_none() && belongs(index, &mentions[at], citation) => {
                let whole = mentions[at].prose.start..citation.prose.end;
                citation.narrative = Some(narrative(prose, &mentions[at]));
                citation.span = prose.span(whole.clone());
                citation.prose = whole;
                used[at] = true;
            }
            _ => free.push(at),
        }
    }
    // Numbers further on, after the last name: as many as there are names.
    let Some(&last) = free.last() else { return };
    let after = mentions[last].prose.end;
    let open = |citation: &Citation| citation.narrative.is_none() && citation.prose.start >= after;
    let numbers: Vec<(usize, usize)> = callouts
        .iter()
        .enumerate()
        .filter(|(_, citation)| open(citation))
        .flat_map(|(at, citation)| (0..citation.items.len()).map(move |item| (at, item)))
        .collect();
    if numbers.len() != free.len() {
        return;
    }
    let target = |(at, item): (usize, usize)| {
        callouts.get(at).and_then(|citation| citation.items.get(item)).and_then(|item| item.reference)
    };
    let fits = |mention: &Mention, reference: Option<usize>| {
        reference
            .and_then(|at| index.reference(at))
            .is_some_and(|reference| is_related(&mention.names(), mention.year, reference))
    };
    // A number that has nothing of the name beside it belongs to something else in the sentence.
    let ordered = free.iter().zip(&numbers).all(|(&mention, &number)| fits(&mentions[mention], target(number)));
    if !ordered {
        return;
    }
    if let ([mention], [(at, _)]) = (free.as_slice(), numbers.as_slice()) {
        callouts[*at].narrative = Some(narrative(prose, &mentions[*mention]));
        used[*mention] = true;
        return;
    }
    let targets: Vec<Option<usize>> = numbers.iter().map(|&number| target(number)).collect();
    for (&mention, target) in free.iter().zip(targets) {
        mentions[mention].reference = target;
        mentions[mention].tied = true;
    }
}

/// Whether names beside a number can be meant for it: a lone capitalised word that no entry knows may be a place.
fn belongs(index: &Index, mention: &Mention, citation: &Citation) -> bool {
    let related = |item: &CitedItem| {
        item.reference
            .and_then(|at| index.reference(at))
            .is_some_and(|reference| is_related(&mention.names(), mention.year, reference))
    };
    mention.reference.is_some() || mention.et_al || mention.units.len() > 1 || citation.items.iter().any(related)
}

fn narrative(prose: &Prose, mention: &Mention) -> Narrative {
    Narrative {
        names: mention.names(),
        et_al: mention.et_al,
        year: Some(mention.year),
        span: prose.span(mention.prose.clone()),
        reference: None,
        mismatch: None,
    }
}

/// "Wang and Xu \[1\]", "Wang et al. \[1\]": names without a year before a number.
fn nameless_year(prose: &Prose, index: &Index, citation: &mut Citation) {
    let block = prose.block(citation.block);
    let text = prose.block_text(block);
    let end = citation.prose.start.saturating_sub(block.start) as usize;
    let floor = sentence(prose, citation.prose.start).start.saturating_sub(block.start) as usize;
    if !text
        .get(..end)
        .is_some_and(|before| before.ends_with(|c: char| c.is_whitespace() || c.is_alphanumeric() || c == '.'))
    {
        return;
    }
    let Some(found) = names::before(text, floor.min(end), end) else { return };
    let units: Vec<String> = found.units.iter().map(|unit| unit.name.clone()).collect();
    let targets: Vec<usize> = citation.items.iter().filter_map(|item| item.reference).collect();
    let fitting = |names: &[String], et_al: bool| {
        targets.iter().any(|&at| index.has_names(at) && index.compare(names, et_al, None, at).is_none())
    };
    // Words before the names may have been read as names too.
    let mut skip = (0..units.len()).find(|&skip| fitting(&units[skip..], found.et_al));
    if skip.is_none() && (found.et_al || units.len() > 1 && units.iter().all(|name| is_person(name))) {
        skip = (0..units.len()).find(|&skip| index.leads(&units[skip]));
    }
    let Some(skip) = skip else { return };
    let from = found.units.get(skip).map_or(found.range.start, |unit| unit.range.start);
    let start = block.start + from as u32;
    let names = start..block.start + found.range.end as u32;
    citation.narrative = Some(Narrative {
        names: units[skip..].to_vec(),
        et_al: found.et_al,
        year: None,
        span: prose.span(names),
        reference: None,
        mismatch: None,
    });
    citation.prose.start = start;
    citation.span = prose.span(citation.prose.clone());
}

/// Whether a name has the shape of a person's: no word in lower case but a particle before the surname.
fn is_person(name: &str) -> bool {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    name.split(' ').count() <= 3 && name.split(' ').next_back().is_some_and(capital)
}

/// Mentions as citations: those of one bracket, or of one list of years, are one.
fn by_author(prose: &Prose, mentions: Vec<Mention>) -> Vec<Citation> {
    let mut found: Vec<Citation> = Vec::new();
    for mention in mentions {
        let item = CitedItem {
            span: prose.span(mention.item.clone()),
            label: CitedLabel::AuthorYear { names: mention.names(), et_al: mention.et_al, year: mention.year },
            reference: mention.reference,
            mismatch: None,
        };
        match found.last_mut() {
            Some(last) if last.prose == mention.prose => last.items.push(item),
            _ => found.push(Citation {
                span: prose.span(mention.prose.clone()),
                prose: mention.prose,
                block: mention.block,
                form: Form::AuthorYear,
                items: vec![item],
                narrative: None,
            }),
        }
    }
    found
}

/// The bytes of the sentence that holds `offset`.
fn sentence(prose: &Prose, offset: u32) -> Range<u32> {
    let at = prose.sentences.partition_point(|sentence| sentence.end <= offset);
    match prose.sentences.get(at) {
        Some(sentence) if sentence.start <= offset => sentence.start..sentence.end,
        _ => prose.block_at(offset).map_or(offset..offset, |id| prose.block(id).start..prose.block(id).end),
    }
}
