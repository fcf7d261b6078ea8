//! An event as CloudEvents 1.0 has it, in structured JSON.

use serde::Serialize;

use super::logged::{Told, ToldDetail};
use super::{EventNames, EventType, LoggedEvent, council_number};
use crate::area::AreaKey;
use crate::vocabulary::Channel;

#[derive(Serialize)]
pub(super) struct CloudEvent<'a> {
    specversion: &'static str,
    id: &'a str,
    source: &'a str,
    #[serde(rename = "type")]
    event_type: String,
    subject: &'a str,
    time: &'a str,
    datacontenttype: &'static str,
    /// The same each time, and greater than that of every event about the same target before it; as text it sorts as
    /// the number does.
    sequence: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    area: Option<&'a str>,
    correlationid: &'a str,
    data: Data<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Data<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    record_id: Option<String>,
    version: u64,
    target_version: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<Detail<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<Detail<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Person<'a>>,
}

#[derive(Serialize)]
struct Detail<'a> {
    channel: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

#[derive(Serialize)]
struct Person<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
}

impl<'a> CloudEvent<'a> {
    pub fn of(
        event: &'a LoggedEvent,
        event_type: EventType,
        told: &'a Told,
        names: &'a EventNames,
    ) -> Self {
        let is_about_record = event.record.uuid() != event.target.uuid();
        let (name, email) = (told.user.name.as_deref(), told.user.email.as_deref());
        Self {
            specversion: "1.0",
            id: &told.id,
            source: &names.source,
            event_type: format!("{}.{}", names.type_prefix, event_type.as_str()),
            subject: &told.entity_id,
            time: &told.date_time,
            datacontenttype: "application/json",
            sequence: format!("{:020}", event.place.number),
            area: event.area.as_ref().map(AreaKey::as_str),
            correlationid: &told.correlation_id,
            data: Data {
                record_id: is_about_record.then(|| event.record.to_string()),
                version: event.version,
                target_version: event.sequence,
                old: Detail::of(&told.event_data.old_data),
                new: Detail::of(&told.event_data.new_data),
                by: (name.is_some() || email.is_some()).then_some(Person { name, email }),
            },
        }
    }
}

impl<'a> Detail<'a> {
    fn of(told: &'a ToldDetail) -> Option<Self> {
        let channel = told.contact_type.and_then(channel)?;
        Some(Self {
            channel: channel.as_str(),
            value: told.value.as_deref(),
            description: told.description.as_deref(),
        })
    }
}

/// The channel with this number in the council's shape.
fn channel(number: u8) -> Option<Channel> {
    let mut all = Channel::ALL.iter().copied();
    all.find(|channel| council_number(*channel) == number)
}
