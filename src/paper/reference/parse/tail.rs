use super::year::FoundYear;
use super::{Field, field};
use crate::paper::reference::{Name, names};
use std::ops::Range;

/// What stands behind the title.
#[derive(Default)]
pub struct Tail {
    pub container: Option<Field<String>>,
    pub volume: Option<Field<String>>,
    pub issue: Option<Field<String>>,
    pub pages: Option<Field<String>>,
    pub publisher: Option<Field<String>>,
    pub editors: Vec<Name>,
}

impl Tail {
    pub fn read(text: &str, range: Range<usize>, italics: &[Range<usize>], year: Option<&FoundYear>) -> Tail {
        let mut tail = Tail::default();
        let Some(written) = text.get(range.clone()) else { return tail };
        let lead = written.len()
            - written.trim_start_matches([' ', '.', ',', ':', ';', '”', '"', '’', '?', '»', '\'', '*', '_']).len();
        let start = range.start + lead;
        let rest = &text[start..range.end];
        if ["R package", "Python package", "version ", "Version ", "(Version", "(version"]
            .iter()
            .any(|words| rest.starts_with(words))
        {
            return tail;
        }
        tail.numbers(text, start, range.end, year);
        // "(2nd ed.)", "(Vol. 149)" qualify the title.
        let start = match rest.strip_prefix('(').and_then(|inside| inside.find(')')).filter(|&close| close < 40) {
            Some(close) => {
                start
                    + close
                    + 2
                    + (rest[close + 2..].len() - rest[close + 2..].trim_start_matches([' ', '.', ',', ':']).len())
            }
            None => start,
        };
        // Set apart by italics, else up to the first number, bracket or full stop.
        let italic = italics
            .iter()
            .find(|italic| italic.start + 1 >= start && italic.end <= range.end && italic.end - italic.start > 2);
        let container = match italic {
            Some(italic) => italic.clone(),
            None => {
                let (from, editors) = container_start(text, start, range.end);
                tail.editors = editors;
                from..container_end(text, from, range.end)
            }
        };
        let named = text[container.clone()].trim_matches([' ', ',', '.', ':', '*', '_']);
        let printed = named.contains(": ") && tail.volume.is_none();
        if printed
            || (tail.volume.is_none()
                && tail.pages.is_none()
                && italic.is_none()
                && !text[range.start..container.start].to_lowercase().contains("in"))
        {
            tail.publisher = field(text, trimmed(text, container), 0.5).filter(|publisher| publisher.value.len() < 80);
            return tail;
        }
        let end = container.end;
        tail.container = field(text, trimmed(text, container), if italic.is_some() { 0.9 } else { 0.7 });
        if tail.volume.is_none()
            && let Some(rest) = text.get(end..range.end)
        {
            // (pp. 33–50). Routledge.
            let stop = rest.rfind(". ").map_or(0, |at| at + 2);
            let last = rest[stop..].trim_end_matches([' ', '.', ',']);
            if stop > 0
                && last.starts_with(char::is_uppercase)
                && last.len() < 80
                && !last.contains(|c: char| c.is_ascii_digit())
            {
                tail.publisher = field(text, end + stop..end + stop + last.len(), 0.6);
            }
        }
        tail
    }

