use super::author_year::Mention;
use super::mismatch::{Cited, Listed, Mismatch, Nearness, compare, is_near, nearness, reference_names, same_year};
use crate::paper::{Bibliography, Reference, Year};
use crate::text::{fold, fold_name};
use rustc_hash::{FxHashMap, FxHashSet};

/// The references by number, key, surname and year.
pub struct Index<'a> {
    references: &'a [Reference],
    names: Vec<Vec<Listed>>,
    numbers: FxHashMap<u32, usize>,
    keys: FxHashMap<&'a str, usize>,
    /// By the first author's folded surname; organisations by their initials too.
    first: FxHashMap<String, Vec<usize>>,
    years: FxHashMap<i32, Vec<usize>>,
    surnames: FxHashSet<String>,
    /// The highest number of the list.
    pub highest: u32,
}

/// References of one surname, or of one year, that are looked at for one citation: more are no real list.
const MOST_CANDIDATES: usize = 200;

/// How well a reference answers to a citation by names and year; the least is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Exact,
    /// The year without its letter, or "et al." for a single author left out.
    Loose,
    Spelling,
    Fewer,
    /// The names in another year, and how far off.
    OtherYear(u32),
    FirstOnly,
}

impl<'a> Index<'a> {
    pub fn new(bibliography: &'a Bibliography) -> Index<'a> {
        let references = bibliography.references.as_slice();
        let mut index = Index {
            references,
            names: Vec::with_capacity(references.len()),
            numbers: FxHashMap::default(),
            keys: FxHashMap::default(),
            first: FxHashMap::default(),
            years: FxHashMap::default(),
            surnames: FxHashSet::default(),
            highest: 0,
        };
        for (at, reference) in references.iter().enumerate() {
            index.add(at, reference);
        }
        index
    }

    fn add(&mut self, at: usize, reference: &'a Reference) {
        if let Some(number) = reference.number {
            self.numbers.entry(number).or_insert(at);
            self.highest = self.highest.max(number);
        }
        if let Some(key) = &reference.key {
            self.keys.entry(key.text.as_str()).or_insert(at);
        }
        let listed: Vec<Listed> = reference_names(reference).iter().map(Listed::new).collect();
        match reference_names(reference).first() {
            Some(name) => {
                let mut forms = Cited::new(&name.family, None).forms;
                let initials: String = name
                    .family
                    .split([' ', '-'])
                    .filter_map(|word| word.chars().next())
                    .filter(|c| c.is_uppercase())
                    .collect();
                if name.given.is_empty() && initials.chars().count() > 1 {
                    forms.push(fold(&initials).into_owned());
                }
                for form in forms {
                    self.first.entry(form).or_default().push(at);
                }
            }
            // Nobody is named: the entry is cited by its first words.
            None => {
                let words: Vec<&str> = reference
                    .raw
                    .split_whitespace()
                    .take(4)
                    .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
                    .collect();
                for many in 1..=words.len() {
                    self.first.entry(fold_name(&words[..many].join(" "))).or_default().push(at);
                }
            }
        }
        self.surnames.extend(listed.iter().map(|name| name.family.clone()));
        if let Some(year) = reference.year.as_ref().and_then(|year| year.value.number) {
            self.years.entry(year).or_default().push(at);
        }
        self.names.push(listed);
    }

    pub fn by_number(&self, number: u32) -> Option<usize> {
        self.numbers.get(&number).copied()
    }

    pub fn by_key(&self, key: &str) -> Option<usize> {
        self.keys.get(key).copied()
    }

    pub fn reference(&self, at: usize) -> Option<&'a Reference> {
        self.references.get(at)
    }

    /// Whether somebody of this surname is an author of the list.
    pub fn knows_author(&self, name: &str) -> bool {
        Cited::new(name, None).forms.iter().any(|form| self.surnames.contains(form))
    }

    /// How names and a year in the text differ from a reference; `None` where they agree.
    pub fn compare(&self, names: &[String], et_al: bool, year: Option<Year>, at: usize) -> Option<Mismatch> {
        compare(names, et_al, year, self.references.get(at)?, self.names.get(at)?)
    }

    /// Whether the authors of a reference were read.
    pub fn has_names(&self, at: usize) -> bool {
        self.names.get(at).is_some_and(|names| !names.is_empty())
    }

    /// Whether somebody of this surname is the first author of an entry.
    pub fn leads(&self, name: &str) -> bool {
        Cited::new(name, None).forms.iter().any(|form| self.first.contains_key(form))
    }

