//! A LaTeX manuscript of several files as one text, in reading order.

use crate::source::{FileId, FileKind, Files, Format, Piece, Source, Span, decode, join, parent};
use crate::syntax::latex::{Inclusion, InclusionKind, body, definitions, inclusions};
use std::ops::Range;

/// Files that take in each other go this deep at most.
const MAX_DEPTH: usize = 32;

/// So many files make one manuscript at most.
const MAX_FILES: usize = 2_000;

/// The assembled text has at most so many bytes.
const MAX_TEXT: usize = 64 << 20;

/// Larger files of macros are packages, not the author's own.
const LARGEST_MACROS: usize = 100_000;

/// The manuscript as one text, and the files it was put together from.
pub struct Assembly {
    /// The text as a source of its own, or the root file where it takes in no other.
    pub root: Source,
    pub files: Vec<Source>,
    /// What could not be followed: the message, and bytes of the root's text.
    pub problems: Vec<(String, Range<usize>)>,
}

/// Puts the files that `root` takes in into their places.
pub fn assemble(files: &dyn Files, root: Source) -> Assembly {
    let path = root.path.to_string();
    let mut assembler = Assembler {
        files,
        folder: parent(&path).to_owned(),
        stem: path.rsplit_once('.').map_or(path.clone(), |(stem, _)| stem.to_owned()),
        sources: Vec::new(),
        text: String::new(),
        pieces: Vec::new(),
        open: Vec::new(),
        taken: 0,
        problems: Vec::new(),
    };
    let mut own = root.clone();
    own.id = FileId(1);
    assembler.sources.push(own);
    assembler.splice(0, 0..root.text.len(), None);
    let Assembler { sources, text, pieces, problems, .. } = assembler;
    if sources.len() == 1 && text == *root.text {
        return Assembly { root, files: Vec::new(), problems };
    }
    let root = Source::assembled(FileId(0), &path, root.format, text, pieces);
    Assembly { root, files: sources, problems }
}

struct Assembler<'a> {
    files: &'a dyn Files,
    folder: String,
    /// The root's path without its ending.
    stem: String,
    sources: Vec<Source>,
    text: String,
    pieces: Vec<Piece>,
    /// The files that are being read, outermost first.
    open: Vec<usize>,
    /// How often a file was taken in.
    taken: usize,
    problems: Vec<(String, Range<usize>)>,
}

