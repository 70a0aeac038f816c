use crate::diagnostic::Finding;
use crate::paper::{Paper, Reference, ReferenceKind};
use crate::rule::{Options, Values};
use crate::text::{edit_distance, fold, fold_name};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// How many neighbours by title each entry of an author is compared with: near-equal titles sort close together.
const NEIGHBOURS: usize = 6;

/// Titles shorter than this ("Editorial", "Introduction") tell nothing alone.
const TELLING_WORDS: usize = 3;

/// Registrants of DOIs that only preprint servers use.
const PREPRINT_REGISTRANTS: [&str; 9] =
    ["10.48550/", "10.1101/", "10.31234/", "10.31219/", "10.20944/", "10.21203/", "10.2139/", "10.26434/", "10.31222/"];

/// What two entries are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    SameWork,
    /// Their DOIs are equal, their titles are not.
    SameDoi,
    /// One is the preprint of the other.
    Preprint,
}

/// An entry with what is compared.
struct Candidate<'a> {
    index: usize,
    reference: &'a Reference,
    author: String,
    title: Vec<String>,
    doi: Option<String>,
}

/// Finds works that are listed twice.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let candidates: Vec<Candidate> =
        paper.own_references().map(|(index, reference)| candidate(index, reference)).collect();
    let mut twins: BTreeMap<usize, (usize, Likeness)> = BTreeMap::new();
    let mut note = |a: &Candidate, b: &Candidate| {
        let (first, second) = if a.index < b.index { (a, b) } else { (b, a) };
        if let Some(likeness) = compare(first, second) {
            let twin = twins.entry(second.index).or_insert((first.index, likeness));
            if first.index < twin.0 {
                *twin = (first.index, likeness);
            }
        }
    };
    for group in groups(&candidates, |candidate| candidate.doi.clone()) {
        for other in &group[1..] {
            note(group[0], other);
        }
    }
    for mut group in groups(&candidates, |candidate| Some(candidate.author.clone()).filter(|author| !author.is_empty()))
    {
        group.sort_by(|a, b| a.title.cmp(&b.title).then(a.index.cmp(&b.index)));
        for (at, candidate) in group.iter().enumerate() {
            for other in group[at + 1..].iter().take(NEIGHBOURS) {
                note(candidate, other);
            }
        }
    }
    twins.into_iter().map(|(second, (first, likeness))| finding(paper, first, second, likeness)).collect()
}

/// The candidates that share a key, in the order of the list.
fn groups<'a, 'b>(
    candidates: &'b [Candidate<'a>],
    key: impl Fn(&Candidate) -> Option<String>,
) -> Vec<Vec<&'b Candidate<'a>>> {
    let mut found: FxHashMap<String, Vec<&Candidate>> = FxHashMap::default();
    for candidate in candidates {
        if let Some(key) = key(candidate) {
            found.entry(key).or_default().push(candidate);
        }
    }
    let mut groups: Vec<_> = found.into_values().filter(|group| group.len() > 1).collect();
    groups.sort_by_key(|group| group[0].index);
    groups
}

fn candidate(index: usize, reference: &Reference) -> Candidate<'_> {
    let names = if reference.authors.is_empty() { &reference.editors } else { &reference.authors };
    let title =
        reference.title.as_ref().filter(|title| title.confidence >= 0.6).map_or("", |title| title.value.as_str());
    let words = fold(title);
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned);
    let doi = reference.doi.as_ref().filter(|doi| doi.confidence >= 0.9).map(|doi| {
        let lower = doi.value.to_ascii_lowercase();
        lower.find("10.").map_or(lower.clone(), |at| lower[at..].to_owned())
    });
    Candidate {
        index,
        reference,
        author: names.first().map_or(String::new(), |name| fold_name(&name.family)),
        title: words.collect(),
        doi: doi.filter(|doi| doi.contains('/')),
    }
}

