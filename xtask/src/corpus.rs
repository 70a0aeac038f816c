//! The shared corpus of real papers, where it is at hand.

use crate::root;
use anyhow::{Context, Result};
use obelus::source::{Entry, FileKind, Files, ReadError};
use std::path::PathBuf;

/// One paper of the corpus.
pub struct CorpusPaper {
    pub document: String,
    /// The file to open first.
    pub path: PathBuf,
}

/// The folder shared beside the project, if it is there.
pub fn shared() -> Option<PathBuf> {
    let folder = root().join("../shared");
    folder.is_dir().then_some(folder)
}

/// The main files of the papers in these categories, sorted by path. `None` where the corpus is not at hand.
pub fn papers(categories: &[&str]) -> Result<Option<Vec<CorpusPaper>>> {
    let Some(folder) = shared().map(|shared| shared.join("corpus")).filter(|folder| folder.is_dir()) else {
        return Ok(None);
    };
    let manifest = std::fs::read_to_string(folder.join("MANIFEST.tsv")).context("reading the corpus' manifest")?;
    let mut papers = Vec::new();
    for line in manifest.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [path, category, document, _format, main, ..] = fields[..] else { continue };
        if main == "yes" && categories.contains(&category) {
            papers.push(CorpusPaper { document: document.to_owned(), path: folder.join(path) });
        }
    }
    papers.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Some(papers))
}

/// The categories whose formats obelus reads.
pub const READ: &[&str] =
    &["latex", "latex-sweave", "manubot-rendered", "markdown", "markdown-derived", "quarto-rmd", "text-derived"];

/// The disk, for reading papers in this program.
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        std::fs::read(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => ReadError::NotFound,
            _ => ReadError::Other(error.to_string()),
        })
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, ReadError> {
        let entries = std::fs::read_dir(folder).map_err(|error| ReadError::Other(error.to_string()))?;
        let mut list: Vec<Entry> = entries
            .filter_map(|entry| {
                let entry = entry.ok()?;
                let kind = if entry.path().is_dir() { FileKind::Folder } else { FileKind::File };
                Some(Entry { name: entry.file_name().into_string().ok()?, kind })
            })
            .collect();
        list.sort();
        Ok(list)
    }

    fn stat(&self, path: &str) -> Option<FileKind> {
        let metadata = std::fs::metadata(path).ok()?;
        Some(if metadata.is_dir() { FileKind::Folder } else { FileKind::File })
    }
}
