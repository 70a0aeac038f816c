use super::fold::fold;
use super::stop_words::is_stop_word;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

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
    /// Every form met, as written or folded, and the folded word it stands for.
    forms: FxHashMap<Box<str>, WordId>,
    stems: FxHashMap<Box<str>, StemId>,
    words: Vec<Word>,
}

#[derive(Debug, Clone)]
struct Word {
    folded: Box<str>,
    stem: StemId,
    is_stop_word: bool,
}

/// Longer runs of letters are no English words, and stemming them would only cost time.
const LONGEST_STEMMED: usize = 48;

impl Lexicon {
    pub fn new() -> Lexicon {
        Lexicon::default()
    }

    /// The id of the folded form of `surface`: `China’s` and `china's` are one word.
    pub fn intern(&mut self, surface: &str) -> WordId {
        match self.forms.get(surface) {
            Some(&id) => id,
            None => self.add(surface),
        }
    }

    #[cold]
    fn add(&mut self, surface: &str) -> WordId {
        let folded = fold(surface);
        let id = match self.forms.get(folded.as_ref()) {
            Some(&id) => id,
            None => {
                let id = WordId(self.words.len() as u32);
                let stem = self.stem_of(&folded);
                self.words.push(Word { folded: folded.as_ref().into(), stem, is_stop_word: is_stop_word(&folded) });
                self.forms.insert(folded.as_ref().into(), id);
                id
            }
        };
        if folded != surface {
            self.forms.insert(surface.into(), id);
        }
        id
    }

    /// The Porter2 stem of an English word; every other form is its own stem.
    fn stem_of(&mut self, folded: &str) -> StemId {
        let is_english = folded.len() <= LONGEST_STEMMED
            && folded.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'\'' | b'-'));
        let stem = match is_english {
            true => Stemmer::create(Algorithm::English).stem(folded),
            false => folded.into(),
        };
        if let Some(&id) = self.stems.get(stem.as_ref()) {
            return id;
        }
        let id = StemId(self.stems.len() as u32);
        self.stems.insert(stem.as_ref().into(), id);
        id
    }

    /// The id of a word that was interned, by its folded form or a form it was met in.
    pub fn find(&self, word: &str) -> Option<WordId> {
        self.forms.get(word).copied()
    }

    /// The folded form.
    ///
    /// # Panics
    /// With an id of another lexicon that is larger than this one.
    pub fn word(&self, id: WordId) -> &str {
        &self.words[id.0 as usize].folded
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
