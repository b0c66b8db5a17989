//! The words of PDF itself. Each stands in every document, and some are also somebody's name: a
//! family called Page is not betrayed by a page.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Names that typst and lopdf write, without those that could bear anything of a case.
const NAMES: &str = "\
    A AP Action ActualText Adobe-Identity-0 Alt Annot Annots Artifact Ascent Attached Author B \
    BBox BG BS Background BaseFont Block Border BorderColor BorderStyle BorderThickness Bottom \
    Btn C CA CIDFontType0 CIDFontType0C CIDFontType2 CIDInit CIDSet CIDSystemInfo CIDToGIDMap \
    CMap CMapName CMapType CMapVersion CS CapHeight Caption Catalog Code ColSpan ColorSpace \
    Colors Column Columns Contents Count CreationDate Creator CropBox Custom D DW DW2 Datetime \
    DecodeParms Default Descendant DescendantFonts Descent Dest DestOutputProfile Dests \
    DeviceCMYK DeviceGray DeviceRGB Direction DisplayDocTitle Div Document E Em Encoding \
    ExtGState F Figure Filter First Flags FlateDecode Font FontBBox FontDescriptor FontFamily \
    FontFile FontFile2 FontFile3 FontName FontStretch FontWeight Footer Form Formula FullScreen \
    GTS_PDFA1 Group H H1 H2 H3 H4 H5 H6 Header Headers Height ICCBased ID IDTree Identity \
    Identity-H Identity-V Image ImageB ImageC ImageI Index Info ItalicAngle K Kids L L2R LBody \
    LI Lang Last Layout Lbl Leading Length Length1 Limits Link List ListNumbering MCID MCR \
    MarkInfo Marked Matrix MediaBox Metadata ModDate N Name Names Next NonFullScreenPageMode \
    None Note Nums O OBJR Obj ObjStm Ordering Outlines OutputCondition OutputConditionIdentifier \
    OutputIntent OutputIntents P PDF Padding Page PageLabel PageLabels PageLayout PageMode Pages \
    Pagination Paragraph Parent ParentTree ParentTreeNextKey Part Pattern Pg Placement Predictor \
    Prev ProcSet Producer Properties Quote R2L Range Rect Reference Registry RegistryName \
    Resources RoleMap Root Rotate Row RowSpan S SMask Scope Sect Shading Size Solid Span St \
    StemV Strong StructElem StructParent StructParents StructTreeRoot Style Sub Subject Subtype \
    Summary Supplement Suspects T TBody TD TFoot TH THead TOC TOCI TR Table Tabs Terms Text \
    TextAlign Title ToUnicode Top TrimBox TrueType Type Type0 Type1 Type3 URI UseOutlines V \
    ViewerPreferences W W2 WMode Width WinAnsiEncoding XHeight XML XObject XRef XYZ ca sRGB";

static VOCABULARY: LazyLock<HashSet<&[u8]>> =
    LazyLock::new(|| NAMES.split_whitespace().map(str::as_bytes).collect());

/// Whether a name is a word of PDF.
pub(super) fn holds(name: &[u8]) -> bool {
    VOCABULARY.contains(name)
}
