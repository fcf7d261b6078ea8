use super::KeySetError;

/// What went wrong when an issuer's keys were fetched last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyFailure {
    /// They could not be had.
    Unavailable,
    /// What came is no key set.
    NotAKeySet,
    /// No key that came can be used.
    NoUsableKey,
}

impl From<&KeySetError> for KeyFailure {
    fn from(error: &KeySetError) -> Self {
        match error {
            KeySetError::NotAKeySet => Self::NotAKeySet,
            _ => Self::NoUsableKey,
        }
    }
}
