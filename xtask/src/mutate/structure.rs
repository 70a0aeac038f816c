//! Faults of structure.

use super::{Damaged, Fault, scramble};
use std::ops::Range;

pub const FAULTS: &[Fault] = &[
    Fault { rule: "structure/heading-empty", inject: empty_heading },
    Fault { rule: "structure/heading-duplicate", inject: duplicate_heading },
    Fault { rule: "structure/heading-format-mixed", inject: bold_heading },
    Fault { rule: "structure/heading-lone", inject: lone_heading },
    Fault { rule: "structure/heading-numbering", inject: skipped_number },
    Fault { rule: "structure/heading-punct", inject: ended_heading },
    Fault { rule: "structure/paragraph-long", inject: long_paragraph },
    Fault { rule: "structure/enumeration-broken", inject: enumeration_with_a_gap },
    Fault { rule: "structure/title-length", inject: ended_title },
    Fault { rule: "structure/keywords-missing", inject: keyword_twice },
];

/// A heading of the paper's own level with nothing under it, before another heading.
fn empty_heading(text: &str, seed: u64) -> Option<Damaged> {
    let headings: Vec<usize> = text.match_indices("\n\n#").map(|(at, _)| at + 2).collect();
    let at = *headings.get(1 + scramble(seed, 3) as usize % headings.len().saturating_sub(1).max(1))?;
    let marks = text[at..].bytes().take_while(|&b| b == b'#').count();
    let heading = format!("{} Further considerations", "#".repeat(marks));
    let place = at..at + heading.len();
    Some((format!("{}{heading}\n\n{}", &text[..at], &text[at..]), place))
}

/// A heading of the text: its level, and the bytes of its words without attributes.
struct Heading {
    level: usize,
    line: usize,
    words: Range<usize>,
}

/// The headings up to the references, none of code.
fn headings(text: &str) -> Vec<Heading> {
    let mut found = Vec::new();
    let mut is_code = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let marks = line.bytes().take_while(|&b| b == b'#').count();
        is_code ^= line.starts_with("```");
        let words = line.trim_end().get(marks..).unwrap_or_default();
        if (1..=3).contains(&marks) && words.starts_with(' ') && !is_code {
            let words = words.split(" {").next().unwrap_or_default().trim_end();
            let start = at + marks + 1;
            let end = at + marks + words.len();
            if words.to_lowercase().contains("reference") || words.to_lowercase().contains("acknowledg") {
                break;
            }
            if start < end {
                found.push(Heading { level: marks, line: at, words: start..end });
            }
        }
        at += line.len();
    }
    found
}

/// The headings of the level that the main sections have, where there are at least three of plain words.
fn main_headings(text: &str) -> Option<Vec<Heading>> {
    let all = headings(text);
    let level = (1..=2).find(|level| all.iter().filter(|heading| heading.level == *level).count() >= 3)?;
    let is_plain = |words: &str| words.starts_with(char::is_alphabetic) && words.ends_with(char::is_alphanumeric);
    let main: Vec<Heading> = all.into_iter().filter(|heading| heading.level == level).collect();
    main.iter().all(|heading| is_plain(&text[heading.words.clone()])).then_some(main)
}

/// The heading of a main section again, before the one after the next.
fn duplicate_heading(text: &str, seed: u64) -> Option<Damaged> {
    let main = main_headings(text)?;
    let first = scramble(seed, 5) as usize % (main.len() - 2);
    let (words, before) = (&text[main[first].words.clone()], main[first + 2].line);
    let heading = format!("{} {words}", "#".repeat(main[first].level));
    Some((
        format!("{}{heading}\n\nMore words of it.\n\n{}", &text[..before], &text[before..]),
        before..before + heading.len(),
    ))
}

/// One heading in bold inside its mark.
fn bold_heading(text: &str, seed: u64) -> Option<Damaged> {
    let main = main_headings(text)?;
    let words = main[scramble(seed, 6) as usize % main.len()].words.clone();
    let damaged = format!("{}**{}**{}", &text[..words.start], &text[words.clone()], &text[words.end..]);
    Some((damaged, words.start..words.end + 4))
}

