use uuid::Uuid;

use crate::ids::ContactDetailId;

/// The most characters of an item's id (FHIR R4, `id`).
const MAX_LENGTH: usize = 64;

/// The id of an item in a list of a Patient: letters and digits (PDS, "Patient resource"). It stays with the item
/// while what it says is replaced.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ItemId(Box<str>);

impl ItemId {
    /// Reads an id; `None` for anything but 1 to 64 letters and digits.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=MAX_LENGTH).contains(&text.len());
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        (fits && plain).then(|| Self(text.into()))
    }

    /// The id of an item whose record was made here: the record's own, without dashes.
    pub fn of_record(id: ContactDetailId) -> Self {
        let mut buffer = Uuid::encode_buffer();
        let text: &str = id.uuid().simple().encode_upper(&mut buffer);
        Self(text.into())
    }

    /// Takes an id that was parsed before it was stored. For stores only.
    pub fn from_stored(text: String) -> Self {
        Self(text.into_boxed_str())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_only() {
        for good in ["789", "OC789", "drSwB", "8EAF137C"] {
            assert_eq!(ItemId::parse(good).unwrap().as_str(), good);
        }
        for bad in ["", "a-b", "a b", "ä", "a/b", &"a".repeat(65)] {
            assert_eq!(ItemId::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_records_own_id_is_one() {
        let id = ContactDetailId::parse("018f3f2e-7a3b-7c00-8000-0123456789ab").unwrap();
        let item = ItemId::of_record(id);
        assert_eq!(item.as_str(), "018F3F2E7A3B7C0080000123456789AB");
        assert_eq!(ItemId::parse(item.as_str()), Some(item));
    }
}
