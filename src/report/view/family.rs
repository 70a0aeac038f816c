/// The families in the order in which reports show them, each with its title and with what it is about.
pub const FAMILIES: &[(&str, &str, &str)] = &[
    ("citation", "Citations", "citations"),
    ("reference", "Reference list", "the reference list"),
    ("repetition", "Repetition", "repeated text"),
    ("overlap", "Shared text", "text shared with other papers"),
    ("structure", "Structure", "structure"),
    ("crossref", "Figures, tables and cross-references", "cross-references"),
    ("language", "Language", "language"),
    ("statistics", "Statistics", "statistics"),
    ("declaration", "Declarations", "declarations"),
    ("anonymity", "Anonymity", "anonymity"),
    ("document", "Document", "the document"),
    ("verification", "Look-ups", "look-ups"),
    ("tool", "This check", "the check itself"),
];

/// Where a family comes in a report; families of users' own rules come last.
pub fn family_rank(family: &str) -> usize {
    FAMILIES.iter().position(|(name, ..)| *name == family).unwrap_or(FAMILIES.len())
}

/// The heading of a family; its name for one that is not ours.
pub fn family_title(family: &str) -> &str {
    FAMILIES.iter().find(|(name, ..)| *name == family).map_or(family, |(_, title, _)| title)
}

/// What a family's findings are about, as it stands after "about".
pub(super) fn family_topic(family: &str) -> &str {
    FAMILIES.iter().find(|(name, ..)| *name == family).map_or(family, |(.., topic)| topic)
}
