use super::lex::{Mark, NONE, Token, lex};
use std::ops::Range;

/// A place where a text takes in another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inclusion {
    /// The whole command.
    pub range: Range<usize>,
    /// The file's name as written; a folder and a name of `\import` are joined.
    pub name: String,
    pub kind: InclusionKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InclusionKind {
    /// `\input`, `\include`: the file's text stands here.
    Text,
    /// `\subfile`: what stands between `\begin{document}` and `\end{document}` there.
    Subfile,
    /// `\import{folder}{file}`, whose own files are sought from its folder; from the importing file's for `\subimport`.
    Import,
    /// `\usepackage`: a file of macros, if it lies beside the paper.
    Package,
    /// `\bibliography`: the list that BibTeX has made of it, where the data are not there.
    PrintedList,
}

/// More files in one text are not followed.
const MOST: usize = 1_000;

/// The files that a text takes in, in order, and the byte where the text ends (`\endinput`). What is commented out, verbatim, or in a branch that is never taken
/// (`\iffalse`) takes in nothing, nor does what stands in the definition of a macro.
pub fn inclusions(text: &str) -> (Vec<Inclusion>, usize) {
    let lexed = lex(text);
    let mut end_of_text = text.len();
    let tokens = &lexed.tokens;
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at).filter(|_| found.len() < MOST) {
        at += 1;
        let name = token.name(text);
        let kind = match name {
            "iffalse" => {
                let pair = lexed.pairs.get(at - 1).copied().unwrap_or(NONE);
                if pair != NONE {
                    at = pair as usize;
                }
                continue;
            }
            "endinput" => {
                end_of_text = token.start as usize;
                break;
            }
            "end" if argument(text, tokens, &mut { at }).is_some_and(|(name, _)| name == "document") => break,
            "newcommand" | "renewcommand" | "providecommand" | "def" | "newenvironment" => {
                at = after_definition(tokens, &lexed.pairs, at);
                continue;
            }
            "input" | "include" | "InputIfFileExists" => InclusionKind::Text,
            "subfile" | "subfileinclude" | "includestandalone" => InclusionKind::Subfile,
            "import" | "subimport" | "includefrom" | "subincludefrom" | "inputfrom" => InclusionKind::Import,
            "usepackage" | "RequirePackage" => InclusionKind::Package,
            "bibliography" => InclusionKind::PrintedList,
            _ => continue,
        };
        if matches!(kind, InclusionKind::Package | InclusionKind::PrintedList) {
            skip_option(tokens, &mut at);
        }
        let start = token.start as usize;
        let (first, mut end) = match argument(text, tokens, &mut at) {
            Some(first) => first,
            // `\input file` without braces.
            None if name == "input" => match tokens.get(at).filter(|next| next.mark == Mark::Text) {
                Some(next) => {
                    let word = next.text(text).split_whitespace().next().unwrap_or_default();
                    (word.to_owned(), next.start as usize + word.len())
                }
                None => continue,
            },
            None => continue,
        };
        let mut name = first;
        if kind == InclusionKind::Import {
            let Some((file, to)) = argument(text, tokens, &mut at) else { continue };
            name = format!("{}/{file}", name.trim_end_matches('/'));
            end = to;
        }
        if kind == InclusionKind::Package {
            // Their text stands before the command, which is still read for its names.
            found.extend(name.split(',').map(str::trim).filter(|name| !name.is_empty()).map(|name| Inclusion {
                range: start..start,
                name: name.to_owned(),
                kind,
            }));
            continue;
        }
        if !name.trim().is_empty() && !name.contains(['#', '\\', '\n']) {
            found.push(Inclusion { range: start..end, name: name.trim().to_owned(), kind });
        }
    }
    (found, end_of_text)
}

