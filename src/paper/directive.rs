use crate::source::{FileId, Span};
use crate::syntax::{Kind, Node, Tree};

/// A comment in the paper that speaks to obelus: `<!-- obelus: allow citation/placeholder -- reason -->`, in LaTeX
/// `% obelus: allow citation/placeholder -- reason`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    pub kind: DirectiveKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DirectiveKind {
    /// Findings of these rules (or families) are not reported in `extent`.
    Allow { rules: Vec<AllowedRule>, reason: Option<String>, extent: Extent },
    /// It begins with `obelus:` and could not be understood; why.
    Broken(String),
}

/// A rule or family that a directive names, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedRule {
    pub name: String,
    pub span: Span,
}

/// How far an allowance reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// A region: the next block, or from `begin` to `end`.
    Region(Span),
    File,
}

/// Reads the directives in the comments of a tree.
///
/// `allow RULE[, RULE] -- reason` is for the next block, or, inside a paragraph, for that paragraph; `begin allow …`
/// (or `allow-begin …`) holds to the `end allow` (`allow-end`) that follows and names the same rules or none;
/// `allow-file …` holds for the whole file.
pub fn find(tree: &Tree, text: &str, file: FileId) -> Vec<Directive> {
    let mut found: Vec<Directive> = Vec::new();
    // Regions that are open: index into `found` and the names they allow.
    let mut open: Vec<usize> = Vec::new();
    // The line of text that is being read, by its node; and what follows each node, worked out at the first need.
    let mut line: Option<&Node> = None;
    let mut following: Option<Vec<Option<(u32, u32)>>> = None;
    for (index, node) in tree.nodes.iter().enumerate() {
        if matches!(node.kind, Kind::Paragraph | Kind::Heading { .. } | Kind::TableCell) {
            line = Some(node);
        }
        if node.kind != Kind::Comment {
            continue;
        }
        let Some(command) = command(text, node.range()) else { continue };
        let span = Span { file, start: node.start, end: node.end };
        let broken = |reason: &str| Directive { kind: DirectiveKind::Broken(reason.to_owned()), span };
        let parsed = match read(text, command, file) {
            Ok(parsed) => parsed,
            Err(reason) => {
                found.push(broken(reason));
                continue;
            }
        };
        let allow =
            |extent| DirectiveKind::Allow { rules: parsed.rules.clone(), reason: parsed.reason.clone(), extent };
        match parsed.verb {
            Verb::File => found.push(Directive { kind: allow(Extent::File), span }),
            Verb::Next => {
                // The block that the comment stands in, if it stands in a line, else the one that follows it.
                let enclosing = line.filter(|line| line.next as usize > index).map(|line| (line.start, line.end));
                let next = || {
                    let following = following.get_or_insert_with(|| following_blocks(tree));
                    following.get(node.next as usize).copied().flatten()
                };
                let region = enclosing.or_else(next).map_or(span, |(start, end)| Span { file, start, end });
                found.push(Directive { kind: allow(Extent::Region(region)), span });
            }
            Verb::Begin => {
                open.push(found.len());
                let rest = Span { file, start: node.end, end: text.len() as u32 };
                found.push(Directive { kind: allow(Extent::Region(rest)), span });
            }
            Verb::End => {
                let names: Vec<&str> = parsed.rules.iter().map(|rule| &*rule.name).collect();
                let begun = open.iter().rposition(|&at| names.is_empty() || names_of(&found[at]) == names);
                match begun {
                    Some(at) => {
                        let at = open.remove(at);
                        if let DirectiveKind::Allow { extent: Extent::Region(region), .. } = &mut found[at].kind {
                            region.end = node.start.max(region.start);
                        }
                    }
                    None => found.push(broken("it ends a region that was not begun")),
                }
            }
        }
    }
    for at in open {
        let is_markup = text.get(found[at].span.range()).is_some_and(|comment| comment.starts_with("<!--"));
        let reason = match is_markup {
            true => "the region that it begins has no end: write `<!-- obelus: end allow -->` after it",
            false => "the region that it begins has no end: write `% obelus: end allow` after it",
        };
        found[at].kind = DirectiveKind::Broken(reason.to_owned());
    }
    found
}

fn names_of(directive: &Directive) -> Vec<&str> {
    match &directive.kind {
        DirectiveKind::Allow { rules, .. } => rules.iter().map(|rule| &*rule.name).collect(),
        DirectiveKind::Broken(_) => Vec::new(),
    }
}

enum Verb {
    Next,
    Begin,
    End,
    File,
}

struct Parsed {
    verb: Verb,
    rules: Vec<AllowedRule>,
    reason: Option<String>,
}

/// The bytes after `obelus:` inside a comment that begins with it.
fn command(text: &str, comment: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let inside = text.get(comment.clone())?;
    let (body, mark) = match inside.strip_prefix("<!--") {
        Some(body) => (body.strip_suffix("-->")?, 4),
        None => {
            let body = inside.trim_start_matches('%');
            (body, inside.len() - body.len())
        }
    };
    let start = comment.start + mark + (body.len() - body.trim_start().len());
    let end = comment.start + mark + body.trim_end().len();
    text.get(start..end.max(start))?.strip_prefix("obelus:").map(|rest| end - rest.len()..end)
}

