/// The forms that a report can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    Terminal,
    Concise,
    Json,
    Jsonl,
    Sarif,
    Html,
    Pdf,
}

impl Form {
    pub const ALL: &[Form] =
        &[Form::Terminal, Form::Concise, Form::Json, Form::Jsonl, Form::Sarif, Form::Html, Form::Pdf];

    /// The name that `--format` and `-o NAME:FILE` take.
    pub fn name(self) -> &'static str {
        match self {
            Form::Terminal => "terminal",
            Form::Concise => "concise",
            Form::Json => "json",
            Form::Jsonl => "jsonl",
            Form::Sarif => "sarif",
            Form::Html => "html",
            Form::Pdf => "pdf",
        }
    }

    /// The endings of files that `-o FILE` writes in this form, without the dot.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Form::Terminal | Form::Concise => &[],
            Form::Json => &["json"],
            Form::Jsonl => &["jsonl", "ndjson"],
            Form::Sarif => &["sarif"],
            Form::Html => &["html", "htm"],
            Form::Pdf => &["pdf"],
        }
    }

    pub fn of_name(name: &str) -> Option<Form> {
        Form::ALL.iter().copied().find(|form| form.name() == name)
    }

    /// The form that a file's ending asks for; `report.sarif.json` is SARIF.
    pub fn of_path(path: &str) -> Option<Form> {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path).to_ascii_lowercase();
        if name.ends_with(".sarif.json") {
            return Some(Form::Sarif);
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
