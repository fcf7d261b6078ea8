use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use uuid::Uuid;

use super::{Entry, Gap, Span, Stop, Timeline};
use crate::actor::Author;
use crate::area::AreaKey;
use crate::contact_detail::{
    ContactDetail, EndReason, Ending, Information, Marks, Stamp, Target, Version,
};
use crate::ids::{ContactDetailId, TargetId};
use crate::time::{Period, as_instant};
use crate::value::{ContactValue, EmailAddress, PhoneNumber};
use crate::vocabulary::{Label, TargetKind, Use};

const TODAY: Date = date(2026, 11, 21);

fn stamp(day: Date) -> Stamp {
    let by = Author {
        subject: "somebody".to_owned(),
        name: None,
        email: None,
    };
    Stamp {
        at: as_instant(day),
        by,
    }
}

/// A phone record made on this day, of no set period.
fn made(id: u128, day: Date) -> ContactDetail {
    ContactDetail {
        id: ContactDetailId::from(Uuid::from_u128(id)),
        target: Target {
            id: TargetId::from(Uuid::from_u128(1)),
            kind: TargetKind::Person,
        },
        area: AreaKey::of("Housing"),
        team: None,
        information: Information {
            label: Label::default(),
            value: ContactValue::Phone(PhoneNumber::loose("07700 900123".to_owned())),
            description: None,
        },
        is_default: false,
        is_preferred: false,
        period: Period::default(),
        marks: Marks::default(),
        item: None,
        supersedes: None,
        created: stamp(day),
        ended: None,
        version: Version::FIRST,
        recorded: stamp(day),
    }
}

fn retired(record: &ContactDetail, day: Date) -> ContactDetail {
    record.retired(Ending::new(stamp(day), Some(EndReason::Moved)))
}

fn only(record: ContactDetail) -> Entry {
    Entry::of(record, TODAY)
}

fn span_of(entry: &Entry) -> (Date, Option<Date>) {
    let span = entry.used.expect("it was in use");
    (span.first(), span.last())
}

fn was_used_on(entry: &Entry, day: Date) -> bool {
    let covers = |span: Span| span.first() <= day && span.last().is_none_or(|last| day <= last);
    entry.used.is_some_and(covers)
}

fn covers(gap: Gap, day: Date) -> bool {
    (gap.first..=gap.last).contains(&day)
}

/// The timeline of records in their first versions.
fn timeline_of(records: Vec<ContactDetail>, on: Date) -> Timeline {
    let versions = records.into_iter().map(|record| vec![record]);
    Timeline::of(versions.collect(), on)
}

#[test]
fn a_detail_is_in_use_until_its_last_day_or_the_day_it_was_retired() {
    let start = date(2026, 1, 10);
    let open = only(made(1, start));
    assert_eq!(span_of(&open), (start, None));
    assert_eq!(open.stop, None);

    let ended = only(retired(&made(1, start), date(2026, 3, 1)));
    assert_eq!(span_of(&ended), (start, Some(date(2026, 3, 1))));
    assert_eq!(ended.stop, Some(Stop::Retired));

    let mut limited = made(1, start);
    limited.period = Period::until(date(2026, 2, 1));
    let lapsed = only(retired(&limited, date(2026, 3, 1)));
    assert_eq!(span_of(&lapsed), (start, Some(date(2026, 2, 1))));
    assert_eq!(lapsed.stop, Some(Stop::Lapsed));
}

#[test]
fn each_value_that_a_record_had_is_in_use_for_its_own_time() {
    let first = made(1, date(2026, 1, 10));
    let says = |before: &ContactDetail, number: &str, day: Date| {
        let mut next = before.next_version(stamp(day));
        next.information.value = ContactValue::Phone(PhoneNumber::loose(number.to_owned()));
        next
    };
    let same = says(&first, "07700 900123", date(2026, 2, 1));
    let other = says(&same, "07700 900124", date(2026, 3, 1));
    let third = says(&other, "07700 900125", date(2026, 4, 1));
    let ended = retired(&third, date(2026, 5, 1));
    let versions = vec![first, same, other, third, ended];
    let timeline = Timeline::of(vec![versions], TODAY);
    let entries: Vec<&Entry> = timeline.entries().collect();
    let told: Vec<_> = entries
        .iter()
        .map(|entry| {
            let value = entry.record.information.value.one_line();
            (value, span_of(entry), entry.stop)
        })
        .collect();
    let span = |from: Date, to: Date| (from, Some(to));
    let (begun, march, april, may) = (
        date(2026, 1, 10),
        date(2026, 3, 1),
        date(2026, 4, 1),
        date(2026, 5, 1),
    );
    assert_eq!(
        told,
        [
            ("07700 900123", span(begun, march), Some(Stop::Changed)),
            ("07700 900124", span(march, april), Some(Stop::Changed)),
            ("07700 900125", span(april, may), Some(Stop::Retired)),
        ]
    );
    assert_eq!(timeline.next_of(entries[0]), Some(entries[1]));
    assert_eq!(timeline.next_of(entries[2]), None);
    assert_eq!(timeline.channels[0].gaps.len(), 1);
}

#[test]
fn a_temporary_detail_is_in_use_for_three_months() {
    let mut record = made(1, date(2026, 1, 31));
    record.information.label = Label::used_for(Use::Temporary);
    let entry = only(record);
    assert_eq!(span_of(&entry).1, Some(date(2026, 4, 30)));
    assert_eq!(entry.stop, Some(Stop::Lapsed));
}

