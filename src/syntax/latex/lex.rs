use std::ops::Range;

/// No partner: a brace that is never closed, a conditional without its `\fi`.
pub const NONE: u32 = u32::MAX;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Words and single blanks between them.
    Text,
    /// A line end, or blanks that are read as one.
    Blank,
    /// An empty line.
    Par,
    Open,
    Close,
    OpenBracket,
    CloseBracket,
    Dollar,
    Dollars,
    Tab,
    /// `#1` to `#9`; 0 for a stray `#`.
    Parameter(u8),
    Superscript,
    Subscript,
    Tie,
    EnDash,
    EmDash,
    OpenQuote,
    OpenQuotes,
    CloseQuotes,
    /// `"`, which is set as closing quotation marks.
    StraightQuotes,
    /// `\name` or `\,`.
    Command,
    /// `\name*`.
    Starred,
    /// A comment that speaks to obelus.
    Directive,
    /// A whole environment whose content TeX does not read (`verbatim`, `lstlisting`), or a chunk of Sweave.
    Verbatim,
    /// `\verb|…|` and its kin.
    Verb,
    /// `\url{…}`.
    Address,
    /// `\href{…}`, without the words that are linked.
    Link,
}

/// A token: its letters, and the place that it is read at. The two differ for what a macro expands to: its letters stand
/// in the definition, its place is the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub mark: Mark,
    pub start: u32,
    pub end: u32,
    pub at: u32,
    pub to: u32,
}

impl Token {
    fn new(mark: Mark, range: Range<usize>) -> Token {
        let (start, end) = (range.start as u32, range.end as u32);
        Token { mark, start, end, at: start, to: end }
    }

    /// The same token, read at another place.
    pub fn moved(self, at: u32, to: u32) -> Token {
        Token { at, to, ..self }
    }

    pub fn is_moved(&self) -> bool {
        self.at != self.start || self.to != self.end
    }

    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    pub fn place(&self) -> Range<usize> {
        self.at as usize..self.to as usize
    }

    /// The name of a command, without its backslash and star; empty for any other token.
    pub fn name<'t>(&self, text: &'t str) -> &'t str {
        let end = match self.mark {
            Mark::Command => self.end,
            Mark::Starred => self.end - 1,
            _ => return "",
        };
        text.get(self.start as usize + 1..end as usize).unwrap_or_default()
    }
}

/// A text as TeX reads it, before any macro is known.
#[derive(Debug, Default)]
pub struct Lexed {
    pub tokens: Vec<Token>,
    /// For an opening brace or bracket the index of the closing one; for `\if…` that of its `\else` or `\fi`, for `\else` that of `\fi`.
    pub pairs: Vec<u32>,
}

/// Environments whose content is not read as TeX. The names that a text defines itself are added to them.
const VERBATIM: &[&str] = &[
    "verbatim",
    "verbatim*",
    "Verbatim",
    "Verbatim*",
    "BVerbatim",
    "LVerbatim",
    "SaveVerbatim",
    "lstlisting",
    "minted",
    "alltt",
    "Code",
    "CodeInput",
    "CodeOutput",
    "Sinput",
    "Soutput",
    "Scode",
    "code",
    "semiverbatim",
    "listing*",
    "pyglist",
    "Highlighting",
    "tcblisting",
    "luacode",
    "luacode*",
    "pycode",
    "asy",
    "hscode",
];

/// Environments that print nothing, with content that is not read.
const HIDDEN: &[&str] = &["comment", "filecontents", "filecontents*", "CCSXML", "sagesilent", "luacode"];

/// So many verbatim environments that a text defines are known.
const MOST_DEFINED: usize = 64;

/// Conditionals that take their branches as arguments, or are none.
const NO_CONDITIONALS: &[&str] = &[
    "iff",
    "ifthenelse",
    "ifdef",
    "ifundef",
    "ifcsdef",
    "ifcsundef",
    "ifstrequal",
    "ifstrempty",
    "ifblank",
    "ifnumcomp",
    "ifboolexpr",
    "iftoggle",
    "ifbool",
    "ifdefempty",
    "ifdefstring",
    "ifcsstring",
    "ifpackageloaded",
    "ifnumgreater",
    "ifnumless",
    "ifnumequal",
    "ifstreq",
    "ifempty",
    "ifentrytype",
    "iffieldundef",
    "ifundefined",
    "ifthispageodd",
];

/// Whether a command begins a conditional that `\fi` ends.
pub fn is_conditional(name: &str) -> bool {
    name.starts_with("if") && !NO_CONDITIONALS.contains(&name)
}

