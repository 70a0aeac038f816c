use unicode_normalization::char::compose;

/// TeX as people read it: accents and symbols as characters, commands and grouping braces gone, ties and line ends
/// as blanks, dashes and quotes as typographers write them. What a command prints of its arguments is kept.
pub fn read_tex(raw: &str) -> String {
    if !raw.bytes().any(|byte| matches!(byte, b'\\' | b'{' | b'}' | b'$' | b'~' | b'-' | b'`' | b'\'' | b'\n')) {
        return collapse(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut reader = Reader { rest: raw, math: false };
    while let Some(c) = reader.next() {
        match c {
            '\\' => reader.command(&mut out),
            '{' | '}' => {}
            '$' => reader.math = !reader.math,
            '~' => out.push(' '),
            '^' | '_' if reader.math => {}
            '-' if !reader.math => out.push_str(match reader.run('-', 2) {
                0 => "-",
                1 => "–",
                _ => "—",
            }),
            '`' => out.push_str(if reader.run('`', 1) == 1 { "“" } else { "‘" }),
            '\'' => out.push_str(if reader.run('\'', 1) == 1 { "”" } else { "'" }),
            c => out.push(c),
        }
    }
    collapse(&out)
}

/// A field that is data, not text (a DOI, an address): escapes read and braces gone, all else as it is.
pub fn read_verbatim(raw: &str) -> String {
    if !raw.contains(['\\', '{', '}']) {
        return raw.trim().to_owned();
    }
    let mut out = String::with_capacity(raw.len());
    let mut reader = Reader { rest: raw, math: false };
    while let Some(c) = reader.next() {
        match c {
            '\\' if reader.rest.starts_with("url{") => reader.rest = &reader.rest[3..],
            '\\' if reader.rest.starts_with(|c: char| c.is_ascii_alphabetic() || "_%&#${}~".contains(c)) => {
                reader.command(&mut out);
            }
            '{' | '}' => {}
            c => out.push(c),
        }
    }
    out.trim().to_owned()
}

/// Runs of blanks as one, none at the ends.
fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

struct Reader<'a> {
    rest: &'a str,
    math: bool,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    /// Takes up to `most` of the same character and says how many.
    fn run(&mut self, c: char, most: usize) -> usize {
        let count = self.rest.chars().take(most).take_while(|&next| next == c).count();
        self.rest = &self.rest[count * c.len_utf8()..];
        count
    }

    fn command(&mut self, out: &mut String) {
        let letters = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters == 0 {
            let Some(c) = self.next() else { return };
            match accent(c) {
                // `\-` in text is a place to break, `\~{}` a tilde.
                Some(mark) => self.accented(mark, c, out),
                None if c.is_whitespace() || matches!(c, ',' | ';' | ':' | '\\') => out.push(' '),
                None if matches!(c, '-' | '/' | '!' | '@' | '(' | ')' | '[' | ']') => {}
                None => out.push(c),
            }
            return;
        }
        let name = &self.rest[..letters];
        self.rest = &self.rest[letters..];
        if let [letter] = name.as_bytes()
            && let Some(mark) = accent(*letter as char)
        {
            return self.accented(mark, *letter as char, out);
        }
        if let Some(symbol) = symbol(name) {
            self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
            out.push_str(symbol);
            return;
        }
        match name {
            "noopsort" | "SortNoop" | "sortnoop" | "href" | "textcolor" | "color" | "vspace" | "hspace" => {
                self.skip_argument();
            }
            _ if self.math && self.rest.starts_with(|c: char| !"{^_".contains(c)) => out.push_str(name),
            _ => self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']),
        }
    }

    /// The character under an accent: `\'e`, `\'{e}`, `\'\i`, `\'{\i}`.
    fn accented(&mut self, mark: char, command: char, out: &mut String) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
        let braced = self.rest.starts_with('{');
        if braced {
            self.rest = self.rest[1..].trim_start_matches(' ');
        }
        let base = if let Some(rest) = self.rest.strip_prefix('\\') {
            let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
            let base = match &rest[..letters] {
                "i" | "imath" => Some('i'),
                "j" | "jmath" => Some('j'),
                name => symbol(name).and_then(|symbol| symbol.chars().next()),
            };
            if base.is_some() {
                self.rest = rest[letters..].trim_start_matches(' ');
            }
            base
        } else {
            let base = self.rest.chars().next().filter(|c| c.is_alphabetic());
            self.rest = &self.rest[base.map_or(0, char::len_utf8)..];
            base
        };
        match base {
            Some(base) => match compose(base, mark) {
                Some(composed) => out.push(composed),
                None => out.extend([base, mark]),
            },
            None if matches!(command, '~' | '^') => out.push(command),
            None => {}
        }
        if braced {
            self.rest = self.rest.strip_prefix('}').unwrap_or(self.rest);
        }
    }

    fn skip_argument(&mut self) {
        let rest = self.rest.trim_start();
        if rest.starts_with('{')
            && let Some(close) = super::braces::closing(rest.as_bytes(), 0, rest.len().min(1000))
        {
            self.rest = &rest[close + 1..];
        }
    }
}

