//! Events as they are read back, and what they told.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::EventType;
use crate::area::AreaKey;
use crate::ids::{ContactDetailId, EventId, TargetId};

/// Where an event stands in the log: numbers of a shard follow each other, and so do all events of a target.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct LogPlace {
    /// The shard of its target.
    pub shard: u8,
    /// Its number in the shard, from 1.
    pub number: u64,
}

/// An event in the log, from which it is delivered and delivered again.
#[derive(Clone, PartialEq, Eq)]
pub struct LoggedEvent {
    /// Where it stands.
    pub place: LogPlace,
    /// Its own id.
    pub id: EventId,
    /// About whom.
    pub target: TargetId,
    /// Whose record; `None` for what concerns the whole target.
    pub area: Option<AreaKey>,
    /// The record, or the target where it is about none.
    pub record: ContactDetailId,
    /// The version of what it is about.
    pub version: u64,
    /// The target's version when it was written.
    pub sequence: u64,
    /// When it came into the log.
    pub logged_at: Timestamp,
    /// Whether the person is restricted now, whatever held when it was written.
    pub is_restricted: bool,
    /// What was told, in the council's shape.
    pub body: String,
}

impl std::fmt::Debug for LoggedEvent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut event = f.debug_struct("LoggedEvent");
        event
            .field("place", &self.place)
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// The body of an event cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the event cannot be read")]
pub struct Unreadable;

/// The council's shape, read back. Every field of [`super::CouncilEvent`] has its twin here.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Told {
    pub id: String,
    pub event_type: String,
    pub source_domain: String,
    pub source_system: String,
    pub version: String,
    pub correlation_id: String,
    pub date_time: String,
    pub user: ToldUser,
    pub entity_id: String,
    pub event_data: ToldData,
}

#[derive(Clone, Default, Serialize, Deserialize)]
pub(super) struct ToldUser {
    pub name: Option<String>,
    pub email: Option<String>,
}

#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ToldData {
    pub old_data: ToldDetail,
    pub new_data: ToldDetail,
}

/// Old or new data; without an id where there is none.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ToldDetail {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_type: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl Told {
    pub fn read(body: &str) -> Result<Self, Unreadable> {
        serde_json::from_str(body).map_err(|_| Unreadable)
    }

    pub fn event_type(&self) -> Result<EventType, Unreadable> {
        EventType::of_council(&self.event_type).ok_or(Unreadable)
    }

    /// The same without what the record says or said.
    pub fn withheld(self) -> Self {
        let bare = |detail: ToldDetail| ToldDetail {
            value: None,
            description: None,
            ..detail
        };
        Self {
            event_data: ToldData {
                old_data: bare(self.event_data.old_data),
                new_data: bare(self.event_data.new_data),
            },
            ..self
        }
    }

    /// The same without who did it either: that something has changed, and nothing more.
    pub fn bare(self) -> Self {
        Self {
            user: ToldUser::default(),
            ..self.withheld()
        }
    }
}

/// The body of an event as it is kept from the moment its person is restricted: without what records say. Of what
/// cannot be read nothing is kept.
pub fn withheld(body: &str) -> String {
    let told = Told::read(body).map(Told::withheld);
    let text = told.map(|told| serde_json::to_string(&told).unwrap_or_default());
    text.unwrap_or_else(|_| "{}".to_owned())
}
