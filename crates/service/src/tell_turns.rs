use contactable_domain::contact_detail::{ContactDetail, Turn};
use contactable_domain::event::ContactDetailEvent;
use contactable_domain::ids::{CorrelationId, EventId};
use contactable_domain::ports::Unavailable;
use contactable_domain::time::{day_of, start_of};
use jiff::civil::Date;

use crate::ContactDetails;

/// How many records are looked at in one unit of work.
const AT_ONCE: usize = 500;

impl ContactDetails {
    /// Tells of every record that began or stopped to be valid since this was last asked, once each, so that
    /// others can follow. Nothing depends on it here: what is valid is worked out when it is read. Says how
    /// many turns it looked at.
    ///
    /// # Errors
    /// [`Unavailable`]; what was told before stays told.
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn tell_turns(&self) -> Result<usize, Unavailable> {
        let mut total = 0;
        loop {
            let now = self.clock.now();
            let (clock, ids) = (self.clock.clone(), self.ids.clone());
            let tell = Box::new(
                move |record: &ContactDetail, turn: Turn, on: Date, restricted: bool| {
                    let told = clock.now();
                    let id = EventId::from(ids.next(told));
                    let correlation = CorrelationId::from(ids.next(told));
                    // It happened when the day began, whenever it is told.
                    ContactDetailEvent::of_turn(record, turn, (id, correlation), start_of(on))
                        .withheld_if(restricted)
                },
            );
            let looked_at = self.store.tell_turns(day_of(now), AT_ONCE, tell).await?;
            total += looked_at;
            if looked_at < AT_ONCE {
                return Ok(total);
            }
        }
    }
}
