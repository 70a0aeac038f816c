//! What the commands and environments of LaTeX and of common packages do, by name.

mod citation;
mod environment;

pub use citation::is_narrative;
pub use environment::{Environment, environment};

use crate::syntax::Kind;
use citation::is_citation;

/// What a command does to the text.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Prints these characters.
    Symbol(&'static str),
    /// The accent of the character that comes next, as a combining mark.
    Accent(char),
    /// Prints nothing; an option and so many arguments belong to it.
    Hidden(u8),
    /// So many arguments are no words; what follows is text.
    Through(u8),
    /// Its argument is words in a node of this kind.
    Inline(Kind),
    /// Its arguments, so many, are an object in the line: a formula, code.
    Object(Kind, u8),
    /// Bold to the end of the group.
    Bold,
    /// Letters so large that a title page has its title in them.
    Large,
    /// A heading of this rank: 0 a part, 1 a chapter, 2 a section.
    Heading(u8),
    Citation,
    Reference,
    /// `\hyperref[label]{words}`.
    LinkedReference,
    Label,
    Note,
    /// A note of the title page: `\thanks{…}`.
    Thanks,
    Item,
    Caption,
    Graphics,
    LineBreak,
    Paragraph,
    Begin,
    End,
    Quoted,
    /// Takes the first of two arguments as words.
    FirstOfTwo,
    /// A blank where a word follows.
    SmartBlank,
    Appendix,
    Front(Front),
    /// Names reference data.
    Data,
    /// Adds keys to the list without a citation.
    NoCite,
    Entry,
    /// An acronym that a package writes out.
    Acronym,
    /// `\vskip 3pt`.
    Length,
    Package,
    Class,
    /// Takes in a file that was not found: something stands there that is not read.
    Absent,
}

/// What a command tells of the title page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Front {
    Title,
    Author,
    Affiliation,
    Email,
    Orcid,
    Keywords,
    Abstract,
}

/// Whether a command has a meaning here that no definition in a text changes.
pub fn is_known(name: &str) -> bool {
    act(name).is_some()
}

