//! Reading of a period: two days (PDS, "Periods").

use contactable_domain::time::{Period, parse_day};
use jiff::civil::Date;

use super::{Node, Sink};
use crate::outcome::{Problem, Undecided};

/// Reads the member `period`. Whether its ends follow each other is for the rules to say.
pub(super) fn read(node: &Node<'_>, sink: &mut dyn Sink) -> Result<Option<Period>, Problem> {
    let Some(period) = node.member("period") else {
        return Ok(None);
    };
    if period.object(&["start", "end"], sink)?.is_none() {
        return Ok(None);
    }
    if !sink.is_lenient() && period.member("start").is_none() {
        sink.told(period.missing("start"))?;
    }
    let start = day(&period, "start", sink)?;
    let end = day(&period, "end", sink)?;
    Ok(Some(Period::from_stored(start, end)))
}

fn day(period: &Node<'_>, name: &str, sink: &mut dyn Sink) -> Result<Option<Date>, Problem> {
    let Some(text) = period.text(name, sink)? else {
        return Ok(None);
    };
    let day = same_day_text(text);
    let day = day.or_else(|| parse_day(text).ok().filter(|_| sink.is_lenient()));
    if day.is_none() {
        let sentence = "a date must be written as yyyy-mm-dd";
        sink.told(period.fault_below(name, Undecided::NotADate, sentence))?;
    }
    Ok(day)
}

/// The day that is written as it would be shown again: `yyyy-mm-dd`.
fn same_day_text(text: &str) -> Option<Date> {
    let day = parse_day(text).ok()?;
    (day.to_string() == text).then_some(day)
}
