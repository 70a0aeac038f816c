use super::Spanned;
use std::ops::Range;

/// A YAML document, with places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    pub value: MetaValue,
    /// Bytes of the file that the value covers.
    pub range: Range<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MetaValue {
    Null,
    /// Any scalar, as text.
    Text(String),
    List(Vec<Meta>),
    Map(Vec<(Spanned<String>, Meta)>),
}

impl Meta {
    /// The value of a key of a map; the key is compared without regard to case.
    pub fn get(&self, key: &str) -> Option<&Meta> {
        let MetaValue::Map(pairs) = &self.value else { return None };
        pairs.iter().find(|(name, _)| name.value.eq_ignore_ascii_case(key)).map(|(_, value)| value)
    }

    pub fn text(&self) -> Option<&str> {
        match &self.value {
            MetaValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items of a list; a single value as a list of one; nothing for null.
    pub fn items(&self) -> &[Meta] {
        match &self.value {
            MetaValue::List(items) => items,
            MetaValue::Null => &[],
            _ => std::slice::from_ref(self),
        }
    }
}
