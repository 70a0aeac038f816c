use std::borrow::Cow;

// LETTERS and SLOTS: see build/spellings.rs.
include!(concat!(env!("OUT_DIR"), "/spellings.rs"));

/// What the spelling of a word says about the variety of English that it is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `color`, `analyze`: in no variety of British English.
    American,
    /// `colour`, `analyse`: not American, and at home in both varieties of British English.
    British,
    /// `organise`: British English, but not that of Oxford.
    Ise,
    /// `organize`: American English and that of Oxford.
    Ize,
}

impl Form {
    /// By their numbers in the table.
    const ALL: [Form; 4] = [Form::American, Form::British, Form::Ise, Form::Ize];
}

/// A variety of English spelling, in all of which nothing may be mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variety {
    American,
    /// `colour`, `organise`.
    British,
    /// `colour`, `organize`.
    Oxford,
}

/// A word that is spelt so in some varieties only.
#[derive(Debug, Clone, Copy)]
pub struct Spelling {
    pub form: Form,
    /// The word in each [`Variety`], in the order of its declaration; `None` where it is not certain.
    words: [Option<&'static str>; 3],
}

impl Spelling {
    /// How `word`, in lower case, whose spelling this is, is spelt in a variety.
    pub fn in_variety(&self, word: &str, variety: Variety) -> Option<Cow<'static, str>> {
        let derived = || {
            let (stem, form, plural) = noun_of_verb(word)?;
            let is_ise = variety == Variety::British;
            let changed = || Cow::Owned(format!("{stem}{}{plural}", if is_ise { "isation" } else { "ization" }));
            (form == self.form).then(changed)
        };
        self.words[variety as usize].map(Cow::Borrowed).or_else(derived)
    }
}

/// What is known of a word in lower case, without `'s`; `None` where its spelling says nothing.
pub fn lookup(word: &str) -> Option<Spelling> {
    in_table(word).or_else(|| noun_of_verb(word).map(|(_, form, _)| Spelling { form, words: [None; 3] }))
}

/// The stem, form and plural ending of a noun that any author may make of a verb in -ise or -ize, and no table has whole.
fn noun_of_verb(word: &str) -> Option<(&str, Form, &'static str)> {
    let (singular, plural) = word.strip_suffix('s').map_or((word, ""), |singular| (singular, "s"));
    // The verb of "improvisation" has an s everywhere.
    let ending = |ending: &str| singular.strip_suffix(ending).filter(|stem| stem.len() >= SHORTEST && *stem != "improv");
    let ise = ending("isation").map(|stem| (stem, Form::Ise, plural));
    ise.or_else(|| ending("ization").map(|stem| (stem, Form::Ize, plural)))
}

fn in_table(word: &str) -> Option<Spelling> {
    let hash = word.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let mut at = hash as usize & (SLOTS.len() - 1);
    loop {
        let [place, form, a, b, c] = SLOTS[at];
        if place == 0 {
            return None;
        }
        if length(place) == word.len() && letters(place) == Some(word) {
            let form = Form::ALL[form as usize];
            return (!LOOSE.contains(&word)).then(|| Spelling { form, words: [a, b, c].map(letters) });
        }
        at = (at + 1) & (SLOTS.len() - 1);
    }
}

fn letters(place: u32) -> Option<&'static str> {
    let start = (place >> 6) as usize;
    if place == 0 { None } else { LETTERS.get(start..start + length(place)) }
}

/// In bytes.
fn length(place: u32) -> usize {
    (place & 63) as usize
}

/// Words that the table parts more strictly than authors and journals do, or whose spelling is a matter of the field.
const LOOSE: &[&str] = &[
    "acknowledgment",
    "acknowledgments",
    "acknowledgement",
    "acknowledgements",
    "artifact",
    "artifacts",
    "artefact",
    "artefacts",
    "ax",
    "axe",
    "catalog",
    "catalogs",
    "dependant",
    "dependants",
    "math",
    "maths",
    "queueing",
    "queuing",
    "specialty",
    "specialties",
    "speciality",
    "specialities",
    "judgement",
    "judgements",
    "judgemental",
    "practiced",
    "practicing",
    "licencing",
    "thru",
    "mom",
    "mum",
    "chili",
    "whiskeys",
    "reenforce",
    "centering",
    "niter",
    "niters",
];
