//! Why XML is refused, or a value cannot be put into XML. No variant holds a value.

use super::read::{MAX_ATTRIBUTES, MAX_BYTES, MAX_DEPTH, MAX_FRAGMENTS};
use super::text::V3Text;

/// Why [`super::read`] refuses its input (house). `line` counts from 1; `element` is the name of an
/// element this module knows, without its prefix.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Hl7Error {
    /// The input is larger than [`MAX_BYTES`].
    #[error("the XML is larger than {MAX_BYTES} bytes; send it in smaller parts")]
    TooLarge,
    /// There is a document type declaration, which could define entities.
    #[error("line {line} has a document type declaration; leave <!DOCTYPE ...> out")]
    DocumentType {
        /// Where it begins.
        line: usize,
    },
    /// The input is not XML.
    #[error("line {line} is not well-formed XML; check its tags, attributes and quotes")]
    Malformed {
        /// Where the construct begins.
        line: usize,
    },
    /// A closing tag does not match the element that is open, or none is.
    #[error("line {line} closes an element that is not open; close the element opened last")]
    Mismatched {
        /// Where the closing tag is.
        line: usize,
    },
    /// The input ends inside an element.
    #[error("the element opened on line {line} is not closed; add its closing tag")]
    Unclosed {
        /// Where the innermost such element was opened.
        line: usize,
    },
    /// An element has two attributes of one name.
    #[error("line {line} gives an attribute twice; give each attribute once")]
    DuplicateAttribute {
        /// Where the element begins.
        line: usize,
    },
    /// An entity other than the five of XML, or an ampersand that begins none.
    #[error(
        "line {line} has an unknown entity; use only &amp; &lt; &gt; &quot; &apos; and write & as &amp;"
    )]
    UnknownEntity {
        /// Where the text or element with it begins.
        line: usize,
    },
    /// A numeric character reference is not one of a character that XML can hold.
    #[error(
        "line {line} has a character reference that names no XML character; write one such as &#233;"
    )]
    CharacterReference {
        /// Where the text or element with it begins.
        line: usize,
    },
    /// A character that XML cannot hold, or a control character in a value.
    #[error("line {line} has a control character in it; remove it")]
    ControlCharacter {
        /// Where it is, or where the element with it begins.
        line: usize,
    },
    /// Elements nest deeper than [`MAX_DEPTH`].
    #[error("line {line} nests elements more than {MAX_DEPTH} deep; send the inner elements alone")]
    TooDeep {
        /// Where the first element too deep begins.
        line: usize,
    },
    /// There are more fragments than [`MAX_FRAGMENTS`].
    #[error(
        "there are more than {MAX_FRAGMENTS} telecoms and addresses; send them in smaller parts"
    )]
    TooManyFragments,
    /// An element has more attributes than [`MAX_ATTRIBUTES`].
    #[error("an element on line {line} has more than {MAX_ATTRIBUTES} attributes; leave some out")]
    TooManyAttributes {
        /// Where the element begins.
        line: usize,
    },
    /// A fragment does not say what it is used for.
    #[error("{element} on line {line} has no use; add one, such as use=\"H\"")]
    MissingUse {
        /// The element.
        element: &'static str,
        /// Where it begins.
        line: usize,
    },
    /// The use is not a code of its vocabulary.
    #[error("{element} on line {line} has an unknown use; {}", uses(element))]
    UnknownUse {
        /// The element.
        element: &'static str,
        /// Where it begins.
        line: usize,
    },
    /// The use is a set of codes; taking one would lose what the others say.
    #[error("{element} on line {line} has several uses; give one code")]
    SeveralUses {
        /// The element.
        element: &'static str,
        /// Where it begins.
        line: usize,
    },
    /// A telecom has no value, or nothing after the prefix.
    #[error("telecom on line {line} has no value; add one, such as value=\"tel:...\"")]
    MissingValue {
        /// Where it begins.
        line: usize,
    },
    /// A telecom's value has no prefix.
    #[error(
        "the value of telecom on line {line} has no prefix; begin it with tel:, fax:, mailto: or textphone:"
    )]
    MissingType {
        /// Where it begins.
        line: usize,
    },
    /// A telecom's value has a prefix of no known type.
    #[error(
        "the value of telecom on line {line} has an unknown prefix; begin it with tel:, fax:, mailto: or textphone:"
    )]
    UnknownType {
        /// Where it begins.
        line: usize,
    },
    /// An identifier has an extension and no root, so it identifies nothing.
    #[error("id on line {line} has no root; add the root of the system that gave it")]
    MissingRoot {
        /// Where it begins.
        line: usize,
    },
    /// An address has more than five lines.
    #[error("streetAddressLine on line {line} is the sixth; give five lines at most")]
    TooManyLines {
        /// Where the sixth begins.
        line: usize,
    },
    /// Text stands where only elements may, so that it would be lost.
    #[error("the element on line {line} has text that belongs to no part of it; put it into one")]
    UnexpectedText {
        /// Where the element begins.
        line: usize,
    },
    /// An element that may be there once is there again.
    #[error("{element} on line {line} is there a second time; give it once")]
    Repeated {
        /// The element.
        element: &'static str,
        /// Where the second one begins.
        line: usize,
    },
    /// A value is longer than [`V3Text::MAX_CHARS`].
    #[error(
        "{element} on line {line} is longer than {} characters; shorten it",
        V3Text::MAX_CHARS
    )]
    TooLong {
        /// The element.
        element: &'static str,
        /// Where it begins.
        line: usize,
    },
    /// A date is not one, or not written as PDS writes dates.
    #[error(
        "{element} on line {line} is not a date; write yyyymmdd, or yyyymmddHHMMSS in systemEffectiveDate"
    )]
    NotADate {
        /// The element.
        element: &'static str,
        /// Where it begins.
        line: usize,
    },
    /// A period ends before it starts.
    #[error("{element} on line {line} ends before it starts; let high be the same as low or later")]
    EndsBeforeStart {
        /// The element.
        element: &'static str,
        /// Where it begins.
        line: usize,
    },
}

