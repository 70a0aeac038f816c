use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::{Options, Values};
use crate::source::Span;

/// What chat tools put into the addresses and texts that they hand out. A backslash before `_` is passed over.
const TRACES: [&str; 16] = [
    "utm_source=chatgpt.com",
    "utm_source=openai",
    "utm_source=copilot.com",
    "utm_source=perplexity",
    "utm_source=gemini",
    "utm_source=claude",
    "referrer=grok.com",
    "oaicite",
    "oai_citation",
    "contentReference[",
    "grok_card",
    "attributableIndex",
    "[cite_start]",
    "[citation needed]",
    "INSERT_SOURCE_URL",
    "citeturn",
];

/// The kinds of result that ChatGPT numbers: `turn0search3`.
const RESULTS: [&str; 8] = ["search", "view", "news", "image", "file", "fetch", "academia", "product"];

/// Finds entries with the traces of a chat tool.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, reference) in paper.own_references() {
        let text = paper.slice(reference.span);
        let traces = TRACES.iter().flat_map(|trace| find(text, trace));
        let Some(range) = traces.chain(find_result(text)).min_by_key(|range| (range.start, usize::MAX - range.end)) else {
            continue;
        };
        let start = reference.span.start;
        let span = Span { start: start + range.start as u32, end: start + range.end as u32, ..reference.span };
        let values = Values::new().text("reference", reference.label()).text("trace", text[range].replace('\\', ""));
        findings.push(Finding::new(span, values));
    }
    findings
}

/// The first place of a trace, whatever stands before its underscores.
fn find(text: &str, trace: &str) -> Option<std::ops::Range<usize>> {
    let (head, tail) = trace.split_once('_').unwrap_or((trace, ""));
    memchr::memmem::find_iter(text.as_bytes(), head).find_map(|start| {
        let mut end = start + head.len();
        if head.len() < trace.len() {
            end += usize::from(text.as_bytes().get(end) == Some(&b'\\'));
            let rest = text.get(end..)?.strip_prefix('_')?;
            end += 1 + rest.starts_with(tail).then_some(tail.len())?;
        }
        Some(start..end)
    })
}

/// `turn0search3`
fn find_result(text: &str) -> Option<std::ops::Range<usize>> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    memchr::memmem::find_iter(text.as_bytes(), "turn").find_map(|start| {
        let rest = text.get(start + 4..)?;
        let turn = digits(rest);
        let kind = RESULTS.iter().find(|kind| rest[turn..].starts_with(**kind))?;
        let number = digits(&rest[turn + kind.len()..]);
        (turn > 0 && number > 0).then(|| start..start + 4 + turn + kind.len() + number)
    })
}
