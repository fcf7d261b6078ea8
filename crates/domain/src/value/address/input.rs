//! An address as a caller gives it.

/// What an address needs at least.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum AddressNeeds {
    /// Line 1 and a postcode (PDS standard, "Address validation"; the council API).
    #[default]
    FirstLineAndPostcode,
    /// One line of text (the first version of the deployed API).
    OneLine,
    /// Premises or street, and a town: lines 1 or 2, and 4 (the PDS path).
    PremisesOrStreetAndTown,
    /// A line or a postcode; what more is needed, others say (a Patient's address).
    Anything,
}

/// An address as a caller gives it. Blank text counts as not given.
#[derive(Clone, Copy, Default)]
pub struct AddressInput<'a> {
    /// The address on one line; only used when there are no lines.
    pub one_line: Option<&'a str>,
    /// Line 1 to 5: premises, street, locality, town, county (PDS standard, "Standard UK Addresses").
    pub lines: [Option<&'a str>; 5],
    /// The postcode, a pseudo-postcode, or a postal code of another country.
    pub postcode: Option<&'a str>,
    /// The country, when it is not in the lines: its name or its two-letter code.
    pub country: Option<&'a str>,
    /// The Unique Property Reference Number.
    pub uprn: Option<&'a str>,
    /// Royal Mail's address key, as PDS keeps it.
    pub paf_key: Option<&'a str>,
    /// Whether the address is outside the United Kingdom.
    pub is_overseas: bool,
    /// An address outside the United Kingdom as free text.
    pub overseas: Option<&'a str>,
    /// What it needs at least.
    pub needs: AddressNeeds,
    /// Whether the caller's API has no place for line 5, the country and the PAF key (the deployed paths),
    /// so that to be silent about them says nothing.
    pub knows_four_lines: bool,
}

impl AddressInput<'_> {
    /// Whether no part of an address, other than the one line, was given.
    pub fn has_no_parts(&self) -> bool {
        let texts = [
            self.postcode,
            self.country,
            self.uprn,
            self.paf_key,
            self.overseas,
        ];
        let mut all = self.lines.into_iter().chain(texts);
        !self.is_overseas && all.all(|text| given(text).is_none())
    }

    pub(super) fn is_overseas_text(&self) -> bool {
        self.is_overseas && given(self.overseas).is_some()
    }
}

/// The text, unless it is blank.
pub(super) fn given(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}
