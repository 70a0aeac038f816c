use crate::source::Format;

/// Lines that are looked at before a text is held for no manuscript.
const LINES: usize = 4_000;

/// Whether a text looks like a manuscript: front matter with a title, an abstract, a reference list, or several citations.
/// Plain text needs an abstract or a reference list, since notes and data have everything else.
pub fn looks_like_manuscript(text: &str, format: Format) -> bool {
    if format == Format::Markdown && front_matter_has_title(text) {
        return true;
    }
    let mut keys = 0;
    for line in text.lines().take(LINES) {
        if is_section_start(line) {
            return true;
        }
        if format == Format::Markdown {
            keys += line.matches("[@").count() + usize::from(line.contains("\\cite{"));
            if keys >= 3 {
                return true;
            }
        }
    }
    false
}

fn front_matter_has_title(text: &str) -> bool {
    let mut lines = text.lines();
    lines.next().is_some_and(|line| line.trim_end() == "---")
        && lines.take_while(|line| !matches!(line.trim_end(), "---" | "...")).any(|line| line.starts_with("title:"))
}

/// Whether a line begins an abstract or a reference list: a heading, or bold words at the start of a paragraph.
fn is_section_start(line: &str) -> bool {
    let words =
        line.trim_start_matches(['#', '*', '_', ' ', '.']).trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let words = words.trim();
    let is_marked = line.starts_with(['#', '*', '_']);
    ["abstract", "references", "bibliography", "works cited", "literature cited"].iter().any(|name| {
        let Some(head) = words.get(..name.len()) else { return false };
        let rest = words[name.len()..].trim_start_matches(['*', '_', '.', ':', '#', '—', '–', '-', ' ']);
        head.eq_ignore_ascii_case(name) && (rest.is_empty() || (is_marked && *name == "abstract"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manuscripts_are_told_from_notes() {
        let yes = [
            "---\ntitle: A paper\n---\ntext",
            "# On moss\n\n## Abstract\n\nMoss grows.",
            "# On moss\n\n**Abstract.** Moss grows.",
            "Moss grows [@a; @b].\nIt is green [@c], and [@d] says so.",
            "Moss\n\n## References\n\n1. A",
        ];
        for text in yes {
            assert!(looks_like_manuscript(text, Format::Markdown), "{text}");
        }
        let no =
            ["", "# Notes\n\n- buy moss", "The abstract of this talk is missing.", "---\nlayout: post\n---\nHello"];
        for text in no {
            assert!(!looks_like_manuscript(text, Format::Markdown), "{text}");
        }
        assert!(looks_like_manuscript("Moss\n\nREFERENCES\n\nA (2001).", Format::Plain));
        assert!(!looks_like_manuscript("a,b\n1,2\n", Format::Plain));
    }
}
