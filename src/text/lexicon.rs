use super::fold::fold;
use super::stop_words::is_stop_word;
use hashbrown::HashTable;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHasher;
use std::borrow::Cow;
use std::cell::RefCell;
use std::hash::Hasher;

/// A distinct word, folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct WordId(pub u32);

/// A distinct stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct StemId(pub u32);

/// The distinct words of a text: each is folded and stemmed once.
///
/// Ids are given in the order in which words are first met, so they are the same in every run over the same text.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// All forms and stems, one after another.
    letters: String,
    /// Every form met, as written or folded, and the folded word it stands for.
    forms: HashTable<Entry<WordId>>,
    stems: HashTable<Entry<StemId>>,
    words: Vec<Word>,
}

/// A stretch of [`Lexicon::letters`].
#[derive(Debug, Clone, Copy)]
struct Place {
    start: u32,
    end: u32,
}

/// A form in a table, and what it stands for.
#[derive(Debug, Clone, Copy)]
struct Entry<T> {
    key: Key,
    place: Place,
    id: T,
}

#[derive(Debug, Clone)]
struct Word {
    folded: Place,
    stem: StemId,
    is_stop_word: bool,
}

/// What a form is looked up by: its length, and its bytes where they are at most eight, else a hash of them.
///
/// Most words are that short, and comparing two of them is then one comparison of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    bits: u64,
    length: u32,
}

impl Key {
    fn of(form: &str) -> Key {
        let bytes = form.as_bytes();
        let length = bytes.len();
        let two = |at: usize| u64::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
        let four = |at: usize| two(at) | two(at + 2) << 16;
        // Two stretches that may overlap: with the length they determine every byte.
        let bits = match length {
            0 => 0,
            1 => u64::from(bytes[0]),
            2..=3 => two(0) | two(length - 2) << 16,
            4..=8 => four(0) | four(length - 4) << 32,
            _ => {
                let mut hasher = FxHasher::default();
                hasher.write(bytes);
                hasher.finish()
            }
        };
        Key { bits, length: length as u32 }
    }

    fn hash(self) -> u64 {
        let mixed = (self.bits ^ u64::from(self.length) << 56).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ mixed >> 32
    }

    /// Whether equal keys are equal forms.
    fn is_exact(self) -> bool {
        self.length <= 8
    }
}

/// Longer runs of letters are no English words, and stemming them would only cost time.
const LONGEST_STEMMED: usize = 48;

/// What is known of a form, whatever the paper.
#[derive(Debug, Clone)]
struct Known {
    form: Box<str>,
    /// None where it is the form itself.
    folded: Option<(Key, Box<str>)>,
    /// None where it is the folded form.
    stem: Option<(Key, Box<str>)>,
    is_stop_word: bool,
}

impl Known {
    fn of(form: &str) -> Known {
        let folded = fold(form);
        let stem = stem(&folded);
        let unless = |same: &str, text: &str| (same != text).then(|| (Key::of(text), text.into()));
        Known {
            form: form.into(),
            folded: unless(form, &folded),
            stem: unless(&folded, &stem),
            is_stop_word: is_stop_word(&folded),
        }
    }
}

/// So many forms are remembered from paper to paper by each thread.
const REMEMBERED: usize = 1 << 16;

thread_local! {
    /// The forms met in earlier papers. Folding and stemming cost more than anything else that is done with a word,
    /// and papers share most of theirs.
    static KNOWN: RefCell<HashTable<Known>> = const { RefCell::new(HashTable::new()) };
}

impl Lexicon {
    pub fn new() -> Lexicon {
        Lexicon::default()
    }

    /// A lexicon with room for the words of a text of so many bytes.
    pub fn for_text(bytes: usize) -> Lexicon {
        // A paper of 24 KB has some 1,500 distinct words; longer ones have fewer for their length.
        let words = (bytes / 12).min(16_384);
        Lexicon {
            letters: String::with_capacity(words * 12),
            forms: HashTable::with_capacity(words),
            stems: HashTable::with_capacity(words),
            words: Vec::with_capacity(words),
        }
    }

    /// The id of the folded form of `surface`: `China’s` and `china's` are one word.
    pub fn intern(&mut self, surface: &str) -> WordId {
        let key = Key::of(surface);
        match self.find_key(key, surface) {
            Some(id) => id,
            None => self.add(key, surface),
        }
    }

