use std::sync::Arc;

use super::KeyFailure;
use crate::edges::Condition;

/// How the keys of an issuer are doing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyState {
    /// The issuer.
    pub issuer: Arc<str>,
    /// What kind of issuer it is.
    pub kind: &'static str,
    /// Whether they are fetched over the net.
    pub is_remote: bool,
    /// How many there are.
    pub keys: usize,
    /// How long ago they were fetched; `None` if they never were, or came with the configuration.
    pub age_seconds: Option<i64>,
    /// What went wrong when they were fetched last.
    pub failure: Option<KeyFailure>,
}

impl KeyState {
    /// Whether a token of this issuer can be verified at all.
    pub fn can_verify(&self) -> bool {
        self.keys > 0
    }

    /// Degraded when older keys stand in for those that could not be fetched.
    pub fn health(&self) -> Condition {
        match (self.can_verify(), self.failure) {
            (true, None) => Condition::Healthy,
            (true, Some(_)) => Condition::Degraded,
            (false, _) => Condition::Unhealthy,
        }
    }
}
