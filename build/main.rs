//! Embeds the rule pages as a table of `include_str!`, and the table of spellings.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a build script reads the tree and talks to cargo"
)]

mod spellings;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let pages = table(&root, "rules", |path| {
        path.extension().is_some_and(|ending| ending == "md") && !path.ends_with("README.md")
    })?;
    fs::write(out.join("pages.rs"), pages)?;
    fs::write(out.join("spellings.rs"), spellings::table())
}

/// The files under `folder` as the text of a Rust slice of (path from `folder`, text), sorted by path.
fn table(root: &Path, folder: &str, wanted: impl Fn(&Path) -> bool) -> io::Result<String> {
    println!("cargo:rerun-if-changed={folder}");
    let base = root.join(folder);
    let mut files = Vec::new();
    if base.is_dir() {
        collect(&base, &mut files)?;
    }
    files.retain(|path| wanted(path));
    files.sort();
    let mut text = String::from("&[\n");
    for path in files {
        let name = path.strip_prefix(&base).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let _ = writeln!(text, "    ({name:?}, include_str!({:?})),", path.to_string_lossy());
    }
    text.push_str("]\n");
    Ok(text)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
