//! From the XML of a part to its paragraphs.

use super::field::{Field, FieldKind, kind_of, kind_of_tag};
use super::maths;
use super::role;
use super::story::{Event, Link, Look, Paragraph, Piece, Role, What};
use super::styles::{Styles, numbering, raised};
use super::symbol::symbol;
use super::xml::{Space, attribute, child, name, toggle, value};
use crate::source::Part;
use crate::syntax::Kind;
use roxmltree::Node;
use std::collections::BTreeMap;

/// Elements nested deeper than this are left out.
const MAX_DEPTH: usize = 128;

/// Tables nested deeper than this are read as the paragraphs of the cell that they stand in.
const MAX_TABLES: usize = 8;

/// Fields nested deeper than this are read as if they were none.
const MAX_FIELDS: usize = 32;

/// Reads the parts of one document, one after the other.
pub struct Reader<'s, 'a, 'i> {
    styles: &'s Styles,
    /// The addresses of links by the id of their relation.
    addresses: BTreeMap<&'a str, &'a str>,
    part: Part,
    paragraphs: u32,
    runs: u32,
    tables: usize,
    fields: Vec<Field>,
    /// How many fields are open that are nested too deep.
    ignored: usize,
    controls: Vec<FieldKind>,
    hyperlinks: Vec<u32>,
    current: Vec<Piece>,
    /// Words of paragraphs whose end was deleted: they go on in the next.
    carried: Vec<Piece>,
    boxes: Vec<Node<'a, 'i>>,
    pub links: Vec<Link>,
    /// The notes in the order of their marks: in which part, and their id there.
    pub notes: Vec<(Part, &'a str)>,
    pub events: Vec<Event>,
}

impl<'s, 'a, 'i> Reader<'s, 'a, 'i> {
    pub fn new(styles: &'s Styles, addresses: BTreeMap<&'a str, &'a str>) -> Self {
        Reader {
            styles,
            addresses,
            part: Part::Document,
            paragraphs: 0,
            runs: 0,
            tables: 0,
            fields: Vec::new(),
            ignored: 0,
            controls: Vec::new(),
            hyperlinks: Vec::new(),
            current: Vec::new(),
            carried: Vec::new(),
            boxes: Vec::new(),
            links: Vec::new(),
            notes: Vec::new(),
            events: Vec::new(),
        }
    }

    /// Reads the body of the document.
    pub fn body(&mut self, root: Node<'a, 'i>) {
        self.part = Part::Document;
        if let Some(body) = child(root, "body") {
            self.blocks(body, 0);
        }
        self.flush_carried();
    }