    /// Finds the reference that a mention means, and drops from its names the words that are none: those before it in
    /// a list that it does not belong to ("In Spain, Smith and Lee (2019)").
    pub fn resolve(&self, mention: &mut Mention) {
        let cited: Vec<Cited> =
            mention.units.iter().map(|unit| Cited::new(&unit.name, unit.acronym.as_deref())).collect();
        let mut best: Option<(Fit, usize, usize)> = None;
        for skip in 0..cited.len() {
            let names = &cited[skip..];
            let Some(first) = names.first() else { break };
            for form in first.forms.iter().chain(first.acronym()) {
                let candidates = self.first.get(form).map(Vec::as_slice).unwrap_or_default();
                for &at in candidates.iter().take(MOST_CANDIDATES) {
                    // Names are left off only where the rest is just the reference's.
                    if let Some(fit) = self.fit(names, mention.et_al, mention.year, at)
                        && (skip == 0 || fit <= Fit::Loose)
                    {
                        best = Some(best.map_or((fit, skip, at), |before| before.min((fit, skip, at))));
                    }
                }
            }
            if let Some((Fit::Exact, ..)) = best {
                break;
            }
        }
        if best.is_none_or(|(fit, ..)| fit > Fit::Spelling)
            && let Some(year) = mention.year.number
            && let Some(first) = cited.first()
        {
            let same_year = self.years.get(&year).map(Vec::as_slice).unwrap_or_default();
            for &at in same_year.iter().take(MOST_CANDIDATES) {
                let listed = self.names.get(at).and_then(|names| names.first());
                if listed
                    .is_some_and(|listed| first.forms.iter().any(|form| may_be_slip(form, &listed.family, cited.len())))
                    && let Some(fit) = self.fit(&cited, mention.et_al, mention.year, at)
                {
                    best = Some(best.map_or((fit, 0, at), |before| before.min((fit, 0, at))));
                }
            }
        }
        let Some((_, skip, at)) = best else { return };
        mention.reference = Some(at);
        if skip > 0 {
            mention.units.drain(..skip);
            let first = mention.units.first().map_or(0, |unit| unit.range.start as u32);
            mention.begin_at(mention.base + first);
        }
        self.trim(mention, at);
    }

    /// Cuts from the first name the words before it that the list does not have: "Following Smith" is Smith.
    fn trim(&self, mention: &mut Mention, at: usize) {
        let Some(listed) = self.names.get(at).and_then(|names| names.first()) else { return };
        let base = mention.base;
        let Some(unit) = mention.units.first_mut() else { return };
        let words: Vec<&str> = unit.name.split(' ').collect();
        let Some(from) = (1..words.len()).find(|&from| fold_name(&words[from..].join(" ")) == listed.family) else {
            return;
        };
        if fold_name(&unit.name) == listed.family {
            return;
        }
        let name = words[from..].join(" ");
        unit.range.start = unit.range.end.saturating_sub(name.len()).max(unit.range.start);
        unit.name = name;
        let start = base + unit.range.start as u32;
        mention.begin_at(start);
    }

    fn fit(&self, cited: &[Cited], et_al: bool, year: Year, at: usize) -> Option<Fit> {
        let reference = self.references.get(at)?;
        let listed = self.names.get(at)?;
        let near = match listed.is_empty() {
            true => Nearness::Same,
            false => nearness(cited, et_al, listed, reference.et_al),
        };
        let dated = reference.year.as_ref().map(|year| year.value);
        let same = same_year(year, reference);
        let number_is = dated.is_none_or(|dated| dated.number == year.number);
        match near {
            Nearness::Same if et_al && listed.len() <= 2 && same => Some(Fit::Loose),
            Nearness::Same if same && number_is && dated.is_none_or(|dated| dated.suffix == year.suffix) => {
                Some(Fit::Exact)
            }
            Nearness::Same if same => Some(Fit::Loose),
            Nearness::Spelling if same => Some(Fit::Spelling),
            Nearness::Fewer if same => Some(Fit::Fewer),
            Nearness::Same => {
                let listed = dated.and_then(|dated| dated.number)?;
                Some(Fit::OtherYear(listed.abs_diff(year.number?)))
            }
            Nearness::FirstOnly if same && number_is => Some(Fit::FirstOnly),
            _ => None,
        }
    }

    /// Takes back the references of mentions that differ from them in year or authors, where the reference is cited
    /// rightly elsewhere: such a mention means another work, which is missing.
    pub fn release_rivals(&self, mentions: &mut [Mention]) {
        let fit = |mention: &Mention| {
            let cited: Vec<Cited> =
                mention.units.iter().map(|unit| Cited::new(&unit.name, unit.acronym.as_deref())).collect();
            mention.reference.and_then(|at| self.fit(&cited, mention.et_al, mention.year, at))
        };
        let fits: Vec<Option<Fit>> = mentions.iter().map(fit).collect();
        let rightly: FxHashSet<usize> = mentions
            .iter()
            .zip(&fits)
            .filter(|(_, fit)| fit.is_some_and(|fit| fit <= Fit::Loose))
            .filter_map(|(mention, _)| mention.reference)
            .collect();
        for (mention, fit) in mentions.iter_mut().zip(fits) {
            let taken = mention.reference.is_some_and(|at| rightly.contains(&at));
            let doubtful = match fit {
                _ if mention.tied => false,
                Some(Fit::OtherYear(off)) => taken && off > 1 || off > 5,
                Some(Fit::FirstOnly) => taken,
                _ => false,
            };
            if doubtful {
                mention.reference = None;
            }
        }
    }
}

/// Whether one surname can be a slip for the other where nothing but the year ties the two: `Zhang` and `Chang` are two
/// people.
fn may_be_slip(cited: &str, listed: &str, names: usize) -> bool {
    const LONG: usize = 6;
    is_near(cited, listed)
        && cited.chars().next() == listed.chars().next()
        && (names > 1 || cited.chars().count() >= LONG)
}