    #[cold]
    fn add(&mut self, key: Key, surface: &str) -> WordId {
        KNOWN.with_borrow_mut(|known| {
            let hash = key.hash();
            if let Some(known) = known.find(hash, |known| *known.form == *surface) {
                return self.add_known(key, known);
            }
            let new = Known::of(surface);
            let id = self.add_known(key, &new);
            if known.len() < REMEMBERED {
                known.insert_unique(hash, new, |known| Key::of(&known.form).hash());
            }
            id
        })
    }

    /// Adds a form that the lexicon does not have.
    fn add_known(&mut self, key: Key, known: &Known) -> WordId {
        let Some((folded_key, folded)) = &known.folded else {
            return self.add_folded(key, &known.form, known);
        };
        let id = match self.find_key(*folded_key, folded) {
            Some(id) => id,
            None => self.add_folded(*folded_key, folded, known),
        };
        let place = self.write(&known.form);
        self.insert_form(Entry { key, place, id });
        id
    }

    fn add_folded(&mut self, key: Key, folded: &str, known: &Known) -> WordId {
        let id = WordId(self.words.len() as u32);
        let place = self.write(folded);
        let stem = match &known.stem {
            Some((key, stem)) => self.intern_stem(*key, stem, None),
            None => self.intern_stem(key, folded, Some(place)),
        };
        self.words.push(Word { folded: place, stem, is_stop_word: known.is_stop_word });
        self.insert_form(Entry { key, place, id });
        id
    }

    fn write(&mut self, letters: &str) -> Place {
        let start = self.letters.len() as u32;
        self.letters.push_str(letters);
        Place { start, end: self.letters.len() as u32 }
    }

    fn insert_form(&mut self, entry: Entry<WordId>) {
        self.forms.insert_unique(entry.key.hash(), entry, |entry| entry.key.hash());
    }

    /// The id of a stem, which may stand at `place` already.
    fn intern_stem(&mut self, key: Key, stem: &str, place: Option<Place>) -> StemId {
        if let Some(id) = find(&self.stems, &self.letters, key, stem) {
            return id;
        }
        let id = StemId(self.stems.len() as u32);
        let place = place.unwrap_or_else(|| self.write(stem));
        self.stems.insert_unique(key.hash(), Entry { key, place, id }, |entry| entry.key.hash());
        id
    }

    /// The id of a word that was interned, by its folded form or a form it was met in.
    pub fn find(&self, word: &str) -> Option<WordId> {
        self.find_key(Key::of(word), word)
    }

    fn find_key(&self, key: Key, form: &str) -> Option<WordId> {
        find(&self.forms, &self.letters, key, form)
    }

    /// The id of a stem that one of the words has.
    pub fn find_stem(&self, stem: &str) -> Option<StemId> {
        find(&self.stems, &self.letters, Key::of(stem), stem)
    }

    /// The folded form.
    ///
    /// # Panics
    /// With an id of another lexicon that is larger than this one.
    pub fn word(&self, id: WordId) -> &str {
        read(&self.letters, self.words[id.0 as usize].folded)
    }

    /// What inflected forms of a word share: `approaches` and `approached` have one stem.
    ///
    /// # Panics
    /// As [`Lexicon::word`].
    pub fn stem(&self, id: WordId) -> StemId {
        self.words[id.0 as usize].stem
    }

    /// Whether it is a word of grammar, which says nothing of the subject: `the`, `of`, `we`.
    ///
    /// # Panics
    /// As [`Lexicon::word`].
    pub fn is_stopword(&self, id: WordId) -> bool {
        self.words[id.0 as usize].is_stop_word
    }

    /// How many distinct words there are; ids are below it.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How many distinct stems there are; ids are below it.
    pub fn stem_count(&self) -> usize {
        self.stems.len()
    }
}

/// The Porter2 stem of an English word; every other form is its own stem.
pub fn stem(folded: &str) -> Cow<'_, str> {
    let is_english = folded.len() <= LONGEST_STEMMED
        && folded.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'\'' | b'-'));
    if is_english { Stemmer::create(Algorithm::English).stem(folded) } else { folded.into() }
}

fn read(letters: &str, place: Place) -> &str {
    &letters[place.start as usize..place.end as usize]
}

fn find<T: Copy>(table: &HashTable<Entry<T>>, letters: &str, key: Key, form: &str) -> Option<T> {
    let is_form = |entry: &Entry<T>| entry.key == key && (key.is_exact() || read(letters, entry.place) == form);
    table.find(key.hash(), is_form).map(|entry| entry.id)
}