    /// Reads the notes of a part that are referred to, in the order of their marks.
    pub fn notes(&mut self, root: Node<'a, 'i>, part: Part) {
        self.part = part;
        self.paragraphs = 0;
        self.fields.clear();
        let mut ends: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, (of, id)) in self.notes.iter().enumerate() {
            if *of == part {
                ends.entry(*id).or_insert(at);
            }
        }
        let mut found: Vec<(usize, Node, u32)> = Vec::new();
        for note in root.children().filter(Node::is_element) {
            // Paragraphs are counted over all notes, so that each has one number in its part.
            if let Some(at) = attribute(note, "id").and_then(|id| ends.remove(id)) {
                found.push((at, note, self.paragraphs));
            }
            self.paragraphs += note.descendants().filter(|node| name(*node) == (Space::Word, "p")).count() as u32;
        }
        found.sort_by_key(|(at, ..)| *at);
        for (at, note, first) in found {
            self.paragraphs = first;
            self.events.push(Event::Open(Kind::Footnote(note_name(at))));
            self.blocks(note, 0);
            self.flush_carried();
            self.events.push(Event::Close);
        }
    }

    fn flush_carried(&mut self) {
        if !self.carried.is_empty() {
            let pieces = std::mem::take(&mut self.carried);
            let index = self.paragraphs.saturating_sub(1);
            let paragraph =
                Paragraph { part: self.part, index, role: Role::Body, list: None, is_centred: false, pieces };
            self.events.push(Event::Paragraph(Box::new(paragraph)));
        }
    }

    fn blocks(&mut self, node: Node<'a, 'i>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        for node in node.children().filter(Node::is_element) {
            match name(node) {
                (Space::Word, "p") => self.paragraph(node, depth + 1),
                (Space::Word, "tbl") => self.table(node, depth + 1),
                (Space::Word, "sdt") => self.control(node, |reader, content| reader.blocks(content, depth + 1)),
                (Space::Word, "ins" | "moveTo" | "smartTag" | "customXml") => self.blocks(node, depth + 1),
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(chosen) = alternative(node) {
                        self.blocks(chosen, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }

    /// A content control. The one around a table of contents is passed over.
    fn control(&mut self, node: Node<'a, 'i>, read: impl FnOnce(&mut Self, Node<'a, 'i>)) {
        let properties = child(node, "sdtPr");
        let gallery = properties.and_then(|it| child(it, "docPartObj")).and_then(|it| value(it, "docPartGallery"));
        if gallery == Some("Table of Contents") {
            return;
        }
        let Some(content) = child(node, "sdtContent") else { return };
        let kind = match properties {
            Some(it) if child(it, "citation").is_some() => FieldKind::Citation,
            Some(it) if child(it, "bibliography").is_some() => FieldKind::Bibliography,
            Some(it) => value(it, "tag").map_or(FieldKind::Other, kind_of_tag),
            None => FieldKind::Other,
        };
        let is_citation = kind == FieldKind::Citation;
        if is_citation {
            self.link(Box::from(""), Some(FieldKind::Citation));
        }
        self.controls.push(kind);
        read(self, content);
        self.controls.pop();
        if is_citation {
            self.hyperlinks.pop();
        }
    }

    fn link(&mut self, target: Box<str>, field: Option<FieldKind>) {
        self.hyperlinks.push(self.links.len() as u32);
        self.links.push(Link { target, field });
    }

    fn table(&mut self, node: Node<'a, 'i>, depth: usize) {
        let rows: Vec<Node> = parts(node, "tr", depth);
        let cells = |row: Node<'a, 'i>| parts(row, "tc", depth);
        // A table of one cell is a frame.
        let is_frame = rows.len() <= 1 && rows.first().is_none_or(|row| cells(*row).len() <= 1);
        if is_frame || self.tables >= MAX_TABLES {
            for cell in rows.into_iter().flat_map(cells) {
                self.blocks(cell, depth + 1);
            }
            return;
        }
        self.tables += 1;
        self.events.push(Event::Open(Kind::Table));
        let has_head = child(node, "tblPr").and_then(|it| child(it, "tblLook")).is_some_and(|look| {
            let bits = attribute(look, "val").and_then(|bits| u32::from_str_radix(bits, 16).ok());
            matches!(attribute(look, "firstRow"), Some("1" | "true")) || bits.is_some_and(|bits| bits & 0x20 != 0)
        });
        for (index, row) in rows.into_iter().enumerate() {
            let properties = child(row, "trPr");
            if properties.is_some_and(|it| child(it, "del").is_some()) {
                continue;
            }
            let repeats = properties.and_then(|it| toggle(it, "tblHeader")).unwrap_or(false);
            self.events.push(Event::Open(Kind::TableRow { head: repeats || has_head && index == 0 }));
            for cell in cells(row) {
                self.events.push(Event::Open(Kind::TableCell));
                self.blocks(cell, depth + 1);
                self.flush_carried();
                self.events.push(Event::Close);
            }
            self.events.push(Event::Close);
        }
        self.events.push(Event::Close);
        self.tables -= 1;
    }

    fn paragraph(&mut self, node: Node<'a, 'i>, depth: usize) {
        let index = self.paragraphs;
        self.paragraphs += 1;
        let outer_runs = std::mem::replace(&mut self.runs, 0);
        let outer = std::mem::replace(&mut self.current, std::mem::take(&mut self.carried));
        let outer_boxes = std::mem::take(&mut self.boxes);
        let properties = child(node, "pPr");
        let style = self.styles.of(properties.and_then(|it| value(it, "pStyle")));
        let was_in_list = self.is_in(&FieldKind::Bibliography);
        self.inlines(node, depth + 1, style.look());
        // An instruction ends with its paragraph; where a document leaves one open, the rest is read all the same.
        self.fields.retain(|field| field.kind.is_some());
        let in_list = was_in_list || self.is_in(&FieldKind::Bibliography);
        let pieces = std::mem::replace(&mut self.current, outer);
        let outline = properties.and_then(|it| value(it, "outlineLvl")).and_then(|level| level.parse().ok());
        let role = role::of(style, outline).map(|role| match role {
            Role::Body if in_list => Role::Reference,
            role => role,
        });
        let end = properties.and_then(|it| child(it, "rPr"));
        let end_is_deleted = end.is_some_and(|it| child(it, "del").is_some() || child(it, "moveFrom").is_some());
        if end_is_deleted && role.is_some() {
            self.carried = pieces;
        } else if let Some(role) = role {
            let list = properties.and_then(numbering).or_else(|| style.numbering.clone()).filter(|(id, _)| id != "0");
            let is_centred = properties.and_then(|it| value(it, "jc")) == Some("center");
            let paragraph = Paragraph { part: self.part, index, role, list, is_centred, pieces };
            if !paragraph.is_empty() {
                self.events.push(Event::Paragraph(Box::new(paragraph)));
            }
        }
        // What stands in the boxes that are anchored here is read after the paragraph.
        for content in std::mem::replace(&mut self.boxes, outer_boxes) {
            self.blocks(content, depth + 1);
        }
        self.runs = outer_runs;
    }

    /// Whether a field or a content control of this kind is open.
    fn is_in(&self, kind: &FieldKind) -> bool {
        self.fields.iter().any(|field| field.kind.as_ref() == Some(kind)) || self.controls.contains(kind)
    }

    fn inlines(&mut self, node: Node<'a, 'i>, depth: usize, look: Look) {
        if depth > MAX_DEPTH {
            return;
        }
        for node in node.children().filter(Node::is_element) {
            match name(node) {
                (Space::Word, "r") => self.run(node, look),
                (Space::Word, "hyperlink") => {
                    let anchor = || attribute(node, "anchor").map(|anchor| format!("#{anchor}"));
                    let address =
                        attribute(node, "id").and_then(|id| self.addresses.get(id)).map(|it| (*it).to_owned());
                    self.link(address.or_else(anchor).unwrap_or_default().into(), None);
                    self.inlines(node, depth + 1, look);
                    self.hyperlinks.pop();
                }
                (Space::Word, "fldSimple") => {
                    let kind = kind_of(attribute(node, "instr").unwrap_or_default());
                    self.begin(String::new());
                    self.separate(kind);
                    self.inlines(node, depth + 1, look);
                    self.end();
                }
                (Space::Word, "sdt") => self.control(node, |reader, content| reader.inlines(content, depth + 1, look)),
                (Space::Word, "ins" | "moveTo" | "smartTag" | "customXml" | "dir" | "bdo") => {
                    self.inlines(node, depth + 1, look);
                }
                (Space::Maths, "oMath" | "oMathPara") => {
                    let text = maths::linear(node);
                    self.piece(What::Math, &text, look);
                }
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(chosen) = alternative(node) {
                        self.inlines(chosen, depth + 1, look);
                    }
                }
                _ => {}
            }
        }
    }

    fn run(&mut self, node: Node<'a, 'i>, of_paragraph: Look) {
        let properties = child(node, "rPr");
        let style = properties.and_then(|it| value(it, "rStyle")).map(|id| self.styles.of(Some(id)));
        let direct = |wanted: &str| properties.and_then(|it| toggle(it, wanted));
        let hidden = direct("vanish").or(style.and_then(|style| style.hidden)).unwrap_or(false);
        let raise = properties.and_then(raised).or(style.and_then(|style| style.raised));
        let size = properties.and_then(|it| value(it, "sz")).and_then(|size| size.parse::<u32>().ok());
        let look = Look {
            bold: direct("b").or(style.and_then(|style| style.bold)).unwrap_or(of_paragraph.bold),
            italic: direct("i").or(style.and_then(|style| style.italic)).unwrap_or(of_paragraph.italic),
            raised: raise.unwrap_or(false),
            lowered: properties.and_then(|it| value(it, "vertAlign")) == Some("subscript"),
            struck: direct("strike").unwrap_or(false),
            code: style.is_some_and(|style| style.is(&["verbatim char", "html code", "source code char", "code char"])),
            large: size.is_some_and(|size| size >= 28),
        };
        self.run_content(node, look, hidden, 0);
        self.runs += 1;
    }

    fn run_content(&mut self, node: Node<'a, 'i>, look: Look, hidden: bool, depth: usize) {
        for node in node.children().filter(Node::is_element) {
            match name(node) {
                (Space::Word, "fldChar") => match attribute(node, "fldCharType") {
                    Some("begin") => self.begin(String::new()),
                    Some("separate") => {
                        let kind = self.fields.last().map(|field| kind_of(&field.instruction));
                        self.separate(kind.unwrap_or(FieldKind::Other));
                    }
                    Some("end") => self.end(),
                    _ => {}
                },
                (Space::Word, "instrText") if self.ignored == 0 => {
                    if let Some(field) = self.fields.last_mut().filter(|field| field.kind.is_none()) {
                        field.instruction.push_str(node.text().unwrap_or_default());
                    }
                }
                (Space::Compatibility, "AlternateContent") if depth < MAX_DEPTH => {
                    if let Some(chosen) = alternative(node) {
                        self.run_content(chosen, look, hidden, depth + 1);
                    }
                }
                _ if hidden => {}
                (Space::Word, "t") => {
                    for text in node.children().filter_map(|child| child.text()) {
                        self.piece(What::Words, text, look);
                    }
                }
                (Space::Word, "tab" | "ptab") => self.piece(What::Tab, "\t", look),
                (Space::Word, "br") if !matches!(attribute(node, "type"), Some("page" | "column")) => {
                    self.piece(What::Break, "\u{2028}", look);
                }
                (Space::Word, "br") => self.piece(What::Tab, " ", look),
                (Space::Word, "cr") => self.piece(What::Break, "\u{2028}", look),
                (Space::Word, "noBreakHyphen") => self.piece(What::Words, "\u{2011}", look),
                (Space::Word, "sym") => {
                    let letter = symbol(
                        attribute(node, "font").unwrap_or_default(),
                        attribute(node, "char").unwrap_or_default(),
                    );
                    if let Some(letter) = letter {
                        self.piece(What::Words, letter.encode_utf8(&mut [0; 4]), look);
                    }
                }
                (Space::Word, "footnoteReference") => self.note(node, Part::Footnotes, look),
                (Space::Word, "endnoteReference") => self.note(node, Part::Endnotes, look),
                (Space::Word, "drawing" | "pict" | "object") => self.drawing(node, look),
                _ => {}
            }
        }
    }

    fn note(&mut self, node: Node<'a, 'i>, part: Part, look: Look) {
        let Some(id) = attribute(node, "id") else { return };
        if self.part != Part::Document || self.is_unread() {
            return;
        }
        let at = self.notes.len();
        self.notes.push((part, id));
        self.piece(What::Note(note_name(at)), &note_mark(at), Look { raised: false, ..look });
    }

    /// A picture, and the text of the boxes in it.
    fn drawing(&mut self, node: Node<'a, 'i>, look: Look) {
        let mut passed = 0;
        let mut is_image = false;
        for inner in node.descendants() {
            let range = inner.range();
            if range.start < passed {
                continue;
            }
            match name(inner) {
                (Space::Word, "txbxContent") => {
                    self.boxes.push(inner);
                    passed = range.end;
                }
                // Word repeats what is in a box for programs that know it only in the old form.
                (Space::Compatibility, "Fallback") => passed = range.end,
                (_, "pic" | "imagedata" | "chart" | "relIds" | "OLEObject") => is_image = true,
                _ => {}
            }
        }
        if is_image {
            self.piece(What::Image, "\u{fffc}", look);
        }
    }

    fn begin(&mut self, instruction: String) {
        if self.ignored > 0 || self.fields.len() >= MAX_FIELDS {
            self.ignored += 1;
        } else {
            self.fields.push(Field { instruction, kind: None, link: None });
        }
    }

    fn separate(&mut self, kind: FieldKind) {
        if self.ignored > 0 {
            return;
        }
        let link = match &kind {
            FieldKind::Link(target) => Some(Link { target: target.clone(), field: None }),
            FieldKind::Citation => Some(Link { target: Box::from(""), field: Some(FieldKind::Citation) }),
            _ => None,
        };
        if let Some(field) = self.fields.last_mut().filter(|field| field.kind.is_none()) {
            field.kind = Some(kind);
            if let Some(link) = link {
                field.link = Some(self.links.len() as u32);
                self.links.push(link);
            }
        }
    }

    fn end(&mut self) {
        if self.ignored > 0 {
            self.ignored -= 1;
        } else {
            self.fields.pop();
        }
    }

    /// Whether what comes is an instruction, or of a table of contents.
    fn is_unread(&self) -> bool {
        self.fields.iter().any(|field| matches!(field.kind, None | Some(FieldKind::Contents)))
    }

    fn piece(&mut self, what: What, text: &str, look: Look) {
        if text.is_empty() || self.is_unread() {
            return;
        }
        let of_field = self.fields.iter().rev().find_map(|field| field.link);
        let link = of_field.or(self.hyperlinks.last().copied());
        // A line end in the XML is no line end of the text.
        let text = text.replace(['\n', '\r', '\u{85}'], " ");
        self.current.push(Piece { text, what, run: self.runs, look, link });
    }
}

/// The name under which the tree knows the note with this mark.
fn note_name(at: usize) -> Box<str> {
    (at + 1).to_string().into()
}

/// The mark of a note as it is printed.
pub fn note_mark(at: usize) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    (at + 1).to_string().bytes().map(|digit| RAISED[usize::from(digit - b'0') % 10]).collect()
}

/// The branch of alternatives that newer programs read.
fn alternative<'a, 'i>(node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let branch = |wanted| node.children().find(|child| name(*child) == (Space::Compatibility, wanted));
    branch("Choice").or_else(|| branch("Fallback"))
}

/// The rows of a table or the cells of a row, also those inside content controls.
fn parts<'a, 'i>(node: Node<'a, 'i>, wanted: &str, depth: usize) -> Vec<Node<'a, 'i>> {
    let mut found = Vec::new();
    if depth > MAX_DEPTH {
        return found;
    }
    for inner in node.children().filter(Node::is_element) {
        match name(inner) {
            (Space::Word, local) if local == wanted => found.push(inner),
            (Space::Word, "sdt" | "sdtContent" | "customXml" | "ins") => found.extend(parts(inner, wanted, depth + 1)),
            _ => {}
        }
    }
    found
}
