//! Sharing grants: the recorded agreement that what one area holds about a target may be used by another (council
//! specification, note on sharing; reference "Governance"). A grant is never changed: it is withdrawn, or it runs
//! out, and it stays on record.

mod agreement;
mod grant;
mod request;
mod terms;
mod withdrawal;

pub use agreement::{AgreedBy, Agreement, AgreementMethod, Decider, LawfulBasis, ProxyAuthority};
pub use grant::{GrantStatus, SharingGrant};
pub use request::{GrantOutcome, MAX_LIVE, NewGrant};
pub use terms::Terms;
pub use withdrawal::Withdrawal;

/// The most characters of a text of a grant: a wording, the place of evidence, a name, a reason.
pub const MAX_TEXT: usize = 500;

#[cfg(test)]
mod tests;
