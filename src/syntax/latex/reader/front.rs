//! The title page: title, authors, affiliations, abstract and keywords as the common classes have them.

use super::authors::{Page, add_affiliation, add_authors};
use super::{Closer, Holds, MAX_SCOPES, Reader};
use crate::syntax::latex::commands::Front;
use crate::syntax::latex::lex::Token;
use crate::syntax::latex::macros::Argument;
use crate::syntax::{Kind, Meta, MetaValue, Spanned};
use std::ops::Range;

/// What the title page and the settings say that is no text.
#[derive(Debug, Default)]
pub struct TitlePage {
    page: Page,
    keywords: Vec<Meta>,
    bibliography: Vec<Meta>,
    nocite: Vec<Meta>,
    /// Whether a package writes out the acronyms.
    has_acronyms: bool,
}

impl TitlePage {
    pub fn nocite(&mut self, keys: String) {
        let keys: Vec<String> = keys.split(',').map(|key| format!("@{}", key.trim())).collect();
        self.nocite.push(text(keys.join(" "), 0..0));
    }

    pub fn into_meta(self) -> Option<Meta> {
        let mut pairs = Vec::new();
        let mut add = |name: &str, items: Vec<Meta>| {
            if !items.is_empty() {
                let range = items[0].range.clone();
                let name = Spanned { value: name.to_owned(), range: range.clone() };
                pairs.push((name, Meta { value: MetaValue::List(items), range }));
            }
        };
        add("author", self.page.into_authors());
        add("keywords", self.keywords);
        add("bibliography", self.bibliography);
        add("nocite", self.nocite);
        if self.has_acronyms {
            add("acronyms", vec![text("yes".to_owned(), 0..0)]);
        }
        (!pairs.is_empty()).then_some(Meta { value: MetaValue::Map(pairs), range: 0..0 })
    }
}

/// A scalar at a place.
pub fn text(words: String, range: Range<usize>) -> Meta {
    Meta { value: MetaValue::Text(words), range: range.start as u32..range.end as u32 }
}

/// Packages that write out acronyms.
const ACRONYMS: &[&str] = &["acronym", "acro", "glossaries", "glossaries-extra", "nomencl"];

impl<'t> Reader<'t> {
    pub(super) fn front(&mut self, front: Front, token: Token) {
        let place = token.place();
        match front {
            Front::Title => {
                self.stream.option();
                self.title(place);
            }
            Front::Abstract => {
                self.stream.option();
                self.summary(place);
            }
            Front::Author => {
                let mark = self.stream.option();
                let Some(names) = self.stream.group() else { return };
                let marks = mark.map(|mark| mark.plain(self.text)).unwrap_or_default();
                let range = self.place_of(&names, place);
                let names = Argument { tokens: self.stream.plainly_expanded(names.tokens), close: names.close };
                self.thanks_in(&names);
                add_authors(&mut self.page.page, self.text, &names.tokens, &marks, range);
            }
            Front::Affiliation => {
                let mark = self.stream.option();
                let Some(words) = self.stream.group() else { return };
                let mark = mark.map(|mark| mark.plain(self.text));
                let words = Argument { tokens: self.stream.plainly_expanded(words.tokens), close: words.close };
                add_affiliation(&mut self.page.page, self.text, &words.tokens, mark.as_deref());
                if words.tokens.is_empty() {
                    return;
                }
                // `\icmlaffiliation{mark}{place}`.
                if token.name(self.text) == "icmlaffiliation"
                    && let Some(named) = self.stream.group()
                {
                    let mark = words.plain(self.text);
                    add_affiliation(&mut self.page.page, self.text, &named.tokens, Some(&mark));
                }
            }
            Front::Email => {
                self.stream.option();
                if let Some(email) = self.stream.group() {
                    self.page.page.email(&email.plain(self.text));
                }
            }
            Front::Orcid => {
                if let Some(orcid) = self.stream.group() {
                    self.page.page.orcid(&orcid.plain(self.text));
                }
            }
            Front::Keywords => {
                if let Some(words) = self.stream.group() {
                    self.front_words(Front::Keywords, words, place);
                }
            }
        }
    }

    fn place_of(&self, argument: &Argument, place: Range<usize>) -> Range<usize> {
        argument.contiguous().unwrap_or(place)
    }

