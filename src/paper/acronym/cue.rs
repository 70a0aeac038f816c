use crate::paper::Prose;
use crate::text::Token;

/// Whether the words right beside the acronym say that it is one.
pub fn is_introduced(prose: &Prose, tokens: &[Token], index: usize, acronym: &str) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| prose.word(token));
    let folded = |at: Option<usize>| word(at).to_ascii_lowercase();
    let is_quote = |text: &str| matches!(text, "“" | "”" | "\"" | "‘" | "’" | "'" | "*");
    let mut before = index.checked_sub(1);
    while is_quote(word(before)) {
        before = before.and_then(|at| at.checked_sub(1));
    }
    let mut after = index + 1;
    while is_quote(word(Some(after))) {
        after += 1;
    }
    let in_brackets = matches!(word(before), "(" | "[") && matches!(word(Some(after)), ")" | "]");
    let cue = folded(before);
    let is_named = CUES.contains(&cue.as_str())
        || cue == "as" && CUES_AS.contains(&folded(before.and_then(|at| at.checked_sub(1))).as_str())
        || (index + 1..index + 4).any(|at| SAYINGS.contains(&folded(Some(at)).as_str()));
    let begins_alike = |at: usize| {
        let first = word(Some(at)).bytes().next();
        first.is_some_and(|byte| acronym.as_bytes().first().is_some_and(|letter| letter.eq_ignore_ascii_case(&byte)))
    };
    // "mycophenolic acid (MPA, 25 µg/ml)", "DHA: dihydroartemisinin", "DAVE, a program for …".
    let follows_long_form = matches!(word(before), "(" | "[")
        && matches!(word(Some(after)), "," | ";")
        && (index.saturating_sub(acronym.len() + 3)..index).any(begins_alike);
    let is_listed = matches!(word(Some(after)), ":" | "=" | "–" | "—") && begins_alike(after + 1);
    let is_described = word(Some(after)) == "," && matches!(word(Some(after + 1)), "a" | "an" | "the");
    in_brackets
        || is_named
        || follows_long_form
        || is_listed
        || is_described
        || word(Some(after)) == "(" && is_written_out(prose, tokens, after + 1, acronym)
}

/// Whether the words in the brackets that open before `start` hold the letters of the acronym in their order.
fn is_written_out(prose: &Prose, tokens: &[Token], start: usize, acronym: &str) -> bool {
    let inside = tokens.get(start..).unwrap_or_default().iter().take(3 * acronym.len() + 6);
    let words: Vec<&str> = inside.map(|token| prose.word(token)).take_while(|word| *word != ")").collect();
    let mut letters = acronym.bytes().peekable();
    let first = words.iter().find(|word| !matches!(word.to_ascii_lowercase().as_str(), "the" | "a" | "an" | "or"));
    let begins = first
        .and_then(|word| word.bytes().next())
        .is_some_and(|byte| letters.peek().is_some_and(|letter| letter.eq_ignore_ascii_case(&byte)));
    for byte in words.iter().flat_map(|word| word.bytes()) {
        letters.next_if(|letter| letter.eq_ignore_ascii_case(&byte));
    }
    begins && letters.peek().is_none()
}

/// Words after which a name is given: "called", "known as".
const CUES: &[&str] = &[
    "called",
    "named",
    "termed",
    "dubbed",
    "denoted",
    "abbreviated",
    "acronym",
    "abbreviation",
    "hereafter",
    "hereinafter",
    "henceforth",
    "abbr",
    "aka",
    "labelled",
    "labeled",
    "designated",
];

/// Words before "as" that make it such a cue.
const CUES_AS: &[&str] =
    &["known", "referred", "to", "denoted", "abbreviated", "written", "designated", "labelled", "labeled"];

/// Words after an acronym that say what it stands for.
const SAYINGS: &[&str] = &["stands", "means", "denotes", "abbreviates", "abbreviation", "acronym", "refers"];
