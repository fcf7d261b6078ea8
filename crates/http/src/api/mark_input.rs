//! The bodies of the calls that mark a record.

use contactable_domain::contact_detail::{
    FailureKind, MAX_EVIDENCE, Undeliverable, Verification, VerifiedBy,
};
use contactable_domain::vocabulary::Means;
use jiff::Timestamp;

use crate::request::Object;

/// Reads how and when a record was found to be right; now unless given.
pub fn verification(body: &Object<'_>, now: Timestamp) -> Option<Verification> {
    body.refuse_others(&["how", "at"]);
    let how = body.needed("how", body.word("how", VerifiedBy::ALL, VerifiedBy::as_str));
    let at = body.instant("at").optional();
    Some(Verification {
        how: how?,
        at: at.ok()?.unwrap_or(now),
    })
}

/// Reads what did not arrive, and when; now unless given.
pub fn undeliverable(body: &Object<'_>, now: Timestamp) -> Option<Undeliverable> {
    body.refuse_others(&["failure", "means", "evidence", "at"]);
    let failure = body.word("failure", FailureKind::ALL, FailureKind::as_str);
    let failure = body.needed("failure", failure);
    let means = body.needed("means", body.word("means", Means::ALL, Means::as_str));
    let evidence = body.plain_text("evidence", MAX_EVIDENCE).optional();
    let at = body.instant("at").optional();
    Some(Undeliverable {
        failure: failure?,
        means: means?,
        evidence: evidence.ok()?,
        at: at.ok()?.unwrap_or(now),
    })
}
