//! Access that was taken back.

use contactable_domain::contact_detail::Stamp;
use contactable_domain::revocation::{Revocation, Revoked};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::author::RecordedBy;

/// Everything that was ever revoked, the first one first.
#[derive(Serialize, ToSchema)]
pub struct RevocationsList<'a> {
    results: Vec<RevokedAccess<'a>>,
}

impl<'a> RevocationsList<'a> {
    /// Shows them in this order.
    pub fn of(revocations: &'a [Revocation]) -> Self {
        Self {
            results: revocations.iter().map(RevokedAccess::of).collect(),
        }
    }
}

/// Access that is taken back until that is lifted: of one token, or of everything that somebody has.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RevokedAccess<'a> {
    id: Uuid,
    /// The `iss` of the tokens.
    #[schema(example = "https://login.example.com")]
    issuer: &'a str,
    /// The `jti` of the one token; absent when everything of somebody is revoked.
    #[serde(skip_serializing_if = "Option::is_none")]
    token_id: Option<&'a str>,
    /// The `sub` of whom everything is revoked.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    #[schema(example = "The laptop was stolen")]
    reason: &'a str,
    #[schema(value_type = String, format = DateTime)]
    recorded_at: Timestamp,
    recorded_by: RecordedBy<'a>,
    /// Absent while it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    lifted: Option<Lifted<'a>>,
}

impl<'a> RevokedAccess<'a> {
    /// Shows a revocation.
    pub fn of(revocation: &'a Revocation) -> Self {
        let (token_id, subject) = match &revocation.what {
            Revoked::Token(id) => (Some(&**id), None),
            Revoked::Subject(subject) => (None, Some(&**subject)),
        };
        Self {
            id: revocation.id.uuid(),
            issuer: &revocation.issuer,
            token_id,
            subject,
            reason: revocation.reason.as_str(),
            recorded_at: revocation.recorded.at,
            recorded_by: RecordedBy::of(&revocation.recorded.by),
            lifted: revocation.lifted.as_ref().map(Lifted::of),
        }
    }
}

/// Access was given back.
#[derive(Serialize, ToSchema)]
pub struct Lifted<'a> {
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    by: RecordedBy<'a>,
}

impl<'a> Lifted<'a> {
    fn of(stamp: &'a Stamp) -> Self {
        Self {
            at: stamp.at,
            by: RecordedBy::of(&stamp.by),
        }
    }
}
