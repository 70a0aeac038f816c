use std::borrow::Cow;

/// The longest reference, with its marks.
const LONGEST: usize = 12;

/// The character that the reference at the start of a text names, and the bytes it takes.
pub fn read(text: &str) -> Option<(Box<str>, usize)> {
    let inside = text.strip_prefix('&')?;
    let end = memchr::memchr(b';', &inside.as_bytes()[..inside.len().min(LONGEST)])?;
    let name = inside.get(..end)?;
    let character = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => NAMED.binary_search_by_key(&name, |(known, _)| known).ok().map(|at| NAMED[at].1)?,
    };
    Some((character.to_string().into(), end + 2))
}

/// The character of `8217` or `x2019`; one that no text holds is a blank.
fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    let character = char::from_u32(code.ok()?)?;
    Some(if character.is_control() { ' ' } else { character })
}

/// A text with its references read.
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::new();
    let mut at = 0;
    while let Some(mark) = text[at..].find('&') {
        decoded.push_str(&text[at..at + mark]);
        at += mark;
        match read(&text[at..]) {
            Some((character, length)) => {
                decoded.push_str(&character);
                at += length;
            }
            None => {
                decoded.push('&');
                at += 1;
            }
        }
    }
    decoded.push_str(&text[at..]);
    Cow::Owned(decoded)
}

