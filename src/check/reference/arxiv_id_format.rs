use crate::diagnostic::Finding;
use crate::paper::{Paper, Provenance};
use crate::rule::{Options, Values};
use crate::source::Span;

/// Finds arXiv identifiers of a form that arXiv does not give.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, reference) in paper.own_references() {
        let entry = paper.bibliography.entry(reference);
        let is_arxiv = |name: &str| {
            entry
                .and_then(|entry| entry.field(name))
                .is_some_and(|field| field.value.value.trim().eq_ignore_ascii_case("arxiv"))
        };
        let field = entry.and_then(|entry| entry.field("eprint"));
        let has_class = entry.is_some_and(|entry| entry.field("primaryclass").is_some());
        let found = match field.filter(|_| is_arxiv("archiveprefix") || is_arxiv("eprinttype")) {
            Some(field) => {
                let range = &field.value.range;
                let span = Span { file: reference.span.file, start: range.start, end: range.end };
                let id = field.value.value.trim();
                let is_old = has_class && id.len() == 7 && id.bytes().all(|byte| byte.is_ascii_digit());
                (!is_old && !is_id(strip(id))).then(|| (id.to_owned(), span))
            }
            // Pages break identifiers.
            None if paper.provenance == Provenance::FromPages => None,
            None => named(paper, reference.span),
        };
        if let Some((id, span)) = found {
            findings.push(Finding::new(span, Values::new().text("id", id).text("reference", reference.label())));
        }
    }
    findings
}

/// The first wrong identifier behind `arXiv:`.
fn named(paper: &Paper, span: Span) -> Option<(String, Span)> {
    let text = paper.slice(span);
    memchr::memmem::find_iter(text.as_bytes(), "arXiv:").find_map(|at| {
        let start = at + "arXiv:".len();
        let rest = &text[start..];
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-'))).unwrap_or(rest.len());
        let id = rest[..end].trim_end_matches(['.', '/', '-']);
        let digits = id.bytes().filter(u8::is_ascii_digit).count();
        let place = |at: usize| span.start + at as u32;
        // Fewer are the beginning of one that a line end cut.
        (digits >= 7 && !is_id(id))
            .then(|| (id.to_owned(), Span { start: place(start), end: place(start + id.len()), ..span }))
    })
}

fn strip(id: &str) -> &str {
    let id = id.strip_prefix("https://arxiv.org/abs/").or_else(|| id.strip_prefix("http://arxiv.org/abs/")).unwrap_or(id);
    let head = id.get(..6).filter(|head| head.eq_ignore_ascii_case("arxiv:"));
    head.map_or(id, |head| id[head.len()..].trim_start())
}

/// `2101.12345`, `0704.0001`, `hep-th/9901001`, `math.GT/0309136`, each with a version or none (arXiv's help on
/// identifiers: five digits since 2015, the form with an archive until March 2007).
fn is_id(id: &str) -> bool {
    let (id, version) = match id.rsplit_once('v') {
        Some((id, version)) if id.ends_with(|c: char| c.is_ascii_digit()) => (id, version),
        _ => (id, "1"),
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = |text: &str| text.get(2..4).is_some_and(|month| ("01"..="12").contains(&month));
    if !is_number(version) {
        return false;
    }
    if let Some((archive, number)) = id.split_once('/') {
        return number.len() == 7
            && is_number(number)
            && is_month(number)
            && archive.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'.'));
    }
    let Some((date, number)) = id.split_once('.') else { return false };
    let length = if date >= "1501" { 5 } else { 4 };
    date.len() == 4 && is_number(date) && is_month(date) && date >= "0704" && is_number(number) && number.len() == length
}

#[cfg(test)]
mod tests {
    use super::is_id;

    #[test]
    fn both_forms_are_known() {
        for id in ["2101.12345", "2101.12345v2", "0704.0001", "1412.9999", "hep-th/9901001", "math.GT/0309136v3"] {
            assert!(is_id(id), "{id}");
        }
        for id in ["2101.1234", "1412.12345", "2113.12345", "210112345", "hep-th/99010", "XXXX.YYYYY", "", "2101.12345v"] {
            assert!(!is_id(id), "{id}");
        }
    }
}
