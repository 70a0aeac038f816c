//! Titles and headings that no style marks.

use super::story::{Event, Paragraph, Role};

/// The title stands among so many first paragraphs.
const FRONT: usize = 12;

/// A title or a heading has at most so many bytes.
const LONGEST_TITLE: usize = 300;
const LONGEST_HEADING: usize = 120;

/// Marks the title: the paragraph in the style of one, else the one that the document's properties name, else a first
/// paragraph that is set as one. `named`: the title of the properties, which is often that of another document.
pub fn mark_title(events: &mut [Event], named: Option<&str>) {
    if paragraphs(events).any(|paragraph| paragraph.role == Role::Title) {
        // Only the first is the title; journals set others so, too.
        let mut found = false;
        let mut ended = false;
        for paragraph in paragraphs_mut(events) {
            let is_title = paragraph.role == Role::Title;
            if is_title && ended {
                paragraph.role = Role::Body;
            }
            found |= is_title;
            ended |= found && !is_title;
        }
        return;
    }
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let named = named.map(fold).filter(|title| !title.is_empty());
    let by_name = || {
        let at = paragraphs(events)
            .take(FRONT)
            .position(|it| named.as_ref().is_some_and(|title| fold(&it.words()) == *title));
        at.filter(|at| paragraphs(events).nth(*at).is_some_and(|it| it.role == Role::Body))
    };
    let by_look = || {
        let first = paragraphs(events).next()?;
        let words = first.words();
        let is_set_apart = first.is_centred || first.is_all(|look| look.bold) || first.is_all(|look| look.large);
        let is_title = first.role == Role::Body
            && first.list.is_none()
            && is_set_apart
            && words.len() <= LONGEST_TITLE
            && words.split_whitespace().count() >= 3
            && !words.ends_with(['.', ':', ',', ';']);
        is_title.then_some(0)
    };
    let Some(at) = by_name().or_else(by_look) else { return };
    if let Some(paragraph) = paragraphs_mut(events).nth(at) {
        paragraph.role = Role::Title;
    }
}

/// Makes headings of the short bold paragraphs of a document without headings.
pub fn mark_headings(events: &mut [Event]) {
    if paragraphs(events).any(|paragraph| matches!(paragraph.role, Role::Heading(_))) {
        return;
    }
    let mut depth = 0;
    for at in 0..events.len() {
        match &events[at] {
            Event::Open(_) => depth += 1,
            Event::Close => depth -= 1,
            Event::Paragraph(paragraph) if depth == 0 && is_bold_heading(paragraph) => {
                // What stands above another such line or above nothing is no heading.
                let next = match events.get(at + 1) {
                    Some(Event::Paragraph(next)) => !(next.role == Role::Front),
                    Some(_) => true,
                    None => false,
                };
                let level = level(&paragraph.words());
                if let (true, Some(Event::Paragraph(paragraph))) = (next, events.get_mut(at)) {
                    paragraph.role = Role::Heading(level);
                }
            }
            Event::Paragraph(_) => {}
        }
    }
}

fn is_bold_heading(paragraph: &Paragraph) -> bool {
    let words = paragraph.words();
    let is_label = ["figure", "fig.", "fig ", "table", "keywords", "key words"]
        .iter()
        .any(|label| words.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label)));
    paragraph.role == Role::Body
        && paragraph.is_all(|look| look.bold)
        && words.len() <= LONGEST_HEADING
        && words.chars().any(char::is_alphabetic)
        && !words.ends_with(['.', ',', ';', '!'])
        && !is_label
}

/// The level that a typed number shows: `2.1 Sampling` is of the second.
fn level(words: &str) -> u8 {
    let number = words.split_whitespace().next().unwrap_or_default().trim_end_matches('.');
    let parts = number.split('.').count();
    let is_number = number.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    if is_number { parts.min(6) as u8 } else { 1 }
}

fn paragraphs(events: &[Event]) -> impl Iterator<Item = &Paragraph> {
    events.iter().filter_map(|event| match event {
        Event::Paragraph(paragraph) => Some(&**paragraph),
        _ => None,
    })
}

fn paragraphs_mut(events: &mut [Event]) -> impl Iterator<Item = &mut Paragraph> {
    events.iter_mut().filter_map(|event| match event {
        Event::Paragraph(paragraph) => Some(&mut **paragraph),
        _ => None,
    })
}
