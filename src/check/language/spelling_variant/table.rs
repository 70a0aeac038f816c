use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use varcon::{Category, Tag, VARCON};

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
    pub fn in_variety(&self, variety: Variety) -> Option<&'static str> {
        self.words[variety as usize]
    }
}

/// What is known of a word in lower case, without `'s`; `None` where its spelling says nothing.
pub fn lookup(word: &str) -> Option<&'static Spelling> {
    static TABLE: LazyLock<FxHashMap<&'static str, Spelling>> = LazyLock::new(table);
    TABLE.get(word).filter(|_| !LOOSE.contains(&word))
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

/// The sizes of vocabulary, as the table counts them from 10 to 95, beyond which only endings in -ise and -ize are sure:
/// it pairs rare words that are spelt alike by chance.
const COMMON: usize = 60;

/// Shorter words are paired by chance too.
const SHORTEST: usize = 4;

const CATEGORIES: [Category; 3] = [Category::American, Category::BritishIse, Category::BritishIze];

/// What one word is, put together from all entries that have it.
#[derive(Default)]
struct Draft {
    /// By category: whether any entry allows it there, be it as a rarity.
    allowed: [bool; 3],
    words: [Option<&'static str>; 3],
    is_certain: bool,
    seen: bool,
    /// The smallest size of vocabulary that has it.
    size: usize,
}

fn table() -> FxHashMap<&'static str, Spelling> {
    let mut drafts: FxHashMap<&'static str, Draft> = FxHashMap::default();
    let entries = VARCON.iter().flat_map(|cluster| cluster.entries.iter().map(|entry| (cluster.level, entry)));
    for (size, entry) in entries {
        let usual = CATEGORIES.map(|category| {
            let mut variants = entry.variants.iter();
            let is_usual = |it: &varcon::Type| it.category == category && it.tag.is_none();
            variants.find(|variant| variant.types.iter().any(is_usual)).map(|variant| variant.word)
        });
        for variant in entry.variants.iter().filter(|variant| !variant.word.contains('\'')) {
            let draft = drafts.entry(variant.word).or_default();
            for it in variant.types.iter().filter(|it| it.tag != Some(Tag::Improper)) {
                if let Some(index) = CATEGORIES.iter().position(|category| *category == it.category) {
                    draft.allowed[index] = true;
                }
            }
            draft.is_certain = !draft.seen || draft.is_certain && draft.words == usual;
            draft.words = usual;
            draft.size = if draft.seen { draft.size.min(size) } else { size };
            draft.seen = true;
        }
    }
    let drafts = drafts.into_iter().filter(|(word, _)| word.len() >= SHORTEST);
    drafts.filter_map(|(word, draft)| Some((word, draft.finish()?))).collect()
}

impl Draft {
    fn finish(self) -> Option<Spelling> {
        let form = match self.allowed {
            [true, false, false] => Form::American,
            [false, true, true] => Form::British,
            [false, true, false] => Form::Ise,
            [true, false, true] => Form::Ize,
            _ => return None,
        };
        if self.size > COMMON && matches!(form, Form::American | Form::British) {
            return None;
        }
        Some(Spelling { form, words: if self.is_certain { self.words } else { [None; 3] } })
    }
}
