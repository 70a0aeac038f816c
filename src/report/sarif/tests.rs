use super::*;
use crate::report::fixture;

fn run(report: &Report) -> serde_json::Value {
    let log: serde_json::Value = serde_json::from_slice(&render(report)).unwrap();
    log["runs"][0].clone()
}

#[test]
fn a_result_names_its_rule_its_places_and_its_fix() {
    let run = run(&fixture::report());
    let results = run["results"].as_array().unwrap();
    let author = &results[0];
    assert_eq!(author["level"], "error");
    let rule = &run["tool"]["driver"]["rules"][author["ruleIndex"].as_u64().unwrap() as usize];
    assert_eq!(rule["id"], "citation/author-mismatch");
    assert_eq!(rule["properties"]["precision"], "very-high");
    let region = &author["locations"][0]["physicalLocation"]["region"];
    assert_eq!((region["startLine"].as_u64(), region["startColumn"].as_u64()), (Some(11), Some(142)));
    assert_eq!(author["relatedLocations"][0]["message"]["text"], "Reference 1.");
    let spelling = results.iter().find(|result| result["ruleId"] == "language/mixed-variants").unwrap();
    let replacement = &spelling["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "behaviour");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
}

#[test]
fn no_string_is_empty() {
    fn check(value: &serde_json::Value) {
        match value {
            serde_json::Value::String(text) => assert!(!text.is_empty()),
            serde_json::Value::Array(items) => items.iter().for_each(check),
            serde_json::Value::Object(members) => members.values().for_each(check),
            _ => {}
        }
    }
    let mut report = fixture::report();
    let finding = &mut report.papers[0].findings[0];
    finding.message.clear();
    finding.place.excerpt = Default::default();
    finding.related[0].note.clear();
    finding.rule = RuleId::new("tool/unknown");
    check(&run(&report));
}

#[test]
fn paths_become_uris() {
    assert_eq!(uri::of_path("my papers/äb:c#1.md"), "my%20papers/%C3%A4b%3Ac%231.md");
    assert_eq!(uri::of_path("/srv/a b.md"), "file:///srv/a%20b.md");
    assert_eq!(uri::of_path("C:\\a\\b.md"), "file:///C:/a/b.md");
    assert_eq!(uri::of_path("./a.md"), "a.md");
}

#[test]
fn more_results_than_hosts_take_lose_the_least() {
    let report = fixture::report();
    let mut many = vec![&report.papers[0].findings[3]; MOST_RESULTS];
    many.push(&report.papers[0].findings[0]);
    let (kept, left_out) = gravest(many);
    assert_eq!((kept.len(), left_out), (MOST_RESULTS, 1));
    assert_eq!(kept.last().unwrap().severity, Severity::Error);
}
