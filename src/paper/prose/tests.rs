use crate::paper::{LoadOptions, Paper, RepairKind, Scope, load};
use crate::source::MemoryFiles;
use proptest::prelude::*;

fn read(path: &str, text: &str) -> Paper {
    let head = if path.ends_with(".xml") { "<article article-type=\"x\"><body><p>" } else { "" };
    load(&MemoryFiles::new().with(path, format!("{head}{text}")), path, &LoadOptions::default()).unwrap()
}

fn body(paper: &Paper) -> Vec<&str> {
    paper.prose.scoped(Scope::Body).map(|block| paper.prose.block_text(block)).collect()
}

#[test]
fn a_paragraph_cut_by_a_page_is_one_block() {
    let text = "# Moss\n\n## Growth\n\nThe plants that we had set out in the shaded part of the garden\n\n\
                12\n\nbegan to grow after the second rain of the season. They kept growing.\n\nA new paragraph.\n";
    let paper = read("a.md", text);
    assert_eq!(
        body(&paper),
        [
            "The plants that we had set out in the shaded part of the garden began to grow after the second rain of the \
             season. They kept growing.",
            "A new paragraph."
        ]
    );
    let [repair] = &paper.prose.repairs[..] else { panic!("{:?}", paper.prose.repairs) };
    assert_eq!(repair.kind, RepairKind::CutParagraph);
    assert!(paper.slice(repair.after).starts_with("began to grow"));
    assert_eq!(&text[repair.before.start as usize - 6..repair.before.end as usize], "garden");
}

#[test]
fn what_is_whole_is_left_whole() {
    for text in [
        "## A\n\nThe plants grow in three places that we know:\n\nin the garden and elsewhere.\n",
        "## A\n\nWe let the growth of the plants be described by the curve\n\n$$x = 1$$\n\nwhere the mean is zero. It is.\n",
        "## A\n\nThe plants grow in the garden and in the yard behind it\n\n- in the shade\n- in the sun\n",
        "## A\n\nThe plants grow in the garden and in the yard.\n\nemacs is an editor. It edits.\n",
    ] {
        let paper = read("a.md", text);
        assert_eq!(paper.prose.repairs, [], "{text}");
    }
}

#[test]
fn words_parted_at_line_ends_are_joined_where_the_paper_knows_them() {
    let paper =
        read("a.txt", "On Moss\n\nThe garden is wet. We call the gar-\nden a well-\nknown place; it is well-known.\n");
    assert_eq!(body(&paper), ["The garden is wet. We call the garden a well-known place; it is well-known."]);
}

#[test]
fn scopes_are_told_apart() {
    let text = "# On Moss\n\nA. Wu\n\n**Abstract.** Moss grows.\n\n**Keywords:** moss, growth\n\n## 1. Introduction\n\nMoss is green.\n\n\
                Figure 1. A moss.\n\n> Moss is old.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## References\n\n1. Wu, A. (2001). On moss. *Moss*, 1, 2-3.\n";
    let paper = read("a.md", text);
    let of = |scope| paper.prose.scoped(scope).map(|block| paper.prose.block_text(block)).collect::<Vec<_>>();
    assert_eq!(of(Scope::Title), ["On Moss"]);
    assert_eq!(of(Scope::Abstract), ["Moss grows."]);
    assert_eq!(of(Scope::Body), ["Moss is green."]);
    assert_eq!(of(Scope::Caption), ["Figure 1. A moss."]);
    assert_eq!(of(Scope::Quote), ["Moss is old."]);
    assert_eq!(of(Scope::References), ["Wu, A. (2001). On moss. Moss, 1, 2-3."]);
    assert_eq!(paper.keywords.iter().map(|word| &*word.text).collect::<Vec<_>>(), ["moss", "growth"]);
    assert_eq!(paper.authors[0].name, "A. Wu");
}

