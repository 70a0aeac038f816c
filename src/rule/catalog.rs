use super::nearest::hint;
use super::{PageError, Rule, RuleId, parse_page};
use rayon::prelude::*;
use std::sync::Arc;

/// The rule pages that obelus brings, by path from `rules/`.
pub const PAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// Every rule that is known, sorted by id.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    rules: Vec<Arc<Rule>>,
}

impl Catalog {
    /// The rules that obelus brings. Their pages are tested, so that none of them is missing here.
    pub fn built_in() -> Catalog {
        let mut rules: Vec<_> = PAGES.par_iter().filter_map(|(_, page)| parse_page(page).ok()).map(Arc::new).collect();
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        Catalog { rules }
    }

    /// Adds a page of the user's own. It must have a finder, and an id that is not taken.
    pub fn add(&mut self, page: &str) -> Result<(), PageError> {
        let rule = parse_page(page)?;
        let title = 0..page.lines().next().unwrap_or("").len();
        if rule.finder.is_none() {
            return Err(PageError::new(
                "a page of your own needs a finder: find, replace, require, limit or agree",
                title,
            ));
        }
        match self.position(rule.id.as_str()) {
            Ok(_) => Err(PageError::new(format!("there is already a rule `{}`", rule.id), title)),
            Err(index) => {
                self.rules.insert(index, Arc::new(rule));
                Ok(())
            }
        }
    }

    pub fn rules(&self) -> &[Arc<Rule>] {
        &self.rules
    }

    pub fn get(&self, id: &str) -> Option<&Arc<Rule>> {
        self.position(id).ok().map(|index| &self.rules[index])
    }

    /// The names of the families, sorted.
    pub fn families(&self) -> Vec<&str> {
        let mut families: Vec<&str> = self.rules.iter().map(|rule| rule.id.family()).collect();
        families.sort_unstable();
        families.dedup();
        families
    }

    /// Whether `name` is a rule or a family.
    pub fn knows(&self, name: &str) -> bool {
        self.get(name).is_some() || self.rules.iter().any(|rule| rule.id.family() == name)
    }

    /// ": did you mean `…`?" for a name that is neither rule nor family; empty where nothing is near.
    pub fn hint(&self, name: &str) -> String {
        hint(name, self.rules.iter().map(|rule| rule.id.as_str()).chain(self.families()))
    }

    fn position(&self, id: &str) -> Result<usize, usize> {
        self.rules.binary_search_by(|rule| RuleId::as_str(&rule.id).cmp(id))
    }
}
