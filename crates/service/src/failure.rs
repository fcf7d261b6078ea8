use contactable_domain::ports::{StoreError, Unavailable};
use contactable_domain::refusal::Refusal;

/// Why a use case did not do what was asked. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A rule said no.
    #[error("refused")]
    Refused(Refusal),
    /// The store cannot answer now; the same request may succeed later.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Refused(refusal) => Self::Refused(refusal),
            StoreError::Unavailable(unavailable) => Self::Unavailable(unavailable),
        }
    }
}
