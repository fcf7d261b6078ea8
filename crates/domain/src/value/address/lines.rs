//! The lines of an address, and the code that ends it.

use crate::value::{PlainText, Postcode};

/// The lines of an address with their positions kept: premises, street, locality, town, county (PDS
/// standard, "Standard UK Addresses"). At least one is there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PostalLines {
    /// Line 1 to 5.
    pub lines: [Option<PlainText>; 5],
    /// The postcode; always there but for an address from PDS.
    pub postal_code: Option<PostalCode>,
}

/// What stands for the place in sorting the post.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PostalCode {
    /// A postcode of the United Kingdom, the islands, the territories or the forces, or a pseudo-postcode.
    Postcode(Postcode),
    /// A postal code of another country, as typed.
    Foreign(PlainText),
}

impl PostalCode {
    /// The code in its normal spelling; one of another country as typed.
    pub fn normal(&self) -> &str {
        match self {
            Self::Postcode(postcode) => postcode.normal(),
            Self::Foreign(code) => code.as_str(),
        }
    }

    /// The code as typed.
    pub fn typed(&self) -> &str {
        match self {
            Self::Postcode(postcode) => postcode.typed(),
            Self::Foreign(code) => code.as_str(),
        }
    }
}

impl PostalLines {
    pub(super) fn line(&self, number: u8) -> Option<&str> {
        let index = usize::from(number).checked_sub(1)?;
        self.lines.get(index)?.as_ref().map(PlainText::as_str)
    }

    pub(super) fn joined(&self) -> String {
        let lines = self.lines.iter().flatten().map(|line| line.as_str().trim());
        let code = self.postal_code.as_ref().map(PostalCode::normal);
        lines.chain(code).collect::<Vec<_>>().join(" ")
    }
}
