//! Hides from the CommonMark parser what it would misread, byte for byte, and remembers what stands there.

use super::attributes;
use super::lines::{self, Lines};
use std::ops::Range;

/// After so many environments or comments that do not end, no more are looked for.
const MAX_UNCLOSED: usize = 64;

/// The text for the CommonMark parser, as long as the original, and the marks that were hidden in it, in order.
pub struct Masked {
    pub text: String,
    pub marks: Vec<Mark>,
}

/// Something that Pandoc or a converter reads as a block and CommonMark does not.
#[derive(Debug)]
pub struct Mark {
    pub range: Range<usize>,
    pub kind: MarkKind,
}

#[derive(Debug)]
pub enum MarkKind {
    OpenDivision {
        classes: Box<str>,
        label: Option<(Box<str>, Range<usize>)>,
    },
    CloseDivision,
    PageBreak,
    /// A table drawn with `+---+`.
    GridTable,
    /// A table whose columns a line of `---- ----` shows.
    RuledTable,
    /// A TeX environment that is no maths: `\begin{figure}` to `\end{figure}`.
    Environment,
    /// Markup without words: a second YAML block.
    Raw,
}

/// Masks `text` from byte `body` on; what lies before is blanked.
pub fn mask(text: &str, body: usize) -> Masked {
    let mut masker = Masker { text, bytes: text.as_bytes().to_vec(), marks: Vec::new(), unclosed: Vec::new() };
    masker.blank(0..body);
    masker.blocks(body);
    // Only whole lines or stretches between ASCII marks are overwritten, so the bytes stay UTF-8.
    let text = String::from_utf8(masker.bytes).unwrap_or_else(|_| text.to_owned());
    Masked { text, marks: masker.marks }
}

struct Masker<'a> {
    text: &'a str,
    bytes: Vec<u8>,
    marks: Vec<Mark>,
    /// Endings that were searched for to the end of the text and not found.
    unclosed: Vec<Box<str>>,
}

