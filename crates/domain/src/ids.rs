//! Identifiers: each kind of thing has its own type, so that one cannot stand where another belongs.

use uuid::Uuid;

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub struct $name(Uuid);

        impl $name {
            /// Accepts any UUID but the nil one, which stands for "none given" on the council API.
            pub fn new(id: Uuid) -> Option<Self> {
                (!id.is_nil()).then_some(Self(id))
            }

            /// Reads the text form; `None` for anything but a UUID that is not all zero.
            pub fn parse(text: &str) -> Option<Self> {
                Uuid::try_parse(text).ok().and_then(Self::new)
            }

            /// Takes an id made by [`crate::ports::Ids`] or read from a store, which is never nil.
            pub fn from(id: Uuid) -> Self {
                Self(id)
            }

            /// The bare UUID, for storing and showing.
            pub fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }
    };
}

uuid_id! {
    /// The person, organisation or other entity that contact details belong to (council `targetId`).
    TargetId
}
uuid_id! {
    /// One contact detail. Made here as UUID v7, or given by the client on the council API.
    ContactDetailId
}
uuid_id! {
    /// One event in the outbox (UUID v7, so that events sort by when they were made).
    EventId
}
uuid_id! {
    /// One entry of the audit trail (UUID v7).
    AuditEntryId
}
uuid_id! {
    /// One sharing grant (UUID v7).
    GrantId
}
uuid_id! {
    /// One breaking of the glass (UUID v7).
    PassId
}
uuid_id! {
    /// One revocation of access (UUID v7).
    RevocationId
}
uuid_id! {
    /// Ties together a request, its answer, its log lines, its events and its audit entries.
    CorrelationId
}

/// How many shards append-only tables are split into. Fixed for good: it is part of their keys.
pub const SHARDS: u8 = 64;

/// The shard (0 to 63) of the append-only rows about this id: taken from its last byte, which is
/// random in every UUID version in use here.
pub fn shard_of(id: Uuid) -> u8 {
    id.as_bytes().last().copied().unwrap_or_default() % SHARDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nil_uuid_is_not_an_id() {
        assert_eq!(
            TargetId::parse("00000000-0000-0000-0000-000000000000"),
            None
        );
        assert_eq!(TargetId::parse("not-a-uuid"), None);
    }

    #[test]
    fn an_id_prints_as_it_parses() {
        let text = "018f3f2e-7a3b-7c00-8000-0123456789ab";
        assert_eq!(ContactDetailId::parse(text).unwrap().to_string(), text);
    }
}
