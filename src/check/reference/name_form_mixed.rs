use crate::diagnostic::Finding;
use crate::paper::reference::names::is_eastern;
use crate::paper::{Paper, Reference};
use crate::rule::{Options, Values};

/// Lists with fewer names say nothing about the form that is meant.
const FEWEST: usize = 5;
/// Of how many entries one may be odd in a list that is meant to have one form.
const ENTRIES_PER_SLIP: usize = 6;

/// How sure the reading of initials must be.
const SURE: f32 = 0.9;
/// The forms that are sure enough to be called odd. "El Karoui, Nicole" begins as "Anna Berg" does, and "Springer, New
/// York" as "Berg, Anna".
const ODD: [Form; 4] = [Form::Inverted, Form::Terse, Form::InitialsFirst, Form::FamilyFirst];

/// How the first name of an entry is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Berg, A.
    Inverted,
    /// Berg A
    Terse,
    /// A. Berg
    InitialsFirst,
    /// Berg, Anna
    InvertedFull,
    /// Anna Berg
    GivenFirst,
    /// Xi Jinping
    FamilyFirst,
}

/// Finds entries of a printed list whose names have another form than nearly all others.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let printed = paper.bibliography.references.iter().filter(|reference| reference.is_printed());
    let read: Vec<(&Reference, Form)> = printed.filter_map(|reference| Some((reference, form(reference)?))).collect();
    let count = |wanted: Form| read.iter().filter(|(_, form)| *form == wanted).count();
    let Some((model, usual)) = read.iter().copied().max_by_key(|(_, form)| count(*form)) else { return Vec::new() };
    let odd = |wanted: Form| read.iter().filter(move |(_, form)| *form == wanted).map(|(odd, _)| *odd);
    let others: Vec<Form> = ODD.into_iter().filter(|form| *form != usual).collect();
    if read.len() < FEWEST || others.iter().map(|form| count(*form)).sum::<usize>() * ENTRIES_PER_SLIP > read.len() {
        return Vec::new();
    }
    let mut findings: Vec<Finding> = others
        .into_iter()
        .filter_map(|form| {
            let first = odd(form).next()?;
            let more = count(form) - 1;
            let values = Values::new()
                .text("reference", first.label())
                .text("written", written(first))
                .text("model", written(model))
                .number("more", more)
                .number("count", count(usual));
            let found = Finding::new(first.span, values).context(model.span, "the form of the others");
            let found = odd(form).skip(1).fold(found, |found, other| found.context(other.span, other.label()));
            Some(if more > 0 { found.variant("several") } else { found })
        })
        .collect();
    findings.sort_by_key(|finding| finding.span.start);
    findings
}

/// The form of the first author's name, where it is sure: a lone "Given Surname" may as well be a firm or an office.
fn form(reference: &Reference) -> Option<Form> {
    let name = reference.authors.first().filter(|name| !name.given.is_empty())?;
    let raw = reference.raw.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_sure = reference.authors_confidence >= SURE;
    let is_short = is_sure && is_initials(&name.given);
    if let Some(rest) = raw.strip_prefix(name.family.as_str()) {
        return match rest.trim_start().starts_with(',') {
            true if is_short => Some(Form::Inverted),
            true => Some(Form::InvertedFull),
            false if is_short => Some(Form::Terse),
            false => is_eastern(&name.family, &name.given).then_some(Form::FamilyFirst),
        };
    }
    let follows = raw.starts_with(name.given.as_str());
    let form = if is_short { Form::InitialsFirst } else { Form::GivenFirst };
    (follows && (is_short || reference.authors.len() > 1)).then_some(form)
}

/// Whether given names are initials: "A.", "AB", "Yu. V.", but not "Ed".
fn is_initials(given: &str) -> bool {
    let small = given.chars().filter(|c| c.is_lowercase()).count();
    small == 0 || small < 2 && given.contains('.')
}

/// The first author's name as the entry writes it.
fn written(reference: &Reference) -> String {
    let Some(name) = reference.authors.first() else { return String::new() };
    match form(reference) {
        Some(Form::Inverted | Form::InvertedFull) => format!("{}, {}", name.family, name.given),
        Some(Form::Terse | Form::FamilyFirst) => format!("{} {}", name.family, name.given),
        _ => format!("{} {}", name.given, name.family),
    }
}
