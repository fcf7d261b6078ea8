//! Cursors: where a page ended, as text that callers pass back unread. Holds an instant and a record's
//! id, never a value.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contactable_domain::ids::ContactDetailId;
use contactable_domain::listing::Position;
use jiff::Timestamp;
use uuid::Uuid;

/// A place in a list of records.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cursor(pub Position);

impl Cursor {
    /// Reads a cursor that this service gave out.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 24] = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
        let (at, id) = bytes.split_first_chunk::<8>()?;
        let created_at = Timestamp::from_microsecond(i64::from_be_bytes(*at)).ok()?;
        let id = ContactDetailId::new(Uuid::from_slice(id).ok()?)?;
        Some(Self(Position { created_at, id }))
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut bytes = self.0.created_at.as_microsecond().to_be_bytes().to_vec();
        bytes.extend_from_slice(self.0.id.uuid().as_bytes());
        f.write_str(&URL_SAFE_NO_PAD.encode(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back() {
        let cursor = Cursor(Position {
            created_at: "2026-11-21T09:30:00.123456Z".parse().unwrap(),
            id: ContactDetailId::parse("018f3f2e-7a3b-7c00-8000-0123456789ab").unwrap(),
        });
        assert_eq!(Cursor::parse(&cursor.to_string()), Some(cursor));
    }

    #[test]
    fn other_texts_are_no_cursors() {
        for text in [
            "",
            "abc",
            "!!!!",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            &"A".repeat(1000),
        ] {
            assert_eq!(Cursor::parse(text), None, "{text}");
        }
    }
}
