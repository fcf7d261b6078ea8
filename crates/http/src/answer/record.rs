//! A record as the specified paths show it: what was recorded, and what the service made of it.

use std::borrow::Cow;

use contactable_domain::area::{ServiceAreas, Team};
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::ids::{ContactDetailId, GrantId};
use contactable_domain::time::as_instant;
use contactable_domain::value::{Address, PlainText, PostalCode, Uprn};
use contactable_domain::vocabulary::CouncilSubType;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::SaidWarning;
use super::record_state::{Ended, FailedDelivery, RecordStatus, Verified};

/// What is needed to show records: the areas' names, and the day that decides what is valid.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The configured areas.
    pub areas: &'a ServiceAreas,
    /// The day.
    pub on: Date,
}

/// One contact detail.
#[expect(clippy::struct_field_names, reason = "the interface has this name")]
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Record<'a> {
    id: Uuid,
    target_id: Uuid,
    #[schema(example = "person")]
    target_type: &'a str,
    contact_information: ContactInformation<'a>,
    source_service_area: OwningArea<'a>,
    /// The first day on which it is valid, if one was given; otherwise it is valid from the day it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    record_valid_from: Option<Date>,
    /// The last day on which it is valid, as an instant: midnight of that day in UTC.
    #[schema(value_type = Option<String>, format = DateTime)]
    record_valid_until: Option<Timestamp>,
    /// `false` once it was retired or is no longer valid.
    is_active: bool,
    status: RecordStatus,
    created_by: CreatedBy<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verified: Option<Verified>,
    #[serde(skip_serializing_if = "Option::is_none")]
    undeliverable: Option<FailedDelivery<'a>>,
    /// The record whose place it took.
    #[serde(skip_serializing_if = "Option::is_none")]
    supersedes: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<Ended<'a>>,
    /// In a view: the record of the same kind that can be used, where this one cannot.
    #[serde(skip_serializing_if = "Option::is_none")]
    use_instead: Option<Uuid>,
    /// The sharing grant under which another area's record is shown to you.
    #[serde(skip_serializing_if = "Option::is_none")]
    shared_under: Option<Uuid>,
}

impl<'a> Record<'a> {
    /// Shows a record.
    pub fn of(record: &'a ContactDetail, shown: Shown<'a>) -> Self {
        let state = record.state(shown.on);
        Self {
            id: record.id.uuid(),
            target_id: record.target.id.uuid(),
            target_type: record.target.kind.as_str(),
            contact_information: ContactInformation::of(record),
            source_service_area: OwningArea::of(record, shown),
            record_valid_from: record.period.start(),
            record_valid_until: record.period.end().map(as_instant),
            is_active: state.is_active(),
            status: RecordStatus::of(record, state).kept_until(shown.areas, record),
            created_by: CreatedBy::of(record),
            verified: record.marks.verified.map(Verified::of),
            undeliverable: record.marks.undeliverable.as_ref().map(FailedDelivery::of),
            supersedes: record.supersedes.map(ContactDetailId::uuid),
            ended: record.ended.as_ref().map(Ended::of),
            use_instead: None,
            shared_under: None,
        }
    }

    /// The same, seen under this grant.
    #[must_use]
    pub fn under(self, grant: Option<GrantId>) -> Self {
        Self {
            shared_under: grant.map(GrantId::uuid),
            ..self
        }
    }

    /// The same, with the record that can be used instead.
    #[must_use]
    pub fn or_use(self, instead: Option<ContactDetailId>) -> Self {
        Self {
            use_instead: instead.map(ContactDetailId::uuid),
            ..self
        }
    }
}

/// A contact detail that was just made or changed, with what somebody should look at.
#[derive(Serialize, ToSchema)]
pub struct WarnedRecord<'a> {
    #[serde(flatten)]
    pub record: Record<'a>,
    /// What is odd about it, though it was taken; absent when nothing is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<SaidWarning>,
}

impl<'a> WarnedRecord<'a> {
    /// Shows a record with its warnings.
    pub fn of(record: &'a ContactDetail, shown: Shown<'a>) -> Self {
        let warnings = record.information.warnings();
        Self {
            record: Record::of(record, shown),
            warnings: warnings.into_iter().map(SaidWarning::of).collect(),
        }
    }
}

