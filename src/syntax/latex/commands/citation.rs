/// `\cite` and its kin of natbib, biblatex, apacite and others.
pub fn is_citation(name: &str) -> bool {
    const STEMS: &[&str] = &[
        "cite",
        "citep",
        "citet",
        "citealp",
        "citealt",
        "citeauthor",
        "citeyear",
        "citeyearpar",
        "citealias",
        "citenum",
        "citefullauthor",
        "citen",
        "citea",
        "citenp",
        "citeauthornp",
        "citeyearnp",
        "citeby",
        "citedate",
        "citetitle",
        "citeurl",
        "citepalias",
        "citetalias",
        "citetext",
        "citeay",
        "citeasnoun",
        "citeaffixed",
        "citename",
        "citeonline",
        "citeyearapar",
        "citeposs",
        "citepos",
        "parencite",
        "parencites",
        "textcite",
        "textcites",
        "footcite",
        "footcites",
        "footcitetext",
        "autocite",
        "autocites",
        "smartcite",
        "smartcites",
        "supercite",
        "supercites",
        "fullcite",
        "footfullcite",
        "cites",
        "onlinecite",
        "shortcite",
        "shortciteA",
        "shortcitea",
        "shortciten",
        "shortcitenp",
        "shortciteauthor",
        "maskcite",
        "maskcitep",
        "maskcitet",
        "newcite",
        "posscite",
        "possessivecite",
        "bibentry",
        "textciteposs",
        "notecite",
        "pnotecite",
        "nptextcite",
        "fullciteA",
        "fullcitea",
        "quickcite",
        "inlinecite",
        "scite",
        "ycite",
        "pcite",
        "tcite",
        "possesivecite",
        "longcite",
        "slashcite",
        "avolcite",
    ];
    if !name.contains("cite") && !name.contains("Cite") && name != "bibentry" {
        return false;
    }
    let lower = name.to_ascii_lowercase();
    STEMS.contains(&lower.as_str()) && !matches!(name, "citetext" | "citename")
}

/// Whether a citation is part of its sentence: `\citet`, `\textcite`.
pub fn is_narrative(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("citet")
        || name.starts_with("textcite")
        || name.starts_with("citeauthor")
        || name == "newcite"
        || name == "citea"
}
