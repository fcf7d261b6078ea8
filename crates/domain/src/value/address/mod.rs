//! Postal addresses.

mod country;
mod input;
mod kind;
mod lines;
mod mailable;
mod parse;
#[cfg(test)]
mod tests;
mod text;
mod warnings;

pub use country::Country;
pub use input::{AddressInput, AddressNeeds};
pub use kind::AddressKind;
pub use lines::{PostalCode, PostalLines};
pub use mailable::Unmailable;
pub use text::AddressText;

use super::{PafKey, PlainText, Postcode, Uprn};

/// A postal address: lines with a postcode, or one line of text from callers that know no lines
/// (deployed service, "Deployed paths", differences between v1 and v2).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Address {
    one_line: PlainText,
    lines: Option<PostalLines>,
    country: Option<PlainText>,
    uprn: Option<Uprn>,
    paf_key: Option<PafKey>,
    is_overseas: bool,
    overseas: Option<PlainText>,
}

/// The parts of an address that was parsed before it was stored.
#[derive(Clone, Debug)]
pub struct StoredAddress {
    /// The address on one line.
    pub one_line: PlainText,
    /// Line 1 to 5, when it was given that way.
    pub lines: [Option<PlainText>; 5],
    /// The postcode as typed.
    pub postcode: Option<PlainText>,
    /// The country as typed.
    pub country: Option<PlainText>,
    /// The Unique Property Reference Number as typed.
    pub uprn: Option<PlainText>,
    /// Royal Mail's address key.
    pub paf_key: Option<PlainText>,
    /// Whether it is outside the United Kingdom.
    pub is_overseas: bool,
    /// The address outside the United Kingdom as free text.
    pub overseas: Option<PlainText>,
}

impl Address {
    /// Takes an address that was parsed before it was stored. For stores only; nothing is refused, so
    /// that what was recorded under looser rules stays readable.
    pub fn from_stored(stored: StoredAddress) -> Self {
        let has_lines = stored.postcode.is_some() || stored.lines.iter().any(Option::is_some);
        let postal_code = stored
            .postcode
            .map(|typed| parse::stored_code(typed, stored.is_overseas));
        Self {
            one_line: stored.one_line,
            lines: has_lines.then_some(PostalLines {
                lines: stored.lines,
                postal_code,
            }),
            country: stored.country,
            uprn: stored.uprn.map(|uprn| Uprn::from_stored(uprn.into())),
            paf_key: stored.paf_key.map(|key| PafKey::from_stored(key.into())),
            is_overseas: stored.is_overseas,
            overseas: stored.overseas,
        }
    }

    /// The address on one line.
    pub fn one_line(&self) -> &str {
        self.one_line.as_str()
    }

    /// The address as it is shown on one line to people: a comma between its lines, and the country last
    /// when it was given apart from them.
    pub fn shown(&self) -> String {
        let code = self.postal_code().map(PostalCode::normal);
        let named = self.last_text().and_then(Country::find);
        let country = self
            .country_typed()
            .filter(|_| named.is_none() || named != self.country());
        let parts = self.texts().map(str::trim).chain(code).chain(country);
        parts.collect::<Vec<_>>().join(", ")
    }

    /// Line `number` (1 to 5). An address without lines shows its one-line form as line 1 (reference
    /// "Deployed paths": a v1 address as v2 shows it).
    pub fn line(&self, number: u8) -> Option<&str> {
        match &self.lines {
            Some(lines) => lines.line(number),
            None => (number == 1).then(|| self.one_line()),
        }
    }

    /// The lines and the postcode, when it was given that way.
    pub fn lines(&self) -> Option<&PostalLines> {
        self.lines.as_ref()
    }

    /// The code that ends it, of this country or another.
    pub fn postal_code(&self) -> Option<&PostalCode> {
        self.lines.as_ref()?.postal_code.as_ref()
    }

    /// The postcode, unless it is another country's code.
    pub fn postcode(&self) -> Option<&Postcode> {
        match self.postal_code()? {
            PostalCode::Postcode(postcode) => Some(postcode),
            PostalCode::Foreign(_) => None,
        }
    }

    /// The country as typed, when it was given apart from the lines.
    pub fn country_typed(&self) -> Option<&str> {
        self.country.as_ref().map(PlainText::as_str)
    }

    /// The country: the one given, or the one that the last line of text names.
    pub fn country(&self) -> Option<Country> {
        match &self.country {
            Some(country) => Country::find(country.as_str()),
            None => Country::find(self.last_text()?),
        }
    }

    /// The Unique Property Reference Number.
    pub fn uprn(&self) -> Option<&Uprn> {
        self.uprn.as_ref()
    }

    /// Royal Mail's address key.
    pub fn paf_key(&self) -> Option<&PafKey> {
        self.paf_key.as_ref()
    }

    /// Whether the address is outside the United Kingdom.
    pub fn is_overseas(&self) -> bool {
        self.is_overseas
    }

    /// The address outside the United Kingdom as free text.
    pub fn overseas(&self) -> Option<&str> {
        self.overseas.as_ref().map(PlainText::as_str)
    }

    /// Every text that holds a line of it: its lines, or its one line where there are none.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let lines = self
            .lines
            .iter()
            .flat_map(|lines| lines.lines.iter().flatten());
        let alone = self.lines.is_none().then(|| self.one_line());
        lines.map(PlainText::as_str).chain(alone)
    }

    /// The same address with the UPRN that a gazetteer gave.
    #[must_use]
    pub fn with_uprn(self, uprn: Uprn) -> Self {
        Self {
            uprn: Some(uprn),
            ..self
        }
    }

    /// The last line, or what follows the last comma or line break of an address on one line.
    fn last_text(&self) -> Option<&str> {
        let last = self.texts().last()?;
        last.rsplit([',', '\n', ';'])
            .map(str::trim)
            .find(|text| !text.is_empty())
    }
}
