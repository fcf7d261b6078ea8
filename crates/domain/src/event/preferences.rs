use jiff::Timestamp;

use super::{
    CouncilEvent, CouncilEventData, CouncilEventUser, SHAPE, SOURCE_DOMAIN, SOURCE_SYSTEM,
};
use crate::actor::Author;
use crate::ids::{CorrelationId, EventId, TargetId};
use crate::preferences::ContactPreferences;

/// Its name in the council's shape.
pub(super) const CHANGED: &str = "ContactPreferencesChangedEvent";

/// An event that somebody's wishes have changed. It says that, and nothing of what they are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PreferencesEvent {
    /// Its own id.
    pub id: EventId,
    /// The request that caused it.
    pub correlation: CorrelationId,
    /// When it happened.
    pub at: Timestamp,
    /// Who did it.
    pub author: Author,
    /// Whose wishes.
    pub target: TargetId,
}

impl PreferencesEvent {
    /// Tells that these are the wishes now.
    pub fn of(new: &ContactPreferences, id: EventId, correlation: CorrelationId) -> Self {
        Self {
            id,
            correlation,
            at: new.recorded.at,
            author: new.recorded.by.clone(),
            target: new.target,
        }
    }

    /// The event in the council's shape, with a name of the house's own and without data.
    pub fn council(&self) -> CouncilEvent<'_> {
        CouncilEvent {
            id: self.id.to_string(),
            event_type: CHANGED,
            source_domain: SOURCE_DOMAIN,
            source_system: SOURCE_SYSTEM,
            version: SHAPE,
            correlation_id: self.correlation.to_string(),
            date_time: self.at.to_string(),
            user: CouncilEventUser::of(&self.author),
            entity_id: self.target.to_string(),
            event_data: CouncilEventData::default(),
        }
    }
}
