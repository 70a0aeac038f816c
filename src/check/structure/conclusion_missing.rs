use crate::diagnostic::Finding;
use crate::paper::{Paper, Role, Section};
use crate::rule::{Options, Values};

/// Fewer main sections need no section that draws them together.
const FEWEST_SECTIONS: usize = 4;

/// A long article with an introduction that ends without a conclusion, discussion or summary.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let is_end = |section: &Section| matches!(section.role, Role::References | Role::Appendix);
    let main = paper.outline.top().map(|(_, section)| section).take_while(|section| !is_end(section));
    let main: Vec<&Section> = main.filter(|section| section.role.is_argument()).collect();
    let words: u32 = main.iter().map(|section| section.words).fold(0, u32::saturating_add);
    let (Some(first), Some(last)) = (main.first(), main.last()) else { return Vec::new() };
    let is_article = main.len() >= FEWEST_SECTIONS
        && words as usize >= options.number("min-words")
        && first.title.trim().eq_ignore_ascii_case("introduction")
        && !is_manual(paper);
    // Where methods and results stand, the missing part is that of a study: `structure/missing-section`.
    let has = |role| main.iter().any(|section| section.role == role);
    let is_study = has(Role::Methods) && has(Role::Results);
    let ends = [Role::Discussion, Role::Limitations].iter().any(|role| paper.outline.hints_at(*role));
    if !is_article || is_study || ends {
        return Vec::new();
    }
    vec![Finding::new(last.heading, Values::new().text("last", last.title.as_str()).number("words", words as usize))]
}

/// Vignettes and the like show how a program is used, and conclude nothing.
fn is_manual(paper: &Paper) -> bool {
    const KINDS: &[&str] = &["vignette", "tutorial", "manual", "guide", "introduction to", "using ", "how to", "package"];
    let title = paper.title.as_ref().map_or(String::new(), |title| title.text.to_lowercase());
    let is_vignette = paper.tree.meta.as_ref().is_some_and(|meta| meta.get("vignette").is_some());
    is_vignette || KINDS.iter().any(|kind| title.contains(kind))
}
