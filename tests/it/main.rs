//! What obelus does as a whole, in one test binary.

#![allow(clippy::disallowed_methods, reason = "tests read their inputs and start the program")]

mod cases;
#[cfg(feature = "cli")]
mod cli;
mod docx;
mod pages;
mod papers;
#[cfg(feature = "cli")]
mod program;
mod properties;
mod reports;
mod schema;
