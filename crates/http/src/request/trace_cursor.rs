use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contactable_domain::ids::{ContactDetailId, TargetId};
use uuid::Uuid;

/// Where a page of what was found by a value ended, as text that callers pass back unread. Holds the ids of a
/// target and of its record, never the value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TraceCursor(pub TargetId, pub ContactDetailId);

impl TraceCursor {
    /// Reads a cursor that this service gave out.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 32] = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
        let (target, record) = bytes.split_first_chunk::<16>()?;
        let record = Uuid::from_slice(record).ok()?;
        let target = TargetId::new(Uuid::from_bytes(*target))?;
        Some(Self(target, ContactDetailId::new(record)?))
    }
}

impl std::fmt::Display for TraceCursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut bytes = self.0.uuid().as_bytes().to_vec();
        bytes.extend_from_slice(self.1.uuid().as_bytes());
        f.write_str(&URL_SAFE_NO_PAD.encode(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_and_other_texts_are_none() {
        let target = TargetId::parse("3fa1c0de-0000-4000-8000-000000000001").unwrap();
        let record = ContactDetailId::parse("018f3f2e-7a3b-7c00-8000-0123456789ab").unwrap();
        let cursor = TraceCursor(target, record);
        assert_eq!(TraceCursor::parse(&cursor.to_string()), Some(cursor));
        for text in ["", "abc", "!!!!", &"A".repeat(43), &"A".repeat(1000)] {
            assert_eq!(TraceCursor::parse(text), None, "{text}");
        }
    }
}
