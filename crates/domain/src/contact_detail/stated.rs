//! What a request says of a record's unchangeable parts.

use std::borrow::Cow;

use super::ContactDetail;
use crate::area::{Team, TeamKey};
use crate::refusal::Field;
use crate::value::{PostalCode, Uprn};
use crate::vocabulary::CouncilSubType;

/// A request's claim that a field of the record reads like this. Blank text counts as none.
#[derive(Clone, PartialEq, Eq)]
pub struct Statement {
    field: Field,
    text: Option<String>,
}

impl Statement {
    /// The claim that `field` reads `text`, in the spelling that [`ContactDetail::reads`] has.
    pub fn new(field: Field, text: Option<String>) -> Self {
        Self {
            field,
            text: text.filter(|text| !text.trim().is_empty()),
        }
    }

    /// The field spoken of.
    pub fn field(&self) -> Field {
        self.field
    }

    /// Whether the record reads as claimed.
    pub fn holds(&self, record: &ContactDetail) -> bool {
        let stated = self.text.as_deref();
        record.reads(self.field).as_deref() == stated || self.is_as_typed(record, stated)
    }

    /// Whether it is what was typed, where another spelling is shown.
    fn is_as_typed(&self, record: &ContactDetail, stated: Option<&str>) -> bool {
        let address = record.information.value.address();
        match (self.field, address) {
            (Field::Postcode, Some(address)) => {
                address.postal_code().map(PostalCode::typed) == stated
            }
            (Field::Uprn, Some(address)) => address.uprn().map(Uprn::typed) == stated,
            (Field::Team, _) => record.team.as_ref().map(Team::key) == stated.map(TeamKey::of),
            _ => false,
        }
    }
}

impl std::fmt::Debug for Statement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Statement").field(&self.field).finish()
    }
}

impl ContactDetail {
    /// How a field of this record reads as text: ids and words in lower case, instants in RFC 3339
    /// with `Z`, days as `YYYY-MM-DD`, areas by their key. `None` where there is nothing, or where a field is not one text.
    pub fn reads(&self, field: Field) -> Option<Cow<'_, str>> {
        let owned = |text: String| Some(Cow::Owned(text));
        match field {
            Field::Id => owned(self.id.to_string()),
            Field::TargetId => owned(self.target.id.to_string()),
            Field::TargetKind => Some(self.target.kind.as_str().into()),
            Field::Channel => Some(self.channel().as_str().into()),
            Field::Label => CouncilSubType::of(self.information.label).map(|s| s.as_str().into()),
            Field::Value => Some(self.information.value.one_line().into()),
            Field::Normal => self.information.value.normal(),
            Field::Shown => Some(self.information.value.shown()),
            Field::Kind => self.information.value.kind().map(Cow::from),
            Field::Description => self
                .information
                .description
                .as_ref()
                .map(|d| d.as_str().into()),
            Field::Area => Some(self.area.as_str().into()),
            Field::IsDefault => owned(self.is_default.to_string()),
            Field::Team => self.team.as_ref().map(|team| team.name().into()),
            Field::IsPreferred => owned(self.is_preferred.to_string()),
            Field::ValidFrom => self.period.start().and_then(|day| owned(day.to_string())),
            Field::ValidUntil => self.period.end().and_then(|day| owned(day.to_string())),
            Field::Supersedes => self.supersedes.and_then(|id| owned(id.to_string())),
            Field::CreatedAt => owned(self.created.at.to_string()),
            Field::CreatedByName => self.created.by.name.as_deref().map(Cow::from),
            Field::CreatedByEmail => self.created.by.email.as_deref().map(Cow::from),
            _ => self
                .reads_in_marks(field)
                .or_else(|| self.reads_in_ending(field))
                .or_else(|| self.reads_in_address(field)),
        }
    }

    fn reads_in_marks(&self, field: Field) -> Option<Cow<'_, str>> {
        let verified = self.marks.verified;
        let failed = self.marks.undeliverable.as_ref();
        match field {
            Field::VerifiedHow => Some(verified?.how.as_str().into()),
            Field::VerifiedAt => Some(verified?.at.to_string().into()),
            Field::Failure => Some(failed?.failure.as_str().into()),
            Field::FailedMeans => Some(failed?.means.as_str().into()),
            Field::FailureEvidence => Some(failed?.evidence.as_ref()?.as_str().into()),
            Field::FailedAt => Some(failed?.at.to_string().into()),
            _ => None,
        }
    }

    fn reads_in_ending(&self, field: Field) -> Option<Cow<'_, str>> {
        let ended = self.ended.as_ref()?;
        match field {
            Field::EndedAt => Some(ended.stamp.at.to_string().into()),
            Field::EndedByName => ended.stamp.by.name.as_deref().map(Cow::from),
            Field::EndedByEmail => ended.stamp.by.email.as_deref().map(Cow::from),
            Field::EndReason => Some(ended.reason?.as_str().into()),
            Field::SupersededBy => Some(ended.superseded_by?.to_string().into()),
            _ => None,
        }
    }

    fn reads_in_address(&self, field: Field) -> Option<Cow<'_, str>> {
        let address = self.information.value.address()?;
        match field {
            Field::AddressLine(number) => address.line(number).map(Cow::from),
            Field::Postcode => address.postal_code().map(|code| code.normal().into()),
            Field::Uprn => address.uprn().map(|uprn| uprn.as_str().into()),
            Field::PafKey => address.paf_key().map(|key| key.as_str().into()),
            Field::Country => address.country_typed().map(Cow::from),
            Field::IsOverseas => Some(address.is_overseas().to_string().into()),
            Field::OverseasAddress => address.overseas().map(Cow::from),
            _ => None,
        }
    }
}