/// The definitions of a file of macros, as far as they are plain: those that hold programming are left out.
pub fn definitions(text: &str) -> Vec<Range<usize>> {
    let lexed = lex(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = lexed.tokens.get(at).filter(|_| found.len() < MOST) {
        at += 1;
        let name = token.name(text);
        let defines = [
            "newcommand",
            "renewcommand",
            "providecommand",
            "def",
            "newenvironment",
            "newtheorem",
            "DeclareRobustCommand",
            "NewDocumentCommand",
            "newif",
        ];
        if !defines.contains(&name) {
            continue;
        }
        let end = after_definition(&lexed.tokens, &lexed.pairs, at).max(at);
        let end = if name == "newif" { at + 1 } else { end };
        let body = lexed.tokens.get(at..end).unwrap_or_default();
        let is_plain = body.iter().all(|token| {
            let name = token.name(text);
            !name.contains('@') && !name.starts_with("if") && !matches!(name, "fi" | "else" | "csname" | "expandafter")
        });
        if (is_plain || name == "newif")
            && let Some(last) = body.last()
        {
            found.push(token.start as usize..last.end as usize);
        }
        at = end;
    }
    found
}

/// The words of the group that comes next, and the byte after it.
fn argument(text: &str, tokens: &[Token], at: &mut usize) -> Option<(String, usize)> {
    while tokens.get(*at).is_some_and(|token| token.mark == Mark::Blank) {
        *at += 1;
    }
    if tokens.get(*at)?.mark != Mark::Open {
        return None;
    }
    let length = tokens[*at..].iter().take(4_000).position(|token| token.mark == Mark::Close)?;
    let (open, close) = (tokens[*at], tokens[*at + length]);
    *at += length + 1;
    let inside = text.get(open.end as usize..close.start as usize)?;
    // A comment at a line's end is no part of a name.
    let words: String = inside.lines().map(|line| line.split('%').next().unwrap_or_default().trim()).collect();
    Some((words, close.end as usize))
}

fn skip_option(tokens: &[Token], at: &mut usize) {
    if tokens.get(*at).is_some_and(|token| token.mark == Mark::OpenBracket)
        && let Some(length) = tokens[*at..].iter().take(2_000).position(|token| token.mark == Mark::CloseBracket)
    {
        *at += length + 1;
    }
}

/// The token after the body of a definition.
fn after_definition(tokens: &[Token], pairs: &[u32], at: usize) -> usize {
    let mut at = at;
    let mut groups = 0;
    while let Some(token) = tokens.get(at) {
        match token.mark {
            Mark::Open => {
                let pair = pairs.get(at).copied().unwrap_or(NONE);
                if pair == NONE {
                    return at + 1;
                }
                at = pair as usize + 1;
                groups += 1;
                // The name, then the body: what follows at once belongs to it too.
                if groups >= 2 {
                    return at;
                }
                continue;
            }
            Mark::Par | Mark::Close => return at,
            Mark::Blank if groups > 0 => {}
            _ => {}
        }
        at += 1;
    }
    at
}

/// The name of the class, as `\documentclass` gives it.
pub fn class(text: &str) -> Option<String> {
    let head = &text[..text.floor_char_boundary(200_000)];
    let mut rest = head;
    while let Some(found) = rest.find("\\documentclass").or_else(|| rest.find("\\documentstyle")) {
        let line_start = rest[..found].rfind('\n').map_or(0, |at| at + 1);
        let is_commented = rest[line_start..found].contains('%');
        let after = &rest[found + 14..];
        if !is_commented {
            let mut name = after.trim_start();
            if name.starts_with('[') {
                name = name.split_once(']').map_or("", |(_, name)| name).trim_start();
            }
            let name = name.strip_prefix('{').and_then(|name| name.split_once('}')).map(|(name, _)| name.trim());
            return name.map(str::to_owned);
        }
        rest = after;
    }
    None
}

/// The bytes between `\begin{document}` and `\end{document}`; the whole text where there is no such beginning.
pub fn body(text: &str) -> Range<usize> {
    const BEGIN: &str = "\\begin{document}";
    let Some(start) = text.find(BEGIN).map(|at| at + BEGIN.len()) else { return 0..text.len() };
    let end = text[start..].rfind("\\end{document}").map_or(text.len(), |at| start + at);
    start..end
}
