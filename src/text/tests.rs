use super::*;
use proptest::prelude::*;

fn scanned(text: &str) -> (Lexicon, Vec<Token>) {
    let mut lexicon = Lexicon::new();
    let mut tokens = Vec::new();
    scan(text, 0..text.len() as u32, &mut lexicon, &mut tokens);
    (lexicon, tokens)
}

fn words(text: &str) -> Vec<&str> {
    scanned(text).1.iter().map(|token| &text[token.start as usize..token.end as usize]).collect()
}

fn sentences(text: &str) -> Vec<&str> {
    let (_, tokens) = scanned(text);
    let ranges = split_sentences(text, &tokens);
    ranges.iter().map(|range| &text[tokens[range.start].start as usize..tokens[range.end - 1].end as usize]).collect()
}

#[test]
fn words_keep_their_hyphens_and_apostrophes() {
    assert_eq!(words("China's anti-corruption work"), ["China's", "anti-corruption", "work"]);
    assert_eq!(words("China’s anti‑corruption"), ["China’s", "anti‑corruption"]);
    assert_eq!(
        words("a word- and 'quoted' word--dash"),
        ["a", "word", "-", "and", "'", "quoted", "'", "word", "-", "-", "dash"]
    );
    assert_eq!(words("naïve cafe\u{301}s Ångström’s"), ["naïve", "cafe\u{301}s", "Ångström’s"]);
}

#[test]
fn numbers_keep_their_points_and_letters() {
    assert_eq!(
        words("3, 1,000,000 and 3.14, 2019a (10th) 2.1."),
        ["3", ",", "1,000,000", "and", "3.14", ",", "2019a", "(", "10th", ")", "2.1", "."]
    );
    assert_eq!(words("[1,2] 2019–2020 10-year"), ["[", "1", ",", "2", "]", "2019", "–", "2020", "10", "-", "year"]);
    assert_eq!(scanned("5mg").1[0].kind, TokenKind::Number);
    assert_eq!(scanned("H2O").1[0].kind, TokenKind::Word);
}

#[test]
fn objects_and_footnote_figures_are_no_words() {
    let (_, tokens) = scanned("seen\u{FFFC}x here² “so”");
    let kinds: Vec<TokenKind> = tokens.iter().map(|token| token.kind).collect();
    use TokenKind::{Mark, Object, Word};
    assert_eq!(kinds, [Word, Object, Word, Word, Mark, Mark, Word, Mark]);
}

#[test]
fn scripts_without_blanks_are_parted() {
    assert_eq!(words("中国的 text 반부패 정책"), ["中", "国", "的", "text", "반부패", "정책"]);
}

#[test]
fn a_part_is_scanned_with_offsets_of_the_whole() {
    let mut lexicon = Lexicon::new();
    let mut tokens = Vec::new();
    scan("one two three", 4..7, &mut lexicon, &mut tokens);
    assert_eq!((tokens.len(), tokens[0].range(), lexicon.word(tokens[0].word)), (1, 4..7, "two"));
    scan("é", 1..2, &mut lexicon, &mut tokens);
    assert_eq!(tokens.len(), 1);
}

#[test]
fn one_word_has_one_id_however_it_is_written() {
    let mut lexicon = Lexicon::new();
    let id = lexicon.intern("Müller’s");
    assert_eq!(lexicon.intern("MULLER'S"), id);
    assert_eq!(lexicon.intern("muller's"), id);
    assert_eq!((lexicon.word(id), lexicon.len(), lexicon.find("Müller’s")), ("muller's", 1, Some(id)));
    let (one, two) = (lexicon.intern("approaches"), lexicon.intern("Approached"));
    assert_ne!(one, two);
    assert_eq!(lexicon.stem(one), lexicon.stem(two));
    let the = lexicon.intern("The");
    assert!(lexicon.is_stopword(the) && !lexicon.is_stopword(one));
}

#[test]
fn sentences_end_where_the_next_begins() {
    assert_eq!(
        sentences("It works. Does it? “It does!” She left… Nobody knew."),
        ["It works.", "Does it?", "“It does!”", "She left…", "Nobody knew."]
    );
    assert_eq!(
        sentences("It fell to 3.5 percent. By 2019. We saw it."),
        ["It fell to 3.5 percent.", "By 2019.", "We saw it."]
    );
    assert_eq!(sentences("the price of p. is low and e.g. this holds"), ["the price of p. is low and e.g. this holds"]);
}

#[test]
fn abbreviations_and_initials_end_no_sentence() {
    for text in [
        "As Lee et al. (2019) and Wu et al. Figure it, i.e. They do.",
        "See Fig. 3 and Eq. (2), cf. Smith vs. Jones.",
        "It was Dr. J. K. Smith of St. Louis who wrote No. 5, Vol. 12, pp. 3–9.",
        "Some states (cf. Lee. They said so. Then more.) were slower.",
        "1. Introduction to the field",
        "The U.S. Senate met.",
    ] {
        assert_eq!(sentences(text), [text]);
    }
    assert_eq!(sentences("It was shown by Lee et al. The others did not.").len(), 2);
    assert_eq!(sentences("It belongs to group A. The rest does not.").len(), 2);
    assert_eq!(sentences("There is no. We ask again.").len(), 2);
    assert_eq!(sentences("It took 40 ms. In the end it ran.").len(), 2);
}

