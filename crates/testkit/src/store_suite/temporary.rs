use contactable_domain::contact_detail::{Information, NewContactDetail};
use contactable_domain::time::Period;
use contactable_domain::vocabulary::{Label, Use};
use jiff::civil::date;

use super::World;
use crate::{address, new, target};

/// An address for the time being.
pub(super) fn temporary() -> Information {
    let mut information = address("Flat 1");
    information.label = Label::used_for(Use::Temporary);
    information
}

/// Three months of the calendar, the last day included, as the rules say of each day.
pub async fn temporary_details_lapse_after_three_months(world: World) {
    let said = [
        (date(2026, 1, 31), date(2026, 4, 30)),
        (date(2026, 3, 30), date(2026, 6, 30)),
        (date(2026, 3, 31), date(2026, 6, 30)),
        (date(2026, 6, 30), date(2026, 9, 30)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
    ];
    for (number, (start, last)) in (1..).zip(said) {
        let wanted = NewContactDetail {
            period: Period::new(Some(start), None).expect("valid"),
            ..new(target(number), temporary())
        };
        let made = world.make(wanted).await.expect("made");
        let mut day = start.yesterday().expect("a day");
        let end = last.tomorrow().expect("a day");
        while day <= end {
            let listed = world.valid_on(target(number), day).await;
            let is_valid = (start..=last).contains(&day);
            assert_eq!(listed.len(), usize::from(is_valid), "{start} {day}");
            assert_eq!(made.state(day).is_usable(), is_valid, "{start} {day}");
            day = day.tomorrow().expect("a day");
        }
    }
}

/// It starts on the day of its recording in London, is active up to the last moment of its last day, and
/// an end before the three months counts.
pub async fn temporary_details_without_a_start_begin_when_recorded(world: World) {
    // Half past midnight of the first of July in London.
    world.wait_until_instant("2027-06-30T23:30:00Z".parse().expect("an instant"));
    let open = world.make(new(target(1), temporary())).await.expect("made");
    let ending = NewContactDetail {
        period: Period::until(date(2027, 7, 3)),
        ..new(target(1), temporary())
    };
    world.make(ending).await.expect("made");
    for (day, valid) in [
        (date(2027, 6, 30), 0),
        (date(2027, 7, 1), 2),
        (date(2027, 7, 3), 2),
        (date(2027, 7, 4), 1),
        (date(2027, 10, 1), 1),
        (date(2027, 10, 2), 0),
    ] {
        assert_eq!(world.valid_on(target(1), day).await.len(), valid, "{day}");
    }
    world.wait_until_instant("2027-10-01T22:59:59Z".parse().expect("an instant"));
    assert_eq!(world.active(target(1)).await, [open]);
    world.clock.advance_seconds(1);
    assert_eq!(world.active(target(1)).await, []);
}
