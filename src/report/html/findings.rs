use super::markup::Markup;
use super::{markdown, rules, severity_class, severity_label, severity_shape};
use crate::diagnostic::{Relation, Safety};
use crate::report::view::{DiffPiece, FamilyView, FindingView, Group, PaperView, RuleView, WordDiff, beside, plural};
use crate::report::{Excerpt, LocatedFix, LocatedRelated, Place};

/// Which places of a paper's findings are marked in its text, so that links to them lead somewhere.
pub(super) type Marked = std::collections::BTreeSet<(u32, u32)>;

/// Up to how many characters an edit is shown beside its title.
const SHORT_EDIT: usize = 120;

/// The findings of a paper, family by family.
pub(super) fn write(paper: &PaperView, number: usize, marked: &Marked, to: &mut Markup) {
    let page = Page { paper, number, marked };
    for family in &paper.families {
        page.family(family, to);
    }
}

struct Page<'a> {
    paper: &'a PaperView<'a>,
    number: usize,
    marked: &'a Marked,
}

impl Page<'_> {
    fn family(&self, family: &FamilyView, to: &mut Markup) {
        to.raw("<section class=\"family\" id=\"");
        family_anchor(self.number, family.family, to);
        to.raw("\"><h3>").text(family.title).raw(" <span class=\"n\">");
        to.text(&plural(family.counts.total(), "finding")).raw("</span></h3>\n");
        for rule in &family.rules {
            self.rule(rule, to);
        }
        to.raw("</section>\n");
    }

    fn rule(&self, rule: &RuleView, to: &mut Markup) {
        to.raw("<section class=\"rule\"><header><h4>");
        let summary = rule.page.map(|page| page.summary.trim()).filter(|summary| !summary.is_empty());
        to.said(summary.unwrap_or(rule.id.as_str())).raw("</h4>");
        if summary.is_some() {
            to.raw("<a class=\"of-rule\" href=\"#");
            rules::anchor(rule.id, to);
            to.raw("\" title=\"The rule’s text\"><code>").text(rule.id.as_str()).raw("</code></a>");
        }
        to.raw("</header>\n");
        if let Some(page) = rule.page {
            if !page.help.trim().is_empty() {
                to.raw("<p class=\"help\"><b>How to mend it.</b> ").said(page.help.trim()).raw("</p>");
            }
            if !page.why.trim().is_empty() {
                to.raw("<details class=\"why\"><summary>Why it matters</summary>");
                markdown::write(&page.why, to);
                for source in &page.sources {
                    to.raw("<p class=\"source\">Source: ").text(source).raw("</p>");
                }
                if let Some(precision) = page.precision {
                    let share = format!("{} %", (precision * 100.0).round());
                    to.raw("<p class=\"source\">Right in ").text(&share).raw(" of the cases it was measured on.</p>");
                }
                to.raw("</details>");
            }
        }
        for group in &rule.groups {
            self.group(group, to);
        }
        to.raw("</section>\n");
    }

    fn group(&self, group: &Group, to: &mut Markup) {
        let view = &group.first;
        let finding = view.finding;
        to.raw("<article class=\"f ").raw(severity_class(finding.severity)).raw("\" tabindex=\"-1\"");
        self.keys(view, to);
        to.raw(" aria-labelledby=\"t-").text(&finding.fingerprint).raw("\">\n<p class=\"meta\"><span class=\"sev\">");
        to.raw("<span class=\"shape\" aria-hidden=\"true\">").raw(severity_shape(finding.severity)).raw("</span> ");
        to.raw(severity_label(finding.severity)).raw("</span> <a class=\"num\" href=\"#").text(&view.anchor());
        to.raw("\" title=\"Link to this finding\">F").number(view.number as u64).raw("</a>");
        self.location(view, 0, &finding.place, to);
        if let Some(section) = &finding.section {
            to.raw(" <span class=\"where\">").text(section).raw("</span>");
        }
        to.raw("</p>\n<h5 id=\"t-").text(&finding.fingerprint).raw("\">").sentence(&finding.message).raw("</h5>\n");
        let diffs: Vec<_> = view.diffs.iter().filter(|(_, words)| words.is_readable()).collect();
        if diffs.is_empty() {
            quote(&finding.place.excerpt, to);
        }
        let (shown, others) = view.related();
        for (index, related) in shown.iter().enumerate() {
            let twin = diffs.iter().find(|(twin, _)| std::ptr::eq(*twin, related));
            self.related(view, index as u32 + 1, related, twin.map(|(_, words)| words), to);
        }
        if !others.is_empty() {
            to.raw("<details class=\"others\"><summary>and ").text(&plural(others.len(), "more place"));
            to.raw("</summary>");
            for (index, related) in others.iter().enumerate() {
                self.related(view, (shown.len() + index) as u32 + 1, related, None, to);
            }
            to.raw("</details>");
        }
        if let Some(made) = &finding.fix {
            fix(made, to);
        }
        if !group.more.is_empty() {
            self.more(&group.more, to);
        }
        to.raw("</article>\n");
    }

    /// Another place of a finding, compared with its first where it repeats it.
    fn related(
        &self,
        view: &FindingView,
        number: u32,
        related: &LocatedRelated,
        words: Option<&WordDiff>,
        to: &mut Markup,
    ) {
        to.raw("<div class=\"rel\"><p class=\"note\"><b>").sentence(&related.note).raw("</b>");
        self.location(view, number, &related.place, to);
        to.raw("</p>");
        match words {
            Some(words) if related.relation == Relation::Twin => diff(words, to),
            _ => quote(&related.place.excerpt, to),
        }
        to.raw("</div>\n");
    }

    fn more(&self, more: &[FindingView], to: &mut Markup) {
        to.raw("<details class=\"more\"><summary>and ").text(&plural(more.len(), "more place")).raw("</summary><ol>\n");
        for view in more {
            to.raw("<li class=\"also\"");
            self.keys(view, to);
            to.raw("><a class=\"num\" href=\"#")
                .text(&view.anchor())
                .raw("\">F")
                .number(view.number as u64)
                .raw("</a>");
            self.location(view, 0, &view.finding.place, to);
            to.raw(" <span class=\"msg\">").said(&view.finding.message).raw("</span>");
            quote(&view.finding.place.excerpt, to);
            if let Some(made) = &view.finding.fix {
                fix(made, to);
            }
            to.raw("</li>\n");
        }
        to.raw("</ol></details>\n");
    }

    /// What filters and links know a finding by.
    fn keys(&self, view: &FindingView, to: &mut Markup) {
        let finding = view.finding;
        to.raw(" id=\"").text(&view.anchor()).raw("\" data-severity=\"").raw(severity_class(finding.severity));
        to.raw("\" data-family=\"").text(finding.rule.family()).raw("\" data-section=\"");
        to.text(finding.section.as_deref().unwrap_or("")).raw("\"");
    }

    /// Where a place is, as a link into the paper's text where it is marked there.
    fn location(&self, view: &FindingView, place_number: u32, place: &Place, to: &mut Markup) {
        let is_marked = self.marked.contains(&(view.index as u32, place_number));
        if is_marked {
            to.raw(" <a class=\"at\" href=\"#");
            mark_anchor(&view.finding.fingerprint, place_number, to);
            to.raw("\">");
        } else {
            to.raw(" <span class=\"at\">");
        }
        if place.path != self.paper.paper.path {
            to.text(beside(&place.path, &self.paper.paper.path)).raw(", ");
        }
        match place.page {
            Some(page) => to.raw("page ").number(page).raw(", line ").number(place.start.line),
            None => to.raw(place.unit.name()).raw(" ").number(place.start.line),
        };
        to.raw(if is_marked { "</a>" } else { "</span>" });
    }
}