#[test]
fn callouts_and_brackets_after_the_stop_stay_with_it() {
    assert_eq!(
        sentences("So it was shown.\u{FFFC} They agreed.[3] We too.12 All did.²³ End."),
        ["So it was shown.\u{FFFC}", "They agreed.[3]", "We too.12", "All did.²³", "End."]
    );
    assert_eq!(sentences("It holds. (It may not.) We tried."), ["It holds.", "(It may not.)", "We tried."]);
    assert_eq!(
        sentences("An open (bracket is left. So it goes. On."),
        ["An open (bracket is left.", "So it goes.", "On."]
    );
}

#[test]
fn names_fold_to_what_is_compared() {
    for (name, folded) in [
        ("van der Berg", "berg"),
        ("Al-Rashid", "rashid"),
        ("O’Neill", "oneill"),
        ("Müller-Lüdenscheidt", "muller ludenscheidt"),
        ("Le", "le"),
        ("Da Silva, Jr.", "silva"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("", ""),
    ] {
        assert_eq!(fold_name(name), folded);
    }
}

#[test]
fn distance_counts_edits_up_to_a_limit() {
    assert_eq!(edit_distance("kitten", "sitting", 3), Some(3));
    assert_eq!(edit_distance("kitten", "sitting", 2), None);
    assert_eq!(edit_distance("chung", "chugn", 1), Some(1));
    assert_eq!(edit_distance("", "abc", 3), Some(3));
    assert_eq!(edit_distance("abc", "", usize::MAX - 1), Some(3));
    assert_eq!(edit_distance("same", "same", 0), Some(0));
    assert_eq!(edit_distance("é", "e", 1), Some(1));
}

/// The whole table, without a band.
fn plain_distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                (table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]))
                    .min(table[i - 1][j] + 1)
                    .min(table[i][j - 1] + 1)
                    .min(if exchanged { table[i - 2][j - 2] + 1 } else { usize::MAX })
            };
        }
    }
    table[a.len()][b.len()]
}

proptest! {
    #[test]
    fn tokens_lie_in_the_text_in_order(text in "\\PC*|[a-z0-9.,'’ʼ_⁻\u{AD}\u{301}ﬁⁱ²中\u{FFFC}\\[\\]() \n-]*") {
        let (lexicon, tokens) = scanned(&text);
        let mut end = 0;
        for token in &tokens {
            prop_assert!(token.start >= end && token.end > token.start);
            prop_assert!(text.get(token.start as usize..token.end as usize).is_some());
            prop_assert!((token.word.0 as usize) < lexicon.len());
            end = token.end;
        }
        prop_assert!(end as usize <= text.len());
        let mut next = 0;
        for range in split_sentences(&text, &tokens) {
            prop_assert!(range.start == next && range.end > range.start);
            next = range.end;
        }
        prop_assert_eq!(next, tokens.len());
    }

    #[test]
    fn every_letter_is_in_a_token(text in "[A-Za-zéαж中0-9 .'-]*") {
        let letters = |text: &str| text.chars().filter(|char| char.is_alphanumeric()).count();
        let kept: usize = words(&text).iter().map(|word| letters(word)).sum();
        prop_assert_eq!(kept, letters(&text));
    }

    #[test]
    fn folding_twice_changes_nothing(text in "\\PC*") {
        let once = fold(&text).into_owned();
        prop_assert_eq!(fold(&once).into_owned(), once.clone());
        let name = fold_name(&text);
        prop_assert_eq!(fold_name(&name), name);
    }

    #[test]
    fn the_band_changes_no_distance(a in "[abcé]{0,9}", b in "[abcé]{0,9}", limit in 0usize..12) {
        let whole = plain_distance(&a, &b);
        prop_assert_eq!(edit_distance(&a, &b, limit), (whole <= limit).then_some(whole));
    }
}

#[test]
fn hostile_runs_take_linear_time() {
    for unit in [".", ".²", "(", "ʼ", "ⁱ", ".[", "a.", "é-", "1,", "“"] {
        let text = unit.repeat(20_000);
        let (_, tokens) = scanned(&text);
        assert!(!split_sentences(&text, &tokens).is_empty());
    }
}

#[test]
fn every_character_has_an_end() {
    let all: String = ('\0'..='\u{FFFF}').flat_map(|char| [char, ' ']).collect();
    let (_, tokens) = scanned(&all);
    assert!(tokens.iter().all(|token| token.end > token.start));
}

#[test]
fn marks_that_are_out_of_order_fold_to_one_order() {
    for text in ["\u{bcd}\u{10a3a}", "a\u{bcd}\u{10a3a}", "\u{10a3a}\u{bcd}"] {
        let once = fold(text).into_owned();
        assert_eq!(fold(&once), once, "{text:?}");
        let name = fold_name(text);
        assert_eq!(fold_name(&name), name, "{text:?}");
    }
}
