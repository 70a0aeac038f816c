use std::collections::BTreeMap;

/// The one door to files. The command line opens it on a disk, tests and the browser on memory.
///
/// Paths are the ones shown to people, `/` between folders.
pub trait Files: Sync {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError>;
    /// The entries of a folder, sorted by name; only their last path component.
    fn list(&self, folder: &str) -> Result<Vec<Entry>, ReadError>;
    fn stat(&self, path: &str) -> Option<FileKind>;
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    pub name: String,
    pub kind: FileKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    File,
    Folder,
}

/// Why a file could not be read; prints as a clause that follows the file's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    NotFound,
    Denied,
    Other(String),
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ReadError::NotFound => write!(f, "does not exist"),
            ReadError::Denied => write!(f, "may not be read: permission denied"),
            ReadError::Other(reason) => write!(f, "could not be read: {reason}"),
        }
    }
}

/// Files that lie in memory, by path.
#[derive(Debug, Clone, Default)]
pub struct MemoryFiles {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryFiles {
    pub fn new() -> Self {
        Self::default()
    }

    /// The same files with one more.
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), bytes.into());
        self
    }
}

impl Files for MemoryFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.files.get(path).cloned().ok_or(ReadError::NotFound)
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, ReadError> {
        let prefix = match folder {
            "" | "." => String::new(),
            folder => format!("{}/", folder.trim_end_matches('/')),
        };
        let inside = self.files.keys().filter_map(|path| path.strip_prefix(&prefix));
        let entries: std::collections::BTreeSet<Entry> = inside
            .map(|rest| match rest.split_once('/') {
                Some((folder, _)) => Entry { name: folder.to_owned(), kind: FileKind::Folder },
                None => Entry { name: rest.to_owned(), kind: FileKind::File },
            })
            .collect();
        if entries.is_empty() && !prefix.is_empty() {
            return Err(ReadError::NotFound);
        }
        Ok(entries.into_iter().collect())
    }

    fn stat(&self, path: &str) -> Option<FileKind> {
        if self.files.contains_key(path) {
            return Some(FileKind::File);
        }
        self.list(path).is_ok().then_some(FileKind::Folder)
    }
}

/// The folder a path lies in; empty for a bare file name.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| if folder.is_empty() { "/" } else { folder })
}

/// `relative` as seen from `folder`, with `.` and `..` worked out. `None` where `..` leads above the start of a
/// relative path, or where `relative` is itself absolute.
pub fn join(folder: &str, relative: &str) -> Option<String> {
    if relative.starts_with('/') || relative.starts_with('\\') || relative.as_bytes().get(1) == Some(&b':') {
        return None;
    }
    let absolute = folder.starts_with('/');
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    for part in relative.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".") {
        if part != ".." {
            parts.push(part);
        } else if parts.last().is_some_and(|last| *last != "..") {
            parts.pop();
        } else {
            return None;
        }
    }
    let joined = parts.join("/");
    Some(if absolute { format!("/{joined}") } else { joined })
}
