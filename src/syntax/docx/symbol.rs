//! Characters that Word takes from the Symbol font by their place in it.

/// The letters of the Symbol font from `A` and from `a` on.
const UPPER: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const LOWER: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
const SIGNS: &[(u32, char)] = &[
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xAE, '→'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB6, '∂'),
    (0xB7, '•'),
    (0xB9, '≠'),
    (0xBB, '≈'),
    (0xC5, '⊕'),
    (0xCE, '∈'),
    (0xD6, '√'),
    (0xD7, '⋅'),
    (0xE5, '∑'),
    (0x2D, '−'),
];

/// The character at a place (in hexadecimal) of a font; `None` for one that no other font has.
pub fn symbol(font: &str, place: &str) -> Option<char> {
    let place = u32::from_str_radix(place, 16).ok()?;
    // Fonts of signs have their characters at U+F000 to U+F0FF.
    let code = if (0xF000..=0xF0FF).contains(&place) { place - 0xF000 } else { place };
    if !font.eq_ignore_ascii_case("symbol") {
        return if code == place { char::from_u32(code).filter(|c| !c.is_control()) } else { None };
    }
    let letter = |letters: &str, first: u32| letters.chars().nth(code.checked_sub(first)? as usize);
    match code {
        0x41..=0x5A => letter(UPPER, 0x41),
        0x61..=0x7A => letter(LOWER, 0x61),
        0x20..=0x7E if code != 0x2D => char::from_u32(code),
        _ => SIGNS.iter().find(|(at, _)| *at == code).map(|(_, sign)| *sign),
    }
}
