use super::count::{grouped, listed, plural};
use super::family::family_topic;
use super::{Counts, FamilyView, PaperView};
use crate::report::PaperReport;

/// Up to how many families a verdict names them all.
const SUMMED: usize = 4;
/// How many it names of more.
const NAMED: usize = 3;

/// "3 errors and 9 warnings: 4 about citations, 2 about repeated text and 6 about language."
pub(super) fn of_paper(paper: &PaperReport, counts: Counts, families: &[FamilyView]) -> String {
    if counts.total() == 0 {
        let ran = plural(paper.ran.len(), "rule");
        let words = grouped(paper.words as usize);
        return format!("Nothing found: {ran} ran over {words} words.");
    }
    let mut families: Vec<&FamilyView> = families.iter().collect();
    let is_long = families.len() > SUMMED;
    families.sort_by_key(|family| {
        let Counts { errors, .. } = family.counts;
        // Of many families one error is no more worth naming than a few warnings.
        let rank = if is_long { (2 * errors + family.counts.total(), 0) } else { (errors, family.counts.total()) };
        std::cmp::Reverse(rank)
    });
    let all = counts.in_words();
    let about = |family: &&FamilyView| {
        let count = grouped(family.counts.total());
        match families.len() {
            ..=SUMMED => format!("{count} about {}", family_topic(family.family)),
            _ => format!("{} ({count})", family_topic(family.family)),
        }
    };
    let parts = |count: usize| listed(&families.iter().take(count).map(about).collect::<Vec<String>>());
    match families.len() {
        1 => format!("{all} about {}.", family_topic(families[0].family)),
        ..=SUMMED => format!("{all}: {}.", parts(SUMMED)),
        _ => format!("{all}, above all about {}.", parts(NAMED)),
    }
}

/// One sentence on a batch; the paper's own verdict where there is one.
pub(super) fn of_report(counts: Counts, papers: &[PaperView], unreadable: usize) -> String {
    let verdict = match papers {
        [] => "No paper was read.".to_owned(),
        [only] => only.verdict.clone(),
        many => {
            let clean = many.iter().filter(|paper| paper.counts.total() == 0).count();
            let nothing = match clean {
                0 => String::new(),
                clean => format!("; {} of them without any finding", grouped(clean)),
            };
            format!("{} in {} papers{nothing}.", counts.in_words(), grouped(many.len()))
        }
    };
    match unreadable {
        0 => capital(verdict),
        count => capital(format!("{verdict} {} could not be read.", plural(count, "file"))),
    }
}

fn capital(text: String) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(letters).collect(),
        _ => text,
    }
}
