//! What could hide something from a reader, act by itself, or is no PDF of ours.

use crate::issue::Issue;

/// Why a PDF is refused whatever it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Refusal {
    /// It cannot be read whole.
    Broken,
    /// It keeps what it said before it was changed.
    Revision,
    /// It is encrypted.
    Encrypted,
    /// It runs or calls something when opened or clicked.
    Active,
    /// Another file is inside it.
    Attachment,
    /// It has parts that can be switched on and off.
    Layers,
    /// It holds text that is never drawn, or drawn where it cannot be read.
    Unread,
    /// It holds objects that nothing leads to.
    Loose,
}

impl Refusal {
    /// The issue it is.
    pub fn issue(self) -> Issue {
        let (code, message) = match self {
            Self::Broken => (
                "CB0900",
                "the PDF that was written cannot be read back whole",
            ),
            Self::Revision => ("CB0903", "the PDF holds an earlier version of itself"),
            Self::Encrypted => ("CB0904", "the PDF is encrypted"),
            Self::Active => (
                "CB0905",
                "the PDF holds a script or starts something by itself",
            ),
            Self::Attachment => ("CB0906", "the PDF holds another file"),
            Self::Layers => (
                "CB0907",
                "the PDF holds layers that can be hidden and shown",
            ),
            Self::Unread => ("CB0909", "the PDF holds text that cannot be read back"),
            Self::Loose => (
                "CB0903",
                "the PDF holds pages or objects that nothing leads to",
            ),
        };
        Issue::error(code, message)
            .hint("take it out of the layout; where the layout is not yours, this is our fault")
    }

    /// What a name in a PDF gives away.
    pub fn of_name(name: &[u8]) -> Option<Self> {
        match name {
            b"JavaScript" | b"JS" | b"Launch" | b"ImportData" | b"SubmitForm" | b"Rendition"
            | b"RichMedia" | b"XFA" => Some(Self::Active),
            b"EmbeddedFile" | b"EmbeddedFiles" | b"Filespec" | b"FileAttachment" | b"EF" => {
                Some(Self::Attachment)
            }
            b"OCProperties" | b"OCG" | b"OCMD" => Some(Self::Layers),
            _ => None,
        }
    }
}
