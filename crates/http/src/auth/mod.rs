//! From a token to an actor. A token is believed only when its issuer is configured, its signature
//! verifies with one of that issuer's keys and allowed algorithms, and its claims hold now.
//!
//! Reading order: `caller.rs` (what endpoints take), `admission.rs` (the door), `verifier.rs`, `presented.rs` (the token
//! as it came), `keys/` (with what it is verified), `issuer.rs` (for us, and for now), `kinds/` (for whom it speaks).

mod admission;
mod algorithms;
mod caller;
mod claims;
mod fingerprint;
mod header;
mod issuer;
mod keys;
mod kinds;
mod members;
mod not_admitted;
mod presented;
mod purpose;
mod refusal;
mod session;
mod verified;
mod verifier;

pub use admission::{Admitted, admit};
pub use algorithms::{AlgorithmError, Algorithms};
pub use caller::Authenticated;
pub(crate) use fingerprint::fingerprint;
pub use issuer::Issuer;
pub use keys::{KeyFailure, KeySet, KeySetError, KeyState, Keys, MisfitError, ShortSecret};
pub use kinds::{Cis2, Client, Clients, Groups, IssuerKind, NhsLogin, Platform, RoleCodes};
pub use not_admitted::{NotAdmitted, Sender};
pub(crate) use purpose::PURPOSE_HEADER;
pub use refusal::TokenRefusal;
pub use session::{NoSuchRole, Session, WorkerRole};
pub use verified::VerifiedToken;
pub use verifier::TokenVerifier;
