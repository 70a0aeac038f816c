//! From a path to a paper: the manuscript and the files it names, read in the order of the straight line.
//!
//! It opens files only through [`Files`], and knows no rule.

mod assemble;
mod data;

use super::front::{
    Line, abstract_of, from_lines, from_meta, keywords, lines, mark_front, part_title, phrase_of, read_meta_blocks,
};
use super::outline::{HasTitle, build, find_headings};
use super::prose::draft::Draft;
use super::prose::{finish, join_cut_paragraphs, mark_scopes};
use super::{
    Derived, Facts, Issue, Paper, Phrase, Prose, Scope, bibliography, citation, declaration, directive, float,
    provenance,
};
use crate::source::{FileId, Files, Format, ReadError, Refusal, Source, Span, decode, join};
use crate::syntax;
use assemble::{Assembly, assemble};

/// What the caller knows of a paper that its files do not say.
#[derive(Debug, Clone, Default)]
pub struct LoadOptions {
    /// Read as this format, whatever its ending and content say.
    pub format: Option<Format>,
    /// Reference data besides what the paper names, as paths from the working directory.
    pub bibliography: Vec<String>,
    /// The year in which the check is made.
    pub year: Option<i32>,
    /// The project, from whose folder [`Paper::project_paths`] is told; the paper's own folder where there is none.
    pub project: Option<Project>,
}

/// Where a project lies, and where paths are told from. Both are absolute, `/` between folders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    pub folder: String,
    pub working: String,
}

impl Project {
    /// A path as seen from the project's folder; `None` for one outside of it.
    fn path_of(&self, path: &str) -> Option<String> {
        let is_absolute = path.starts_with('/') || path.as_bytes().get(1) == Some(&b':');
        let path = if is_absolute { path.to_owned() } else { join(&self.working, path)? };
        let inside = path.strip_prefix(self.folder.trim_end_matches('/'))?.strip_prefix('/')?;
        Some(inside.to_owned())
    }
}

/// Why a paper could not be read; prints as a clause that follows the file's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadError {
    Read(ReadError),
    Refused(Refusal),
    /// It is something else than a paper.
    NoPaper(&'static str),
    /// XML of another kind, with the name of its root element.
    NoArticle(Option<String>),
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LoadError::Read(error) => error.fmt(f),
            LoadError::Refused(refusal) => refusal.fmt(f),
            LoadError::NoArticle(Some(root)) => {
                write!(f, "is XML, but not JATS: its root element is `{root}`, not `article` with a front or a body")
            }
            LoadError::NoArticle(None) => write!(f, "is not XML: it holds no element"),
            LoadError::NoPaper(what) => write!(f, "is {what}, not a paper"),
        }
    }
}

