use std::ops::Range;

/// A message template: text with placeholders. `{cited}` prints a value, `{count|place|places}` chooses a word by a
/// number, a list prints as "a, b and c", a share as "25 %"; `{{` and `}}` print a brace.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    pub text: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(Range<usize>),
    Brace(char),
    Value(Range<usize>),
    Plural { name: Range<usize>, one: Range<usize>, many: Range<usize> },
}

/// What is wrong with a template, and at which of its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    pub message: String,
    pub range: Range<usize>,
}

impl Message {
    /// Compiles a template.
    pub fn parse(text: &str) -> Result<Message, TemplateError> {
        let mut parts = Vec::new();
        let mut at = 0;
        while let Some(found) = text[at..].find(['{', '}']) {
            let start = at + found;
            if start > at {
                parts.push(Part::Text(at..start));
            }
            let brace = if text[start..].starts_with('{') { '{' } else { '}' };
            if text[start + 1..].starts_with(brace) {
                parts.push(Part::Brace(brace));
                at = start + 2;
                continue;
            }
            if brace == '}' {
                return Err(error("`}` without `{`", start..start + 1));
            }
            let Some(length) = text[start..].find('}') else {
                return Err(error("a placeholder without its `}`", start..text.len()));
            };
            let end = start + length;
            parts.push(placeholder(text, start + 1..end)?);
            at = end + 1;
        }
        if at < text.len() {
            parts.push(Part::Text(at..text.len()));
        }
        Ok(Message { text: text.to_owned(), parts })
    }

    /// The names that the template asks for, in its order.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Value(name) | Part::Plural { name, .. } => Some(&self.text[name.clone()]),
            Part::Text(_) | Part::Brace(_) => None,
        })
    }

    /// The message with `values` in it. A placeholder for which there is no fitting value is a defect of the check
    /// and stays as it is written, braces and all.
    pub fn fill(&self, values: &Values) -> String {
        let mut filled = String::with_capacity(self.text.len() + 32);
        for part in &self.parts {
            match part {
                Part::Text(range) => filled.push_str(&self.text[range.clone()]),
                Part::Brace(brace) => filled.push(*brace),
                Part::Value(name) => match values.get(&self.text[name.clone()]) {
                    Some(value) => value.print(&mut filled),
                    None => filled.push_str(&self.text[name.start - 1..name.end + 1]),
                },
                Part::Plural { name, one, many } => {
                    let word = match values.get(&self.text[name.clone()]) {
                        Some(Value::Number(1)) => one.clone(),
                        Some(Value::Number(_)) => many.clone(),
                        Some(Value::List(items)) if items.len() == 1 => one.clone(),
                        Some(Value::List(_)) => many.clone(),
                        _ => name.start - 1..many.end + 1,
                    };
                    filled.push_str(&self.text[word]);
                }
            }
        }
        filled
    }

    /// The placeholders that `values` leaves unfilled.
    pub fn unfilled<'a>(&'a self, values: &'a Values) -> impl Iterator<Item = &'a str> {
        self.placeholders().filter(|name| values.get(name).is_none())
    }
}

fn placeholder(text: &str, range: Range<usize>) -> Result<Part, TemplateError> {
    let inside = &text[range.clone()];
    let name_end = range.start + inside.find('|').unwrap_or(inside.len());
    let name = range.start..name_end;
    let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    if name.is_empty() || !text[name.clone()].bytes().all(is_name) {
        return Err(error("a placeholder's name is made of a–z, 0–9, `-` and `_`", range));
    }
    if name_end == range.end {
        return Ok(Part::Value(name));
    }
    let words = &text[name_end + 1..range.end];
    match words.split_once('|') {
        Some((one, many)) if !many.contains('|') => {
            let middle = name_end + 1 + one.len();
            Ok(Part::Plural { name, one: name_end + 1..middle, many: middle + 1..range.end })
        }
        _ => Err(error("a choice by number has two words: `{count|place|places}`", range)),
    }
}

fn error(message: &str, range: Range<usize>) -> TemplateError {
    TemplateError { message: message.to_owned(), range }
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

impl Value {
    fn print(&self, out: &mut String) {
        use std::fmt::Write as _;
        match self {
            Value::Text(text) => out.push_str(text),
            Value::Number(number) => _ = write!(out, "{number}"),
            Value::Share(share) => _ = write!(out, "{:.0} %", share * 100.0),
            Value::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    out.push_str(match index {
                        0 => "",
                        _ if index + 1 == items.len() => " and ",
                        _ => ", ",
                    });
                    out.push_str(item);
                }
            }
        }
    }
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
