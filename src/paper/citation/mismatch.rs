use crate::paper::{Name, Reference, Year};
use crate::text::{edit_distance, fold, fold_name};
use rustc_hash::FxHashSet;

/// How the names or the year that a text gives differ from the reference it points at. One fault has one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mismatch {
    /// The same surnames and another year.
    Year,
    /// Some of the listed authors are left out, and no "et al." says so.
    MissingCoauthor,
    /// A surname is spelt otherwise.
    Name,
    /// Other authors.
    Author,
}

/// How near the cited names are to the listed ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    Same,
    /// The same but for accents, or for one letter of a name of five or more.
    Spelling,
    /// The listed names without some of them.
    Fewer,
    /// The same first author with others beside.
    FirstOnly,
    Other,
}

/// Printed names read with less certainty are not held against the text.
const SURE: f32 = 0.6;
/// A name this short is not called misspelt: Wu and Xu are two people.
const SHORTEST_MISSPELT: usize = 5;

/// The people a reference is cited by: its authors, else its editors.
pub fn reference_names(reference: &Reference) -> &[Name] {
    if reference.authors.is_empty() { &reference.editors } else { &reference.authors }
}

/// Compares the names and the year that a text gives with a reference. `None`: they agree, or the entry was not read
/// surely enough to say.
pub fn compare(
    names: &[String],
    et_al: bool,
    year: Option<Year>,
    reference: &Reference,
    work: &[Listed],
) -> Option<Mismatch> {
    let listed = reference_names(reference);
    if listed.is_empty() || names.is_empty() || reference.authors_confidence < SURE {
        return None;
    }
    let cited: Vec<Cited> = names.iter().map(|name| Cited::new(name, None)).collect();
    match nearness(&cited, et_al, work, reference.et_al) {
        Nearness::Same if year.is_some_and(|year| !same_year(year, reference)) => Some(Mismatch::Year),
        Nearness::Same if differs_in_accents(names, listed) => Some(Mismatch::Name),
        Nearness::Same => None,
        Nearness::Fewer => Some(Mismatch::MissingCoauthor),
        Nearness::Spelling => Some(Mismatch::Name),
        Nearness::FirstOnly | Nearness::Other => {
            // An entry that holds all the cited names was read as fewer or other authors than it has.
            let raw = fold_name(&reference.raw);
            let words: FxHashSet<&str> = raw.split(|c: char| !c.is_alphanumeric()).collect();
            let held = cited.iter().all(|name| name.last_word().is_some_and(|word| words.contains(word)));
            (!held).then_some(Mismatch::Author)
        }
    }
}

/// A cited name, with the forms under which the list may have it.
pub struct Cited {
    /// The whole, then without its first words, then its first word alone.
    pub forms: Vec<String>,
    initials: String,
    acronym: Option<String>,
}

/// A listed name, folded.
pub struct Listed {
    pub family: String,
    initials: String,
    organisation: bool,
}

impl Cited {
    pub fn new(name: &str, acronym: Option<&str>) -> Cited {
        let words: Vec<&str> = name.split_whitespace().collect();
        let mut forms: Vec<String> = Vec::with_capacity(words.len() + 1);
        for from in 0..words.len() {
            push_new(&mut forms, fold_name(&words[from..].join(" ")));
        }
        if let Some(first) = words.first().filter(|_| words.len() > 1) {
            push_new(&mut forms, fold_name(first));
        }
        Cited {
            forms,
            initials: initials(name),
            acronym: acronym.map(|acronym| fold(acronym.trim_matches(['[', ']', '(', ')', ',', '.'])).into_owned()),
        }
    }

    fn last_word(&self) -> Option<&str> {
        self.forms.first()?.rsplit(' ').next()
    }

    pub fn acronym(&self) -> Option<&String> {
        self.acronym.as_ref()
    }

    /// Whether it is this listed name, also by abbreviation.
    fn is(&self, listed: &Listed) -> bool {
        if self.forms.contains(&listed.family) {
            return true;
        }
        if self.acronym.as_ref().is_some_and(|acronym| *acronym == listed.family || *acronym == listed.initials) {
            return true;
        }
        let Some(whole) = self.forms.first() else { return false };
        // A hyphen lost at a line end: DelignetteMuller.
        if whole.chars().filter(|&c| c != ' ').eq(listed.family.chars().filter(|&c| c != ' ')) {
            return true;
        }
        if listed.organisation {
            let words: Vec<&str> = listed.family.split(' ').collect();
            return *whole == listed.initials && whole.len() > 1
                || whole.split(' ').all(|word| word.len() > 2 && words.contains(&word));
        }
        self.initials.len() > 1 && self.initials == listed.family
            || whole.split_once(' ').is_some_and(|(_, rest)| rest == listed.family)
            // "Garcia" for "Garcia Lopez", "Smith-Jones" for "Smith".
            || listed.family.split(' ').next() == Some(whole) || whole.split(' ').next() == Some(&listed.family)
            || listed.family.split(' ').next_back() == Some(whole)
    }