/// The combining mark of an accent command.
pub(in crate::syntax) fn accent(command: char) -> Option<char> {
    Some(match command {
        '`' => '\u{300}',
        '\'' => '\u{301}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '=' => '\u{304}',
        'u' => '\u{306}',
        '.' => '\u{307}',
        '"' => '\u{308}',
        'r' => '\u{30a}',
        'H' => '\u{30b}',
        'v' => '\u{30c}',
        'd' => '\u{323}',
        'c' => '\u{327}',
        'k' => '\u{328}',
        'b' => '\u{331}',
        _ => return None,
    })
}

/// What a command without arguments prints.
pub(in crate::syntax) fn symbol(name: &str) -> Option<&'static str> {
    Some(match name {
        "ss" => "ß",
        "ae" => "æ",
        "AE" => "Æ",
        "oe" => "œ",
        "OE" => "Œ",
        "o" => "ø",
        "O" => "Ø",
        "l" => "ł",
        "L" => "Ł",
        "aa" => "å",
        "AA" => "Å",
        "i" | "imath" => "ı",
        "j" | "jmath" => "ȷ",
        "dh" => "ð",
        "DH" => "Ð",
        "th" => "þ",
        "TH" => "Þ",
        "dj" => "đ",
        "DJ" => "Đ",
        "ng" => "ŋ",
        "NG" => "Ŋ",
        "textless" => "<",
        "textgreater" => ">",
        "textendash" => "–",
        "textemdash" => "—",
        "textquoteright" => "’",
        "textquoteleft" => "‘",
        "textquotedblleft" => "“",
        "textquotedblright" => "”",
        "textquotesingle" => "'",
        "textasciitilde" | "sim" => "~",
        "textasciicircum" => "^",
        "textbackslash" => "\\",
        "textunderscore" => "_",
        "textdegree" | "degree" => "°",
        "textperiodcentered" | "cdot" => "·",
        "textregistered" => "®",
        "texttrademark" => "™",
        "copyright" => "©",
        "ldots" | "dots" | "textellipsis" => "…",
        "guillemotleft" => "«",
        "guillemotright" => "»",
        "slash" => "/",
        "S" => "§",
        "P" => "¶",
        "pounds" => "£",
        "euro" => "€",
        "LaTeX" => "LaTeX",
        "TeX" => "TeX",
        "BibTeX" => "BibTeX",
        "LaTeXe" => "LaTeX2e",
        "quad" | "qquad" | "newline" | "space" | "newblock" => " ",
        "times" => "×",
        "pm" => "±",
        "infty" => "∞",
        "leq" | "le" => "≤",
        "geq" | "ge" => "≥",
        "approx" => "≈",
        "rightarrow" | "to" => "→",
        "alpha" => "α",
        "beta" => "β",
        "gamma" => "γ",
        "Gamma" => "Γ",
        "delta" => "δ",
        "Delta" => "Δ",
        "epsilon" | "varepsilon" => "ε",
        "zeta" => "ζ",
        "eta" => "η",
        "theta" => "θ",
        "kappa" => "κ",
        "lambda" => "λ",
        "Lambda" => "Λ",
        "mu" | "textmu" => "μ",
        "nu" => "ν",
        "xi" => "ξ",
        "pi" => "π",
        "Pi" => "Π",
        "rho" => "ρ",
        "sigma" => "σ",
        "Sigma" => "Σ",
        "tau" => "τ",
        "phi" | "varphi" => "φ",
        "Phi" => "Φ",
        "chi" => "χ",
        "psi" => "ψ",
        "Psi" => "Ψ",
        "omega" => "ω",
        "Omega" => "Ω",
        _ => return None,
    })
}