impl Masker<'_> {
    fn blocks(&mut self, body: usize) {
        let mut lines = Lines::new(self.text, body);
        let mut fence: Option<(u8, usize)> = None;
        let mut chunk = body..body;
        let mut in_paragraph = false;
        while let Some(line) = lines.next() {
            let content = &self.text[line.clone()];
            let trimmed = content.trim_start_matches([' ', '\t', '>']);
            if let Some((mark, length)) = fence {
                let run = trimmed.bytes().take_while(|&byte| byte == mark).count();
                if run >= length && trimmed[run..].trim().is_empty() {
                    fence = None;
                }
                chunk = line.end..line.end;
                continue;
            }
            if let Some(opened) = fence_start(trimmed) {
                self.inline(chunk);
                chunk = line.end..line.end;
                fence = Some(opened);
                in_paragraph = false;
                continue;
            }
            let previous = chunk.clone();
            if let Some(end) = self.block(&line, content, previous) {
                let start = self.marks.last().map_or(line.start, |mark| mark.range.start.min(line.start));
                self.inline(chunk.start..start.max(chunk.start));
                lines.go_to(end);
                chunk = lines.position()..lines.position();
            } else if content.trim().is_empty() {
                self.inline(chunk);
                chunk = line.end..line.end;
            } else {
                match self.comment(&line, content, in_paragraph) {
                    Some(end) => {
                        lines.go_to(end);
                        if !in_paragraph {
                            chunk = lines.position()..lines.position();
                            continue;
                        }
                    }
                    None => in_paragraph = !content.starts_with('#'),
                }
                chunk.end = lines.position();
                continue;
            }
            in_paragraph = false;
        }
        self.inline(chunk);
    }

    /// Masks the block that begins with this line, if it is one of ours; gives its end.
    fn block(&mut self, line: &Range<usize>, content: &str, chunk: Range<usize>) -> Option<usize> {
        let trimmed = content.trim();
        let first = trimmed.bytes().next();
        if content.starts_with('\u{c}') && (chunk.is_empty() || trimmed.is_empty()) {
            let at = line.start;
            let marks = content.bytes().take_while(|&byte| byte == 0x0c).count();
            self.marks.push(Mark { range: at..at + marks, kind: MarkKind::PageBreak });
            self.blank(at..at + marks);
            return trimmed.is_empty().then_some(line.end);
        }
        match first? {
            b':' => self.division(line, content, trimmed),
            b'{' if is_converter_page(trimmed) => Some(self.hide(line.clone(), MarkKind::PageBreak)),
            b'[' | b'-' | b'=' if is_page_line(trimmed) => Some(self.hide(line.clone(), MarkKind::PageBreak)),
            b'<' if is_page_comment(trimmed) => Some(self.hide(line.clone(), MarkKind::PageBreak)),
            b'!' if is_page_image(trimmed) => Some(self.hide(line.clone(), MarkKind::PageBreak)),
            b'+' if lines::is_grid_rule(trimmed) => {
                let end = lines::grid_end(self.text, line.clone())?;
                Some(self.hide(line.start..end, MarkKind::GridTable))
            }
            b'-' => {
                if let Some(range) = lines::ruled_table(self.text, line.clone(), chunk) {
                    return Some(self.hide(range, MarkKind::RuledTable));
                }
                let end = lines::yaml_end(self.text, line.clone())?;
                Some(self.hide(line.start..end, MarkKind::Raw))
            }
            b'\\' => self.tex(line, trimmed),
            _ => None,
        }
    }

    fn division(&mut self, line: &Range<usize>, content: &str, trimmed: &str) -> Option<usize> {
        let colons = trimmed.bytes().take_while(|&byte| byte == b':').count();
        if colons < 3 {
            return None;
        }
        let rest = trimmed[colons..].trim();
        let rest_at = line.start
            + content.find(trimmed)?
            + colons
            + (trimmed[colons..].len() - trimmed[colons..].trim_start().len());
        let kind = if rest.is_empty() {
            MarkKind::CloseDivision
        } else if rest.starts_with('{') {
            let list = attributes::read(self.text, rest_at)?;
            MarkKind::OpenDivision { classes: list.classes.into(), label: list.id }
        } else {
            let word = rest.trim_end_matches(':').trim();
            let (word, list) = match word.find('{') {
                Some(at) => (word[..at].trim(), attributes::read(self.text, rest_at + at)),
                None => (word, None),
            };
            if word.split_whitespace().count() != 1 {
                return None;
            }
            MarkKind::OpenDivision { classes: word.into(), label: list.and_then(|list| list.id) }
        };
        Some(self.hide(line.clone(), kind))
    }

    fn tex(&mut self, line: &Range<usize>, trimmed: &str) -> Option<usize> {
        if matches!(trimmed, "\\newpage" | "\\pagebreak" | "\\clearpage" | "\\cleardoublepage" | "\\pagebreak[4]") {
            return Some(self.hide(line.clone(), MarkKind::PageBreak));
        }
        if trimmed == "\\end{abstract}" {
            return Some(self.hide(line.clone(), MarkKind::CloseDivision));
        }
        let name = trimmed.strip_prefix("\\begin{")?.split_once('}')?.0;
        if name == "abstract" && trimmed == "\\begin{abstract}" {
            let kind = MarkKind::OpenDivision { classes: "abstract".into(), label: None };
            return Some(self.hide(line.clone(), kind));
        }
        if is_maths(name) {
            return None;
        }
        let ending = format!("\\end{{{name}}}");
        let end = self.find(line.start, &ending)?;
        Some(self.hide(line.start..end, MarkKind::Environment))
    }

    /// The byte after the next `ending`; one that was not found is not searched for again.
    fn find(&mut self, from: usize, ending: &str) -> Option<usize> {
        if self.unclosed.len() >= MAX_UNCLOSED || self.unclosed.iter().any(|known| **known == *ending) {
            return None;
        }
        let found = memchr::memmem::find(&self.text.as_bytes()[from..], ending.as_bytes());
        if found.is_none() {
            self.unclosed.push(ending.into());
        }
        found.map(|at| from + at + ending.len())
    }

    /// A comment at the start of a line ends a paragraph in CommonMark, and takes the rest of the line with it, though
    /// not for those who write it between two lines or before the first word of one: there it is hidden as a tag.
    /// Gives the comment's end, where it begins the line and is a block or passes the line's end.
    fn comment(&mut self, line: &Range<usize>, content: &str, in_paragraph: bool) -> Option<usize> {
        let indent = content.len() - content.trim_start().len();
        if !content[indent..].starts_with("<!--") {
            return None;
        }
        let start = line.start + indent;
        let end = self.find(start + 4, "-->")?;
        let bytes = self.text.as_bytes();
        let line_end = memchr::memchr(b'\n', &bytes[end..]).map_or(bytes.len(), |found| end + found);
        let is_lone = self.text[end..line_end].trim().is_empty();
        if in_paragraph || !is_lone {
            self.bytes[start..end].fill(b' ');
            self.bytes[start..start + 2].copy_from_slice(b"<x");
            self.bytes[end - 1] = b'>';
        }
        (is_lone || end > line.end).then_some(end)
    }

    /// Hides a block behind a thematic break, which ends whatever stands before it.
    fn hide(&mut self, range: Range<usize>, kind: MarkKind) -> usize {
        let lead = self.bytes[range.clone()].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).count();
        self.blank(range.start + lead..range.end);
        let start = range.start + lead;
        if let Some(mark) = self.bytes.get_mut(start..(start + 3).min(range.end)).filter(|mark| mark.len() == 3) {
            mark.copy_from_slice(b"***");
        }
        let end = range.end;
        self.marks.push(Mark { range: start..end, kind });
        end
    }

    fn blank(&mut self, range: Range<usize>) {
        for byte in &mut self.bytes[range] {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }

    /// Masks maths inside a run of lines without a blank one, so that nothing in it is read as markup.
    fn inline(&mut self, chunk: Range<usize>) {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut at = chunk.start;
        // Runs of backticks, by their length, that no other run in the chunk closes.
        let mut open_ticks = [false; 32];
        let mut open_maths = [false; 4];
        let mut bracket = chunk.start;
        while let Some(found) = memchr::memchr3(b'`', b'\\', b'$', &bytes[at..chunk.end]) {
            at += found;
            let rest = &bytes[at..chunk.end];
            match rest[0] {
                b'`' => {
                    let run = rest.iter().take_while(|&&byte| byte == b'`').count();
                    let closed = if run < 32 && !open_ticks[run] { ticks_end(rest, run) } else { None };
                    if closed.is_none() && run < 32 {
                        open_ticks[run] = true;
                    }
                    at += closed.unwrap_or(run);
                }
                b'$' if rest.starts_with(b"$$") => {
                    let end = if open_maths[0] { None } else { memchr::memmem::find(&rest[2..], b"$$") };
                    match end {
                        Some(end) => {
                            self.fill(at + 2..at + 2 + end);
                            at += end + 4;
                        }
                        None => {
                            open_maths[0] = true;
                            at += 2;
                        }
                    }
                }
                b'$' => at += 1,
                _ if rest.starts_with(b"\\[") => {
                    if bracket < at + 2 {
                        let end = memchr::memmem::find(&rest[2..], b"\\]");
                        bracket = end.map_or(usize::MAX, |end| at + 2 + end);
                    }
                    // `\[` before a citation or link text is an escaped bracket far more often than maths.
                    if bracket < usize::MAX && is_display(&bytes[at + 2..bracket]) {
                        self.dollars(at..bracket + 2, b"$$");
                        at = bracket + 2;
                    } else {
                        at += 2;
                    }
                }
                _ => at += self.tex_maths(at, rest, &mut open_maths),
            }
            at = at.min(chunk.end);
        }
    }

    /// Masks `\(…\)` and maths environments as dollars; gives how many bytes are done.
    fn tex_maths(&mut self, at: usize, rest: &[u8], unclosed: &mut [bool; 4]) -> usize {
        if rest.get(1) != Some(&b'(') {
            return self.maths_environment(at, rest, unclosed).unwrap_or(2);
        }
        match if unclosed[1] { None } else { memchr::memmem::find(&rest[2..], b"\\)") } {
            Some(end) => {
                self.dollars(at..at + end + 4, b"$");
                end + 4
            }
            None => {
                unclosed[1] = true;
                2
            }
        }
    }

    fn maths_environment(&mut self, at: usize, rest: &[u8], unclosed: &mut [bool; 4]) -> Option<usize> {
        let after = rest.strip_prefix(b"\\begin{")?;
        let length = after.iter().take(20).position(|&byte| byte == b'}')?;
        let name = std::str::from_utf8(&after[..length]).ok()?;
        if !is_maths(name) || unclosed[3] {
            return None;
        }
        let ending = format!("\\end{{{name}}}");
        match memchr::memmem::find(rest, ending.as_bytes()) {
            Some(end) => {
                self.dollars(at..at + end + ending.len(), b"$$");
                Some(end + ending.len())
            }
            None => {
                unclosed[3] = true;
                None
            }
        }
    }

    fn dollars(&mut self, range: Range<usize>, mark: &[u8]) {
        self.fill(range.clone());
        self.bytes[range.start..range.start + mark.len()].copy_from_slice(mark);
        self.bytes[range.end - mark.len()..range.end].copy_from_slice(mark);
    }

    /// Overwrites maths with letters, which mean nothing to the parser; line ends stay.
    fn fill(&mut self, range: Range<usize>) {
        for byte in &mut self.bytes[range] {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b'x';
            }
        }
    }
}

