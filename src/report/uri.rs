/// A path as a URI (RFC 3986): relative where the path is, `file:` where it is absolute.
pub(super) fn of_path(path: &str) -> String {
    let is_drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    let mut uri = String::with_capacity(path.len() + 8);
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if is_drive {
        uri.push_str("file:///");
    }
    let path = path.strip_prefix("./").unwrap_or(path);
    for (at, &byte) in path.as_bytes().iter().enumerate() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => uri.push(byte as char),
            b'-' | b'.' | b'_' | b'~' | b'/' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'+' | b',' | b';' | b'='
            | b'@' => {
                uri.push(byte as char);
            }
            b'\\' if is_drive => uri.push('/'),
            b':' if is_drive && at == 1 => uri.push(':'),
            byte => {
                const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
                uri.push('%');
                uri.push(DIGITS[usize::from(byte >> 4)] as char);
                uri.push(DIGITS[usize::from(byte & 15)] as char);
            }
        }
    }
    uri
}
