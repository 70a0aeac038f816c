use super::findings::{Marked, mark_anchor};
use super::markup::Markup;
use super::severity_class;
use crate::diagnostic::Relation;
use crate::paper::Scope;
use crate::report::{LocatedFinding, Manuscript, ManuscriptBlock, PaperReport, Piece};

/// Which places are marked in a manuscript.
pub(super) fn marked(manuscript: &Manuscript) -> Marked {
    let pieces = manuscript.blocks.iter().flat_map(|block| &block.pieces);
    pieces.flat_map(|piece| piece.marks.iter().copied()).collect()
}

/// The paper's own text, every mark a link to its finding.
pub(super) fn write(paper: &PaperReport, manuscript: &Manuscript, to: &mut Markup) {
    let mut text = Text { findings: &paper.findings, named: Marked::new(), level: 2 };
    let mut open = Open::Nothing;
    for block in &manuscript.blocks {
        let next = Open::of(block);
        if next.around() != open.around() {
            to.raw(open.closing()).raw(next.opening());
        } else if let (Open::Row(before), Open::Row(line)) = (open, next)
            && before != line
        {
            to.raw("</tr>\n<tr>");
        }
        open = next;
        text.block(block, to);
    }
    to.raw(open.closing());
}

/// What stands round blocks that belong together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    List,
    /// A row of a table, with its line.
    Row(u32),
}

impl Open {
    fn of(block: &ManuscriptBlock) -> Self {
        match block {
            block if block.is_cell => Open::Row(block.line),
            block if block.is_item => Open::List,
            _ => Open::Nothing,
        }
    }

    fn around(self) -> u8 {
        match self {
            Open::Nothing => 0,
            Open::List => 1,
            Open::Row(_) => 2,
        }
    }

    fn opening(self) -> &'static str {
        match self {
            Open::Nothing => "",
            Open::List => "<ul>",
            Open::Row(_) => "<div class=\"scroll\"><table><tr>",
        }
    }

    fn closing(self) -> &'static str {
        match self {
            Open::Nothing => "",
            Open::List => "</ul>\n",
            Open::Row(_) => "</tr></table></div>\n",
        }
    }
}

struct Text<'a> {
    findings: &'a [LocatedFinding],
    /// The places that already have their anchor.
    named: Marked,
    /// The level of the heading before.
    level: u8,
}

impl Text<'_> {
    fn block(&mut self, block: &ManuscriptBlock, to: &mut Markup) {
        if block.pieces.iter().all(|piece| piece.text.trim().is_empty()) && !block.is_cell {
            return;
        }
        let (opening, closing) = self.tags(block);
        to.raw(opening).raw(" data-line=\"").number(block.line).raw("\">");
        if let Some(number) = block.number {
            to.raw("<span class=\"no\">").number(number).raw(".</span> ");
        }
        for piece in &block.pieces {
            self.piece(piece, to);
        }
        to.raw(closing).raw("\n");
    }

    fn tags(&mut self, block: &ManuscriptBlock) -> (&'static str, &'static str) {
        match block.scope {
            _ if block.is_cell => ("<td", "</td>"),
            Scope::References if block.is_item => ("<li class=\"entry\"", "</li>"),
            _ if block.is_item => ("<li", "</li>"),
            Scope::Heading => {
                // A heading must not be more than one level below the one before it.
                self.level = (block.level.max(1) + 2).min(self.level + 1).min(6);
                match self.level {
                    ..=3 => ("<h3", "</h3>"),
                    4 => ("<h4", "</h4>"),
                    5 => ("<h5", "</h5>"),
                    _ => ("<h6", "</h6>"),
                }
            }
            Scope::Title => ("<p class=\"title\"", "</p>"),
            Scope::Front => ("<p class=\"front\"", "</p>"),
            Scope::Abstract => ("<p class=\"abstract\"", "</p>"),
            Scope::Body => ("<p", "</p>"),
            Scope::Caption => ("<p class=\"caption\"", "</p>"),
            Scope::Quote => ("<blockquote", "</blockquote>"),
            Scope::Footnote => ("<p class=\"footnote\"", "</p>"),
            Scope::Table => ("<p class=\"cells\"", "</p>"),
            Scope::Code | Scope::Math => ("<pre", "</pre>"),
            Scope::References => ("<p class=\"entry\"", "</p>"),
            Scope::Furniture => ("<p class=\"furniture\"", "</p>"),
        }
    }

    fn piece(&mut self, piece: &Piece, to: &mut Markup) {
        let findings = self.findings;
        let known = |&&(finding, place): &&(u32, u32)| Some((findings.get(finding as usize)?, finding, place));
        let marks: Vec<(&LocatedFinding, u32, u32)> = piece.marks.iter().filter_map(|mark| known(&mark)).collect();
        // Several findings on one word: the gravest is the one that the link leads to.
        let gravest = marks.iter().max_by_key(|(finding, index, _)| (finding.severity, std::cmp::Reverse(*index)));
        let Some((finding, ..)) = gravest else {
            self.words(piece, to);
            return;
        };
        let mut twins = Vec::new();
        for &(finding, index, place) in &marks {
            if self.named.insert((index, place)) {
                to.raw("<span class=\"anchor\" id=\"");
                mark_anchor(&finding.fingerprint, place, to);
                to.raw("\"></span>");
                twins.extend(other_half(finding, place).map(|half| (finding, half)));
            }
        }
        to.raw("<a class=\"m ").raw(severity_class(finding.severity)).raw("\" href=\"#f-").text(&finding.fingerprint);
        to.raw("\" data-of=\"");
        for (number, (finding, ..)) in marks.iter().enumerate() {
            to.raw(if number > 0 { " " } else { "" }).text(&finding.fingerprint);
        }
        to.raw("\" title=\"").text(&finding.message).raw("\">");
        self.words(piece, to);
        to.raw("</a>");
        for (finding, half) in twins {
            to.raw("<a class=\"half\" href=\"#");
            mark_anchor(&finding.fingerprint, half, to);
            to.raw("\" aria-label=\"To the other half of this repeat\" title=\"The other half\">⇄</a>");
        }
    }

    fn words(&self, piece: &Piece, to: &mut Markup) {
        if piece.is_source {
            to.raw("<code>").text(piece.shown()).raw("</code>");
        } else {
            to.text(&piece.text);
        }
    }
}

/// The place at which the other half of a repeat stands, as seen from one of the two.
fn other_half(finding: &LocatedFinding, place: u32) -> Option<u32> {
    let is_twin = |related: &crate::report::LocatedRelated| related.relation == Relation::Twin;
    match place.checked_sub(1) {
        None => finding.related.iter().position(is_twin).map(|index| index as u32 + 1),
        Some(index) => finding.related.get(index as usize).filter(|related| is_twin(related)).map(|_| 0),
    }
}
