use crate::diagnostic::Finding;
use crate::paper::{Paper, Scope};
use crate::rule::{Options, Values};
use crate::source::Format;

/// Commands of TeX that set text and never stand in a finished one.
const COMMANDS: &[&str] = &[
    "textbf", "textit", "texttt", "textsc", "textrm", "textsf", "textsuperscript", "textsubscript", "emph", "underline", "cite",
    "citep", "citet", "autocite", "parencite", "textcite", "ref", "eqref", "autoref", "cref", "Cref", "label", "section",
    "subsection", "subsubsection", "paragraph", "footnote", "caption", "begin", "end", "item", "href", "url", "includegraphics",
    "todo", "mbox", "centering", "noindent", "newpage", "vspace", "hspace", "bibliography",
];

/// A text that speaks of TeX shows its commands.
const ABOUT: &[&str] = &["latex", "tex", "bibtex", "macro", "macros", "pandoc", "mathjax", "overleaf"];

/// Commands of TeX among the words. Markdown may hold them for Pandoc to read; a text that was set may not.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    if paper.root().format != Format::Plain || ABOUT.iter().any(|word| paper.prose.lexicon.find(word).is_some()) {
        return Vec::new();
    }
    let prose = &paper.prose;
    let mut places = Vec::new();
    for block in &prose.blocks {
        if matches!(block.scope, Scope::Code | Scope::Math | Scope::Furniture) {
            continue;
        }
        let text = prose.block_text(block);
        for at in memchr::memchr_iter(b'\\', text.as_bytes()) {
            let rest = &text[at + 1..];
            let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
            let is_called = rest[length..].starts_with(['{', '[']);
            if is_called && COMMANDS.contains(&&rest[..length]) {
                let start = block.start + at as u32;
                places.push(start..start + 1 + length as u32);
            }
        }
    }
    let Some(first) = places.first() else { return Vec::new() };
    let values = Values::new().text("command", prose.slice(first.clone())).number("count", places.len());
    let finding = Finding::new(prose.span(first.clone()), values);
    let finding = if places.len() > 1 { finding.variant("many") } else { finding };
    let others = places.iter().skip(1).map(|place| (prose.span(place.clone()), prose.slice(place.clone())));
    vec![others.fold(finding, |finding, (span, command)| finding.context(span, format!("`{command}`")))]
}
