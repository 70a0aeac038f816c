//! Which sentences repeat which: equal ones by hash, similar ones by the rare stems they share, passages grown from
//! them, and word alignments.
//!
//! It works on lists of numbers and knows neither words nor papers. The course from seeds over extension to filtering
//! follows Sanchez-Perez, Sidorov and Gelbukh (PAN 2014, text alignment).

mod common;
mod equal;
mod passage;
mod similar;

#[cfg(test)]
mod tests;

pub use common::{Alignment, Gap, align};
pub use equal::group_equal;
pub use passage::{Passage, join_seeds, without_families};
pub use similar::{Bags, Likeness, Similar, similar_pairs};