/// Reads the paper at `path` and the files it names.
pub fn load(files: &dyn Files, path: &str, options: &LoadOptions) -> Result<Paper, LoadError> {
    let bytes = files.read(path).map_err(LoadError::Read)?;
    let (root, read) = open(path, &bytes, options.format).map_err(LoadError::Refused)?;
    let format = root.format;
    if format == Format::Latex && syntax::latex::class(&root.text).is_some_and(|class| class == "beamer") {
        return Err(LoadError::NoPaper("a set of slides (beamer)"));
    }
    if format == Format::Jats
        && let syntax::jats::Root::Other(name) = syntax::jats::root(&root.text)
    {
        return Err(LoadError::NoArticle(name));
    }
    let Assembly { root, files: parts, problems: unfollowed } = match format {
        Format::Latex => assemble(files, root),
        _ => Assembly { root, files: Vec::new(), problems: Vec::new() },
    };
    let tree = read.unwrap_or_else(|| syntax::parse(&root));
    let meta = tree.meta.as_ref();

    let mut draft = Draft::default();
    let has_title = meta.is_some_and(|meta| read_meta_blocks(&mut draft, meta, &root.text, root.id));
    draft.read(&tree, &root.text, root.id);
    let has_title = has_title || draft.blocks.iter().any(|block| block.scope == Scope::Title);
    if !has_title && format == Format::Plain {
        part_title(&mut draft, &root.text);
    }
    let provenance = provenance::of(&draft, &tree, &root.text, format);
    // No heading of LaTeX or JATS is a title.
    let titled = has_title || matches!(format, Format::Latex | Format::Jats);
    let mut headings = find_headings(&draft, &root.text, if titled { HasTitle::Yes } else { HasTitle::No });
    let keyword_block = mark_front(&mut draft, &mut headings);
    mark_scopes(&mut draft, &headings);
    join_cut_paragraphs(&mut draft, format);
    let images: Vec<_> = draft.images.iter().map(|image| (image.node, image.caption)).collect();
    let (mut prose, ids) = finish(draft, format);
    let images: Vec<_> =
        images.into_iter().map(|(node, caption)| (node, caption.map(|block| ids[block as usize]))).collect();
    let outline = build(&headings, &ids, &mut prose, &root);

    let title = prose.scoped(Scope::Title).next().map(|block| phrase_of(&prose, block));
    let mut authors = meta.map(|meta| from_meta(meta, root.id)).unwrap_or_default();
    if authors.is_empty() {
        authors = authors_of_page(&prose, &root);
    }
    let mut key_phrases = meta.map(|meta| keywords(meta, root.id)).unwrap_or_default();
    if key_phrases.is_empty()
        && let Some(block) = keyword_block
    {
        key_phrases = keywords_of_block(&prose, ids[block].0);
    }
    let abstract_text = abstract_of(&prose);

    let mut sources = vec![root];
    sources.extend(parts);
    let data = data::read(files, &mut sources, &tree, options);
    let root = &sources[0];
    let input = bibliography::Input {
        prose: &prose,
        outline: &outline,
        root,
        data: &data.entries,
        sources: &sources,
        keys: &entry_keys(&tree),
        stated: &tree.entries,
        meta,
    };
    let cited = || {
        let mut references = bibliography::read(input);
        references.unread = data.unread;
        references.shared |= data.is_shared;
        let input = citation::Input { prose: &prose, tree: &tree, root, outline: &outline, bibliography: &references };
        let citations = citation::find(input);
        (references, citations)
    };
    let pointed_at = || {
        let (floats, labels) = float::find(&prose, &tree, root.id, &images);
        let cross_references = float::references(&prose, &tree, root.id, &floats, &labels);
        (
            floats,
            labels,
            cross_references,
            declaration::find(&prose, &outline),
            directive::find(&tree, &root.text, root.id),
        )
    };
    let ((mut references, citations), (floats, labels, cross_references, declarations, directives)) =
        rayon::join(cited, pointed_at);
    let missing = unfollowed.into_iter().map(|(message, range)| Issue { message, span: Span::new(FileId(0), range) });
    let missing: Vec<Issue> = missing.collect();
    let problems = missing.iter().cloned().chain(problems(&tree, &data.entries)).collect();
    references.data = data.entries;
    Ok(Paper {
        project_paths: sources.iter().map(|source| project_path(&source.path, options)).collect(),
        title,
        authors,
        abstract_text,
        keywords: key_phrases,
        declarations,
        directives,
        outline,
        prose,
        citations,
        bibliography: references,
        floats,
        labels,
        cross_references,
        missing,
        problems,
        provenance,
        facts: Facts { year: options.year },
        derived: Derived::default(),
        tree,
        sources,
    })
}

/// The manuscript as a source, with its tree where that comes with the text.
fn open(path: &str, bytes: &[u8], asked: Option<Format>) -> Result<(Source, Option<syntax::Tree>), Refusal> {
    let named = Format::of_path(path);
    let is_package = asked.is_none() && named.is_none() && syntax::docx::is_package(bytes);
    if asked.or(named) == Some(Format::Docx) || is_package {
        let (root, tree) = syntax::docx::read(FileId(0), path, bytes)?;
        return Ok((root, Some(tree)));
    }
    let decoded = decode(bytes)?;
    let format = asked.unwrap_or_else(|| format_of(path, &decoded.text));
    Ok((Source::new(FileId(0), path, format, decoded), None))
}

