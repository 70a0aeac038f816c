use super::table::{self, Table};
use super::{Finder, Message, Need, OptionSpec, Pattern, PatternScope, Rule, RuleId, did_you_mean};
use std::ops::Range;

/// An example of a page: text in which the rule must find something, or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    pub kind: ExampleKind,
    /// The language of its fence: `markdown`, `plain`.
    pub format: String,
    pub text: String,
    /// Further files that the manuscript may name, by path: those of the example's section.
    pub files: Vec<(String, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExampleKind {
    Bad,
    Good,
    /// What the fix makes of the Bad before it.
    Fixed,
}

/// What is wrong with a rule page, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageError {
    pub message: String,
    /// Bytes of the page.
    pub range: Range<usize>,
}

impl PageError {
    pub fn new(message: impl Into<String>, range: Range<usize>) -> Self {
        PageError { message: message.into(), range }
    }
}

/// Reads a rule page.
pub fn parse_page(text: &str) -> Result<Rule, PageError> {
    let parts = split(text)?;
    let Some(fence) = parts.fence else {
        return Err(PageError::new("no `toml` fence before the first `##`", 0..first_line(text)));
    };
    let parsed = table::parse(&text[fence.clone()], fence.start)?;
    let table = Table::new(parsed.get_ref(), fence.start);
    let id = RuleId::new(&text[parts.title.clone()]);
    if !is_id(id.as_str()) {
        return Err(PageError::new("the title must be the rule's id: `# family/name`", parts.title));
    }
    let summary = text[parts.summary.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    if summary.is_empty() {
        return Err(PageError::new("no summary between the title and the `toml` fence", parts.title));
    }
    let needed = |key: &str| {
        table.get(key).ok_or_else(|| PageError::new(format!("no `{key}` in the `toml` fence"), fence.clone()))
    };
    table.expect_keys(KEYS)?;
    let optional = |key: &str| table.get(key).map(|item| table.text(item).map(str::to_owned)).transpose();
    let mut variants = Vec::new();
    if let Some(messages) = table.sub("messages")? {
        for (name, _, item) in messages.entries() {
            variants.push((name.to_owned(), message(&messages, item)?));
        }
    }
    let examples = examples(text, &parts.sections)?;
    let rule = Rule {
        id,
        summary,
        severity: table.severity(needed("severity")?)?,
        message: message(&table, needed("message")?)?,
        variants,
        help: optional("help")?.unwrap_or_default(),
        since: table.text(needed("since")?)?.to_owned(),
        needs: needs(&table)?,
        sources: table.get("sources").map(|item| table.texts(item)).transpose()?.map_or_else(Vec::new, owned),
        options: options(&table)?,
        finder: finder(&table)?,
        precision: precision(&table)?,
        examples,
        why: section(text, &parts.sections, "Why").unwrap_or_default().trim().to_owned(),
        page: text.into(),
    };
    if let Some(finder) = &rule.finder {
        let values = finder.pattern.values();
        if let Some(name) = rule.message.placeholders().find(|name| !values.contains(name)) {
            let hint = did_you_mean(name, values.iter().copied());
            let range = table.range(needed("message")?);
            return Err(PageError::new(format!("nothing fills `{{{name}}}` in a rule of this kind{hint}"), range));
        }
    }
    for (heading, present) in [
        ("Why", !rule.why.is_empty()),
        ("Bad", rule.examples.iter().any(|example| example.kind == ExampleKind::Bad)),
        ("Good", rule.examples.iter().any(|example| example.kind == ExampleKind::Good)),
    ] {
        // What speaks of the run itself cannot be shown by a manuscript.
        if !present && (rule.id.family() != "tool" || heading == "Why") {
            return Err(PageError::new(format!("`## {heading}` is missing or empty"), parts.title));
        }
    }
    Ok(rule)
}

const KEYS: &[&str] = &[
    "severity",
    "since",
    "message",
    "messages",
    "help",
    "needs",
    "sources",
    "options",
    "precision",
    "scope",
    "case",
    "unquoted",
    "unless",
    "find",
    "replace",
    "safe",
    "require",
    "limit",
    "most",
    "agree",
];

/// The parts of a page as byte ranges.
struct Parts {
    title: Range<usize>,
    summary: Range<usize>,
    fence: Option<Range<usize>>,
    /// The `##` sections: the heading's words and what follows it.
    sections: Vec<(Range<usize>, Range<usize>)>,
}

fn split(text: &str) -> Result<Parts, PageError> {
    let first = first_line(text);
    if !text.starts_with("# ") {
        return Err(PageError::new("a page begins with `# family/name`", 0..first));
    }
    let mut parts = Parts { title: 2..first.max(2), summary: first..first, fence: None, sections: Vec::new() };
    let mut fences = Fences::default();
    let mut at = first;
    for line in text[first..].split_inclusive('\n') {
        let start = at;
        at += line.len();
        let was_inside = fences.inside();
        fences.read(line, start);
        if parts.sections.is_empty() && parts.fence.is_none() {
            if !was_inside && fences.inside() {
                parts.summary.end = start;
                if fences.info != "toml" {
                    return Err(PageError::new("the first fence must be `toml`", start..at));
                }
            } else if was_inside && !fences.inside() {
                parts.fence = Some(fences.body..start);
            }
        }
        if !was_inside && !fences.inside() && line.starts_with("## ") {
            if let Some((_, body)) = parts.sections.last_mut() {
                body.end = start;
            }
            let end = start + line.trim_end().len();
            parts.sections.push((start + 3..end, at..text.len()));
        }
    }
    if fences.inside() {
        return Err(PageError::new("a fence is not closed", fences.body.min(text.len())..text.len()));
    }
    Ok(parts)
}

/// Whether a line stands inside a fence of backticks.
#[derive(Default)]
struct Fences {
    /// How many backticks opened the fence; 0 outside.
    width: usize,
    info: String,
    /// Where the fence's text begins.
    body: usize,
}

impl Fences {
    fn inside(&self) -> bool {
        self.width > 0
    }

    fn read(&mut self, line: &str, start: usize) {
        let width = line.bytes().take_while(|byte| *byte == b'`').count();
        let info = line[width..].trim();
        if self.width == 0 && width >= 3 {
            self.width = width;
            self.info = info.to_owned();
            self.body = start + line.len();
        } else if self.width > 0 && width >= self.width && info.is_empty() {
            self.width = 0;
        }
    }
}

fn first_line(text: &str) -> usize {
    text.lines().next().unwrap_or("").trim_end().len()
}

fn is_id(id: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    id.split_once('/').is_some_and(|(family, name)| is_part(family) && is_part(name))
}

fn section<'t>(text: &'t str, sections: &[(Range<usize>, Range<usize>)], name: &str) -> Option<&'t str> {
    let found = sections.iter().find(|(heading, _)| &text[heading.clone()] == name);
    found.map(|(_, body)| &text[body.clone()])
}