/// Reads a text as tokens, in one pass.
pub fn lex(text: &str) -> Lexed {
    let mut lexer = Lexer {
        text,
        at: 0,
        lexed: Lexed::default(),
        braces: Vec::new(),
        brackets: Vec::new(),
        conditionals: Vec::new(),
        at_is_letter: false,
        verbatim: Vec::new(),
        unended: Vec::new(),
    };
    lexer.chunk();
    while lexer.at < text.len() {
        lexer.token();
    }
    lexer.lexed
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    lexed: Lexed,
    braces: Vec<u32>,
    /// Open brackets, and [`NONE`] for each open brace.
    brackets: Vec<u32>,
    /// Open conditionals: the token whose partner comes next.
    conditionals: Vec<u32>,
    at_is_letter: bool,
    /// Verbatim environments that the text defines.
    verbatim: Vec<&'t str>,
    /// Verbatim environments that have no end from here on.
    unended: Vec<&'t str>,
}

impl<'t> Lexer<'t> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn push(&mut self, mark: Mark, end: usize) {
        let end = end.max(self.at);
        if mark == Mark::Par {
            while self.brackets.pop_if(|open| *open != NONE).is_some() {}
        }
        self.lexed.tokens.push(Token::new(mark, self.at..end));
        self.lexed.pairs.push(NONE);
        self.at = end;
    }

    fn token(&mut self) {
        let Some(byte) = self.byte(self.at) else { return };
        let next = self.byte(self.at + 1);
        match byte {
            b'\\' => self.command(),
            b'%' => self.comment(),
            b'{' => {
                self.braces.push(self.lexed.tokens.len() as u32);
                self.brackets.push(NONE);
                self.push(Mark::Open, self.at + 1);
            }
            b'}' => {
                let index = self.lexed.tokens.len() as u32;
                if let Some(open) = self.braces.pop() {
                    self.lexed.pairs[open as usize] = index;
                    // Brackets that were not closed before the brace are text.
                    while self.brackets.pop().is_some_and(|open| open != NONE) {}
                }
                self.push(Mark::Close, self.at + 1);
            }
            b'[' => {
                self.brackets.push(self.lexed.tokens.len() as u32);
                self.push(Mark::OpenBracket, self.at + 1);
            }
            b']' => {
                if let Some(open) = self.brackets.pop_if(|open| *open != NONE) {
                    self.lexed.pairs[open as usize] = self.lexed.tokens.len() as u32;
                }
                self.push(Mark::CloseBracket, self.at + 1);
            }
            b'$' if next == Some(b'$') => self.push(Mark::Dollars, self.at + 2),
            b'$' => self.push(Mark::Dollar, self.at + 1),
            b'&' => self.push(Mark::Tab, self.at + 1),
            b'^' => self.push(Mark::Superscript, self.at + 1),
            b'_' => self.push(Mark::Subscript, self.at + 1),
            b'~' => self.push(Mark::Tie, self.at + 1),
            b'#' => match next {
                Some(digit @ b'1'..=b'9') => self.push(Mark::Parameter(digit - b'0'), self.at + 2),
                _ => self.push(Mark::Parameter(0), self.at + 1),
            },
            b'`' if next == Some(b'`') => self.push(Mark::OpenQuotes, self.at + 2),
            b'`' => self.push(Mark::OpenQuote, self.at + 1),
            b'\'' if next == Some(b'\'') => self.push(Mark::CloseQuotes, self.at + 2),
            b'"' => self.push(Mark::StraightQuotes, self.at + 1),
            b'-' if next == Some(b'-') => match self.byte(self.at + 2) {
                Some(b'-') => self.push(Mark::EmDash, self.at + 3),
                _ => self.push(Mark::EnDash, self.at + 2),
            },
            b' ' | b'\t' | b'\n' | b'\r' if self.is_blank_run(self.at) => self.blanks(),
            _ => self.words(),
        }
    }

    /// Whether what begins here is more than one blank between two words.
    fn is_blank_run(&self, at: usize) -> bool {
        self.byte(at) != Some(b' ') || matches!(self.byte(at + 1), None | Some(b' ' | b'\t' | b'\n' | b'\r'))
    }

    fn words(&mut self) {
        let bytes = self.text.as_bytes();
        let mut end = self.at + 1;
        while let Some(&byte) = bytes.get(end) {
            let stops = match byte {
                b'\\' | b'%' | b'{' | b'}' | b'[' | b']' | b'$' | b'&' | b'^' | b'_' | b'~' | b'#' | b'`' | b'"' => {
                    true
                }
                b'\'' | b'-' => bytes.get(end + 1) == Some(&byte),
                b' ' | b'\t' | b'\n' | b'\r' => self.is_blank_run(end),
                _ => false,
            };
            if stops {
                break;
            }
            end += 1;
        }
        self.push(Mark::Text, end);
    }

    fn blanks(&mut self) {
        let (end, newlines) = self.blank_run(self.at);
        self.push(if newlines > 1 { Mark::Par } else { Mark::Blank }, end);
        if newlines > 0 {
            self.chunk();
        }
    }

    /// The end of the blanks from `at` on, and how many line ends are among them.
    fn blank_run(&self, at: usize) -> (usize, usize) {
        let blanks = self.text.as_bytes()[at.min(self.text.len())..].iter();
        let blanks = blanks.take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
        let (mut length, mut newlines) = (0, 0);
        for byte in blanks {
            length += 1;
            newlines += usize::from(*byte == b'\n');
        }
        // Line ends of old files.
        if newlines == 0 {
            newlines =
                self.text.as_bytes()[at.min(self.text.len())..][..length].iter().filter(|b| **b == b'\r').count();
        }
        (at + length, newlines)
    }

    fn comment(&mut self) {
        let line = memchr::memchr2(b'\n', b'\r', &self.text.as_bytes()[self.at..]);
        let end = line.map_or(self.text.len(), |length| self.at + length);
        let words = self.text[self.at..end].trim_start_matches(['%', ' ', '\t']);
        if words.starts_with("obelus:") {
            self.push(Mark::Directive, end);
        }
        self.at = end;
        let (after, newlines) = self.blank_run(end);
        if newlines > 1 {
            self.push(Mark::Par, after);
        }
        self.at = after;
        if newlines > 0 {
            self.chunk();
        }
    }

    /// The chunks of Sweave or knitr, `<<…>>=` to `@`, that begin the line at the cursor.
    fn chunk(&mut self) {
        // One may follow on another at once.
        while let Some(end) = self.chunk_end() {
            self.push(Mark::Verbatim, end);
        }
    }

    /// Where the chunk ends that begins at the cursor.
    fn chunk_end(&self) -> Option<usize> {
        let rest = self.text[self.at..].strip_prefix("<<")?;
        let head = rest.lines().next().unwrap_or_default();
        if !head.trim_end().ends_with(">>=") {
            return None;
        }
        let mut end = self.at + 2 + head.len();
        for line in rest[head.len()..].split_inclusive('\n') {
            end += line.len();
            if line.trim_end() == "@" || line.starts_with("@ ") {
                break;
            }
        }
        Some(end)
    }

    fn command(&mut self) {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'@' && self.at_is_letter;
        let letters = bytes[start + 1..].iter().take_while(|byte| is_letter(byte)).count();
        if letters == 0 {
            let symbol = self.text[start + 1..].chars().next();
            return self.push(Mark::Command, start + 1 + symbol.map_or(0, char::len_utf8));
        }
        let end = start + 1 + letters;
        let name = &self.text[start + 1..end];
        let is_starred = self.byte(end) == Some(b'*');
        match name {
            "makeatletter" => self.at_is_letter = true,
            "makeatother" => self.at_is_letter = false,
            "begin" if self.verbatim_environment(end) => return,
            "verb" | "lstinline" | "mintinline" | "Verb" | "pyginline" | "path" if self.verb(name, end) => return,
            "url" | "nolinkurl" | "href" if self.address(name, end) => return,
            "lstnewenvironment" | "DefineVerbatimEnvironment" | "newminted" | "newtcblisting" => {
                let defined = self.braced(end).filter(|_| self.verbatim.len() < MOST_DEFINED);
                self.verbatim.extend(defined.map(|range| &self.text[range]));
            }
            _ => {}
        }
        let index = self.lexed.tokens.len();
        match is_starred {
            true => self.push(Mark::Starred, end + 1),
            false => self.push(Mark::Command, end),
        }
        self.pair(name, index as u32);
        // TeX passes over the blanks after a name of letters.
        let (after, newlines) = self.blank_run(self.at);
        if newlines < 2 {
            self.at = after;
            if newlines > 0 {
                self.chunk();
            }
        }
    }

    /// Ties a conditional to its `\else` and `\fi`.
    fn pair(&mut self, name: &str, index: u32) {
        match name {
            "else" | "fi" => {
                if let Some(open) = self.conditionals.pop() {
                    self.lexed.pairs[open as usize] = index;
                    if name == "else" {
                        self.conditionals.push(index);
                    }
                }
            }
            name if is_conditional(name) => {
                let before = index.checked_sub(1).and_then(|before| self.lexed.tokens.get(before as usize));
                let before = before.map_or("", |token| token.name(self.text));
                // `\newif\ifdraft` and `\let\ifdraft\iftrue` name conditionals and begin none.
                let is_named = matches!(before, "newif" | "let" | "def" | "newcommand" | "global")
                    || index.checked_sub(2).is_some_and(|at| self.lexed.tokens[at as usize].name(self.text) == "let");
                if !is_named {
                    self.conditionals.push(index);
                }
            }
            _ => {}
        }
    }

    /// The inside of a short braced name at `at`, on one line.
    fn braced(&self, at: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 80;
        let start = at + self.text[at..].bytes().take_while(|byte| *byte == b' ').count();
        let inside = self.text[start..].strip_prefix('{')?;
        let length = inside.bytes().take(LONGEST).position(|byte| matches!(byte, b'}' | b'{' | b'\n' | b'\\'))?;
        (inside.as_bytes()[length] == b'}').then(|| start + 1..start + 1 + length)
    }

    /// An environment that is not read as TeX, whole.
    fn verbatim_environment(&mut self, at: usize) -> bool {
        let Some(range) = self.braced(at) else { return false };
        let name = &self.text[range.clone()];
        let is_hidden = HIDDEN.contains(&name);
        if !is_hidden && !VERBATIM.contains(&name) && !self.verbatim.contains(&name) {
            return false;
        }
        if self.unended.contains(&name) {
            return false;
        }
        let end = format!("\\end{{{name}}}");
        let body = range.end + 1;
        let Some(found) = memchr::memmem::find(&self.text.as_bytes()[body..], end.as_bytes()) else {
            self.unended.push(name);
            return false;
        };
        let end = body + found + end.len();
        if is_hidden {
            self.at = end;
        } else {
            self.push(Mark::Verbatim, end);
        }
        true
    }

    /// Verbatim text inside a line: `\verb|…|`, `\lstinline[…]{…}`, `\mintinline{lang}|…|`.
    fn verb(&mut self, name: &str, at: usize) -> bool {
        const LONGEST: usize = 2_000;
        let mut at = at + usize::from(self.byte(at) == Some(b'*'));
        if name != "verb" && name != "path" && self.byte(at) == Some(b'[') {
            let Some(close) = self.text.as_bytes()[at..].iter().take(LONGEST).position(|byte| *byte == b']') else {
                return false;
            };
            at += close + 1;
        }
        if name == "mintinline" || name == "pyginline" {
            let Some(language) = self.braced(at) else { return false };
            at = language.end + 1;
        }
        let Some(delimiter) = self.text[at..].chars().next().filter(|c| !c.is_alphanumeric() && !c.is_whitespace())
        else {
            return false;
        };
        if name == "path" && matches!(delimiter, '(' | '[') {
            return false;
        }
        if delimiter == '{' {
            let Some(close) = self.closing(at) else { return false };
            self.push(Mark::Verb, close + 1);
            return true;
        }
        let body = at + delimiter.len_utf8();
        let line = &self.text[body..self.text.floor_char_boundary(body + LONGEST)];
        let line = line.lines().next().unwrap_or_default();
        let Some(length) = line.find(delimiter) else { return false };
        self.push(Mark::Verb, body + length + delimiter.len_utf8());
        true
    }

    fn address(&mut self, name: &str, at: usize) -> bool {
        let start = at + usize::from(self.byte(at) == Some(b'*'));
        let start = start + self.text[start..].bytes().take_while(|byte| matches!(byte, b' ' | b'\n')).count();
        if self.byte(start) != Some(b'{') {
            return false;
        }
        let Some(close) = self.closing(start) else { return false };
        self.push(if name == "href" { Mark::Link } else { Mark::Address }, close + 1);
        true
    }

    /// The brace that closes the one at `at`, in what is not read as TeX.
    fn closing(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 4_000;
        let mut depth = 0usize;
        let mut escaped = false;
        for (length, byte) in self.text.as_bytes()[at..].iter().take(LONGEST).enumerate() {
            match byte {
                _ if std::mem::take(&mut escaped) => {}
                b'\\' => escaped = true,
                b'{' => depth += 1,
                b'}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return Some(at + length);
                    }
                }
                _ => {}
            }
        }
        None
    }
}
