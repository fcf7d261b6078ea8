//! What has become of a record: whether it is active and valid, what was found out about it, how it ended.

use contactable_domain::area::ServiceAreas;
use contactable_domain::contact_detail::{
    ContactDetail, Ending, State, Undeliverable, Verification,
};
use contactable_domain::ids::ContactDetailId;
use contactable_domain::value::PlainText;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use utoipa::ToSchema;
use uuid::Uuid;

/// Whether a record is held as current, and whether it is true on the day.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RecordStatus {
    /// `active`, or `historic` once it was retired.
    #[schema(example = "active")]
    system: &'static str,
    /// `valid`, `not-yet-valid`, `expired` once its last day is past, or `no-longer-valid` once the three
    /// months of a temporary detail are over.
    #[schema(example = "valid")]
    effective: &'static str,
    /// The first day on which it is true: the one that was given, else the day on which it was made.
    #[schema(value_type = String, format = Date)]
    first_day: Date,
    /// The last day on which it is true, if there is one: the one that was given, but of a temporary detail
    /// three months after its first at the latest.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    last_day: Option<Date>,
    /// What to write beside it where it is shown.
    #[serde(skip_serializing_if = "Labels::is_empty")]
    #[schema(value_type = Vec<String>, example = json!(["Historic"]))]
    labels: Labels,
    /// Of a retired record: the last day on which it is kept, where the service area has an end to that.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    kept_until: Option<Date>,
}

impl RecordStatus {
    pub(super) fn of(record: &ContactDetail, state: State) -> Self {
        Self {
            system: state.status.as_str(),
            effective: state.validity.as_str(),
            first_day: record.starts_on(),
            last_day: record.last_day(),
            labels: Labels(state),
            kept_until: None,
        }
    }

    /// The same, with how long its service area keeps it.
    pub(super) fn kept_until(self, areas: &ServiceAreas, record: &ContactDetail) -> Self {
        let owner = areas.of_key(&record.area);
        Self {
            kept_until: owner.and_then(|area| area.kept_until(record)),
            ..self
        }
    }
}

/// The labels of a state, written without keeping a list of them.
struct Labels(State);

impl Labels {
    fn is_empty(&self) -> bool {
        self.0.labels().next().is_none()
    }
}

impl Serialize for Labels {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.labels())
    }
}

/// It was found to be right.
#[derive(Serialize, ToSchema)]
pub struct Verified {
    /// How.
    #[schema(example = "code")]
    how: &'static str,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

impl Verified {
    pub(super) fn of(mark: Verification) -> Self {
        Self {
            how: mark.how.as_str(),
            at: mark.at,
        }
    }
}

/// Something sent to it did not arrive.
#[derive(Serialize, ToSchema)]
pub struct FailedDelivery<'a> {
    /// `hard`, for good, or `soft`, for now.
    #[schema(example = "hard")]
    failure: &'static str,
    /// By which means it was sent.
    #[schema(example = "text")]
    means: &'static str,
    /// How it is known.
    evidence: Option<&'a str>,
    /// When it failed.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

impl<'a> FailedDelivery<'a> {
    pub(super) fn of(mark: &'a Undeliverable) -> Self {
        Self {
            failure: mark.failure.as_str(),
            means: mark.means.as_str(),
            evidence: mark.evidence.as_ref().map(PlainText::as_str),
            at: mark.at,
        }
    }
}

/// How a record ended.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Ended<'a> {
    /// When it was retired.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Who retired it.
    full_name: Option<&'a str>,
    email_address: Option<&'a str>,
    /// Why, if it was said.
    #[schema(example = "moved")]
    reason: Option<&'static str>,
    /// The record that took its place.
    superseded_by: Option<Uuid>,
}

impl<'a> Ended<'a> {
    pub(super) fn of(ending: &'a Ending) -> Self {
        Self {
            at: ending.stamp.at,
            full_name: ending.stamp.by.name.as_deref(),
            email_address: ending.stamp.by.email.as_deref(),
            reason: ending.reason.map(|reason| reason.as_str()),
            superseded_by: ending.superseded_by.map(ContactDetailId::uuid),
        }
    }
}
