use crate::diagnostic::{Edit, Finding, Fix, Safety};
use crate::paper::{Paper, Section};
use crate::rule::{Options, Values};
use crate::source::Span;

/// Headings of the levels below run into their paragraph, and a mark parts the two.
const SMALLEST: u8 = 3;

/// Abbreviations that end with a period wherever they stand.
const ABBREVIATIONS: &[&str] = &["etc", "al", "inc", "ltd", "co", "corp", "jr", "sr", "vs", "ed", "eds", "sp", "spp", "no"];

/// Headings that end with a period, colon, comma or semicolon; all of one level and mark are one finding.
pub fn check(paper: &Paper, _: &Options) -> Vec<Finding> {
    let headings: Vec<&Section> =
        paper.outline.sections.iter().filter(|section| !section.is_title && section.level <= SMALLEST).collect();
    let mut findings = Vec::new();
    for level in 1..=SMALLEST {
        for mark in ['.', ':', ',', ';'] {
            let of_level = || headings.iter().filter(|heading| heading.level == level);
            let ended: Vec<(&Section, Span)> =
                of_level().filter_map(|heading| Some((*heading, ending(paper, heading, mark)?))).collect();
            // Below the first level, a mark after every heading is a style.
            let is_style = ended.len() > 1 && ended.len() * 2 > of_level().count();
            if !is_style {
                findings.extend(finding(&ended, mark));
            }
        }
    }
    findings
}

/// The place of the mark that the heading ends with.
fn ending(paper: &Paper, section: &Section, mark: char) -> Option<Span> {
    let block = paper.prose.blocks.get(section.blocks.start as usize)?;
    let text = paper.prose.block_text(block).trim_end();
    let words = text.strip_suffix(mark)?;
    if words.ends_with(mark) || !words.ends_with(char::is_alphanumeric) {
        return None;
    }
    let word = words.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_abbreviation = ABBREVIATIONS.contains(&word.to_lowercase().as_str()) || word.chars().count() == 1;
    // "1." alone is a number without a title, and "3" after a number without a letter is one too.
    let has_letters = words.contains(char::is_alphabetic);
    let at = block.start + words.len() as u32;
    (has_letters && !(mark == '.' && is_abbreviation)).then(|| paper.prose.span(at..at + 1))
}

fn finding(ended: &[(&Section, Span)], mark: char) -> Option<Finding> {
    let ((first, _), others) = ended.split_first()?;
    let name = match mark {
        '.' => "a period",
        ':' => "a colon",
        ',' => "a comma",
        _ => "a semicolon",
    };
    let values =
        Values::new().text("heading", first.title.as_str()).text("mark", name).number("others", others.len());
    let edits = ended.iter().map(|(_, span)| Edit { span: *span, text: String::new() }).collect();
    let fix = Fix { title: "remove the mark".to_owned(), safety: Safety::Safe, edits };
    let finding = Finding::new(first.heading, values).fix(fix);
    let finding = if others.is_empty() { finding } else { finding.variant("often") };
    Some(others.iter().fold(finding, |finding, (other, _)| finding.context(other.heading, "the same mark")))
}
