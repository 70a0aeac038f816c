use super::parse;
use crate::syntax::{Kind, Tree};
use proptest::prelude::*;

/// The tree in one line: nodes in brackets, words as they are read.
fn show(text: &str) -> String {
    let tree = parse(text);
    let mut out = String::new();
    for root in tree.roots() {
        write(&tree, root, text, &mut out);
    }
    // A line end before the end of a block is no word.
    out.replace("/]", "]")
}

fn write(tree: &Tree, at: usize, text: &str, out: &mut String) {
    let node = &tree.nodes[at];
    let name = match &node.kind {
        Kind::Text => return out.push_str(&text[node.range()]),
        Kind::Replaced(words) => return out.push_str(words),
        Kind::SoftBreak | Kind::HardBreak => return out.push('/'),
        Kind::Heading { level } => format!("h{level}"),
        Kind::Paragraph => "p".to_owned(),
        Kind::Division { classes } => classes.to_string(),
        Kind::List { .. } => "list".to_owned(),
        Kind::Item { .. } => "item".to_owned(),
        Kind::Citation(keys) => keys.items.iter().map(|item| format!("@{}", item.key)).collect(),
        Kind::CrossReference(label) => format!("#{label}"),
        Kind::Label(label) => format!("={label}"),
        Kind::EntryKey(key) => format!("key {key}"),
        Kind::Footnote(_) => "note".to_owned(),
        kind => format!("{kind:?}").split([' ', '{', '(']).next().unwrap_or_default().to_lowercase(),
    };
    out.push('[');
    out.push_str(&name);
    let mut first = true;
    for child in tree.children(at) {
        if std::mem::take(&mut first) {
            out.push(' ');
        }
        write(tree, child, text, out);
    }
    out.push(']');
}

#[test]
fn words_are_read_as_people_read_them() {
    for (text, read) in [
        ("Moss grows.\n\nFern grows.", "[p Moss grows.][p Fern grows.]"),
        ("Caf\\'e, na\\\"{\\i}ve, {\\v S}koda, \\o{}re.", "[p Café, naïve, Škoda, øre.]"),
        ("A ``word\" and a \"word\".", "[p A “word” and a \"word\".]"),
        ("See~Figure 1--2 --- ``well'' `now'.", "[p See\u{a0}Figure 1–2 — “well” ‘now'.]"),
        ("10\\,\\% of % a note\n   them", "[p 10\u{202f}% of them]"),
        ("An \\emph{old \\textbf{fern}} stands.", "[p An [emphasis old [strong fern]] stands.]"),
        ("{\\bf Bold} and {\\it slanted} words", "[p [strong Bold] and slanted words]"),
        ("One\\footnote{Two words.} three.", "[p One[note Two words.] three.]"),
        ("A \\unknown{x} and \\unknown{many more words stand here}.", "[p A [code] and many more words stand here.]"),
        ("\\noindent Moss \\vspace{1cm} grows \\verb|%x{| here", "[p Moss grows [code] here]"),
    ] {
        assert_eq!(show(text), read, "{text}");
    }
}

#[test]
fn citations_and_references_have_their_places() {
    for (text, read) in [
        ("So \\citep[see][p.~3]{wu2019, lin2020} says.", "[p So [@wu2019@lin2020] says.]"),
        ("\\citet{wu} and \\cites[1]{a}[2]{b} and \\parencite*{c}", "[p [@wu] and [@a@b] and [@c]]"),
        (
            "Figure~\\ref{fig:a}, \\cref{fig:a,tab:b}, \\eqref{eq:1}",
            "[p Figure\u{a0}[#fig:a], [#fig:a][#tab:b], [#eq:1]]",
        ),
        ("\\newcommand{\\wu}{\\cite{wu}}\nBy \\wu.", "[p By [@wu].]"),
    ] {
        assert_eq!(show(text), read, "{text}");
    }
    let text = "So \\cite{wu2019,\n  lin2020}.";
    let tree = parse(text);
    let keys = tree.nodes.iter().find_map(|node| match &node.kind {
        Kind::Citation(keys) => {
            Some(keys.items.iter().map(|item| &text[item.range.start as usize..item.range.end as usize]))
        }
        _ => None,
    });
    assert_eq!(keys.unwrap().collect::<Vec<_>>(), ["wu2019", "lin2020"]);
}