    /// The words of the title page that are listed, not read.
    pub(super) fn front_words(&mut self, front: Front, words: Argument, place: Range<usize>) {
        debug_assert_eq!(front, Front::Keywords);
        let range = self.place_of(&words, place);
        let mut written = words.written(self.text);
        for mark in ["\\sep", "\\and", "\\PACS", "\\\\", "\\newline", "\u{b7}", "\\textperiodcentered", "\\cdot"] {
            written = written.replace(mark, "; ");
        }
        let plain = crate::syntax::bibtex::read_tex(&written);
        let parting = if plain.contains(';') { ';' } else { ',' };
        for keyword in plain.split(parting) {
            let keyword = keyword.trim().trim_end_matches('.').trim_matches([',', ';', ' ']);
            if !keyword.is_empty() {
                self.page.keywords.push(text(keyword.to_owned(), range.clone()));
            }
        }
    }

    fn title(&mut self, place: Range<usize>) {
        if self.in_line || !self.stream.at_group() {
            return;
        }
        self.end_paragraph();
        self.is_titled = true;
        self.open_node(Kind::Division { classes: "title".into() }, place.clone());
        let was_in_text = std::mem::replace(&mut self.in_text, true);
        if self.line_in(Kind::Paragraph, place) {
            self.mark_title();
            self.read_group();
        }
        self.in_text = was_in_text;
        self.builder.close(self.builder.cursor());
    }

    /// A title page that is set by hand, as that of PLOS: the first group in large letters before any section is the
    /// title, and what stands with it in one environment is the title page.
    pub(super) fn large(&mut self, place: Range<usize>) {
        let Some(group) = self.scopes.len().checked_sub(1) else { return };
        let is_bare = |scope: &super::Scope, is_group: bool| {
            scope.holds == Holds::Text && scope.nodes == 0 && (scope.closer == Closer::Brace) == is_group
        };
        let is_first = !self.is_titled && self.headings.is_empty() && self.paragraphs < 3 && self.paragraph.is_none();
        if !is_first || self.in_line || self.float > 0 || !is_bare(&self.scopes[group], true) {
            return;
        }
        self.is_titled = true;
        if let Some(outer) = group.checked_sub(1).filter(|outer| is_bare(&self.scopes[*outer], false)) {
            self.open_node(Kind::Division { classes: "front".into() }, place.clone());
            self.scopes[outer].nodes = 1;
            self.scopes[outer].paragraph = None;
        }
        self.open_node(Kind::Division { classes: "title".into() }, place.clone());
        self.open_node(Kind::Paragraph, place);
        let scope = &mut self.scopes[group];
        scope.nodes = 2;
        scope.paragraph = None;
        self.mark_title();
        self.in_line = true;
        self.blank = true;
    }

    /// `\abstract{…}`, with paragraphs in it.
    fn summary(&mut self, place: Range<usize>) {
        if self.in_line || self.nested > 8 || self.scopes.len() >= MAX_SCOPES || !self.stream.at_group() {
            return;
        }
        self.stream.raw();
        self.end_paragraph();
        self.open_node(Kind::Division { classes: "abstract".into() }, place);
        let was_in_text = std::mem::replace(&mut self.in_text, true);
        self.enter(Closer::Brace, Holds::Text, 1);
        self.read_group();
        self.in_text = was_in_text;
    }

    /// The notes inside `\author{…}`: who paid for the work stands there.
    fn thanks_in(&mut self, names: &Argument) {
        let mut index = 0;
        while index < names.tokens.len() {
            let token = names.tokens[index];
            index += 1;
            if !matches!(token.name(self.text), "thanks" | "footnote") {
                continue;
            }
            let Some(length) = super::authors::group_length(&names.tokens[index..]) else { continue };
            let inside = names.tokens[index..index + length].to_vec();
            index += length;
            self.stream.push(inside);
            let was_in_text = std::mem::replace(&mut self.in_text, true);
            if !self.in_line {
                self.end_paragraph();
            }
            if self.line_in(Kind::Footnote("".into()), token.place()) {
                self.read_group();
            } else {
                self.stream.group();
            }
            self.in_text = was_in_text;
        }
    }

    pub(super) fn data(&mut self, token: Token) {
        self.stream.options();
        let Some(names) = self.stream.group() else { return };
        let range = self.place_of(&names, token.place());
        for name in names.written(self.text).split(',') {
            let name = name.trim();
            if !name.is_empty() {
                self.page.bibliography.push(text(name.to_owned(), range.clone()));
            }
        }
    }

    pub(super) fn package(&mut self) {
        self.stream.option();
        if let Some(names) = self.stream.group() {
            let written = names.written(self.text);
            self.page.has_acronyms |= written.split(',').any(|name| ACRONYMS.contains(&name.trim()));
        }
        self.stream.option();
    }
}