#[test]
fn a_note_inside_a_line_is_a_block_of_its_own() {
    let paper = read("a.md", "## A\n\nMoss grows^[On walls^[Of stone.] and *roofs*.] here [@x]. It stays^[].\n");
    assert_eq!(body(&paper), ["Moss grows\u{fffc} here \u{fffc}. It stays\u{fffc}."]);
    let notes: Vec<&str> = paper.prose.scoped(Scope::Footnote).map(|block| paper.prose.block_text(block)).collect();
    assert_eq!(notes, ["On walls\u{fffc} and roofs.", "Of stone."]);
    assert_sound(&paper);
}

#[test]
fn letters_of_peer_review_are_furniture() {
    let text = "## Results\n\nMoss grows.\n\n## Decision letter\n\nSay more.\n\n### Minor points\n\nMore still.\n\n## Discussion\n\n\
                Moss stays.\n\nAuthor response\n\nWe thank the editor.\n";
    assert_eq!(body(&read("a.md", text)), ["Moss grows.", "Moss stays."]);
    let kept = "## Results\n\nEach decision letter was read.\n\nWe read the author response too.\n";
    assert_eq!(body(&read("a.md", kept)).len(), 2);
}

/// The prose of any text leads back to the same letters, in order, inside the file.
fn assert_sound(paper: &Paper) {
    let prose = &paper.prose;
    let mut end = 0;
    for segment in &prose.segments {
        assert!(segment.start >= end && segment.end > segment.start, "{segment:?} after {end}");
        end = segment.end;
        let source = paper.slice(segment.span);
        if segment.verbatim {
            assert_eq!(source, prose.slice(segment.start..segment.end));
        }
    }
    for block in &prose.blocks {
        assert!(prose.text.get(block.start as usize..block.end as usize).is_some());
        assert!(paper.root().text.get(block.span.range()).is_some(), "{block:?}");
    }
    for token in &prose.tokens {
        let span = prose.span(token.range());
        assert!(paper.root().text.get(span.range()).is_some());
    }
    crate::paper::model::json(paper);
}

proptest! {
    #[test]
    fn any_text_gives_sound_prose(text in "\\PC{0,300}") {
        for path in ["a.md", "a.txt", "a.tex", "a.xml"] {
            assert_sound(&read(path, &text));
        }
    }

    #[test]
    fn any_paper_gives_sound_prose(parts in prop::collection::vec(prop::sample::select(vec![
        "# Title\n\n", "## 1. Introduction\n\n", "## References\n\n", "**Abstract.** Words here.\n\n", "**Keywords:** a, b\n\n",
        "Wang & Xu (2019) say so [1, 3–5].\n\n", "a paragraph that goes on and on without any end to it\n\n", "12\n\n", "\u{c}",
        "- [1] Wang, X. (2019). On moss. *Moss*, 1(2), 3–4. doi:10.1000/x\n", "1. Wu, A. (2001). On fern. *Fern*, 2, 1.\n",
        "Figure 1. A map of it.\n\n", "![Cap @key](x.png){#fig:a}\n\n", "See @fig:a and Figs. 1–3b, Table S1.\n\n", "wor-\nd ", "é’s “quoted” ",
        "---\ntitle: \"A: b\"\nabstract: |\n  One.\n\n  Two.\nauthor: [x]\n---\n\n", "<!-- obelus: allow a/b -- c -->\n\n", "$$x$$ {#eq:1}\n\n", "> quote\n\n",
        "| a | b |\n|---|---|\n| c | d |\n\n", "^[note @k]", "```\ncode\n```\n\n", "***Bold lead*** rest\n\n", "TABLE I\n\n",
        "\\section{Ice}\n", "\\newcommand{\\ice}[2]{#2 $x$ \\emph{#1}}", "\\ice{a}{b}", "\\begin{abstract}", "\\end{abstract}", "\\begin{figure}\\caption{",
        "}\\end{figure}", "\\title{Ice\\thanks{", "}}", "\\author{A. Wu \\and B. Lin}", "\\begin{thebibliography}{9}\\bibitem{k} ", "\\end{thebibliography}",
    ]), 0..25)) {
        let text = parts.concat();
        for path in ["a.md", "a.txt", "a.tex", "a.xml"] {
            assert_sound(&read(path, &text));
        }
    }
}
