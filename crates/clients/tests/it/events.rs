//! Events to deliver. What they say is invented.

use contactable_domain::event::{EventType, LogPlace, Outgoing};
use contactable_domain::ids::{EventId, TargetId};
use uuid::Uuid;

/// An event with this number about a target with that one.
pub fn event(number: u64, target: u64) -> Outgoing {
    let id = Uuid::from_u64_pair(0x018f_3f2e_7a3b_7000, 0x8000_0000_0000_0000 + number);
    let target = Uuid::from_u64_pair(0x7000, 0x8000_0000_0000_0000 + target);
    Outgoing {
        place: LogPlace { shard: 1, number },
        id: EventId::from(id),
        target: TargetId::from(target),
        event_type: EventType::Edited,
        content_type: "application/cloudevents+json",
        body: format!("{{\"id\":\"{id}\",\"subject\":\"{target}\",\"note\":\"é {number}\"}}"),
    }
}

/// So many events about as many targets.
pub fn events(count: u64) -> Vec<Outgoing> {
    (1..=count).map(|number| event(number, number)).collect()
}
