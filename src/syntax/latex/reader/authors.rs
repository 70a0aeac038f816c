//! Who wrote a paper and where they work, from what the title pages of many classes put into `\author{…}`.

use super::front::text as scalar;
use crate::syntax::bibtex::read_tex;
use crate::syntax::latex::lex::{Mark, Token};
use crate::syntax::{Meta, MetaValue, Spanned};
use std::ops::Range;

/// Tokens of one title page beyond so many are no names.
const LONGEST: usize = 50_000;

#[derive(Debug, Default)]
struct Person {
    name: String,
    marks: Vec<String>,
    affiliations: Vec<String>,
    email: Option<String>,
    orcid: Option<String>,
    range: Range<usize>,
    /// Whether an affiliation was named after it.
    is_placed: bool,
}

/// The people and places named so far.
#[derive(Debug, Default)]
pub struct Page {
    people: Vec<Person>,
    /// Affiliations with a mark that names point at.
    marked: Vec<(String, String)>,
}

impl Page {
    pub fn email(&mut self, address: &str) {
        let address = address.trim();
        if let Some(last) = self.people.last_mut().filter(|_| address.contains('@')) {
            last.email.get_or_insert_with(|| address.to_owned());
        }
    }

    pub fn orcid(&mut self, orcid: &str) {
        if let Some(last) = self.people.last_mut() {
            last.orcid.get_or_insert_with(|| orcid.trim().to_owned());
        }
    }

    fn place(&mut self, words: &str) {
        let words = words.trim().trim_matches([',', ';', ' ']);
        if words.is_empty() {
            return;
        }
        // Authors named one after another share what follows them.
        let first = self.people.iter().rposition(|person| person.is_placed).map_or(0, |at| at + 1);
        let first = if first < self.people.len() { first } else { self.people.len().saturating_sub(1) };
        for person in &mut self.people[first..] {
            person.affiliations.push(words.to_owned());
        }
    }

    fn end_of_places(&mut self) {
        for person in self.people.iter_mut().filter(|person| !person.affiliations.is_empty()) {
            person.is_placed = true;
        }
    }

    pub fn into_authors(mut self) -> Vec<Meta> {
        for person in &mut self.people {
            for mark in &person.marks {
                let named = self.marked.iter().filter(|(known, _)| known == mark).map(|(_, place)| place.clone());
                person.affiliations.extend(named);
            }
        }
        self.people.into_iter().map(meta).collect()
    }
}

fn meta(person: Person) -> Meta {
    let range = person.range;
    let key = |name: &str| Spanned { value: name.to_owned(), range: range.start as u32..range.end as u32 };
    let value = |words: String| scalar(words, range.clone());
    let mut pairs = vec![(key("name"), value(person.name))];
    if !person.affiliations.is_empty() {
        let places = person.affiliations.into_iter().map(|place| {
            let named = MetaValue::Map(vec![(key("name"), value(place))]);
            Meta { value: named, range: range.start as u32..range.end as u32 }
        });
        let list = MetaValue::List(places.collect());
        pairs.push((key("affiliations"), Meta { value: list, range: range.start as u32..range.end as u32 }));
    }
    pairs.extend(person.email.map(|email| (key("email"), value(email))));
    pairs.extend(person.orcid.map(|orcid| (key("orcid"), value(orcid))));
    Meta { value: MetaValue::Map(pairs), range: range.start as u32..range.end as u32 }
}

/// A stretch of a title page.
#[derive(Debug, PartialEq)]
enum Bit {
    Words(String),
    /// `\inst{1}`, `$^{1,2}$`, `\textsuperscript{a}`.
    Marks(String),
    /// One person ends and the next begins.
    And,
    Line,
    Email(String),
    Orcid(String),
    Place(String),
}