#[test]
fn macros_are_expanded_at_their_calls() {
    for (text, read) in [
        ("\\newcommand{\\moss}{\\emph{Bryum}}\nThe \\moss{} grows.", "[p The [emphasis Bryum] grows.]"),
        ("\\newcommand\\two[2]{#1 and #2}\nSo \\two{ferns}{moss}.", "[p So ferns and moss.]"),
        ("\\newcommand{\\swap}[2]{#2, #1}\nSo \\swap{a}{b}.", "[p So b, a.]"),
        ("\\newcommand{\\opt}[2][x]{#1#2}\n\\opt{y} \\opt[z]{y}", "[p xy zy]"),
        (
            "\\def\\be{\\begin{equation}}\\def\\ee{\\end{equation}}\nSo \\be x \\label{eq:a} \\ee holds.",
            "[p So [mathblock [=eq:a]] holds.]",
        ),
        (
            "\\newenvironment{aside}{\\begin{quote}}{\\end{quote}}\n\\begin{aside}Words.\\end{aside}",
            "[quote [p Words.]]",
        ),
        ("\\iffalse gone \\else here\\fi \\newif\\ifx\\ifx gone\\fi", "[p here]"),
        ("\\def\\a{\\b\\b}\\def\\b{\\a\\a}\nText \\a.", "[p Text .]"),
    ] {
        assert_eq!(show(text), read, "{text}");
    }
    // The words stand where the call does; an argument keeps its own place.
    let text = "\\newcommand{\\by}[1]{by #1 alone}\nSeen \\by{Wu}.";
    let tree = parse(text);
    let places: Vec<&str> = tree.nodes.iter().skip(1).map(|node| &text[node.range()]).collect();
    assert_eq!(places, ["Seen ", "\\by", "Wu", "}", "."]);
}

#[test]
fn blocks_are_told_apart() {
    for (text, read) in [
        ("\\section{One}\\label{sec:one}\nText.\n\\subsection*{Two}", "[h1 One][=sec:one][p Text.][h2 Two]"),
        ("\\part{A}\\section{B}\\paragraph{C} Text", "[h1 A][h2 B][p [strong C.] Text]"),
        ("\\chapter{A}\\section{B}", "[h1 A][h2 B]"),
        (
            "\\begin{itemize}\\item One\n\n more\n\\item[x] Two\\end{itemize} On.",
            "[list [item [p One][p more]][item [p [strong x] Two]]][p On.]",
        ),
        ("A\n\\begin{quote}B\\end{quote}\nC", "[p A][quote [p B]][p C]"),
        (
            "\\begin{figure}[t]\\centering\\includegraphics[width=3cm]{map.png}\\caption{A \\emph{map}.}\\label{fig:map}\\end{figure}",
            "[figure [p [image]][p [image A [emphasis map].]][=fig:map]]",
        ),
        (
            "\\begin{tabular}{ll}\\hline a & b \\\\ \\multicolumn{2}{c}{d} \\\\ \\end{tabular}",
            "[table [tablerow [tablecell a ][tablecell b ]][tablerow [tablecell d ]]]",
        ),
        (
            "A $x$ and\n\\[ y. \\]\nB \\begin{align*} z &= 1 \\\\ w \\end{align*} C",
            "[p A [math] and/[mathblock]./B [mathblock] C]",
        ),
        ("\\begin{verbatim}\n% not \\a{comment}\n\\end{verbatim}\nText", "[codeblock][p Text]"),
        ("A\\marginpar{\\textbf{B}\\\\ C.} D", "[p A[note [strong B]/C.] D]"),
        ("<<echo=FALSE>>=\nx <- 1\n@\n<<>>=\ny(x)\n@\nText", "[codeblock][codeblock][p Text]"),
        (
            "\\begin{thebibliography}{9}\\bibitem{a} A. Wu. Moss.\n\\bibitem[B(2001)]{b} B.\\end{thebibliography}",
            "[references [p [key a]A. Wu. Moss.][p [key b]B.]]",
        ),
        ("A\n% obelus: allow a/b -- why\nB", "[p A/[comment]B]"),
    ] {
        assert_eq!(show(text), read, "{text}");
    }
}

