//! One key of a key set (RFC 7517).

use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyOperations, PublicKeyUse};
use jsonwebtoken::{Algorithm, AlgorithmFamily, DecodingKey};
use serde_json::Value;

use crate::auth::Algorithms;

/// A public key, with what it may be used for.
pub(super) struct Key {
    pub(super) id: Option<String>,
    pub(super) verifying: DecodingKey,
    /// The algorithms that it can verify, and is meant for.
    algorithms: Vec<Algorithm>,
}

/// Why a key is not used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum KeyProblem {
    /// A shared secret, which anyone who can verify could sign with.
    Secret,
    /// A private key, which has no business where everybody can read it.
    Private,
    /// One that is not understood.
    Unusable,
    /// One for something else than signatures.
    OtherUse,
}

impl Key {
    /// Reads a key.
    pub(super) fn of(json: &Value) -> Result<Self, KeyProblem> {
        if json.get("kty").and_then(Value::as_str) == Some("oct") {
            return Err(KeyProblem::Secret);
        }
        // The library reads past the private part, which would then lie about in a file that everybody takes
        // for public.
        if json.get("d").is_some() {
            return Err(KeyProblem::Private);
        }
        let jwk: Jwk = serde_json::from_value(json.clone()).map_err(|_| KeyProblem::Unusable)?;
        if !is_for_signatures(&jwk) {
            return Err(KeyProblem::OtherUse);
        }
        let key = DecodingKey::from_jwk(&jwk).map_err(|_| KeyProblem::Unusable)?;
        Ok(Self {
            algorithms: algorithms_of(&jwk)?,
            id: jwk.common.key_id,
            verifying: key,
        })
    }

    /// A secret shared with a legacy issuer.
    pub(super) fn of_secret(secret: &[u8]) -> Self {
        Self {
            id: None,
            verifying: DecodingKey::from_secret(secret),
            algorithms: Algorithms::of_secret().iter().collect(),
        }
    }

    /// Whether it may verify what is signed with this algorithm.
    pub(super) fn is_for(&self, algorithm: Algorithm) -> bool {
        self.algorithms.contains(&algorithm)
    }

    /// Whether one of these algorithms uses it.
    pub(super) fn is_for_any(&self, algorithms: &Algorithms) -> bool {
        algorithms.iter().any(|algorithm| self.is_for(algorithm))
    }
}

fn is_for_signatures(jwk: &Jwk) -> bool {
    let meant = &jwk.common.public_key_use;
    let operations = &jwk.common.key_operations;
    meant
        .as_ref()
        .is_none_or(|meant| *meant == PublicKeyUse::Signature)
        && operations
            .as_ref()
            .is_none_or(|operations| operations.contains(&KeyOperations::Verify))
}

/// What a key of this kind and curve can verify; where it names its algorithm, only that.
fn algorithms_of(jwk: &Jwk) -> Result<Vec<Algorithm>, KeyProblem> {
    let possible: &[Algorithm] = match &jwk.algorithm {
        AlgorithmParameters::RSA(_) => AlgorithmFamily::Rsa.algorithms(),
        AlgorithmParameters::EllipticCurve(ec) => match ec.curve {
            EllipticCurve::P256 => &[Algorithm::ES256],
            EllipticCurve::P384 => &[Algorithm::ES384],
            _ => return Err(KeyProblem::Unusable),
        },
        AlgorithmParameters::OctetKeyPair(pair) if pair.curve == EllipticCurve::Ed25519 => {
            &[Algorithm::EdDSA]
        }
        _ => return Err(KeyProblem::Unusable),
    };
    let Some(named) = jwk.common.key_algorithm else {
        return Ok(possible.to_vec());
    };
    let named = Algorithm::try_from(named).map_err(|_| KeyProblem::OtherUse)?;
    if possible.contains(&named) {
        Ok(vec![named])
    } else {
        Err(KeyProblem::Unusable)
    }
}
