//! Fields: words that Word or a reference manager computes.

/// What a field's instruction makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// A citation of Zotero, Mendeley, EndNote, Citavi or Word itself.
    Citation,
    /// The reference list that one of them writes.
    Bibliography,
    /// A table of contents or of figures, or an index.
    Contents,
    /// A link to this address.
    Link(Box<str>),
    /// Any other, whose result is read as it stands: `REF`, `SEQ`, `DATE`.
    Other,
}

/// A field that is open while runs are read.
#[derive(Debug)]
pub struct Field {
    pub instruction: String,
    /// Known once the result begins.
    pub kind: Option<FieldKind>,
    /// The link that its result is.
    pub link: Option<u32>,
}

/// What an instruction asks for.
pub fn kind_of(instruction: &str) -> FieldKind {
    let mut words = instruction.split_whitespace();
    let first = words.next().unwrap_or_default().to_ascii_uppercase();
    let second = words.next().unwrap_or_default();
    match first.as_str() {
        "CITATION" => FieldKind::Citation,
        "BIBLIOGRAPHY" => FieldKind::Bibliography,
        "TOC" | "INDEX" | "TOA" => FieldKind::Contents,
        "HYPERLINK" => {
            let anchor = second == "\\l";
            let target = instruction.split('"').nth(1).unwrap_or(second);
            FieldKind::Link(if anchor { format!("#{target}") } else { target.to_owned() }.into())
        }
        "ADDIN" => addin(second, instruction),
        _ => FieldKind::Other,
    }
}

fn addin(name: &str, instruction: &str) -> FieldKind {
    let begins = |names: &[&str]| names.iter().any(|known| name.starts_with(known));
    if begins(&["ZOTERO_BIBL", "EN.REFLIST", "CitaviBibliography", "CitaviPlaceholder.Bibliography"])
        || name == "Mendeley" && instruction.contains("CSL_BIBLIOGRAPHY")
        || begins(&["CSL_BIBLIOGRAPHY"])
    {
        FieldKind::Bibliography
    } else if begins(&[
        "ZOTERO_ITEM",
        "CSL_CITATION",
        "EN.CITE",
        "CitaviPlaceholder",
        "PAPERS2_CITATIONS",
        "REFMGR.CITE",
    ]) {
        FieldKind::Citation
    } else {
        FieldKind::Other
    }
}

/// What the tag of a content control says that it holds: Mendeley Cite and Citavi set their citations so.
pub fn kind_of_tag(tag: &str) -> FieldKind {
    match () {
        () if tag.starts_with("MENDELEY_CITATION") || tag.starts_with("CitaviPlaceholder") => FieldKind::Citation,
        () if tag.starts_with("MENDELEY_BIBLIOGRAPHY") || tag.starts_with("CitaviBibliography") => {
            FieldKind::Bibliography
        }
        () => FieldKind::Other,
    }
}
