/// ": did you mean `…`?" for a name that is none of `known`, rules and families; empty where nothing is near.
pub(super) fn hint<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    // The name without its family, or in another one, is the commonest slip.
    let bare = name.rsplit('/').next().unwrap_or(name);
    let is_named = |id: &&str| id.split_once('/').is_some_and(|(_, own)| own == bare);
    match known.clone().find(is_named) {
        Some(id) => format!(": did you mean `{id}`?"),
        None => did_you_mean(name, known),
    }
}

/// ": did you mean `…`?" with the nearest of `known`; empty where none is near enough to be a slip of the pen.
pub(crate) fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    // A longer name is no slip of a known one, and measuring it would cost time.
    if name.len() > 80 {
        return String::new();
    }
    let limit = (name.len() / 3).clamp(1, 4);
    let nearest = known.into_iter().map(|word| (distance(name, word), word)).min();
    match nearest {
        Some((distance, word)) if distance <= limit => format!(": did you mean `{word}`?"),
        _ => String::new(),
    }
}

/// How many bytes must be put in, taken out or changed to make `b` of `a` (Levenshtein, two rows).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.bytes().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