#[test]
fn the_title_page_is_read() {
    let text = "\\documentclass{article}\\title{On \\textit{Moss}\\thanks{Paid by none.}}\\author{Ada Berg\\\\Univ. A \\and Bo Lind\\\\Univ. B}\
        \\begin{document}\\maketitle\\begin{abstract}Short.\\end{abstract}Text.\\end{document} gone";
    assert_eq!(show(text), "[title [p On [emphasis Moss][note Paid by none.]]][abstract [p Short.]][p Text.]");
    let meta = parse(text).meta.expect("the authors");
    let authors = meta.get("author").expect("the authors").items();
    let names: Vec<_> = authors.iter().map(|author| author.get("name").and_then(|name| name.text()).unwrap()).collect();
    assert_eq!(names, ["Ada Berg", "Bo Lind"]);
}

fn authors(text: &str) -> Vec<String> {
    let meta = parse(text).meta.unwrap_or_else(|| panic!("{text}"));
    let item = |author: &crate::syntax::Meta| {
        let name = author.get("name").and_then(|name| name.text()).unwrap_or_default().to_owned();
        let places = author.get("affiliations").map(|places| places.items().to_vec()).unwrap_or_default();
        let places: Vec<String> =
            places.iter().filter_map(|place| place.get("name")?.text().map(str::to_owned)).collect();
        let email = author.get("email").and_then(|email| email.text()).map(|email| format!(" <{email}>"));
        format!("{name} ({}){}", places.join("; "), email.unwrap_or_default())
    };
    meta.get("author").map(|list| list.items().iter().map(item).collect()).unwrap_or_default()
}

#[test]
fn authors_are_read_in_the_forms_of_many_classes() {
    for text in [
        "\\author{Ada Berg \\\\ Univ. A \\\\ \\texttt{ada@a.org} \\And Bo Lind \\\\ Univ. B}",
        "\\author[1]{Ada Berg}\\author[2]{Bo Lind}\\affil[1]{Univ. A}\\affil[2]{Univ. B}",
        "\\author{Ada Berg\\inst{1} \\and Bo Lind\\inst{2}}\\institute{Univ. A \\and Univ. B}",
        "\\author{Ada Berg}\\affiliation{\\institution{Univ. A}}\\email{ada@a.org}\\author{Bo Lind}\\affiliation{\\institution{Univ. B}}",
        "\\author[a]{Ada Berg\\corref{c}}\\ead{ada@a.org}\\author[b]{Bo Lind}\\affiliation[a]{organization={Univ. A}}\\address[b]{Univ. B}",
        "\\author*[1]{\\fnm{Ada} \\sur{Berg}}\\email{ada@a.org}\\author[2]{\\fnm{Bo} \\sur{Lind}}\\affil*[1]{\\orgname{Univ. A}}\\affil[2]{\\orgname{Univ. B}}",
        "\\author{\\IEEEauthorblockN{Ada Berg}\\IEEEauthorblockA{Univ. A\\\\ada@a.org}\\and\\IEEEauthorblockN{Bo Lind}\\IEEEauthorblockA{Univ. B}}",
        "\\author{Ada Berg$^{1}$, Bo Lind$^{2}$}\\affiliation{$^1$Univ. A}",
    ] {
        let found = authors(&format!("\\documentclass{{x}}{text}\\begin{{document}}Text.\\end{{document}}"));
        let bare: Vec<String> = found.iter().map(|author| author.replace(" <ada@a.org>", "")).collect();
        if text.contains("$^1$") {
            assert!(bare[0].starts_with("Ada Berg") && bare[1].starts_with("Bo Lind"), "{text}: {found:?}");
        } else {
            assert_eq!(bare, ["Ada Berg (Univ. A)", "Bo Lind (Univ. B)"], "{text}: {found:?}");
        }
        if text.contains("ada@") && !text.contains("IEEE") {
            assert!(found[0].ends_with("<ada@a.org>"), "{text}: {found:?}");
        }
    }
}

