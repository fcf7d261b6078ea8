//! From a token to an actor. A token is believed only when its issuer is configured, its signature
//! verifies with one of that issuer's keys and allowed algorithms, and its claims hold now.
//!
//! Reading order: `caller.rs` (what endpoints take), `verifier.rs`, `presented.rs` (the token as it came),
//! `keys/` (with what it is verified), `issuer.rs` (for us, and for now), `kinds/` (for whom it speaks).

mod algorithms;
mod caller;
mod claims;
mod fingerprint;
mod issuer;
mod keys;
mod kinds;
mod members;
mod presented;
mod purpose;
mod refusal;
mod verified;
mod verifier;

pub use algorithms::{AlgorithmError, Algorithms};
pub use caller::Authenticated;
pub use issuer::Issuer;
pub use keys::{KeyFailure, KeySet, KeySetError, KeyState, Keys, MisfitError, ShortSecret};
pub use kinds::{Cis2, Client, Clients, Groups, IssuerKind, NhsLogin, RoleCodes};
pub(crate) use purpose::PURPOSE_HEADER;
pub use refusal::TokenRefusal;
pub use verified::VerifiedToken;
pub use verifier::TokenVerifier;
