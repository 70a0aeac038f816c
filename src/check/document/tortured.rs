//! Phrases that a program put in the place of established terms, word by word, so that copied text is not found.

use crate::paper::{Paper, Scope};
use std::cmp::Reverse;
use std::ops::Range;

/// From so many different phrases on, a text was spun: published cases have five and more, and slips have one or two.
pub const CLUSTER: usize = 5;

/// A phrase that was met.
pub struct Tortured {
    pub phrase: &'static str,
    /// What it stands for.
    pub term: &'static str,
    /// Bytes of the prose; never empty.
    pub places: Vec<Range<u32>>,
}

/// The phrases of the table in a paper's own words, each once, in the order of their first places.
pub fn find(paper: &Paper) -> Vec<Tortured> {
    let mut met: Vec<Tortured> = Vec::new();
    for (term, phrases) in TABLE {
        for phrase in *phrases {
            // Its plural begins with the same words; of most phrases the first is nowhere.
            let (head, _) = phrase.split_once(' ').unwrap_or((phrase, ""));
            if paper.prose.lexicon.find(head).is_none() {
                continue;
            }
            let mut places = paper.prose.phrase(phrase);
            let plural = places.is_empty().then(|| paper.prose.phrase(&format!("{phrase}s")));
            places.extend(plural.unwrap_or_default());
            places.retain(|place| is_own(paper, place));
            if !places.is_empty() {
                met.push(Tortured { phrase, term, places });
            }
        }
    }
    // "profound neural organization" holds "profound neural": of phrases that overlap, the longest is kept.
    let mut spans: Vec<(u32, Reverse<u32>)> =
        met.iter().flat_map(|met| &met.places).map(|place| (place.start, Reverse(place.end))).collect();
    spans.sort_unstable();
    let mut reach = 0;
    spans.retain(|(_, Reverse(end))| {
        let is_longest = *end > reach;
        reach = reach.max(*end);
        is_longest
    });
    for one in &mut met {
        one.places.retain(|place| spans.binary_search(&(place.start, Reverse(place.end))).is_ok());
    }
    met.retain(|met| !met.places.is_empty());
    if !met.is_empty() && ABOUT.iter().any(|phrase| !paper.prose.phrase(phrase).is_empty()) {
        return Vec::new();
    }
    met.sort_by_key(|met| met.places[0].start);
    met
}

/// A paper with one of these is about such phrases.
const ABOUT: &[&str] = &["tortured phrase", "tortured phrases", "problematic paper screener", "paraphrasing tools", "spun text"];

/// Neither quoted nor another's title.
fn is_own(paper: &Paper, place: &Range<u32>) -> bool {
    let prose = &paper.prose;
    let Some(block) = prose.block_at(place.start).map(|id| prose.block(id)) else { return false };
    let (before, after) = (prose.slice(block.start..place.start), prose.slice(place.end..block.end));
    let is_marked = before.ends_with(['“', '"', '‘', '\'']) || after.starts_with(['”', '"', '’', '\'']);
    matches!(block.scope, Scope::Title | Scope::Abstract | Scope::Body | Scope::Heading | Scope::Caption) && !is_marked
}

