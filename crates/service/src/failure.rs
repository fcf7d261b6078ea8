use contactable_domain::ports::{StoreError, Unavailable};
use contactable_domain::refusal::Refusal;

/// Why a use case did not do what was asked. Nothing was changed, unless it says that this is not known.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A rule said no.
    #[error("refused")]
    Refused(Refusal),
    /// The store cannot answer now; the same request may succeed later.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
    /// The store failed while the change was being made for good: it may have been made or not. The same request, with
    /// the same id, may be sent again.
    #[error("it is not known whether this was done: {0}")]
    OutcomeUnknown(Unavailable),
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
            StoreError::OutcomeUnknown(unavailable) => Self::OutcomeUnknown(unavailable),
        }
    }
}
