use crate::diagnostic::Finding;
use crate::paper::{Paper, Role, Section};
use crate::rule::{Options, Values};
use crate::syntax::Kind;
use std::collections::BTreeMap;

/// Fewer headings of one level show no usage.
const FEWEST: usize = 3;

/// Headings of one level that are typed differently: bold or not, numbered or not, with another mark after the number.
pub fn check(paper: &Paper, _: &Options) -> Vec<Finding> {
    let headings: Vec<&Section> = paper.outline.sections.iter().filter(|section| !section.is_title).collect();
    [bold(paper, &headings), unnumbered(&headings), marks(paper, &headings)].into_iter().flatten().collect()
}

/// The levels at which at least [`FEWEST`] of the headings stand, from the highest.
fn levels(headings: &[&Section]) -> impl Iterator<Item = u8> {
    let count = |level: u8| headings.iter().filter(|heading| heading.level == level).count();
    (1..=6).filter(move |level| count(*level) >= FEWEST).collect::<Vec<_>>().into_iter()
}

/// Bold headings among plain ones of their level, or plain ones among bold.
fn bold(paper: &Paper, headings: &[&Section]) -> Option<Finding> {
    let judged: Vec<(&Section, bool)> = headings.iter().map(|heading| (*heading, is_bold(paper, heading))).collect();
    let level = levels(headings).find(|level| {
        let mut of_level = judged.iter().filter(|(heading, _)| heading.level == *level).map(|(_, is_bold)| is_bold);
        let first = of_level.next();
        of_level.any(|is_bold| Some(is_bold) != first)
    })?;
    let of_level = || judged.iter().filter(|(heading, _)| heading.level == level);
    let (all, bold) = (of_level().count(), of_level().filter(|(_, is_bold)| *is_bold).count());
    let is_odd_bold = bold * 2 <= all;
    let odd = of_level().filter(|(_, is_bold)| *is_bold == is_odd_bold).map(|(heading, _)| *heading);
    // What is bold at other levels belongs to the same habit.
    let elsewhere = judged.iter().filter(|(heading, is_bold)| heading.level != level && *is_bold && is_odd_bold);
    let odd: Vec<&Section> = odd.chain(elsewhere.map(|(heading, _)| *heading)).collect();
    let (variant, note) = if is_odd_bold { ("bold", "bold too") } else { ("plain", "not bold either") };
    finding(&odd, all, variant, note)
}

/// Whether the whole heading is bold inside its mark.
fn is_bold(paper: &Paper, section: &Section) -> bool {
    let nodes = &paper.tree.nodes;
    let first = nodes.partition_point(|node| node.start < section.heading.start);
    let mut inside = (first..nodes.len()).take_while(|&at| nodes[at].start < section.heading.end);
    let Some(heading) = inside.find(|&at| matches!(nodes[at].kind, Kind::Heading { .. })) else { return false };
    let mut strong = 0;
    for child in paper.tree.children(heading) {
        match &nodes[child].kind {
            Kind::Strong => strong += 1,
            Kind::Label(_) | Kind::Comment | Kind::SoftBreak => {}
            Kind::Text | Kind::Replaced(_) => {
                let text = paper.root().text.get(nodes[child].range()).unwrap_or_default();
                if text.contains(char::is_alphabetic) {
                    return false;
                }
            }
            _ => return false,
        }
    }
    strong == 1
}

/// Headings without a number where the others of their level have one.
fn unnumbered(headings: &[&Section]) -> Option<Finding> {
    levels(headings).find_map(|level| {
        let of_level = || headings.iter().copied().filter(|heading| heading.level == level && heading.role.is_argument());
        let numbered = || of_level().filter(|heading| heading.number.is_some());
        let (first, last) = (numbered().next()?.heading.start, numbered().next_back()?.heading.start);
        let odd: Vec<&Section> = of_level()
            .filter(|heading| heading.number.is_none())
            .filter(|heading| {
                let is_between = (first..last).contains(&heading.heading.start);
                is_between || matches!(heading.role, Role::Introduction | Role::Conclusion | Role::Discussion)
            })
            .collect();
        let count = numbered().count();
        // An introduction and a conclusion that stand outside the numbering are a style.
        let is_frame = |heading: &&Section| !(first..last).contains(&heading.heading.start);
        let frames = odd.iter().filter(|heading| is_frame(heading)).count();
        if count < FEWEST || count < odd.len() * 2 || frames > 1 {
            return None;
        }
        finding(&odd, count + odd.len(), "unnumbered", "without a number too")
    })
}

/// Numbers with another mark after them than the others of their level.
fn marks(paper: &Paper, headings: &[&Section]) -> Option<Finding> {
    levels(headings).find_map(|level| {
        let judged: Vec<(&Section, Option<char>)> = headings
            .iter()
            .filter(|heading| heading.level == level)
            .filter_map(|heading| Some((*heading, mark(paper, heading)?)))
            .collect();
        let mut counts: BTreeMap<Option<char>, usize> = BTreeMap::new();
        judged.iter().for_each(|(_, mark)| *counts.entry(*mark).or_default() += 1);
        let (usual, _) = counts.into_iter().max_by_key(|(mark, count)| (*count, *mark))?;
        let odd: Vec<&Section> =
            judged.iter().filter(|(_, mark)| *mark != usual).map(|(heading, _)| *heading).collect();
        if judged.len() < FEWEST || odd.len() * 2 > judged.len() {
            return None;
        }
        finding(&odd, judged.len(), "mark", "another mark too")
    })
}

/// The mark after a decimal number, inside `Some`; `None` where there is no decimal number.
fn mark(paper: &Paper, section: &Section) -> Option<Option<char>> {
    let number = section.number.as_ref().filter(|number| number.starts_with(|c: char| c.is_ascii_digit()))?;
    let block = paper.prose.blocks.get(section.blocks.start as usize)?;
    let rest = paper.prose.block_text(block).trim_start().strip_prefix(number.as_str())?;
    Some(rest.chars().next().filter(|mark| !mark.is_whitespace()))
}

fn finding(odd: &[&Section], all: usize, variant: &'static str, note: &str) -> Option<Finding> {
    let (first, others) = odd.split_first()?;
    let values = Values::new()
        .text("heading", first.title.as_str())
        .number("level", usize::from(first.level))
        .number("all", all)
        .number("others", others.len());
    let finding = Finding::new(first.heading, values).variant(variant);
    Some(others.iter().fold(finding, |finding, other| finding.context(other.heading, note)))
}
