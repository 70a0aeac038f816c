use crate::diagnostic::Finding;
use crate::paper::{Paper, Parsed, Reference};
use crate::rule::{Options, Values};

/// How sure the reading of a printed entry's pages must be.
const SURE: f32 = 0.8;

/// Finds page ranges whose last page comes before the first.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, reference) in paper.own_references() {
        let Some(pages) = reference.pages.as_ref().filter(|pages| pages.confidence >= SURE) else { continue };
        let Some((first, last)) = reversed(&pages.value) else { continue };
        if reference.is_printed() && !(is_placed(reference, first, last) && is_apart(paper, pages)) {
            continue;
        }
        let values = Values::new().text("reference", reference.label()).text("pages", pages.value.trim());
        findings.push(Finding::new(pages.span, values.number("first", first).number("last", last)));
    }
    findings
}

/// The first range of a list of pages that runs backwards: two numbers of equally many digits. "123–8" is short for
/// "123–128", and "045–012" or "e12–3" are numbers of articles.
fn reversed(pages: &str) -> Option<(usize, usize)> {
    let bytes = pages.as_bytes();
    let is_grouped = pages
        .match_indices(',')
        .any(|(at, _)| at > 0 && bytes[at - 1].is_ascii_digit() && bytes.get(at + 1).is_some_and(u8::is_ascii_digit));
    if is_grouped {
        return None;
    }
    pages.split([',', ';', '&', '+']).find_map(|part| {
        let part = part.trim().trim_start_matches(['p', 'P', '.', ' ']);
        let (first, last) = part.split_once(['-', '–', '—', '‐', '−'])?;
        let (first, last) = (first.trim(), last.trim_matches(['-', '–', '—', '‐', '−', ' ', '.']));
        let is_page = |text: &str| {
            (1..=7).contains(&text.len()) && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !is_page(first) || !is_page(last) || first.len() != last.len() {
            return None;
        }
        let (first, last) = (first.parse().ok()?, last.parse().ok()?);
        (first > last).then_some((first, last))
    })
}

/// Whether two numbers of a printed entry are surely its pages: behind a volume or an issue, and no years.
fn is_placed(reference: &Reference, first: usize, last: usize) -> bool {
    let is_year = |number: usize| (1500..2100).contains(&number);
    let is_labelled = [" pp", "(pp", ",pp", "pages ", " p."].iter().any(|label| reference.raw.contains(label));
    (reference.volume.is_some() || reference.issue.is_some() || is_labelled)
        && !(is_year(first) && is_year(last))
}

/// Whether printed pages stand apart from what comes before: in "TR-99-87" they do not.
fn is_apart(paper: &Paper, pages: &Parsed<String>) -> bool {
    let before = paper.source(pages.span).text[..pages.span.start as usize].chars().next_back();
    before.is_none_or(|c| c.is_whitespace() || matches!(c, ':' | ',' | '.' | ';' | '('))
}

#[cfg(test)]
mod tests {
    use super::reversed;

    #[test]
    fn only_whole_numbers_of_equal_length_can_run_backwards() {
        for (pages, expected) in [
            ("45–60", None),
            ("60–45", Some((60, 45))),
            ("60--45", Some((60, 45))),
            ("pp. 60-45.", Some((60, 45))),
            ("1–9, 90–70", Some((90, 70))),
            ("123–8", None),
            ("e60–e45", None),
            ("045–012", None),
            ("1,234–1,240", None),
            ("7", None),
            ("", None),
        ] {
            assert_eq!(reversed(pages), expected, "{pages}");
        }
    }
}
