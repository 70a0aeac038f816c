use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::{Options, Values};
use crate::text::fold;

/// Names of programs that no person bears, folded. Claude, Gemini or Bard alone may be people.
const PROGRAMS: &[&str] = &[
    "chatgpt", "openai", "openai chatgpt", "chatgpt openai", "chat gpt", "gpt", "generative pretrained transformer",
    "claude ai", "anthropic", "anthropic claude", "claude anthropic", "claude opus", "claude sonnet", "claude haiku",
    "google gemini", "gemini ai", "gemini pro", "google bard", "microsoft copilot", "github copilot", "bing chat",
    "perplexity ai", "deepseek", "meta llama", "mistral ai", "grok ai", "xai grok", "llama", "bard ai",
];

/// A program that is named as an author.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let programs = paper.authors.iter().filter(|author| is_program(&author.name));
    programs.map(|author| Finding::new(author.span, Values::new().text("name", author.name.as_str()))).collect()
}

/// Whether the whole name, versions aside (`GPT-4o`, `Claude 3 Opus`), is that of a program.
fn is_program(name: &str) -> bool {
    let folded = fold(name);
    let mut has_version = false;
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .filter(|word| {
            let is_version = word.starts_with(|c: char| c.is_ascii_digit());
            has_version |= is_version;
            !word.is_empty() && !is_version && !matches!(*word, "model" | "turbo" | "mini")
        })
        .collect();
    let bare = words.join(" ");
    PROGRAMS.contains(&bare.as_str()) || has_version && matches!(bare.as_str(), "claude" | "gemini" | "mistral" | "grok")
}
