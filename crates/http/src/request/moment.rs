use contactable_domain::ports::Clock;
use contactable_domain::refusal::{Code, Reason};
use contactable_domain::time::{parse_day, parse_instant};
use contactable_service::Moment;
use jiff::Timestamp;

use super::{Noted, Query, Reading};

/// The two times of a question: `asOf`, an instant that is not to come, and `validOn`, a day.
pub fn moment(reading: &Reading, query: &Query, clock: &dyn Clock) -> Result<Moment, Noted> {
    let now = clock.now();
    let as_of = query.parsed(reading, "asOf", |text| past(text, now));
    let valid_on = query.parsed(reading, "validOn", parse_day);
    Ok(Moment {
        as_of: as_of?,
        valid_on: valid_on?,
    })
}

fn past(text: &str, now: Timestamp) -> Result<Timestamp, Reason> {
    let instant = parse_instant(text)?;
    if instant > now {
        return Err(Reason::new(
            Code::InTheFuture,
            "This is in the future",
            "Give an instant of the past, or leave it out for now; validOn may lie in the future",
        ));
    }
    Ok(instant)
}
