use super::Role;

/// Titles of sections by role, in lower case. A title has a role when it is one of these, or begins with one of them
/// and goes on with "and", "&", a comma, a colon or "of"/"for"/"to".
const TITLES: &[(Role, &[&str])] = &[
    (
        Role::Abstract,
        &[
            "abstract",
            "plain language summary",
            "lay summary",
            "author summary",
            "executive summary",
            "synopsis",
            "elife digest",
        ],
    ),
    (
        Role::Introduction,
        &[
            "introduction",
            "introductory remarks",
            "motivation",
            "overview",
            "statement of need",
            "statement of the problem",
            "research question",
            "aims",
        ],
    ),
    (
        Role::Background,
        &[
            "background",
            "related work",
            "related works",
            "related research",
            "literature review",
            "review of the literature",
            "literature",
            "state of the art",
            "state of the field",
            "previous work",
            "prior work",
            "theoretical background",
            "theoretical framework",
            "preliminaries",
            "theory",
        ],
    ),
    (
        Role::Methods,
        &[
            "method",
            "methods",
            "methodology",
            "materials and methods",
            "material and methods",
            "methods and materials",
            "materials",
            "data",
            "data and methods",
            "experimental procedures",
            "experimental methods",
            "experimental setup",
            "experimental design",
            "study design",
            "research design",
            "sources and method",
            "sources and methods",
            "patients and methods",
            "participants",
            "implementation",
            "approach",
            "model",
            "models",
            "the model",
            "statistical analysis",
            "design",
            "procedure",
        ],
    ),
    (
        Role::Results,
        &[
            "result",
            "results",
            "findings",
            "evaluation",
            "experiments",
            "experimental results",
            "experiment",
            "empirical results",
            "numerical experiments",
            "analysis",
            "application",
            "applications",
            "case study",
            "case studies",
        ],
    ),
    (Role::Discussion, &["discussion", "general discussion", "discussions", "interpretation", "implications"]),
    (
        Role::Conclusion,
        &[
            "conclusion",
            "conclusions",
            "concluding remarks",
            "concluding discussion",
            "closing remarks",
            "final remarks",
            "summary",
            "summary and outlook",
            "conclusion and outlook",
            "conclusions and outlook",
            "outlook",
            "future work",
            "future directions",
            "conclusions and future work",
            "conclusion and future work",
        ],
    ),
    (
        Role::Limitations,
        &["limitation", "limitations", "limitations of the study", "strengths and limitations", "threats to validity"],
    ),
    (Role::Acknowledgements, &["acknowledgement", "acknowledgements", "acknowledgment", "acknowledgments", "thanks"]),
    (
        Role::Declarations,
        &[
            "declaration",
            "declarations",
            "funding",
            "funding statement",
            "financial support",
            "financial disclosure",
            "conflict of interest",
            "conflicts of interest",
            "competing interests",
            "competing interest",
            "declaration of competing interest",
            "declaration of interest",
            "declarations of interest",
            "disclosure",
            "disclosures",
            "data availability",
            "data availability statement",
            "availability of data and materials",
            "data and code availability",
            "code availability",
            "software availability",
            "data accessibility",
            "ethics",
            "ethics statement",
            "ethical approval",
            "ethical considerations",
            "consent",
            "author contributions",
            "authors' contributions",
            "author contribution",
            "contributions",
            "credit author statement",
            "contributors",
            "authors",
            "about the author",
            "about the authors",
            "author information",
            "use of ai",
            "ai use statement",
            "supporting information",
            "additional information",
        ],
    ),
    (
        Role::References,
        &[
            "reference",
            "references",
            "bibliography",
            "works cited",
            "literature cited",
            "references cited",
            "cited literature",
            "reference list",
            "list of references",
            "references and notes",
            "cited references",
            "selected bibliography",
        ],
    ),
    (
        Role::Appendix,
        &[
            "appendix",
            "appendices",
            "supplement",
            "supplementary material",
            "supplementary materials",
            "supplementary information",
            "supplementary data",
            "supplemental material",
            "online appendix",
            "additional file",
            "additional files",
        ],
    ),
];

