use super::markup::Markup;
use super::severity_class;
use crate::report::view::{Bar, Charts, PaperView, SectionStart, YearBar, Years, grouped, plural};
use crate::rule::Severity;

/// The height of the strip's plot, in CSS pixels.
const PLOT: f64 = 40.0;
/// The width of the strip that its labels are measured for, and of one of their letters, in CSS pixels.
const STRIP: f64 = 760.0;
const LETTER: f64 = 6.4;

/// Where the findings stand, and words and citations by section.
pub(super) fn write(paper: &PaperView, to: &mut Markup) {
    let charts = &paper.charts;
    if !charts.strip.is_empty() {
        strip(paper, charts, to);
    }
    if !charts.years.bars.is_empty() {
        years(&charts.years, to);
    }
    if charts.words.len() > 1 {
        sections(charts, to);
    }
}

/// Percentages across and pixels down, so that labels keep their size on every screen.
fn strip(paper: &PaperView, charts: &Charts, to: &mut Markup) {
    to.raw(
        "<figure class=\"strip\"><figcaption>Where the findings stand, from the first line to the last</figcaption>",
    );
    to.raw("<svg width=\"100%\" height=\"62\" aria-hidden=\"true\"><line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"41\" y2=\"41\"/>");
    for (index, start) in charts.starts.iter().enumerate() {
        to.raw("<line class=\"tick\" y1=\"0\" y2=\"60\" x1=\"")
            .percent(start.at)
            .raw("\" x2=\"")
            .percent(start.at)
            .raw("\"/>");
        let until = charts.starts.get(index + 1).map_or(1.0, |next| next.at);
        if let Some(label) = label(start, until) {
            // A picture of its own cuts the label off where the next section begins, on screens of any width.
            to.raw("<svg height=\"62\" x=\"").percent(start.at).raw("\" width=\"").percent(until - start.at);
            to.raw("\"><text x=\"4\" y=\"56\">").text(&label).raw("</text></svg>");
        }
    }
    let unit = (PLOT / charts.strip_most.max(1) as f64).min(PLOT / 3.0);
    for bin in &charts.strip {
        let Some(first) = paper.paper.findings.get(bin.first) else {
            continue;
        };
        to.raw("<a tabindex=\"-1\" href=\"#f-").text(&first.fingerprint).raw("\"><title>");
        to.text(&bin.counts.in_words()).raw(", line ").number(first.place.start.line).raw("</title>");
        let mut top = PLOT;
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            let height = unit * bin.counts.get(severity) as f64;
            if height > 0.0 {
                top -= height;
                to.raw("<rect class=\"").raw(severity_class(severity)).raw("\" x=\"").percent(bin.start);
                to.raw("\" width=\"").percent((bin.end - bin.start) * 0.8).raw("\" y=\"");
                to.text(&format!("{top:.1}")).raw("\" height=\"").text(&format!("{height:.1}")).raw("\"/>");
            }
        }
        to.raw("</a>");
    }
    to.raw("</svg></figure>\n");
}

/// A section's title, cut to the room until the next one.
fn label(start: &SectionStart, until: f64) -> Option<String> {
    let room = ((until - start.at) * STRIP / LETTER) as usize;
    let letters = start.title.chars().count();
    match room.saturating_sub(1) {
        room if letters <= room => Some(start.title.to_owned()),
        0..=4 => None,
        room => Some(start.title.chars().take(room - 1).chain(['…']).collect()),
    }
}

/// Words and citations of each section, side by side.
fn sections(charts: &Charts, to: &mut Markup) {
    to.raw("<table class=\"bars\"><thead><tr><th scope=\"col\">Section</th><th scope=\"col\" colspan=\"2\">Words</th>");
    let citations = &charts.citations;
    if !citations.is_empty() {
        to.raw("<th scope=\"col\" colspan=\"2\">Citations</th>");
    }
    to.raw("</tr></thead><tbody>\n");
    for (index, words) in charts.words.iter().enumerate() {
        to.raw("<tr><th scope=\"row\" title=\"").text(words.title).raw("\">").text(words.title).raw("</th>");
        bar(words, to);
        if let Some(citations) = citations.get(index) {
            bar(citations, to);
        }
        to.raw("</tr>\n");
    }
    to.raw("</tbody></table>\n");
}

/// A column a year, and the numbers in words for those who do not see them.
fn years(years: &Years, to: &mut Markup) {
    to.raw("<figure class=\"years\"><figcaption>").text(&years.caption()).raw("</figcaption>");
    to.raw("<svg width=\"100%\" height=\"62\" aria-hidden=\"true\"><line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"41\" y2=\"41\"/>");
    for bar in &years.bars {
        let height = (bar.height * PLOT).max(1.0);
        to.raw("<rect x=\"").percent(bar.start).raw("\" width=\"").percent((bar.end - bar.start) * 0.8);
        to.raw("\" y=\"").text(&format!("{:.1}", PLOT - height)).raw("\" height=\"").text(&format!("{height:.1}"));
        to.raw("\"><title>").text(&year_in_words(bar)).raw("</title></rect>");
    }
    for tick in &years.ticks {
        to.raw("<text y=\"56\" x=\"").percent(tick.at).raw("\">").text(&tick.year.to_string()).raw("</text>");
    }
    let words: Vec<String> = years.bars.iter().map(year_in_words).collect();
    to.raw("</svg><p class=\"sr\">").text(&words.join(", ")).raw("</p></figure>\n");
}

fn year_in_words(bar: &YearBar) -> String {
    let until = if bar.is_earlier { "until " } else { "" };
    format!("{until}{}: {}", bar.year, plural(bar.count as usize, "citation"))
}

fn bar(bar: &Bar, to: &mut Markup) {
    to.raw(
        "<td class=\"bar\"><svg width=\"100%\" height=\"8\" aria-hidden=\"true\"><rect class=\"track\" width=\"100%\" ",
    );
    to.raw("height=\"8\" rx=\"2\"/><rect class=\"fill\" height=\"8\" rx=\"2\" width=\"").percent(bar.length);
    to.raw("\"/></svg></td><td class=\"value\">").text(&grouped(bar.value as usize)).raw(" <span>");
    to.text(&format!("{} %", (bar.share * 100.0).round())).raw("</span></td>");
}
