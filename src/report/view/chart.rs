use super::{Counts, Years};
use crate::paper::Role;
use crate::report::{ManuscriptSection, PaperReport};

/// Into how many parts a paper is divided to show where its findings stand.
const BINS: usize = 96;

/// The geometry of a paper's charts; all lengths from 0 to 1. Empty where the paper's text was not kept.
#[derive(Debug, Default)]
pub struct Charts<'a> {
    /// Findings along the paper; only the parts that have some.
    pub strip: Vec<Bin>,
    /// The most findings in one part.
    pub strip_most: usize,
    /// Where the sections begin along the paper.
    pub starts: Vec<SectionStart<'a>>,
    /// Words by section.
    pub words: Vec<Bar<'a>>,
    /// Citations by section.
    pub citations: Vec<Bar<'a>>,
    /// Citations by the year of the cited work.
    pub years: Years,
}

/// A part of the paper that has findings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    pub start: f64,
    pub end: f64,
    pub counts: Counts,
    /// Index of its first finding in [`PaperReport::findings`].
    pub first: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SectionStart<'a> {
    pub title: &'a str,
    pub at: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar<'a> {
    pub title: &'a str,
    pub role: Role,
    pub value: u32,
    /// Of all of them together.
    pub share: f64,
    /// Of the largest.
    pub length: f64,
}

impl<'a> Charts<'a> {
    pub(super) fn new(paper: &'a PaperReport) -> Self {
        let Some(manuscript) = &paper.manuscript else {
            return Charts::default();
        };
        let length = f64::from(manuscript.length.max(1));
        let mut bins: Vec<Option<Bin>> = vec![None; BINS];
        let own = paper.findings.iter().enumerate().filter(|(_, finding)| finding.place.path == paper.path);
        for (index, finding) in own {
            let at = f64::from(finding.place.start.offset) / length;
            let number = ((at * BINS as f64) as usize).min(BINS - 1);
            let empty = Bin {
                start: number as f64 / BINS as f64,
                end: (number + 1) as f64 / BINS as f64,
                counts: Counts::default(),
                first: index,
            };
            let bin = bins[number].get_or_insert(empty);
            bin.counts = bin.counts + Counts::of(std::iter::once(finding.severity));
        }
        let strip: Vec<Bin> = bins.into_iter().flatten().collect();
        let top: Vec<&ManuscriptSection> = manuscript.sections.iter().filter(|section| section.is_top).collect();
        let start = |section: &&'a ManuscriptSection| SectionStart {
            title: &section.title,
            at: (f64::from(section.start) / length).min(1.0),
        };
        let body: Vec<&ManuscriptSection> =
            top.iter().copied().filter(|section| section.role != Role::References && section.words > 0).collect();
        Charts {
            strip_most: strip.iter().map(|bin| bin.counts.total()).max().unwrap_or(0),
            strip,
            starts: top.iter().map(start).collect(),
            words: bars(&body, |section| section.words),
            citations: bars(&body, |section| section.citations),
            years: Years::new(&paper.cited_years),
        }
    }
}

/// One bar a section; none at all where every value is 0.
fn bars<'a>(sections: &[&'a ManuscriptSection], value: impl Fn(&ManuscriptSection) -> u32) -> Vec<Bar<'a>> {
    let values: Vec<u32> = sections.iter().map(|section| value(section)).collect();
    let all: u64 = values.iter().map(|&value| u64::from(value)).sum();
    let most = values.iter().copied().max().unwrap_or(0);
    if most == 0 {
        return Vec::new();
    }
    let bar = |(section, value): (&&'a ManuscriptSection, u32)| Bar {
        title: &section.title,
        role: section.role,
        value,
        share: f64::from(value) / all as f64,
        length: f64::from(value) / f64::from(most),
    };
    sections.iter().zip(values).map(bar).collect()
}
