use crate::rule::Severity;

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
}

impl Counts {
    pub fn of(severities: impl Iterator<Item = Severity>) -> Self {
        severities.fold(Counts::default(), |counts, severity| counts + Counts::one(severity))
    }

    pub fn total(self) -> usize {
        self.errors + self.warnings + self.infos
    }

    pub fn get(self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
            Severity::Info => self.infos,
        }
    }

    /// The gravest severity of which there is one.
    pub fn gravest(self) -> Option<Severity> {
        [Severity::Error, Severity::Warning, Severity::Info].into_iter().find(|severity| self.get(*severity) > 0)
    }

    /// "3 errors, 9 warnings and 4 notes"; what there is none of is left out. "no findings" where there are none.
    pub fn in_words(self) -> String {
        let parts = [(self.errors, "error"), (self.warnings, "warning"), (self.infos, "note")];
        let parts: Vec<String> =
            parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| plural(count, noun)).collect();
        match parts.is_empty() {
            true => "no findings".to_owned(),
            false => listed(&parts),
        }
    }

    fn one(severity: Severity) -> Self {
        match severity {
            Severity::Error => Counts { errors: 1, ..Counts::default() },
            Severity::Warning => Counts { warnings: 1, ..Counts::default() },
            Severity::Info => Counts { infos: 1, ..Counts::default() },
        }
    }
}

impl std::ops::Add for Counts {
    type Output = Counts;

    fn add(self, other: Counts) -> Counts {
        Counts {
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            infos: self.infos + other.infos,
        }
    }
}

/// "1 place", "7 places", "12,000 places".
pub fn plural(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// A number with its thousands parted.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// "a, b and c".
pub fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
