use super::mismatch::reference_names;
use super::{Citation, CitedLabel, Mismatch};
use crate::paper::{Bibliography, Reference, Year};
use crate::source::Span;
use crate::text::fold_name;
use rustc_hash::FxHashMap;

/// A place where the text says otherwise than the reference it points at.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement<'a> {
    pub kind: Mismatch,
    /// The names and the year in the text.
    pub span: Span,
    pub names: &'a [String],
    pub et_al: bool,
    pub year: Option<Year>,
    pub reference: &'a Reference,
    /// Another entry of the list that is by just these authors and of this year.
    pub meant: Option<&'a Reference>,
}

/// The disagreements of one kind, in the order of the text. Each place has one kind.
pub fn disagreements<'a>(
    citations: &'a [Citation],
    bibliography: &'a Bibliography,
    kind: Mismatch,
) -> Vec<Disagreement<'a>> {
    let mut found = Vec::new();
    let mut by_author = None;
    let mut add = |mismatch: Option<Mismatch>, span, names: &'a [String], et_al, year, reference: Option<usize>| {
        let reference = reference.and_then(|at| bibliography.references.get(at));
        if let Some(reference) = reference.filter(|_| mismatch == Some(kind)) {
            let meant = (kind == Mismatch::Author)
                .then(|| {
                    by_author.get_or_insert_with(|| ByAuthor::new(bibliography)).meant(names, et_al, year, reference)
                })
                .flatten();
            found.push(Disagreement { kind, span, names, et_al, year, reference, meant });
        }
    };
    for citation in citations {
        for item in &citation.items {
            if let CitedLabel::AuthorYear { names, et_al, year } = &item.label {
                add(item.mismatch, item.span, names, *et_al, Some(*year), item.reference);
            }
        }
        if let Some(narrative) = &citation.narrative {
            add(
                narrative.mismatch,
                narrative.span,
                &narrative.names,
                narrative.et_al,
                narrative.year,
                narrative.reference,
            );
        }
    }
    found
}

/// The entries by their year and first author, with all their authors' names folded: made once a paper.
struct ByAuthor<'a>(FxHashMap<(i32, String), Vec<Entry<'a>>>);

/// A reference and its authors' names, folded.
type Entry<'a> = (&'a Reference, Vec<String>);

impl<'a> ByAuthor<'a> {
    fn new(bibliography: &'a Bibliography) -> Self {
        let mut entries: FxHashMap<_, Vec<Entry>> = FxHashMap::default();
        for reference in &bibliography.references {
            let names: Vec<String> = reference_names(reference).iter().map(|name| fold_name(&name.family)).collect();
            let year = reference.year.as_ref().and_then(|year| year.value.number);
            if let (Some(year), Some(first)) = (year, names.first().cloned()) {
                entries.entry((year, first)).or_default().push((reference, names));
            }
        }
        ByAuthor(entries)
    }

    /// The only entry whose authors and year are the cited ones.
    fn meant(&self, names: &[String], et_al: bool, year: Option<Year>, other: &Reference) -> Option<&'a Reference> {
        let names: Vec<String> = names.iter().map(|name| fold_name(name)).collect();
        let entries = self.0.get(&(year?.number?, names.first()?.clone()))?;
        let mut fitting = entries.iter().filter(|(reference, listed)| {
            let many = if et_al { names.len() < listed.len() } else { names.len() == listed.len() };
            many && reference.span != other.span && listed.starts_with(&names)
        });
        let (only, _) = fitting.next()?;
        fitting.next().is_none().then_some(*only)
    }
}

/// Names and a year as people cite them: `Wang & Xu (2019)`, `Wang et al. (2019)`.
pub fn credit(names: &[String], et_al: bool, year: Option<Year>) -> String {
    const MOST: usize = 6;
    let cut = names.len() > MOST;
    let names = if cut { &names[..3] } else { names };
    let et_al = et_al || cut;
    let mut text = match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] => format!("{one} & {other}"),
        [most @ .., last] => format!("{} & {last}", most.join(", ")),
    };
    if et_al {
        text.push_str(" et al.");
    }
    if let Some(year) = year {
        text.push_str(&format!(" ({year})"));
    }
    text
}

/// The authors and the year of a reference as people cite them; of many authors the first three.
pub fn credit_of(reference: &Reference) -> String {
    let listed = reference_names(reference);
    let shown = if listed.len() > 6 { 3 } else { listed.len() };
    let names: Vec<String> = listed.iter().take(shown).map(|name| name.family.clone()).collect();
    credit(&names, reference.et_al || shown < listed.len(), reference.year.as_ref().map(|year| year.value))
}

/// What to call a reference: by its number, its key, or as an entry of the list.
pub fn label_of(reference: &Reference) -> String {
    match (reference.number, &reference.key) {
        (Some(number), _) => format!("reference {number}"),
        (None, Some(key)) => format!("entry `{}`", key.text),
        (None, None) => "the entry in the reference list".to_string(),
    }
}
