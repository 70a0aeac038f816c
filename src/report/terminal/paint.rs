use super::Colour;
use crate::rule::Severity;

/// What a stretch of the report is, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    Severity(Severity),
    Bold,
    /// Line numbers, bars, arrows and marks of related places.
    Rule,
}

/// Puts colour round text, or not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Painter(pub Colour);

impl Painter {
    pub fn paint(self, paint: Paint, text: &str) -> String {
        if self.0 == Colour::Plain || text.is_empty() {
            return text.to_owned();
        }
        let code = match paint {
            Paint::Severity(Severity::Error) => "1;91",
            Paint::Severity(Severity::Warning) => "1;33",
            Paint::Severity(Severity::Info) => "1;92",
            Paint::Bold => "1",
            Paint::Rule => "1;94",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}
