//! The identifiers of a target.

use contactable_domain::ports::TargetIdentifier;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::author::RecordedBy;

/// The identifiers of a target, by system.
#[derive(Serialize, ToSchema)]
pub struct IdentifiersList<'a> {
    results: Vec<TiedIdentifier<'a>>,
}

impl<'a> IdentifiersList<'a> {
    /// Shows them in this order.
    pub fn of(tied: &'a [TargetIdentifier]) -> Self {
        Self {
            results: tied.iter().map(TiedIdentifier::of).collect(),
        }
    }
}

/// An identifier that is tied to a target.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TiedIdentifier<'a> {
    /// The name of its system.
    #[schema(example = "nhs-number")]
    system: &'a str,
    /// The identifier in the normal form of its system.
    #[schema(example = "9990000018")]
    value: &'a str,
    #[schema(value_type = String, format = DateTime)]
    recorded_at: Timestamp,
    recorded_by: RecordedBy<'a>,
}

impl<'a> TiedIdentifier<'a> {
    /// Shows an identifier.
    pub fn of(tied: &'a TargetIdentifier) -> Self {
        Self {
            system: tied.identifier.system(),
            value: tied.identifier.value(),
            recorded_at: tied.recorded.at,
            recorded_by: RecordedBy::of(&tied.recorded.by),
        }
    }
}
