//! The little TeX that people write in Markdown.

use crate::syntax::builder::Builder;
use crate::syntax::{KeyCitation, KeyItem, Kind};
use std::ops::Range;

/// An argument is at most this long.
const MAX_ARGUMENT: usize = 2000;

/// What a command in running text is.
pub enum Command {
    /// No command that is known: words.
    None,
    /// Nodes in order, and the byte after the command.
    Nodes(Vec<(Kind, Range<usize>)>, usize),
    /// No words.
    Hidden(usize),
    /// The words up to the closing brace, in a node of this kind if there is one; the byte after the opening brace.
    Group(Option<Kind>, usize),
}

/// Reads the command whose backslash is at `at`, up to `limit`.
pub fn command(text: &str, at: usize, limit: usize) -> Command {
    let Some(rest) = text.get(at + 1..limit) else { return Command::None };
    let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let name = &rest[..length];
    let after = at + 1 + length;
    let starred = usize::from(text[after..limit].starts_with('*'));
    match name {
        "LaTeX" | "TeX" | "BibTeX" | "ldots" | "dots" | "textendash" | "textemdash" | "textasciitilde"
        | "textbackslash" => {
            let word = match name {
                "ldots" | "dots" => "…",
                "textendash" => "–",
                "textemdash" => "—",
                "textasciitilde" => "~",
                "textbackslash" => "\\",
                name => name,
            };
            let end = after + if text[after..limit].starts_with("{}") { 2 } else { 0 };
            Command::Nodes(vec![(Kind::Replaced(word.into()), at..end)], end)
        }
        "ref" | "autoref" | "cref" | "Cref" | "eqref" | "pageref" | "nameref" | "vref" | "subref" => {
            let Some(argument) = argument(text, after + starred, limit) else { return Command::None };
            let end = argument.end + 1;
            let nodes = names(text, argument).map(|name| (Kind::CrossReference(text[name.clone()].into()), name));
            Command::Nodes(nodes.collect(), end)
        }
        "label" => match argument(text, after, limit) {
            Some(argument) => {
                let end = argument.end + 1;
                Command::Nodes(vec![(Kind::Label(text[argument].into()), at..end)], end)
            }
            None => Command::None,
        },
        "emph" | "textit" | "textsl" => group(text, after, limit, Some(Kind::Emphasis)),
        "textbf" => group(text, after, limit, Some(Kind::Strong)),
        "textsuperscript" => group(text, after, limit, Some(Kind::Superscript)),
        "textsubscript" => group(text, after, limit, Some(Kind::Subscript)),
        "footnote" => group(text, after, limit, Some(Kind::Footnote("".into()))),
        "text" | "textrm" | "textsf" | "textsc" | "underline" | "mbox" | "textnormal" => {
            group(text, after, limit, None)
        }
        "noindent" | "newline" | "linebreak" | "medskip" | "bigskip" | "smallskip" | "hfill" | "vfill"
        | "centering" | "par" | "quad" | "qquad" | "newpage" | "clearpage" | "pagebreak" | "maketitle" | "small"
        | "footnotesize" | "normalsize" | "large" | "raggedright" | "sloppy" | "singlespacing" | "doublespacing" => {
            Command::Hidden(after)
        }
        "" => Command::None,
        name if is_citation(name) => citation(text, at, after + starred, limit),
        _ => match arguments_end(text, after + starred, limit) {
            Some(end) => Command::Nodes(vec![(Kind::Code, at..end)], end),
            None => Command::None,
        },
    }
}

/// `\@ref(fig:map)`, as bookdown writes a cross-reference: the label and the byte after it.
pub fn bookdown_reference(text: &str, at: usize) -> Option<(Box<str>, usize)> {
    let rest = text.get(at..)?.strip_prefix("\\@ref(")?;
    let end = rest.bytes().take(200).position(|byte| matches!(byte, b')' | b'\n' | b'('))?;
    (rest.as_bytes()[end] == b')' && end > 0).then(|| (rest[..end].into(), at + 6 + end + 1))
}

/// Writes the labels set with `\label{…}` inside `range` as children of the open node.
pub fn labels(builder: &mut Builder, range: Range<usize>) {
    let text = builder.text_of();
    let mut at = range.start;
    while let Some(found) = memchr::memmem::find(&text.as_bytes()[at..range.end], b"\\label{") {
        let start = at + found;
        match argument(text, start + 6, range.end) {
            Some(argument) => {
                at = argument.end + 1;
                builder.leaf(Kind::Label(text[argument].into()), start..at);
            }
            None => at = start + 7,
        }
    }
}

