/// A message template: text with placeholders. `{cited}` prints a value, `{count|place|places}` chooses a word by a
/// number, a list prints as "a, b and c".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    pub text: String,
}

/// A value that a message shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(String),
    Number(i64),
    /// A share from 0 to 1, printed as a whole percentage.
    Share(f64),
    List(Vec<String>),
}

/// The values of one finding, by placeholder name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Values(Vec<(&'static str, Value)>);

impl Values {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn text(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.0.push((name, Value::Text(text.into())));
        self
    }

    pub fn number(mut self, name: &'static str, number: usize) -> Self {
        self.0.push((name, Value::Number(number as i64)));
        self
    }

    pub fn share(mut self, name: &'static str, share: f64) -> Self {
        self.0.push((name, Value::Share(share)));
        self
    }

    pub fn list<T: Into<String>>(mut self, name: &'static str, items: impl IntoIterator<Item = T>) -> Self {
        self.0.push((name, Value::List(items.into_iter().map(Into::into).collect())));
        self
    }

    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(key, _)| *key == name).map(|(_, value)| value)
    }
}
