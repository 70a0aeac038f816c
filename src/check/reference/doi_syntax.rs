use crate::diagnostic::{Edit, Finding, Fix, Safety};
use crate::paper::{Paper, Parsed, Reference};
use crate::rule::{Options, Values};
use crate::source::Span;

/// What people write before a DOI in a field that holds the DOI alone.
const RESOLVERS: [&str; 8] = [
    "https://doi.org/",
    "http://doi.org/",
    "https://dx.doi.org/",
    "http://dx.doi.org/",
    "https://www.doi.org/",
    "doi.org/",
    "dx.doi.org/",
    "www.doi.org/",
];

/// Finds DOIs that no resolver takes, or that stand in a `doi` field with more around them.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    for reference in &paper.bibliography.references {
        if reference.is_printed() {
            findings.extend(printed(paper, reference));
        } else if let Some(doi) = &reference.doi
            && reference.span.contains(doi.span)
        {
            findings.extend(field(paper, reference, doi));
        }
    }
    findings
}

/// A `doi` field: the DOI and nothing else.
fn field(paper: &Paper, reference: &Reference, doi: &Parsed<String>) -> Option<Finding> {
    let written = doi.value.trim();
    let place = inside(paper, doi);
    let lower = written.to_ascii_lowercase();
    let values = || Values::new().text("doi", written).text("reference", reference.label());
    let finding = |variant| Finding::new(place.unwrap_or(doi.span), values()).variant(variant);
    let mend = |finding: Finding, from: usize, to: usize| match place {
        Some(place) if is_doi(&written[from..to]) => {
            finding.fix(trim(place, from, to, written.len(), &written[from..to]))
        }
        _ => finding,
    };
    if let Some(resolver) = RESOLVERS.iter().find(|resolver| lower.starts_with(**resolver)) {
        let bare = crate::paper::reference::identifiers::trim_punctuation(&written[resolver.len()..]);
        let found = Finding::new(place.unwrap_or(doi.span), values().text("bare", bare)).variant("resolver");
        return Some(mend(found, resolver.len(), resolver.len() + bare.len()));
    }
    if let Some(rest) = lower.strip_prefix("doi") {
        let bare = rest.trim_start_matches([':', ' ', '.', '=']);
        if bare.len() < rest.len() && bare.starts_with("10.") {
            return Some(mend(finding("label"), written.len() - bare.len(), written.len()));
        }
    }
    if is_doi(written) {
        let kept = crate::paper::reference::identifiers::trim_punctuation(written);
        let mark = &written[kept.len()..];
        if mark.is_empty() {
            return None;
        }
        let found = Finding::new(place.unwrap_or(doi.span), values().text("mark", mark)).variant("punctuation");
        return Some(mend(found, 0, kept.len()));
    }
    if written.contains(char::is_whitespace) && written.starts_with("10.") {
        return Some(finding("blank"));
    }
    Some(Finding::new(place.unwrap_or(doi.span), values()))
}

/// The place of the value without its delimiters, where it stands in the file just as it is read.
fn inside(paper: &Paper, doi: &Parsed<String>) -> Option<Span> {
    let slice = paper.slice(doi.span);
    let inner = slice.trim_matches(['{', '}', '"', ' ', '\n', '\t', '\r']);
    let start =
        doi.span.start + (slice.len() - slice.trim_start_matches(['{', '}', '"', ' ', '\n', '\t', '\r']).len()) as u32;
    let value = doi.value.trim();
    (inner == value).then_some(Span { file: doi.span.file, start, end: start + value.len() as u32 })
}

/// Keeps the bytes `from..to` of a value.
fn trim(place: Span, from: usize, to: usize, length: usize, kept: &str) -> Fix {
    let at = |start: usize, end: usize| Span {
        file: place.file,
        start: place.start + start as u32,
        end: place.start + end as u32,
    };
    let cuts = [(0, from), (to, length)];
    let edits = cuts
        .into_iter()
        .filter(|(start, end)| start < end)
        .map(|(start, end)| Edit { span: at(start, end), text: String::new() });
    Fix { title: format!("write `{kept}`"), safety: Safety::Safe, edits: edits.collect() }
}

/// `10.`, a registrant of four to nine digits (with sub-elements), a slash, and a suffix without blanks.
fn is_doi(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("10.") else { return false };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let parts = rest[digits..].bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let suffix = rest[digits + parts..].strip_prefix('/');
    (4..=9).contains(&digits)
        && suffix.is_some_and(|suffix| !suffix.is_empty() && !suffix.contains(char::is_whitespace))
}

/// What a printed entry calls a DOI, but is none. Line ends and blanks inside are left alone: they come from
/// typesetting and conversion.
fn printed(paper: &Paper, reference: &Reference) -> Option<Finding> {
    let text = paper.slice(reference.span);
    let lower = text.to_ascii_lowercase();
    let mut after: Vec<usize> = lower.match_indices("doi.org/").map(|(at, mark)| at + mark.len()).collect();
    after.extend(lower.match_indices("doi:").map(|(at, mark)| at + mark.len()));
    for start in after {
        let rest = &text[start..];
        let rest = if text[..start].ends_with(':') { rest.trim_start_matches(' ') } else { rest };
        let start = text.len() - rest.len();
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '>' | '"' | '”' | ']' | '<' | '|'))
            .unwrap_or(rest.len());
        let token = crate::paper::reference::identifiers::trim_punctuation(&rest[..end]);
        if is_plausible(token, rest.len() > end) {
            continue;
        }
        let span = Span {
            file: reference.span.file,
            start: reference.span.start + start as u32,
            end: reference.span.start + (start + token.len()) as u32,
        };
        let values = Values::new().text("doi", token).text("reference", reference.label());
        return Some(Finding::new(span, values));
    }
    None
}

/// Whether what follows "doi:" or the resolver is a DOI, the beginning of one that a line end cut, or nothing that
/// wants to be one.
fn is_plausible(token: &str, goes_on: bool) -> bool {
    let lower = token.to_ascii_lowercase();
    if token.len() < 5
        || lower.contains("doi")
        || lower.starts_with("http")
        || !token.is_ascii()
        || lower.contains("%2f")
    {
        return true;
    }
    if let Some(rest) = token.strip_prefix("10.") {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let whole = rest[digits..].starts_with(['/', '.']) || rest[digits..].starts_with('\\');
        let cut = rest.len() == digits && goes_on;
        return cut || ((4..=9).contains(&digits) && whole);
    }
    // "doi: see the publisher" names none.
    !token.bytes().any(|byte| byte.is_ascii_digit()) || !token.contains(['/', '.'])
}
