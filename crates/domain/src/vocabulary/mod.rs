//! The words of the field. Three of them say what a detail is for: its [`Channel`], its [`Use`] and
//! its [`Relationship`]; every interface's own codes are views of these three.

mod channel;
mod council;
mod fhir;
mod kind;
mod label;
mod means;
mod pds;
mod relationship;
mod table;
mod target_kind;
mod usage;

pub use channel::Channel;
pub use council::CouncilSubType;
pub use fhir::{FhirCode, FhirSystem, FhirUse};
pub use kind::Kind;
pub use label::Label;
pub use means::Means;
pub use pds::{PdsAddressUse, PdsCode, PdsTelecomType, PdsTelecomUse};
pub use relationship::Relationship;
pub use table::{HEADINGS, Loss, READ_ONLY, Row, relationships, uses};
pub use target_kind::{KindName, TargetKind, TargetKinds};
pub use usage::Use;

/// Writes an enum of words: each variant has one text, used for storing and for showing.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            /// Every word, in the order of the vocabulary.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }

            /// Reads the word, whatever its case.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.as_str().eq_ignore_ascii_case(text))
            }
        }
    };
}
pub(crate) use words;
