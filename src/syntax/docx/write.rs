//! From paragraphs to the running text, the tree over it and the way back into the document.

use super::numbering::Numbering;
use super::read::note_mark;
use super::story::{Event, Link, Look, Paragraph, Piece, Role, What};
use crate::source::{Part, Run};
use crate::syntax::{Kind, Node, Tree};

/// The text that was read, with its tree and origin.
pub struct Written {
    pub text: String,
    pub tree: Tree,
    pub runs: Vec<Run>,
}

/// Writes the events in order, one paragraph a line.
pub fn write(events: &[Event], links: &[Link], numbering: Numbering) -> Written {
    let mut writer = Writer {
        links,
        numbering,
        text: String::new(),
        nodes: Vec::new(),
        open: Vec::new(),
        runs: Vec::new(),
        group: Group::None,
        list: None,
        notes: 0,
    };
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Paragraph(paragraph) => writer.paragraph(paragraph, events.get(at + 1)),
            Event::Open(kind) => {
                writer.end_group();
                writer.open(kind.clone());
                if let Kind::Footnote(_) = kind {
                    writer.note();
                }
            }
            Event::Close => {
                writer.end_group();
                writer.close();
            }
        }
    }
    writer.end_group();
    while !writer.open.is_empty() {
        writer.close();
    }
    Written { text: writer.text, tree: Tree { nodes: writer.nodes, ..Tree::default() }, runs: writer.runs }
}

/// What neighbouring paragraphs are read together as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    None,
    Division(&'static str),
    Quote,
}

struct Writer<'a> {
    links: &'a [Link],
    numbering: Numbering,
    text: String,
    nodes: Vec<Node>,
    /// The open nodes from the outermost, each with where what is closed in it ends.
    open: Vec<(usize, u32)>,
    runs: Vec<Run>,
    group: Group,
    /// The list whose items are being written.
    list: Option<String>,
    /// How many notes were written.
    notes: usize,
}

