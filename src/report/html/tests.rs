use super::*;
use crate::report::fixture;
use std::collections::BTreeSet;

fn html(report: &Report) -> String {
    String::from_utf8(render(report)).unwrap()
}

#[test]
fn the_page_is_made_and_whole() {
    let page = html(&fixture::report());
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
    assert!(page.contains("1 error, 2 warnings and 4 notes"));
    assert!(page.contains("No reference data found"));
    assert!(page.contains("and 3 more places"));
    for tag in ["article", "section", "details", "blockquote", "svg", "table", "ul", "p", "a"] {
        let opened = page.matches(&format!("<{tag} ")).count() + page.matches(&format!("<{tag}>")).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

#[test]
fn every_link_leads_to_a_place_that_is_there_once() {
    let page = html(&fixture::report());
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len());
    let links: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(links.len() > 20);
    assert!(links.iter().all(|link| distinct.contains(link)), "{links:?}");
}

#[test]
fn the_policy_holds_the_hashes_of_style_and_script() {
    assert_eq!(base64(b""), "");
    assert_eq!(base64(b"f"), "Zg==");
    assert_eq!(base64(b"fo"), "Zm8=");
    assert_eq!(base64(b"foobar"), "Zm9vYmFy");
    let page = html(&fixture::report());
    let script = page.split_once("<script>").unwrap().1.split_once("</script>").unwrap().0;
    assert_eq!(script, SCRIPT);
    assert!(page.contains(&base64(&Sha256::digest(SCRIPT.as_bytes()))));
    assert!(
        !page.contains(" style=") && !page.contains(" onclick=") && !page.contains("http:") && !page.contains("https:")
    );
}

#[test]
fn hostile_text_is_inert() {
    let hostile =
        "</style></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'`{{title}}{{{x}}}\u{0}\u{202e}";
    let mut report = fixture::report();
    let paper = &mut report.papers[0];
    paper.title = Some(hostile.to_owned());
    paper.authors = vec![hostile.to_owned()];
    paper.path = hostile.into();
    paper.skipped[0].reason = hostile.to_owned();
    paper.suppressed[0].reason = Some(hostile.to_owned());
    for finding in &mut paper.findings {
        finding.message = hostile.to_owned();
        finding.section = Some(hostile.to_owned());
        finding.place.path = hostile.into();
        finding.place.excerpt.text = hostile.to_owned();
        for related in &mut finding.related {
            related.note = hostile.to_owned();
            related.place.excerpt.words = Some(hostile.to_owned());
        }
    }
    let manuscript = paper.manuscript.as_mut().unwrap();
    manuscript.sections.iter_mut().for_each(|section| section.title = hostile.to_owned());
    for piece in manuscript.blocks.iter_mut().flat_map(|block| &mut block.pieces) {
        piece.text = hostile.to_owned();
    }
    report.settings.preset = Some(hostile.to_owned());
    report.unreadable.push(crate::report::PassedOver { path: hostile.into(), reason: hostile.into() });
    let page = html(&report);
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("</style").count(), 1);
    assert!(!page.contains("<img") && !page.contains('\u{0}') && !page.contains('\u{202e}'));
    assert!(page.contains("{{{x}}}"), "what looks like a placeholder is text");
}

#[test]
fn several_papers_begin_with_their_list() {
    let mut report = fixture::report();
    let mut second = report.papers[0].clone();
    second.findings.clear();
    second.title = None;
    report.papers.push(second);
    let page = html(&report);
    assert!(page.contains("<a href=\"#p2\">paper.md</a>") && page.contains("id=\"p2\""));
    assert!(page.contains("<td class=\"error zero\" data-value=\"0\">0</td>"));
    assert_eq!(page.matches("<h1").count(), 1);
}

#[test]
fn a_folder_of_reports_has_a_list_with_links() {
    let page = String::from_utf8(render_index(&fixture::report(), &["tides & gauges.html".to_owned()])).unwrap();
    assert!(page.contains("<a href=\"tides%20&amp;%20gauges.html\">Tides in Small Harbours</a>"));
    assert!(page.contains("<h1>1 paper reviewed</h1>"));
    assert!(page.contains("<td class=\"info\" data-value=\"4\">4</td>"));
}

#[test]
fn text_of_rule_pages_is_set_as_prose() {
    let mut markup = Markup::default();
    markdown::write("A *b* `c`\n\n- <b>d</b>\n- [e](javascript:x)", &mut markup);
    assert_eq!(markup.finish(), "<p>A <em>b</em> <code>c</code></p><ul><li>&lt;b&gt;d&lt;/b&gt;</li><li>e</li></ul>");
}

#[test]
fn the_text_of_a_rule_is_a_link_away() {
    let mut report = fixture::report();
    let mut rules = (*report.rules).clone();
    let rule = std::sync::Arc::make_mut(&mut rules.active[0].rule);
    rule.page = "# a/b\n\nSummary.\n\n```toml\nsince = \"0.1.0\"\n```\n\n## Why\n\nBecause.\n".into();
    report.rules = std::sync::Arc::new(rules);
    let page = html(&report);
    assert!(page.contains("href=\"#rule-citation/author-mismatch\""));
    assert!(page.contains("<p class=\"part\">Why</p><p>Because.</p></details>"));
    assert!(!page.contains("since = "));
}

#[test]
fn years_are_drawn_and_said() {
    let mut report = fixture::report();
    report.papers[0].cited_years = [(1987, 1), (2019, 4), (2021, 2)].into();
    let page = html(&report);
    assert!(page.contains("Citations by the year of the work: 1987 to 2021, half of them from 2019 on"));
    assert!(page.contains("<p class=\"sr\">1987: 1 citation, 2019: 4 citations, 2021: 2 citations</p>"));
}
