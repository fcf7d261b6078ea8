//! How a target wants to be reached, in our words and in the codes of PDS.

use contactable_domain::area::{AreaKey, ServiceAreas};
use contactable_domain::preferences::{ContactMethod, ContactPreferences, Wishes, WrittenFormat};
use contactable_domain::value::PlainText;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::author::RecordedBy;

/// What several areas know, or one area in several versions.
#[derive(Serialize, ToSchema)]
pub struct PreferencesList<'a> {
    results: Vec<Preferences<'a>>,
}

impl<'a> PreferencesList<'a> {
    /// Shows them in this order.
    pub fn of(known: &'a [ContactPreferences], areas: &'a ServiceAreas) -> Self {
        let results = known.iter().map(|one| Preferences::of(one, areas));
        Self {
            results: results.collect(),
        }
    }
}

/// How a target wants to be reached, as one service area was told.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Preferences<'a> {
    /// The area that was told.
    #[schema(example = "Housing")]
    area: &'a str,
    /// The number of this version, from 1; 0 where nothing was ever recorded.
    #[schema(example = 1)]
    version: u32,
    /// letter, visit, call, email, textphone, call-through-proxy, sign-language, no-call or text.
    #[schema(example = "email")]
    preferred_method: Option<&'static str>,
    /// large-print, braille or audio-tape.
    #[schema(example = "braille")]
    written_format: Option<&'static str>,
    /// When they want to be reached, in their words.
    #[schema(example = "not before 10")]
    contact_times: Option<&'a str>,
    /// Ways that are not to be used: letter, text, call, email, fax or textphone.
    #[schema(value_type = Vec<String>, example = json!(["call"]))]
    do_not_use: Vec<&'static str>,
    pds: PdsPreferences,
    /// When this version was recorded.
    #[schema(value_type = Option<String>, format = DateTime)]
    recorded_at: Option<Timestamp>,
    recorded_by: Option<RecordedBy<'a>>,
}

impl<'a> Preferences<'a> {
    /// Shows what an area was told.
    pub fn of(known: &'a ContactPreferences, areas: &'a ServiceAreas) -> Self {
        Self {
            version: known.version.number(),
            preferred_method: known.wishes.method.map(ContactMethod::as_str),
            written_format: known.wishes.format.map(WrittenFormat::as_str),
            contact_times: known.wishes.times.as_ref().map(PlainText::as_str),
            do_not_use: known.wishes.do_not_use.iter().map(|m| m.as_str()).collect(),
            pds: PdsPreferences::of(&known.wishes),
            recorded_at: Some(known.recorded.at),
            recorded_by: Some(RecordedBy::of(&known.recorded.by)),
            ..Self::nothing(&known.area, areas)
        }
    }

    /// Shows that an area was never told anything.
    pub fn nothing(area: &'a AreaKey, areas: &'a ServiceAreas) -> Self {
        Self {
            area: areas.name_of(area),
            version: 0,
            preferred_method: None,
            written_format: None,
            contact_times: None,
            do_not_use: Vec::new(),
            pds: PdsPreferences::of(&Wishes::default()),
            recorded_at: None,
            recorded_by: None,
        }
    }
}

/// The same in the codes of PDS.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PdsPreferences {
    /// 1 to 8 as in PDS; 9, text message, is only in its HL7 V3 messages.
    #[schema(example = "4")]
    preferred_contact_method: Option<&'static str>,
    #[schema(example = "12")]
    preferred_written_communication_format: Option<&'static str>,
}

impl PdsPreferences {
    fn of(wishes: &Wishes) -> Self {
        Self {
            preferred_contact_method: wishes.method.map(ContactMethod::pds_code),
            preferred_written_communication_format: wishes.format.map(WrittenFormat::pds_code),
        }
    }
}
