use super::markup::Markup;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The prose of a rule page: paragraphs, lists, emphasis and code. Links are shown as their words, HTML as text.
pub(super) fn write(markdown: &str, to: &mut Markup) {
    for event in Parser::new(markdown) {
        match event {
            Event::Start(tag) => to.raw(opening(&tag)),
            Event::End(tag) => to.raw(closing(tag)),
            Event::Code(code) => to.raw("<code>").text(&code).raw("</code>"),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => to.text(&text),
            Event::SoftBreak | Event::HardBreak => to.raw(" "),
            _ => to,
        };
    }
}

fn opening(tag: &Tag) -> &'static str {
    match tag {
        Tag::Paragraph => "<p>",
        Tag::Heading { .. } => "<p class=\"part\">",
        Tag::List(None) => "<ul>",
        Tag::List(Some(_)) => "<ol>",
        Tag::Item => "<li>",
        Tag::Emphasis => "<em>",
        Tag::Strong => "<strong>",
        Tag::CodeBlock(_) => "<pre>",
        Tag::BlockQuote(_) => "<blockquote>",
        _ => "",
    }
}

fn closing(tag: TagEnd) -> &'static str {
    match tag {
        TagEnd::Paragraph | TagEnd::Heading(_) => "</p>",
        TagEnd::List(false) => "</ul>",
        TagEnd::List(true) => "</ol>",
        TagEnd::Item => "</li>",
        TagEnd::Emphasis => "</em>",
        TagEnd::Strong => "</strong>",
        TagEnd::CodeBlock => "</pre>",
        TagEnd::BlockQuote(_) => "</blockquote>",
        _ => "",
    }
}
