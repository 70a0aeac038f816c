use super::{OptionValue, PageError, Severity};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value of a TOML text, with its place.
pub(crate) type Item<'a> = Spanned<DeValue<'a>>;

/// A TOML table whose values know their places, shifted by where the TOML stands in its file.
#[derive(Clone, Copy)]
pub(crate) struct Table<'t, 'a> {
    table: &'t DeTable<'a>,
    shift: usize,
}

/// Reads `text`, which stands `shift` bytes into its file.
pub(crate) fn parse(text: &str, shift: usize) -> Result<Spanned<DeTable<'_>>, PageError> {
    DeTable::parse(text).map_err(|error| {
        let range = error.span().unwrap_or(0..0);
        PageError::new(error.message().to_owned(), range.start + shift..range.end + shift)
    })
}

impl<'t, 'a> Table<'t, 'a> {
    pub fn new(table: &'t DeTable<'a>, shift: usize) -> Self {
        Table { table, shift }
    }

    pub fn get(&self, key: &str) -> Option<&'t Item<'a>> {
        self.table.iter().find(|(name, _)| name.get_ref().as_ref() == key).map(|(_, value)| value)
    }

    /// Keys with their places, and values, in the order of the text.
    pub fn entries(&self) -> Vec<(&'t str, Range<usize>, &'t Item<'a>)> {
        let shift = self.shift;
        let mut entries: Vec<_> = self
            .table
            .iter()
            .map(|(name, value)| {
                let span = name.span();
                (name.get_ref().as_ref(), span.start + shift..span.end + shift, value)
            })
            .collect();
        entries.sort_by_key(|(_, range, _)| range.start);
        entries
    }

    /// Fails on a key that is not among `known`.
    pub fn expect_keys(&self, known: &[&str]) -> Result<(), PageError> {
        for (key, range, _) in self.entries() {
            if !known.contains(&key) {
                let hint = super::did_you_mean(key, known.iter().copied());
                return Err(PageError::new(format!("unknown key `{key}`{hint}"), range));
            }
        }
        Ok(())
    }

    pub fn range(&self, item: &Item<'_>) -> Range<usize> {
        let span = item.span();
        span.start + self.shift..span.end + self.shift
    }

    /// The error that `item` is not what `wanted` says.
    pub fn wrong(&self, item: &Item<'_>, wanted: &str) -> PageError {
        let found = match item.get_ref() {
            DeValue::String(_) => "text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        PageError::new(format!("expected {wanted}, found {found}"), self.range(item))
    }

    pub fn text(&self, item: &'t Item<'a>) -> Result<&'t str, PageError> {
        item.get_ref().as_str().ok_or_else(|| self.wrong(item, "text in quotes"))
    }

    /// A list of texts with their places; a single text is a list of one.
    pub fn texts(&self, item: &'t Item<'a>) -> Result<Vec<(&'t str, Range<usize>)>, PageError> {
        if let Some(text) = item.get_ref().as_str() {
            return Ok(vec![(text, self.range(item))]);
        }
        let array = item.get_ref().as_array().ok_or_else(|| self.wrong(item, "a list of texts"))?;
        array.iter().map(|item| Ok((self.text(item)?, self.range(item)))).collect()
    }

    pub fn whole(&self, item: &Item<'_>) -> Result<i64, PageError> {
        let number = item.get_ref().as_integer().and_then(|it| i64::from_str_radix(it.as_str(), it.radix()).ok());
        number.ok_or_else(|| self.wrong(item, "a whole number"))
    }

    pub fn flag(&self, item: &Item<'_>) -> Result<bool, PageError> {
        item.get_ref().as_bool().ok_or_else(|| self.wrong(item, "true or false"))
    }

    pub fn table(&self, item: &'t Item<'a>) -> Result<Table<'t, 'a>, PageError> {
        let table = item.get_ref().as_table().ok_or_else(|| self.wrong(item, "a table"))?;
        Ok(Table::new(table, self.shift))
    }

    /// A table, or nothing where the key is absent.
    pub fn sub(&self, key: &str) -> Result<Option<Table<'t, 'a>>, PageError> {
        self.get(key).map(|item| self.table(item)).transpose()
    }

    /// `error`, `warning`, `info`, or `off`, which is `None`.
    pub fn severity(&self, item: &'t Item<'a>) -> Result<Option<Severity>, PageError> {
        match self.text(item)? {
            "error" => Ok(Some(Severity::Error)),
            "warning" => Ok(Some(Severity::Warning)),
            "info" => Ok(Some(Severity::Info)),
            "off" => Ok(None),
            other => {
                let message = format!("unknown severity `{other}`: one of error, warning, info, off");
                Err(PageError::new(message, self.range(item)))
            }
        }
    }

    /// The value of an option.
    pub fn option(&self, item: &'t Item<'a>) -> Result<OptionValue, PageError> {
        match item.get_ref() {
            DeValue::Boolean(flag) => Ok(OptionValue::Flag(*flag)),
            DeValue::Integer(_) => self.whole(item).map(OptionValue::Number),
            DeValue::Float(number) => {
                let value = number.as_str().parse::<f64>().ok().filter(|value| value.is_finite());
                value.map(OptionValue::Decimal).ok_or_else(|| self.wrong(item, "a finite number"))
            }
            DeValue::Array(_) => {
                Ok(OptionValue::Words(self.texts(item)?.into_iter().map(|(text, _)| text.to_owned()).collect()))
            }
            DeValue::String(_) | DeValue::Table(_) | DeValue::Datetime(_) => {
                Err(self.wrong(item, "a number, true or false, or a list of texts"))
            }
        }
    }
}
