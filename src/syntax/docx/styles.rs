//! What the styles of a document say of paragraphs and runs.

use super::story::Look;
use super::xml::{attribute, child, name, toggle, value};
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

/// Styles are based on others so often at most.
const MAX_BASES: usize = 16;

/// A style, with what it takes over from those it is based on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Style {
    /// The name in lower case, as Word's own styles have it in every language.
    pub name: String,
    /// The names of the styles it is based on, nearest first.
    pub bases: Vec<String>,
    /// The outline level from 0; 9 is body text.
    pub outline: Option<u8>,
    pub numbering: Option<(String, u8)>,
    pub hidden: Option<bool>,
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub raised: Option<bool>,
}

impl Style {
    /// Whether it or one that it is based on has a name of these.
    pub fn is(&self, names: &[&str]) -> bool {
        std::iter::once(&self.name).chain(&self.bases).any(|name| names.contains(&name.as_str()))
    }

    /// How it sets the words of a paragraph.
    pub fn look(&self) -> Look {
        Look { bold: self.bold.unwrap_or(false), italic: self.italic.unwrap_or(false), ..Look::default() }
    }
}

/// All styles by their id.
#[derive(Debug, Default)]
pub struct Styles {
    all: BTreeMap<String, Style>,
    plain: Style,
    /// The id of the style of paragraphs that name none.
    default: Option<String>,
}

impl Styles {
    pub fn read(tree: Option<&Document>) -> Styles {
        let mut own: BTreeMap<&str, (Style, Option<&str>)> = BTreeMap::new();
        let mut default = None;
        for node in tree.iter().flat_map(|tree| tree.root_element().children()).filter(|node| name(*node).1 == "style")
        {
            let Some(id) = attribute(node, "styleId") else { continue };
            if attribute(node, "type") == Some("paragraph") && matches!(attribute(node, "default"), Some("1" | "true"))
            {
                default = Some(id.to_owned());
            }
            own.insert(id, (read_style(node), value(node, "basedOn")));
        }
        let all = own.keys().map(|id| ((*id).to_owned(), settle(id, &own))).collect();
        Styles { all, plain: Style::default(), default }
    }

    /// The style of this id; what a document does not define is plain, with its id as name.
    pub fn of(&self, id: Option<&str>) -> &Style {
        id.or(self.default.as_deref()).and_then(|id| self.all.get(id)).unwrap_or(&self.plain)
    }
}

fn read_style(node: Node) -> Style {
    let paragraph = child(node, "pPr");
    let run = child(node, "rPr");
    Style {
        name: value(node, "name").unwrap_or_default().trim().to_lowercase(),
        bases: Vec::new(),
        outline: paragraph.and_then(|it| value(it, "outlineLvl")).and_then(|level| level.parse().ok()),
        numbering: paragraph.and_then(numbering),
        hidden: run.and_then(|it| toggle(it, "vanish")),
        bold: run.and_then(|it| toggle(it, "b")),
        italic: run.and_then(|it| toggle(it, "i")),
        raised: run.and_then(raised),
    }
}

/// The list that paragraph properties put a paragraph in: its id and the level from 0.
pub fn numbering(properties: Node) -> Option<(String, u8)> {
    let node = child(properties, "numPr")?;
    let level = value(node, "ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
    Some((value(node, "numId")?.to_owned(), level))
}

/// Whether run properties set the words above the line.
pub fn raised(properties: Node) -> Option<bool> {
    value(properties, "vertAlign").map(|align| align == "superscript")
}

fn settle(id: &str, own: &BTreeMap<&str, (Style, Option<&str>)>) -> Style {
    let Some((style, mut base)) = own.get(id).cloned() else { return Style::default() };
    let mut style = style;
    for _ in 0..MAX_BASES {
        let Some((parent, next)) = base.and_then(|base| own.get(base)) else { break };
        // A heading that is based on "Normal" is none of it.
        if parent.name != "normal" {
            style.bases.push(parent.name.clone());
        }
        style.outline = style.outline.or(parent.outline);
        style.numbering = style.numbering.or_else(|| parent.numbering.clone());
        style.hidden = style.hidden.or(parent.hidden);
        style.bold = style.bold.or(parent.bold);
        style.italic = style.italic.or(parent.italic);
        style.raised = style.raised.or(parent.raised);
        base = *next;
    }
    style
}