/// The nodes of any text lie inside it, on character borders, each inside its parent.
fn assert_sound(text: &str) {
    let tree = parse(text);
    let mut open: Vec<(usize, usize, usize)> = Vec::new();
    for (index, node) in tree.nodes.iter().enumerate() {
        while open.last().is_some_and(|(next, _, _)| *next <= index) {
            open.pop();
        }
        assert!(text.get(node.range()).is_some(), "{node:?} in {text:?}");
        assert!(node.next as usize > index && node.next as usize <= tree.nodes.len(), "{node:?}");
        if let Some((_, start, end)) = open.last() {
            assert!(
                *start <= node.start as usize && node.end as usize <= *end,
                "{node:?} in {start}..{end} of {text:?}"
            );
        }
        open.push((node.next as usize, node.start as usize, node.end as usize));
    }
}

#[test]
fn hostile_texts_take_linear_time() {
    let many = 40_000;
    for part in [
        "{",
        "}",
        "\\a{",
        "\\cite{",
        "$",
        "\\begin{x}",
        "\\end{x}",
        "\\footnote{",
        "\\if",
        "\\verb",
        "[",
        "\\emph[",
        "\\begin{verbatim}",
        "\\newcommand\\a{\\a\\a}\\a",
        "\\title{",
        "\\begin{tabular}{l}",
        "\\item[",
        "\\begin{equation}",
        "\\caption{",
        "\\section{a\\footnote{",
        "\\author{\\textbf{",
        "\\begin{itemize}\\item ",
        "\\iffalse ",
        "\\def\\x{",
        "\\begin{document}",
        "\\mintinline{a}|",
    ] {
        assert_sound(&part.repeat(many));
    }
}

proptest! {
    #[test]
    fn any_text_gives_a_sound_tree(text in "\\PC{0,200}") {
        assert_sound(&text);
    }

    #[test]
    fn any_latex_gives_a_sound_tree(parts in prop::collection::vec(prop::sample::select(vec![
        "\\documentclass{article}\n", "\\begin{document}", "\\end{document}", "\\section{", "}", "{", "[", "]", "$", "$$", "\\(", "\\]", "\n\n", " ",
        "word ", "é", "\\cite{a, b}", "\\ref{x}", "\\label{y}", "\\footnote{", "\\emph{", "\\begin{itemize}", "\\end{itemize}", "\\item ",
        "\\newcommand{\\foo}[1]{x #1 \\emph{y} #1}", "\\foo", "\\foo{z}", "\\newcommand{\\baz}[2]{#2 $x$ \\footnote{#1}}", "\\baz{a}{b \\cite{c}}",
        "\\def\\bar{\\begin{equation}}", "\\bar", "\\end{equation}", "\\begin{equation}", "\\begin{tabular}{l}", "&", "\\\\", "\\end{tabular}",
        "\\begin{figure}", "\\caption{", "\\includegraphics{f}", "\\end{figure}", "\\title{", "\\author{A B \\and C D\\\\E}", "\\thanks{", "\\iffalse",
        "\\fi", "\\else", "\\verb|x|", "\\begin{verbatim}", "\\end{verbatim}", "% obelus: allow a/b\n", "% c\n", "\\'e", "\\\"", "~", "---", "``", "''",
        "\\begin{thebibliography}{1}", "\\bibitem{k} ", "\\end{thebibliography}", "\\begin{abstract}", "\\end{abstract}", "\\textbf{", "{\\bf ",
        "\\enquote{", "\\unknown{a}{b c d e}", "\\begin{longtable}{l}", "\\end{longtable}", "\\url{http://x.y/%a}", "\\appendix", "\\footnotetext{",
    ]), 0..40)) {
        assert_sound(&parts.concat());
    }
}
