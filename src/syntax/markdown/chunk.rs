//! Blocks of code, and what knitr and Quarto say in them of the figure or table that the code makes.

use super::inline;
use crate::syntax::Kind;
use crate::syntax::builder::Builder;
use std::ops::Range;

/// Writes a block of code. A chunk that makes a figure or table has an image before its code, without a target, that
/// holds its label, and its caption where that is plain text.
pub fn write(builder: &mut Builder, range: Range<usize>) {
    let text = builder.text_of();
    let Some(chunk) = Chunk::read(text, range.clone()) else { return builder.leaf(Kind::CodeBlock, range) };
    let label = chunk.label.map(|(label, place)| (Kind::Label(label), place));
    inline::figure(builder, "", chunk.caption, label.into_iter().collect());
    builder.leaf(Kind::CodeBlock, chunk.code.max(builder.cursor())..range.end);
}

/// What a chunk's options say.
struct Chunk {
    label: Option<(Box<str>, Range<usize>)>,
    caption: Option<Range<usize>>,
    is_table: bool,
    /// Where its code begins.
    code: usize,
}

impl Chunk {
    /// Reads the options of the chunk; `None` for code that makes no figure or table with a label or caption.
    fn read(text: &str, range: Range<usize>) -> Option<Chunk> {
        let block = &text[range.clone()];
        let head_end = block.find('\n').map_or(block.len(), |at| at + 1);
        let head = block[..head_end].trim_end();
        let fence = head.len() - head.trim_start_matches(['`', '~']).len();
        let options = head[fence..].trim_start();
        if fence < 3 || !options.starts_with('{') {
            return None;
        }
        let options_at = range.start + head.len() - options.len();
        let mut chunk = Chunk { label: None, caption: None, is_table: false, code: range.start + head_end };
        let mut has_caption = false;
        for (name, value) in assignments(options) {
            let value = options_at + value.start..options_at + value.end;
            match name {
                "fig.cap" | "fig-cap" => {
                    has_caption = true;
                    chunk.caption = quoted(text, value);
                }
                "label" => {
                    chunk.label = quoted(text, value.clone()).or(Some(value)).map(|at| (text[at.clone()].into(), at))
                }
                _ => {}
            }
        }
        if chunk.label.is_none()
            && let Some(name) = chunk_name(options)
        {
            let place = options_at + name.start..options_at + name.end;
            chunk.label = Some((text[place.clone()].into(), place));
        }
        let mut at = range.start + head_end;
        for line in block[head_end..].split_inclusive('\n') {
            let Some(option) = line.trim_start().strip_prefix("#|") else { break };
            let option_at = at + line.len() - option.len();
            at += line.len();
            chunk.code = at;
            let Some(colon) = option.find(':') else { continue };
            let value = option_at + colon + 1..option_at + option.trim_end().len().max(colon + 1);
            let value = trimmed(text, value);
            match option[..colon].trim() {
                "label" => chunk.label = Some((text[value.clone()].into(), value)),
                name @ ("fig-cap" | "tbl-cap" | "fig.cap" | "tbl.cap") => {
                    has_caption = true;
                    chunk.is_table = name.starts_with("tbl");
                    let plain = !text[value.clone()].starts_with(['!', '|', '>', '[']) && !value.is_empty();
                    chunk.caption = quoted(text, value.clone()).or(plain.then_some(value));
                }
                _ => {}
            }
        }
        let (label, place) = match chunk.label.take() {
            Some((label, place)) => (Some(label), place),
            None => (None, 0..0),
        };
        let is_quarto = label.as_deref().is_some_and(super::keys::is_label);
        if is_quarto {
            chunk.is_table |=
                label.as_deref().is_some_and(|label| label.starts_with("tbl") || label.starts_with("tab"));
        } else if !has_caption {
            // `kable(x, caption = "…")` in a named chunk is what bookdown calls `tab:name`.
            let makes_table = block[head_end..].contains("caption") && block[head_end..].contains("kable");
            if !makes_table || label.is_none() {
                return None;
            }
            chunk.is_table = true;
        }
        chunk.label = label.map(|label| match (is_quarto, chunk.is_table) {
            (true, _) => (label, place),
            (false, true) => (format!("tab:{label}").into(), place),
            (false, false) => (format!("fig:{label}").into(), place),
        });
        Some(chunk)
    }
}

/// The name of a chunk: the second word of `{r name, …}`.
fn chunk_name(options: &str) -> Option<Range<usize>> {
    let inside = options.find([' ', ','])?;
    if options.as_bytes()[inside] == b',' {
        return None;
    }
    let start = inside + (options[inside..].len() - options[inside..].trim_start().len());
    let end = start + options[start..].find([',', '}', ' ']).unwrap_or(options.len() - start);
    let is_name = end > start && !options[start..end].contains('=') && !options[end..].trim_start().starts_with('=');
    is_name.then_some(start..end)
}

/// The `name = value` pairs of a chunk's head; a value in quotes keeps them.
fn assignments(options: &str) -> Vec<(&str, Range<usize>)> {
    let bytes = options.as_bytes();
    let mut pairs = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'=', &bytes[at..]) {
        let equals = at + found;
        let name = options[at..equals].trim_end().rsplit([' ', ',', '{']).next().unwrap_or_default();
        let start = equals + 1 + (options[equals + 1..].len() - options[equals + 1..].trim_start().len());
        let end = match bytes.get(start) {
            Some(&quote @ (b'"' | b'\'')) => {
                bytes[start + 1..].iter().position(|&byte| byte == quote).map_or(bytes.len(), |end| start + end + 2)
            }
            _ => options[start..].find([',', '}']).map_or(options.len(), |end| start + end),
        };
        pairs.push((name, start..end));
        at = end.max(equals + 1);
    }
    pairs
}

/// The inside of a value in quotes.
fn quoted(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let value = &text[range.clone()];
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    (value.len() > 2 && value.ends_with(quote)).then(|| range.start + 1..range.end - 1)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}
