use jiff::Timestamp;

use super::Standing;
use crate::actor::{Actor, Role};
use crate::restriction::Level;
use crate::vocabulary::words;

words! {
    /// What stands between an actor and the details of a person at risk.
    Shield {
        /// Nothing: the person is not restricted.
        Open = "open",
        /// The person is restricted.
        Restricted = "restricted",
        /// The person is restricted, and the actor is trusted with people at risk.
        Trusted = "trusted",
        /// The person is restricted, and the actor broke the glass a short while ago.
        GlassBroken = "glass-broken",
    }
}

impl Shield {
    /// What stands between this actor and this target's details at this instant.
    pub fn before(actor: &Actor, standing: &Standing, at: Timestamp) -> Self {
        if !standing.is_restricted() {
            Self::Open
        } else if actor.has(Role::Safeguarding) || is_privileged_enough(actor, standing) {
            Self::Trusted
        } else if actor.has(Role::BreakGlass)
            && standing.passes.iter().any(|pass| pass.lets(actor, at))
        {
            Self::GlassBroken
        } else {
            Self::Restricted
        }
    }
}

/// Whether the actor is an application that may see restricted people, and this one is restricted to no further level.
fn is_privileged_enough(actor: &Actor, standing: &Standing) -> bool {
    actor.has(Role::Privileged) && standing.level() == Some(Level::Restricted)
}