fn fence_start(trimmed: &str) -> Option<(u8, usize)> {
    let mark = trimmed.bytes().next().filter(|mark| matches!(mark, b'`' | b'~'))?;
    let length = trimmed.bytes().take_while(|&byte| byte == mark).count();
    (length >= 3 && (mark == b'~' || !trimmed[length..].contains('`'))).then_some((mark, length))
}

fn ticks_end(rest: &[u8], run: usize) -> Option<usize> {
    let mut at = run;
    while let Some(found) = memchr::memchr(b'`', &rest[at..]) {
        at += found;
        let length = rest[at..].iter().take_while(|&&byte| byte == b'`').count();
        at += length;
        if length == run {
            return Some(at);
        }
    }
    None
}

fn is_maths(name: &str) -> bool {
    let name = name.strip_suffix('*').unwrap_or(name);
    matches!(
        name,
        "equation"
            | "align"
            | "gather"
            | "multline"
            | "eqnarray"
            | "math"
            | "displaymath"
            | "alignat"
            | "flalign"
            | "aligned"
            | "gathered"
            | "split"
            | "cases"
            | "subequations"
            | "dmath"
            | "array"
    )
}

fn is_display(inside: &[u8]) -> bool {
    inside.first().is_some_and(|byte| byte.is_ascii_whitespace())
        || inside.iter().take(400).any(|byte| matches!(byte, b'=' | b'\\' | b'^' | b'_'))
}

