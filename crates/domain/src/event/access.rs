use jiff::Timestamp;

use super::{
    CouncilEvent, CouncilEventData, CouncilEventUser, SHAPE, SOURCE_DOMAIN, SOURCE_SYSTEM,
};
use crate::actor::Author;
use crate::contact_detail::Stamp;
use crate::ids::{CorrelationId, EventId, TargetId};
use crate::succession::Fate;
use crate::vocabulary::words;

words! {
    /// What happened to who may see a target's details, or to the target itself.
    AccessEventKind {
        /// Something is shared with another area.
        Shared = "ContactSharingGrantedEvent",
        /// It is not any more.
        SharingWithdrawn = "ContactSharingWithdrawnEvent",
        /// The person is restricted.
        Restricted = "PersonRestrictedEvent",
        /// The person is restricted no more.
        RestrictionLifted = "PersonRestrictionLiftedEvent",
        /// Somebody broke the glass.
        GlassBroken = "BreakGlassEvent",
        /// Another target took its place.
        Superseded = "TargetSupersededEvent",
        /// It was made invalid.
        Invalidated = "TargetInvalidatedEvent",
        /// It is live again.
        Restored = "TargetRestoredEvent",
    }
}

/// An event that something has changed in who may see a target's details. It says that, and nothing of why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AccessEvent {
    /// Its own id.
    pub id: EventId,
    /// What happened.
    pub kind: AccessEventKind,
    /// The request that caused it.
    pub correlation: CorrelationId,
    /// When it happened.
    pub at: Timestamp,
    /// Who did it.
    pub author: Author,
    /// About whom.
    pub target: TargetId,
}

impl AccessEventKind {
    /// What is told when this becomes of a target.
    pub fn of(fate: Fate) -> Self {
        match fate {
            Fate::SupersededBy(_) => Self::Superseded,
            Fate::Invalidated => Self::Invalidated,
            Fate::Restored => Self::Restored,
        }
    }
}

impl AccessEvent {
    /// Tells what happened to a target by this stamp.
    pub fn of(
        kind: AccessEventKind,
        target: TargetId,
        stamp: &Stamp,
        (id, correlation): (EventId, CorrelationId),
    ) -> Self {
        Self {
            id,
            kind,
            correlation,
            at: stamp.at,
            author: stamp.by.clone(),
            target,
        }
    }

    /// The event in the council's shape, with a name of the house's own and without data.
    pub fn council(&self) -> CouncilEvent<'_> {
        CouncilEvent {
            id: self.id.to_string(),
            event_type: self.kind.as_str(),
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