    /// Volume, issue and pages: `33 (2), 243–270`, `12(3):45–50`, `vol. 3, no. 4, pp. 5–6`, `(6), 101-112`.
    fn numbers(&mut self, text: &str, start: usize, end: usize, year: Option<&FoundYear>) {
        let bytes = text.as_bytes();
        let year = year.map_or(0..0, |year| year.range.clone());
        let mut is_labelled = false;
        let mut at = start;
        while at < end {
            let c = bytes[at];
            if !c.is_ascii_digit() || year.contains(&at) {
                at += 1;
                continue;
            }
            let before = text[..at].chars().next_back();
            if before.is_some_and(char::is_alphabetic) && !matches!(before, Some('e' | 'S' | 'L' | 'R' | 'P')) {
                at += 1;
                continue;
            }
            // A letter that the title ended with is none of the number's.
            let first = (at - usize::from(before.is_some_and(char::is_alphabetic))).max(start);
            let digits = bytes[at..end].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            let ordinal = matches!(
                text[at..at + digits].trim_start_matches(|c: char| c.is_ascii_digit()),
                "st" | "nd" | "rd" | "th"
            );
            if ordinal {
                at += digits;
                continue;
            }
            let mut stop = at + digits;
            let label = label(&text[start..first]);
            let rest = &text[stop..end];
            let dash = rest.chars().next().filter(|c| matches!(c, '-' | '–' | '—' | '‐' | '−'));
            let ranged = dash.is_some_and(|dash| {
                rest[dash.len_utf8()..]
                    .trim_start_matches(['-', '–', ' '])
                    .starts_with(|c: char| c.is_ascii_alphanumeric())
            });
            let spaced = rest.starts_with(" – ") || rest.starts_with(" - ") || rest.starts_with(" -- ");
            if ranged || spaced {
                let gap = rest.len() - rest.trim_start_matches(['-', '–', '—', '‐', '−', ' ']).len();
                stop += gap;
                stop += bytes[stop..end].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            }
            let number = || field(text, first..stop, 0.85);
            let in_brackets = text[..first].ends_with('(');
            match label {
                // "30, 2 (2010), pp. 144–155": what was taken for the pages is the issue.
                Label::Pages if !is_labelled => {
                    let before = self.pages.take();
                    self.issue = self.issue.take().or(before);
                    self.pages = number();
                    is_labelled = true;
                }
                Label::Pages => {}
                Label::Volume => self.volume = self.volume.take().or_else(number),
                Label::Issue => self.issue = self.issue.take().or_else(number),
                Label::None if in_brackets && self.issue.is_none() && text[stop..end].starts_with(')') => {
                    self.issue = number()
                }
                Label::None if (ranged || spaced) && !in_brackets => self.pages = self.pages.take().or_else(number),
                Label::None if self.volume.is_none() && !in_brackets && self.issue.is_none() && digits <= 4 => {
                    self.volume = number()
                }
                Label::None if self.pages.is_none() && self.volume.is_some() && !in_brackets => self.pages = number(),
                Label::None => {}
            }
            at = stop;
        }
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let written = &text[range.clone()];
    let start = range.start + written.len() - written.trim_start_matches([' ', ',', '.', ':', '*', '_']).len();
    let kept = text[start..range.end].trim_end_matches([' ', ',', ':', ';', '(', '*', '_']);
    let dots = kept.trim_end_matches('.');
    // The full stop of "Phys." stays.
    let short = dots.rsplit(' ').next().is_some_and(|word| word.len() < 7) && dots.contains('.');
    start..start + if short { kept.len() } else { dots.len() }
}

enum Label {
    None,
    Pages,
    Volume,
    Issue,
}

/// What the word before a number says it is.
fn label(before: &str) -> Label {
    let before = before.trim_end_matches([' ', '.', '(', '\u{a0}']);
    let word = before.rsplit([' ', ',', '(', '.', ';', ':']).next().unwrap_or_default();
    match word.to_ascii_lowercase().as_str() {
        "p" | "pp" | "page" | "pages" | "s" | "pag" => Label::Pages,
        "vol" | "volume" | "v" | "bd" | "band" | "t" | "tome" => Label::Volume,
        "no" | "nr" | "num" | "number" | "issue" | "iss" | "n°" | "№" => Label::Issue,
        _ => Label::None,
    }
}

/// Where the name of the container begins, behind "In" and the editors.
fn container_start(text: &str, start: usize, end: usize) -> (usize, Vec<Name>) {
    let rest = &text[start..end];
    let Some(lead) = ["In: ", "In ", "in: ", "in "].iter().find(|lead| rest.starts_with(**lead)) else {
        return (start, Vec::new());
    };
    let from = start + lead.len();
    let list = names::scan(&text[from..end]);
    if !list.editors || list.names.is_empty() {
        return (from, Vec::new());
    }
    let names_end = from + list.range.end;
    let close = text[names_end..end].find([')', ']', ',']).map_or(names_end, |at| names_end + at + 1);
    let after = &text[close..end];
    (close + (after.len() - after.trim_start_matches([' ', ',', '.', ':']).len()), list.names)
}

fn container_end(text: &str, from: usize, end: usize) -> usize {
    let rest = &text[from..end];
    for (at, c) in rest.char_indices() {
        let after = &rest[at + c.len_utf8()..];
        let stops = match c {
            '(' | ';' | '[' => at > 2,
            ',' => {
                let next = after.trim_start();
                next.starts_with(|c: char| c.is_ascii_digit() || c == '(')
                    || ["vol", "Vol", "no.", "pp", "page", "p. ", "pages", "n/a"]
                        .iter()
                        .any(|word| next.starts_with(word))
            }
            ' ' => {
                after.starts_with(|c: char| c.is_ascii_digit())
                    && at > 2
                    && !after.starts_with("20")
                    && !after.starts_with("19")
                    || after.starts_with("vol")
            }
            '.' => {
                after.starts_with(' ') && !is_short_form(&rest[..at]) || after.starts_with(|c: char| c.is_ascii_digit())
            }
            _ => false,
        };
        if stops {
            return from + at;
        }
    }
    end
}

/// Whether the word before a full stop looks like a shortened one: "Phys", "Am", "Proc".
fn is_short_form(before: &str) -> bool {
    let word = before.rsplit([' ', '.']).next().unwrap_or_default();
    (1..=6).contains(&word.chars().count())
        && word.starts_with(char::is_uppercase)
        && !matches!(word, "Nature" | "Cell" | "Press" | "eLife" | "Wiley" | "PNAS")
}
