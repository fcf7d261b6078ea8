//! What was recorded when a validity ended at an instant and nothing was told of it.

use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::time::{as_instant, day_of, last_day_within};
use contactable_testkit::store_suite::World;
use contactable_testkit::target;
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use tempfile::TempDir;

use super::{Kept, phone, world};

/// An instant as earlier versions kept it.
fn micros(at: &str) -> i64 {
    let at: Timestamp = at.parse().expect("an instant");
    at.as_microsecond()
}

fn until(number: u8, at: i64) -> Kept<'static> {
    Kept {
        valid_until: Some(at),
        ..phone(number, "07700 900001")
    }
}

/// Long past, in winter, in summer (when the last hour by UTC is the next day in London), the same but
/// retired, open-ended. Far ahead, since a file is brought up to date by the clock of the machine.
fn kept() -> [Kept<'static>; 5] {
    let retired = Kept {
        ended_at: Some(1000),
        ..until(4, micros("2099-07-14T23:30:00Z"))
    };
    [
        until(1, micros("2020-06-01T10:00:00Z")),
        until(2, micros("2099-01-10T23:30:00Z")),
        until(3, micros("2099-07-14T23:30:00Z")),
        retired,
        phone(5, "07700 900001"),
    ]
}

fn file(schemas: usize, kept: &[Kept<'_>]) -> (World, TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let world = world(&folder.path().join("contactable.db"), schemas, kept);
    (world, folder)
}

/// Which records of these were told to have lapsed, by the last digit of their ids.
async fn lapsed(world: &World) -> Vec<u8> {
    let told = world.turns_told(target(1)).await;
    assert!(told.iter().all(|(_, kind)| *kind == "Lapsed"));
    let number = |id: contactable_domain::ids::ContactDetailId| id.uuid().as_bytes()[15];
    told.iter().map(|(id, _)| number(*id)).collect()
}

#[tokio::test]
async fn an_end_in_an_instant_is_its_day_in_london() {
    for schemas in [1, 2] {
        let (world, _folder) = file(schemas, &kept());
        let all = world.all(target(1)).await;
        let days = [
            Some(date(2020, 6, 1)),
            Some(date(2099, 1, 10)),
            Some(date(2099, 7, 15)),
            Some(date(2099, 7, 15)),
            None,
        ];
        let read = |record: &ContactDetail| (record.period.start(), record.period.end());
        let read: Vec<_> = all.iter().map(read).collect();
        assert_eq!(read, days.map(|day| (None, day)));
        let retired: Vec<bool> = all.iter().map(|record| record.ended.is_some()).collect();
        assert_eq!(retired, [false, false, false, true, false]);
        for (day, active) in [
            (date(2027, 1, 1), 3),
            (date(2099, 1, 10), 3),
            (date(2099, 1, 11), 2),
            (date(2099, 7, 15), 2),
            (date(2099, 7, 16), 1),
        ] {
            world.wait_until(day);
            assert_eq!(world.active(target(1)).await.len(), active, "{day}");
        }
    }
}

#[tokio::test]
async fn an_end_is_told_on_the_day_after() {
    for schemas in [1, 2] {
        let (world, _folder) = file(schemas, &kept());
        for (day, told) in [
            (date(2099, 1, 10), vec![]),
            (date(2099, 1, 11), vec![2]),
            (date(2099, 7, 15), vec![2]),
            (date(2099, 7, 16), vec![2, 3]),
            (date(2100, 1, 1), vec![2, 3]),
        ] {
            world.wait_until(day);
            world.tell_turns().await;
            assert_eq!(lapsed(&world).await, told, "{day}");
        }
    }
}

/// When nobody looked from the migration until long after.
#[tokio::test]
async fn an_end_is_told_after_a_long_pause() {
    for schemas in [1, 2] {
        let (world, _folder) = file(schemas, &kept());
        world.wait_until(date(2101, 1, 1));
        world.tell_turns().await;
        world.tell_turns().await;
        let mut told = lapsed(&world).await;
        told.sort_unstable();
        assert_eq!(told, [2, 3]);
    }
}

/// One whose last day is the day of the migration, and a temporary one that had no end before.
#[tokio::test]
#[expect(
    clippy::disallowed_methods,
    reason = "a file is brought up to date by the clock of the machine"
)]
async fn what_lapses_only_now_is_told() {
    let now = Timestamp::now();
    let today: Date = day_of(now);
    let made = now - 240.hours();
    let passing = Kept {
        usage: Some("temporary"),
        created_at: made.as_microsecond(),
        ..phone(7, "07700 900001")
    };
    for schemas in [1, 2] {
        let ending = until(6, as_instant(today).as_microsecond());
        let (world, _folder) = file(schemas, &[ending, passing]);
        let last = last_day_within(day_of(made));
        for (day, told) in [
            (today.tomorrow().expect("a day"), vec![6]),
            (last, vec![6]),
            (last.tomorrow().expect("a day"), vec![6, 7]),
        ] {
            world.wait_until(day);
            world.tell_turns().await;
            assert_eq!(lapsed(&world).await, told, "{day}");
        }
    }
}
