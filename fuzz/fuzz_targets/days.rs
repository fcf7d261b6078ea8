//! The days from which and until which a record is valid.
#![no_main]

use contactable_domain::refusal::Code;
use contactable_domain::time::{as_instant, parse_day};
use contactable_fuzz::{LETTERS, assert_hidden, assert_reasons, marked};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match parse_day(text) {
        Ok(day) => {
            assert!((2..=9999).contains(&day.year()));
            assert_eq!(parse_day(&day.to_string()), Ok(day));
            assert_eq!(
                parse_day(&as_instant(day).to_string()),
                Ok(day),
                "as an instant"
            );
            assert_no_other_zone(text);
        }
        Err(reason) => {
            assert_eq!(reason.code, Code::NotADate);
            assert_reasons(&[reason]);
        }
    }
    assert_hidden(&parse_day(&marked(text, LETTERS)), LETTERS);
});

/// A zone that is named without its offset cannot be told without a database of zones: to take such a
/// time as UTC would move it in silence.
fn assert_no_other_zone(text: &str) {
    let (time, zone) = text.split_once('[').unwrap_or((text, ""));
    let time = time
        .trim()
        .split_once(['T', 't', ' '])
        .map_or("", |(_, time)| time);
    let has_offset = time.contains(['Z', 'z', '+', '-']);
    assert!(
        zone.is_empty() || has_offset,
        "a named zone was passed over"
    );
    assert!(!text.trim().ends_with("ZZ"), "one Z is a zone");
}