fn examples(text: &str, sections: &[(Range<usize>, Range<usize>)]) -> Result<Vec<Example>, PageError> {
    let mut examples: Vec<Example> = Vec::new();
    for (heading, body) in sections {
        let kind = match &text[heading.clone()] {
            "Bad" => ExampleKind::Bad,
            "Good" => ExampleKind::Good,
            "Fixed" => ExampleKind::Fixed,
            _ => continue,
        };
        let mut files: Vec<(String, String)> = Vec::new();
        let first = examples.len();
        let mut fences = Fences::default();
        let mut at = body.start;
        for line in text[body.clone()].split_inclusive('\n') {
            let start = at;
            at += line.len();
            let was_inside = fences.inside();
            fences.read(line, start);
            if !was_inside || fences.inside() {
                continue;
            }
            let inner = text[fences.body..start].to_owned();
            match fences.info.split_once(char::is_whitespace) {
                Some((_, path)) => files.push((path.trim().to_owned(), inner)),
                None if matches!(fences.info.as_str(), "markdown" | "plain" | "latex") => {
                    examples.push(Example { kind, format: fences.info.clone(), text: inner, files: Vec::new() });
                }
                None => {
                    let message = "an example's fence names `markdown`, `plain` or `latex`, or a format and a file";
                    return Err(PageError::new(message, fences.body..start));
                }
            }
        }
        for example in &mut examples[first..] {
            example.files.clone_from(&files);
        }
    }
    Ok(examples)
}

fn message(table: &Table<'_, '_>, item: &table::Item<'_>) -> Result<Message, PageError> {
    let text = item.get_ref().as_str().ok_or_else(|| table.wrong(item, "text in quotes"))?;
    Message::parse(text).map_err(|error| {
        let whole = table.range(item);
        // A text with escapes or three quotes is not as long as its source: then the whole of it is the place.
        let plain = whole.len() == text.len() + 2;
        let range = if plain { whole.start + 1 + error.range.start..whole.start + 1 + error.range.end } else { whole };
        PageError::new(error.message, range)
    })
}

fn needs(table: &Table<'_, '_>) -> Result<Vec<Need>, PageError> {
    let Some(item) = table.get("needs") else { return Ok(Vec::new()) };
    let texts = table.texts(item)?.into_iter();
    texts
        .map(|(name, range)| {
            let found = Need::NAMES.iter().find(|(known, _)| *known == name).map(|(_, need)| *need);
            found.ok_or_else(|| {
                let hint = super::did_you_mean(name, Need::NAMES.iter().map(|(known, _)| *known));
                PageError::new(format!("unknown need `{name}`{hint}"), range)
            })
        })
        .collect()
}