    fn is_near(&self, listed: &Listed) -> bool {
        self.forms.iter().any(|form| is_near(form, &listed.family))
    }
}

impl Listed {
    pub fn new(name: &Name) -> Listed {
        let family = fold_name(&name.family);
        let organisation = name.given.is_empty() && family.contains(' ');
        Listed { initials: initials(&name.family), organisation, family }
    }
}

pub fn is_near(one: &str, other: &str) -> bool {
    one.chars().count() >= SHORTEST_MISSPELT
        && other.chars().count() >= SHORTEST_MISSPELT
        && edit_distance(one, other, 1).is_some()
}

fn push_new(forms: &mut Vec<String>, form: String) {
    if !form.is_empty() && !forms.contains(&form) {
        forms.push(form);
    }
}

/// The first letters of the capitalised words, folded: `who` of "World Health Organization".
fn initials(name: &str) -> String {
    let words = name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|first| first.is_uppercase());
    words.flat_map(char::to_lowercase).collect()
}

pub fn nearness(cited: &[Cited], et_al: bool, listed: &[Listed], list_is_cut: bool) -> Nearness {
    let (Some(first), Some(first_listed)) = (cited.first(), listed.first()) else { return Nearness::Other };
    let pairs = || cited.iter().zip(listed);
    let open = et_al || list_is_cut;
    let enough = if open { cited.len() <= listed.len() || list_is_cut } else { cited.len() == listed.len() };
    if enough && pairs().all(|(cited, listed)| cited.is(listed)) {
        return Nearness::Same;
    }
    // "Centers for Disease Control and Prevention" is one organisation.
    if listed.len() == 1 && cited.len() == 2 && first_listed.organisation {
        let halves = cited.iter().all(|half| {
            half.forms
                .first()
                .is_some_and(|form| form.split(' ').all(|word| first_listed.family.split(' ').any(|own| own == word)))
        });
        if halves {
            return Nearness::Same;
        }
    }
    if !et_al && cited.len() == listed.len() && cited.iter().all(|one| listed.iter().any(|other| one.is(other))) {
        return Nearness::Same;
    }
    if enough && pairs().all(|(cited, listed)| cited.is(listed) || cited.is_near(listed)) {
        return Nearness::Spelling;
    }
    if !open && cited.len() < listed.len() && first.is(first_listed) {
        let mut rest = listed.iter();
        if cited.iter().all(|one| rest.any(|other| one.is(other))) {
            return Nearness::Fewer;
        }
    }
    if first.is(first_listed) { Nearness::FirstOnly } else { Nearness::Other }
}

/// Whether names and a year beside a number have something of its reference: one of its authors, or its year.
pub fn is_related(names: &[String], year: Year, reference: &Reference) -> bool {
    let listed: Vec<Listed> = reference_names(reference).iter().map(Listed::new).collect();
    let shares = names.iter().any(|name| {
        let cited = Cited::new(name, None);
        listed.iter().any(|listed| cited.is(listed) || cited.is_near(listed))
    });
    shares || reference.year.as_ref().is_some_and(|own| own.value.number.is_some() && own.value.number == year.number)
}

/// Whether a cited year is the reference's. A missing letter, "in press" and a year that the entry also holds (of a
/// first edition, of an early view) are no other year.
pub fn same_year(cited: Year, reference: &Reference) -> bool {
    let Some(listed) = &reference.year else { return true };
    let (Some(number), Some(listed_number)) = (cited.number, listed.value.number) else { return true };
    if number == listed_number {
        return match (cited.suffix, listed.value.suffix) {
            (Some(cited), Some(listed)) => cited == listed,
            _ => true,
        };
    }
    let digits = number.to_string();
    memchr::memmem::find_iter(reference.raw.as_bytes(), digits.as_bytes()).next().is_some()
}

/// Whether two names that fold alike are written with other accents: `Muller`, `Müller`.
fn differs_in_accents(names: &[String], listed: &[Name]) -> bool {
    names.iter().zip(listed).any(|(cited, listed)| {
        let (cited, listed) = (letters(cited), letters(&listed.family));
        cited != listed && fold(&cited) == fold(&listed)
    })
}

fn letters(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.nfc().flat_map(char::to_lowercase).filter(|c| c.is_alphabetic()).collect()
}
