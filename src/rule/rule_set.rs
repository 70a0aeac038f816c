use super::nearest::hint;
use super::{Catalog, OptionValue, Options, Phrases, Rule, Severity, did_you_mean};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// The rules that are on, with settled severity and options.
#[derive(Debug, Clone, Default)]
pub struct RuleSet {
    /// Sorted by rule id.
    pub active: Vec<ActiveRule>,
    /// Every rule and family that the catalog knows: a directive may name a rule that is off.
    known: Arc<BTreeSet<String>>,
    /// The rules that speak of the run itself.
    tool: Vec<ActiveRule>,
    phrases: Arc<OnceLock<Phrases>>,
}

#[derive(Debug, Clone)]
pub struct ActiveRule {
    pub rule: Arc<Rule>,
    pub severity: Severity,
    pub options: Options,
}

/// Which rules are wanted, and how. Names are those of rules (`family/name`) or of families.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Selection {
    /// Only these; a rule that is off by default is on where its own name is here. Empty: all that are on by default.
    pub select: Vec<String>,
    pub ignore: Vec<String>,
    /// Severities by rule; `None` turns it off, any other turns it on.
    pub severity: Vec<(String, Option<Severity>)>,
    /// Values of options: rule, option, value.
    pub options: Vec<(String, String, OptionValue)>,
    /// A venue's or article type's preset.
    pub preset: Option<String>,
}

/// Why a selection cannot be met; prints as a sentence without a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SelectError {
    UnknownRule { name: String, hint: String },
    UnknownOption { rule: String, option: String, hint: String },
    WrongType { rule: String, option: String, wanted: &'static str },
    UnknownPreset { name: String },
}

impl std::fmt::Display for SelectError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            SelectError::UnknownRule { name, hint } => write!(f, "unknown rule or family `{name}`{hint}"),
            SelectError::UnknownOption { rule, option, hint } => {
                write!(f, "the rule `{rule}` has no option `{option}`{hint}")
            }
            SelectError::WrongType { rule, option, wanted } => {
                write!(f, "option `{option}` of `{rule}` must be {wanted}")
            }
            SelectError::UnknownPreset { name } => write!(f, "unknown preset `{name}`"),
        }
    }
}

impl std::error::Error for SelectError {}

impl RuleSet {
    /// The rules of `catalog` that `selection` turns on.
    pub fn new(catalog: &Catalog, selection: &Selection) -> Result<RuleSet, SelectError> {
        if let Some(name) = &selection.preset {
            return Err(SelectError::UnknownPreset { name: name.clone() });
        }
        for name in selection.select.iter().chain(&selection.ignore) {
            if !catalog.knows(name) {
                return Err(SelectError::UnknownRule { name: name.clone(), hint: catalog.hint(name) });
            }
        }
        let rules = selection.severity.iter().map(|(rule, _)| rule);
        for rule in rules.chain(selection.options.iter().map(|(rule, ..)| rule)) {
            if catalog.get(rule).is_none() {
                return Err(SelectError::UnknownRule { name: rule.clone(), hint: catalog.hint(rule) });
            }
        }
        for (rule, option, value) in &selection.options {
            catalog.get(rule).map_or(Ok(()), |found| check_option(found, option, value))?;
        }
        let on = catalog.rules().iter().filter_map(|rule| {
            let severity = severity(rule, selection)?;
            Some(ActiveRule { rule: rule.clone(), severity, options: options(rule, selection) })
        });
        let (tool, active) = on.partition(|rule| rule.rule.id.family() == "tool");
        let ids = catalog.rules().iter().map(|rule| rule.id.to_string());
        let known = ids.chain(catalog.families().into_iter().map(str::to_owned)).collect();
        Ok(RuleSet { active, known: Arc::new(known), tool, phrases: Arc::default() })
    }

