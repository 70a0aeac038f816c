use crate::report::view::{Said, said};

/// Markup under construction: what is trusted is written in the program's source, everything else is escaped.
#[derive(Debug, Default)]
pub(super) struct Markup {
    out: String,
}

impl Markup {
    /// Markup that stands in the program itself.
    pub fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Text between tags or in a quoted attribute.
    ///
    /// Characters that HTML does not allow, and those that turn the direction of what follows, become U+FFFD.
    pub fn text(&mut self, text: &str) -> &mut Self {
        let mut done = 0;
        for (at, c) in text.char_indices() {
            let escaped = match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '\n' | '\t' => continue,
                '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "\u{fffd}",
                _ => continue,
            };
            self.out.push_str(&text[done..at]);
            self.out.push_str(escaped);
            done = at + c.len_utf8();
        }
        self.out.push_str(&text[done..]);
        self
    }

    /// Text as the beginning of a sentence: a small first letter becomes a capital, quoted words stay as they are.
    pub fn sentence(&mut self, text: &str) -> &mut Self {
        let mut rest = text.chars();
        match rest.next() {
            Some(first) if first.is_lowercase() => {
                self.out.extend(first.to_uppercase());
                self.said(rest.as_str())
            }
            _ => self.said(text),
        }
    }

    /// What a rule says: text in which words between backticks are code.
    pub fn said(&mut self, text: &str) -> &mut Self {
        for part in said(text) {
            match part {
                Said::Words(words) => self.text(words),
                Said::Code(code) => self.raw("<code>").text(code).raw("</code>"),
            };
        }
        self
    }

    pub fn number(&mut self, number: impl Into<u64>) -> &mut Self {
        self.out.push_str(&number.into().to_string());
        self
    }

    /// A share of the whole as a percentage with two decimals.
    pub fn percent(&mut self, share: f64) -> &mut Self {
        let hundredths = (share.clamp(0.0, 1.0) * 10_000.0).round() as u64;
        self.out.push_str(&format!("{}.{:02}%", hundredths / 100, hundredths % 100));
        self
    }

    pub fn finish(self) -> String {
        self.out
    }
}

/// [`Markup::text`] for the placeholders of a template.
pub(super) fn escape(text: &str) -> String {
    let mut markup = Markup::default();
    markup.text(text);
    markup.finish()
}
