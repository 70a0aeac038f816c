//! The command line: what it takes, what it prints, how it ends.

mod check;
mod commands;
mod files;
mod settings;
mod suppress;

/// A paper with one error and one warning.
pub const FAULTY: &str = "# Ponds\n\n## Introduction\n\nPonds freeze in the the winter [citation needed].\n";
/// A paper with a warning alone.
pub const WARNED: &str = "# Ponds\n\n## Introduction\n\nPonds freeze in the the winter.\n";
/// A paper without a finding.
pub const CLEAN: &str = "# Ponds\n\n## Introduction\n\nPonds freeze in the winter.\n";