impl Assembler<'_> {
    /// Appends a stretch of a file with what it takes in. `base` is the folder that `\import` set.
    fn splice(&mut self, index: usize, range: Range<usize>, base: Option<&str>) {
        let text = std::sync::Arc::clone(&self.sources[index].text);
        let Some(part) = text.get(range.clone()) else { return };
        self.open.push(index);
        let (found, end) = inclusions(part);
        let mut at = 0;
        for inclusion in found {
            if inclusion.range.start < at || self.text.len() > MAX_TEXT {
                continue;
            }
            self.copy(index, range.start + at..range.start + inclusion.range.start);
            at = inclusion.range.start;
            let start = self.text.len();
            let place = range.start + inclusion.range.start..range.start + inclusion.range.end;
            match self.take_in(index, &inclusion, place, base) {
                Ok(true) => at = inclusion.range.end,
                Ok(false) => {}
                // The command stays, and the problem stands at it.
                Err(message) => {
                    let length = inclusion.range.end - inclusion.range.start;
                    self.problems.push((message, start..start + length));
                }
            }
        }
        self.copy(index, range.start + at..range.start + end.max(at));
        self.open.pop();
    }

    /// Appends the file that an inclusion names. `Ok(true)` where it stands in the place of the command.
    fn take_in(
        &mut self,
        index: usize,
        inclusion: &Inclusion,
        place: Range<usize>,
        base: Option<&str>,
    ) -> Result<bool, String> {
        let Inclusion { name, kind, .. } = inclusion;
        match kind {
            InclusionKind::Package => {
                let Some(path) = join(&self.folder, &format!("{name}.sty")) else { return Ok(false) };
                if self.files.stat(&path) == Some(FileKind::File)
                    && let Ok(file) = self.open_file(&path)
                {
                    let text = std::sync::Arc::clone(&self.sources[file].text);
                    if text.len() <= LARGEST_MACROS && !self.open.contains(&file) {
                        for range in definitions(&text) {
                            self.copy(file, range);
                            self.part(index, place.clone(), "\n");
                        }
                    }
                }
                return Ok(false);
            }
            InclusionKind::PrintedList => {
                let has_data = name.split(',').any(|name| {
                    let path = join(&self.folder, name.trim());
                    path.is_some_and(|path| {
                        self.files.stat(&path) == Some(FileKind::File)
                            || self.files.stat(&format!("{path}.bib")) == Some(FileKind::File)
                    })
                });
                let path = format!("{}.bbl", self.stem);
                if has_data || self.files.stat(&path) != Some(FileKind::File) {
                    return Ok(false);
                }
                let file = self.open_file(&path)?;
                let text = std::sync::Arc::clone(&self.sources[file].text);
                if !text.contains("\\begin{thebibliography}") {
                    return Ok(false);
                }
                self.copy(file, 0..text.len());
                self.part(index, place, "\n");
                return Ok(true);
            }
            InclusionKind::Text | InclusionKind::Subfile | InclusionKind::Import => {}
        }
        let Some(path) = self.resolve(index, name, base) else {
            let ending = name.rsplit_once('.').map(|(_, ending)| ending);
            // What a program writes (a list of contents, a drawing) is made when the text is set.
            let is_made = matches!(ending, Some("pgf" | "pdf_tex" | "tikz" | "toc" | "ind" | "pdf_t" | "eps_tex"));
            return if is_made { Ok(false) } else { Err(format!("the included file `{name}` does not exist")) };
        };
        if self.open.len() >= MAX_DEPTH {
            return Err(format!("`{name}` is not read: files are included more than {MAX_DEPTH} deep"));
        }
        let file = self.open_file(&path).map_err(|reason| format!("the included file `{name}` {reason}"))?;
        if self.open.contains(&file) {
            return Err(format!("`{name}` includes itself"));
        }
        let text = std::sync::Arc::clone(&self.sources[file].text);
        if self.text.len() + text.len() > MAX_TEXT {
            return Err(format!("`{name}` is not read: the manuscript is too large"));
        }
        let inside = if *kind == InclusionKind::Subfile { body(&text) } else { 0..text.len() };
        let folder = match kind {
            InclusionKind::Text | InclusionKind::Package | InclusionKind::PrintedList => base.map(str::to_owned),
            InclusionKind::Subfile | InclusionKind::Import => Some(parent(&path).to_owned()),
        };
        self.taken += 1;
        if self.taken > MAX_FILES {
            return Err(format!("`{name}` is not read: there are too many files"));
        }
        // `\include` begins a page, and with it a paragraph.
        let command = self.sources[index].text.get(place.clone()).unwrap_or_default();
        let is_page = command.starts_with("\\include") && !command.starts_with("\\includefrom");
        if is_page {
            self.part(index, place.clone(), "\n\n");
        }
        self.splice(file, inside, folder.as_deref());
        // A file's last line ends as any line does, and what follows the command goes on after a blank.
        let end = match (is_page, self.text.ends_with('\n')) {
            (true, _) => "\n\n",
            (false, true) => "\\relax ",
            (false, false) => "\n\\relax ",
        };
        self.part(index, place, end);
        Ok(true)
    }

    /// The file that a name means: as TeX looks for it, from the root's folder, else from that of the file itself.
    fn resolve(&self, index: usize, name: &str, base: Option<&str>) -> Option<String> {
        let name = name.trim_matches('"');
        let own = parent(&self.sources[index].path).to_owned();
        let folders = [base.map(str::to_owned), Some(self.folder.clone()), Some(own)];
        folders.into_iter().flatten().find_map(|folder| {
            let path = join(&folder, name)?;
            let with_ending = format!("{path}.tex");
            [with_ending, path].into_iter().find(|path| self.files.stat(path) == Some(FileKind::File))
        })
    }

    /// The index of a file among the sources, read if it was not yet.
    fn open_file(&mut self, path: &str) -> Result<usize, String> {
        if let Some(index) = self.sources.iter().position(|source| *source.path == *path) {
            return Ok(index);
        }
        if self.sources.len() >= MAX_FILES {
            return Err("is not read: there are too many files".to_owned());
        }
        let bytes = self.files.read(path).map_err(|error| error.to_string())?;
        let decoded = decode(&bytes).map_err(|refusal| refusal.to_string())?;
        let id = FileId(self.sources.len() as u32 + 1);
        self.sources.push(Source::new(id, path, Format::Latex, decoded));
        Ok(self.sources.len() - 1)
    }

    /// Appends a stretch of a file.
    fn copy(&mut self, index: usize, range: Range<usize>) {
        let source = &self.sources[index];
        let Some(text) = source.text.get(range.clone()).filter(|text| !text.is_empty()) else { return };
        let start = self.text.len() as u32;
        self.text.push_str(text);
        self.pieces.push(Piece { start, span: Span::new(source.id, range), verbatim: true });
    }

    /// Appends what stands in no file, at the command that made it.
    fn part(&mut self, index: usize, place: Range<usize>, text: &str) {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        self.pieces.push(Piece { start, span: Span::new(self.sources[index].id, place), verbatim: false });
    }
}
