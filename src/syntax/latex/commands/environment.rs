/// What an environment holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Environment {
    Document,
    Maths,
    Figure,
    Table,
    Algorithm,
    Listing,
    /// A grid of cells; so many arguments stand before it.
    Tabular(u8),
    /// A table that is grid and float in one.
    LongTable,
    List {
        ordered: bool,
    },
    Quote,
    Abstract,
    Keywords,
    Theorem,
    /// Code as a block, read as TeX.
    Pseudocode,
    /// Nothing that is words: a drawing.
    Drawing,
    References,
    Appendix,
    Acknowledgements,
    /// A block of its own, whose arguments (so many) are no words.
    Block(u8),
}

pub fn environment(name: &str) -> Option<Environment> {
    use Environment::*;
    let bare = name.strip_suffix('*').unwrap_or(name);
    Some(match bare {
        "document" => Document,
        "equation" | "align" | "gather" | "multline" | "flalign" | "alignat" | "eqnarray" | "displaymath" | "math"
        | "dmath" | "subequations" | "IEEEeqnarray" | "split" | "aligned" | "gathered" | "dgroup" | "darray"
        | "empheq" | "array" | "xalignat" | "mathpar" | "cases" | "matrix" | "pmatrix" | "bmatrix" | "numcases"
        | "equations" => Maths,
        "figure" | "wrapfigure" | "sidewaysfigure" | "SCfigure" | "subfigure" | "floatingfigure" | "marginfigure"
        | "teaserfigure" | "scheme" | "chart" | "video" | "suppfigure" => Figure,
        "table" | "wraptable" | "sidewaystable" | "subtable" | "SCtable" | "margintable" | "threeparttable"
        | "specialtable" => Table,
        "algorithm" | "algorithm2e" => Algorithm,
        "listing" | "codelisting" | "program" => Listing,
        "tabular" | "supertabular" | "xtabular" | "longtabu" | "tabu" | "tblr" => Tabular(1),
        "tabularx" | "tabulary" | "NiceTabular" => Tabular(2),
        "longtable" | "xltabular" | "longtblr" => LongTable,
        "itemize" | "compactitem" | "description" | "compactdesc" | "inparaitem" | "itemize+" | "labeling"
        | "acronym" | "list" | "trivlist" | "tablenotes" | "highlights" => List { ordered: false },
        "enumerate" | "compactenum" | "inparaenum" | "questions" => List { ordered: true },
        "quote" | "quotation" | "verse" | "displayquote" | "displaycquote" | "epigraphs" => Quote,
        "abstract" | "onecolabstract" | "IEEEabstract" => Abstract,
        "keywords" | "keyword" | "IEEEkeywords" | "Keywords" => Keywords,
        "theorem" | "lemma" | "proposition" | "corollary" | "definition" | "remark" | "example" | "proof" | "claim"
        | "conjecture" | "assumption" | "property" | "axiom" | "observation" | "fact" | "hypothesis" | "notation"
        | "thm" | "lem" | "prop" | "cor" | "defn" | "rem" | "note" | "problem" | "exercise" | "solution" | "case" => {
            Theorem
        }
        "algorithmic" | "algpseudocode" | "pseudocode" => Pseudocode,
        "tikzpicture" | "pgfpicture" | "picture" | "forest" | "pspicture" | "circuitikz" | "tikzcd" | "xy"
        | "pgfplots" | "axis" | "filecontents" | "textblock" | "overpic" | "bytefield" | "prooftree" | "feynman"
        | "CCSXML" => Drawing,
        "thebibliography" => References,
        "appendix" | "appendices" | "subappendices" => Appendix,
        "acks" | "acknowledgments" | "acknowledgements" | "acknowledgment" | "acknowledgement" | "ack" => {
            Acknowledgements
        }
        "frontmatter"
        | "center"
        | "flushleft"
        | "flushright"
        | "titlepage"
        | "landscape"
        | "small"
        | "footnotesize"
        | "sloppypar"
        | "raggedright"
        | "centering"
        | "doublespace"
        | "singlespace"
        | "large"
        | "tiny"
        | "scriptsize"
        | "linenumbers"
        | "IEEEbiographynophoto"
        | "mdframed"
        | "framed"
        | "shaded"
        | "tcolorbox"
        | "strip" => Block(0),
        "minipage" | "multicols" | "spacing" | "otherlanguage" | "adjustbox" | "IEEEbiography" | "adjustwidth"
        | "turn" | "rotate" | "CJK" | "hyphenrules" | "sidewaysblock" | "addmargin" => {
            Block(if bare == "adjustwidth" || bare == "CJK" { 2 } else { 1 })
        }
        _ => return None,
    })
}
