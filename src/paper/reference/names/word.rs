/// Words that stand before a surname and belong to it.
const PARTICLES: &[&str] = &[
    "af", "al", "av", "bin", "d", "da", "das", "de", "de'", "degli", "dei", "del", "dela", "della", "den", "der",
    "des", "di", "do", "dos", "du", "el", "ibn", "la", "las", "le", "los", "op", "'t", "’t", "te", "ten", "ter", "van",
    "vande", "vander", "vom", "von", "y", "zu", "zum", "zur",
];

/// Words that only the name of an organisation holds.
pub const ORGANISATIONS: &[&str] = &[
    "academy",
    "administration",
    "agency",
    "alliance",
    "association",
    "authority",
    "bank",
    "board",
    "bureau",
    "center",
    "centers",
    "centre",
    "centres",
    "collaboration",
    "collaborators",
    "commission",
    "committee",
    "company",
    "congress",
    "consortium",
    "contributors",
    "cooperation",
    "corporation",
    "council",
    "court",
    "department",
    "developers",
    "directorate",
    "federation",
    "foundation",
    "fund",
    "government",
    "group",
    "inc",
    "inc.",
    "initiative",
    "institute",
    "institution",
    "investigators",
    "laboratory",
    "llc",
    "ltd",
    "ltd.",
    "ministry",
    "nations",
    "network",
    "observatory",
    "office",
    "organisation",
    "organization",
    "parliament",
    "party",
    "programme",
    "project",
    "secretariat",
    "service",
    "services",
    "society",
    "survey",
    "task",
    "team",
    "union",
    "university",
    "working",
];

/// The commonest Chinese surnames in pinyin (Ministry of Public Security, 2020), with frequent Cantonese and Korean
/// ones: a name that begins with one and goes on with something that is none is in Eastern order.
const EASTERN_SURNAMES: &[&str] = &[
    "bai", "cai", "cao", "chang", "chen", "cheng", "choi", "cui", "dai", "deng", "ding", "dong", "du", "fan", "fang",
    "feng", "fu", "gao", "gong", "gu", "guo", "han", "hao", "he", "hou", "hu", "huang", "jia", "jiang", "jin", "kang",
    "kim", "kong", "lai", "lee", "lei", "li", "liang", "liao", "lin", "liu", "long", "lu", "luo", "lv", "ma", "mao",
    "meng", "mo", "niu", "pan", "park", "peng", "qian", "qin", "qiu", "ren", "shao", "shen", "shi", "song", "su",
    "sun", "tan", "tang", "tao", "tian", "wan", "wang", "wei", "wen", "wu", "xi", "xia", "xiang", "xiao", "xie",
    "xiong", "xu", "xue", "yan", "yang", "yao", "ye", "yi", "yin", "yu", "yuan", "zeng", "zhai", "zhang", "zhao",
    "zheng", "zhong", "zhou", "zhu", "zou",
];

/// Capitalised words that begin titles, not names.
const TITLE_WORDS: &[&str] = &[
    "The",
    "An",
    "On",
    "In",
    "Of",
    "For",
    "From",
    "How",
    "Why",
    "What",
    "Is",
    "With",
    "Towards",
    "Toward",
    "Using",
    "Introduction",
    "Proceedings",
    "Journal",
];

/// `X.`, `X.Y.`, `X.-Y.`, `Ch.`, `JP`, `X`.
pub fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0
        || letters > 5
        || !word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '‐' | '–' | '\'' | '’'))
    {
        return false;
    }
    let mut parts = word.split(['.', '-', '‐', '–']).filter(|part| !part.is_empty());
    if word.ends_with('.') || word.contains('.') {
        return parts.all(|part| part.starts_with(char::is_uppercase) && part.chars().count() <= 2) && !is_suffix(word);
    }
    // "Berg JR" is J. R. Berg; a junior is "Berg Jr".
    letters <= 3 && word.chars().all(|c| c.is_uppercase() || c == '-') && (word == "JR" || !is_suffix(word))
}

/// Capitalised, with another letter: not a number, not an initial.
pub fn is_surname(word: &str) -> bool {
    let mut letters = word.trim_start_matches(['\'', '’', '‘']).chars();
    let Some(first) = letters.next() else { return false };
    if TITLE_WORDS.contains(&word) {
        return false;
    }
    let prefixed =
        ["d'", "d’", "l'", "o'", "’t", "al-", "el-"].iter().any(|prefix| word.to_lowercase().starts_with(prefix));
    (first.is_uppercase() || prefixed)
        && word.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '‐' | '\'' | '’' | '´' | '`' | '\u{300}'..='\u{36f}'))
}

pub fn is_particle(word: &str) -> bool {
    let lower = word.to_lowercase();
    PARTICLES.contains(&lower.as_str()) && !(word.len() == 1 && word.starts_with(char::is_uppercase))
}

/// Particles that are also "and".
pub fn is_connective(word: &str) -> bool {
    word == "y"
}

pub fn is_suffix(word: &str) -> bool {
    matches!(word.trim_end_matches([',', '.']), "Jr" | "Sr" | "II" | "III" | "IV" | "2nd" | "3rd" | "jr" | "JR")
}

/// Whether the first of two words is the surname: Xi Jinping.
pub fn is_eastern(first: &str, second: &str) -> bool {
    let known = |word: &str| EASTERN_SURNAMES.contains(&word.to_lowercase().as_str());
    known(first) && !known(second) && is_pinyin(&second.to_lowercase())
}

/// Whether a word is made of pinyin syllables: an initial consonant, vowels, and n, ng or r.
fn is_pinyin(word: &str) -> bool {
    let mut rest = word;
    let mut syllables = 0;
    while !rest.is_empty() {
        let initial =
            ["zh", "ch", "sh"].iter().find(|initial| rest.starts_with(**initial)).map_or(0, |initial| initial.len());
        let initial = initial.max(usize::from(rest.starts_with(|c: char| "bpmfdtnlgkhjqxrzcsyw".contains(c))));
        let after = &rest[initial..];
        let vowels = after.bytes().take_while(|byte| b"aeiou".contains(byte)).count();
        if vowels == 0 || vowels > 3 {
            return false;
        }
        let after = &after[vowels..];
        let coda = if after.starts_with("ng") && !after[2..].starts_with(|c: char| "aeiou".contains(c)) {
            2
        } else {
            usize::from(after.starts_with('n') && !after[1..].starts_with(|c: char| "aeiou".contains(c)))
        };
        rest = &after[coda..];
        syllables += 1;
    }
    (1..=2).contains(&syllables)
}
