use super::Paper;
use crate::source::{Files, Format, ReadError, Refusal};

/// What the caller knows of a paper that its files do not say.
#[derive(Debug, Clone, Default)]
pub struct LoadOptions {
    /// Read as this format, whatever its ending and content say.
    pub format: Option<Format>,
    /// Reference data besides what the paper names, as paths from the paper's folder.
    pub bibliography: Vec<String>,
    /// The year in which the check is made.
    pub year: Option<i32>,
}

/// Why a paper could not be read; prints as a clause that follows the file's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadError {
    Read(ReadError),
    Refused(Refusal),
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LoadError::Read(error) => error.fmt(f),
            LoadError::Refused(refusal) => refusal.fmt(f),
        }
    }
}

/// Reads the paper at `path` and the files it names.
pub fn load(_files: &dyn Files, _path: &str, _options: &LoadOptions) -> Result<Paper, LoadError> {
    Err(LoadError::Read(ReadError::NotFound))
}
