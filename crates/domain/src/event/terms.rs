//! On what terms a consumer is told: which events, in which shape, and whether with what records say.

use std::sync::Arc;

use jiff::Timestamp;

use super::cloud::CloudEvent;
use super::logged::Told;
use super::{EventType, LogPlace, LoggedEvent, Unreadable};
use crate::area::AreaKey;
use crate::ids::{EventId, TargetId};
use crate::vocabulary::words;

words! {
    /// In which shape events go out.
    Shape {
        /// CloudEvents 1.0, structured JSON.
        CloudEvents = "cloudevents",
        /// The council's shape, as the deployed service publishes it.
        Council = "council",
    }
}

/// The longest name of a sink.
const MAX_NAME: usize = 40;

/// The name of a sink, under which it is remembered how far it was told.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct SinkName(Arc<str>);

impl SinkName {
    /// Takes 1 to 40 small letters, digits, hyphens and underscores.
    pub fn parse(text: &str) -> Option<Self> {
        let may_be = |sign: u8| {
            sign.is_ascii_lowercase() || sign.is_ascii_digit() || matches!(sign, b'-' | b'_')
        };
        let fits = (1..=MAX_NAME).contains(&text.len()) && text.bytes().all(may_be);
        fits.then(|| Self(text.into()))
    }

    /// Takes a name as it was stored.
    pub fn from_stored(name: &str) -> Self {
        Self(name.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What CloudEvents calls the service and its types.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventNames {
    /// The `source`: a reference to this service that tells it from others.
    pub source: Arc<str>,
    /// What the types begin with: a domain in reverse.
    pub type_prefix: Arc<str>,
}

impl Default for EventNames {
    fn default() -> Self {
        Self {
            source: "/contactable".into(),
            type_prefix: "uk.contactable".into(),
        }
    }
}

/// On what terms a consumer is told.
#[derive(Clone, Debug)]
pub struct Terms {
    /// In which shape.
    pub shape: Shape,
    /// Whether it is told what records say, and who changed them. Most need only know that something has changed.
    pub values: bool,
    /// Of which areas; of all if empty.
    pub areas: Vec<AreaKey>,
    /// Where areas are named: also what concerns the whole target, such as a restriction.
    pub without_area: bool,
    /// Which types; all if empty.
    pub types: Vec<EventType>,
    /// What CloudEvents calls them.
    pub names: EventNames,
}

impl Default for Terms {
    /// Everything is told as a CloudEvent, without what records say.
    fn default() -> Self {
        Self {
            shape: Shape::CloudEvents,
            values: false,
            areas: Vec::new(),
            without_area: false,
            types: Vec::new(),
            names: EventNames::default(),
        }
    }
}

/// An event as it goes out.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Where it stands in the log.
    pub place: LogPlace,
    /// Its id, the same each time it is delivered.
    pub id: EventId,
    /// About whom.
    pub target: TargetId,
    /// Of what type.
    pub event_type: EventType,
    /// What the body is.
    pub content_type: &'static str,
    /// The body: JSON in one line.
    pub body: String,
}

impl std::fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut event = f.debug_struct("Outgoing");
        event
            .field("place", &self.place)
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl Terms {
    /// The event as it goes out; `None` if it is not for this consumer. Of somebody who is restricted now no one is
    /// told what records say, nor who changed them.
    ///
    /// # Errors
    /// [`Unreadable`].
    pub fn tell(&self, event: &LoggedEvent) -> Result<Option<Outgoing>, Unreadable> {
        if !self.covers_area(event.area.as_ref()) {
            return Ok(None);
        }
        let told = Told::read(&event.body)?;
        let event_type = told.event_type()?;
        if !self.types.is_empty() && !self.types.contains(&event_type) {
            return Ok(None);
        }
        let says_all = self.values && !event.is_restricted;
        let told = if says_all { told } else { told.bare() };
        let (content_type, body) = self.shaped(event, event_type, &told)?;
        Ok(Some(Outgoing {
            place: event.place,
            id: event.id,
            target: event.target,
            event_type,
            content_type,
            body,
        }))
    }

    fn covers_area(&self, area: Option<&AreaKey>) -> bool {
        self.areas.is_empty() || area.map_or(self.without_area, |area| self.areas.contains(area))
    }

    fn shaped(
        &self,
        event: &LoggedEvent,
        event_type: EventType,
        told: &Told,
    ) -> Result<(&'static str, String), Unreadable> {
        let (content_type, body) = match self.shape {
            Shape::CloudEvents => (
                "application/cloudevents+json",
                serde_json::to_string(&CloudEvent::of(event, event_type, told, &self.names)),
            ),
            Shape::Council => ("application/json", serde_json::to_string(told)),
        };
        Ok((content_type, body.map_err(|_| Unreadable)?))
    }
}

/// When an event was made, by its id: the first 48 bits of a UUID v7 are milliseconds.
pub fn made_at(id: EventId) -> Option<Timestamp> {
    let millis = i64::try_from(id.uuid().as_u128() >> 80).ok()?;
    Timestamp::from_millisecond(millis).ok()
}

#[cfg(test)]
mod tests;
