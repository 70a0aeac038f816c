use super::{Kind, Node, Problem, Tree};
use std::ops::Range;

/// Nodes deeper than this are left out of a tree; what they hold moves up to the last one that is kept.
const MAX_DEPTH: usize = 64;

/// Writes a [`Tree`] from the first byte of a text to its last.
///
/// Whatever ranges it is given, the nodes come out in order, on character borders, without overlap of siblings,
/// and each inside its parent.
pub(super) struct Builder<'a> {
    text: &'a str,
    nodes: Vec<Node>,
    /// The open nodes from the outermost; `None` for one that is too deep to be kept.
    open: Vec<Option<u32>>,
    /// No node to come begins before this byte.
    cursor: usize,
    /// The last byte of what was written before the cursor was set back.
    highest: usize,
    /// Whether the last node is a text of the innermost open node, so that a text that touches it may join it.
    joins: bool,
    /// The table that was opened last.
    last_table: Option<u32>,
    pub problems: Vec<Problem>,
}

impl<'a> Builder<'a> {
    pub fn new(text: &'a str) -> Self {
        Builder {
            text,
            nodes: Vec::new(),
            open: Vec::new(),
            cursor: 0,
            highest: 0,
            joins: false,
            last_table: None,
            problems: Vec::new(),
        }
    }

    pub fn text_of(&self) -> &'a str {
        self.text
    }

    /// No node to come begins before this byte.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// How many nodes were written.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    pub fn open(&mut self, kind: Kind, start: usize) {
        self.joins = false;
        if self.open.len() >= MAX_DEPTH {
            self.open.push(None);
            return;
        }
        let start = self.border(start).max(self.cursor);
        self.cursor = start;
        if kind == Kind::Table {
            self.last_table = Some(self.nodes.len() as u32);
        }
        self.open.push(Some(self.nodes.len() as u32));
        self.nodes.push(Node { kind, start: start as u32, end: start as u32, next: 0 });
    }

    /// Closes the innermost open node, without the blanks before `end`.
    pub fn close(&mut self, end: usize) {
        self.joins = false;
        let Some(Some(index)) = self.open.pop() else { return };
        let end = self.border(end).max(self.cursor);
        let end = self.cursor + self.text.get(self.cursor..end).unwrap_or_default().trim_end().len();
        let end = end.max(self.highest);
        self.cursor = end;
        let next = self.nodes.len() as u32;
        let node = &mut self.nodes[index as usize];
        node.end = end as u32;
        node.next = next;
    }

    /// A node without children. What lies before the cursor is cut off; nothing is written where nothing is left.
    pub fn leaf(&mut self, kind: Kind, range: Range<usize>) {
        let (start, end) = (self.border(range.start).max(self.cursor), self.border(range.end));
        if start >= end {
            return;
        }
        let joins = kind == Kind::Text;
        if joins
            && self.joins
            && let Some(last) = self.nodes.last_mut().filter(|last| last.end as usize == start)
        {
            last.end = end as u32;
            self.cursor = end;
            return;
        }
        self.joins = joins;
        self.cursor = end;
        let next = self.nodes.len() as u32 + 1;
        self.nodes.push(Node { kind, start: start as u32, end: end as u32, next });
    }

    /// Passes over the bytes before `to`.
    pub fn skip(&mut self, to: usize) {
        self.cursor = self.border(to).max(self.cursor);
        self.joins = false;
    }

    /// Lets the next node begin at `to` again, though others were written there: what a macro expands to stands at its
    /// call, all of it. The innermost open node still holds it.
    pub fn rewind(&mut self, to: usize) {
        if to < self.cursor {
            let open = self.open.iter().rev().flatten().next();
            let floor = open.and_then(|&index| self.nodes.get(index as usize)).map_or(0, |node| node.start as usize);
            self.highest = self.highest.max(self.cursor);
            self.cursor = self.border(to).max(floor);
            self.joins = false;
        }
    }

    /// Goes back to `to` for what was passed over there: a figure in the midst of a paragraph that is written already. The
    /// caller passes over the rest again before the open node ends.
    pub fn resume(&mut self, to: usize) {
        let open = self.open.iter().rev().flatten().next();
        let floor = open.and_then(|&index| self.nodes.get(index as usize)).map_or(0, |node| node.start as usize);
        self.cursor = self.border(to).max(floor);
        self.joins = false;
    }

    /// Whether node `index` was closed and nothing was written after it.
    pub fn is_last(&self, index: usize) -> bool {
        self.nodes.get(index).is_some_and(|node| node.next as usize == self.nodes.len())
    }

    /// Whether a table was the last thing written.
    pub fn ends_with_table(&self) -> bool {
        self.last_table.is_some_and(|table| self.is_last(table as usize))
    }

    pub fn node(&self, index: usize) -> Option<&Node> {
        self.nodes.get(index)
    }

    /// Opens a closed node again, the last that was written, for more children.
    pub fn reopen(&mut self, index: usize) {
        debug_assert!(self.is_last(index));
        self.joins = false;
        self.open.push((self.open.len() < MAX_DEPTH).then_some(index as u32));
    }

    pub fn finish(mut self) -> Tree {
        while !self.open.is_empty() {
            self.close(self.text.len());
        }
        Tree { nodes: self.nodes, meta: None, entries: Vec::new(), problems: self.problems }
    }

    /// The character border at or before a byte.
    fn border(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}
