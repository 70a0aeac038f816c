use std::collections::BTreeMap;

/// How many years a chart shows; what is older is one bar before them.
const SHOWN: i32 = 40;
/// The fewest years of an axis, so that two of them are not two walls.
const FEWEST: i32 = 10;
/// The most years that are written below.
const TICKS: i32 = 10;

/// Citations by the year of the work that they cite; places and heights from 0 to 1. Empty where hardly one is known.
#[derive(Debug, Default, PartialEq)]
pub struct Years {
    pub bars: Vec<YearBar>,
    pub ticks: Vec<YearTick>,
    /// The oldest and the newest year.
    pub range: (i32, i32),
    /// At least half of the citations are of works of this year or later.
    pub median: i32,
}

/// The citations of one year's works; only years that have some.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct YearBar {
    pub year: i32,
    /// Whether it stands for all years up to this one.
    pub is_earlier: bool,
    pub count: u32,
    pub start: f64,
    pub end: f64,
    /// Of the highest.
    pub height: f64,
}

/// A year that is written below the bars, at the middle of its own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct YearTick {
    pub year: i32,
    pub at: f64,
}

impl Years {
    /// `cited`: how many citations there are of works of each year.
    pub(super) fn new(cited: &BTreeMap<i32, u32>) -> Self {
        let all: u64 = cited.values().map(|&count| u64::from(count)).sum();
        let (Some((&oldest, _)), Some((&newest, _))) = (cited.first_key_value(), cited.last_key_value()) else {
            return Years::default();
        };
        if all < 3 {
            return Years::default();
        }
        let first = oldest.max(newest.saturating_sub(SHOWN - 1)).min(newest.saturating_sub(FEWEST - 1));
        let has_earlier = oldest < first;
        // The slot of the earlier years is the first, where there is one.
        let offset = i32::from(has_earlier);
        let slots = f64::from(newest - first + 1 + offset);
        let mut counts: BTreeMap<i32, u32> = BTreeMap::new();
        for (&year, &count) in cited {
            let slot = if year < first { 0 } else { year - first + offset };
            let sum = counts.entry(slot).or_default();
            *sum = sum.saturating_add(count);
        }
        let most = counts.values().copied().max().unwrap_or(1);
        let bar = |(slot, count): (i32, u32)| YearBar {
            year: first + slot - offset,
            is_earlier: has_earlier && slot == 0,
            count,
            start: f64::from(slot) / slots,
            end: f64::from(slot + 1) / slots,
            height: f64::from(count) / f64::from(most.max(1)),
        };
        let step = [1, 2, 5].into_iter().find(|step| (newest - first) / step < TICKS).unwrap_or(10);
        let ticks = (first..=newest).filter(|year| year % step == 0);
        let tick = |year: i32| YearTick { year, at: (f64::from(year - first + offset) + 0.5) / slots };
        Years {
            ticks: ticks.map(tick).collect(),
            bars: counts.into_iter().map(bar).collect(),
            range: (oldest, newest),
            median: median(cited, all),
        }
    }

    /// "Citations by the year of the work: 1979 to 2023, half of them from 2016 on; the first bar is all until 1983".
    pub fn caption(&self) -> String {
        let (oldest, newest) = self.range;
        let span = match oldest == newest {
            true => format!("all of them {newest}"),
            false => format!("{oldest} to {newest}, half of them from {} on", self.median),
        };
        let earlier = match self.bars.first() {
            Some(first) if first.is_earlier => format!("; the first bar is all until {}", first.year),
            _ => String::new(),
        };
        format!("Citations by the year of the work: {span}{earlier}")
    }
}

/// The latest year from which on at least half of the citations are.
fn median(cited: &BTreeMap<i32, u32>, all: u64) -> i32 {
    let mut sum = 0;
    for (&year, &count) in cited.iter().rev() {
        sum += u64::from(count);
        if sum * 2 >= all {
            return year;
        }
    }
    0
}
