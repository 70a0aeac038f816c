use crate::diagnostic::{Edit, Finding, Fix, Safety};
use crate::paper::{Paper, Prose, Scope, lies_in};
use crate::rule::{Options, Values};
use crate::text::Token;
use std::collections::BTreeMap;
use std::ops::Range;

/// Latin abbreviations with a point too few or too many: "e.g", "i.e", "et. al.", and "eg", "ie" or "et al" in a paper
/// that elsewhere has the points; one finding for each form.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let prose = &paper.prose;
    let mut wrong: BTreeMap<&str, Vec<(Range<u32>, &str)>> = BTreeMap::new();
    let mut right: BTreeMap<&str, usize> = BTreeMap::new();
    for block in prose.blocks.iter().filter(|block| matches!(block.scope, Scope::Abstract | Scope::Body | Scope::Caption | Scope::Footnote)) {
        let tokens = prose.block_tokens(block);
        let mut quotations = None;
        for index in 0..tokens.len() {
            let Some((range, form, proper)) = read(prose, tokens, index) else { continue };
            if lies_in(quotations.get_or_insert_with(|| prose.quotations(block)), range.start) {
                continue;
            }
            match form {
                "" => *right.entry(proper).or_default() += 1,
                form => wrong.entry(form).or_default().push((range, proper)),
            }
        }
    }
    let mut findings = Vec::new();
    for (form, places) in wrong {
        let Some(((first, proper), others)) = places.split_first() else { continue };
        let usual = right.get(proper).copied().unwrap_or(0);
        // Without points throughout is a house style.
        let is_style = !form.contains('.');
        if is_style && usual <= places.len() {
            continue;
        }
        let values =
            Values::new().text("found", form).text("proper", *proper).number("count", places.len()).number("usual", usual);
        let mut finding = Finding::new(prose.span(first.clone()), values);
        if is_style {
            finding = finding.variant("mixed");
        }
        for (range, _) in others {
            finding = finding.context(prose.span(range.clone()), "here too");
        }
        let edits = places.iter().map(|(range, proper)| Edit { span: prose.span(range.clone()), text: (*proper).to_owned() });
        let fix = Fix { title: format!("write “{proper}”"), safety: Safety::Unsafe, edits: edits.collect() };
        findings.push(finding.fix(fix));
    }
    findings
}

/// What abbreviation begins at `index`: its place, the wrong form (none where it is right) and the proper one.
fn read<'a>(prose: &Prose, tokens: &[Token], index: usize) -> Option<(Range<u32>, &'a str, &'a str)> {
    let token = &tokens[index];
    let length = token.end - token.start;
    if length > 2 || !token.is_word() {
        return None;
    }
    let at = |ahead: usize| tokens.get(index + ahead);
    let word = |ahead: usize| at(ahead).map_or("", |token| prose.word(token));
    let touches = |ahead: usize| ahead > 0 && at(ahead).is_some_and(|token| token.start == tokens[index + ahead - 1].end);
    let before = index.checked_sub(1).and_then(|at| tokens.get(at));
    if before.is_some_and(|before| before.end == token.start && !matches!(prose.word(before), "(" | "[" | "—" | "–" | "“")) {
        return None;
    }
    let pair = |second: &'static str, whole: &'static str, bare: &'static str| {
        if !(word(1) == "." && touches(1) && word(2) == second && touches(2)) {
            return None;
        }
        let end = at(2)?.end;
        match word(3) == "." && touches(3) {
            true => Some((token.start..at(3)?.end, "", whole)),
            // Nothing but a blank or a comma may follow: "i.e_x" is a name.
            false if touches(3) && word(3) != "," => None,
            false => Some((token.start..end, bare, whole)),
        }
    };
    match prose.word(token) {
        "e" => pair("g", "e.g.", "e.g"),
        "i" => pair("e", "i.e.", "i.e"),
        "eg" if !touches(1) || word(1) == "," => Some((token.range(), "eg", "e.g.")),
        "ie" if !touches(1) || word(1) == "," => Some((token.range(), "ie", "i.e.")),
        "et" if word(1) == "al" => {
            let end = at(1)?.end;
            match word(2) == "." && touches(2) {
                true => Some((token.start..at(2)?.end, "", "et al.")),
                // Markup stands where the point may be.
                false if touches(2) && word(2) == "*" => None,
                false => Some((token.start..end, "et al", "et al.")),
            }
        }
        "et" if word(1) == "." && touches(1) && word(2) == "al" => {
            let has_point = word(3) == "." && touches(3);
            let end = if has_point { at(3)?.end } else { at(2)?.end };
            Some((token.start..end, if has_point { "et. al." } else { "et. al" }, "et al."))
        }
        _ => None,
    }
}
