use jsonwebtoken::{Algorithm, AlgorithmFamily};

/// Why algorithms cannot be configured so.
#[derive(Debug, thiserror::Error)]
pub enum AlgorithmError {
    /// A name that is no algorithm, or one that needs a shared secret.
    #[error(
        "{0} is not allowed; use some of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, EdDSA"
    )]
    NotAllowed(String),
    /// No algorithm at all.
    #[error("at least one algorithm is needed")]
    Nothing,
}

/// What an issuer may sign with. This decides, never the token.
#[derive(Clone)]
pub struct Algorithms(Vec<Algorithm>);

impl Algorithms {
    /// The algorithms of these names, all of them with public keys.
    ///
    /// # Errors
    /// [`AlgorithmError`].
    pub fn parse(names: &[String]) -> Result<Self, AlgorithmError> {
        if names.is_empty() {
            return Err(AlgorithmError::Nothing);
        }
        names.iter().map(|name| allowed(name)).collect()
    }

    /// The one algorithm of a legacy issuer, with a shared secret.
    pub(super) fn of_secret() -> Self {
        Self(vec![Algorithm::HS256])
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Algorithm> {
        self.0.iter().copied()
    }

    pub(super) fn contains(&self, algorithm: Algorithm) -> bool {
        self.0.contains(&algorithm)
    }
}

impl FromIterator<Algorithm> for Algorithms {
    fn from_iter<T: IntoIterator<Item = Algorithm>>(algorithms: T) -> Self {
        Self(algorithms.into_iter().collect())
    }
}

fn allowed(name: &str) -> Result<Algorithm, AlgorithmError> {
    let refused = || AlgorithmError::NotAllowed(name.to_owned());
    let algorithm: Algorithm = name.parse().map_err(|_| refused())?;
    if algorithm.family() == AlgorithmFamily::Hmac {
        return Err(refused());
    }
    Ok(algorithm)
}
