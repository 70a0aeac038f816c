//! The reference data that a paper names.

use super::LoadOptions;
use crate::source::{FileId, FileKind, Files, Format, Source, decode, join, parent};
use crate::syntax::{EntryFile, Kind, Meta, Tree, parse_entries};

/// What was read of the reference data, and what could not be.
#[derive(Debug, Default)]
pub struct Data {
    pub entries: Vec<(FileId, EntryFile)>,
    pub unread: Vec<(String, String)>,
    /// Whether the file was found beside the paper and named by nothing: other papers may use it too.
    pub is_shared: bool,
}

/// Reads the data files that the front matter, the text (`\bibliography{…}`) or the settings name; without any, the
/// only `.bib` beside the paper. A path that leads out of the working directory's tree is refused.
pub fn read(files: &dyn Files, sources: &mut Vec<Source>, tree: &Tree, options: &LoadOptions) -> Data {
    let mut data = Data::default();
    let folder = parent(&sources[0].path).to_owned();
    let mut named = names(tree, &sources[0].text, sources[0].format);
    let is_named = !named.is_empty() || !options.bibliography.is_empty();
    if !is_named && sources[0].format != Format::Jats && cites_keys(tree) {
        named = beside(files, &folder);
        data.is_shared = !named.is_empty();
    }
    let mut paths: Vec<(String, Option<String>)> = Vec::new();
    for name in named {
        let path = resolve(files, &folder, &name);
        paths.push((name, path));
    }
    paths.extend(options.bibliography.iter().map(|path| (path.clone(), Some(path.clone()))));
    for (name, path) in paths {
        let Some(path) = path else {
            data.unread.push((name, "lies outside the paper's folder".to_owned()));
            continue;
        };
        if sources.iter().any(|source| *source.path == *path) {
            continue;
        }
        let read = files.read(&path).map_err(|error| error.to_string());
        let decoded = read.and_then(|bytes| decode(&bytes).map_err(|refusal| refusal.to_string()));
        match decoded {
            Ok(decoded) => {
                let format = Format::of_path(&path).filter(|format| matches!(format, Format::Bibtex | Format::CslJson));
                let source =
                    Source::new(FileId(sources.len() as u32), &path, format.unwrap_or(Format::Bibtex), decoded);
                if let Some(entries) = parse_entries(&source) {
                    data.entries.push((source.id, entries));
                }
                sources.push(source);
            }
            Err(reason) => data.unread.push((name, reason)),
        }
    }
    data
}

/// The names that the paper itself gives.
fn names(tree: &Tree, text: &str, format: Format) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    if let Some(meta) = &tree.meta {
        let listed = meta.get("bibliography").map(Meta::items).unwrap_or_default();
        names.extend(listed.iter().filter_map(Meta::text).map(|name| name.trim().to_owned()));
    }
    let is_other = matches!(format, Format::Latex | Format::Jats);
    let commands = if is_other { &[][..] } else { &["\\bibliography{", "\\addbibresource{"][..] };
    for command in commands {
        for at in memchr::memmem::find_iter(text.as_bytes(), command).take(8) {
            let inside = text[at + command.len()..].split('}').next().unwrap_or_default();
            if inside.len() < 400 {
                names.extend(inside.split(',').map(|name| name.trim().to_owned()));
            }
        }
    }
    names.retain(|name| !name.is_empty());
    names.dedup();
    names
}

fn cites_keys(tree: &Tree) -> bool {
    tree.nodes.iter().any(|node| matches!(node.kind, Kind::Citation(_)))
}

/// The data file beside the paper: the only one, or the one of a usual name.
fn beside(files: &dyn Files, folder: &str) -> Vec<String> {
    let Ok(entries) = files.list(folder) else { return Vec::new() };
    let is_data = |name: &str| Format::of_path(name) == Some(Format::Bibtex);
    let found: Vec<String> = entries
        .into_iter()
        .filter(|entry| entry.kind == FileKind::File && is_data(&entry.name))
        .map(|entry| entry.name)
        .collect();
    match &found[..] {
        [only] => vec![only.clone()],
        several => ["references.bib", "paper.bib", "refs.bib", "bibliography.bib"]
            .iter()
            .find_map(|usual| several.iter().find(|name| name == usual))
            .into_iter()
            .cloned()
            .collect(),
    }
}

/// The path that a name means, seen from the paper's folder; `.bib` may be left out.
fn resolve(files: &dyn Files, folder: &str, name: &str) -> Option<String> {
    let path = join(folder, name)?;
    let with_ending = format!("{path}.bib");
    let is_short = files.stat(&path).is_none() && files.stat(&with_ending) == Some(FileKind::File);
    Some(if is_short { with_ending } else { path })
}