/// The page line of the converter Marker: `{3}` and a long rule.
fn is_converter_page(line: &str) -> bool {
    let Some((number, rule)) = line[1..].split_once('}') else { return false };
    is_number(number) && rule.len() >= 5 && rule.bytes().all(|byte| byte == b'-')
}

/// `--- Page 3 ---`, `[Page 3 of 12]`.
fn is_page_line(line: &str) -> bool {
    if line.len() > 80 {
        return false;
    }
    let words = line.trim_matches(|mark: char| matches!(mark, '[' | ']' | '-' | '=' | ' '));
    words.len() + 2 <= line.len() && is_page(words)
}

/// `<!-- page 3 -->`, `<!-- PageBreak -->`.
fn is_page_comment(line: &str) -> bool {
    let Some(words) = line.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->")) else { return false };
    let words = words.trim().trim_matches(['-', '=', ' ']);
    is_page(words)
        || ["pagebreak", "page break", "page-break", "newpage"].iter().any(|name| words.eq_ignore_ascii_case(name))
}

/// An image of a whole page, as some converters put at each page's start: `![](page_3.png)`.
fn is_page_image(line: &str) -> bool {
    let Some(target) = line.strip_prefix("![](").and_then(|rest| rest.strip_suffix(')')) else { return false };
    let name = target.rsplit('/').next().unwrap_or(target);
    let Some((name, _)) = name.rsplit_once('.') else { return false };
    let Some(rest) = name.trim_start_matches('_').get(4..) else { return false };
    let names_page = name.trim_start_matches('_').as_bytes()[..4].eq_ignore_ascii_case(b"page");
    names_page && is_number(rest.trim_start_matches(['_', '-']))
}

/// `page 3`, `Page 3 of 12`, `page: 3/12`.
fn is_page(words: &str) -> bool {
    let Some(rest) = words.get(..4).filter(|word| word.eq_ignore_ascii_case("page")).map(|_| &words[4..]) else {
        return false;
    };
    let rest = rest.trim_start_matches([':', '=', '_', '-', ' ']).trim_matches('"');
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest[digits..].trim();
    let after = after.strip_prefix("of").or(after.strip_prefix('/')).map_or(after, str::trim);
    digits > 0
        && digits < 6
        && (after.is_empty()
            || is_number(after)
            || after.eq_ignore_ascii_case("start")
            || after.eq_ignore_ascii_case("end"))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() < 6 && text.bytes().all(|byte| byte.is_ascii_digit())
}
