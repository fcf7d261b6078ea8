//! What happened, told to others: one event for each record that a change touches.
//!
//! Written in the council's shape; read back (`logged.rs`), it goes out as each consumer may have it (`terms.rs`).

mod access;
mod cloud;
mod event_type;
mod logged;
mod preferences;
mod terms;

pub use access::{AccessEvent, AccessEventKind};
pub use event_type::EventType;
pub use logged::{LogPlace, LoggedEvent, Unreadable, withheld};
pub use preferences::PreferencesEvent;
pub use terms::{EventNames, Outgoing, Shape, SinkName, Terms, made_at};

use jiff::Timestamp;
use serde::Serialize;

use crate::actor::Author;
use crate::contact_detail::{ContactDetail, Turn};
use crate::holding::Step;
use crate::ids::{ContactDetailId, CorrelationId, EventId, TargetId};
use crate::value::PlainText;
use crate::vocabulary::Channel;

/// What kind of thing happened to a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EventKind {
    /// It was made.
    Added,
    /// It has a new version.
    Edited,
    /// It was retired.
    Deleted,
    /// It began to be valid, by the clock.
    Started,
    /// It stopped being valid, by the clock.
    Lapsed,
}

impl EventKind {
    /// The name of the event (deployed service, "Events"; the last two are the house's).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "ContactDetailAddedEvent",
            Self::Edited => "ContactDetailEditedEvent",
            Self::Deleted => "ContactDetailDeletedEvent",
            Self::Started => "ContactDetailStartedEvent",
            Self::Lapsed => "ContactDetailLapsedEvent",
        }
    }
}

/// Who is named as the author of what happens by the clock.
const THE_CLOCK: &str = "contactable-clock";

/// An event about one contact detail, kept in the outbox until it is delivered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContactDetailEvent {
    /// Its own id.
    pub id: EventId,
    /// What happened.
    pub kind: EventKind,
    /// The request that caused it.
    pub correlation: CorrelationId,
    /// When it happened.
    pub at: Timestamp,
    /// Who did it.
    pub author: Author,
    /// The record's version before; `None` when it was made.
    pub old: Option<ContactDetail>,
    /// The record's version after.
    pub new: ContactDetail,
    /// Whether it says nothing of what the record says, because the person is restricted.
    pub is_withheld: bool,
}

impl ContactDetailEvent {
    /// Tells a step of a change.
    pub fn of(step: &Step, id: EventId, correlation: CorrelationId) -> Self {
        let was_ended = step
            .before
            .as_ref()
            .is_some_and(|before| before.ended.is_some());
        let kind = match &step.before {
            None => EventKind::Added,
            Some(_) if step.after.ended.is_some() && !was_ended => EventKind::Deleted,
            Some(_) => EventKind::Edited,
        };
        Self {
            id,
            kind,
            correlation,
            at: step.after.recorded.at,
            author: step.after.recorded.by.clone(),
            old: step.before.clone(),
            new: step.after.clone(),
            is_withheld: false,
        }
    }

    /// The same event, which says nothing of what the record says if the person is restricted.
    #[must_use]
    pub fn withheld_if(self, restricted: bool) -> Self {
        Self {
            is_withheld: restricted,
            ..self
        }
    }

    /// Tells that a record has turned by the clock. Nobody did it: the service itself stands for the author.
    pub fn of_turn(
        record: &ContactDetail,
        turn: Turn,
        (id, correlation): (EventId, CorrelationId),
        at: Timestamp,
    ) -> Self {
        Self {
            id,
            kind: match turn {
                Turn::Starts => EventKind::Started,
                Turn::Stops => EventKind::Lapsed,
            },
            correlation,
            at,
            author: Author {
                subject: THE_CLOCK.to_owned(),
                name: None,
                email: None,
            },
            old: Some(record.clone()),
            new: record.clone(),
            is_withheld: false,
        }
    }

    /// The record it is about.
    pub fn record(&self) -> ContactDetailId {
        self.new.id
    }