/// What a section of this title (without its number) is for, whatever it is called exactly.
pub fn role_of(title: &str) -> Role {
    let folded = title.trim().trim_end_matches(['.', ':', ' ']).to_lowercase().replace('’', "'");
    let name = folded.trim();
    if name.is_empty() {
        return Role::Other;
    }
    for (role, titles) in TITLES {
        if titles.contains(&name) {
            return *role;
        }
    }
    // "Appendix A", "Appendix 1: proofs".
    if ["appendix", "supplementary"].iter().any(|word| name.split([' ', ':']).next() == Some(word)) {
        return Role::Appendix;
    }
    // "Availability of source code", "Data and model availability".
    if name.ends_with("availability") || name.starts_with("availability of") {
        return Role::Declarations;
    }
    let mut best: Option<(usize, Role)> = None;
    for (role, titles) in TITLES {
        for known in *titles {
            let Some(rest) = name.strip_prefix(known) else { continue };
            let goes_on = [" and ", " & ", ", ", ": ", " of ", " for ", " to ", " – ", " — "];
            let is_merged = goes_on.iter().any(|joint| rest.starts_with(joint));
            if is_merged && best.is_none_or(|(length, _)| known.len() > length) {
                best = Some((known.len(), *role));
            }
        }
    }
    match best {
        // "Results and discussion" is read as results; "Data for the people" is no methods section.
        Some((_, Role::Methods | Role::Background)) if name.split_whitespace().count() > 5 => Role::Other,
        Some((_, role)) => role,
        None => Role::Other,
    }
}

/// Beginnings of words in titles that let one expect what the role is for, in lower case.
const HINTS: &[(Role, &[&str])] = &[
    (
        Role::Introduction,
        &[
            "introduc",
            "background",
            "motivation",
            "overview",
            "context",
            "problem",
            "aim",
            "objective",
            "purpose",
            "rationale",
            "question",
            "preface",
            "prologue",
            "setting",
            "review",
            "literature",
            "theor",
            "hypothes",
        ],
    ),
    (
        Role::Methods,
        &[
            "method",
            "material",
            "data",
            "design",
            "procedure",
            "experiment",
            "participant",
            "sampl",
            "model",
            "approach",
            "setup",
            "set-up",
            "protocol",
            "area",
            "site",
            "implement",
            "analys",
            "measure",
            "corpus",
            "corpora",
            "techni",
            "system",
            "algorithm",
            "source",
            "software",
            "theor",
            "framework",
            "supplement",
            "statistic",
            "simulation",
            "instrument",
            "survey",
        ],
    ),
    (
        Role::Results,
        &[
            "result",
            "finding",
            "evaluat",
            "experiment",
            "analys",
            "applicat",
            "case",
            "observ",
            "outcome",
            "perform",
            "effect",
            "estimat",
            "validat",
            "comparison",
            "test",
            "example",
            "discover",
        ],
    ),
    (
        Role::Discussion,
        &[
            "discuss",
            "conclu",
            "summar",
            "outlook",
            "remark",
            "implicat",
            "future",
            "perspective",
            "limitation",
            "interpret",
            "closing",
            "final",
            "lesson",
            "reflection",
            "recommend",
            "next",
            "epilogue",
            "coda",
            "consequence",
            "debate",
            "takeaway",
            "wrap",
            "comment",
            "synthesis",
            "significance",
            "contribution",
            "impact",
        ],
    ),
];

/// Whether a word of the title lets one expect what `role` is for; a conclusion counts as a discussion.
pub fn hints_at(title: &str, role: Role) -> bool {
    let role = if role == Role::Conclusion { Role::Discussion } else { role };
    let lower = title.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
    let hints = HINTS.iter().find(|(other, _)| *other == role).map_or(&[][..], |(_, hints)| hints);
    words.any(|word| hints.iter().any(|hint| word.starts_with(hint)))
}
