//! Files on a disk, and standard input as one more file.

use crate::source::{Entry, FileKind, Files, ReadError};
use anyhow::{Context, Result};
use std::fs;
use std::io::{ErrorKind, Read};

/// The name under which standard input is shown and read.
pub const STDIN: &str = "<stdin>";

/// The disk as seen from the working directory.
#[derive(Debug, Default)]
pub struct Disk {
    stdin: Option<Vec<u8>>,
}

impl Disk {
    /// The disk, with standard input read to its end and served as [`STDIN`] where `paths` name it (`-`).
    pub fn open(paths: &[String]) -> Result<Self> {
        if !paths.iter().any(|path| path == "-") {
            return Ok(Disk::default());
        }
        let mut bytes = Vec::new();
        let limit = crate::source::MAX_BYTES as u64 + 1;
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes).context("standard input could not be read")?;
        Ok(Disk { stdin: Some(bytes) })
    }
}

impl Files for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        if path == STDIN
            && let Some(bytes) = &self.stdin
        {
            return Ok(bytes.clone());
        }
        let metadata = fs::metadata(path).map_err(read_error)?;
        if metadata.is_dir() {
            return Err(ReadError::Other("it is a folder".to_owned()));
        }
        if metadata.len() > crate::source::MAX_BYTES as u64 {
            let mib = metadata.len() >> 20;
            return Err(ReadError::Other(format!("{mib} MiB are more than the limit of 256 MiB")));
        }
        fs::read(path).map_err(read_error)
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, ReadError> {
        let folder = if folder.is_empty() { "." } else { folder };
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder).map_err(read_error)? {
            let entry = entry.map_err(read_error)?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            let kind = if entry.path().is_dir() { FileKind::Folder } else { FileKind::File };
            entries.push(Entry { name, kind });
        }
        entries.sort();
        Ok(entries)
    }

    fn stat(&self, path: &str) -> Option<FileKind> {
        let metadata = fs::metadata(if path.is_empty() { "." } else { path }).ok()?;
        Some(if metadata.is_dir() { FileKind::Folder } else { FileKind::File })
    }
}

fn read_error(error: std::io::Error) -> ReadError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => ReadError::NotFound,
        ErrorKind::PermissionDenied => ReadError::Denied,
        _ => ReadError::Other(error.to_string()),
    }
}
