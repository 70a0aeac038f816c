//! The model of a paper as JSON: what `obelus model` prints, schema `obelus.model/1`.

use super::{CitedLabel, Form, Name, Paper, Parsed, Phrase, Reference};
use crate::source::{Span, Unit};
use serde_json::{Map, Value, json};

/// Everything that was understood of a paper. What was not found is `null` or empty.
pub fn json(paper: &Paper) -> Value {
    let place = |span: Span| {
        let span = paper.locate(span);
        let source = paper.source(span);
        (json!(source.position(span.start)), json!(source.position(span.end)))
    };
    let with_place = |mut object: Value, span: Span| {
        let (start, end) = place(span);
        if let Value::Object(fields) = &mut object {
            fields.insert("start".to_owned(), start);
            fields.insert("end".to_owned(), end);
        }
        object
    };
    let phrase = |phrase: &Phrase| with_place(json!({"text": phrase.text}), phrase.span);
    let authors = paper.authors.iter().map(|author| {
        json!({"name": author.name, "affiliations": author.affiliations, "email": author.email, "orcid": author.orcid})
    });
    let sections = paper.outline.sections.iter().map(|section| {
        let object = json!({"title": section.title, "level": section.level, "number": section.number, "role": section.role, "words": section.words});
        with_place(object, section.span)
    });
    let citations = paper.citations.iter().map(|citation| {
        let narrative = citation.narrative.as_ref().map(|narrative| {
            json!({"authors": narrative.names, "year": narrative.year.map(|year| year.to_string())})
        });
        let narrative = narrative.or_else(|| match &citation.items[..] {
            [item] if citation.form == Form::AuthorYear && !paper.slice(citation.span).starts_with(['(', '[']) => match &item.label {
                CitedLabel::AuthorYear { names, year, .. } => Some(json!({"authors": names, "year": year.to_string()})),
                CitedLabel::Number(_) | CitedLabel::Key(_) => None,
            },
            _ => None,
        });
        let mut references: Vec<usize> = Vec::new();
        for reference in citation.items.iter().filter_map(|item| item.reference) {
            if !references.contains(&reference) {
                references.push(reference);
            }
        }
        let object = json!({"form": citation.form, "text": paper.slice(citation.span), "narrative": narrative, "references": references});
        with_place(object, citation.span)
    });
    let references =
        paper.bibliography.references.iter().map(|reference| with_place(reference_fields(reference), reference.span));
    let floats = paper.floats.iter().map(|float| {
        let caption = float.caption.map(|block| paper.prose.block_text(paper.prose.block(block)));
        let object = json!({"kind": float.kind, "number": float.number, "label": float.label, "caption": caption});
        with_place(object, float.span)
    });
    let labels =
        paper.labels.iter().map(|label| with_place(json!({"name": label.name, "kind": label.kind}), label.span));
    let crossrefs = paper.cross_references.iter().map(|reference| {
        let object = json!({"target": reference.target, "text": paper.slice(reference.span), "float": reference.float});
        with_place(object, reference.span)
    });
    let declarations = paper
        .declarations
        .iter()
        .map(|declaration| with_place(json!({"kind": declaration.kind, "text": declaration.text}), declaration.span));
    let problems = paper.problems.iter().map(|problem| with_place(json!({"message": problem.message}), problem.span));
    json!({
        "schema": "obelus.model/1",
        "path": &*paper.root().path,
        "format": paper.root().format.name(),
        "language": paper.language().map(|language| language.code()),
        "text": match paper.root().unit() {
            Unit::Paragraph => Value::from(&*paper.root().text),
            Unit::Line => Value::Null,
        },
        "title": paper.title.as_ref().map(|title| &title.text),
        "authors": authors.collect::<Vec<_>>(),
        "abstract": paper.abstract_text.as_ref().map(|found| with_place(json!({"text": found.text}), found.span)),
        "keywords": paper.keywords.iter().map(|word| phrase(word)["text"].clone()).collect::<Vec<_>>(),
        "sections": sections.collect::<Vec<_>>(),
        "citations": citations.collect::<Vec<_>>(),
        "references": references.collect::<Vec<_>>(),
        "floats": floats.collect::<Vec<_>>(),
        "labels": labels.collect::<Vec<_>>(),
        "crossrefs": crossrefs.collect::<Vec<_>>(),
        "declarations": declarations.collect::<Vec<_>>(),
        "problems": problems.collect::<Vec<_>>(),
    })
}

fn reference_fields(reference: &Reference) -> Value {
    let names = |names: &[Name]| {
        names.iter().map(|name| json!({"family": name.family, "given": name.given})).collect::<Vec<_>>()
    };
    let mut fields = Map::new();
    fields.insert("label".to_owned(), json!(reference.number.map(|number| number.to_string())));
    fields.insert("key".to_owned(), json!(reference.key.as_ref().map(|key| &key.text)));
    fields.insert("type".to_owned(), json!(reference.kind));
    fields.insert("raw".to_owned(), json!(reference.raw));
    fields.insert("authors".to_owned(), json!(names(&reference.authors)));
    fields.insert("editors".to_owned(), json!(names(&reference.editors)));
    fields.insert("year".to_owned(), json!(reference.year.as_ref().map(|year| year.value.to_string())));
    let texts: [(&str, &Option<Parsed<String>>); 8] = [
        ("title", &reference.title),
        ("container", &reference.container),
        ("volume", &reference.volume),
        ("issue", &reference.issue),
        ("pages", &reference.pages),
        ("publisher", &reference.publisher),
        ("doi", &reference.doi),
        ("url", &reference.url),
    ];
    for (name, field) in texts {
        fields.insert(name.to_owned(), json!(field.as_ref().map(|field| &field.value)));
    }
    Value::Object(fields)
}
