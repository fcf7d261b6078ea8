//! What was answered, so that it can be asked again as of that instant.

use std::collections::BTreeMap;

use contactable_domain::contact_detail::{ContactDetail, as_of};
use contactable_domain::listing::Wanted;
use contactable_domain::ports::Clock;
use contactable_service::{Moment, PageRequest};
use jiff::Timestamp;
use proptest::test_runner::TestCaseError;

use super::operation::{AREAS, TARGETS};
use super::perform::actor;
use crate::store_suite::{EVERYTHING, World};
use crate::target;

/// Whether everything is wanted or what is active.
const WANTED: [Wanted; 2] = [Wanted::Everything, Wanted::Active];

/// What was answered at each instant, by target, area and place in [`WANTED`]. While the clock stands still
/// the last answer is the one that counts.
#[derive(Default)]
pub struct Memory(BTreeMap<(Timestamp, u8, u8, usize), Vec<ContactDetail>>);

impl Memory {
    /// Asks everything and remembers the answers.
    pub async fn ask(&mut self, world: &World) {
        let now = world.clock.now();
        for target in 0..TARGETS {
            for area in 0..AREAS {
                for wanted in 0..WANTED.len() {
                    let answer = list(world, (target, area, wanted), None).await;
                    self.0.insert((now, target, area, wanted), answer);
                }
            }
        }
    }

    /// All records that were there at this instant.
    pub fn everything(&self, at: Timestamp, target: u8, area: u8) -> &[ContactDetail] {
        let answer = self.0.get(&(at, target, area, 0));
        answer.map_or(&[], Vec::as_slice)
    }

    /// Asks everything again as of each instant.
    pub async fn compare(&self, world: &World) -> Result<(), TestCaseError> {
        for ((at, target, area, wanted), answer) in &self.0 {
            let again = list(world, (*target, *area, *wanted), Some(*at)).await;
            proptest::prop_assert_eq!(&again, answer, "as of {}", at);
        }
        self.compare_versions(world).await
    }

    /// The domain's reading of each record's versions against the same answers.
    async fn compare_versions(&self, world: &World) -> Result<(), TestCaseError> {
        let last = world.clock.now();
        for target in 0..TARGETS {
            for area in 0..AREAS {
                for record in self.everything(last, target, area) {
                    let versions = world.versions(record).await;
                    for (at, ..) in self.0.keys() {
                        let then = self.everything(*at, target, area);
                        let then = then.iter().find(|other| other.id == record.id);
                        proptest::prop_assert_eq!(as_of(&versions, *at), then, "at {}", at);
                    }
                }
            }
        }
        Ok(())
    }
}

async fn list(
    world: &World,
    (number, area, wanted): (u8, u8, usize),
    as_of: Option<Timestamp>,
) -> Vec<ContactDetail> {
    let page = PageRequest {
        wanted: WANTED[wanted],
        moment: Moment {
            as_of,
            valid_on: None,
        },
        ..EVERYTHING
    };
    let actor = actor(world, area);
    world.page_as(actor, target(number), page).await.records
}
