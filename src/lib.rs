//! obelus reads an academic manuscript, runs its rules over it in parallel, and renders what it found.
//!
//! Per paper: `paper::load` through [`source::Files`], `check::run`, `report`. See ARCHITECTURE.md for the rooms and
//! who may import whom.

pub mod check;
pub mod config;
pub mod diagnostic;
pub mod paper;
pub mod report;
pub mod rule;
pub mod source;
pub mod syntax;
pub mod text;
