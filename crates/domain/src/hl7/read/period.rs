//! Reading of `useablePeriod` and `systemEffectiveDate`.

use std::str::FromStr;

use jiff::civil::{Date, DateTime, Time};

use super::super::{Hl7Error, SystemPeriod, UseablePeriod, V3Refusal};
use super::element::Element;
use super::kept;
use super::source::{Open, Source};

/// The `low` and the `high` of a period.
type Bounds<T> = (Option<T>, Option<T>);

pub(super) fn useable(source: &mut Source<'_>, open: &Open) -> Result<UseablePeriod, Hl7Error> {
    let (low, high) = bounds(source, open.line, date)?;
    UseablePeriod::new(low, high).map_err(|refusal| refused(refusal, open))
}

/// Reads `value/low` and `value/high`.
pub(super) fn system_effective(
    source: &mut Source<'_>,
    open: &Open,
) -> Result<SystemPeriod, Hl7Error> {
    let mut value = None;
    source.children(open.line, |source, child| match child.element {
        Element::Value => kept::once(
            &mut value,
            Some(bounds(source, child.line, instant)?),
            child,
        ),
        _ => source.skip(),
    })?;
    let (low, high) = value.unwrap_or_default();
    SystemPeriod::new(low, high).map_err(|refusal| refused(refusal, open))
}

fn bounds<T>(
    source: &mut Source<'_>,
    line: usize,
    parse: fn(&str) -> Option<T>,
) -> Result<Bounds<T>, Hl7Error> {
    let (mut low, mut high) = (None, None);
    source.children(line, |source, child| {
        match child.element {
            Element::Low => kept::once(&mut low, bound(child, parse)?, child)?,
            Element::High => kept::once(&mut high, bound(child, parse)?, child)?,
            _ => {}
        }
        source.skip()
    })?;
    Ok((low, high))
}

/// A bound without a value is open, whatever its `nullFlavor` gives as the reason.
fn bound<T>(open: &Open, parse: fn(&str) -> Option<T>) -> Result<Option<T>, Hl7Error> {
    let Some(text) = &open.attributes.value else {
        return Ok(None);
    };
    let parsed = parse(text.trim()).ok_or(Hl7Error::NotADate {
        element: open.element.as_str(),
        line: open.line,
    })?;
    Ok(Some(parsed))
}

fn refused(refusal: V3Refusal, open: &Open) -> Hl7Error {
    let (element, line) = (open.element.as_str(), open.line);
    match refusal {
        V3Refusal::EndsBeforeStart => Hl7Error::EndsBeforeStart { element, line },
        _ => Hl7Error::NotADate { element, line },
    }
}

/// `yyyymmdd`.
fn date(text: &str) -> Option<Date> {
    if text.len() != 8 {
        return None;
    }
    Date::new(
        digits(text, 0, 4)?,
        digits(text, 4, 2)?,
        digits(text, 6, 2)?,
    )
    .ok()
}

/// `yyyymmddHHMMSS`, or `yyyymmdd` for its midnight.
fn instant(text: &str) -> Option<DateTime> {
    if text.len() == 8 {
        return Some(date(text)?.to_datetime(Time::midnight()));
    }
    let (day, time) = text.split_at_checked(8)?;
    if time.len() != 6 {
        return None;
    }
    let (hour, minute, second) = (
        digits(time, 0, 2)?,
        digits(time, 2, 2)?,
        digits(time, 4, 2)?,
    );
    let time = Time::new(hour, minute, second, 0).ok()?;
    Some(date(day)?.to_datetime(time))
}

fn digits<N: FromStr>(text: &str, from: usize, length: usize) -> Option<N> {
    let part = text.get(from..from + length)?;
    // A sign would be parsed too.
    if !part.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    part.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_two_forms_are_dates() {
        assert_eq!(date("20240229"), Some(jiff::civil::date(2024, 2, 29)));
        assert_eq!(
            instant("20240229235959"),
            Some(jiff::civil::datetime(2024, 2, 29, 23, 59, 59, 0))
        );
        assert_eq!(
            instant("20240229"),
            Some(jiff::civil::datetime(2024, 2, 29, 0, 0, 0, 0))
        );
        for text in [
            "",
            "2024",
            "20230229",
            "2024-2-9",
            "+2024229",
            "20241301",
            "２０２4",
            "2024022é",
        ] {
            assert_eq!(date(text), None, "{text}");
            assert_eq!(instant(text), None, "{text}");
        }
        for text in [
            "20240229240000",
            "20240229235960",
            "202402292359",
            "2024022923595",
            "20240229235959Z",
            "2024022é235959",
            "20240229+10000",
        ] {
            assert_eq!(instant(text), None, "{text}");
        }
        assert_eq!(date("20240229000000"), None);
    }
}
