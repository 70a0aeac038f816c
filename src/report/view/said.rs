/// A part of what a rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said<'a> {
    Words(&'a str),
    /// What stood between backticks.
    Code(&'a str),
}

/// A message or a help cut at its backticks; one that has no partner is a word like others.
pub fn said(text: &str) -> Vec<Said<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, (code, after))) =
        rest.split_once('`').and_then(|(before, after)| Some((before, after.split_once('`')?)))
    {
        if !before.is_empty() {
            parts.push(Said::Words(before));
        }
        if !code.is_empty() {
            parts.push(Said::Code(code));
        }
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Said::Words(rest));
    }
    parts
}
