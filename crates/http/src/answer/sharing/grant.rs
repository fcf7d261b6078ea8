use contactable_domain::actor::PurposeOfUse;
use contactable_domain::area::ServiceAreas;
use contactable_domain::sharing::SharingGrant;
use contactable_domain::vocabulary::Channel;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::author::RecordedBy;
use super::agreement::{SaidAgreement, SaidWithdrawal};
use super::words;

/// Everything that is or was shared of a target, the first agreement first.
#[derive(Serialize, ToSchema)]
pub struct SharingGrants<'a> {
    results: Vec<SharingGrantAnswer<'a>>,
}

impl<'a> SharingGrants<'a> {
    /// Shows grants as they are at this instant.
    pub fn of(grants: &'a [SharingGrant], at: Timestamp, areas: &'a ServiceAreas) -> Self {
        let results = grants
            .iter()
            .map(|grant| SharingGrantAnswer::of(grant, at, areas));
        Self {
            results: results.collect(),
        }
    }
}

/// The recorded agreement that what one service area holds about a target may be used by another.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SharingGrant)]
pub struct SharingGrantAnswer<'a> {
    id: Uuid,
    target_id: Uuid,
    /// `live`, `review-due` once the day to look at it again has come, which it outlasts, `expired`, or
    /// `withdrawn`.
    #[schema(example = "live")]
    status: &'static str,
    /// What is shared with whom, for what and why, in words.
    #[schema(
        example = "Housing shares the person's phone numbers with Social Care, for direct care."
    )]
    summary: String,
    /// The service area whose records they are.
    #[schema(example = "Housing")]
    from: &'a str,
    /// The service area that may use them.
    #[schema(example = "Social Care")]
    to: &'a str,
    /// The only channels of which it is; absent when it is of all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Option<Vec<String>>, example = json!(["phone"]))]
    channels: Vec<&'static str>,
    /// The only purposes for which it is; absent when it is for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Option<Vec<String>>, example = json!(["direct-care"]))]
    purposes: Vec<&'static str>,
    /// Why the law allows it.
    #[schema(example = "consent")]
    lawful_basis: &'static str,
    agreement: SaidAgreement<'a>,
    /// The last day on which it may be used, if there is one.
    #[schema(value_type = Option<String>, format = Date)]
    expires_on: Option<Date>,
    /// The day on which somebody should look at it again.
    #[schema(value_type = Option<String>, format = Date)]
    review_on: Option<Date>,
    /// From when it holds.
    #[schema(value_type = String, format = DateTime)]
    recorded_at: Timestamp,
    recorded_by: RecordedBy<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn: Option<SaidWithdrawal<'a>>,
}

impl<'a> SharingGrantAnswer<'a> {
    /// Shows a grant as it is at this instant.
    pub fn of(grant: &'a SharingGrant, at: Timestamp, areas: &'a ServiceAreas) -> Self {
        let terms = &grant.terms;
        Self {
            id: grant.id.uuid(),
            target_id: grant.target.uuid(),
            status: grant.status(at).as_str(),
            summary: words::summary(grant, at, areas),
            from: areas.name_of(&terms.from),
            to: areas.name_of(&terms.to),
            channels: terms
                .channels
                .iter()
                .copied()
                .map(Channel::as_str)
                .collect(),
            purposes: terms
                .purposes
                .iter()
                .copied()
                .map(PurposeOfUse::as_str)
                .collect(),
            lawful_basis: terms.basis.as_str(),
            agreement: SaidAgreement::of(&terms.agreement),
            expires_on: terms.expires_on,
            review_on: terms.review_on,
            recorded_at: grant.recorded.at,
            recorded_by: RecordedBy::of(&grant.recorded.by),
            withdrawn: grant.withdrawn.as_ref().map(SaidWithdrawal::of),
        }
    }
}

/// A grant that was withdrawn by somebody who may not see what it says.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WithdrawnGrantAnswer {
    id: Uuid,
    target_id: Uuid,
    status: &'static str,
}

impl WithdrawnGrantAnswer {
    /// Shows that it was withdrawn, and no more.
    pub fn of(grant: &SharingGrant, at: Timestamp) -> Self {
        Self {
            id: grant.id.uuid(),
            target_id: grant.target.uuid(),
            status: grant.status(at).as_str(),
        }
    }
}
