use super::DeclarationKind;
use DeclarationKind::*;

/// How a statement is named at the head of a section or paragraph, in lower case with straight apostrophes.
struct Label {
    kind: DeclarationKind,
    /// A title that begins so.
    opening: &'static [&'static str],
    /// A title that is just this: with more words after it, it may be about anything.
    whole: &'static [&'static str],
}

const LABELS: &[Label] = &[
    Label {
        kind: ConflictOfInterest,
        opening: &[
            "conflict of interest",
            "conflicts of interest",
            "conflict-of-interest",
            "conflicting interest",
            "potential conflict",
            "competing interest",
            "competing financial interest",
            "competing and conflicting interest",
            "declaration of interest",
            "declaration of competing",
            "declaration of conflict",
            "declaration of potential conflict",
            "declarations of interest",
            "declarations of competing",
            "declarations of conflict",
            "statement of interest",
            "statement of competing",
            "statement of conflict",
            "duality of interest",
            "disclosure of",
            "disclosure statement",
            "disclosures and",
            "author disclosure",
            "authors' disclosure",
            "financial interests",
            "financial and competing interest",
            "interest statement",
        ],
        whole: &["conflict", "conflicts", "coi", "coi statement", "disclosure", "disclosures", "interests", "no conflict"],
    },
    Label {
        kind: Funding,
        opening: &[
            "funding statement",
            "funding information",
            "funding source",
            "funding and",
            "funding:",
            "funding/",
            "sources of funding",
            "source of funding",
            "role of the funding",
            "role of funding",
            "financial support",
            "financial disclosure",
            "financial statement",
            "grant information",
            "grant support",
            "sources of support",
            "source of support",
        ],
        whole: &["funding", "fundings", "funders", "funder", "grants", "support", "sponsors", "sponsorship"],
    },
    Label {
        kind: DataAvailability,
        opening: &[
            "data availability",
            "data and code availability",
            "data and software availability",
            "data and materials availability",
            "data, materials",
            "data, code",
            "data, software",
            "code and data availability",
            "availability of data",
            "availability of the data",
            "availability of supporting data",
            "availability and requirements",
            "data accessibility",
            "data access",
            "data sharing",
            "data deposition",
            "data archiving",
            "data statement",
            "materials availability",
            "open data",
            "open practices",
            "open research",
            "open science",
            "research data",
            "resource availability",
            "transparency and openness",
        ],
        whole: &["availability", "accession numbers", "accession codes", "accession number"],
    },
    Label {
        kind: CodeAvailability,
        opening: &[
            "code availability",
            "software availability",
            "availability of code",
            "availability of software",
            "availability of source code",
            "availability of the software",
            "source code availability",
            "computer code availability",
        ],
        whole: &[],
    },
    Label {
        kind: Ethics,
        opening: &[
            "ethics",
            "ethical approval",
            "ethical statement",
            "ethical considerations",
            "ethical standards",
            "ethical compliance",
            "institutional review board",
            "animal ethics",
            "research ethics",
            "statement of ethics",
            "compliance with ethical",
        ],
        whole: &[],
    },
    Label { kind: Consent, opening: &["consent", "informed consent", "patient consent", "participant consent"], whole: &[] },
    Label {
        kind: AuthorContributions,
        opening: &[
            "author contribution",
            "authors' contribution",
            "author's contribution",
            "authors contribution",
            "authorship contribution",
            "contribution statement",
            "contributions of",
            "credit author",
            "credit statement",
        ],
        whole: &["contributions", "contributors"],
    },
    Label {
        kind: AiUse,
        opening: &[
            "use of ai",
            "ai use",
            "ai disclosure",
            "ai statement",
            "use of generative ai",
            "use of large language models",
            "declaration of generative ai",
            "declaration of ai",
            "use of artificial intelligence",
            "generative ai",
        ],
        whole: &[],
    },
];

/// The statement that a title or run-in label names.
pub fn label_of(title: &str) -> Option<DeclarationKind> {
    let folded = title.to_lowercase().replace('’', "'");
    let title = folded.trim().trim_end_matches([':', '.', ' ']);
    let names =
        |label: &&Label| label.whole.contains(&title) || label.opening.iter().any(|opening| title.starts_with(opening));
    LABELS.iter().find(names).map(|label| label.kind)
}
