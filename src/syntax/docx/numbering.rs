//! The numbers that Word puts before paragraphs and that stand nowhere in their text.

use super::xml::{Space, attribute, child, name, value};
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

/// Levels of a list.
const LEVELS: usize = 9;

/// How one level of a list counts.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    /// The name of the number format (`decimal`, `lowerLetter`, `bullet`).
    format: String,
    /// What is printed, with `%1` for the number of the first level.
    pattern: String,
}

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub struct Numbering {
    definitions: BTreeMap<String, BTreeMap<usize, Level>>,
    /// The definition that each list uses, with the numbers it begins with instead.
    lists: BTreeMap<String, (String, BTreeMap<usize, u32>)>,
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// The lists that have begun: one that restarts does so once.
    begun: BTreeMap<String, ()>,
}

/// What stands before a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub text: String,
    /// The number of the innermost level; `None` for a bullet.
    pub number: Option<u32>,
}

impl Numbering {
    pub fn read(tree: Option<&Document>) -> Numbering {
        let mut numbering = Numbering::default();
        for node in tree.iter().flat_map(|tree| tree.root_element().children()) {
            match name(node) {
                (Space::Word, "abstractNum") => {
                    let Some(id) = attribute(node, "abstractNumId") else { continue };
                    numbering.definitions.insert(id.to_owned(), levels(node));
                }
                (Space::Word, "num") => {
                    let (Some(id), Some(definition)) = (attribute(node, "numId"), value(node, "abstractNumId")) else {
                        continue;
                    };
                    numbering.lists.insert(id.to_owned(), (definition.to_owned(), starts(node)));
                }
                _ => {}
            }
        }
        numbering
    }

    /// The mark of the next paragraph of a list; `None` where the list or its level prints none.
    pub fn next(&mut self, list: &str, level: u8) -> Option<Mark> {
        let level = usize::from(level).min(LEVELS - 1);
        let (definition, starts) = self.lists.get(list)?;
        let levels = self.definitions.get(definition)?;
        let own = levels.get(&level)?;
        let counts = self.counts.entry(definition.clone()).or_default();
        if self.begun.insert(list.to_owned(), ()).is_none() {
            for (at, start) in starts {
                if let Some(count) = counts.get_mut(*at) {
                    *count = start.checked_sub(1);
                }
            }
        }
        let first = |at: usize| levels.get(&at).map_or(1, |level| level.start);
        let count = counts[level].map_or(first(level), |count| count.saturating_add(1));
        counts[level] = Some(count);
        for deeper in &mut counts[level + 1..] {
            *deeper = None;
        }
        match own.format.as_str() {
            "none" => None,
            "bullet" => Some(Mark { text: "•".to_owned(), number: None }),
            _ => {
                let mut text = own.pattern.clone();
                for (at, count) in counts.iter().enumerate().take(level + 1) {
                    let format = levels.get(&at).map_or("decimal", |level| level.format.as_str());
                    text = text.replace(&format!("%{}", at + 1), &written(count.unwrap_or_else(|| first(at)), format));
                }
                let text = text.trim().to_owned();
                (!text.is_empty()).then_some(Mark { text, number: Some(count) })
            }
        }
    }
}

fn levels(node: Node) -> BTreeMap<usize, Level> {
    let levels = node.children().filter(|child| name(*child) == (Space::Word, "lvl"));
    levels
        .filter_map(|level| {
            let at = attribute(level, "ilvl")?.parse().ok()?;
            let start = value(level, "start").and_then(|start| start.parse().ok()).unwrap_or(1);
            let format = value(level, "numFmt").unwrap_or("decimal").to_owned();
            Some((at, Level { start, format, pattern: value(level, "lvlText").unwrap_or_default().to_owned() }))
        })
        .collect()
}

fn starts(node: Node) -> BTreeMap<usize, u32> {
    let overrides = node.children().filter(|child| name(*child) == (Space::Word, "lvlOverride"));
    overrides
        .filter_map(|it| {
            let start = value(it, "startOverride").or_else(|| value(child(it, "lvl")?, "start"))?;
            Some((attribute(it, "ilvl")?.parse().ok()?, start.parse().ok()?))
        })
        .collect()
}

/// A number in one of Word's formats; decimal for those of other scripts.
fn written(number: u32, format: &str) -> String {
    let lower = match format {
        "lowerLetter" | "upperLetter" if number > 0 => {
            // Word goes on from "z" with "aa", "bb".
            let letter = char::from(b'a' + ((number - 1) % 26) as u8);
            let times = ((number - 1) / 26 + 1).min(32);
            std::iter::repeat_n(letter, times as usize).collect()
        }
        "lowerRoman" | "upperRoman" if (1..4000).contains(&number) => roman(number),
        "decimalZero" => return format!("{number:02}"),
        _ => return number.to_string(),
    };
    if format.starts_with("upper") { lower.to_ascii_uppercase() } else { lower }
}

fn roman(mut number: u32) -> String {
    const SIGNS: &[(u32, &str)] = &[
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut text = String::new();
    for (worth, sign) in SIGNS {
        while number >= *worth {
            text.push_str(sign);
            number -= worth;
        }
    }
    text
}
