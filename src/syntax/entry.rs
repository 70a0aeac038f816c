use super::Problem;
use std::ops::Range;

/// A value and the bytes it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    pub value: T,
    pub range: Range<u32>,
}

/// A file of reference data (BibTeX, BibLaTeX, CSL-JSON): its entries in order, and what was wrong with the rest.
#[derive(Debug, Clone, Default)]
pub struct EntryFile {
    pub entries: Vec<Entry>,
    /// `@string` definitions, with TeX in their values as written.
    pub strings: Vec<(Spanned<String>, Spanned<String>)>,
    pub problems: Vec<Problem>,
}

/// One entry as it stands in the file.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The entry type in lower case: a BibTeX type (`article`), also for CSL-JSON, whose types are mapped.
    pub kind: Spanned<String>,
    /// The citation key; empty where it is missing.
    pub key: Spanned<String>,
    pub fields: Vec<EntryField>,
    /// The whole entry.
    pub range: Range<u32>,
}

#[derive(Debug, Clone)]
pub struct EntryField {
    /// The field's name in lower case. CSL-JSON's are mapped to BibLaTeX's.
    pub name: Spanned<String>,
    /// The value as people read it: strings joined, `@string`s and months filled in, TeX accents and commands read,
    /// grouping braces gone. The range covers the value with its delimiters.
    pub value: Spanned<String>,
    /// The value as it is written, without its outer delimiters: braces and TeX commands kept.
    pub raw: String,
}

impl Entry {
    /// The field of this (lower-case) name, the first of several.
    pub fn field(&self, name: &str) -> Option<&EntryField> {
        self.fields.iter().find(|field| field.name.value == name)
    }
}
