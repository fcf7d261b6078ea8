//! An issuer's keys, by their ids.

use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::Value;

use super::key::{Key, KeyProblem};
use crate::auth::Algorithms;

/// Why a key set cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeySetError {
    /// Not a JSON Web Key Set.
    #[error("it is not a JSON Web Key Set")]
    NotAKeySet,
    /// No keys for signatures at all.
    #[error("it has no keys for signatures")]
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

/// Why a key set and algorithms do not fit each other, so that some token would never be believed.
#[derive(Debug, thiserror::Error)]
pub enum MisfitError {
    /// An algorithm for which there is no key.
    #[error("no key in the key set is for {0:?}")]
    NoKey(Algorithm),
    /// A key that no algorithm uses.
    #[error("no algorithm here uses key {0} of the key set")]
    UnusedKey(usize),
}

/// The keys of an issuer, found by their `kid`.
pub struct KeySet {
    /// Each with its number in the set.
    keys: Vec<(usize, Key)>,
    /// Whether the only key is tried whatever a token calls it.
    has_no_ids: bool,
}

impl KeySet {
    /// Reads a JSON Web Key Set (RFC 7517) of public keys that somebody here put together. Keys for something
    /// else than signatures are left out; whatever else is wrong with it is an error.
    ///
    /// # Errors
    /// [`KeySetError`], counting keys from 1.
    pub fn parse(json: &str) -> Result<Self, KeySetError> {
        let mut set = Self::empty();
        for (number, key) in numbered(json)? {
            match key {
                Ok(key) => set.keys.push((number, key)),
                Err(KeyProblem::OtherUse) => {}
                Err(KeyProblem::Secret) => return Err(KeySetError::Secret(number)),
                Err(KeyProblem::Private) => return Err(KeySetError::Private(number)),
                Err(KeyProblem::Unusable) => return Err(KeySetError::Unusable(number)),
            }
        }
        match set.first_ambiguous() {
            Some(number) => Err(KeySetError::Ambiguous(number)),
            None => set.unless_empty(),
        }
    }

    /// Reads a set as its issuer publishes it: what these algorithms can use of it. Other keys are nobody's
    /// mistake here, and are left out, like those that cannot be told from an earlier one.
    ///
    /// # Errors
    /// [`KeySetError::NotAKeySet`] or [`KeySetError::Empty`].
    pub(super) fn published(json: &str, algorithms: &Algorithms) -> Result<Self, KeySetError> {
        let mut set = Self::empty();
        set.keys = numbered(json)?
            .filter_map(|(number, key)| Some((number, key.ok()?)))
            .filter(|(_, key)| key.is_for_any(algorithms))
            .collect();
        while let Some(ambiguous) = set.first_ambiguous() {
            set.keys.retain(|(number, _)| *number != ambiguous);
        }
        set.unless_empty()
    }

    /// The secret shared with a legacy issuer.
    pub(super) fn of_secret(secret: &[u8]) -> Self {
        Self {
            keys: vec![(1, Key::of_secret(secret))],
            has_no_ids: true,
        }
    }

    fn empty() -> Self {
        Self {
            keys: Vec::new(),
            has_no_ids: false,
        }
    }

    fn unless_empty(self) -> Result<Self, KeySetError> {
        if self.keys.is_empty() {
            return Err(KeySetError::Empty);
        }
        Ok(self)
    }

    /// The number of the first key that a token could not name, or not for certain.
    fn first_ambiguous(&self) -> Option<usize> {
        if self.keys.len() < 2 {
            return None;
        }
        let mut known: Vec<&str> = Vec::new();
        for (number, key) in &self.keys {
            match key.id.as_deref() {
                Some(id) if !known.contains(&id) => known.push(id),
                _ => return Some(*number),
            }
        }
        None
    }