/// Terms, and the phrases for them that mean nothing else, folded. A phrase that anyone might write of its own accord
/// ("neural organization", "time arrangement") is not here.
const TABLE: &[(&str, &[&str])] = &[
    ("deep learning", &["profound learning", "profound getting the hang of", "deep getting to know", "profound gaining"]),
    ("machine learning", &["machine getting to know", "system getting to know", "device getting to know", "machine getting the hang of"]),
    ("artificial intelligence", &["counterfeit consciousness", "counterfeit insights", "counterfeit intelligence", "counterfeit brainpower", "man-made brainpower", "man-made consciousness", "artificial brainpower", "simulated intelligence reasoning"]),
    ("neural network", &["convolutional neural organization", "convolutional brain organization", "profound neural organization", "profound neural network", "profound neural", "profound brain organization", "artificial neural organization", "counterfeit neural", "counterfeit neural organization", "fake neural organization", "fake neural network", "repetitive neural organization", "intermittent neural organization"]),
    ("support vector machine", &["bolster vector machine", "bolster vector", "help vector machine", "backing vector machine", "aid vector machine"]),
    ("random forest", &["irregular timberland", "irregular backwoods", "arbitrary timberland", "arbitrary woodland", "arbitrary backwoods", "arbitrary forest"]),
    ("naive Bayes", &["gullible bayes", "credulous bayes", "innocent bayes", "guileless bayes"]),
    ("long short-term memory", &["long momentary memory", "long transient memory"]),
    ("reinforcement learning", &["fortification learning"]),
    ("loss function", &["misfortune work", "misfortune function", "misfortune capability"]),
    ("hidden layer", &["shrouded layer", "covered up layer", "stowed away layer"]),
    ("hidden Markov model", &["shrouded markov", "secret markov", "covered up markov"]),
    ("gradient descent", &["slope plunge", "angle plunge", "inclination plunge", "gradient plunge", "slope plummet", "angle plummet"]),
    ("cross-validation", &["cross approval", "cross-approval", "traverse approval"]),
    ("confusion matrix", &["disarray matrix", "disarray lattice", "disarray grid", "perplexity lattice", "perplexity matrix"]),
    ("false positive", &["bogus up-sides", "misleading up-sides", "bogus positives rate"]),
    ("cloud computing", &["cloud figuring", "haze registering"]),
    ("fog computing", &["haze figuring", "mist figuring", "haze processing"]),
    ("edge computing", &["edge figuring"]),
    ("big data", &["colossal information", "gigantic information", "enormous information examination"]),
    ("computer vision", &["pc vision"]),
    ("signal-to-noise ratio", &["flag to commotion", "sign to commotion", "sign to clamor", "signal to commotion", "signal to clamor", "flag-to-commotion", "sign-to-commotion", "signal-to-commotion", "signal-to-clamor", "motion toward commotion"]),
    ("mean squared error", &["mean square blunder", "mean squared blunder", "root mean square blunder", "mean square mistake"]),
    ("mean absolute error", &["mean outright mistake", "mean outright error", "mean outright blunder", "mean supreme error"]),
    ("linear regression", &["straight relapse", "linear relapse", "direct relapse"]),
    ("logistic regression", &["strategic relapse", "calculated relapse", "logistic relapse", "calculated regression"]),
    ("principal component analysis", &["head part examination", "head part investigation", "head segment examination", "head segment investigation"]),
    ("wavelet transform", &["discrete wavelet change", "wavelet change coefficients"]),
    ("Fourier transform infrared", &["fourier change infrared", "fourier rework infrared"]),
    ("face recognition", &["facial acknowledgment", "facial acknowledgement", "face acknowledgment", "face acknowledgement"]),
    ("speech recognition", &["discourse acknowledgment", "discourse acknowledgement", "speech acknowledgment"]),
    ("pattern recognition", &["design acknowledgment", "example acknowledgment"]),
    ("character recognition", &["character acknowledgment", "character acknowledgement"]),
    ("image recognition", &["picture acknowledgment", "picture acknowledgement"]),
    ("natural language processing", &["normal language handling", "characteristic language handling", "regular language handling", "normal language preparing", "characteristic language preparing", "common language preparing"]),
    ("genetic algorithm", &["hereditary calculation", "hereditary algorithm"]),
    ("ant colony", &["subterranean insect settlement", "subterranean insect province", "subterranean creepy crawly", "underground creepy crawly"]),
    ("particle swarm", &["molecule swarm", "atom swarm"]),
    ("fuzzy logic", &["fluffy rationale", "fluffy logic", "fuzzy rationale"]),
    ("fuzzy set", &["fluffy set", "fluffy inference", "fluffy clustering", "fluffy standards"]),
    ("denial of service", &["forswearing of administration", "foreswearing of administration", "refusal of administration", "disavowal of administration"]),
    ("wireless sensor network", &["remote sensor organization", "remote sensor arrange", "far off sensor organization"]),
    ("residual energy", &["leftover vitality", "lingering vitality", "remaining vitality"]),
    ("energy efficiency", &["vitality proficiency", "vitality effectiveness"]),
    ("energy consumption", &["vitality utilization", "vitality consumption"]),
    ("kinetic energy", &["kinetic vitality", "motor vitality"]),
    ("solar energy", &["sunlight based energy", "sunlight-based energy", "sunlight based vitality", "sunlight based power", "sun based energy", "sun-based energy", "sun powered energy", "sun oriented energy", "sun-oriented energy", "sun oriented vitality"]),
    ("wind turbine", &["breeze turbine"]),
    ("smart city", &["savvy city", "savvy cities", "shrewd city", "shrewd cities"]),
    ("smart grid", &["savvy grid", "savvy lattice", "brilliant lattice", "shrewd grid"]),
    ("greenhouse gas", &["nursery gas", "nursery gases", "ozone harming substance", "greenhouse fuel"]),
    ("global warming", &["unnatural weather change"]),
    ("dissolved oxygen", &["broken up oxygen", "disintegrated oxygen"]),
    ("finite element method", &["limited component method", "limited component technique", "limited component examination", "limited element method"]),
    ("heat transfer", &["warmth move", "warmth exchange", "warmth switch"]),
    ("heat exchanger", &["warmth exchanger"]),
    ("quantum dots", &["quantum spots", "quantum specks"]),
    ("atomic force microscopy", &["nuclear power microscopy", "nuclear pressure microscopy", "nuclear power magnifying"]),
    ("electron microscopy", &["electron magnifying instrument", "electron magnifying lens", "filtering electron microscopy", "examining electron microscopy", "checking electron microscopy"]),
    ("X-ray diffraction", &["x-beam diffraction", "x-beam photoelectron"]),
    ("breast cancer", &["bosom malignancy", "bosom malignant growth", "bosom peril", "bosom cancer", "bosom tumor", "bosom tumour", "bosom disease"]),
    ("heart failure", &["heart disappointment", "cardiovascular disappointment", "cardiac disappointment", "coronary disappointment"]),
    ("kidney failure", &["kidney disappointment", "renal disappointment"]),
    ("liver failure", &["liver disappointment", "hepatic disappointment"]),
    ("organ failure", &["organ disappointment"]),
    ("respiratory failure", &["respiratory disappointment"]),
    ("lactose intolerance", &["lactose bigotry", "lactose prejudice"]),
    ("glucose intolerance", &["glucose bigotry", "glucose prejudice"]),
    ("white blood cells", &["white platelets", "white blood platelets"]),
    ("red blood cells", &["red platelets"]),
    ("stem cells", &["foundational microorganism", "immature microorganism", "undifferentiated microorganism"]),
    ("immune system", &["insusceptible framework", "insusceptible system", "invulnerable framework"]),
    ("immune response", &["insusceptible reaction", "insusceptible response", "invulnerable reaction"]),
    ("central nervous system", &["focal sensory system", "focal apprehensive system", "focal anxious system"]),
    ("gene expression", &["quality articulation levels", "quality articulation profile"]),
    ("clinical trials", &["clinical preliminaries"]),
    ("pixel value", &["pixel esteem"]),
    ("random value", &["arbitrary esteem", "irregular esteem"]),
    ("threshold value", &["edge esteem", "limit esteem"]),
    ("mean value", &["mean esteem", "normal esteem"]),
    ("maximum value", &["most extreme esteem", "greatest esteem"]),
];
