/// What a pattern rule looks for, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finder {
    pub pattern: Pattern,
    pub scopes: Vec<PatternScope>,
    /// Phrases are met only in the case they are written in.
    pub case: bool,
    /// What stands between quotation marks is passed over.
    pub unquoted: bool,
    /// A paper with one of these (in lower case) in its title, abstract, headings or keywords is about such phrases: it has none to find.
    pub unless: Vec<String>,
}

/// The five ways in which a page finds without a Rust function. A phrase is matched whole, in any case, and its
/// blanks match any white space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// Every place of one of these phrases.
    Find(Vec<String>),
    /// Every place of a phrase, with what should stand there.
    Replace { pairs: Vec<(String, String)>, safe: bool },
    /// One of these phrases must be there; none is one finding about the paper.
    Require(Vec<String>),
    /// All of these phrases together at most so many times; more is one finding with every place.
    Limit { phrases: Vec<String>, most: usize },
    /// Of each group one phrase throughout; more is one finding a group, at the first of the rarer.
    Agree(Vec<Vec<String>>),
}

/// The scopes of prose that a pattern may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PatternScope {
    Title,
    Abstract,
    Heading,
    Body,
    Caption,
    Quote,
    Footnote,
    Table,
}

impl PatternScope {
    /// The scopes by the names that a page uses.
    pub const NAMES: &[(&str, PatternScope)] = &[
        ("title", PatternScope::Title),
        ("abstract", PatternScope::Abstract),
        ("heading", PatternScope::Heading),
        ("body", PatternScope::Body),
        ("caption", PatternScope::Caption),
        ("quote", PatternScope::Quote),
        ("footnote", PatternScope::Footnote),
        ("table", PatternScope::Table),
    ];

    /// What is read where a page names no scope.
    pub const DEFAULT: &[PatternScope] = &[PatternScope::Abstract, PatternScope::Body];
}

impl Pattern {
    /// Every phrase, with the number of its group (for `agree`; else 0) and of its place in the group.
    pub fn phrases(&self) -> Vec<&str> {
        match self {
            Pattern::Find(phrases) | Pattern::Require(phrases) | Pattern::Limit { phrases, .. } => {
                phrases.iter().map(String::as_str).collect()
            }
            Pattern::Replace { pairs, .. } => pairs.iter().map(|(phrase, _)| phrase.as_str()).collect(),
            Pattern::Agree(groups) => groups.iter().flatten().map(String::as_str).collect(),
        }
    }

    /// The names of the values that its findings carry, for the message.
    pub fn values(&self) -> &'static [&'static str] {
        match self {
            Pattern::Find(_) => &["found"],
            Pattern::Replace { .. } => &["found", "replacement"],
            Pattern::Require(_) => &["phrases"],
            Pattern::Limit { .. } => &["found", "count", "most"],
            Pattern::Agree(_) => &["rare", "rare-count", "common", "common-count"],
        }
    }
}
