use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::contact_detail::Information;
use crate::refusal::{Code, Reason};
use crate::value::{ContactValue, EmailAddress, EmailLimit, PhoneNumber, Postcode};
use crate::vocabulary::words;

words! {
    /// What kind of thing is looked up.
    TermKind {
        /// A phone, fax or textphone number, without its extension.
        Phone = "phone",
        /// An e-mail address, whatever the case of its letters.
        Email = "email",
        /// The postcode of an address.
        Postcode = "postcode",
    }
}

/// Something to look up, in the form in which values are compared. Its `Debug` form hides it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LookupTerm {
    kind: TermKind,
    text: String,
}

/// What stands in the index in place of a term.
pub type Fingerprint = [u8; 16];

/// The secret with which fingerprints are made. Its `Debug` form hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct LookupKey([u8; 32]);

impl LookupKey {
    /// A key of these random bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, for a store that keeps the key.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// What tells this key from others without giving it away.
    pub fn fingerprint(&self) -> Fingerprint {
        self.digest(&[b"key"])
    }

    fn digest(&self, parts: &[&[u8]]) -> Fingerprint {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            // HMAC takes keys of any length.
            return Fingerprint::default();
        };
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        let whole: [u8; 32] = mac.finalize().into_bytes().into();
        let [first, _] = split(whole);
        first
    }
}

fn split(whole: [u8; 32]) -> [Fingerprint; 2] {
    let mut halves = [Fingerprint::default(); 2];
    for (place, byte) in whole.into_iter().enumerate() {
        let (half, place) = (place / 16, place % 16);
        if let Some(byte_there) = halves.get_mut(half).and_then(|half| half.get_mut(place)) {
            *byte_there = byte;
        }
    }
    halves
}

impl LookupTerm {
    /// Reads what somebody looks for: an e-mail address, a postcode or a phone number, by what it looks like. A
    /// number without a country code is one of the United Kingdom's.
    ///
    /// # Errors
    /// [`Code::NotTraceable`].
    pub fn parse(typed: &str) -> Result<Self, Reason> {
        let typed = typed.trim();
        if typed.contains('@') {
            let email = EmailAddress::parse(typed, EmailLimit::Council);
            return email
                .map(|email| Self::of_email(&email))
                .map_err(|_| not_traceable());
        }
        if let Ok(postcode) = Postcode::parse(typed) {
            return Ok(Self::new(TermKind::Postcode, postcode.normal()));
        }
        let number = PhoneNumber::loose(typed.to_owned());
        Self::of_number(&number).ok_or_else(not_traceable)
    }

    /// What a record can be found by.
    pub fn of(information: &Information) -> Option<Self> {
        match &information.value {
            ContactValue::Phone(number)
            | ContactValue::Fax(number)
            | ContactValue::Textphone(number) => Self::of_number(number),
            ContactValue::Email(email) => Some(Self::of_email(email)),
            ContactValue::Address(address) => {
                let postcode = address.postcode()?;
                Some(Self::new(TermKind::Postcode, postcode.normal()))
            }
        }
    }

    /// What stands in the index in its place.
    pub fn fingerprint(&self, key: &LookupKey) -> Fingerprint {
        key.digest(&[self.kind.as_str().as_bytes(), self.text.as_bytes()])
    }

    fn new(kind: TermKind, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
        }
    }

    fn of_number(number: &PhoneNumber) -> Option<Self> {
        Some(Self::new(TermKind::Phone, number.e164()?))
    }

    fn of_email(email: &EmailAddress) -> Self {
        Self::new(TermKind::Email, email.normal().to_lowercase())
    }
}

fn not_traceable() -> Reason {
    Reason::new(
        Code::NotTraceable,
        "This is not a whole phone number, e-mail address or postcode",
        "Give one of them, such as 020 7946 0018, name@example.com or E8 0ZZ",
    )
}

impl std::fmt::Debug for LookupTerm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LookupTerm({}, ..)", self.kind.as_str())
    }
}

impl std::fmt::Debug for LookupKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LookupKey(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prints(typed: &str) -> Option<Fingerprint> {
        let key = LookupKey::new([7; 32]);
        LookupTerm::parse(typed)
            .ok()
            .map(|term| term.fingerprint(&key))
    }

    #[test]
    fn one_value_written_in_many_ways_is_one_term() {
        for alike in [
            &[
                "020 7946 0018",
                "+44 20 7946 0018",
                "(020) 7946-0018",
                "02079460018;ext=12",
            ][..],
            &["Ann.Lee@Example.com", "ann.lee@EXAMPLE.com"],
            &["E8 0ZZ", "e80zz"],
        ] {
            let first = prints(alike[0]);
            assert!(first.is_some(), "{alike:?}");
            assert!(
                alike.iter().all(|typed| prints(typed) == first),
                "{alike:?}"
            );
        }
        assert_ne!(prints("E8 0ZZ"), prints("E8 0ZY"));
    }

    #[test]
    fn half_a_value_is_refused() {
        for typed in ["", "0207", "ann", "@example.com", "E8", "%", "Mill Lane"] {
            assert!(prints(typed).is_none(), "{typed}");
        }
    }

    #[test]
    fn another_key_makes_other_fingerprints() {
        let term = LookupTerm::parse("E8 0ZZ").unwrap();
        let (one, other) = (LookupKey::new([1; 32]), LookupKey::new([2; 32]));
        assert_ne!(term.fingerprint(&one), term.fingerprint(&other));
        assert_ne!(one.fingerprint(), other.fingerprint());
    }

    #[test]
    fn debug_hides_the_term_and_the_key() {
        let term = LookupTerm::parse("E8 0ZZ").unwrap();
        assert_eq!(format!("{term:?}"), "LookupTerm(postcode, ..)");
        assert_eq!(format!("{:?}", LookupKey::new([7; 32])), "LookupKey(..)");
    }
}
