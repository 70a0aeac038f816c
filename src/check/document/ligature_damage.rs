use crate::diagnostic::Finding;
use crate::paper::{Paper, Scope};
use crate::rule::{Options, Values};
use std::ops::Range;

/// What is left of common words where a ligature is lost, folded: no such piece is a word of its own.
const PIECES: &[&str] = &[
    "signi cant", "signi cantly", "speci c", "speci cally", "speci ed", "identi ed", "classi ed", "classi cation", "modi ed",
    "veri ed", "quanti ed", "de ned", "de nition", "con rmed", "con guration", "con dence", "coef cient", "coe cient", "ef cient",
    "e cient", "e ciency", "ef ciency", "suf cient", "su cient", "dif cult", "di cult", "di erent", "di erence", "di erences", "e ect",
    "e ects", "e ective", "a ected", "pro le", "pro les", "ve days", "bene t", "bene ts", "scienti c", "arti cial", "in uence",
    "in uenced", "re ect", "re ected", "work ow", "over ow", "eld of", "the rst", "the eld", "a xed",
];

/// So many words from which it is said: one may be a misprint.
const LEAST: usize = 3;

/// Words whose ligatures were lost or kept as one sign when the text was taken from a page.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let prose = &paper.prose;
    let mut places: Vec<Range<u32>> = PIECES.iter().flat_map(|pieces| prose.phrase(pieces)).collect();
    for block in prose.blocks.iter().filter(|block| !matches!(block.scope, Scope::Code | Scope::Math)) {
        let text = prose.block_text(block);
        // U+FB00 to U+FB06 are written EF AC 80 to EF AC 86.
        let signs = memchr::memchr_iter(0xef, text.as_bytes()).filter(|at| {
            text[*at..].starts_with(|c: char| ('\u{fb00}'..='\u{fb06}').contains(&c))
        });
        places.extend(signs.map(|at| block.start + at as u32..block.start + at as u32 + 3));
    }
    places.sort_by_key(|place| place.start);
    let Some(first) = places.first().filter(|_| places.len() >= LEAST) else { return Vec::new() };
    let values = Values::new().number("count", places.len()).text("found", prose.slice(first.clone()));
    let others = places.iter().skip(1).take(LEAST).map(|place| prose.span(place.clone()));
    let finding = Finding::new(prose.span(first.clone()), values);
    vec![others.fold(finding, |finding, span| finding.context(span, "and here"))]
}
