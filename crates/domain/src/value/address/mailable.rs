//! Whether a letter can be sent to an address, and why not.

use super::{Address, AddressKind, PostalCode};
use crate::vocabulary::words;

words! {
    /// Why no letter can be sent to an address.
    Unmailable {
        /// The text or the postcode says that there is no fixed abode.
        NoFixedAbode = "no-fixed-abode",
        /// The postcode stands for a country or a circumstance, not for a place.
        PseudoPostcode = "pseudo-postcode",
        /// A line begins with a sign that printers and sorting machines trip over.
        ForbiddenStart = "forbidden-start",
        /// The first two lines hold no letter and no digit.
        NothingInFirstLines = "nothing-in-first-lines",
        /// A forces address with a country, which sends it by the wrong post.
        BfpoWithCountry = "bfpo-with-country",
        /// There is neither a postcode nor the name of a country.
        NoPostcodeOrCountry = "no-postcode-or-country",
    }
}

impl Unmailable {
    /// The reason in words.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::NoFixedAbode => "It says that there is no fixed abode",
            Self::PseudoPostcode => {
                "Its postcode stands for a country or a circumstance, not for a place"
            }
            Self::ForbiddenStart => {
                "A line begins with one of the signs @ ( ) = [ ] \" \\ / , < > ~"
            }
            Self::NothingInFirstLines => "Its first two lines hold no letter and no digit",
            Self::BfpoWithCountry => {
                "A BFPO address has no country; with one it goes by other post"
            }
            Self::NoPostcodeOrCountry => "It has neither a postcode nor the name of a country",
        }
    }
}

/// Signs that no line of a letter may begin with (reference, "UK postcodes", address validity).
const FORBIDDEN_STARTS: &[char] = &[
    '@', '(', ')', '=', '[', ']', '"', '\\', '/', ',', '<', '>', '~',
];

/// How every pseudo-postcode begins, and nothing else that stands in an address.
const PSEUDO: &[u8] = b"ZZ99";

impl Address {
    /// Whether a letter can be sent here: a known postcode or country, no line that begins with a
    /// forbidden sign, no word of "no fixed abode" (reference, "UK postcodes", address validity; PDS
    /// standard, "NHS Notify"). Whether it *should* be sent, say abroad, is for the purpose to decide.
    ///
    /// # Errors
    /// The first reason why not.
    pub fn mailable(&self) -> Result<(), Unmailable> {
        let kind = self.kind();
        if kind == AddressKind::NoFixedAbode {
            Err(Unmailable::NoFixedAbode)
        } else if self.has_pseudo_postcode() {
            Err(Unmailable::PseudoPostcode)
        } else if self.texts().any(begins_wrongly) {
            Err(Unmailable::ForbiddenStart)
        } else if !self.texts().take(2).any(says_something) {
            Err(Unmailable::NothingInFirstLines)
        } else if kind == AddressKind::Bfpo && self.country().is_some() {
            Err(Unmailable::BfpoWithCountry)
        } else if !self.has_destination(kind) {
            Err(Unmailable::NoPostcodeOrCountry)
        } else {
            Ok(())
        }
    }

    /// Whether its postcode, or one anywhere in its text, is a pseudo-postcode.
    fn has_pseudo_postcode(&self) -> bool {
        let code = self.postal_code().map(PostalCode::normal);
        let stands_in = |text: &str| {
            let text = text.as_bytes().windows(PSEUDO.len());
            text.into_iter()
                .any(|part| part.eq_ignore_ascii_case(PSEUDO))
        };
        self.postcode().is_some_and(|postcode| postcode.is_pseudo())
            || self.texts().chain(code).any(stands_in)
    }

    fn has_destination(&self, kind: AddressKind) -> bool {
        match kind {
            AddressKind::Overseas => self.country().is_some(),
            AddressKind::NotKnown => false,
            _ => true,
        }
    }

    /// Whether a line, or the text as a whole, says that there is no fixed abode.
    pub(super) fn says_no_fixed_abode(&self) -> bool {
        self.texts().any(says_no_fixed_abode)
    }
}

pub(super) fn says_no_fixed_abode(line: &str) -> bool {
    line.trim()
        .trim_end_matches('.')
        .eq_ignore_ascii_case("nfa")
        || contains_words(line, "no fixed abode")
        || contains_words(line, "no fixed address")
}

fn begins_wrongly(line: &str) -> bool {
    line.trim_start().starts_with(FORBIDDEN_STARTS)
}

fn says_something(line: &str) -> bool {
    line.chars().any(char::is_alphanumeric)
}

/// Whether the text has these words in a row, whatever the case and the spaces between them.
fn contains_words(text: &str, words: &str) -> bool {
    // Cheap first: nearly every line ends here.
    if !text.bytes().any(|b| b == b'x' || b == b'X') {
        return false;
    }
    let folded: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    folded.join(" ").contains(words)
}
