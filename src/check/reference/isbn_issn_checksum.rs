use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::{Options, Values};
use crate::source::Span;

/// Finds ISBNs and ISSNs whose last digit does not fit the others.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, reference) in paper.own_references() {
        let Some(entry) = paper.bibliography.entry(reference) else { continue };
        for (name, lengths) in [("isbn", &[10, 13][..]), ("issn", &[8][..])] {
            let Some(field) = entry.field(name) else { continue };
            let Some(wrong) = field.value.value.split([',', ';']).find(|number| is_wrong(number, lengths)) else {
                continue;
            };
            let range = &field.value.range;
            let span = Span { file: reference.span.file, start: range.start, end: range.end };
            let values = Values::new().text("number", wrong.trim()).text("kind", name.to_uppercase());
            findings.push(Finding::new(span, values.text("reference", reference.label())));
        }
    }
    findings
}

/// Whether a number has one of the lengths and another check digit than it should (ISO 2108, ISO 3297). What has letters
/// or another length is no such number.
fn is_wrong(number: &str, lengths: &[usize]) -> bool {
    let signs: Vec<char> = number.chars().filter(|c| !matches!(c, ' ' | '-' | '–' | '‐' | '\u{a0}')).collect();
    if !lengths.contains(&signs.len()) {
        return false;
    }
    let last = signs.len() - 1;
    let digits: Option<Vec<u32>> = signs
        .iter()
        .enumerate()
        .map(|(at, sign)| match sign {
            'X' | 'x' if at == last && signs.len() != 13 => Some(10),
            sign => sign.to_digit(10),
        })
        .collect();
    let Some(digits) = digits else { return false };
    let sum = |weight: fn(usize) -> usize| {
        digits.iter().rev().enumerate().map(|(place, digit)| *digit as usize * weight(place)).sum::<usize>()
    };
    match digits.len() {
        13 => sum(|place| if place % 2 == 0 { 1 } else { 3 }) % 10 != 0,
        _ => sum(|place| place + 1) % 11 != 0,
    }
}

#[cfg(test)]
mod tests {
    use super::is_wrong;

    #[test]
    fn the_check_digit_is_the_last() {
        let (isbn, issn) = (&[10, 13][..], &[8][..]);
        for (number, lengths, wrong) in [
            ("0-306-40615-2", isbn, false),
            ("0-306-40615-3", isbn, true),
            ("978-0-306-40615-7", isbn, false),
            ("978 0 306 40615 1", isbn, true),
            ("0-8044-2957-X", isbn, false),
            ("B00J8LQQ1M", isbn, false),
            ("0378-5955", issn, false),
            ("0378-5956", issn, true),
            ("2434-561X", issn, false),
            ("12345", issn, false),
        ] {
            assert_eq!(is_wrong(number, lengths), wrong, "{number}");
        }
    }
}
