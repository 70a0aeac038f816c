/// How many edits lead from `a` to `b`, or `None` where it takes more than `limit`.
///
/// An edit inserts, deletes or replaces one character or exchanges two neighbours (optimal string alignment). Only the
/// band of the table within `limit` of the diagonal is filled: time grows with length × limit.
pub fn edit_distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    if a == b {
        return Some(0);
    }
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let limit = limit.min(a.len().max(b.len()));
    let too_far = limit + 1;
    let mut before = vec![too_far; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).map(|column| column.min(too_far)).collect();
    let mut row = vec![too_far; b.len() + 1];
    for i in 1..=a.len() {
        let first = i.saturating_sub(limit).max(1);
        let last = (i + limit).min(b.len());
        row[first - 1] = if first == 1 { i.min(too_far) } else { too_far };
        let mut nearest = row[first - 1];
        for j in first..=last {
            let replaced = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut cost = replaced.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(before[j - 2] + 1);
            }
            row[j] = cost.min(too_far);
            nearest = nearest.min(row[j]);
        }
        if let Some(beyond) = row.get_mut(last + 1) {
            *beyond = too_far;
        }
        if nearest > limit {
            return None;
        }
        std::mem::swap(&mut before, &mut above);
        std::mem::swap(&mut above, &mut row);
    }
    above.get(b.len()).copied().filter(|&cost| cost <= limit)
}
