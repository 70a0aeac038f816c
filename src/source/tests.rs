use super::*;

#[test]
fn positions_count_lines_and_characters_from_one() {
    let text = "ab\nçd\r\ne\rf";
    let index = LineIndex::new(text);
    let at = |offset| {
        let position = index.position(text, offset);
        (position.line, position.column)
    };
    assert_eq!(at(0), (1, 1));
    assert_eq!(at(3), (2, 1));
    assert_eq!(at(5), (2, 2));
    assert_eq!(at(4), (2, 1), "inside a character is its start");
    assert_eq!(at(8), (3, 1));
    assert_eq!(at(10), (4, 1));
    assert_eq!(at(99), (4, 2), "beyond the end is the end");
    assert_eq!(index.line_count(), 4);
}

#[test]
fn every_encoding_gives_the_same_text() {
    let text = "Café naïve – Müller";
    let utf16 = |little: bool, mark: bool| -> Vec<u8> {
        let mut units: Vec<u16> = text.encode_utf16().collect();
        if mark {
            units.insert(0, 0xfeff);
        }
        units.iter().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    };
    let latin1: Vec<u8> = "Café naïve Müller".chars().map(|c| c as u8).collect();
    assert_eq!(decode(text.as_bytes()).unwrap().text, text);
    assert_eq!(decode(&[b"\xef\xbb\xbf", text.as_bytes()].concat()).unwrap().text, text);
    for little in [true, false] {
        for mark in [true, false] {
            assert_eq!(decode(&utf16(little, mark)).unwrap().text, text, "{little} {mark}");
        }
    }
    assert_eq!(decode(&latin1).unwrap().text, "Café naïve Müller");
    assert_eq!(decode(b"").unwrap().text, "");
}

#[test]
fn what_is_not_text_is_refused_with_its_reason() {
    assert_eq!(decode(b"%PDF-1.7\n"), Err(Refusal::Unsupported("PDF")));
    assert_eq!(decode(b"\n<!DOCTYPE HTML>\n<p>"), Err(Refusal::Unsupported("HTML")));
    assert_eq!(decode(b"a\0b\0\0\0cdef\x01"), Err(Refusal::Binary));
    assert!(Refusal::Unsupported("PDF").to_string().contains("PDF"));
}

#[test]
fn paths_are_joined_without_leaving_the_start() {
    assert_eq!(join("papers/a", "../refs.bib").as_deref(), Some("papers/refs.bib"));
    assert_eq!(join("", "figs/./x.png").as_deref(), Some("figs/x.png"));
    assert_eq!(join("a", "../../x"), None);
    assert_eq!(join("/srv/a", "b").as_deref(), Some("/srv/a/b"));
    assert_eq!(join("a", "/etc/passwd"), None);
    assert_eq!(parent("a/b.md"), "a");
    assert_eq!(parent("b.md"), "");
}

#[test]
fn memory_lists_like_a_disk() {
    let files = MemoryFiles::new().with("a/b.md", "x").with("a/c/d.md", "y").with("e.md", "z");
    let names = |folder| -> Vec<String> { files.list(folder).unwrap().into_iter().map(|e| e.name).collect() };
    assert_eq!(names(""), ["a", "e.md"]);
    assert_eq!(names("a"), ["b.md", "c"]);
    assert_eq!(files.stat("a/c"), Some(FileKind::Folder));
    assert_eq!(files.read("nope"), Err(ReadError::NotFound));
}
