/// The forms that a report can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    Terminal,
    Concise,
    Json,
    Jsonl,
    Sarif,
    Junit,
    Github,
    Gitlab,
    Markdown,
    Csv,
    Html,
    Pdf,
}

impl Form {
    pub const ALL: &[Form] = &[
        Form::Terminal,
        Form::Concise,
        Form::Json,
        Form::Jsonl,
        Form::Sarif,
        Form::Junit,
        Form::Github,
        Form::Gitlab,
        Form::Markdown,
        Form::Csv,
        Form::Html,
        Form::Pdf,
    ];

    /// The name that `--format` and `-o NAME:FILE` take.
    pub fn name(self) -> &'static str {
        match self {
            Form::Terminal => "terminal",
            Form::Concise => "concise",
            Form::Json => "json",
            Form::Jsonl => "jsonl",
            Form::Sarif => "sarif",
            Form::Junit => "junit",
            Form::Github => "github",
            Form::Gitlab => "gitlab",
            Form::Markdown => "markdown",
            Form::Csv => "csv",
            Form::Html => "html",
            Form::Pdf => "pdf",
        }
    }

    /// The endings of files that `-o FILE` writes in this form, without the dot.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Form::Terminal | Form::Concise | Form::Github | Form::Gitlab => &[],
            Form::Json => &["json"],
            Form::Jsonl => &["jsonl", "ndjson"],
            Form::Sarif => &["sarif"],
            Form::Junit => &["xml"],
            Form::Markdown => &["md", "markdown"],
            Form::Csv => &["csv"],
            Form::Html => &["html", "htm"],
            Form::Pdf => &["pdf"],
        }
    }

    pub fn of_name(name: &str) -> Option<Form> {
        Form::ALL.iter().copied().find(|form| form.name() == name)
    }

    /// The form that a file's ending asks for; `report.sarif.json` is SARIF, and `gl-code-quality-report.json` is the
    /// name that GitLab's manual gives to its own.
    pub fn of_path(path: &str) -> Option<Form> {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path).to_ascii_lowercase();
        if name.ends_with(".sarif.json") {
            return Some(Form::Sarif);
        }
        if name == "gl-code-quality-report.json" {
            return Some(Form::Gitlab);
        }
        let (_, ending) = name.rsplit_once('.')?;
        Form::ALL.iter().copied().find(|form| form.endings().contains(&ending))
    }

    /// Whether the form is text that a terminal can show.
    pub fn is_text(self) -> bool {
        !matches!(self, Form::Html | Form::Pdf)
    }

    /// Whether the form shows the paper's own text, so that [`Detail::Manuscript`](super::Detail) is needed.
    pub fn shows_manuscript(self) -> bool {
        matches!(self, Form::Html | Form::Pdf)
    }
}