fn compare(a: &Candidate, b: &Candidate) -> Option<Likeness> {
    let (left, right) = (a.reference, b.reference);
    // The list and the data it was made from hold the same works by nature.
    if left.is_printed() != right.is_printed() || left.span == right.span {
        return None;
    }
    // One key twice is another rule's finding.
    if let (Some(left), Some(right)) = (&left.key, &right.key)
        && left.text == right.text
    {
        return None;
    }
    let titles = titles(a, b);
    if a.doi.is_some() && a.doi == b.doi {
        return match titles {
            Titles::Equal | Titles::Near | Titles::Unknown => Some(Likeness::SameWork),
            Titles::Parts => None,
            // The chapters of a book may carry the book's DOI.
            Titles::Different if left.kind == ReferenceKind::Chapter || right.kind == ReferenceKind::Chapter => None,
            Titles::Different => Some(Likeness::SameDoi),
        };
    }
    if !matches!(titles, Titles::Equal | Titles::Near) || a.author != b.author || a.author.is_empty() {
        return None;
    }
    if is_preprint(left) != is_preprint(right) {
        return (a.title.len() >= TELLING_WORDS && years_apart(left, right) <= 5).then_some(Likeness::Preprint);
    }
    let other_doi = a.doi.is_some() && b.doi.is_some();
    let told_apart = other_doi
        || years_apart(left, right) != 0
        || differ(&left.volume, &right.volume)
        || differ(&left.issue, &right.issue)
        || first_pages_differ(left, right)
        || differ(&left.url, &right.url) && left.doi.is_none() && left.pages.is_none()
        || editions_differ(left, right)
        || kinds_differ(left, right);
    let located = left.pages.is_some() && left.volume.is_some() && right.pages.is_some() && right.volume.is_some();
    (!told_apart && (a.title.len() >= TELLING_WORDS || located)).then_some(Likeness::SameWork)
}

#[derive(Debug, PartialEq, Eq)]
enum Titles {
    Equal,
    /// A letter or two apart.
    Near,
    /// Equal but for a numeral: Part I and Part II.
    Parts,
    Different,
    /// One has none.
    Unknown,
}

fn titles(a: &Candidate, b: &Candidate) -> Titles {
    let (left, right) = (&a.title, &b.title);
    if left.is_empty() || right.is_empty() {
        return Titles::Unknown;
    }
    if left == right {
        return Titles::Equal;
    }
    let differing = left.iter().zip(right).filter(|(left, right)| left != right);
    if left.len() == right.len()
        && differing.clone().count() <= 2
        && differing.clone().any(|(left, right)| counts(left) || counts(right))
    {
        return Titles::Parts;
    }
    let shorter = left.len().min(right.len());
    if shorter >= 4 && left[..shorter] == right[..shorter] {
        // One lacks the subtitle, or has a numeral more.
        let rest = if left.len() > right.len() { &left[shorter..] } else { &right[shorter..] };
        return match rest {
            [word] | [_, word] if counts(word) => Titles::Parts,
            _ if same_place(a.reference, b.reference) => Titles::Near,
            _ => Titles::Different,
        };
    }
    let (left, right) = (left.join(" "), right.join(" "));
    let limit = (left.len().max(right.len()) / 20).clamp(1, 4);
    if left.len().min(right.len()) >= 20 && left.len() < 1000 && edit_distance(&left, &right, limit).is_some() {
        return Titles::Near;
    }
    Titles::Different
}

/// Whether a word counts: a number, a Roman numeral, an ordinal, a single letter.
fn counts(word: &str) -> bool {
    let roman = word.len() <= 5 && word.bytes().all(|byte| b"ivxl".contains(&byte));
    word.chars().count() == 1
        || word.bytes().any(|byte| byte.is_ascii_digit())
        || roman
        || matches!(word, "first" | "second" | "third" | "fourth" | "fifth" | "one" | "two" | "three" | "four" | "five")
}