    /// The rule of this id, where it is on.
    pub fn get(&self, id: &str) -> Option<&ActiveRule> {
        let find = |rules: &'_ [ActiveRule]| rules.binary_search_by(|rule| rule.rule.id.as_str().cmp(id));
        match find(&self.active) {
            Ok(index) => Some(&self.active[index]),
            Err(_) => find(&self.tool).ok().map(|index| &self.tool[index]),
        }
    }

    /// The automaton of all pattern rules, made at its first use.
    pub fn phrases(&self) -> &Phrases {
        self.phrases.get_or_init(|| Phrases::new(&self.active))
    }

    /// Every rule that is on, those that speak of the run itself included, in no order to rely on.
    pub fn all(&self) -> impl Iterator<Item = &ActiveRule> {
        self.active.iter().chain(&self.tool)
    }

    /// Whether `name` is a rule or family, on or off.
    pub fn knows(&self, name: &str) -> bool {
        self.known.contains(name)
    }

    /// ": did you mean `…`?" for a name that is not known; empty where nothing is near.
    pub fn hint(&self, name: &str) -> String {
        hint(name, self.known.iter().map(String::as_str))
    }

    /// A number that is the same wherever the same rules run with the same severities and options: FNV-1a, 64 bits.
    pub fn hash(&self) -> u64 {
        let mut text = String::new();
        for active in self.all() {
            use std::fmt::Write as _;
            let _ = writeln!(text, "{} {:?} {:?}", active.rule.id, active.severity, active.options);
            if active.rule.finder.is_some() {
                text.push_str(&active.rule.page);
            }
        }
        text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
    }
}

fn severity(rule: &Rule, selection: &Selection) -> Option<Severity> {
    let names = |name: &String| name == rule.id.as_str() || name == rule.id.family();
    if selection.ignore.iter().any(names) {
        return None;
    }
    // What speaks of the run itself is no matter of selection: a broken directive must not go unseen.
    let selected = rule.id.family() == "tool" || selection.select.is_empty() || selection.select.iter().any(names);
    if !selected {
        return None;
    }
    if let Some((_, severity)) = selection.severity.iter().rev().find(|(name, _)| name == rule.id.as_str()) {
        return *severity;
    }
    let by_name = selection.select.iter().any(|name| name == rule.id.as_str());
    rule.severity.or(by_name.then_some(Severity::Warning))
}

fn options(rule: &Rule, selection: &Selection) -> Options {
    let settled = rule.options.iter().map(|spec| {
        let is_it =
            |(name, option, _): &&(String, String, OptionValue)| name == rule.id.as_str() && *option == spec.name;
        let value = selection.options.iter().rev().find(is_it).map_or(&spec.default, |(.., value)| value);
        (spec.name.clone(), value.clone())
    });
    Options::new(settled.collect())
}

/// Whether `rule` has an option of this name and of the type of `value`.
pub(crate) fn check_option(rule: &Rule, option: &str, value: &OptionValue) -> Result<(), SelectError> {
    let Some(spec) = rule.options.iter().find(|spec| spec.name == option) else {
        let hint = did_you_mean(option, rule.options.iter().map(|spec| spec.name.as_str()));
        return Err(SelectError::UnknownOption { rule: rule.id.to_string(), option: option.to_owned(), hint });
    };
    let wanted = match (&spec.default, value) {
        (OptionValue::Number(_), OptionValue::Number(number)) if *number >= 0 => return Ok(()),
        (OptionValue::Decimal(_), OptionValue::Decimal(_) | OptionValue::Number(_)) => return Ok(()),
        (OptionValue::Flag(_), OptionValue::Flag(_)) | (OptionValue::Words(_), OptionValue::Words(_)) => return Ok(()),
        (OptionValue::Number(_), _) => "a whole number from 0",
        (OptionValue::Decimal(_), _) => "a number",
        (OptionValue::Flag(_), _) => "true or false",
        (OptionValue::Words(_), _) => "a list of texts",
    };
    Err(SelectError::WrongType { rule: rule.id.to_string(), option: option.to_owned(), wanted })
}
