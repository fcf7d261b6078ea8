use std::sync::Arc;

use contactable_domain::actor::Actor;
use contactable_domain::revocation::TokenIdentity;

use super::Session;

/// What a token that was verified says.
#[derive(Clone)]
pub struct VerifiedToken {
    /// For whom it speaks.
    pub actor: Arc<Actor>,
    /// What it says about itself, by which it may be revoked.
    pub identity: TokenIdentity,
    /// The application that got it, if it says so.
    pub client: Option<Arc<str>>,
    /// What only the PDS-compatible interface asks it for.
    pub session: Session,
}
