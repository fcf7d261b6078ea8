//! Active or historic, valid or not: the boundaries (PDS standard, "Date and time types").

use contactable_domain::contact_detail::{ContactDetail, EndReason, State, Status, Turn, Validity};
use contactable_domain::time::Period;
use contactable_domain::vocabulary::Use::{Home, Temporary};
use jiff::civil::{Date, date};

use crate::builder::{Said, address, phone};

fn validity(record: &ContactDetail, on: Date) -> Validity {
    record.state(on).validity
}

#[test]
fn the_first_and_the_last_day_belong_to_a_period() {
    let record = phone(1, Home)
        .from(date(2026, 3, 29))
        .until(date(2026, 10, 25));
    for (on, state) in [
        (date(2026, 3, 28), Validity::NotYetValid),
        (date(2026, 3, 29), Validity::Valid),
        (date(2026, 10, 25), Validity::Valid),
        (date(2026, 10, 26), Validity::Expired),
    ] {
        assert_eq!(validity(&record, on), state, "{on}");
    }
}

#[test]
fn without_a_start_it_is_valid_from_the_day_it_was_recorded() {
    let record = phone(1, Home);
    assert_eq!(validity(&record, date(2025, 12, 31)), Validity::NotYetValid);
    assert_eq!(validity(&record, date(2026, 1, 1)), Validity::Valid);
    // One of the past, recorded later, was valid on its last day at least.
    let past = phone(1, Home).until(date(2020, 5, 1));
    assert_eq!(past.starts_on(), date(2020, 5, 1));
    assert_eq!(validity(&past, date(2020, 5, 1)), Validity::Valid);
    assert_eq!(validity(&past, date(2026, 1, 1)), Validity::Expired);
}

#[test]
fn a_temporary_detail_lasts_three_months_at_most() {
    let open = address(1, Temporary).from(date(2026, 8, 31));
    assert_eq!(validity(&open, date(2026, 11, 30)), Validity::Valid);
    assert_eq!(validity(&open, date(2026, 12, 1)), Validity::NoLongerValid);
    // With an end of its own, whichever comes first.
    let sooner = open.clone().until(date(2026, 9, 10));
    assert_eq!(validity(&sooner, date(2026, 9, 11)), Validity::Expired);
    let mut later = open;
    later.period = Period::from_stored(Some(date(2026, 8, 31)), Some(date(2027, 8, 31)));
    assert_eq!(validity(&later, date(2026, 11, 30)), Validity::Valid);
    assert_eq!(validity(&later, date(2026, 12, 1)), Validity::NoLongerValid);
    assert_eq!(validity(&later, date(2027, 9, 1)), Validity::Expired);
}

#[test]
fn a_retired_record_is_historic_whatever_its_period() {
    let record = phone(1, Home).retired(date(2026, 5, 1), EndReason::Wrong);
    let state = record.state(date(2026, 5, 2));
    let expected = State {
        status: Status::Historic,
        validity: Validity::Valid,
    };
    assert_eq!(state, expected);
    assert!(!state.is_usable() && !state.is_active());
    assert_eq!(state.labels().collect::<Vec<_>>(), ["Historic"]);
}

#[test]
fn what_is_to_come_is_active_but_not_usable() {
    let record = phone(1, Home).from(date(2026, 12, 1));
    let state = record.state(date(2026, 11, 22));
    assert!(state.is_active() && !state.is_usable());
    assert_eq!(state.labels().collect::<Vec<_>>(), ["Not yet valid"]);
}

#[test]
fn a_record_turns_on_its_first_day_and_on_the_day_after_its_last() {
    let record = phone(1, Home)
        .from(date(2026, 2, 1))
        .until(date(2026, 2, 28));
    let turns: Vec<_> = record.turns_after(date(2026, 1, 1)).collect();
    assert_eq!(
        turns,
        [
            (date(2026, 2, 1), Turn::Starts),
            (date(2026, 3, 1), Turn::Stops)
        ]
    );
    assert_eq!(record.turns_after(date(2026, 2, 1)).count(), 1);
    assert_eq!(record.turn_on(date(2026, 3, 1)), Some(Turn::Stops));
    assert_eq!(record.turn_on(date(2026, 2, 15)), None);
    let retired = record.retired(date(2026, 1, 10), EndReason::Moved);
    assert_eq!(retired.turns_after(date(2026, 1, 1)).count(), 0);
}