fn read(text: &str, range: std::ops::Range<usize>, file: FileId) -> Result<Parsed, &'static str> {
    let words = &text[range.clone()];
    let (head, reason) = match words.split_once(" -- ").or_else(|| words.split_once(" — ")) {
        Some((head, reason)) => (head, Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty())),
        None => (words.trim_end_matches("--"), None),
    };
    let trimmed = head.trim_start();
    let (verb, length) = [
        ("allow-file", Verb::File),
        ("allow-begin", Verb::Begin),
        ("allow begin", Verb::Begin),
        ("begin allow", Verb::Begin),
        ("allow-end", Verb::End),
        ("allow end", Verb::End),
        ("end allow", Verb::End),
        ("allow", Verb::Next),
    ]
    .into_iter()
    .find(|(name, _)| trimmed.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
    .map(|(name, verb)| (verb, name.len()))
    .ok_or("after `obelus:` stands `allow`, `begin allow`, `end allow` or `allow-file`")?;
    let list_start = range.start + (head.len() - trimmed.len()) + length;
    let list = &text[list_start..range.start + head.len()];
    let mut rules = Vec::new();
    let mut at = list_start;
    for part in list.split([',', ' ', '\n', '\t']) {
        if !part.trim().is_empty() {
            rules.push(AllowedRule { name: part.to_owned(), span: Span::new(file, at..at + part.len()) });
        }
        at += part.len() + 1;
    }
    if rules.is_empty() && !matches!(verb, Verb::End) {
        return Err("it names no rule: write `allow family/rule -- reason`");
    }
    Ok(Parsed { verb, rules, reason })
}

/// For each node the first block at or after it.
fn following_blocks(tree: &Tree) -> Vec<Option<(u32, u32)>> {
    let mut following = vec![None; tree.nodes.len() + 1];
    for (index, node) in tree.nodes.iter().enumerate().rev() {
        following[index] = if node.kind.is_block() { Some((node.start, node.end)) } else { following[index + 1] };
    }
    following
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::markdown;

    fn read(text: &str) -> Vec<Directive> {
        find(&markdown::parse(text), text, FileId(0))
    }

    fn region(text: &str) -> &str {
        let found = read(text);
        let [Directive { kind: DirectiveKind::Allow { extent: Extent::Region(span), .. }, .. }] = &found[..] else {
            panic!("{found:?}");
        };
        &text[span.range()]
    }

    #[test]
    fn an_allowance_covers_the_next_block_or_a_region() {
        assert_eq!(region("<!-- obelus: allow a/b -- why -->\n\nOne.\n\nTwo."), "One.");
        let text = "<!-- obelus: begin allow a/b -- why -->\n\nOne.\n\n<!-- obelus: end allow a/b -->\n\nTwo.";
        assert_eq!(region(text).trim(), "One.");
        assert_eq!(
            region("One line\n<!-- obelus: allow a -- why -->\nand on."),
            "One line\n<!-- obelus: allow a -- why -->\nand on."
        );
    }

    #[test]
    fn comments_of_latex_speak_too() {
        let region = |text: &str| {
            let found = find(&crate::syntax::latex::parse(text), text, FileId(0));
            let [Directive { kind: DirectiveKind::Allow { extent: Extent::Region(span), reason, .. }, .. }] =
                &found[..]
            else {
                panic!("{found:?}");
            };
            assert_eq!(reason.as_deref(), Some("why"));
            text[span.range()].to_owned()
        };
        assert_eq!(region("% obelus: allow a/b -- why\nOne.\n\nTwo."), "One.");
        assert_eq!(
            region("% obelus: allow a/b -- why\n\\begin{quote}One.\\end{quote}\nTwo."),
            "\\begin{quote}One.\\end{quote}"
        );
        let text = "% obelus: begin allow a/b -- why\nOne.\n\n% obelus: end allow\n\nTwo.";
        assert_eq!(region(text).trim(), "One.");
    }

    #[test]
    fn rules_and_reasons_are_read_with_their_places() {
        let text = "<!-- obelus: allow-file a/b, c -- because -->\n\nText.";
        let found = read(text);
        let DirectiveKind::Allow { rules, reason, extent } = &found[0].kind else { panic!("{found:?}") };
        assert_eq!(reason.as_deref(), Some("because"));
        assert_eq!(*extent, Extent::File);
        assert_eq!(rules.iter().map(|rule| &text[rule.span.range()]).collect::<Vec<_>>(), ["a/b", "c"]);
    }

    #[test]
    fn broken_ones_say_what_is_wrong() {
        for (text, part) in [
            ("<!-- obelus: allow -->\n\nA.", "names no rule"),
            ("<!-- obelus: forbid a/b -->\n\nA.", "stands `allow`"),
            ("<!-- obelus: end allow a/b -->\n\nA.", "not begun"),
            ("<!-- obelus: begin allow a/b -->\n\nA.", "has no end"),
        ] {
            let found = read(text);
            assert!(matches!(&found[0].kind, DirectiveKind::Broken(reason) if reason.contains(part)), "{found:?}");
        }
        assert_eq!(read("<!-- a note about obelus -->\n\nA."), []);
    }
}