/// The name of a mark in the paper's text: the finding's, and which of its places.
pub(super) fn mark_anchor(fingerprint: &str, place: u32, to: &mut Markup) {
    to.raw("m-").text(fingerprint);
    if place > 0 {
        to.raw("-").number(place);
    }
}

pub(super) fn family_anchor(paper: usize, family: &str, to: &mut Markup) {
    to.raw("p").number(paper as u64).raw("-").text(family);
}

/// The words of a place, marked, in their surroundings.
fn quote(excerpt: &Excerpt, to: &mut Markup) {
    let (before, words, after) = excerpt.as_read();
    if words.trim().is_empty() && before.is_empty() && after.is_empty() {
        return;
    }
    to.raw("<blockquote>").text(before).raw("<mark>").text(words).raw("</mark>").text(after).raw("</blockquote>");
}

/// Two passages over each other. `del` and `ins` say it to those who do not see the colours.
fn diff(diff: &WordDiff, to: &mut Markup) {
    to.raw("<blockquote class=\"diff\">");
    for piece in &diff.pieces {
        match piece {
            DiffPiece::Equal(text) => to.text(text),
            DiffPiece::Deleted(text) => to.raw("<del>").text(text.trim_end()).raw("</del> "),
            DiffPiece::Inserted(text) => to.raw("<ins>").text(text.trim_end()).raw("</ins> "),
        };
    }
    to.raw("</blockquote><p class=\"key\">");
    to.raw(match diff.is_same() {
        true => "The two are the same, word for word.",
        false => "<del>only in the first place</del> <ins>only in the second</ins>",
    });
    to.raw("</p>");
}

fn fix(fix: &LocatedFix, to: &mut Markup) {
    to.raw("<p class=\"fix\"><b>Suggested:</b> ").said(&fix.title);
    if let [(place, text)] = fix.edits.as_slice()
        && !place.excerpt.text.is_empty()
        && place.excerpt.text.chars().count() + text.chars().count() < SHORT_EDIT
    {
        to.raw(" <span class=\"edit\"><del>").text(&place.excerpt.text).raw("</del> ");
        if !text.is_empty() {
            to.raw("<ins>").text(text).raw("</ins>");
        }
        to.raw("</span>");
    }
    if fix.safety == Safety::Unsafe {
        to.raw(" <span class=\"look\">look before you accept it</span>");
    }
    to.raw("</p>");
}
