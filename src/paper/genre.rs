use super::{DeclarationKind, Paper, Role, Scope};

/// Kinds of texts that have neither abstract nor statements, as the words of their titles name them.
const KINDS: &[&str] = &[
    "letter",
    "letters",
    "editorial",
    "reply",
    "response",
    "rejoinder",
    "comment",
    "comments",
    "commentary",
    "erratum",
    "corrigendum",
    "correction",
    "correspondence",
    "obituary",
    "interview",
    "foreword",
    "preface",
    "book review",
    "review of the book",
    "viewpoint",
    "perspective",
    "news",
    "vignette",
    "tutorial",
    "manual",
];

/// Words of the sciences of life and health, whose journals all ask for statements.
const LIFE: &[&str] = &[
    "patients",
    "participants",
    "volunteers",
    "respondents",
    "clinical",
    "cohort",
    "mice",
    "mouse",
    "rats",
    "zebrafish",
    "drosophila",
    "tissue",
    "plasma",
    "serum",
    "antibody",
    "antibodies",
    "assay",
    "assays",
    "incubated",
    "centrifuged",
    "pcr",
    "gene",
    "genes",
    "protein",
    "proteins",
    "infection",
    "infected",
    "symptoms",
    "placebo",
    "dose",
    "specimens",
];

/// Such a paper uses so many different ones of these words, and so many in all.
const LIFE_DISTINCT: usize = 4;
const LIFE_ALL: usize = 20;

impl Paper {
    /// Whether sections say that a study is reported: methods, and results or a discussion.
    pub fn is_study(&self) -> bool {
        let has = |role| self.outline.sections.iter().any(|section| section.role == role);
        has(Role::Methods) && (has(Role::Results) || has(Role::Discussion))
    }

    /// Whether it says of itself that it is no article: a letter, a comment, a vignette, a reproduction.
    pub fn is_of_another_kind(&self) -> bool {
        // The front matter of R's vignettes, and that of ReScience, which prints no abstracts.
        let declares = |key| self.tree.meta.as_ref().is_some_and(|meta| meta.get(key).is_some());
        let is_declared = declares("vignette") || declares("reproduction");
        let title = self.title.as_ref().map_or(String::new(), |title| words_of(&title.text));
        let kinds = || KINDS.iter().any(|kind| title.contains(&format!(" {kind} ")));
        let first = || self.prose.scoped(Scope::Body).next().map_or("", |block| self.prose.block_text(block));
        let is_address = |text: &str| [" dear ", " to the editor ", " sir "].iter().any(|word| text.starts_with(word));
        is_declared || kinds() || is_address(&words_of(first()))
    }

    /// Words of the running text.
    pub fn body_words(&self) -> usize {
        let body = self.prose.scoped(Scope::Body);
        body.map(|block| self.prose.block_tokens(block).iter().filter(|token| token.is_word()).count()).sum()
    }

    /// Whether it is a study of living things or of people, by its words.
    pub fn is_of_life(&self) -> bool {
        let mut words: Vec<_> = LIFE.iter().filter_map(|word| self.prose.lexicon.find(word)).collect();
        if words.len() < LIFE_DISTINCT {
            return false;
        }
        words.sort_unstable();
        let all = self.prose.tokens.iter().filter(|token| words.binary_search(&token.word).is_ok()).count();
        all >= LIFE_ALL
    }

    /// Whether its journal wants statements on interests, money and data, as far as the paper itself shows: a study of at
    /// least so many words of a field whose journals all do, or one that makes other such statements.
    pub fn owes_statements(&self, least_words: usize) -> bool {
        self.is_study()
            && !self.is_of_another_kind()
            && self.body_words() >= least_words
            && (self.has_statements() || self.is_of_life())
    }

    /// Whether a statement other than of funding stands in it, so that its journal asks for statements.
    fn has_statements(&self) -> bool {
        use DeclarationKind::*;
        let is_asked =
            |kind| matches!(kind, ConflictOfInterest | DataAvailability | Ethics | Consent | AuthorContributions);
        self.declarations.iter().any(|declaration| is_asked(declaration.kind))
    }
}

/// The words in lower case, each between two blanks.
fn words_of(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |all, word| all + word + " ")
}
