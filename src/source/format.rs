/// The formats that obelus reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    Markdown,
    Plain,
    Latex,
    Jats,
    Docx,
    Bibtex,
    CslJson,
    Toml,
}

impl Format {
    /// The formats a paper may be written in, with the names `--input-format` takes.
    pub const PAPERS: &[(&str, Format)] = &[
        ("markdown", Format::Markdown),
        ("plain", Format::Plain),
        ("latex", Format::Latex),
        ("docx", Format::Docx),
        ("jats", Format::Jats),
    ];

    pub fn name(self) -> &'static str {
        match self {
            Format::Markdown => "markdown",
            Format::Plain => "plain",
            Format::Latex => "latex",
            Format::Jats => "jats",
            Format::Docx => "docx",
            Format::Bibtex => "bibtex",
            Format::CslJson => "csl-json",
            Format::Toml => "toml",
        }
    }

    /// The format that a file's ending names, if it names one.
    pub fn of_path(path: &str) -> Option<Format> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
        Some(match ending.as_str() {
            "md" | "markdown" | "mdown" | "mkd" | "qmd" | "rmd" => Format::Markdown,
            "txt" | "text" => Format::Plain,
            "tex" | "ltx" | "latex" | "rnw" | "snw" => Format::Latex,
            "xml" | "nxml" | "jats" => Format::Jats,
            "docx" | "docm" | "dotx" => Format::Docx,
            "bib" | "bibtex" | "biblatex" => Format::Bibtex,
            "json" | "csl" => Format::CslJson,
            "toml" => Format::Toml,
            _ => return None,
        })
    }
}
