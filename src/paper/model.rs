//! The model of a paper as JSON (`obelus model`).