fn uses(element: &str) -> &'static str {
    if element == "addr" {
        "give one of H, TMP, PST and WP"
    } else {
        "give one of H, HP, HV, WP, AS, EC, MC and PG"
    }
}

impl Hl7Error {
    /// The error's name for programs. Stable.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "hl7-too-large",
            Self::DocumentType { .. } => "hl7-document-type",
            Self::Malformed { .. } => "hl7-malformed",
            Self::Mismatched { .. } => "hl7-mismatched",
            Self::Unclosed { .. } => "hl7-unclosed",
            Self::DuplicateAttribute { .. } => "hl7-duplicate-attribute",
            Self::UnknownEntity { .. } => "hl7-unknown-entity",
            Self::CharacterReference { .. } => "hl7-character-reference",
            Self::ControlCharacter { .. } => "hl7-control-character",
            Self::TooDeep { .. } => "hl7-too-deep",
            Self::TooManyFragments => "hl7-too-many-fragments",
            Self::TooManyAttributes { .. } => "hl7-too-many-attributes",
            Self::MissingUse { .. } => "hl7-missing-use",
            Self::UnknownUse { .. } => "hl7-unknown-use",
            Self::SeveralUses { .. } => "hl7-several-uses",
            Self::MissingValue { .. } => "hl7-missing-value",
            Self::MissingType { .. } => "hl7-missing-type",
            Self::UnknownType { .. } => "hl7-unknown-type",
            Self::MissingRoot { .. } => "hl7-missing-root",
            Self::TooManyLines { .. } => "hl7-too-many-lines",
            Self::UnexpectedText { .. } => "hl7-unexpected-text",
            Self::Repeated { .. } => "hl7-repeated",
            Self::TooLong { .. } => "hl7-too-long",
            Self::NotADate { .. } => "hl7-not-a-date",
            Self::EndsBeforeStart { .. } => "hl7-ends-before-start",
        }
    }
}

/// Why a value or a period cannot be put into HL7 V3 (house).
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum V3Refusal {
    /// There is nothing but whitespace.
    #[error("the text is blank; leave it out or enter some")]
    Blank,
    /// The text is longer than [`V3Text::MAX_CHARS`].
    #[error("the text is longer than {} characters; shorten it", V3Text::MAX_CHARS)]
    TooLong,
    /// A control character, which XML 1.0 cannot hold or the house does not keep.
    #[error("the text has a control character in it; remove it")]
    ControlCharacter,
    /// The period ends before it starts.
    #[error("the period ends before it starts; let it end on the same day or later")]
    EndsBeforeStart,
    /// The year does not fit into four digits.
    #[error("the year is before 0; give a year from 0 to 9999")]
    YearOutOfRange,
}