pub fn act(name: &str) -> Option<Act> {
    use Act::*;
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Some(match letter {
            '\\' => LineBreak,
            '&' => Symbol("&"),
            '%' => Symbol("%"),
            '$' => Symbol("$"),
            '#' => Symbol("#"),
            '_' => Symbol("_"),
            '{' => Symbol("{"),
            '}' => Symbol("}"),
            ',' | ';' | ':' | '>' => Symbol("\u{202f}"),
            ' ' | '\n' | '\t' | '\r' => Symbol(" "),
            '-' | '/' | '!' | '@' | '*' | '|' | '<' => Hidden(0),
            'S' => Symbol("§"),
            'P' => Symbol("¶"),
            'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'I' | 'J' | 'K' | 'M' | 'N' | 'Q' | 'R' | 'T' | 'U' | 'V' | 'W'
            | 'X' | 'Y' | 'Z' | 'a' | 'e' | 'f' | 'g' | 'h' | 'm' | 'n' | 'p' | 'q' | 's' | 'w' | 'x' | 'y' | 'z'
            | '(' | ')' | '[' | ']' => return None,
            letter => match crate::syntax::bibtex::accent(letter) {
                Some(mark) => Accent(mark),
                None => Symbol(crate::syntax::bibtex::symbol(name)?),
            },
        });
    }
    if is_citation(name) {
        return Some(Citation);
    }
    Some(match name {
        "begin" => Begin,
        "end" => End,
        "part" => Heading(0),
        "chapter" | "addchap" => Heading(1),
        "section" | "addsec" => Heading(2),
        "subsection" => Heading(3),
        "subsubsection" => Heading(4),
        "paragraph" => Heading(5),
        "subparagraph" => Heading(6),
        "ref" | "eqref" | "pageref" | "autoref" | "cref" | "Cref" | "vref" | "Vref" | "nameref" | "subref"
        | "cpageref" | "labelcref" | "namecref" | "nameCref" | "fullref" | "Autoref" | "figref" | "tabref"
        | "secref" | "crefrange" | "Crefrange" | "vpageref" | "fref" | "Fref" | "zcref" | "ref*" => Reference,
        "hyperref" => LinkedReference,
        "label" => Label,
        "footnote" | "footnotetext" | "endnote" | "sidenote" | "marginnote" | "marginpar" | "tablefootnote" => Note,
        "thanks" | "titlefootnote" | "tnotetext" | "cortext" | "fntext" | "titlenote" | "authornote" | "IEEEthanks" => {
            Thanks
        }
        "item" => Item,
        "caption" | "captionof" | "subcaption" | "subcaptionbox" | "subfloat" | "tcaption" | "fcaption" | "tbl" => {
            Caption
        }
        "includegraphics" | "includesvg" | "epsfig" | "psfig" | "plotone" | "epsfbox" | "includestandalone" => Graphics,
        "newline" | "linebreak" | "tabularnewline" | "break" => LineBreak,
        "par" | "newpage" | "clearpage" | "cleardoublepage" | "bigskip" | "medskip" | "pagebreak" | "endgraf" => {
            Paragraph
        }
        "enquote" | "textquote" => Quoted,
        "texorpdfstring" => FirstOfTwo,
        "xspace" => SmartBlank,
        "appendix" | "appendices" => Appendix,
        "title" | "Title" | "icmltitle" => Front(self::Front::Title),
        "author" | "authors" | "icmlauthor" => Front(self::Front::Author),
        "affiliation" | "affil" | "address" | "institute" | "institution" | "affiliations" | "icmlaffiliation"
        | "altaffiliation" => Front(self::Front::Affiliation),
        "email" | "ead" => Front(self::Front::Email),
        "orcid" | "orcidlink" => Front(self::Front::Orcid),
        "keywords" | "Keywords" | "keyword" | "IEEEkeywords" => Front(self::Front::Keywords),
        "abstract" | "Abstract" => Front(self::Front::Abstract),
        "bibliography" | "addbibresource" | "addglobalbib" => Data,
        "nocite" => NoCite,
        "input" | "include" | "subfile" | "import" | "subimport" => Absent,
        "bibitem" => Entry,
        "ac" | "acs" | "acf" | "acl" | "acp" | "acsp" | "acfp" | "aclp" | "Ac" | "Acp" | "gls" | "glspl" | "Gls"
        | "Glspl" | "acrshort" | "acrlong" | "acrfull" => Acronym,
        "vskip" | "hskip" | "kern" | "parindent" | "parskip" | "baselineskip" | "textwidth" | "topmargin"
        | "tabcolsep" | "oddsidemargin" | "evensidemargin" | "textheight" | "hoffset" | "voffset" | "arraystretch"
        | "columnsep" | "itemsep" | "parsep" | "topsep" | "leftmargin" | "hangindent" | "linewidth" | "columnwidth" => {
            Length
        }
        "usepackage" | "RequirePackage" => Package,
        "documentclass" | "documentstyle" => Class,
        "emph" | "textit" | "textsl" => Inline(Kind::Emphasis),
        "textbf" => Inline(Kind::Strong),
        "bf" | "bfseries" => Bold,
        "Large" | "LARGE" | "huge" | "Huge" => Large,
        "textsuperscript" => Inline(Kind::Superscript),
        "textsubscript" => Inline(Kind::Subscript),
        "sout" | "st" => Inline(Kind::Strikeout),
        "texttt" | "code" | "file" | "Sexpr" | "verbatiminput" | "lstinputlisting" | "inputminted" | "fct"
        | "class" | "url" => Object(Kind::Code, u8::from(name != "url")),
        "SI" | "qty" | "SIrange" | "numrange" => Object(Kind::Math, 2 + u8::from(name == "SIrange")),
        "si" | "num" | "unit" | "ang" | "ce" | "ensuremath" | "numlist" | "chemfig" => Object(Kind::Math, 1),
        "text"
        | "textrm"
        | "textsf"
        | "textsc"
        | "textmd"
        | "textup"
        | "textnormal"
        | "underline"
        | "uline"
        | "mbox"
        | "hbox"
        | "fbox"
        | "framebox"
        | "makebox"
        | "pkg"
        | "proglang"
        | "dQuote"
        | "sQuote"
        | "makecell"
        | "vbox"
        | "uppercase"
        | "lowercase"
        | "MakeUppercase"
        | "MakeLowercase"
        | "NoCaseChange"
        | "protect"
        | "hl"
        | "centerline"
        | "shortstack"
        | "textlf"
        | "thead"
        | "textcelsius"
        | "IEEEtitleabstractindextext"
        | "subtitle"
        | "mathrm"
        | "textls"
        | "lettrine"
        | "leavevmode"
        | "normalsize"
        | "small"
        | "footnotesize"
        | "scriptsize"
        | "tiny"
        | "large"
        | "em"
        | "it"
        | "itshape"
        | "sl"
        | "slshape"
        | "rm"
        | "rmfamily"
        | "sf"
        | "sffamily"
        | "tt"
        | "ttfamily"
        | "sc"
        | "scshape"
        | "mdseries"
        | "upshape"
        | "normalfont"
        | "centering"
        | "raggedright"
        | "raggedleft"
        | "noindent"
        | "indent"
        | "relax"
        | "sloppy"
        | "fussy"
        | "strut"
        | "null"
        | "displaystyle"
        | "ignorespaces"
        | "unskip"
        | "onehalfspacing"
        | "doublespacing"
        | "singlespacing"
        | "frontmatter"
        | "mainmatter"
        | "backmatter"
        | "begingroup"
        | "endgroup"
        | "bgroup"
        | "egroup"
        | "boldmath"
        | "unboldmath"
        | "selectfont"
        | "linenumbers"
        | "IEEEPARstart"
        | "IEEEpeerreviewmaketitle"
        | "flushbottom"
        | "raggedbottom" => Through(0),
        "textcolor" | "colorbox" | "foreignlanguage" | "hypertarget" | "hyperlink" | "scalebox" | "rotatebox"
        | "parbox" | "raisebox" | "bibinfo" | "bibfield" | "href" | "textlang" | "adjustbox" | "scriptnote"
        | "phantomsection" | "translate" => Through(u8::from(name != "phantomsection")),
        "multicolumn" | "multirow" | "fcolorbox" | "resizebox" => Through(2),
        "hfill"
        | "vfill"
        | "hrule"
        | "hline"
        | "hrulefill"
        | "dotfill"
        | "toprule"
        | "midrule"
        | "bottomrule"
        | "endhead"
        | "endfirsthead"
        | "endfoot"
        | "endlastfoot"
        | "maketitle"
        | "tableofcontents"
        | "listoffigures"
        | "listoftables"
        | "printbibliography"
        | "makeatletter"
        | "makeatother"
        | "nobreak"
        | "allowbreak"
        | "smallskip"
        | "addlinespace"
        | "onecolumn"
        | "twocolumn"
        | "nolinebreak"
        | "nopagebreak"
        | "samepage"
        | "balance"
        | "printindex"
        | "makeindex"
        | "printglossary"
        | "printglossaries"
        | "glsresetall"
        | "footnotemark"
        | "noalign"
        | "FloatBarrier"
        | "qed"
        | "qedhere"
        | "tightlist"
        | "sep"
        | "newblock"
        | "IEEEoverridecommandlockouts"
        | "IEEEdisplaynontitleabstractindextext"
        | "makecover"
        | "specialrule"
        | "printkeywords"
        | "ifCLASSOPTIONcaptionsoff"
        | "global"
        | "long"
        | "outer"
        | "expandafter"
        | "noexpand"
        | "csname"
        | "endcsname"
        | "SweaveOpts"
        | "endinput"
        | "nonumber"
        | "notag" => match name {
            "newblock" => Symbol(" "),
            "specialrule" => Hidden(3),
            "noalign" | "SweaveOpts" => Hidden(1),
            _ => Hidden(0),
        },
        "vspace"
        | "hspace"
        | "pagestyle"
        | "thispagestyle"
        | "bibliographystyle"
        | "index"
        | "phantom"
        | "hphantom"
        | "vphantom"
        | "color"
        | "pagecolor"
        | "linespread"
        | "markright"
        | "enlargethispage"
        | "captionsetup"
        | "geometry"
        | "stepcounter"
        | "refstepcounter"
        | "cline"
        | "rowcolor"
        | "cellcolor"
        | "includeonly"
        | "bstctlcite"
        | "todo"
        | "missingfigure"
        | "date"
        | "titlerunning"
        | "authorrunning"
        | "tocauthor"
        | "shorttitle"
        | "shortauthor"
        | "runningauthor"
        | "runningtitle"
        | "Shorttitle"
        | "Plaintitle"
        | "Plainauthor"
        | "Plainkeywords"
        | "pacs"
        | "subjclass"
        | "ccsdesc"
        | "acmConference"
        | "acmDOI"
        | "acmISBN"
        | "acmYear"
        | "acmJournal"
        | "setcopyright"
        | "copyrightyear"
        | "received"
        | "preprint"
        | "corref"
        | "fnref"
        | "tnoteref"
        | "IEEEmembership"
        | "usetikzlibrary"
        | "citestyle"
        | "graphicspath"
        | "hyphenation"
        | "PassOptionsToPackage"
        | "selectlanguage"
        | "setdefaultlanguage"
        | "bibpunct"
        | "setcitestyle"
        | "inst"
        | "textlatin"
        | "doi"
        | "volume"
        | "journal"
        | "Volume"
        | "AtBeginDocument"
        | "AtEndDocument"
        | "VignetteIndexEntry"
        | "numberwithin"
        | "allowdisplaybreaks"
        | "DeclareGraphicsExtensions"
        | "pdfinfo"
        | "pdfbookmark"
        | "theoremstyle"
        | "crefname"
        | "Crefname"
        | "setkeys"
        | "urlstyle"
        | "institutionlogo"
        | "keywordname"
        | "listfiles"
        | "glsadd"
        | "acresetall"
        | "makeglossaries"
        | "acrodef"
        | "acro"
        | "newacro"
        | "ExplSyntaxOn"
        | "hypersetup"
        | "titlepage"
        | "Address"
        | "equalcont"
        | "corrauth"
        | "corres"
        | "editor"
        | "setlist"
        | "tablenotemark"
        | "cmidrule"
        | "tikz"
        | "nolinkurl"
        | "chead"
        | "lhead"
        | "rhead"
        | "cfoot"
        | "lfoot"
        | "rfoot"
        | "fancyhead"
        | "fancyfoot"
        | "BibitemOpen"
        | "bibnote" => match name {
            "crefname" | "Crefname" | "numberwithin" | "pdfbookmark" | "acrodef" | "acro" | "newacro" => Hidden(2),
            "ExplSyntaxOn" | "listfiles" | "acresetall" | "makeglossaries" | "allowdisplaybreaks" | "BibitemOpen" => {
                Hidden(0)
            }
            "doi" => Object(Kind::Code, 1),
            _ => Hidden(1),
        },
        "setcounter" | "setlength" | "addtolength" | "addtocounter" | "settowidth" | "fontsize" | "markboth"
        | "rule" | "IfFileExists" | "addtokomafont" | "setkomafont" | "bibinfo*" | "rowcolors" | "titlespacing"
        | "setstretch" | "counterwithin" | "counterwithout" | "ccode" => Hidden(2),
        "addcontentsline" | "titleformat" | "definecolor" | "colorlet" => Hidden(3),
        _ => return crate::syntax::bibtex::symbol(name).map(Symbol),
    })
}
