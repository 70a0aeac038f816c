use super::DeclarationKind;
use crate::paper::{Block, Paper, Scope};
use crate::syntax::Kind;

/// Words that may belong to a statement, folded as the lexicon folds them. They are many on purpose: that a statement is
/// missing can only be said where nothing hints at it.
fn phrases(kind: DeclarationKind) -> &'static [&'static str] {
    use DeclarationKind::*;
    match kind {
        ConflictOfInterest => &[
            "conflict of interest",
            "conflict of interests",
            "conflicts of interest",
            "conflicts of interests",
            "conflict-of-interest",
            "conflicts-of-interest",
            "conflictofinterest",
            "conflictsofinterest",
            "competinginterests",
            "conflicting interest",
            "conflicting interests",
            "competing interest",
            "competing interests",
            "competing financial",
            "competing commercial",
            "commercial interest",
            "commercial interests",
            "commercial or financial",
            "financial interest",
            "financial interests",
            "financial conflict",
            "financial conflicts",
            "financial disclosure",
            "financial disclosures",
            "financial relationship",
            "financial relationships",
            "declaration of interest",
            "declaration of interests",
            "declarations of interest",
            "declarations of interests",
            "statement of interest",
            "statement of interests",
            "duality of interest",
            "no conflict",
            "no conflicts",
            "any conflict",
            "any conflicts",
            "potential conflict",
            "potential conflicts",
            "no competing",
            "nothing to disclose",
            "nothing to declare",
            "nothing to report",
            "disclosure",
            "disclosures",
            "conflicts",
            "coi",
            "vested interest",
            "vested interests",
        ],
        Funding => &[
            "funding",
            "funded",
            "funder",
            "funders",
            "grant",
            "grants",
            "fellowship",
            "fellowships",
            "scholarship",
            "scholarships",
            "studentship",
            "sponsor",
            "sponsors",
            "sponsored",
            "sponsorship",
            "stipend",
            "bursary",
            "endowment",
            "award",
            "award number",
            "supported by",
            "supported in part",
            "supported under",
            "supported through",
            "financed by",
            "paid for by",
            "support from",
            "support of",
            "support by",
            "financial support",
            "financial assistance",
            "financial disclosure",
            "financially supported",
            "financial contribution",
        ],
        DataAvailability | CodeAvailability => &[
            "availability",
            "dataavailability",
            "accessibility",
            "available at",
            "available from",
            "available in",
            "available on",
            "available online",
            "available through",
            "available under",
            "available upon",
            "available via",
            "available with",
            "available as",
            "available by",
            "available for download",
            "be obtained from",
            "obtained upon",
            "freely available",
            "openly available",
            "publicly available",
            "is available",
            "are available",
            "made available",
            "be made available",
            "not available",
            "data sharing",
            "shared data",
            "open data",
            "data access",
            "deposited",
            "accession",
            "repository",
            "repositories",
            "data are provided",
            "data is provided",
            "supplementary data",
            "supporting data",
            "source data",
            "supplemental data",
            "raw data",
            "on request",
            "upon request",
            "reasonable request",
            "download",
            "downloaded",
            "github",
            "gitlab",
            "bitbucket",
            "zenodo",
            "figshare",
            "dryad",
            "dataverse",
            "openneuro",
            "osf",
            "genbank",
            "mendeley",
            "kaggle",
            "huggingface",
            "codeberg",
            "sourceforge",
        ],
        Ethics | Consent => &[
            "ethics",
            "ethical",
            "ethically",
            "irb",
            "iacuc",
            "institutional review",
            "review board",
            "helsinki",
            "consent",
            "consented",
            "assent",
            "waived",
            "waiver",
            "exempt",
            "exemption",
            "approval",
            "approved",
            "authorised by",
            "authorized by",
            "animal care",
            "animal welfare",
            "humane",
            "anonymised",
            "anonymized",
            "de-identified",
            "deidentified",
            "secondary analysis",
            "secondary data",
            "guidelines",
            "regulations",
            "permit",
            "permission",
        ],
        AuthorContributions | AiUse => &[],
    }
}

/// A copy for blind review has its statements taken out.
const BLINDED: &[&str] = &[
    "blind review",
    "double-blind review",
    "blinded for",
    "blinded manuscript",
    "anonymous for review",
    "anonymous submission",
    "anonymous authors",
    "anonymous author",
    "anonymized for",
    "anonymised for",
    "removed for review",
    "omitted for review",
    "withheld for review",
];

impl Paper {
    /// Whether there is a statement of this kind or any word that may belong to one, wherever it stands: in back matter,
    /// on the first page, in a footnote, the front matter or markup that is not read. A blinded copy hints at all.
    pub fn hints_at(&self, kind: DeclarationKind) -> bool {
        self.hints_where(kind, &|block| block.scope != Scope::References)
    }

    /// The same, but for words inside the argument, where a paper may speak of the funding or interests of others. Its
    /// last paragraph counts: authors put a statement there.
    pub fn hints_outside_argument(&self, kind: DeclarationKind) -> bool {
        let is_of_argument = |block: &Block| {
            let section = block.section.filter(|section| !self.outline.get(*section).is_title);
            block.scope == Scope::Body && section.is_some_and(|section| self.outline.role(section).is_argument())
        };
        let last = self.prose.blocks.iter().rfind(|block| is_of_argument(block)).map_or(u32::MAX, |block| block.start);
        self.hints_where(kind, &|block| {
            block.scope != Scope::References && (block.start == last || !is_of_argument(block))
        })
    }

    fn hints_where(&self, kind: DeclarationKind, is_read: &dyn Fn(&Block) -> bool) -> bool {
        self.declarations.iter().any(|declaration| declaration.kind == kind)
            || phrases(kind).iter().chain(BLINDED).any(|phrase| self.says(phrase, is_read))
            || self.unread().is_some_and(|words| {
                phrases(kind).iter().any(|phrase| words.contains(&format!(" {} ", phrase.replace('-', " "))))
            })
    }

    /// Whether the words stand in a block that is read.
    fn says(&self, phrase: &str, is_read: &dyn Fn(&Block) -> bool) -> bool {
        let stands_in_one = |at: u32| self.prose.block_at(at).is_some_and(|block| is_read(self.prose.block(block)));
        self.prose.phrase(phrase).into_iter().any(|range| stands_in_one(range.start))
    }

    /// The words of the file that are no prose: front matter, comments, and markup of another language; in lower case,
    /// each between two blanks.
    fn unread(&self) -> Option<String> {
        let text = &self.root().text;
        let meta = self.tree.meta.as_ref().map(|meta| meta.range.start as usize..meta.range.end as usize);
        let raw = self.tree.nodes.iter().filter(|node| matches!(node.kind, Kind::Raw | Kind::Comment));
        let parts = meta.into_iter().chain(raw.map(|node| node.range())).filter_map(|range| text.get(range));
        let mut all = String::from(" ");
        for part in parts {
            for word in part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
                all.push_str(&word.to_lowercase());
                all.push(' ');
            }
        }
        (all.len() > 1).then_some(all)
    }
}
