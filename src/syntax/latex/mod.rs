//! LaTeX: one text, whose included files were put in their places, as a tree.
//!
//! [`lex`] reads a text as TeX does before any macro is known; it is also what tells which files a text includes
//! ([`inclusions`]). [`parse`] expands macros, decides conditionals and writes the tree. What a macro expands to stands at
//! its call. It knows no class file or package by reading it: what commands do is told by the tables in `commands`.

mod commands;
mod define;
mod inclusion;
mod lex;
mod macros;
mod reader;
mod stream;
#[cfg(test)]
mod tests;

pub use inclusion::{Inclusion, InclusionKind, body, class, definitions, inclusions};

use super::Tree;

/// Reads a LaTeX text. One without `\begin{document}` is read as a fragment, from its first line.
pub fn parse(text: &str) -> Tree {
    reader::read(text)
}
