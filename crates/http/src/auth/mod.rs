//! From a token to an actor. A token is believed only when its issuer is configured, its signature
//! verifies with one of that issuer's keys and allowed algorithms, and its claims hold now.

mod caller;
mod claims;
mod groups;
mod issuer;
mod key_set;
mod refusal;
mod verifier;

pub use caller::Authenticated;
pub use groups::Groups;
pub use issuer::{Issuer, IssuerError};
pub use key_set::{KeySet, KeySetError};
pub use refusal::TokenRefusal;
pub use verifier::TokenVerifier;