fn options(table: &Table<'_, '_>) -> Result<Vec<OptionSpec>, PageError> {
    let Some(options) = table.sub("options")? else { return Ok(Vec::new()) };
    let mut specs = Vec::new();
    for (name, range, item) in options.entries() {
        let option = options.table(item)?;
        option.expect_keys(&["default", "about"])?;
        let missing = |key: &str| PageError::new(format!("option `{name}` has no `{key}`"), range.clone());
        specs.push(OptionSpec {
            name: name.to_owned(),
            default: option.option(option.get("default").ok_or_else(|| missing("default"))?)?,
            about: option.text(option.get("about").ok_or_else(|| missing("about"))?)?.to_owned(),
        });
    }
    Ok(specs)
}

fn precision(table: &Table<'_, '_>) -> Result<Option<f64>, PageError> {
    let Some(item) = table.get("precision") else { return Ok(None) };
    let value = item.get_ref().as_float().and_then(|float| float.as_str().parse::<f64>().ok());
    match value.filter(|value| (0.0..=1.0).contains(value)) {
        Some(value) => Ok(Some(value)),
        None => Err(table.wrong(item, "a share from 0.0 to 1.0")),
    }
}

fn finder(table: &Table<'_, '_>) -> Result<Option<Finder>, PageError> {
    let mut patterns = Vec::new();
    if let Some(item) = table.get("find") {
        patterns.push((Pattern::Find(phrases(table, item)?), table.range(item)));
    }
    if let Some(item) = table.get("require") {
        patterns.push((Pattern::Require(phrases(table, item)?), table.range(item)));
    }
    if let Some(item) = table.get("replace") {
        let inner = table.table(item)?;
        let pairs = inner
            .entries()
            .into_iter()
            .map(|(phrase, range, to)| Ok((checked(phrase, range)?, inner.text(to)?.to_owned())));
        let safe = table.get("safe").map(|item| table.flag(item)).transpose()?.unwrap_or(false);
        patterns.push((Pattern::Replace { pairs: pairs.collect::<Result<_, PageError>>()?, safe }, table.range(item)));
    }
    if let Some(item) = table.get("limit") {
        let range = table.range(item);
        let most = table.get("most").ok_or_else(|| PageError::new("`limit` goes with `most`", range.clone()))?;
        let most = usize::try_from(table.whole(most)?).map_err(|_| table.wrong(most, "a number from 0"))?;
        patterns.push((Pattern::Limit { phrases: phrases(table, item)?, most }, range));
    }
    if let Some(item) = table.get("agree") {
        let array = item.get_ref().as_array().ok_or_else(|| table.wrong(item, "a list of lists of texts"))?;
        let groups = array.iter().map(|group| phrases(table, group)).collect::<Result<Vec<_>, PageError>>()?;
        if groups.iter().any(|group| group.len() < 2) {
            return Err(PageError::new("a group of `agree` has two phrases or more", table.range(item)));
        }
        patterns.push((Pattern::Agree(groups), table.range(item)));
    }
    if let Some((_, second)) = patterns.get(1) {
        return Err(PageError::new("a page has one finder only", second.clone()));
    }
    let Some((pattern, _)) = patterns.pop() else {
        let stray = ["scope", "safe", "most", "case", "unquoted", "unless"].into_iter().find_map(|key| table.get(key));
        return stray.map_or(Ok(None), |item| Err(PageError::new("this goes with a finder", table.range(item))));
    };
    let mut scopes = Vec::new();
    for (name, range) in table.get("scope").map(|item| table.texts(item)).transpose()?.unwrap_or_default() {
        match PatternScope::NAMES.iter().find(|(known, _)| *known == name) {
            Some((_, scope)) => scopes.push(*scope),
            None => {
                let hint = super::did_you_mean(name, PatternScope::NAMES.iter().map(|(known, _)| *known));
                return Err(PageError::new(format!("unknown scope `{name}`{hint}"), range));
            }
        }
    }
    if scopes.is_empty() {
        scopes = PatternScope::DEFAULT.to_vec();
    }
    let flag = |key: &str| table.get(key).map(|item| table.flag(item)).transpose().map(Option::unwrap_or_default);
    let unless = table.get("unless").map(|item| phrases(table, item)).transpose()?.unwrap_or_default();
    let unless = unless.into_iter().map(|phrase| phrase.to_ascii_lowercase()).collect();
    Ok(Some(Finder { pattern, scopes, case: flag("case")?, unquoted: flag("unquoted")?, unless }))
}

fn phrases(table: &Table<'_, '_>, item: &table::Item<'_>) -> Result<Vec<String>, PageError> {
    let list = table.texts(item)?;
    if list.is_empty() {
        return Err(PageError::new("a finder needs a phrase", table.range(item)));
    }
    list.into_iter().map(|(phrase, range)| checked(phrase, range)).collect()
}

/// The phrase with single blanks; an empty one is refused.
fn checked(phrase: &str, range: Range<usize>) -> Result<String, PageError> {
    let words: Vec<&str> = phrase.split_whitespace().collect();
    if words.is_empty() { Err(PageError::new("an empty phrase", range)) } else { Ok(words.join(" ")) }
}

fn owned(texts: Vec<(&str, Range<usize>)>) -> Vec<String> {
    texts.into_iter().map(|(text, _)| text.to_owned()).collect()
}
