//! Where an address is, as far as letters are concerned.

use super::{Address, AddressText, PostalCode};
use crate::value::{Postcode, PostcodeKind, PseudoKind, PseudoPostcode};
use crate::vocabulary::words;

words! {
    /// Where an address is (PDS standard, "Standard UK Addresses" and "Non-standard addresses").
    AddressKind {
        /// In the United Kingdom.
        Uk = "uk",
        /// Of the British forces, by their own post office.
        Bfpo = "bfpo",
        /// Jersey, Guernsey or the Isle of Man: not the United Kingdom.
        CrownDependency = "crown-dependency",
        /// A British territory overseas that has a postcode.
        OverseasTerritory = "overseas-territory",
        /// Anywhere else abroad.
        Overseas = "overseas",
        /// Nowhere: the person has no fixed abode.
        NoFixedAbode = "no-fixed-abode",
        /// It is not known where.
        NotKnown = "not-known",
    }
}

impl Address {
    /// Where it is. The postcode decides; without one, what the text says.
    pub fn kind(&self) -> AddressKind {
        if self.says_no_fixed_abode() {
            return AddressKind::NoFixedAbode;
        }
        match self.postal_code() {
            Some(PostalCode::Foreign(_)) => AddressKind::Overseas,
            Some(PostalCode::Postcode(postcode)) if !postcode.is_pseudo() && self.is_overseas() => {
                AddressKind::Overseas
            }
            Some(PostalCode::Postcode(postcode)) => of_postcode(postcode),
            None if self.is_overseas() => AddressKind::Overseas,
            None => self.kind_of_text(),
        }
    }
}

impl Address {
    /// Where an address without a postcode of its own is: by the postcode in its text, or its country.
    fn kind_of_text(&self) -> AddressKind {
        let text = self
            .lines()
            .is_none()
            .then(|| AddressText::read(self.one_line()));
        let postcode = text.as_ref().and_then(|text| text.input().postcode);
        match postcode.and_then(|code| Postcode::parse(code).ok()) {
            Some(postcode) => of_postcode(&postcode),
            None => self.country().map_or(AddressKind::NotKnown, of_country),
        }
    }
}

fn of_postcode(postcode: &Postcode) -> AddressKind {
    match postcode.kind() {
        PostcodeKind::Pseudo => of_pseudo(postcode.pseudo().map(PseudoPostcode::circumstance)),
        PostcodeKind::Uk => AddressKind::Uk,
        PostcodeKind::Bfpo => AddressKind::Bfpo,
        PostcodeKind::CrownDependency => AddressKind::CrownDependency,
        PostcodeKind::OverseasTerritory => AddressKind::OverseasTerritory,
        PostcodeKind::Unrecognised => AddressKind::NotKnown,
    }
}

fn of_pseudo(kind: Option<PseudoKind>) -> AddressKind {
    match kind {
        Some(PseudoKind::NoFixedAbode) => AddressKind::NoFixedAbode,
        Some(PseudoKind::Country) => AddressKind::Overseas,
        _ => AddressKind::NotKnown,
    }
}

fn of_country(country: super::Country) -> AddressKind {
    match country.code() {
        "GB" => AddressKind::Uk,
        "JE" | "GG" | "IM" => AddressKind::CrownDependency,
        _ => AddressKind::Overseas,
    }
}
