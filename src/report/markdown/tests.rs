use super::*;
use crate::report::fixture;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};

fn text(report: &Report) -> String {
    String::from_utf8(render(report)).unwrap()
}

#[test]
fn a_comment_has_a_table_and_folded_details() {
    let text = text(&fixture::report());
    assert!(text.contains("### † obelus: 1 error, 2 warnings and 4 notes\n"));
    let row = "| ■ error | The text credits “Wu and Okafor” but reference 1 is by Wu and Lin | \
               <code>paper.md:11</code> | `citation/author-mismatch` |\n";
    assert!(text.contains(row), "{text}");
    assert!(text.contains("happens behind a breakwater. As <b>Wu and Okafor (2019)</b> show "), "{text}");
    assert!(text.contains("show that <del>these</del> <ins>the</ins> gauges agree"), "{text}");
    assert!(text.contains("_and 3 more places_ |"));
    assert!(text.contains("<details><summary><b>Not checked</b>: 2 rules</summary>"));
    assert!(text.contains("by directive: the author's voice"));
    assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
}

#[test]
fn a_comment_is_never_too_long_and_counts_what_it_leaves_out() {
    let mut report = fixture::report();
    let finding = report.papers[0].findings[0].clone();
    report.papers[0].findings = (0..2_000)
        .map(|number| {
            let mut finding = finding.clone();
            // Letters, because messages that differ in numbers only are alike.
            let letter = |place: u32| char::from(b'a' + (number / 10_u32.pow(place) % 10) as u8);
            finding.message = format!("{}{}{}{}", letter(0), letter(1), letter(2), letter(3));
            finding.fingerprint = number.to_string();
            finding
        })
        .collect();
    let text = text(&report);
    assert!(text.len() < 65_536);
    assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
    let shown = text.matches("**F").count();
    assert!(
        shown > 50 && text.contains(&format!("{} findings would make", 2_000 - shown).replacen("1", "1,", 1)),
        "{shown}"
    );
}

#[test]
fn nobody_is_called_and_nothing_is_linked() {
    assert_eq!(escape("ask @alice of #12"), "ask \\@\u{2060}alice of \\#\u{2060}12");
    assert_eq!(escape("see http://a.b and www.c.d"), "see http\\://a.b and www\\.c.d");
    assert_eq!(escape("- one"), "\\- one");
    assert_eq!(escape("12. one"), "12\\. one");
    assert_eq!(escape("in 2012. A"), "in 2012. A");
    assert_eq!(escape("<img src=x> | `a`"), "&lt;img src=x&gt; \\| \\`a\\`");
}

proptest! {
    #[test]
    fn escaped_text_is_read_as_it_was(words in "[a-z0-9 \\\\`*_\\[\\](){}<>|~$&!.:/+=#-]{1,60}") {
        let words = words.trim().to_owned();
        for frame in ["| a |\n| --- |\n| x @ y |\n", "> x @ y\n", "> @\n", "x <b>@</b> y\n"] {
            let text = frame.replace('@', &escape(&words));
            let mut read = String::new();
            for event in Parser::new_ext(&text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
                match event {
                    Event::Text(text) => read.push_str(&text),
                    Event::InlineHtml(html) => prop_assert!(matches!(&*html, "<b>" | "</b>"), "{}", html),
                    Event::Start(_) | Event::End(_) => {}
                    other => prop_assert!(false, "{text}: {other:?}"),
                }
            }
            let read: String = read.split('\u{2060}').collect();
            let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert!(squeezed(&read).contains(&squeezed(&words)), "{}: {}", text, read);
        }
    }
}
