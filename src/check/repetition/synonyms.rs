use crate::text::{Lexicon, StemId, is_stop_word, stem};
use std::sync::LazyLock;

/// Words that stand for one another in academic prose, whatever the field: a row for each sense, a stem in one row only
/// ("employ" and "employment" have one). Our own choice.
const ROWS: &[&str] = &[
    "show demonstrate reveal illustrate",
    "suggest imply indicate",
    "find discover finding",
    "use employ utilize utilise",
    "help assist aid facilitate",
    "improve enhance ameliorate",
    "increase rise grow growth",
    "decrease decline reduce reduction drop diminish lessen lower",
    "start begin commence onset",
    "end finish terminate cease",
    "important crucial essential vital key significant critical",
    "big large great substantial considerable sizeable",
    "small little minor slight",
    "quick fast rapid swift",
    "slow gradual",
    "hard difficult challenging",
    "easy simple straightforward",
    "problem difficulty obstacle barrier hurdle impediment hindrance",
    "hamper hinder impede obstruct inhibit",
    "need require necessitate demand",
    "cause trigger provoke induce",
    "result outcome",
    "effect impact influence consequence",
    "affect shape",
    "method approach technique procedure",
    "goal aim objective purpose",
    "study research inquiry",
    "examine investigate explore analyse analyze",
    "evaluate assess appraise",
    "measure quantify gauge",
    "choose select pick",
    "get obtain acquire gain",
    "give provide supply offer furnish",
    "keep retain maintain preserve",
    "change alter modify alteration modification",
    "happen occur arise",
    "allow enable permit",
    "prevent avoid avert",
    "display exhibit",
    "explain clarify elucidate",
    "describe depict portray",
    "think believe",
    "argue contend assert claim",
    "agree concur",
    "confirm verify corroborate validate",
    "prove establish",
    "contain include comprise encompass",
    "build construct",
    "make create produce generate",
    "answer reply response respond",
    "fight combat counter",
    "country nation state",
    "worldwide global international",
    "people individuals persons",
    "child children",
    "many numerous multiple various several",
    "lack absence shortage scarcity",
    "enough sufficient adequate",
    "right correct accurate",
    "wrong incorrect erroneous mistaken",
    "error mistake",
    "often frequently",
    "usually typically generally normally",
    "mostly primarily predominantly",
    "nearly almost approximately roughly about",
    "only solely merely exclusively",
    "also additionally moreover furthermore",
    "however nevertheless nonetheless",
    "therefore thus hence",
    "because since",
    "although though while whereas",
    "despite notwithstanding",
    "before prior earlier",
    "later subsequently afterwards",
    "now currently presently nowadays",
    "recent new novel latest",
    "old previous former",
    "main chief principal primary major",
    "whole entire complete total overall",
    "part portion fraction share",
    "amount quantity number",
    "level degree extent",
    "area region zone",
    "way manner mode",
    "feature characteristic attribute property trait",
    "advantage benefit merit strength",
    "disadvantage drawback shortcoming limitation",
    "possible feasible viable",
    "probable likely",
    "strong robust powerful",
    "weak feeble",
    "clear evident obvious apparent",
    "unclear uncertain ambiguous",
    "common widespread prevalent",
    "rare uncommon scarce infrequent seldom",
    "similar alike akin comparable",
    "different distinct dissimilar",
    "combine merge integrate unite",
    "separate divide split",
    "support back bolster",
    "strengthen reinforce consolidate",
    "weaken undermine erode",
    "develop evolve",
    "follow pursue",
    "try attempt endeavour endeavor seek strive",
    "plan intend",
    "expect anticipate",
    "predict forecast",
    "understand comprehend grasp",
    "know knowledge",
    "teach instruct",
    "cooperation collaboration",
    "agreement treaty accord pact",
    "law legislation statute",
    "rule regulation",
    "government administration",
    "firm company enterprise corporation",
    "worker employee staff",
    "money fund funding finance financial",
    "cost expense price",
    "cheap inexpensive affordable",
    "job occupation",
    "buy purchase",
    "sell vend",
    "illness disease sickness",
    "patient sufferer",
    "drug medication medicine",
    "doctor physician clinician",
    "treatment therapy",
    "death mortality",
    "survive survival",
    "damage harm injury",
    "danger risk hazard threat",
    "safe secure",
    "speed velocity rate",
    "size magnitude",
    "length duration",
    "stop halt",
    "rely depend",
    "focus concentrate",
    "highlight emphasise emphasize stress underline underscore",
    "propose recommend advise",
    "discuss debate",
    "raise elevate heighten",
    "trust confidence",
    "delay postpone hold-up",
    "environment surroundings setting",
    "participant subject",
    "pupil student learner",
    "school college",
    "town city municipality",
    "village settlement",
    "house dwelling home",
    "street road",
    "vehicle car automobile",
    "gather collect",
    "store save",
    "move transfer",
    "mark label",
    "remove delete eliminate discard exclude",
    "add append",
    "check inspect",
    "repair mend fix",
    "question query",
    "topic theme",
    "example instance",
    "idea concept notion",
    "theory hypothesis",
    "view opinion perspective standpoint",
    "role function",
    "structure architecture organisation organization",
    "model representation",
    "data dataset",
    "paper article manuscript",
    "author writer",
    "reader audience",
    "section chapter",
];

/// A row of [`ROWS`].
struct Row {
    stems: Vec<String>,
    /// Whether one of its words is a word of grammar: then the others say as little of the subject.
    is_grammar: bool,
}

static TABLE: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let row = |row: &&str| Row {
        stems: row.split(' ').map(|word| stem(word).into_owned()).collect(),
        is_grammar: row.split(' ').any(is_stop_word),
    };
    ROWS.iter().map(row).collect()
});

/// What each stem of a paper stands for, by its number: itself, or the first stem of its row that the paper has; none
/// where it stands for a word of grammar.
pub fn concepts(lexicon: &Lexicon) -> Vec<Option<u32>> {
    let mut concepts: Vec<Option<u32>> = (0..lexicon.stem_count() as u32).map(Some).collect();
    for row in TABLE.iter() {
        let mut first = None;
        for StemId(met) in row.stems.iter().filter_map(|stem| lexicon.find_stem(stem)) {
            let first = *first.get_or_insert(met);
            concepts[met as usize] = (!row.is_grammar).then_some(first);
        }
    }
    concepts
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_stem_stands_in_one_row_only() {
        let mut rows: BTreeMap<&str, usize> = BTreeMap::new();
        let mut doubles = Vec::new();
        for (number, row) in TABLE.iter().enumerate() {
            for stem in &row.stems {
                match rows.insert(stem, number) {
                    Some(other) if other != number => doubles.push((stem, ROWS[other], ROWS[number])),
                    _ => {}
                }
            }
        }
        assert!(doubles.is_empty(), "{doubles:#?}");
    }

    #[test]
    fn synonyms_are_one_concept_and_words_of_grammar_none() {
        let mut lexicon = Lexicon::new();
        let [method, approaches, solely, pond] = ["method", "approaches", "solely", "pond"].map(|word| lexicon.intern(word));
        let concepts = concepts(&lexicon);
        let concept = |word| concepts[lexicon.stem(word).0 as usize];
        assert_eq!(concept(method), concept(approaches));
        assert_eq!(concept(solely), None);
        assert_eq!(concept(pond), Some(lexicon.stem(pond).0));
    }
}