#[test]
fn what_was_retired_before_it_began_was_never_in_use_and_is_still_told() {
    let mut record = made(1, date(2026, 1, 10));
    record.period = Period::from_stored(Some(date(2026, 6, 1)), None);
    let timeline = timeline_of(vec![retired(&record, date(2026, 3, 1))], TODAY);
    assert_eq!(timeline.entries().count(), 1);
    assert!(timeline.entries().all(|entry| entry.used.is_none()));
    assert!(timeline.channels[0].gaps.is_empty());
}

#[test]
fn a_replacement_on_the_same_day_leaves_no_gap_and_a_later_one_does() {
    let day = date(2026, 3, 1);
    let old = retired(&made(1, date(2026, 1, 1)), day);
    let gaps = |start| {
        timeline_of(vec![old.clone(), made(2, start)], TODAY).channels[0]
            .gaps
            .clone()
    };
    assert!(gaps(day).is_empty());
    assert!(gaps(date(2026, 3, 2)).is_empty());
    let gap = Gap {
        first: date(2026, 3, 2),
        last: date(2026, 3, 2),
    };
    assert_eq!(gaps(date(2026, 3, 3)), [gap]);
    assert_eq!(gap.days(), 1);
}

#[test]
fn the_one_that_took_its_place_is_found_in_its_area_only() {
    let mut ending = Ending::new(stamp(TODAY), Some(EndReason::Superseded));
    let next = made(2, TODAY);
    ending.superseded_by = Some(next.id);
    let old = made(1, date(2026, 1, 1)).retired(ending);
    let mut elsewhere = made(2, date(2025, 1, 1));
    elsewhere.area = AreaKey::of("Social Care");
    let timeline = timeline_of(vec![elsewhere, next, old.clone()], TODAY);
    let successor = timeline.successor_of(&only(old)).expect("it is there");
    assert_eq!(successor.record.area, AreaKey::of("Housing"));
}

/// What a random record is made of, in days from the first of January 2026.
fn any_record() -> impl Strategy<Value = ContactDetail> {
    let day = -60..450_i32;
    let parts = (
        0..6_u128,
        day.clone(),
        proptest::option::of(day.clone()),
        proptest::option::of(0..200_i32),
        proptest::option::of(0..200_i32),
        any::<bool>(),
        any::<bool>(),
    );
    parts.prop_map(|(id, created, start, length, held, temporary, email)| {
        let day = |number: i32| date(2026, 1, 1).saturating_add(number.days());
        let mut record = made(id, day(created));
        let end = length.map(|length| day(start.unwrap_or(created) + length));
        record.period = Period::from_stored(start.map(day), end);
        if temporary {
            record.information.label = Label::used_for(Use::Temporary);
        }
        if email {
            let address = EmailAddress::from_stored("a@example.com".to_owned(), None);
            record.information.value = ContactValue::Email(address);
        }
        match held {
            Some(held) => retired(&record, day(created + held)),
            None => record,
        }
    })
}

proptest! {
    #[test]
    fn every_day_from_the_first_to_today_is_in_use_or_in_one_gap(
        records in proptest::collection::vec(any_record(), 0..12),
    ) {
        for channel in timeline_of(records, TODAY).channels {
            let started = channel.entries.iter().filter_map(|entry| Some(entry.used?.first()));
            let Some(first) = started.min() else {
                prop_assert!(channel.gaps.is_empty());
                continue;
            };
            let mut day = first.saturating_sub(30.days());
            while day < TODAY.saturating_add(200.days()) {
                let in_use = channel.entries.iter().any(|entry| was_used_on(entry, day));
                let gaps = channel.gaps.iter().filter(|gap| covers(**gap, day)).count();
                let counts = first <= day && day <= TODAY;
                prop_assert_eq!(gaps, usize::from(counts && !in_use), "{}", day);
                day = day.tomorrow().expect("a day");
            }
        }
    }

    #[test]
    fn gaps_follow_each_other_and_do_not_touch(
        records in proptest::collection::vec(any_record(), 0..12),
    ) {
        for channel in timeline_of(records, TODAY).channels {
            for pair in channel.gaps.windows(2) {
                prop_assert!(pair[0].last.tomorrow().expect("a day") < pair[1].first);
            }
            for gap in channel.gaps {
                prop_assert!(gap.first <= gap.last && gap.days() >= 1);
            }
        }
    }

    #[test]
    fn every_record_appears_once_and_the_order_is_always_the_same(
        records in proptest::collection::vec(any_record(), 0..12),
    ) {
        let timeline = timeline_of(records.clone(), TODAY);
        prop_assert_eq!(timeline.entries().count(), records.len());
        for record in &records {
            let same = |all: &mut dyn Iterator<Item = &ContactDetail>| all.filter(|r| *r == record).count();
            let told = same(&mut timeline.entries().map(|entry| &entry.record));
            prop_assert_eq!(told, same(&mut records.iter()));
        }
        for channel in &timeline.channels {
            prop_assert!(channel.entries.is_sorted_by(|one, next| one.place() <= next.place()));
        }
    }

    #[test]
    fn a_detail_is_in_use_today_when_its_state_says_so(record in any_record()) {
        let entry = only(record);
        if entry.state.is_usable() {
            prop_assert!(was_used_on(&entry, TODAY));
        }
        if was_used_on(&entry, TODAY) {
            prop_assert!(entry.state.is_usable() || entry.record.ended.is_some());
        }
    }
}
