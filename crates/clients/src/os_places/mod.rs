//! OS Places, Ordnance Survey's list of every address: finds the UPRN of an address.
//!
//! Reading order: [`OsPlaces`] (the port), [`OsPlacesSettings`], `search` (what is asked), `answer` and
//! [`DpaRecord`] (what comes back), `matching` (which record is meant), `fault` (what goes wrong).

mod answer;
mod dpa;
mod fault;
mod matching;
mod search;
mod settings;

pub use dpa::DpaRecord;
pub use settings::OsPlacesSettings;

use std::sync::Arc;

use async_trait::async_trait;
use contactable_domain::ports::{Clock, Gazetteer, Unavailable};
use contactable_domain::value::{Address, Uprn};

use crate::NoClient;
use crate::pause::Pause;
use fault::Fault;
use matching::Asked;
use search::Search;

/// The gazetteer of Ordnance Survey. Every call is made while a person waits, so it gives up early,
/// and leaves the service alone for a while when that is in trouble.
pub struct OsPlaces {
    search: Search,
    pause: Pause,
    clock: Arc<dyn Clock>,
}

impl OsPlaces {
    /// Calls nobody yet.
    ///
    /// # Errors
    /// [`NoClient`] when this machine has no certificates to trust.
    pub fn new(settings: &OsPlacesSettings, clock: Arc<dyn Clock>) -> Result<Self, NoClient> {
        Ok(Self {
            search: Search::new(settings)?,
            pause: Pause::of(settings.pause),
            clock,
        })
    }

    async fn look_up(&self, asked: &Asked) -> Result<Option<Uprn>, Fault> {
        let turn = self.pause.turn(self.clock.now()).ok_or(Fault::Pausing)?;
        let found = self.search.records(asked.postcode()).await;
        match &found {
            Err(fault) if fault.calls_for_a_pause() => self.pause.begin(self.clock.now()),
            _ => self.pause.went_well(&turn),
        }
        Ok(found?.and_then(|records| matching::uprn_of(asked, &records)))
    }
}

#[async_trait]
impl Gazetteer for OsPlaces {
    async fn uprn_of(&self, address: &Address) -> Result<Option<Uprn>, Unavailable> {
        let Some(asked) = Asked::of(address) else {
            return Ok(None);
        };
        self.look_up(&asked).await.map_err(|fault| {
            fault.log();
            Unavailable(fault.to_string())
        })
    }
}

impl std::fmt::Debug for OsPlaces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OsPlaces(..)")
    }
}