fn same_place(left: &Reference, right: &Reference) -> bool {
    left.pages.is_some()
        && left.volume.is_some()
        && !differ(&left.volume, &right.volume)
        && right.pages.is_some()
        && !first_pages_differ(left, right)
}

/// Whether both have the field and it is not the same.
fn differ(left: &Option<crate::paper::Parsed<String>>, right: &Option<crate::paper::Parsed<String>>) -> bool {
    let plain = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    matches!((left, right), (Some(left), Some(right)) if plain(&left.value) != plain(&right.value))
}

/// The first pages: ranges are often shortened.
fn first_pages_differ(left: &Reference, right: &Reference) -> bool {
    let first = |pages: &str| {
        pages.chars().skip_while(|c| !c.is_alphanumeric()).take_while(|c| c.is_alphanumeric()).collect::<String>()
    };
    matches!((&left.pages, &right.pages), (Some(left), Some(right)) if first(&left.value) != first(&right.value))
}

/// "2nd ed." and "3rd ed.": the digits before the word.
fn editions_differ(left: &Reference, right: &Reference) -> bool {
    let edition = |raw: &str| {
        let at = raw.find(" ed.").or_else(|| raw.find(" edition"))?;
        raw[..at].split_whitespace().next_back().map(str::to_lowercase)
    };
    edition(&left.raw) != edition(&right.raw) && (edition(&left.raw).is_some() && edition(&right.raw).is_some())
}

/// A talk and the article of the same title are two works.
fn kinds_differ(left: &Reference, right: &Reference) -> bool {
    let class = |reference: &Reference| match reference.kind {
        ReferenceKind::Article => 1,
        ReferenceKind::Proceedings => 2,
        ReferenceKind::Chapter => 3,
        ReferenceKind::Book => 4,
        ReferenceKind::Thesis => 5,
        ReferenceKind::Software => 6,
        ReferenceKind::Dataset => 7,
        ReferenceKind::Report | ReferenceKind::Preprint | ReferenceKind::Web | ReferenceKind::Other => 0,
    };
    let (left, right) = (class(left), class(right));
    left != right && left != 0 && right != 0
}

fn years_apart(left: &Reference, right: &Reference) -> u32 {
    let year = |reference: &Reference| reference.year.as_ref().and_then(|year| year.value.number);
    match (year(left), year(right)) {
        (Some(left), Some(right)) => left.abs_diff(right),
        // Without a year nothing says that they differ, but nothing that they agree either.
        (None, None) => 0,
        _ => 1,
    }
}

fn is_preprint(reference: &Reference) -> bool {
    let registered = reference.doi.as_ref().is_some_and(|doi| {
        PREPRINT_REGISTRANTS.iter().any(|registrant| doi.value.to_ascii_lowercase().contains(registrant))
    });
    reference.kind == ReferenceKind::Preprint || registered
}

fn finding(paper: &Paper, first: usize, second: usize, likeness: Likeness) -> Finding {
    let references = &paper.bibliography.references;
    let (earlier, later) = (&references[first], &references[second]);
    let title = later.title.as_ref().or(earlier.title.as_ref()).map_or("", |title| title.value.as_str());
    let values = Values::new().text("first", earlier.label()).text("second", later.label());
    let (preprint, published) = if is_preprint(later) { (later, earlier) } else { (earlier, later) };
    let finding = match likeness {
        Likeness::SameWork if title.is_empty() => Finding::new(later.span, values).variant("untitled"),
        Likeness::SameWork => Finding::new(later.span, values.text("title", title)),
        Likeness::SameDoi => {
            let doi = later.doi.as_ref().map_or("", |doi| doi.value.as_str());
            Finding::new(later.span, values.text("doi", doi)).variant("doi")
        }
        Likeness::Preprint => {
            let values = Values::new().text("preprint", preprint.label()).text("published", published.label());
            Finding::new(later.span, values.text("title", title)).variant("preprint")
        }
    };
    finding.twin(earlier.span, earlier.label())
}
