/// What readers of any field know by its letters, or know by nothing else: nobody writes these out.
const KNOWN: &[&str] = &[
    // Everyday life, places and organisations.
    "AD", "AM", "BBC", "BC", "BCE", "BRICS", "CE", "CEO", "CERN", "CIA", "CNN", "EEC", "ESA", "EU", "EUR", "FAQ", "FBI",
    "FIFA", "GBP", "GDP", "GMT", "GNP", "GPS", "HIV", "AIDS", "IBM", "ID", "IMF", "INTERPOL", "IOU", "IQ", "IT",
    "JPEG", "LED", "MBA", "MIT", "MP", "NASA", "NATO", "NBC", "NGO", "NY", "OECD", "OK", "OPEC", "PM", "PO", "PR",
    "RSVP", "SMS", "SOS", "SUV", "TV", "UAE", "UCLA", "UK", "UN", "UNDP", "UNESCO", "UNHCR", "UNICEF", "UNODC", "US",
    "USA", "USD", "USSR", "UTC", "VAT", "VIP", "WHO", "WTO", "WWF", "WWI", "WWII", "ASEAN", "NOAA", "UEFA", "NBA",
    "NFL", "ETH", // Publishing and its bodies.
    "ACM", "AMS", "AAAI", "ACL", "APA", "ANSI", "ARXIV", "BMC", "BMJ", "CC", "CONSORT", "CRC", "CVPR", "DFG", "DOI",
    "ECCV", "EMNLP", "EPSRC", "ERC", "FAIR", "ICCV", "ICLR", "ICML", "IEEE", "IETF", "IJCAI", "ISBN", "ISO", "ISSN",
    "JAMA", "JCGM", "JOSE", "JOSS", "JSTOR", "MDPI", "NAACL", "NEJM", "NEURIPS", "NIH", "NIPS", "NIST", "NSF", "ORCID",
    "OSF", "PDF", "PLOS", "PMC", "PMID", "PNAS", "PRISMA", "RFC", "SIAM", "STROBE", "URI", "URL", "URN", "USENIX",
    "WWW", // Computing.
    "AI", "AJAX", "AMD", "API", "APIS", "ARM", "ASCII", "AWS", "BASH", "BIOS", "BLAS", "BSD", "CAD", "CD", "CLI",
    "CMYK", "COBOL", "CPU", "CRAN", "CSS", "CSV", "CUDA", "DNS", "DRAM", "DVD", "EOF", "FFT", "FORTRAN", "FPGA", "FTP",
    "GCC", "GIF", "GIT", "GIS", "GNU", "GPL", "GPT", "GPU", "GSL", "GUI", "HDD", "HDF", "HPC", "HTML", "HTTP", "HTTPS",
    "IDE", "IEC", "IO", "IP", "IPC", "JAR", "JIT", "JPG", "JS", "JSON", "JVM", "LAN", "LAPACK", "LASSO", "LATEX",
    "LGPL", "LISP", "LLVM", "LSTM", "MATLAB", "MIDI", "MKL", "ML", "MPI", "MPL", "MSVC", "MYSQL", "NLP", "NP",
    "NVIDIA", "OCR", "OOP", "OPENMP", "OS", "PC", "PERL", "PHP", "PNG", "POSIX", "PYPI", "RAM", "RDF", "REPL", "REST",
    "RGB", "RNG", "ROM", "RSS", "SAS", "SDK", "SIMD", "SPSS", "SQL", "SSD", "SSH", "SSL", "STATA", "SVG", "TCP",
    "TIFF", "TLS", "TSV", "UDP", "UI", "UML", "UNIX", "USB", "UTF", "UX", "VB", "VHDL", "VM", "VPN", "WASM", "WAV",
    "WIFI", "XML", "XHTML", "YAML", "ZIP", "LLM", // Statistics and mathematics.
    "AIC", "ANCOVA", "ANOVA", "ARIMA", "AUC", "BIC", "BFGS", "CDF", "CI", "DF", "EM", "GLM", "IID", "IQR", "LHS", "LU",
    "MANOVA", "MAP", "MCMC", "MLE", "MSE", "NA", "NAN", "ODE", "OLS", "PCA", "PDE", "QR", "RHS", "RMS", "RMSE", "ROC",
    "SD", "SE", "SEM", "SVD", "SVM", "GARCH", "KNN", "CNN", "RNN", // Science and medicine.
    "AC", "ATP", "ADP", "BLAST", "BMI", "BSA", "CAS", "CCD", "CT", "DC", "DDT", "DMSO", "DNA", "DNASE", "ECG", "EDTA",
    "EEG", "ELISA", "EMG", "ER", "FACS", "FDA", "FITC", "GFP", "HEPES", "HPLC", "ICU", "IR", "IUPAC", "KEGG", "LASER",
    "LSD", "MRI", "NADH", "NADPH", "NMR", "OTC", "PBS", "PCR", "PET", "PH", "PVC", "RNA", "RNASE", "SDS", "SI",
    "SPECT", "STM", "TNT", "UV", "VIS", "XRD", "CRISPR", "SARS", "COVID", "MERS", "UVB", "UVA", "QED", "QCD", "RADAR",
    "SONAR", "ATCC", "CDC", "FASTA", "FASTQ", "SNP", "FMRI", "BOLD", "IACUC", "IRB", "ICD", "DSM", "AMP", "BAC", "CHO",
    "DAPI", "DMEM", "EGFR", "ERK", "FBS", "FLAG", "GABA", "GO", "GST", "GTP", "GWAS", "HBV", "HCV", "HEK", "HLA",
    "HPV", "IFN", "IPTG", "LPS", "MAPK", "MHC", "MYC", "NADP", "NCBI", "ORF", "PDB", "PEG", "QTL", "RCSB", "RFP",
    "RPMI", "SYBR", "TNF", "TOPO", "UCSC", "UTR", "YFP", "CFP", "NF", "CITE", "MDCK", "EMBL", "EBI", "GEO", "SRA",
    // Words of programs, and files that every project has.
    "AND", "CMD", "ELSE", "END", "FALSE", "FOR", "GDAL", "IF", "INF", "LICENSE", "MAKE", "MIN", "MAX", "NONE", "NOT",
    "NULL", "OR", "README", "SEXP", "SHLIB", "SPARQL", "SUM", "TODO", "TRUE", "VAR", "XSD", "YES", "NO",
    // Persons and degrees.
    "BA", "BSC", "MA", "MD", "MSC", "PHD", "RN", "JR", "SR", "II", "III", "IV",
];

/// Two letters of the United States and Canada, as they stand after a town.
const STATES: &[&str] = &[
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "IA", "ID", "IL", "IN", "KS", "KY", "LA", "MA",
    "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "PA",
    "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VT", "WA", "WI", "WV", "WY", "DC", "BC", "ON", "QC", "AB", "NS", "SA",
    "NSW",
];

/// Whether nobody has to write out `acronym`: it is known to all, a Roman numeral, or a stretch of a sequence.
pub fn is_known(acronym: &str) -> bool {
    KNOWN.contains(&acronym) || is_roman(acronym) || is_sequence(acronym)
}

pub fn is_state(acronym: &str) -> bool {
    STATES.contains(&acronym)
}

/// Whether the letters are those of Roman numerals, in any order.
fn is_roman(acronym: &str) -> bool {
    acronym.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X')) || matches!(acronym, "XL" | "XC" | "LX" | "XLV")
}

/// Whether they are bases of DNA or RNA, or one letter again and again.
fn is_sequence(acronym: &str) -> bool {
    let bytes = acronym.as_bytes();
    acronym.len() >= 3 && bytes.iter().all(|byte| b"ACGTU".contains(byte))
        || bytes.iter().all(|byte| Some(byte) == bytes.first())
}