/// The named characters of HTML that texts use, sorted by name.
#[rustfmt::skip]
const NAMED: &[(&str, char)] = &[
    ("AElig", 'Æ'), ("Aacute", 'Á'), ("Acirc", 'Â'), ("Agrave", 'À'), ("Alpha", 'Α'), ("Amacr", 'Ā'),
    ("Aogon", 'Ą'), ("Aring", 'Å'), ("Atilde", 'Ã'), ("Auml", 'Ä'), ("Beta", 'Β'), ("Cacute", 'Ć'), ("Ccaron", 'Č'),
    ("Ccedil", 'Ç'), ("Chi", 'Χ'), ("Dagger", '‡'), ("Dcaron", 'Ď'), ("Delta", 'Δ'), ("Dstrok", 'Đ'), ("ETH", 'Ð'),
    ("Eacute", 'É'), ("Ecaron", 'Ě'), ("Ecirc", 'Ê'), ("Egrave", 'È'), ("Emacr", 'Ē'), ("Eogon", 'Ę'),
    ("Epsilon", 'Ε'), ("Eta", 'Η'), ("Euml", 'Ë'), ("Gamma", 'Γ'), ("Gbreve", 'Ğ'), ("Iacute", 'Í'), ("Icirc", 'Î'),
    ("Idot", 'İ'), ("Igrave", 'Ì'), ("Imacr", 'Ī'), ("Iota", 'Ι'), ("Iuml", 'Ï'), ("Kappa", 'Κ'), ("Lambda", 'Λ'),
    ("Lstrok", 'Ł'), ("Mu", 'Μ'), ("Nacute", 'Ń'), ("Ncaron", 'Ň'), ("Ntilde", 'Ñ'), ("Nu", 'Ν'), ("OElig", 'Œ'),
    ("Oacute", 'Ó'), ("Ocirc", 'Ô'), ("Odblac", 'Ő'), ("Ograve", 'Ò'), ("Omacr", 'Ō'), ("Omega", 'Ω'),
    ("Omicron", 'Ο'), ("Oslash", 'Ø'), ("Otilde", 'Õ'), ("Ouml", 'Ö'), ("Phi", 'Φ'), ("Pi", 'Π'), ("Prime", '″'),
    ("Psi", 'Ψ'), ("Rcaron", 'Ř'), ("Rho", 'Ρ'), ("Sacute", 'Ś'), ("Scaron", 'Š'), ("Scedil", 'Ş'), ("Sigma", 'Σ'),
    ("THORN", 'Þ'), ("Tau", 'Τ'), ("Tcaron", 'Ť'), ("Theta", 'Θ'), ("Uacute", 'Ú'), ("Ucirc", 'Û'), ("Udblac", 'Ű'),
    ("Ugrave", 'Ù'), ("Umacr", 'Ū'), ("Upsilon", 'Υ'), ("Uring", 'Ů'), ("Uuml", 'Ü'), ("Xi", 'Ξ'), ("Yacute", 'Ý'),
    ("Yuml", 'Ÿ'), ("Zacute", 'Ź'), ("Zcaron", 'Ž'), ("Zdot", 'Ż'), ("Zeta", 'Ζ'), ("aacute", 'á'), ("acirc", 'â'),
    ("acute", '´'), ("aelig", 'æ'), ("agrave", 'à'), ("alpha", 'α'), ("amacr", 'ā'), ("amp", '&'), ("and", '∧'),
    ("ang", '∠'), ("angst", 'Å'), ("aogon", 'ą'), ("apos", '\''), ("aring", 'å'), ("ast", '*'), ("asymp", '≈'),
    ("atilde", 'ã'), ("auml", 'ä'), ("bdquo", '„'), ("beta", 'β'), ("breve", '˘'), ("bsol", '\\'), ("bull", '•'),
    ("cacute", 'ć'), ("cap", '∩'), ("caron", 'ˇ'), ("ccaron", 'č'), ("ccedil", 'ç'), ("cent", '¢'), ("check", '✓'),
    ("chi", 'χ'), ("circ", 'ˆ'), ("colon", ':'), ("comma", ','), ("commat", '@'), ("cong", '≅'), ("copy", '©'),
    ("cup", '∪'), ("dagger", '†'), ("darr", '↓'), ("dash", '‐'), ("dcaron", 'ď'), ("deg", '°'), ("delta", 'δ'),
    ("divide", '÷'), ("dollar", '$'), ("dstrok", 'đ'), ("eacute", 'é'), ("ecaron", 'ě'), ("ecirc", 'ê'),
    ("egrave", 'è'), ("ell", 'ℓ'), ("emacr", 'ē'), ("empty", '∅'), ("emsp", '\u{2003}'), ("emsp13", '\u{2004}'),
    ("emsp14", '\u{2005}'), ("ensp", '\u{2002}'), ("eogon", 'ę'), ("epsilon", 'ε'), ("epsiv", 'ϵ'), ("equals", '='),
    ("equiv", '≡'), ("eta", 'η'), ("eth", 'ð'), ("euml", 'ë'), ("euro", '€'), ("excl", '!'), ("exist", '∃'),
    ("female", '♀'), ("forall", '∀'), ("frac12", '½'), ("frac14", '¼'), ("frac34", '¾'), ("gamma", 'γ'),
    ("gap", '⪆'), ("gbreve", 'ğ'), ("ge", '≥'), ("ges", '⩾'), ("grave", '`'), ("gt", '>'), ("hArr", '⇔'),
    ("hairsp", '\u{200a}'), ("half", '½'), ("harr", '↔'), ("hellip", '…'), ("horbar", '―'), ("hyphen", '‐'),
    ("iacute", 'í'), ("icirc", 'î'), ("iexcl", '¡'), ("igrave", 'ì'), ("imacr", 'ī'), ("infin", '∞'),
    ("inodot", 'ı'), ("int", '∫'), ("iota", 'ι'), ("iquest", '¿'), ("isin", '∈'), ("iuml", 'ï'), ("kappa", 'κ'),
    ("lambda", 'λ'), ("lap", '⪅'), ("laquo", '«'), ("larr", '←'), ("lceil", '⌈'), ("lcub", '{'), ("ldquo", '“'),
    ("le", '≤'), ("les", '⩽'), ("lfloor", '⌊'), ("lowbar", '_'), ("lpar", '('), ("lsaquo", '‹'), ("lsqb", '['),
    ("lsquo", '‘'), ("lstrok", 'ł'), ("lt", '<'), ("macr", '¯'), ("male", '♂'), ("mdash", '—'), ("micro", 'µ'),
    ("middot", '·'), ("minus", '−'), ("mu", 'μ'), ("nabla", '∇'), ("nacute", 'ń'), ("nbsp", '\u{a0}'),
    ("ncaron", 'ň'), ("ndash", '–'), ("ne", '≠'), ("ni", '∋'), ("not", '¬'), ("notin", '∉'), ("nsub", '⊄'),
    ("ntilde", 'ñ'), ("nu", 'ν'), ("num", '#'), ("numsp", '\u{2007}'), ("oacute", 'ó'), ("ocirc", 'ô'),
    ("odblac", 'ő'), ("oelig", 'œ'), ("ograve", 'ò'), ("omacr", 'ō'), ("omega", 'ω'), ("omicron", 'ο'),
    ("oplus", '⊕'), ("or", '∨'), ("ordf", 'ª'), ("ordm", 'º'), ("oslash", 'ø'), ("otilde", 'õ'), ("otimes", '⊗'),
    ("ouml", 'ö'), ("para", '¶'), ("part", '∂'), ("percnt", '%'), ("period", '.'), ("permil", '‰'), ("perp", '⊥'),
    ("phi", 'φ'), ("phiv", 'ϕ'), ("pi", 'π'), ("planck", 'ℏ'), ("plus", '+'), ("plusmn", '±'), ("pound", '£'),
    ("prime", '′'), ("prod", '∏'), ("prop", '∝'), ("psi", 'ψ'), ("puncsp", '\u{2008}'), ("quest", '?'),
    ("quot", '"'), ("rArr", '⇒'), ("radic", '√'), ("raquo", '»'), ("rarr", '→'), ("rarrw", '↝'), ("rcaron", 'ř'),
    ("rceil", '⌉'), ("rcub", '}'), ("rdquo", '”'), ("reg", '®'), ("rfloor", '⌋'), ("rho", 'ρ'), ("ring", '˚'),
    ("rpar", ')'), ("rsaquo", '›'), ("rsqb", ']'), ("rsquo", '’'), ("sacute", 'ś'), ("sbquo", '‚'), ("scaron", 'š'),
    ("scedil", 'ş'), ("sdot", '⋅'), ("sect", '§'), ("semi", ';'), ("shy", '\u{ad}'), ("sigma", 'σ'),
    ("sigmaf", 'ς'), ("sigmav", 'ς'), ("sim", '∼'), ("sol", '/'), ("star", '☆'), ("starf", '★'), ("sub", '⊂'),
    ("sube", '⊆'), ("sum", '∑'), ("sup", '⊃'), ("sup1", '¹'), ("sup2", '²'), ("sup3", '³'), ("supe", '⊇'),
    ("szlig", 'ß'), ("tau", 'τ'), ("tcaron", 'ť'), ("theta", 'θ'), ("thetav", 'ϑ'), ("thinsp", '\u{2009}'),
    ("thorn", 'þ'), ("tilde", '˜'), ("times", '×'), ("trade", '™'), ("uacute", 'ú'), ("uarr", '↑'), ("ucirc", 'û'),
    ("udblac", 'ű'), ("ugrave", 'ù'), ("umacr", 'ū'), ("uml", '¨'), ("upsilon", 'υ'), ("uring", 'ů'), ("uuml", 'ü'),
    ("varphi", 'ϕ'), ("verbar", '|'), ("xi", 'ξ'), ("yacute", 'ý'), ("yen", '¥'), ("yuml", 'ÿ'), ("zacute", 'ź'),
    ("zcaron", 'ž'), ("zdot", 'ż'), ("zeta", 'ζ'), ("zwj", '\u{200d}'), ("zwnj", '\u{200c}'),
];
