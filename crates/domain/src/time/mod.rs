//! Days. When a detail is true in the world is said in days, and a day is a day in London, whatever the
//! clock of the machine says.

mod bounds;
mod london;
mod parse;
mod period;
mod three_months;

pub use bounds::DayBounds;
pub use london::{as_instant, day_of, start_of};
pub use parse::{parse_day, parse_instant, parse_past_instant};
pub use period::Period;
pub use three_months::{earliest_start_within, last_day_within};
