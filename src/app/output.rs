//! Bytes to standard output and to files: whole, or not at all.

use anyhow::{Context, Result};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Writes to standard output. A reader that has gone away is no error.
pub fn print(bytes: &[u8]) -> Result<()> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done.context("standard output could not be written"),
    }
}

/// Writes a file: aside first, then renamed into place, so that an old file stays whole until the new one is.
/// A device or pipe is written directly.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let said = || format!("{} could not be written", path.display());
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
        return fs::OpenOptions::new().write(true).open(path).and_then(|mut f| f.write_all(bytes)).with_context(said);
    }
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let aside = beside(&target);
    let written = File::create(&aside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&aside, &target));
    if written.is_err() {
        let _ = fs::remove_file(&aside);
    }
    written.with_context(said)
}

/// A name in the same folder that nothing else uses.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{}.part", std::process::id()))
}
