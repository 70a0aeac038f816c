use super::prose::draft::Draft;
use super::prose::is_page_number;
use super::{BlockKind, Scope};
use crate::source::Format;
use crate::syntax::{Kind, Tree};

/// So many marks of pages show that a text was converted; of form feeds, which nobody types, one is enough.
const PAGE_MARKS: usize = 2;

/// Whether a manuscript is its author's own file or was taken from set pages, whose headings and paragraphs a converter
/// had to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provenance {
    Written,
    FromPages,
}

/// Reads the traces that pages leave: form feeds, a converter's page marks, page numbers between the paragraphs.
pub fn of(draft: &Draft, tree: &Tree, text: &str, format: Format) -> Provenance {
    let is_break = |range| text.get(range).is_some_and(|mark: &str| !mark.starts_with('\\'));
    let breaks = tree.nodes.iter().filter(|node| node.kind == Kind::PageBreak && is_break(node.range())).count();
    let is_fed = format == Format::Plain && breaks > 0;
    let is_converted = is_fed || breaks.max(page_numbers(draft)) >= PAGE_MARKS;
    if is_converted { Provenance::FromPages } else { Provenance::Written }
}

/// How many paragraphs are a number alone, each greater than the one before.
fn page_numbers(draft: &Draft) -> usize {
    let mut last = 0;
    let paragraphs = (0..draft.blocks.len()).filter(|&index| {
        let block = &draft.blocks[index];
        block.scope == Scope::Body && block.kind == BlockKind::Paragraph
    });
    let numbers = paragraphs.map(|index| draft.text_of(index)).filter(|text| is_page_number(text));
    numbers
        .filter_map(|text| text.trim().parse::<u32>().ok())
        .filter(|&number| {
            let grows = number > last;
            last = last.max(number);
            grows
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::{LoadOptions, load};
    use crate::source::MemoryFiles;

    #[test]
    fn pages_leave_their_traces() {
        let read = |path: &str, text: &str| {
            load(&MemoryFiles::new().with(path, text), path, &LoadOptions::default()).unwrap().provenance
        };
        assert_eq!(read("a.txt", "Moss grows.\n\u{c}Fern grows.\n"), Provenance::FromPages);
        assert_eq!(read("a.txt", "Moss grows.\n\nFern grows.\n"), Provenance::Written);
        assert_eq!(read("a.md", "Moss grows.\n\n1\n\nFern grows.\n\n2\n"), Provenance::FromPages);
        assert_eq!(read("a.md", "Moss grows.\n\n\\newpage\n\nFern grows.\n\n\\newpage\n\nIvy.\n"), Provenance::Written);
        assert_eq!(read("a.md", "Moss grows.\n\n2\n\nFern grows.\n\n1\n"), Provenance::Written);
    }
}
