//! Faults of reference data.

use super::{Damaged, DataFault, scramble};
use std::ops::Range;

pub const FAULTS: &[DataFault] = &[
    DataFault { rule: "reference/duplicate-key", inject: repeat_key },
    DataFault { rule: "reference/empty-key", inject: drop_key },
    DataFault { rule: "reference/future-year", inject: date_ahead },
    DataFault { rule: "reference/incomplete-entry", inject: leave_stopgap },
    DataFault { rule: "reference/isbn-issn-checksum", inject: mistype_number },
    DataFault { rule: "reference/llm-artifact", inject: leave_trace },
    DataFault { rule: "reference/missing-field", inject: drop_journal },
    DataFault { rule: "reference/page-range", inject: turn_pages },
    DataFault { rule: "reference/placeholder-author", inject: leave_template },
    DataFault { rule: "reference/repeated-field", inject: repeat_year },
    DataFault { rule: "reference/title-equals-manuscript", inject: take_title },
];

/// The entries of a type, each from its `@` to the next.
fn entries<'a>(data: &'a str, kind: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let starts: Vec<usize> = data
        .match_indices('@')
        .map(|(at, _)| at)
        .filter(|&at| data[..at].trim_end_matches(' ').ends_with('\n') || at == 0)
        .collect();
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([data.len()]).collect();
    let is_kind = move |range: &Range<usize>| data[range.start + 1..].to_lowercase().starts_with(kind);
    starts.into_iter().zip(ends).map(|(start, end)| start..end).filter(is_kind)
}

/// The value of a field that stands in braces on one line, without them.
fn value(data: &str, entry: &Range<usize>, name: &str) -> Option<Range<usize>> {
    let mut at = entry.start;
    for line in data[entry.clone()].split_inclusive('\n') {
        let found = line.split_once('=').filter(|(field, _)| field.trim().eq_ignore_ascii_case(name));
        if let Some((field, rest)) = found {
            let open = at + field.len() + 1 + rest.find('{')? + 1;
            let close = (at + line.trim_end().trim_end_matches(',').len()).saturating_sub(1);
            return (open < close && data.as_bytes()[close] == b'}').then_some(open..close);
        }
        at += line.len();
    }
    None
}

/// One of the articles that have this field, by the seed: the entry and the value.
fn choose(data: &str, name: &str, seed: u64) -> Option<(Range<usize>, Range<usize>)> {
    let found: Vec<_> =
        entries(data, "article").filter_map(|entry| value(data, &entry, name).map(|value| (entry, value))).collect();
    let index = scramble(seed, data.len() as u64) as usize % found.len().max(1);
    found.get(index).cloned()
}

/// The key of an entry.
fn key(data: &str, entry: &Range<usize>) -> Option<Range<usize>> {
    let start = entry.start + data[entry.clone()].find('{')? + 1;
    let end = start + data[start..entry.end].find(',')?;
    (start < end).then_some(start..end)
}

fn replaced(data: &str, range: &Range<usize>, with: &str) -> Damaged {
    let text = format!("{}{with}{}", &data[..range.start], &data[range.end..]);
    (text, range.start..range.start + with.len().max(1))
}

/// Another work under the key of an entry.
fn repeat_key(_: &str, data: &str, seed: u64) -> Option<Damaged> {
    let (entry, _) = choose(data, "title", seed)?;
    let key = &data[key(data, &entry)?];
    let start = data.trim_end().len();
    let more = format!(
        "\n\n@book{{{key},\n  author = {{Vole, Ursula}},\n  title = {{Another work}},\n  year = {{2001}}\n}}\n"
    );
    Some((format!("{}{more}", &data[..start]), start..start + more.len()))
}

fn drop_key(_: &str, data: &str, seed: u64) -> Option<Damaged> {
    let (entry, _) = choose(data, "title", seed)?;
    let key = key(data, &entry)?;
    let text = format!("{}{}", &data[..key.start], &data[key.end..]);
    Some((text, entry.start..key.start))
}

fn date_ahead(_: &str, data: &str, seed: u64) -> Option<Damaged> {
    let (_, year) = choose(data, "year", seed)?;
    Some(replaced(data, &year, "2091"))
}

fn leave_trace(_: &str, data: &str, seed: u64) -> Option<Damaged> {
    let (entry, _) = choose(data, "title", seed)?;
    let at = key(data, &entry)?.end + 1;
    Some(replaced(data, &(at..at), "\n  url = {https://example.org/work?utm_source=chatgpt.com},"))
}

fn leave_stopgap(_: &str, data: &str, seed: u64) -> Option<Damaged> {
    let (_, pages) = choose(data, "pages", seed)?;
    Some(replaced(data, &pages, "n/a--n/a"))
}

/// An ISSN with a digit off; where the entry has one, this stands before it.
fn mistype_number(_: &str, data: &str, seed: u64) -> Option<Damaged> {
    let (entry, _) = choose(data, "title", seed)?;
    let at = key(data, &entry)?.end + 1;
    Some(replaced(data, &(at..at), "\n  issn = {2049-3631},"))
}

fn leave_template(_: &str, data: &str, seed: u64) -> Option<Damaged> {
    let (entry, author) = choose(data, "author", seed)?;
    let (text, place) = replaced(data, &author, "Lastname, Firstname and Others, Some");
    Some((text, entry.start..place.end))
}

/// An article without the name of its journal.
fn drop_journal(_: &str, data: &str, seed: u64) -> Option<Damaged> {
    let (entry, journal) = choose(data, "journal", seed)?;
    let key = key(data, &entry)?;
    Some((format!("{}{}", &data[..journal.start], &data[journal.end..]), key))
}

/// The first and the last page, exchanged.
fn turn_pages(_: &str, data: &str, seed: u64) -> Option<Damaged> {
    let found: Vec<(Range<usize>, String)> = entries(data, "article")
        .filter_map(|entry| {
            let pages = value(data, &entry, "pages")?;
            let (first, last) = data[pages.clone()].split_once(['-', '–'])?;
            let last = last.trim_start_matches('-');
            let is_page = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
            (first.len() == last.len() && first < last && is_page(first) && is_page(last))
                .then(|| (pages, format!("{last}--{first}")))
        })
        .collect();
    let (pages, turned) = found.get(scramble(seed, data.len() as u64) as usize % found.len().max(1))?;
    Some(replaced(data, pages, turned))
}

fn repeat_year(_: &str, data: &str, seed: u64) -> Option<Damaged> {
    let (entry, _) = choose(data, "year", seed)?;
    let at = key(data, &entry)?.end + 1;
    let (text, place) = replaced(data, &(at..at), "\n  year = {1871},");
    Some((text, place.start..entry.end))
}

/// The manuscript's own title for an entry's.
fn take_title(paper: &str, data: &str, seed: u64) -> Option<Damaged> {
    let own = paper.lines().find_map(|line| line.strip_prefix("title: ").or_else(|| line.strip_prefix("# ")))?;
    let own = own.trim_matches(['"', '\'', ' ']);
    let (_, title) = choose(data, "title", seed)?;
    (own.split(' ').count() > 3).then(|| replaced(data, &title, own))
}