/// A page of records, oldest first.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ResultsPage<'a> {
    pub results: Vec<Record<'a>>,
    /// Where the next page begins; absent on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// `true` when the person is restricted and you could break the glass; told to nobody else.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub restricted: bool,
}

/// What a record says.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContactInformation<'a> {
    #[schema(example = "phone")]
    contact_type: &'static str,
    #[schema(example = "mobile")]
    sub_type: Option<&'static str>,
    /// The value as typed; of an address, the lines and postcode joined by spaces.
    #[schema(example = "07700 900123")]
    value: &'a str,
    /// The normal form, for comparing; null for a value recorded under looser rules.
    #[schema(example = "+447700900123")]
    normal: Option<Cow<'a, str>>,
    /// The value as it is shown to people.
    #[schema(example = "07700 900123")]
    shown: Cow<'a, str>,
    /// What kind of number or address it is; null for email.
    #[schema(example = "mobile")]
    kind: Option<&'static str>,
    description: Option<&'a str>,
    address_extended: Option<AddressExtended<'a>>,
}

impl<'a> ContactInformation<'a> {
    fn of(record: &'a ContactDetail) -> Self {
        let information = &record.information;
        let value = &information.value;
        Self {
            contact_type: record.channel().as_str(),
            sub_type: CouncilSubType::of(information.label).map(CouncilSubType::as_str),
            value: value.one_line(),
            normal: value.normal(),
            shown: value.shown(),
            kind: value.kind(),
            description: information.description.as_ref().map(PlainText::as_str),
            address_extended: value.address().map(AddressExtended::of),
        }
    }
}

/// The owning area and whether this is its default.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SourceServiceArea<'a> {
    #[schema(example = "Housing")]
    area: &'a str,
    is_default: bool,
}

impl<'a> SourceServiceArea<'a> {
    pub(super) fn of(record: &'a ContactDetail, shown: Shown<'a>) -> Self {
        Self {
            area: shown.areas.name_of(&record.area),
            is_default: record.is_default,
        }
    }
}

/// The owning area and team, and what this record is to them.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwningArea<'a> {
    #[schema(example = "Housing")]
    area: &'a str,
    /// The team of the area that recorded it.
    #[serde(skip_serializing_if = "Option::is_none")]
    team: Option<&'a str>,
    is_default: bool,
    /// Whether the target asked to be reached by it.
    is_preferred: bool,
}

impl<'a> OwningArea<'a> {
    fn of(record: &'a ContactDetail, shown: Shown<'a>) -> Self {
        Self {
            area: shown.areas.name_of(&record.area),
            team: record.team.as_ref().map(Team::name),
            is_default: record.is_default,
            is_preferred: record.is_preferred,
        }
    }
}

/// Who made the record, and when.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CreatedBy<'a> {
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    full_name: Option<&'a str>,
    email_address: Option<&'a str>,
}

impl<'a> CreatedBy<'a> {
    pub(super) fn of(record: &'a ContactDetail) -> Self {
        Self {
            created_at: record.created.at,
            full_name: record.created.by.name.as_deref(),
            email_address: record.created.by.email.as_deref(),
        }
    }
}

/// The parts of an address.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AddressExtended<'a> {
    uprn: Option<&'a str>,
    is_overseas_address: bool,
    overseas_address: Option<&'a str>,
    /// Line 1; of an address that was given on one line, that line.
    #[schema(example = "Flat 1")]
    address_line1: Option<&'a str>,
    address_line2: Option<&'a str>,
    address_line3: Option<&'a str>,
    address_line4: Option<&'a str>,
    address_line5: Option<&'a str>,
    /// The postcode in its normal spelling.
    #[schema(example = "E8 1AA")]
    post_code: Option<&'a str>,
    country: Option<&'a str>,
    paf_key: Option<&'a str>,
}

impl<'a> AddressExtended<'a> {
    fn of(address: &'a Address) -> Self {
        Self {
            uprn: address.uprn().map(Uprn::as_str),
            is_overseas_address: address.is_overseas(),
            overseas_address: address.overseas(),
            address_line1: address.line(1),
            address_line2: address.line(2),
            address_line3: address.line(3),
            address_line4: address.line(4),
            address_line5: address.line(5),
            post_code: address.postal_code().map(PostalCode::normal),
            country: address.country_typed(),
            paf_key: address.paf_key().map(|key| key.as_str()),
        }
    }
}
