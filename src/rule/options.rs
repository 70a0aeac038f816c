/// An option that a rule's page declares.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionSpec {
    pub name: String,
    pub default: OptionValue,
    pub about: String,
}

#[derive(Debug, Clone, PartialEq)]
pub enum OptionValue {
    Number(i64),
    /// A share or factor.
    Decimal(f64),
    Flag(bool),
    Words(Vec<String>),
}

/// The settled options of one rule: every one that its page declares has a value of the declared type, so a check
/// asks for them by name without a fallback. Asking for one that the page does not declare is a defect and panics
/// (a test runs every check, and `check::run` turns the panic into `tool/internal-error`).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options(Vec<(String, OptionValue)>);

impl Options {
    pub fn new(values: Vec<(String, OptionValue)>) -> Self {
        Options(values)
    }

    pub fn number(&self, name: &str) -> usize {
        match self.get(name) {
            OptionValue::Number(number) => usize::try_from(*number).unwrap_or(0),
            other => panic!("option `{name}` is no number: {other:?}"),
        }
    }

    pub fn decimal(&self, name: &str) -> f64 {
        match self.get(name) {
            OptionValue::Decimal(value) => *value,
            OptionValue::Number(value) => *value as f64,
            other => panic!("option `{name}` is no number: {other:?}"),
        }
    }

    pub fn flag(&self, name: &str) -> bool {
        match self.get(name) {
            OptionValue::Flag(value) => *value,
            other => panic!("option `{name}` is no flag: {other:?}"),
        }
    }

    pub fn words(&self, name: &str) -> &[String] {
        match self.get(name) {
            OptionValue::Words(words) => words,
            other => panic!("option `{name}` is no list: {other:?}"),
        }
    }

    fn get(&self, name: &str) -> &OptionValue {
        let found = self.0.iter().find(|(key, _)| key == name);
        &found.unwrap_or_else(|| panic!("the rule's page declares no option `{name}`")).1
    }
}
