use super::*;
use crate::diagnostic::{Allow, Outcome};
use crate::paper::{
    AllowedRule, Bibliography, Block, BlockKind, Directive, DirectiveKind, Extent, Facts, Outline, Prose, Scope,
    Segment,
};
use crate::rule::{Catalog, RuleSet, Selection};
use crate::source::{Decoded, FileId, Format, Source, Span};
use crate::syntax::Tree;

const TEXT: &str = "We utilise the e-mail here. We send email by email, and utilise it.";

/// A paper of one paragraph, with these directives.
fn paper(directives: Vec<Directive>) -> Paper {
    let id = FileId(0);
    let decoded = Decoded { text: TEXT.to_owned(), encoding: "UTF-8" };
    let span = Span::new(id, 0..TEXT.len());
    let end = TEXT.len() as u32;
    let block = Block {
        start: 0,
        end,
        scope: Scope::Body,
        kind: BlockKind::Paragraph,
        section: None,
        span,
        sentences: 0..0,
        tokens: 0..0,
    };
    let prose = Prose {
        text: TEXT.to_owned(),
        segments: vec![Segment { start: 0, end, span, verbatim: true }],
        blocks: vec![block],
        ..Prose::default()
    };
    Paper {
        project_paths: Vec::new(),
        sources: vec![Source::new(id, "paper.md", Format::Markdown, decoded)],
        tree: Tree::default(),
        title: None,
        authors: Vec::new(),
        abstract_text: None,
        keywords: Vec::new(),
        outline: Outline::default(),
        prose,
        citations: Vec::new(),
        bibliography: Bibliography::default(),
        floats: Vec::new(),
        labels: Vec::new(),
        cross_references: Vec::new(),
        declarations: Vec::new(),
        directives,
        missing: Vec::new(),
        problems: Vec::new(),
        provenance: crate::paper::Provenance::Written,
        facts: Facts::default(),
        derived: crate::paper::Derived::default(),
    }
}

fn page(name: &str, message: &str, finder: &str) -> String {
    format!(
        "# own/{name}\n\nA test.\n\n```toml\nseverity = \"warning\"\nsince = \"0.1.0\"\nmessage = \"{message}\"\n{finder}\n```\n\
         ## Why\nx\n## Bad\n```plain\nx\n```\n## Good\n```plain\ny\n```\n"
    )
}

fn outcome(directives: Vec<Directive>, how: Directives, config: &[Allow]) -> Outcome {
    let mut catalog = Catalog::built_in();
    let pages = [
        page("use", "{found}: {replacement}", "[replace]\nutilise = \"use\""),
        page("mail", "{rare} {rare-count}, {common} {common-count}", "agree = [[\"e-mail\", \"email\"]]"),
        page("data", "none", "require = [\"data\"]"),
        page("list", "none", "needs = [\"printed-list\"]\nfind = \"we\""),
    ];
    for page in pages {
        catalog.add(&page).expect("a sound page");
    }
    let select = vec!["own".to_owned()];
    let rules = RuleSet::new(&catalog, &Selection { select, ..Selection::default() }).expect("valid");
    run(&paper(directives), &rules, Allowances { directives: how, config })
}

fn allow(name: &str, region: std::ops::Range<usize>, reason: Option<&str>) -> Directive {
    let span = Span::new(FileId(0), 0..2);
    let rules = vec![AllowedRule { name: name.to_owned(), span }];
    let extent = Extent::Region(Span::new(FileId(0), region));
    Directive { kind: DirectiveKind::Allow { rules, reason: reason.map(str::to_owned), extent }, span }
}

fn told(outcome: &Outcome) -> Vec<(&str, &str)> {
    outcome.diagnostics.iter().map(|it| (it.rule.as_str(), it.message.as_str())).collect()
}

#[test]
fn patterns_find_and_are_sorted_by_place() {
    let outcome = outcome(Vec::new(), Directives::Honoured, &[]);
    let wanted = [
        ("own/data", "none"),
        ("own/use", "utilise: use"),
        ("own/mail", "e-mail 1, email 2"),
        ("own/use", "utilise: use"),
    ];
    assert_eq!(told(&outcome), wanted);
    assert_eq!(outcome.skipped[0].reason, "no printed reference list found");
    let mut prints: Vec<&str> = outcome.diagnostics.iter().map(|it| it.fingerprint.as_str()).collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), wanted.len());
}

#[test]
fn allowances_hide_and_useless_ones_are_told() {
    let directives =
        || vec![allow("own/use", 0..20, None), allow("own/mail", 0..3, Some("r")), allow("own/uze", 0..3, Some("r"))];
    let honoured = outcome(directives(), Directives::Honoured, &[]);
    let rules: Vec<&str> = honoured.diagnostics.iter().map(|it| it.rule.as_str()).collect();
    for told in ["tool/allow-without-reason", "tool/unused-allow", "tool/unknown-rule"] {
        assert!(rules.contains(&told), "{told} in {rules:?}");
    }
    assert_eq!(honoured.suppressed.len(), 1);
    assert_eq!(rules.iter().filter(|rule| **rule == "own/use").count(), 1);
    assert!(outcome(directives(), Directives::Ignored, &[]).suppressed.is_empty());
    let config =
        [Allow { rule: "own/use".into(), text: Some("utilise".into()), reason: Some("r".into()), range: 0..0 }];
    let hidden = outcome(Vec::new(), Directives::Ignored, &config).suppressed;
    assert_eq!(hidden.iter().map(|it| it.by).collect::<Vec<_>>(), ["config", "config"]);
}

#[test]
fn a_module_is_named_as_its_rule() {
    assert!(is_named("acronym_undefined", "acronym-undefined") && is_named("filler", "filler"));
    assert!(!is_named("acronym_undefined", "acronym_undefined") && !is_named("filler", "fillers"));
}
