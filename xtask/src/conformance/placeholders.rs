//! Days in cases and fixtures that depend on when they are used: `{{today}}`, `{{today+60d}}`, `{{today-1d}}`.

use std::borrow::Cow;
use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use regex::{Captures, Regex};
use serde_json::Value;

static LONDON: TimeZone = jiff::tz::get!("Europe/London");
static DAY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\{\{today(?:([+-])([0-9]+)d)?\}\}").ok());

/// The day it is in London, by which the server judges.
#[expect(
    clippy::disallowed_methods,
    reason = "a chore is not part of the service, and a run has one beginning"
)]
pub fn today() -> Date {
    Timestamp::now().to_zoned(LONDON.clone()).date()
}

/// Fills the days into every text of a document, but for the names of its members.
pub fn fill(document: Value, today: Date) -> Value {
    match document {
        Value::String(text) => Value::String(fill_text(&text, today).into_owned()),
        Value::Array(items) => items.into_iter().map(|item| fill(item, today)).collect(),
        Value::Object(members) => {
            let filled = members
                .into_iter()
                .map(|(name, value)| (name, fill(value, today)));
            Value::Object(filled.collect())
        }
        other => other,
    }
}

fn fill_text(text: &str, today: Date) -> Cow<'_, str> {
    match &*DAY {
        Some(day) => day.replace_all(text, |found: &Captures<'_>| {
            // A day that no calendar has stays as it is written, for the server to refuse.
            day_of(found, today).unwrap_or_else(|| found[0].to_owned())
        }),
        None => Cow::Borrowed(text),
    }
}

fn day_of(found: &Captures<'_>, today: Date) -> Option<String> {
    let Some(number) = found.get(2) else {
        return Some(today.to_string());
    };
    let days: i64 = number.as_str().parse().ok()?;
    let span = Span::new().try_days(days).ok()?;
    let backwards = found.get(1).is_some_and(|sign| sign.as_str() == "-");
    let day = if backwards {
        today.checked_sub(span)
    } else {
        today.checked_add(span)
    };
    day.ok().map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;

    #[test]
    fn days_are_filled_in_everywhere_but_in_names() {
        let document = json!({
            "{{today}}": ["{{today}}", { "end": "to {{today+60d}}, from {{today-1d}}" }],
            "count": 1,
        });
        let filled = json!({
            "{{today}}": ["2024-02-28", { "end": "to 2024-04-28, from 2024-02-27" }],
            "count": 1,
        });
        assert_eq!(fill(document, date(2024, 2, 28)), filled);
    }

    #[test]
    fn what_is_no_day_stays() {
        for text in [
            "{{tomorrow}}",
            "{{today+d}}",
            "{{today+99999999d}}",
            "{today}",
        ] {
            assert_eq!(fill(json!(text), date(2024, 2, 28)), json!(text));
        }
    }
}
