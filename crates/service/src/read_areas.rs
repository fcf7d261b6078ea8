use contactable_domain::area::{ServiceArea, Team};
use contactable_domain::audit::{Action, Subject};

use crate::{Caller, ContactDetails, Failure};

/// A service area, and what the caller is to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnArea {
    /// The area with its rules.
    pub area: ServiceArea,
    /// The teams of it in which the caller works.
    pub teams: Vec<Team>,
    /// Whether the caller is a manager of it.
    pub manages: bool,
}

impl ContactDetails {
    /// The service areas that the caller works for. They are settings and nobody's data, so that looking at them
    /// leaves no trace but a refusal.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller works for no area. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn read_areas(&self, caller: Caller<'_>) -> Result<Vec<OwnArea>, Failure> {
        let recorder = self.recorder(caller, Action::ReadAreas);
        self.areas_of(&recorder, Subject::default()).await?;
        let actor = caller.actor;
        let own = actor.areas.iter().map(|area| OwnArea {
            area: area.clone(),
            teams: actor.teams_in(area.key()).cloned().collect(),
            manages: actor.manages.contains(area.key()),
        });
        Ok(own.collect())
    }
}