    /// Every algorithm must have a key, and every key an algorithm.
    pub(super) fn check_fit(&self, algorithms: &Algorithms) -> Result<(), MisfitError> {
        let has_key = |algorithm| self.keys.iter().any(|(_, key)| key.is_for(algorithm));
        if let Some(algorithm) = algorithms.iter().find(|algorithm| !has_key(*algorithm)) {
            return Err(MisfitError::NoKey(algorithm));
        }
        let unused = self
            .keys
            .iter()
            .find(|(_, key)| !key.is_for_any(algorithms));
        unused.map_or(Ok(()), |(number, _)| Err(MisfitError::UnusedKey(*number)))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether a token that names this key, or none, could find its key here.
    pub(super) fn knows(&self, id: Option<&str>) -> bool {
        id.is_none() || self.named(id).is_some()
    }

    /// The key that a token names, if it may verify this algorithm.
    pub(super) fn find(&self, id: Option<&str>, algorithm: Algorithm) -> Option<&DecodingKey> {
        let key = self.named(id).filter(|key| key.is_for(algorithm));
        key.map(|key| &key.verifying)
    }

    /// The key of this id; a token that names none is held against the only key.
    fn named(&self, id: Option<&str>) -> Option<&Key> {
        match (id, self.keys.as_slice()) {
            (None, [(_, only)]) => Some(only),
            (Some(_), [(_, only)]) if self.has_no_ids => Some(only),
            (None, _) => None,
            (Some(id), keys) => {
                let mut keys = keys.iter().map(|(_, key)| key);
                keys.find(|key| key.id.as_deref() == Some(id))
            }
        }
    }
}

type Numbered = (usize, Result<Key, KeyProblem>);

/// Each key of a set with its number, from 1.
fn numbered(json: &str) -> Result<impl Iterator<Item = Numbered>, KeySetError> {
    #[derive(serde::Deserialize)]
    struct Set {
        keys: Vec<Value>,
    }
    let set: Set = serde_json::from_str(json).map_err(|_| KeySetError::NotAKeySet)?;
    let keys = set.keys.into_iter().enumerate();
    Ok(keys.map(|(index, key)| (index + 1, Key::of(&key))))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ED: &str =
        r#""kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo""#;
    const RSA: &str = r#""kty":"RSA","e":"AQAB","n":"sXchDaQebHnPiGvyDOAT4saGEUetSyo9MKLOoWFsueri23bOdgWp4Dy1WlUzewbgBHod5pcM9H95GQRV3JDXboIRROSBigeC5yjU1hGzHHyXss8UDprecbAYxknTcQkhslANGRUZmdTOQ5qTRsLAt6BTYuyvVRdhS8exSZEy_c4gs_7svlJJQ4H9_NxsiIoLwAEk7-Q3UXERGYw_75IDrGA84-lA_-Ct4eTlXHBIY2EaV7t7LjJaynVJCpkv4LKjTTAumiGUIuQhrNhZLuF_RJLqHpM2kgWFLU7-VTdL1VbC2tejvcI2BlMkEpk1BzBZI0KQB0GaDWFLN-aEAw3vRw""#;

    fn set(keys: &[&str]) -> String {
        let keys: Vec<String> = keys.iter().map(|key| format!("{{{key}}}")).collect();
        format!(r#"{{"keys":[{}]}}"#, keys.join(","))
    }

    fn published(keys: &[&str], algorithms: &[Algorithm]) -> Result<KeySet, KeySetError> {
        KeySet::published(&set(keys), &algorithms.iter().copied().collect())
    }

    #[test]
    fn what_a_key_is_meant_for_is_kept_to() {
        use Algorithm::{EdDSA, PS256, RS256, RS512};
        for (key, algorithm, is_for) in [
            (format!(r#"{RSA},"kid":"a""#), RS256, true),
            (format!(r#"{RSA},"kid":"a""#), PS256, true),
            (
                format!(r#"{RSA},"kid":"a","use":"sig","alg":"RS512""#),
                RS512,
                true,
            ),
            (
                format!(r#"{RSA},"kid":"a","use":"sig","alg":"RS512""#),
                RS256,
                false,
            ),
            (
                format!(r#"{RSA},"kid":"a","use":"sig","alg":"RS256""#),
                PS256,
                false,
            ),
            (format!(r#"{RSA},"kid":"a","use":"enc""#), RS256, false),
            (format!(r#"{RSA},"kid":"a","use":"other""#), RS256, false),
            (
                format!(r#"{RSA},"kid":"a","key_ops":["encrypt"]"#),
                RS256,
                false,
            ),
            (
                format!(r#"{RSA},"kid":"a","key_ops":["verify"]"#),
                RS256,
                true,
            ),
            (format!(r#"{RSA},"kid":"a","alg":"RSA-OAEP""#), RS256, false),
            (format!(r#"{RSA},"kid":"a","alg":"HS256""#), RS256, false),
            (format!(r#"{RSA},"kid":"a","d":"AQAB""#), RS256, false),
            (format!(r#"{ED},"kid":"a""#), EdDSA, true),
            (format!(r#"{ED},"kid":"a""#), RS256, false),
            (
                r#""kty":"oct","k":"c2VjcmV0","kid":"a","alg":"RS256""#.to_owned(),
                RS256,
                false,
            ),
        ] {
            let set = published(&[&key], &[RS256, RS512, PS256, EdDSA]);
            let found = set.is_ok_and(|set| set.find(Some("a"), algorithm).is_some());
            assert_eq!(found, is_for, "{algorithm:?} {key}");
        }
    }

    #[test]
    fn of_what_is_published_all_that_can_be_used_is() {
        let keys = [
            format!(r#"{ED},"kid":"a""#),
            r#""kty":"EC","crv":"secp256k1","kid":"b""#.to_owned(),
            format!(r#"{ED},"kid":"a""#),
            ED.to_owned(),
            format!(r#"{RSA},"kid":"c""#),
            r#""kty":"new""#.to_owned(),
        ];
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let set = published(&keys, &[Algorithm::EdDSA, Algorithm::RS256]).unwrap();
        assert_eq!(set.len(), 2);
        assert!(set.find(Some("a"), Algorithm::EdDSA).is_some());
        assert!(set.find(Some("c"), Algorithm::RS256).is_some());
        // Nobody is named, and there are two.
        assert!(set.find(None, Algorithm::EdDSA).is_none());
        assert!(matches!(
            published(&[], &[Algorithm::EdDSA]),
            Err(KeySetError::Empty)
        ));
        assert!(matches!(
            published(&keys, &[Algorithm::ES384]),
            Err(KeySetError::Empty)
        ));
    }

    #[test]
    fn a_set_that_was_put_together_here_has_no_mistakes() {
        let named = |kid: &str| format!(r#"{ED},"kid":"{kid}""#);
        let told = |keys: &[&str]| {
            KeySet::parse(&set(keys))
                .map(|_| ())
                .unwrap_err()
                .to_string()
        };
        assert!(told(&[&named("a"), &named("a")]).starts_with("key 2 has no kid"));
        assert!(told(&[&named("a"), ED]).starts_with("key 2 has no kid"));
        assert!(told(&[&named("a"), r#""kty":"oct","k":"AA""#]).starts_with("key 2 is a shared"));
        assert!(told(&[&format!(r#"{ED},"d":"AA""#)]).starts_with("key 1 is a private"));
        assert!(told(&[r#""kty":"EC""#]).starts_with("key 1 cannot be used"));
        assert!(told(&[&format!(r#"{ED},"use":"enc""#)]).starts_with("it has no keys"));
        assert!(KeySet::parse(&set(&[&named("a"), &format!(r#"{ED},"use":"enc""#)])).is_ok());
    }
}
