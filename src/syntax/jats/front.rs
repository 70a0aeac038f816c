//! The title page: title, authors, abstract, keywords and the statements that stand there.

use super::Reader;
use crate::syntax::{Kind, Meta, MetaValue, Spanned};
use std::collections::BTreeMap;
use std::ops::Range;

/// Groups of keywords that are no keywords of the author's.
const FOREIGN_WORDS: &[&str] = &["research-organism", "abbreviations", "journal", "npg-subject", "taxonomy"];

impl Reader<'_> {
    pub(super) fn front(&mut self, front: usize) -> Option<Meta> {
        let document = self.document;
        let article = document.child(front, "article-meta")?;
        let mut authors = Vec::new();
        let mut keywords = Vec::new();
        let places: BTreeMap<String, String> = document
            .all(article, "aff")
            .map(|aff| (document.value(aff, "id").into_owned(), self.affiliation(aff)))
            .collect();
        // The author's summary for other readers says the abstract again.
        let of_kind = |kind: &str| {
            let mut abstracts = document.children(article).filter(|&part| document.name(part) == "abstract");
            abstracts.find(|&part| document.value(part, "abstract-type") == kind)
        };
        let summary = ["", "abstract", "structured", "summary", "author-summary"].into_iter().find_map(of_kind);
        for part in document.children(article) {
            match document.name(part) {
                "title-group" => self.title(part),
                "contrib-group" => self.authors(part, &places, &mut authors),
                "author-notes" => self.author_notes(part),
                "abstract" if Some(part) == summary => self.summary(part),
                "kwd-group" if !FOREIGN_WORDS.contains(&&*document.value(part, "kwd-group-type")) => {
                    let words = document.all(part, "kwd").filter(|&word| !document.words(word).is_empty());
                    keywords.extend(words.map(|word| text(document.words(word), document.inside(word))));
                }
                "funding-group" => {
                    if let Some(words) = document.child(part, "funding-statement") {
                        self.front_statement("Funding", document.tag(part), words);
                    }
                }
                "custom-meta-group" | "custom-meta-wrap" => {
                    for custom in document.children(part) {
                        let name = document.child(custom, "meta-name").map(|name| document.words(name).to_lowercase());
                        let is_data = name.is_some_and(|name| name.starts_with("data availability"));
                        if let Some(words) = document.child(custom, "meta-value").filter(|_| is_data) {
                            self.front_statement("Data availability", document.tag(custom), words);
                        }
                    }
                }
                _ => self.comment(part),
            }
        }
        document.children(front).filter(|&part| document.name(part) == "notes").for_each(|part| self.notes(part));
        let mut pairs = Vec::new();
        let mut add = |name: &str, items: Vec<Meta>| {
            if let Some(first) = items.first() {
                let range = first.range.clone();
                let key = Spanned { value: name.to_owned(), range: range.clone() };
                pairs.push((key, Meta { value: MetaValue::List(items), range }));
            }
        };
        add("author", authors);
        add("keywords", keywords);
        (!pairs.is_empty()).then_some(Meta { value: MetaValue::Map(pairs), range: 0..0 })
    }

    fn title(&mut self, group: usize) {
        let document = self.document;
        let Some(title) = document.child(group, "article-title") else { return };
        let subtitle = document.child(group, "subtitle").filter(|&it| it > title && !document.words(it).is_empty());
        let range = document.inside(title).start..document.inside(subtitle.unwrap_or(title)).end;
        self.builder.open(Kind::Division { classes: "title".into() }, range.start);
        self.worded(Kind::Paragraph, range.clone(), |reader| {
            reader.inlines(title);
            if let Some(subtitle) = subtitle {
                let is_parted = document.words(title).ends_with([':', '?', '!', '.']);
                let gap = document.inside(title).end..document.inside(subtitle).start;
                reader.said(if is_parted { " " } else { ": " }, gap);
                reader.inlines(subtitle);
            }
        });
        self.builder.close(range.end);
    }

    /// An abstract; the titles of its parts are bold words before their first paragraph.
    fn summary(&mut self, at: usize) {
        let document = self.document;
        let range = document.inside(at);
        self.builder.open(Kind::Division { classes: "abstract".into() }, range.start);
        let mut open: Vec<usize> = vec![at];
        while let Some(part) = open.pop() {
            let title = document.child(part, "title").filter(|_| part != at);
            let mut title = title.filter(|&title| !document.words(title).is_empty());
            let mut inner = Vec::new();
            for child in document.children(part) {
                match document.name(child) {
                    "title" | "label" | "object-id" => {}
                    "sec" => inner.push(child),
                    "p" => match title.take() {
                        Some(title) => self.run_in(title, child),
                        None => self.paragraph(child),
                    },
                    _ => self.block(child),
                }
            }
            open.extend(inner.into_iter().rev());
        }
        self.builder.close(range.end);
    }

    fn run_in(&mut self, title: usize, paragraph: usize) {
        let document = self.document;
        let (head, words) = (document.inside(title), document.inside(paragraph));
        self.worded(Kind::Paragraph, head.start..words.end, |reader| {
            reader.builder.open(Kind::Strong, head.start);
            reader.inlines(title);
            reader.builder.close(head.end);
            let is_parted = document.words(title).ends_with([':', '?', '!', '.']);
            reader.said(if is_parted { " " } else { ": " }, head.end..words.start);
            reader.inlines(paragraph);
        });
        self.deferred_floats(words.end);
    }

    fn front_statement(&mut self, label: &str, tag: Range<usize>, words: usize) {
        if !self.document.words(words).is_empty() {
            self.builder.open(Kind::Footnote("".into()), tag.start);
            self.statement(label, tag, words);
            self.builder.close(self.document.range(words).end);
        }
    }

    /// Of the notes about authors only the statements are text.
    fn author_notes(&mut self, at: usize) {
        let document = self.document;
        let is_statement = |kind: &str| {
            matches!(
                kind,
                "conflict" | "COI-statement" | "coi-statement" | "con" | "financial-disclosure" | "supported-by"
            )
        };
        let notes = document.children(at).filter(|&note| document.name(note) == "fn");
        notes.filter(|&note| is_statement(&document.value(note, "fn-type"))).for_each(|note| self.note(note));
    }

    fn authors(&self, group: usize, places: &BTreeMap<String, String>, authors: &mut Vec<Meta>) {
        let document = self.document;
        // Places without an identifier are everybody's.
        let shared: Vec<Meta> = document
            .children(group)
            .filter(|&part| document.name(part) == "aff" && document.attribute(part, "id").is_none())
            .map(|part| text(self.affiliation(part), document.range(part)))
            .collect();
        for author in document.children(group).filter(|&part| document.name(part) == "contrib") {
            let kind = document.value(author, "contrib-type");
            if !matches!(&*kind, "author" | "" | "collab") {
                continue;
            }
            let holder = document.child(author, "name-alternatives").unwrap_or(author);
            let name = document.child(holder, "name");
            let whole = document.child(holder, "string-name").or_else(|| document.child(holder, "collab"));
            let Some((name, range)) = name
                .map(|name| (self.full_name(name), document.inside(name)))
                .or_else(|| whole.map(|whole| (self.organisation(whole), document.inside(whole))))
            else {
                continue;
            };
            let mut stated: Vec<Meta> = document
                .all(author, "xref")
                .filter(|&pointer| document.value(pointer, "ref-type") == "aff")
                .flat_map(|pointer| {
                    let rid = document.value(pointer, "rid").into_owned();
                    let found = |id: &str| places.get(id).cloned();
                    rid.split_whitespace()
                        .filter_map(found)
                        .map(|name| text(name, document.range(pointer)))
                        .collect::<Vec<_>>()
                })
                .collect();
            stated.extend(document.all(author, "aff").map(|aff| text(self.affiliation(aff), document.range(aff))));
            if stated.is_empty() {
                stated.extend(shared.iter().cloned());
            }
            let field = |key: &str, value: Meta| (Spanned { value: key.to_owned(), range: value.range.clone() }, value);
            let mut pairs = vec![field("name", text(name, range.clone()))];
            let whole = document.range(author);
            if !stated.is_empty() {
                let list = Meta { value: MetaValue::List(stated), range: whole.start as u32..whole.end as u32 };
                pairs.push(field("affiliation", list));
            }
            if let Some(email) = document.all(author, "email").next().filter(|&email| !document.words(email).is_empty())
            {
                pairs.push(field("email", text(document.words(email), document.inside(email))));
            }
            let orcid = document.all(author, "contrib-id").find(|&id| document.value(id, "contrib-id-type") == "orcid");
            if let Some(orcid) = orcid {
                let number = document.words(orcid).rsplit('/').next().unwrap_or_default().to_owned();
                pairs.push(field("orcid", text(number, document.inside(orcid))));
            }
            authors.push(Meta { value: MetaValue::Map(pairs), range: range.start as u32..range.end as u32 });
        }
    }

    /// The name of a group, without the list of its members.
    fn organisation(&self, at: usize) -> String {
        let document = self.document;
        let parts =
            document.children(at).filter(|&part| !matches!(document.name(part), "contrib-group" | "xref" | "aff"));
        let words: String = parts.map(|part| document.words(part) + " ").collect();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn full_name(&self, name: usize) -> String {
        let document = self.document;
        let part = |part: &str| document.child(name, part).map(|it| document.words(it)).filter(|it| !it.is_empty());
        let parts = [part("prefix"), part("given-names"), part("surname"), part("suffix")];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// The words of an affiliation without its mark.
    fn affiliation(&self, aff: usize) -> String {
        let document = self.document;
        let mut words: Vec<String> = Vec::new();
        for part in document.children(aff) {
            if matches!(document.name(part), "label" | "institution-id" | "sup") {
                continue;
            }
            let part = match document.name(part) {
                "institution-wrap" => {
                    let named = document.all(part, "institution").map(|it| document.words(it));
                    named.collect::<Vec<_>>().join(", ")
                }
                _ => document.words(part),
            };
            if !part.is_empty() {
                words.push(part);
            }
        }
        let joined = words.join(" ").replace(" ,", ",").replace(" ;", ";");
        joined.trim_matches([' ', ',', ';']).to_owned()
    }
}

/// A scalar at a place.
fn text(words: String, range: Range<usize>) -> Meta {
    Meta { value: MetaValue::Text(words), range: range.start as u32..range.end as u32 }
}