/// One subsection in a section that has none.
fn lone_heading(text: &str, seed: u64) -> Option<Damaged> {
    let all = headings(text);
    let main = main_headings(text)?;
    let is_undivided = |pair: &&[Heading]| {
        !all.iter().any(|other| pair[0].line < other.line && other.line < pair[1].line && other.level > pair[0].level)
            && !["abstract", "summary"].contains(&text[pair[0].words.clone()].to_lowercase().as_str())
    };
    let undivided: Vec<&[Heading]> = main.windows(2).filter(is_undivided).collect();
    let pair = undivided.get(scramble(seed, 7) as usize % undivided.len().max(1))?;
    let heading = format!("{} Further particulars", "#".repeat(pair[0].level + 1));
    let at = pair[1].line;
    Some((format!("{}{heading}\n\nThere are some.\n\n{}", &text[..at], &text[at..]), at..at + heading.len()))
}

/// Numbers before all main headings, with one left out.
fn skipped_number(text: &str, seed: u64) -> Option<Damaged> {
    let main = main_headings(text)?;
    let skipped = 1 + scramble(seed, 8) as usize % (main.len() - 1);
    let mut damaged = String::with_capacity(text.len() + main.len() * 4);
    let mut place = 0..0;
    let mut at = 0;
    for (index, heading) in main.iter().enumerate() {
        damaged.push_str(&text[at..heading.words.start]);
        let start = damaged.len();
        let number = index + 1 + usize::from(index >= skipped);
        damaged.push_str(&format!("{number}. {}", &text[heading.words.clone()]));
        if index == skipped {
            place = start..damaged.len();
        }
        at = heading.words.end;
    }
    damaged.push_str(&text[at..]);
    Some((damaged, place))
}

/// A colon at the end of a heading.
fn ended_heading(text: &str, seed: u64) -> Option<Damaged> {
    let main = main_headings(text)?;
    let words = main[scramble(seed, 9) as usize % main.len()].words.clone();
    Some((format!("{}:{}", &text[..words.end], &text[words.end..]), words.start..words.end + 1))
}

/// A paragraph of many short sentences, after a heading.
fn long_paragraph(text: &str, seed: u64) -> Option<Damaged> {
    let sentences: Vec<String> = (0..70).map(|number| format!("We saw number {number} and noted it.")).collect();
    insert_below_heading(text, seed, &sentences.join(" "))
}

/// "First … Third" without a second.
fn enumeration_with_a_gap(text: &str, seed: u64) -> Option<Damaged> {
    let words = "The sites were chosen in this way. First, we walked along every road. Third, we drew lots.";
    let (damaged, place) = insert_below_heading(text, seed, words)?;
    Some((damaged, place.start + 35..place.end))
}

fn insert_below_heading(text: &str, seed: u64, words: &str) -> Option<Damaged> {
    let main = main_headings(text)?;
    let heading = &main[1 + scramble(seed, 10) as usize % (main.len() - 1)];
    let at = heading.line + text[heading.line..].find('\n')? + 1;
    Some((format!("{}\n{words}\n\n{}", &text[..at], text[at..].trim_start_matches('\n')), at + 1..at + 1 + words.len()))
}

/// A period after the title of the front matter.
fn ended_title(text: &str, _: u64) -> Option<Damaged> {
    let start = text.find("\ntitle:").filter(|at| text.starts_with("---") && *at < 2000)? + 1;
    let line = text[start..].lines().next()?;
    let words = line.trim_end().trim_end_matches(['"', '\'']);
    let last = words.rsplit(' ').next()?;
    if !last.chars().all(char::is_alphabetic) || last.len() < 5 || words.ends_with(':') {
        return None;
    }
    let end = start + words.len();
    Some((format!("{}.{}", &text[..end], &text[end..]), start..end + 1))
}

/// The first keyword or tag of the front matter once more: at the end of a list in one line, or below it.
fn keyword_twice(text: &str, _: u64) -> Option<Damaged> {
    let front = text.strip_prefix("---")?.find("\n---")? + 3;
    if let Some(start) = text[..front].find("\nkeywords: [").map(|at| at + 12) {
        let end = start + text[start..front].find(']')?;
        let first = text[start..end].split(',').next()?.trim();
        return Some((format!("{}, {first}{}", &text[..end], &text[end..]), end + 2..end + 2 + first.len()));
    }
    let key = ["\ntags:\n", "\nkeywords:\n"].iter().find_map(|key| Some(text[..front].find(key)? + key.len()))?;
    let item = text[key..front].lines().next().filter(|line| line.trim_start().starts_with("- "))?;
    let end = key + item.len() + 1;
    Some((format!("{}{item}\n{}", &text[..end], &text[end..]), end..end + item.len()))
}
