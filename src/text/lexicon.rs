use super::fold::fold;
use super::stop_words::is_stop_word;
use hashbrown::HashTable;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHasher};
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
    forms: HashTable<(Place, WordId)>,
    stems: HashTable<(Place, StemId)>,
    words: Vec<Word>,
}

/// A stretch of [`Lexicon::letters`].
#[derive(Debug, Clone, Copy)]
struct Place {
    start: u32,
    end: u32,
}

#[derive(Debug, Clone)]
struct Word {
    folded: Place,
    stem: StemId,
    is_stop_word: bool,
}

/// Longer runs of letters are no English words, and stemming them would only cost time.
const LONGEST_STEMMED: usize = 48;

/// What is known of a folded word, whatever the paper.
#[derive(Debug, Clone)]
struct Known {
    stem: Box<str>,
    is_stop_word: bool,
}

/// So many words are remembered from paper to paper by each thread.
const REMEMBERED: usize = 1 << 16;

thread_local! {
    /// The words met in earlier papers. Stemming costs more than anything else that is done with a word, and
    /// papers share most of theirs.
    static KNOWN: RefCell<FxHashMap<Box<str>, Known>> = RefCell::default();
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
        match self.find(surface) {
            Some(id) => id,
            None => self.add(surface),
        }
    }

    #[cold]
    fn add(&mut self, surface: &str) -> WordId {
        let folded = fold(surface);
        let id = match self.find(&folded) {
            Some(id) => id,
            None => {
                let id = WordId(self.words.len() as u32);
                let place = self.write(&folded);
                let (stem, is_stop_word) = self.know(&folded);
                self.words.push(Word { folded: place, stem, is_stop_word });
                self.insert_form(&folded, place, id);
                id
            }
        };
        if folded != surface {
            let place = self.write(surface);
            self.insert_form(surface, place, id);
        }
        id
    }

    fn write(&mut self, letters: &str) -> Place {
        let start = self.letters.len() as u32;
        self.letters.push_str(letters);
        Place { start, end: self.letters.len() as u32 }
    }

    fn insert_form(&mut self, form: &str, place: Place, id: WordId) {
        let letters = &self.letters;
        self.forms.insert_unique(hash(form), (place, id), |(place, _)| hash(read(letters, *place)));
    }

    /// The stem of a folded word, and whether it is a stop word.
    fn know(&mut self, folded: &str) -> (StemId, bool) {
        KNOWN.with_borrow_mut(|known| {
            if let Some(known) = known.get(folded) {
                return (self.intern_stem(&known.stem), known.is_stop_word);
            }
            let stem = stem(folded);
            let is_stop_word = is_stop_word(folded);
            if known.len() < REMEMBERED {
                known.insert(folded.into(), Known { stem: stem.as_ref().into(), is_stop_word });
            }
            (self.intern_stem(&stem), is_stop_word)
        })
    }

    fn intern_stem(&mut self, stem: &str) -> StemId {
        let hashed = hash(stem);
        let letters = &self.letters;
        if let Some((_, id)) = self.stems.find(hashed, |(place, _)| read(letters, *place) == stem) {
            return *id;
        }
        let id = StemId(self.stems.len() as u32);
        let place = self.write(stem);
        let letters = &self.letters;
        self.stems.insert_unique(hashed, (place, id), |(place, _)| hash(read(letters, *place)));
        id
    }

    /// The id of a word that was interned, by its folded form or a form it was met in.
    pub fn find(&self, word: &str) -> Option<WordId> {
        let letters = &self.letters;
        self.forms.find(hash(word), |(place, _)| read(letters, *place) == word).map(|(_, id)| *id)
    }

    /// The id of a stem that one of the words has.
    pub fn find_stem(&self, stem: &str) -> Option<StemId> {
        let letters = &self.letters;
        self.stems.find(hash(stem), |(place, _)| read(letters, *place) == stem).map(|(_, id)| *id)
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

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}
