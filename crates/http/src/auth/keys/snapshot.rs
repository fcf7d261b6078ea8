use std::sync::Arc;

use jsonwebtoken::{Algorithm, DecodingKey};

use super::KeySet;

/// An issuer's keys at one moment; none before the first were fetched.
#[derive(Clone, Default)]
pub struct KeySnapshot {
    keys: Option<Arc<KeySet>>,
    generation: u64,
}

impl KeySnapshot {
    /// These keys in the place of the ones here.
    pub(super) fn followed_by(&self, keys: KeySet) -> Self {
        Self {
            keys: Some(Arc::new(keys)),
            generation: self.generation.wrapping_add(1),
        }
    }

    /// How often keys came that were not the same.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// How many keys there are.
    pub(super) fn len(&self) -> usize {
        self.keys.as_ref().map_or(0, |keys| keys.len())
    }

    /// Whether a token that names this key, or none, could find its key here.
    pub(super) fn knows(&self, id: Option<&str>) -> bool {
        self.keys.as_ref().is_some_and(|keys| keys.knows(id))
    }

    /// The key that a token names, if it may verify this algorithm.
    pub fn find(&self, id: Option<&str>, algorithm: Algorithm) -> Option<&DecodingKey> {
        self.keys.as_ref()?.find(id, algorithm)
    }
}