    /// The target it is about.
    pub fn target(&self) -> TargetId {
        self.new.target.id
    }

    /// The event in the council's shape (deployed service, "Events"). Unlike the deployed service an edit has
    /// both old and new data.
    pub fn council(&self) -> CouncilEvent<'_> {
        let gone = matches!(self.kind, EventKind::Deleted | EventKind::Lapsed);
        let came = matches!(self.kind, EventKind::Added | EventKind::Started);
        let old = self.old.as_ref().filter(|_| !came);
        let new = (!gone).then_some(&self.new);
        CouncilEvent {
            id: self.id.to_string(),
            event_type: self.kind.as_str(),
            source_domain: SOURCE_DOMAIN,
            source_system: SOURCE_SYSTEM,
            version: SHAPE,
            correlation_id: self.correlation.to_string(),
            date_time: self.at.to_string(),
            user: CouncilEventUser::of(&self.author),
            entity_id: self.target().to_string(),
            event_data: CouncilEventData {
                old_data: CouncilEventDetail::of(old, self.is_withheld),
                new_data: CouncilEventDetail::of(new, self.is_withheld),
            },
        }
    }
}

const SOURCE_DOMAIN: &str = "ContactDetails";
const SOURCE_SYSTEM: &str = "ContactDetailsAPI";
/// The version of the shape.
const SHAPE: &str = "v1";

/// The council's event shape, version `v1`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CouncilEvent<'a> {
    id: String,
    event_type: &'static str,
    source_domain: &'static str,
    source_system: &'static str,
    version: &'static str,
    correlation_id: String,
    date_time: String,
    user: CouncilEventUser<'a>,
    entity_id: String,
    event_data: CouncilEventData<'a>,
}

#[derive(Serialize)]
struct CouncilEventUser<'a> {
    name: Option<&'a str>,
    email: Option<&'a str>,
}

impl<'a> CouncilEventUser<'a> {
    fn of(author: &'a Author) -> Self {
        Self {
            name: author.name.as_deref(),
            email: author.email.as_deref(),
        }
    }
}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct CouncilEventData<'a> {
    old_data: CouncilEventDetail<'a>,
    new_data: CouncilEventDetail<'a>,
}

/// Old or new data; empty (`{}`) where there is none.
#[derive(Serialize)]
#[serde(untagged)]
enum CouncilEventDetail<'a> {
    Nothing {},
    #[serde(rename_all = "camelCase")]
    Detail {
        id: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        value: Option<&'a str>,
        contact_type: u8,
        #[serde(skip_serializing_if = "CouncilEventNote::is_withheld")]
        description: CouncilEventNote<'a>,
    },
}

/// The note beside the value.
#[derive(Serialize)]
#[serde(untagged)]
enum CouncilEventNote<'a> {
    Said(Option<&'a str>),
    Withheld,
}

impl CouncilEventNote<'_> {
    fn is_withheld(&self) -> bool {
        matches!(self, Self::Withheld)
    }
}

impl Default for CouncilEventDetail<'_> {
    fn default() -> Self {
        Self::Nothing {}
    }
}

impl<'a> CouncilEventDetail<'a> {
    fn of(record: Option<&'a ContactDetail>, is_withheld: bool) -> Self {
        let Some(record) = record else {
            return Self::Nothing {};
        };
        let description = record.information.description.as_ref();
        Self::Detail {
            id: record.id.to_string(),
            value: (!is_withheld).then(|| record.information.value.one_line()),
            contact_type: council_number(record.channel()),
            description: match description {
                _ if is_withheld => CouncilEventNote::Withheld,
                description => CouncilEventNote::Said(description.map(PlainText::as_str)),
            },
        }
    }
}

/// The number of a channel in the council's shape.
fn council_number(channel: Channel) -> u8 {
    match channel {
        Channel::Phone => 0,
        Channel::Email => 1,
        Channel::Address => 2,
        // Beyond the council's list, which has neither.
        Channel::Fax => 3,
        Channel::Textphone => 4,
    }
}
