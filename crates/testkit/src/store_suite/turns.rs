use std::collections::BTreeMap;

use contactable_domain::contact_detail::{ContactDetail, Information, NewContactDetail};
use contactable_domain::event::ContactDetailEvent;
use contactable_domain::ids::{ContactDetailId, CorrelationId, EventId, TargetId};
use contactable_domain::ports::{Clock, Ids, TellTurn};
use contactable_domain::time::Period;
use contactable_domain::vocabulary::{Label, Use};
use jiff::civil::{Date, date};

use super::World;
use super::temporary::temporary;
use crate::{address, new, target};

async fn make(
    world: &World,
    target: TargetId,
    information: Information,
    (start, end): (Option<Date>, Option<Date>),
) -> ContactDetail {
    let wanted = NewContactDetail {
        period: Period::new(start, end).expect("valid"),
        ..new(target, information)
    };
    world.make(wanted).await.expect("made")
}

/// Tells turns a second before a day begins in London, then when it begins.
async fn told_on(world: &World, day: Date) -> Vec<(ContactDetailId, &'static str)> {
    world.wait_until(day);
    world.clock.advance_seconds(-1);
    world.tell_turns().await;
    let before = world.turns_told(target(1)).await;
    world.clock.advance_seconds(1);
    world.tell_turns().await;
    world.tell_turns().await;
    world.turns_told(target(1)).await.split_off(before.len())
}

/// Not before, not twice, and neither the record nor its target changes by it.
pub async fn starts_and_ends_are_told_on_their_day(world: World) {
    let (first, last) = (date(2026, 11, 23), date(2026, 11, 25));
    let coming = make(
        &world,
        target(1),
        address("Flat 1"),
        (Some(first), Some(last)),
    )
    .await;
    let today = Some(date(2026, 11, 21));
    let ending = make(&world, target(1), address("Flat 2"), (None, today)).await;
    // Neither turns after it was recorded.
    make(&world, target(1), address("Flat 3"), (today, None)).await;
    let past = Some(date(2026, 11, 20));
    make(&world, target(1), address("Flat 4"), (past, past)).await;
    world.tell_turns().await;
    assert_eq!(world.turns_told(target(1)).await, []);
    for (day, told) in [
        (22, vec![(ending.id, "Lapsed")]),
        (23, vec![(coming.id, "Started")]),
        (24, vec![]),
        (25, vec![]),
        (26, vec![(coming.id, "Lapsed")]),
        (27, vec![]),
    ] {
        assert_eq!(told_on(&world, date(2026, 11, day)).await, told, "{day}");
    }
    assert_eq!(world.versions(&coming).await, [coming]);
    let version = world.store.target_version(target(1)).await;
    assert_eq!(version.expect("readable"), 4);
    let events = world.store.outbox(target(1)).await.expect("readable");
    let gone = events.iter().find(|event| event.contains("Lapsed"));
    assert!(gone.is_some_and(|event| event.contains("\"newData\":{}")));
    let came = events.iter().find(|event| event.contains("Started"));
    assert!(came.is_some_and(|event| event.contains("\"oldData\":{}")));
}

/// The days on which the clocks change begin and end when they do in London.
pub async fn turns_follow_the_clocks_of_london(world: World) {
    for (day, begins, ends) in [
        (
            date(2027, 3, 28),
            "2027-03-28T00:00:00Z",
            "2027-03-28T23:00:00Z",
        ),
        (
            date(2027, 7, 1),
            "2027-06-30T23:00:00Z",
            "2027-07-01T23:00:00Z",
        ),
        (
            date(2027, 10, 31),
            "2027-10-30T23:00:00Z",
            "2027-11-01T00:00:00Z",
        ),
    ] {
        let record = make(&world, target(1), address("Flat 1"), (Some(day), Some(day))).await;
        let told = told_on(&world, day).await;
        assert_eq!(told, [(record.id, "Started")], "{day}");
        assert_eq!(world.clock.now(), begins.parse().expect("an instant"));
        let told = told_on(&world, day.tomorrow().expect("a day")).await;
        assert_eq!(told, [(record.id, "Lapsed")], "{day}");
        assert_eq!(world.clock.now(), ends.parse().expect("an instant"));
    }
}

