//! What the layout is given: blocks of styled text, tables and drawings. It knows neither pages nor reports.

/// A document to be set on A4 pages.
#[derive(Debug, Clone, Default)]
pub struct Document {
    pub title: String,
    /// What stands at the head of every page but the first.
    pub running_head: String,
    /// What stands at the left of the foot of every page.
    pub footer: String,
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone)]
pub enum Block {
    Paragraph(Paragraph),
    Table(Table),
    Figure(Figure),
    /// Blocks behind a vertical rule.
    Quote {
        colour: Colour,
        blocks: Vec<Block>,
    },
    /// Blocks with a note in a column of `width` points to their left, on the line of the first of them.
    Beside {
        note: Vec<Run>,
        width: f32,
        blocks: Vec<Block>,
    },
    /// What follows begins a page.
    PageBreak,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Colour(pub u8, pub u8, pub u8);

/// The faces that are embedded; a character that one lacks is taken from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Face {
    Serif,
    SerifItalic,
    SerifBold,
    Sans,
    SansBold,
    Mono,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    pub face: Face,
    /// In points.
    pub size: f32,
    pub colour: Colour,
    pub line: Decoration,
    /// Of the line; that of the text where there is none.
    pub line_colour: Option<Colour>,
    /// What stands behind the text.
    pub tint: Option<Colour>,
    /// By how many points the text stands above the line.
    pub rise: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decoration {
    Plain,
    Underlined,
    Struck,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// To the paragraph with this anchor.
    To(String),
    Uri(String),
}

/// Text in one style.
#[derive(Debug, Clone)]
pub struct Run {
    pub text: String,
    pub style: Style,
    pub link: Option<Link>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    /// Flush on both sides, with English hyphenation.
    Justified,
    Right,
}

#[derive(Debug, Clone)]
pub struct Paragraph {
    pub runs: Vec<Run>,
    /// From baseline to baseline, in points.
    pub leading: f32,
    pub align: Align,
    /// Space before it, in points; dropped at the top of a page.
    pub before: f32,
    /// Of all lines, in points.
    pub indent: f32,
    /// Stays whole, and on the page of what follows.
    pub keep_with_next: bool,
    /// Its names for links.
    pub anchors: Vec<String>,
    /// Its level, from 1, and title in the outline of the document.
    pub outline: Option<(u8, String)>,
}

#[derive(Debug, Clone)]
pub struct Table {
    pub columns: Vec<Column>,
    /// Repeated on every page over which the table runs.
    pub header: Vec<Cell>,
    pub rows: Vec<Vec<Cell>>,
    pub leading: f32,
    pub before: f32,
}

#[derive(Debug, Clone, Copy)]
pub struct Column {
    pub width: Width,
    pub align: Align,
}

#[derive(Debug, Clone, Copy)]
pub enum Width {
    Points(f32),
    /// A share of what the fixed columns leave.
    Share(f32),
}

#[derive(Debug, Clone)]
pub enum Cell {
    Text(Vec<Run>),
    /// A bar of coloured lengths one after another, each a share of the cell's width.
    Bar(Vec<(f32, Colour)>),
}

/// A drawing as wide as the text; coordinates in points from its upper left corner.
#[derive(Debug, Clone)]
pub struct Figure {
    pub height: f32,
    pub before: f32,
    pub shapes: Vec<Shape>,
    pub keep_with_next: bool,
}

#[derive(Debug, Clone)]
pub enum Shape {
    Rect {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        colour: Colour,
    },
    /// One line of text on the baseline `y`, cut with an ellipsis where it is wider than `width`.
    Label {
        x: f32,
        y: f32,
        width: f32,
        align: Align,
        run: Run,
    },
    Link {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        link: Link,
    },
}

impl Style {
    pub const fn new(face: Face, size: f32, colour: Colour) -> Self {
        Style { face, size, colour, line: Decoration::Plain, line_colour: None, tint: None, rise: 0.0 }
    }

    pub const fn colour(self, colour: Colour) -> Self {
        Style { colour, ..self }
    }

    /// Underlined in `line`, before a ground of `tint`.
    pub const fn marked(self, line: Colour, tint: Colour) -> Self {
        Style { line: Decoration::Underlined, line_colour: Some(line), tint: Some(tint), ..self }
    }

    pub const fn face(self, face: Face) -> Self {
        Style { face, ..self }
    }

    pub fn run(self, text: impl Into<String>) -> Run {
        Run { text: text.into(), style: self, link: None }
    }
}

impl Run {
    pub fn to(mut self, anchor: impl Into<String>) -> Self {
        self.link = Some(Link::To(anchor.into()));
        self
    }
}

impl Paragraph {
    pub fn new(leading: f32, runs: Vec<Run>) -> Self {
        Paragraph {
            runs,
            leading,
            align: Align::Left,
            before: 0.0,
            indent: 0.0,
            keep_with_next: false,
            anchors: Vec::new(),
            outline: None,
        }
    }

    pub fn justified(self) -> Self {
        Paragraph { align: Align::Justified, ..self }
    }

    pub fn before(self, before: f32) -> Self {
        Paragraph { before, ..self }
    }

    pub fn indent(self, indent: f32) -> Self {
        Paragraph { indent, ..self }
    }

    pub fn keep_with_next(self) -> Self {
        Paragraph { keep_with_next: true, ..self }
    }

    pub fn anchor(mut self, anchor: impl Into<String>) -> Self {
        self.anchors.push(anchor.into());
        self
    }

    pub fn outline(self, level: u8, title: impl Into<String>) -> Self {
        Paragraph { outline: Some((level, title.into())), ..self }
    }
}

impl From<Paragraph> for Block {
    fn from(paragraph: Paragraph) -> Block {
        Block::Paragraph(paragraph)
    }
}
