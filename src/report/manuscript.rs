use crate::paper::{Role, Scope};

/// The paper's own text, with marks where findings are: what the HTML and PDF reports show of it.
#[derive(Debug, Clone, Default)]
pub struct Manuscript {
    pub blocks: Vec<ManuscriptBlock>,
    pub sections: Vec<ManuscriptSection>,
}

#[derive(Debug, Clone)]
pub struct ManuscriptBlock {
    pub scope: Scope,
    /// The level of a heading, from 1; 0 for what is none.
    pub level: u8,
    pub is_item: bool,
    pub pieces: Vec<Piece>,
    /// Line of the file at which it begins, from 1.
    pub line: u32,
    /// Index into [`Manuscript::sections`].
    pub section: Option<u32>,
}

/// A run of a block's text under the same marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// Code, maths, a key: shown as it is written.
    pub is_source: bool,
    /// Indexes into [`PaperReport::findings`](super::PaperReport) of the findings that stand here, each with whether
    /// this is its first place (0) or which related place (1, 2, …).
    pub marks: Vec<(u32, u32)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManuscriptSection {
    pub title: String,
    pub level: u8,
    pub role: Role,
    pub words: u32,
    pub citations: u32,
}