/// Neither one retired before its day nor one retired between its day and the telling.
pub async fn retired_records_do_not_turn(world: World) {
    let period = (Some(date(2026, 11, 23)), Some(date(2026, 11, 24)));
    let early = make(&world, target(1), address("Flat 1"), period).await;
    let late = make(&world, target(1), address("Flat 2"), period).await;
    world.end(&early).await.expect("ended");
    world.wait_until(date(2026, 11, 23));
    world.end(&late).await.expect("ended");
    world.tell_turns().await;
    world.wait_until(date(2026, 12, 24));
    world.tell_turns().await;
    assert_eq!(world.turns_told(target(1)).await, []);
}

/// By whoever comes first.
pub async fn turns_are_told_once_by_many_at_once(world: World) {
    for number in 0..40 {
        let period = (
            Some(date(2026, 11, 22)),
            Some(date(2026, 11, 22 + number % 3)),
        );
        let line = format!("Flat {number}");
        make(&world, target(1), address(&line), period).await;
    }
    world.wait_until(date(2026, 12, 1));
    let mut tellers = Vec::new();
    for _ in 0..8 {
        let world = world.clone();
        tellers.push(tokio::spawn(async move { world.tell_turns().await }));
    }
    for teller in tellers {
        teller.await.expect("no panic");
    }
    let mut told: BTreeMap<ContactDetailId, Vec<&str>> = BTreeMap::new();
    for (record, kind) in world.turns_told(target(1)).await {
        told.entry(record).or_default().push(kind);
    }
    assert_eq!(told.len(), 40);
    assert!(told.values().all(|told| *told == ["Started", "Lapsed"]));
}

/// In the order of their days.
pub async fn turns_are_caught_up_with_in_order(world: World) {
    let mut expected = Vec::new();
    for number in [3, 1, 2] {
        let (start, end) = (date(2026, 12, 10 * number), date(2026, 12, 10 * number + 1));
        let line = format!("Flat {number}");
        let record = make(&world, target(1), address(&line), (Some(start), Some(end))).await;
        expected.push((number, record.id));
    }
    expected.sort_unstable();
    world.wait_until(date(2029, 1, 1));
    assert_eq!(world.tell_turns().await, 6);
    assert_eq!(world.tell_turns().await, 0);
    let both = |(_, id): &(i8, _)| [(*id, "Started"), (*id, "Lapsed")];
    let expected: Vec<_> = expected.iter().flat_map(both).collect();
    assert_eq!(world.turns_told(target(1)).await, expected);
}

/// The rest is told the next time.
pub async fn no_more_turns_are_told_at_once_than_asked_for(world: World) {
    let day = date(2026, 11, 22);
    for number in 0..7 {
        make(&world, target(number), address("Flat 1"), (Some(day), None)).await;
    }
    let told = |world: World| async move {
        let mut told = 0;
        for number in 0..7 {
            told += world.turns_told(target(number)).await.len();
        }
        told
    };
    for (looked_at, in_all) in [(3, 3), (3, 6), (1, 7), (0, 7)] {
        let found = world.store.tell_turns(day, 3, tell(&world)).await;
        assert_eq!(found.expect("told"), looked_at);
        assert_eq!(told(world.clone()).await, in_all);
    }
}

fn tell(world: &World) -> TellTurn {
    let (ids, at) = (world.ids.clone(), world.clock.now());
    Box::new(move |record, turn, _, _| {
        let id = EventId::from(ids.next(at));
        let correlation = CorrelationId::from(ids.next(at));
        ContactDetailEvent::of_turn(record, turn, (id, correlation), at)
    })
}

/// A detail that becomes temporary lapses when its three months are over, and one that is temporary no
/// longer does not; each is told so, even when nobody looked for long.
pub async fn a_change_of_use_moves_the_end(world: World) {
    let open = (None, None);
    let stays = make(&world, target(1), temporary(), open).await;
    let goes = make(&world, target(1), address("Flat 1"), open).await;
    world.wait_until(date(2026, 12, 1));
    let said = |usage, record: &ContactDetail| Information {
        label: Label::used_for(usage),
        ..record.information.clone()
    };
    let home = said(Use::Home, &stays);
    world.replace(&stays, home).await.expect("replaced");
    let passing = said(Use::Temporary, &goes);
    world.replace(&goes, passing).await.expect("replaced");
    assert_eq!(told_on(&world, date(2027, 2, 21)).await, []);
    let told = told_on(&world, date(2027, 2, 22)).await;
    assert_eq!(told, [(goes.id, "Lapsed")]);
    world.wait_until(date(2028, 1, 1));
    world.tell_turns().await;
    assert_eq!(world.turns_told(target(1)).await, [(goes.id, "Lapsed")]);
}
