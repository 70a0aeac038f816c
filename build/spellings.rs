//! The table of spellings that only some varieties of English have, from the varieties of the crate varcon.
//!
//! It is made here and not at the start of every run: putting it together takes longer than checking a paper.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use varcon::{Category, Tag, VARCON};

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

/// The number of a form in `Form::ALL` of the check.
type Form = u8;

/// A word, its form, and the word in each variety.
type Spelling = (&'static str, Form, [Option<&'static str>; 3]);

fn spellings() -> Vec<Spelling> {
    let mut drafts: BTreeMap<&'static str, Draft> = BTreeMap::new();
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
    drafts.filter_map(|(word, draft)| draft.finish().map(|(form, words)| (word, form, words))).collect()
}

impl Draft {
    fn finish(self) -> Option<(Form, [Option<&'static str>; 3])> {
        let form = match self.allowed {
            [true, false, false] => 0,
            [false, true, true] => 1,
            [false, true, false] => 2,
            [true, false, true] => 3,
            _ => return None,
        };
        // American and British forms, 0 and 1, of common words only.
        if self.size > COMMON && form < 2 {
            return None;
        }
        Some((form, if self.is_certain { self.words } else { [None; 3] }))
    }
}

/// The table as Rust: all letters in one string, and slots found by the hash of a word, next to each other where
/// hashes meet. A slot holds the word, its form and its three varieties, each word as `offset << 6 | length`, 0 for none:
/// no pointers, so nothing is relocated when the program starts.
pub fn table() -> String {
    let spellings = spellings();
    let size = (spellings.len() * 2).next_power_of_two();
    let mut letters = String::new();
    let mut places: BTreeMap<&str, u32> = BTreeMap::new();
    let mut place = |word: &'static str| {
        *places.entry(word).or_insert_with(|| {
            let at = letters.len() as u32;
            letters.push_str(word);
            at << 6 | word.len() as u32
        })
    };
    let mut slots = vec![[0_u32; 5]; size];
    for (word, form, words) in spellings.into_iter().filter(|(word, ..)| word.len() < 64) {
        let mut at = hash(word) as usize & (size - 1);
        while slots[at][0] != 0 {
            at = (at + 1) & (size - 1);
        }
        let [a, b, c] = words.map(|word| word.filter(|word| word.len() < 64).map_or(0, &mut place));
        slots[at] = [place(word), u32::from(form), a, b, c];
    }
    let shortest =
        format!("/// In bytes: shorter words are not in the table.\npub const SHORTEST: usize = {SHORTEST};\n");
    let mut text = shortest + &format!("const LETTERS: &str = {letters:?};\nstatic SLOTS: [[u32; 5]; {size}] = [\n");
    for slot in slots {
        let _ = writeln!(text, "    {slot:?},");
    }
    text + "];\n"
}

/// FNV-1a, as the check looks words up.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