impl Writer<'_> {
    fn open(&mut self, kind: Kind) {
        let at = self.text.len() as u32;
        self.open.push((self.nodes.len(), 0));
        self.nodes.push(Node { kind, start: at, end: at, next: 0 });
    }

    /// Closes the innermost open node, without the line end or blank after its words.
    fn close(&mut self) {
        let Some((at, inner)) = self.open.pop() else { return };
        let next = self.nodes.len() as u32;
        let end = self.text.trim_end_matches('\n').len() as u32;
        let node = &mut self.nodes[at];
        // What is empty stands after the line end.
        let end = end.max(node.start).max(inner);
        node.end = end;
        node.next = next;
        if let Some((_, outer)) = self.open.last_mut() {
            *outer = end.max(*outer);
        }
    }

    fn end_group(&mut self) {
        self.end_list();
        if self.group != Group::None {
            self.close();
            self.group = Group::None;
        }
    }

    fn end_list(&mut self) {
        if self.list.take().is_some() {
            self.close();
        }
    }

    fn set_group(&mut self, group: Group) {
        if self.group == group {
            return;
        }
        self.end_group();
        match group {
            Group::None => {}
            Group::Division(classes) => self.open(Kind::Division { classes: classes.into() }),
            Group::Quote => self.open(Kind::Quote),
        }
        self.group = group;
    }

    /// Words that stand in no run, at the paragraph that shows them.
    fn shown(&mut self, part: Part, paragraph: u32, text: &str) {
        self.runs.push(Run { start: self.text.len() as u32, part, paragraph, run: None });
        self.text.push_str(text);
    }

    fn note(&mut self) {
        let mark = note_mark(self.notes) + " ";
        self.notes += 1;
        self.text.push_str(&mark);
    }

    fn paragraph(&mut self, paragraph: &Paragraph, next: Option<&Event>) {
        let captioned = paragraph.is_picture()
            && matches!(next, Some(Event::Paragraph(next)) if next.role == Role::Caption && !names_table(&next.words()));
        match paragraph.role {
            _ if captioned => {
                self.end_group();
                self.set_group(Group::Division("figure"));
            }
            // The caption of the figure whose division is open.
            Role::Caption if self.group == Group::Division("figure") => {}
            Role::Caption => {
                self.end_group();
                self.set_group(Group::Division("caption"));
            }
            Role::Heading(_) | Role::Body | Role::Code => self.set_group(Group::None),
            Role::Title => self.set_group(Group::Division("title")),
            Role::Front => self.set_group(Group::Division("front")),
            Role::Abstract => self.set_group(Group::Division("abstract")),
            Role::Reference => self.set_group(Group::Division("references")),
            Role::Quote => self.set_group(Group::Quote),
        }
        let (part, index) = (paragraph.part, paragraph.index);
        let mark = paragraph.list.as_ref().and_then(|(list, level)| self.numbering.next(list, *level));
        let is_item = mark.is_some() && matches!(paragraph.role, Role::Body | Role::Reference | Role::Quote);
        let mut inside = None;
        match (&paragraph.list, mark) {
            (Some((list, _)), Some(mark)) if is_item => {
                if self.list.as_ref() != Some(list) {
                    self.end_list();
                    self.open(Kind::List { ordered: mark.number.is_some() });
                    self.list = Some(list.clone());
                }
                self.open(Kind::Item { number: mark.number });
                // A mark in brackets is the label by which the entry of a list of references is cited.
                match mark.text.starts_with('[') && paragraph.role == Role::Reference {
                    true => inside = Some(mark.text + " "),
                    false => self.shown(part, index, &(plain_mark(&mark.text, paragraph.role) + " ")),
                }
            }
            (_, mark) => {
                self.end_list();
                if let (Some(mark), Role::Heading(_)) = (mark, paragraph.role) {
                    self.shown(part, index, &(mark.text + " "));
                }
            }
        }
        let verbatim = paragraph.role == Role::Code;
        self.open(match paragraph.role {
            Role::Heading(level) => Kind::Heading { level },
            Role::Code => Kind::CodeBlock,
            _ => Kind::Paragraph,
        });
        if let Some(mark) = inside {
            self.open(Kind::Text);
            self.shown(part, index, &mark);
            self.close();
        }
        let pieces = trimmed(&paragraph.pieces);
        if verbatim {
            for piece in pieces {
                self.piece(piece, paragraph);
            }
        } else {
            self.linked(pieces, paragraph);
        }
        self.close();
        if is_item {
            self.close();
        }
        self.text.push('\n');
        if paragraph.role == Role::Caption {
            self.end_group();
        }
    }

    fn linked(&mut self, pieces: &[Piece], paragraph: &Paragraph) {
        for group in pieces.chunk_by(|one, other| one.link == other.link) {
            let link = group.first().and_then(|piece| piece.link).and_then(|at| self.links.get(at as usize));
            if let Some(link) = link {
                self.open(Kind::Link { target: link.target.clone() });
            }
            self.styled(group, paragraph, LOOKS);
            if link.is_some() {
                self.close();
            }
        }
    }

    fn styled(&mut self, pieces: &[Piece], paragraph: &Paragraph, looks: &[Aspect]) {
        let Some(((is_set, kind), rest)) = looks.split_first() else {
            for piece in pieces {
                self.piece(piece, paragraph);
            }
            return;
        };
        for group in pieces.chunk_by(|one, other| is_set(&one.look) == is_set(&other.look)) {
            let set = group.first().is_some_and(|piece| is_set(&piece.look));
            if set {
                self.open(kind.clone());
            }
            self.styled(group, paragraph, rest);
            if set {
                self.close();
            }
        }
    }

    fn piece(&mut self, piece: &Piece, paragraph: &Paragraph) {
        let run = Run {
            start: self.text.len() as u32,
            part: paragraph.part,
            paragraph: paragraph.index,
            run: Some(piece.run),
        };
        if self.runs.last().is_none_or(|last| Run { start: run.start, ..*last } != run) {
            self.runs.push(run);
        }
        self.open(match &piece.what {
            What::Words => Kind::Text,
            What::Break => Kind::HardBreak,
            What::Tab => Kind::SoftBreak,
            What::Math => Kind::Math,
            What::Image => Kind::Image { target: Box::from("") },
            What::Note(name) => Kind::FootnoteMark(name.clone()),
        });
        self.text.push_str(&piece.text);
        self.close();
    }
}

/// Whether words are set like this, and the node that says so.
type Aspect = (fn(&Look) -> bool, Kind);

const LOOKS: &[Aspect] = &[
    (|look| look.bold, Kind::Strong),
    (|look| look.italic, Kind::Emphasis),
    (|look| look.struck, Kind::Strikeout),
    (|look| look.raised, Kind::Superscript),
    (|look| look.lowered, Kind::Subscript),
    (|look| look.code, Kind::Code),
];

/// A list of references prints a bare number; with a point it is the mark of an item to every reader.
fn plain_mark(mark: &str, role: Role) -> String {
    let is_bare = mark.bytes().all(|byte| byte.is_ascii_digit());
    if role == Role::Reference && is_bare { format!("{mark}.") } else { mark.to_owned() }
}

fn names_table(caption: &str) -> bool {
    caption.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("tab"))
}

/// The pieces without the blank ones at both ends.
fn trimmed(pieces: &[Piece]) -> &[Piece] {
    let is_blank = |piece: &Piece| match piece.what {
        What::Words => piece.text.chars().all(char::is_whitespace),
        What::Break | What::Tab => true,
        What::Math | What::Image | What::Note(_) => false,
    };
    let start = pieces.iter().position(|piece| !is_blank(piece)).unwrap_or(pieces.len());
    let end = pieces.iter().rposition(|piece| !is_blank(piece)).map_or(start, |last| last + 1);
    pieces.get(start..end).unwrap_or_default()
}