/// How many tokens a group has that begins a stretch, braces included; `None` where none does.
pub fn group_length(tokens: &[Token]) -> Option<usize> {
    if tokens.first()?.mark != Mark::Open {
        return None;
    }
    let mut depth = 0usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.mark {
            Mark::Open => depth += 1,
            Mark::Close => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// Adds the people of one `\author{…}`, and the places and addresses that it names.
pub fn add_authors(page: &mut Page, text: &str, tokens: &[Token], marks: &str, range: Range<usize>) {
    page.end_of_places();
    let mut bits = Vec::new();
    read(text, &tokens[..tokens.len().min(LONGEST)], 0, &mut bits);
    let outer: Vec<String> = parted(marks);
    for part in bits.split(|bit| *bit == Bit::And) {
        page.end_of_places();
        add_part(page, part, &outer, &range);
    }
}

/// The people between two `\and`: names on the first line with words, places and addresses below.
fn add_part(page: &mut Page, part: &[Bit], outer: &[String], range: &Range<usize>) {
    let first = page.people.len();
    let mut names_end = false;
    let mut place = String::new();
    for bit in part {
        match bit {
            Bit::Words(words) if !names_end => add_names(page, words, outer, range),
            Bit::Words(words) if words.contains('@') => {
                page.place(&std::mem::take(&mut place));
                page.email(words.split_whitespace().find(|word| word.contains('@')).unwrap_or_default());
            }
            Bit::Words(words) => place.push_str(words),
            Bit::Marks(marks) if !names_end => {
                if let Some(person) = page.people[first..].last_mut() {
                    person.marks.extend(parted(marks));
                }
            }
            Bit::Line => {
                page.place(&std::mem::take(&mut place));
                names_end |= page.people.len() > first;
            }
            Bit::Email(address) => {
                names_end |= page.people.len() > first;
                page.place(&std::mem::take(&mut place));
                page.email(address);
            }
            Bit::Orcid(orcid) => page.orcid(orcid),
            Bit::Place(words) => {
                names_end |= page.people.len() > first;
                page.place(words);
            }
            Bit::Marks(_) | Bit::And => {}
        }
    }
    page.place(&place);
}

/// `1,2*` as marks.
fn parted(marks: &str) -> Vec<String> {
    let parts = marks.split([',', ' ', ';', '&']).map(|mark| mark.trim_matches(['*', '{', '}', '∗', '†', '$', '\\']));
    parts.filter(|mark| !mark.is_empty() && mark.len() <= 12).map(str::to_owned).collect()
}

/// The names in words: one, or several parted by commas and "and".
fn add_names(page: &mut Page, words: &str, outer: &[String], range: &Range<usize>) {
    let words = words.replace(" and ", ", ").replace(" & ", ", ").replace(" \u{b7} ", ", ");
    let words = words.strip_suffix(" and").unwrap_or(&words);
    for name in words.split(',') {
        let name = name
            .trim()
            .trim_start_matches("and ")
            .trim_start_matches("by ")
            .trim_matches(['*', '∗', '†', '‡', ' ', ';']);
        let is_suffix = matches!(name, "Jr." | "Jr" | "Sr." | "III" | "II" | "PhD" | "Ph.D." | "MD" | "M.D.");
        let is_name = name.chars().filter(|c| c.is_alphabetic()).count() > 1 && name.len() < 120;
        if is_suffix
            || !is_name
            || matches!(name, "Member" | "IEEE" | "Fellow" | "Senior Member" | "Student Member" | "and")
        {
            continue;
        }
        page.people.push(Person {
            name: name.to_owned(),
            marks: outer.to_vec(),
            range: range.clone(),
            ..Person::default()
        });
    }
}

/// Adds an affiliation: for the mark that it has, or for the people before it. Those of `\institute{A \and B}` are
/// numbered from 1.
pub fn add_affiliation(page: &mut Page, text: &str, tokens: &[Token], mark: Option<&str>) {
    let mut bits = Vec::new();
    read(text, &tokens[..tokens.len().min(LONGEST)], 0, &mut bits);
    let parts: Vec<&[Bit]> = bits.split(|bit| *bit == Bit::And).collect();
    let is_marked = page.people.iter().any(|person| !person.marks.is_empty());
    for (number, part) in parts.iter().enumerate() {
        let mut words = String::new();
        for bit in *part {
            match bit {
                Bit::Words(more) | Bit::Place(more) => words.push_str(more),
                Bit::Line if !words.is_empty() => words.push_str(", "),
                Bit::Email(address) if parts.len() == 1 && page.people.len() == 1 => page.email(address),
                _ => {}
            }
        }
        let words = tidy(&words);
        if words.is_empty() {
            continue;
        }
        match mark {
            Some(mark) if is_marked => page.marked.extend(parted(mark).into_iter().map(|mark| (mark, words.clone()))),
            _ if is_marked && parts.len() > 1 => page.marked.push(((number + 1).to_string(), words)),
            _ if is_marked => page.marked.push(("1".to_owned(), words)),
            _ => page.place(&words),
        }
    }
}

/// `organization={X}, city={Y}` and doubled commas as people write them.
fn tidy(words: &str) -> String {
    let parts = words.split(',').map(|part| match part.split_once('=') {
        Some((key, value)) if key.trim().chars().all(|c| c.is_ascii_alphabetic()) => value.trim(),
        _ => part.trim(),
    });
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Reads tokens as bits.
fn read(text: &str, tokens: &[Token], depth: usize, bits: &mut Vec<Bit>) {
    const DEEPEST: usize = 12;
    let mut raw = String::new();
    let mut at = 0;
    if depth > DEEPEST {
        return;
    }
    while let Some(token) = tokens.get(at) {
        at += 1;
        let name = token.name(text);
        if name.is_empty() {
            match token.mark {
                Mark::Dollar => {
                    let rest = tokens[at..].iter().take(40);
                    let length = rest.clone().position(|token| token.mark == Mark::Dollar).unwrap_or(0);
                    let formula = &tokens[at..at + length];
                    at += length + 1;
                    let is_mark = formula.iter().any(|token| token.mark == Mark::Superscript);
                    let written: String = formula
                        .iter()
                        .filter(|token| !matches!(token.mark, Mark::Superscript | Mark::Open | Mark::Close))
                        .map(|token| token.text(text))
                        .collect();
                    if is_mark {
                        flush(&mut raw, bits);
                        bits.push(Bit::Marks(read_tex(&written)));
                    } else {
                        raw.push_str(&written);
                    }
                }
                Mark::Blank | Mark::Par | Mark::Tie => raw.push(' '),
                Mark::Directive => {}
                _ => raw.push_str(token.text(text)),
            }
            continue;
        }
        if name == "includegraphics" && tokens.get(at).is_some_and(|next| next.mark == Mark::OpenBracket) {
            at += tokens[at..].iter().position(|next| next.mark == Mark::CloseBracket).map_or(0, |end| end + 1);
        }
        let group = group_length(&tokens[at..]).map(|length| &tokens[at + 1..at + length - 1]);
        let inside = |group: Option<&[Token]>| {
            let written: String = group.unwrap_or_default().iter().map(|token| spaced(token, text)).collect();
            read_tex(&written)
        };
        let mut taken = true;
        match name {
            "and" | "And" | "AND" | "alsoaffiliation" | "Alsoaffiliation" => {
                flush(&mut raw, bits);
                bits.push(Bit::And);
                taken = false;
            }
            "\\" | "newline" | "par" | "linebreak" | "vspace" | "smallskip" | "medskip" | "bigskip" => {
                flush(&mut raw, bits);
                bits.push(Bit::Line);
                taken = name == "vspace";
                if tokens.get(at).is_some_and(|next| next.mark == Mark::OpenBracket) {
                    at += tokens[at..].iter().position(|next| next.mark == Mark::CloseBracket).map_or(0, |end| end + 1);
                }
            }
            "inst" | "textsuperscript" | "affmark" | "affilmark" | "textsuperscript*" | "IEEEauthorrefmark"
            | "authormark" => {
                flush(&mut raw, bits);
                bits.push(Bit::Marks(inside(group)));
            }
            "thanks" | "footnote" | "fnref" | "corref" | "IEEEmembership" | "footnotemark" | "titlenote"
            | "orcidicon" | "includegraphics" | "equalcont" | "protect" | "hspace" | "vskip" | "thanksmark"
            | "tnoteref" | "label" | "fnmsep" => {}
            "email" | "texttt" | "url" | "nolinkurl" | "mailto" | "ead" | "href" | "tt" => {
                let words = inside(group);
                flush(&mut raw, bits);
                let token_text = token.text(text);
                let words = if words.is_empty() && token_text.contains('{') { token_text } else { &words };
                match words.contains('@') {
                    true => bits.push(Bit::Email(words.split([',', ' ']).next().unwrap_or_default().to_owned())),
                    false => raw.push_str(words),
                }
            }
            "orcidID" | "orcid" | "orcidlink" | "orcidAffiliation" => {
                flush(&mut raw, bits);
                bits.push(Bit::Orcid(inside(group)));
            }
            "IEEEauthorblockN" | "name" | "authorname" => {
                flush(&mut raw, bits);
                if name == "IEEEauthorblockN" {
                    bits.push(Bit::And);
                }
                read(text, group.unwrap_or_default(), depth + 1, bits);
            }
            "IEEEauthorblockA" | "affiliation" | "affil" | "affaddr" | "institution" | "institute" | "address"
            | "department" => {
                flush(&mut raw, bits);
                let mut lines = Vec::new();
                read(text, group.unwrap_or_default(), depth + 1, &mut lines);
                let mut words = String::new();
                for bit in lines {
                    match bit {
                        Bit::Words(more) | Bit::Place(more) => words.push_str(&more),
                        Bit::Line if !words.is_empty() => words.push_str(", "),
                        Bit::Email(address) => bits.push(Bit::Email(address)),
                        _ => {}
                    }
                }
                // Addresses may stand among the lines.
                let (mails, rest): (Vec<&str>, Vec<&str>) = words.split(',').partition(|part| part.contains('@'));
                bits.push(Bit::Place(tidy(&rest.join(","))));
                bits.extend(mails.first().map(|mail| Bit::Email(mail.trim().to_owned())));
            }
            "city" | "country" | "state" | "postcode" | "orgname" | "orgdiv" | "orgaddress" | "streetaddress"
            | "street" | "position" | "sur" | "fnm" | "spfx" | "sfx" | "firstname" | "surname" | "lastname" => {
                let is_name = matches!(name, "sur" | "fnm" | "spfx" | "sfx" | "firstname" | "surname" | "lastname");
                if !raw.trim().is_empty() {
                    raw.push_str(if is_name { " " } else { ", " });
                }
                raw.push_str(&inside(group));
            }
            "textbf" | "textit" | "textrm" | "textsc" | "emph" | "small" | "normalsize" | "large" | "bf" | "it"
            | "rm" | "textnormal" | "footnotesize" | "mbox" | "makecell" | "begin" | "end" | "tabular" | "bfseries"
            | "normalfont" | "textsf" | "centering" | "itshape" | "scshape" | "Large" | "sc" | "sf" => {
                taken = matches!(name, "begin" | "end");
                if !taken && let Some(group) = group {
                    flush(&mut raw, bits);
                    let length = group.len() + 2;
                    read(text, group, depth + 1, bits);
                    at += length;
                }
            }
            "quad" | "qquad" | "hfill" | "enspace" | "," | " " | ";" => {
                raw.push(' ');
                taken = false;
            }
            _ => {
                raw.push_str(&spaced(token, text));
                taken = false;
            }
        }
        if taken && let Some(group) = group {
            at += group.len() + 2;
        }
    }
    flush(&mut raw, bits);
}

/// A token as written; a command parted from the word that may follow it.
fn spaced(token: &Token, text: &str) -> String {
    let written = token.text(text);
    let is_named = token.mark == Mark::Command && written.ends_with(|c: char| c.is_ascii_alphabetic());
    if is_named { format!("{written} ") } else { written.to_owned() }
}

fn flush(raw: &mut String, bits: &mut Vec<Bit>) {
    let written = std::mem::take(raw);
    if written.trim().is_empty() {
        return;
    }
    let words = read_tex(&written);
    let words = match written.starts_with([' ', '\n']) {
        true => format!(" {words}"),
        false => words,
    };
    // A blank at the end parts it from what follows.
    let words = if written.ends_with([' ', '\n']) { words + " " } else { words };
    bits.push(Bit::Words(words));
}
