//! What obelus does as a whole, in one test binary.

mod pages;
