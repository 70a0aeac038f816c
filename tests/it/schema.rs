//! The JSON report keeps to `tests/schema/report.json`.

use crate::papers::{PAPERS, files, report_on};
use obelus::report::{PassedOver, json};
use serde_json::{Value, json};

#[test]
fn the_json_report_keeps_to_its_schema() {
    let paper =
        "# Ponds\n\n<!-- obelus: allow citation/placeholder -- known -->\n\nPonds freeze in the the winter [REF].\n";
    let schema = schema();
    let mut report = report_on(&files().with("p.md", paper), &[PAPERS, &["p.md"]].concat());
    report.passed_over = vec![PassedOver { path: "a.tex".to_owned(), reason: "not read".to_owned() }];
    report.unreadable = report.passed_over.clone();
    let value: Value = serde_json::from_slice(&json::render(&report)).expect("JSON");
    assert!(value["findings"].as_array().is_some_and(|findings| findings.iter().any(|it| !it["fix"].is_null())));
    assert_eq!(value["suppressed"].as_array().map(Vec::len), Some(1));
    assert_eq!(faults(&schema, &schema, &value, "report"), [""; 0]);
}

#[test]
fn what_does_not_keep_to_the_schema_is_seen() {
    let schema = schema();
    let good: Value = serde_json::from_slice(&json::render(&report_on(&files(), &PAPERS[..1]))).expect("JSON");
    let broken = |change: fn(&mut Value)| {
        let mut value = good.clone();
        change(&mut value);
        faults(&schema, &schema, &value, "report")
    };
    assert_eq!(broken(|_| {}), [""; 0]);
    assert_eq!(broken(|value| value["more"] = json!(1)), ["report.more: not in the schema"]);
    assert_eq!(broken(|value| value["findings"][0]["severity"] = json!("fatal")).len(), 1);
    assert_eq!(broken(|value| value["findings"][0]["start"]["line"] = json!(0)).len(), 1);
    assert_eq!(broken(|value| value["papers"][0]["words"] = json!("many")).len(), 1);
    assert_eq!(broken(|value| value["findings"][0]["fix"] = json!({"title": 3})).len(), 1);
    assert_eq!(broken(|value| _ = value.as_object_mut().map(|it| it.remove("tool"))), ["report: `tool` is missing"]);
}

fn schema() -> Value {
    serde_json::from_str(include_str!("../schema/report.json")).expect("the schema is JSON")
}

/// What is wrong with `value` by `schema`, a part of `root`. It knows the words of JSON Schema that the file uses.
fn faults(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (word, wanted) in schema.as_object().expect("a schema is an object") {
        let list = || wanted.as_array().into_iter().flatten();
        let is_right = match word.as_str() {
            "$schema" | "$defs" | "title" | "description" => true,
            "const" => value == wanted,
            "enum" => list().any(|one| one == value),
            "minimum" => value.as_f64().is_none_or(|number| wanted.as_f64().is_some_and(|least| number >= least)),
            "type" => {
                wanted.as_str().into_iter().chain(list().filter_map(Value::as_str)).any(|kind| is_of(value, kind))
            }
            "anyOf" => list().any(|one| faults(root, one, value, at).is_empty()),
            "$ref" => {
                let path =
                    wanted.as_str().and_then(|path| path.strip_prefix('#')).expect("a reference within the file");
                found.extend(faults(root, root.pointer(path).expect("a definition"), value, at));
                true
            }
            "items" => {
                let items = value.as_array().into_iter().flatten().enumerate();
                found.extend(items.flat_map(|(index, item)| faults(root, wanted, item, &format!("{at}[{index}]"))));
                true
            }
            "required" => {
                let missing = list().filter_map(Value::as_str).filter(|key| value.get(key).is_none());
                found.extend(missing.map(|key| format!("{at}: `{key}` is missing")));
                true
            }
            "properties" => {
                let known = wanted.as_object().into_iter().flatten();
                let there = known.filter_map(|(key, schema)| Some((key, schema, value.get(key)?)));
                found
                    .extend(there.flat_map(|(key, schema, value)| faults(root, schema, value, &format!("{at}.{key}"))));
                true
            }
            "additionalProperties" => {
                let keys = value.as_object().into_iter().flatten().map(|(key, _)| key);
                let foreign = keys.filter(|key| schema["properties"].get(key).is_none());
                found.extend(foreign.map(|key| format!("{at}.{key}: not in the schema")));
                true
            }
            other => panic!("this test does not know the word `{other}` of JSON Schema"),
        };
        if !is_right {
            found.push(format!("{at}: {word} is {wanted}, and it is {value}"));
        }
    }
    found
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        other => panic!("there is no type `{other}`"),
    }
}
