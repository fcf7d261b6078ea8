use contactable_domain::ports::Clock;
use contactable_domain::time::{parse_day, parse_past_instant};
use contactable_service::Moment;

use super::{Noted, Query, Reading};

/// The two times of a question: `asOf`, an instant that is not to come, and `validOn`, a day.
pub fn moment(reading: &Reading, query: &Query, clock: &dyn Clock) -> Result<Moment, Noted> {
    let now = clock.now();
    let as_of = query.parsed(reading, "asOf", |text| parse_past_instant(text, now));
    let valid_on = query.parsed(reading, "validOn", parse_day);
    Ok(Moment {
        as_of: as_of?,
        valid_on: valid_on?,
    })
}
