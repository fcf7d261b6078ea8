//! An issuer's public keys.

use jsonwebtoken::jwk::{AlgorithmParameters, JwkSet};
use jsonwebtoken::{AlgorithmFamily, DecodingKey};

/// Why a key set cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeySetError {
    /// Not a JSON Web Key Set.
    #[error("it is not a JSON Web Key Set")]
    NotAKeySet,
    /// No keys at all.
    #[error("it has no keys")]
    Empty,
    /// A shared secret, which anyone who can verify could sign with.
    #[error("key {0} is a shared secret; use public keys (RSA, EC or OKP)")]
    Secret(usize),
    /// A private key, which has no business here.
    #[error("key {0} is a private key; give its public part only")]
    Private(usize),
    /// A key that cannot be used.
    #[error("key {0} cannot be used")]
    Unusable(usize),
    /// Several keys, not all of which can be told apart.
    #[error("key {0} has no kid, or one that another key has")]
    Ambiguous(usize),
}

/// The public keys of an issuer, found by their `kid`.
pub struct KeySet(Vec<Key>);

struct Key {
    kid: Option<String>,
    key: DecodingKey,
}

impl KeySet {
    /// Reads a JSON Web Key Set (RFC 7517) of public keys.
    ///
    /// # Errors
    /// [`KeySetError`], counting keys from 1.
    pub fn parse(json: &str) -> Result<Self, KeySetError> {
        let set: JwkSet = serde_json::from_str(json).map_err(|_| KeySetError::NotAKeySet)?;
        refuse_private_keys(json)?;
        let mut keys: Vec<Key> = Vec::new();
        for (index, jwk) in set.keys.iter().enumerate() {
            let number = index + 1;
            if matches!(jwk.algorithm, AlgorithmParameters::OctetKey(_)) {
                return Err(KeySetError::Secret(number));
            }
            let kid = jwk.common.key_id.clone();
            let key = DecodingKey::from_jwk(jwk).map_err(|_| KeySetError::Unusable(number))?;
            let ambiguous = kid.is_none() || keys.iter().any(|known| known.kid == kid);
            if set.keys.len() > 1 && ambiguous {
                return Err(KeySetError::Ambiguous(number));
            }
            keys.push(Key { kid, key });
        }
        if keys.is_empty() {
            return Err(KeySetError::Empty);
        }
        Ok(Self(keys))
    }

    /// The families of the keys, in their order.
    pub(super) fn families(&self) -> impl Iterator<Item = AlgorithmFamily> {
        self.0.iter().map(|key| key.key.family())
    }

    /// The key a token names; a token that names none is held against the only key.
    pub(super) fn find(&self, kid: Option<&str>) -> Option<&DecodingKey> {
        let found = match (kid, self.0.as_slice()) {
            (None, [only]) => Some(only),
            (None, _) => None,
            (Some(kid), keys) => keys.iter().find(|key| key.kid.as_deref() == Some(kid)),
        };
        found.map(|key| &key.key)
    }
}

/// The library reads past the private part of a key (`d`), which would then lie about in a file that
/// everybody takes for public.
fn refuse_private_keys(json: &str) -> Result<(), KeySetError> {
    #[derive(serde::Deserialize)]
    struct Keys {
        keys: Vec<serde_json::Map<String, serde_json::Value>>,
    }
    let set: Keys = serde_json::from_str(json).map_err(|_| KeySetError::NotAKeySet)?;
    match set.keys.iter().position(|key| key.contains_key("d")) {
        Some(index) => Err(KeySetError::Private(index + 1)),
        None => Ok(()),
    }
}
