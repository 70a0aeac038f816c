use super::markup::Markup;
use super::{plural_label, severity_class, severity_shape};
use crate::report::view::{View, family_rank, family_title, grouped};
use crate::rule::Severity;
use std::collections::BTreeSet;

/// The bar that filters the findings; hidden until the script, which it needs, shows it.
pub(super) fn write(view: &View, to: &mut Markup) {
    to.raw("<div class=\"tools\" role=\"search\" aria-label=\"Filter the findings\" hidden>\n");
    to.raw("<div class=\"shows\" role=\"group\" aria-label=\"Severity\">");
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let class = severity_class(severity);
        to.raw("<button type=\"button\" data-show=\"").raw(class).raw("\" class=\"").raw(class);
        to.raw("\" aria-pressed=\"true\"><span class=\"shape\" aria-hidden=\"true\">").raw(severity_shape(severity));
        to.raw("</span> ").raw(plural_label(severity)).raw(" <b>").text(&grouped(view.counts.get(severity)));
        to.raw("</b></button>");
    }
    to.raw("</div>\n<select id=\"family\" aria-label=\"Family\"><option value=\"\">All families</option>");
    for (_, family) in families(view) {
        to.raw("<option value=\"").text(family).raw("\">").text(family_title(family)).raw("</option>");
    }
    to.raw("</select>\n<select id=\"section\" aria-label=\"Section of the paper\"><option value=\"\">All sections</option>");
    for section in sections(view) {
        to.raw("<option value=\"").text(section).raw("\">").text(section).raw("</option>");
    }
    to.raw(
        "</select>\n<input id=\"search\" type=\"search\" placeholder=\"Search\" aria-label=\"Search the findings\" ",
    );
    to.raw("autocomplete=\"off\" aria-keyshortcuts=\"/\">\n<p class=\"shown\" role=\"status\"></p>\n");
    to.raw("<p class=\"keys\"><kbd>j</kbd> <kbd>k</kbd> next, previous <kbd>/</kbd> search <kbd>Esc</kbd> all</p>\n</div>\n");
}

fn families<'a>(view: &'a View) -> BTreeSet<(usize, &'a str)> {
    let families = view.papers.iter().flat_map(|paper| &paper.families);
    families.map(|family| (family_rank(family.family), family.family)).collect()
}

/// The sections that findings stand in, in the order in which they are met.
fn sections<'a>(view: &'a View) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    let findings = view.papers.iter().flat_map(|paper| &paper.paper.findings);
    let sections = findings.filter_map(|finding| finding.section.as_deref());
    sections.filter(|section| !section.is_empty() && seen.insert(*section)).collect()
}