/// Writes an environment that is no maths: a figure as an image with its caption and labels; a table as a division with
/// both; code and algorithms as code; another as raw markup.
pub fn environment(builder: &mut Builder, range: Range<usize>) {
    let text = builder.text_of();
    let name =
        text[range.clone()].strip_prefix("\\begin{").and_then(|rest| rest.split_once('}')).map_or("", |(name, _)| name);
    let name = name.strip_suffix('*').unwrap_or(name);
    let kind = match name {
        "figure" | "wrapfigure" | "sidewaysfigure" | "SCfigure" => Kind::Division { classes: "figure".into() },
        "table" | "longtable" | "sidewaystable" | "wraptable" => Kind::Division { classes: "table".into() },
        "algorithm" => Kind::Division { classes: "algorithm".into() },
        "listing" => Kind::Division { classes: "listing".into() },
        "lstlisting" | "verbatim" | "minted" | "Verbatim" | "algorithmic" => Kind::CodeBlock,
        _ => Kind::Raw,
    };
    let is_float = matches!(kind, Kind::Division { .. });
    builder.open(kind, range.start);
    let parts = FloatParts::read(text, range.clone());
    if is_float {
        super::inline::figure(builder, parts.target, parts.caption, parts.labels);
    } else {
        for (label, place) in parts.labels {
            builder.leaf(label, place);
        }
    }
    builder.close(range.end);
}

/// What an environment says of the figure or table in it.
#[derive(Default)]
struct FloatParts<'a> {
    target: &'a str,
    caption: Option<Range<usize>>,
    labels: Vec<(Kind, Range<usize>)>,
}

impl<'a> FloatParts<'a> {
    fn read(text: &'a str, range: Range<usize>) -> Self {
        let mut parts = FloatParts::default();
        let mut at = range.start;
        while let Some(found) = memchr::memchr(b'\\', &text.as_bytes()[at..range.end]) {
            let start = at + found;
            at = start + 1;
            let rest = text.get(at..range.end).unwrap_or_default();
            let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
            let command = &rest[..length];
            if !matches!(command, "label" | "caption" | "includegraphics") {
                continue;
            }
            let Some(argument) = argument(text, skip_option(text, at + length, range.end), range.end) else { continue };
            match command {
                "label" => parts.labels.push((Kind::Label(text[argument.clone()].into()), start..argument.end + 1)),
                "caption" if parts.caption.is_none() => {
                    // A label inside the caption is found there as part of it.
                    at = argument.end + 1;
                    parts.caption = Some(argument);
                    continue;
                }
                "includegraphics" if parts.target.is_empty() => parts.target = &text[argument.clone()],
                _ => {}
            }
            at = argument.end + 1;
        }
        parts
    }
}

fn is_citation(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [
        "cite",
        "citep",
        "citet",
        "citealp",
        "citealt",
        "citeauthor",
        "citeyear",
        "citeyearpar",
        "citealias",
        "parencite",
        "textcite",
        "footcite",
        "autocite",
        "smartcite",
        "supercite",
        "fullcite",
        "nocite",
    ]
    .contains(&name.as_str())
}

fn citation(text: &str, at: usize, after: usize, limit: usize) -> Command {
    let after = skip_option(text, skip_option(text, after, limit), limit);
    let Some(argument) = argument(text, after, limit) else { return Command::None };
    let end = argument.end + 1;
    let items = names(text, argument)
        .map(|name| KeyItem {
            key: text[name.clone()].into(),
            range: name.start as u32..name.end as u32,
            suppress_author: false,
        })
        .collect();
    Command::Nodes(vec![(Kind::Citation(Box::new(KeyCitation { items, bracketed: true })), at..end)], end)
}

/// The names in a list parted by commas, without the blanks around them.
fn names(text: &str, argument: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = argument.start;
    text[argument].split(',').filter_map(move |part| {
        let start = at + (part.len() - part.trim_start().len());
        at += part.len() + 1;
        let name = part.trim();
        (!name.is_empty()).then(|| start..start + name.len())
    })
}

fn group(text: &str, after: usize, limit: usize, kind: Option<Kind>) -> Command {
    match argument(text, after, limit) {
        Some(argument) => Command::Group(kind, argument.start),
        None => Command::None,
    }
}

/// The inside of the braced argument that begins at `at`.
pub fn argument(text: &str, at: usize, limit: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes().get(..limit)?;
    if bytes.get(at) != Some(&b'{') {
        return None;
    }
    let mut depth = 0usize;
    let mut position = at;
    while position < limit.min(at + MAX_ARGUMENT) {
        match bytes[position] {
            b'\\' => position += 1,
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1..position);
                }
            }
            _ => {}
        }
        position += 1;
    }
    None
}

/// The byte after an optional argument `[…]` at `at`, or `at`.
fn skip_option(text: &str, at: usize, limit: usize) -> usize {
    let rest = text.as_bytes().get(at..limit).unwrap_or_default();
    if rest.first() != Some(&b'[') {
        return at;
    }
    rest.iter().take(MAX_ARGUMENT).position(|&byte| byte == b']').map_or(at, |end| at + end + 1)
}

fn arguments_end(text: &str, at: usize, limit: usize) -> Option<usize> {
    let mut end = skip_option(text, at, limit);
    let mut found = None;
    while let Some(argument) = argument(text, end, limit) {
        end = argument.end + 1;
        found = Some(end);
    }
    found
}