/// The format that a file's ending names, or that its content looks like.
fn format_of(path: &str, text: &str) -> Format {
    if let Some(format) = Format::of_path(path).filter(|format| Format::PAPERS.iter().any(|(_, paper)| paper == format))
    {
        return format;
    }
    let head = &text[..text.floor_char_boundary(20_000)];
    let start = head.trim_start();
    if start.starts_with("<?xml") || start.starts_with("<!DOCTYPE article") || start.starts_with("<article") {
        return Format::Jats;
    }
    if head.contains("\\documentclass") || head.contains("\\begin{document}") {
        return Format::Latex;
    }
    let is_markdown = head.starts_with("---\n")
        || head.lines().any(|line| line.starts_with("# ") || line.starts_with("## ") || line.starts_with("```"))
        || head.contains("](")
        || head.contains("[@");
    if is_markdown { Format::Markdown } else { Format::Plain }
}

/// The paper's path as seen from the project's folder: the same wherever the command was started.
fn project_path(path: &str, options: &LoadOptions) -> String {
    let inside = options.project.as_ref().and_then(|project| project.path_of(path));
    inside.unwrap_or_else(|| path.rsplit('/').next().unwrap_or(path).to_owned())
}

fn authors_of_page(prose: &Prose, root: &Source) -> Vec<super::Author> {
    let page: Vec<Line> = prose.scoped(Scope::Front).flat_map(|block| lines(prose, block, root)).collect();
    from_lines(&page)
}

/// The phrases that the keywords' paragraph lists after its label.
fn keywords_of_block(prose: &Prose, block: u32) -> Vec<Phrase> {
    let block = &prose.blocks[block as usize];
    let text = prose.block_text(block);
    let Some(label) = text.find([':', '.', '—', '–']).filter(|&at| at < 30).or_else(|| text.find(' ')) else {
        return Vec::new();
    };
    let mark = text[label..].chars().next().map_or(1, char::len_utf8);
    let list = &text[label + mark..];
    let parting = if list.contains(';') {
        ';'
    } else if list.contains('·') {
        '·'
    } else {
        ','
    };
    let mut at = block.start + (label + mark) as u32;
    let mut found = Vec::new();
    for part in list.split(parting) {
        let words = part.trim().trim_end_matches('.');
        if !words.is_empty() {
            let start = at + (part.len() - part.trim_start().len()) as u32;
            let span = prose.span(start..start + words.len() as u32);
            found.push(Phrase { text: words.to_owned(), span });
        }
        at += (part.len() + parting.len_utf8()) as u32;
    }
    found
}

/// The keys that the markup gives to entries of a printed list.
fn entry_keys(tree: &syntax::Tree) -> Vec<Phrase> {
    let keys = tree.nodes.iter().filter_map(|node| match &node.kind {
        syntax::Kind::EntryKey(key) => Some(Phrase { text: key.to_string(), span: Span::new(FileId(0), node.range()) }),
        _ => None,
    });
    keys.collect()
}

fn problems(tree: &syntax::Tree, data: &[(FileId, syntax::EntryFile)]) -> Vec<Issue> {
    let issue = |file: FileId, problem: &syntax::Problem| Issue {
        message: problem.message.clone(),
        span: Span { file, start: problem.start, end: problem.end },
    };
    let own = tree.problems.iter().map(|problem| issue(FileId(0), problem));
    own.chain(data.iter().flat_map(|(file, entries)| entries.problems.iter().map(move |problem| issue(*file, problem))))
        .collect()
}

#[cfg(test)]
mod tests;
