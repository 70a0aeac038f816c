//! Where rules meet papers: native checks, the pattern engine, suppression.
//!
//! It does not know severities or wordings (those are the rule page's), nor how a report looks.

/// Declares the native checks of a family: a module for each, and the family's table `CHECKS`. Each module has a
/// function `check` of the type [`Check`](crate::check::Check), and its name is that of its rule, with `_` for `-`.
macro_rules! checks {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*
        pub(super) const CHECKS: &[(&str, crate::check::Check)] = &[$((stringify!($name), $name::check)),*];
    };
}

/// Declares the families: a folder for each, and the table of their tables.
macro_rules! families {
    ($($family:ident),* $(,)?) => {
        $(mod $family;)*
        const FAMILIES: &[(&str, &[(&str, Check)])] = &[$((stringify!($family), $family::CHECKS)),*];
    };
}

families! { citation, crossref, declaration, document, language, reference, repetition, structure }

mod needs;
mod pattern;
mod run;
mod settings;
mod suppress;

pub use run::{is_running, run};
pub use settings::check_allowances;
pub use suppress::{Allowances, Directives};

use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::Options;

/// A native check: pure, without state, and it cannot fail.
pub type Check = fn(&Paper, &Options) -> Vec<Finding>;

/// The native check of the rule `id`, where it has one.
pub fn native(id: &str) -> Option<Check> {
    let (family, name) = id.split_once('/')?;
    let (_, checks) = FAMILIES.iter().find(|(module, _)| *module == family)?;
    checks.iter().find(|(module, _)| is_named(module, name)).map(|(_, check)| *check)
}

/// The ids of all rules that have a native check, in the order in which the families list them.
pub fn native_ids() -> impl Iterator<Item = String> {
    FAMILIES.iter().flat_map(|(family, checks)| {
        checks.iter().map(move |(module, _)| format!("{family}/{}", module.replace('_', "-")))
    })
}

/// Whether `module` is the module of the rule `name`.
fn is_named(module: &str, name: &str) -> bool {
    let fits = |(a, b): (u8, u8)| if a == b'_' { b == b'-' } else { a == b };
    module.len() == name.len() && module.bytes().zip(name.bytes()).all(fits)
}

#[cfg(test)]
mod tests;
