use std::collections::BTreeSet;

use contactable_domain::access::Operation;
use contactable_domain::contact_detail::{Precondition, Version};
use contactable_domain::ports::{PreferencesKey, Sighted};
use contactable_domain::preferences::{ContactMethod, ContactPreferences, Wishes, WrittenFormat};
use contactable_domain::value::PlainText;
use contactable_domain::vocabulary::Means;

use super::World;
use crate::{HOUSING, new, phone, target};
use contactable_domain::area::AreaKey;

/// Something of everything.
fn wishes() -> Wishes {
    Wishes {
        method: Some(ContactMethod::Letter),
        format: Some(WrittenFormat::LargePrint),
        times: PlainText::parse("mornings, not on Fridays", 200).ok(),
        do_not_use: BTreeSet::from([Means::Text, Means::Call]),
    }
}

fn by_email() -> Wishes {
    Wishes {
        method: Some(ContactMethod::Email),
        ..Wishes::default()
    }
}

async fn versions(world: &World) -> Vec<ContactPreferences> {
    let key = PreferencesKey {
        target: target(1),
        area: AreaKey::of(HOUSING),
    };
    let viewer = world.viewer(&world.housing, Operation::See);
    let versions = world.store.preference_versions(key, viewer);
    match versions.await.expect("readable") {
        Sighted::Seen(versions, _) => versions,
        Sighted::NothingThere => Vec::new(),
        Sighted::Hidden(..) => panic!("an area sees what it was told"),
    }
}

async fn set(
    world: &World,
    wishes: Wishes,
    precondition: Precondition,
) -> Result<Option<ContactPreferences>, String> {
    let actor = &world.housing;
    world
        .set_wishes(actor, target(1), wishes, precondition)
        .await
}

/// State, versions, events, entries of the trail and the target's version: how many there are.
async fn written(world: &World) -> (usize, usize, usize, u64) {
    let held = world.held(&[target(1)], &[HOUSING], None).await;
    let events = world.store.outbox(target(1)).await.expect("readable");
    let version = world.store.target_version(target(1)).await;
    (
        held[0].preferences.len(),
        versions(world).await.len(),
        events.len(),
        version.expect("readable"),
    )
}

/// State, version, event, trail and the target's version, in one; every version stays.
pub async fn wishes_are_kept_with_all_that_goes_with_them(world: World) {
    world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    assert_eq!(written(&world).await, (0, 0, 1, 1));
    let first = set(&world, wishes(), Precondition::Any).await.expect("set");
    let first = first.expect("known now");
    assert_eq!((first.version, &first.wishes), (Version::FIRST, &wishes()));
    assert_eq!(written(&world).await, (1, 1, 2, 2));
    world.clock.advance_seconds(60);
    let current = Precondition::OneOf(vec![first.version]);
    let second = set(&world, by_email(), current).await.expect("set");
    let second = second.expect("known now");
    assert_eq!(written(&world).await, (1, 2, 3, 3));
    assert!(second.recorded.at > first.recorded.at);
    world.clock.advance_seconds(60);
    let third = set(&world, Wishes::default(), Precondition::Any)
        .await
        .expect("set")
        .expect("that nothing is wanted is known too");
    assert_eq!(versions(&world).await, [first, second, third.clone()]);
    let held = world.held(&[target(1)], &[HOUSING], None).await;
    assert_eq!(held[0].preferences, [third]);
    let events = world.store.outbox(target(1)).await.expect("readable");
    for event in &events[1..] {
        assert!(event.contains("ContactPreferencesChangedEvent"), "{event}");
        assert!(event.contains("\"oldData\":{},\"newData\":{}"), "{event}");
    }
    let trail = world.store.trail(target(1)).await.expect("readable");
    assert_eq!(trail[1..], ["set-preferences allowed own-area -"; 3]);
}

/// It leaves its entry in the trail and nothing else.
pub async fn refused_or_known_wishes_change_nothing(world: World) {
    let any = Precondition::Any;
    let of_some = Precondition::OneOf(vec![Version::FIRST]);
    let mismatch = Err("version-mismatch".to_owned());
    assert_eq!(set(&world, wishes(), of_some).await, mismatch);
    assert_eq!(set(&world, Wishes::default(), any.clone()).await, Ok(None));
    assert_eq!(written(&world).await, (0, 0, 0, 0));
    let known = set(&world, wishes(), any.clone()).await.expect("set");
    let before = written(&world).await;
    world.clock.advance_seconds(60);
    assert_eq!(set(&world, wishes(), any).await, Ok(known.clone()));
    let stale = Precondition::OneOf(vec![Version::FIRST.next()]);
    assert_eq!(set(&world, by_email(), stale).await, mismatch);
    assert_eq!(written(&world).await, before);
    assert_eq!(versions(&world).await, known.as_slice());
    let trail = world.store.trail(target(1)).await.expect("readable");
    let expected = [
        "set-preferences refused version-mismatch -",
        "set-preferences allowed no-change -",
        "set-preferences allowed own-area -",
        "set-preferences allowed no-change -",
        "set-preferences refused version-mismatch -",
    ];
    assert_eq!(trail, expected);
}

/// Each area keeps its own, with versions of its own.
pub async fn each_area_keeps_its_own_wishes(world: World) {
    let ours = set(&world, wishes(), Precondition::Any).await.expect("set");
    let caller = world.caller(&world.social_care);
    let seen = world.use_cases.read_preferences(caller, target(1)).await;
    assert_eq!(seen.expect("allowed"), []);
    let caller = world.caller(&world.social_care);
    let history = world
        .use_cases
        .read_preference_history(caller, target(1), None);
    assert_eq!(history.await.expect("allowed"), []);
    let theirs = world
        .set_wishes(&world.social_care, target(1), by_email(), Precondition::Any)
        .await
        .expect("set")
        .expect("known now");
    assert_eq!(theirs.version, Version::FIRST);
    assert_eq!(versions(&world).await, ours.as_slice());
    let held = world.held(&[target(1)], &[HOUSING], None).await;
    assert_eq!(held[0].preferences, ours.as_slice());
}

/// Of many who set wishes at once each gets a version of its own.
pub async fn wishes_set_at_once_follow_each_other(world: World) {
    let mut writers = Vec::new();
    for number in 0..32 {
        let world = world.clone();
        writers.push(tokio::spawn(async move {
            let wishes = Wishes {
                times: PlainText::parse(&format!("after {number}"), 200).ok(),
                ..wishes()
            };
            set(&world, wishes, Precondition::Any).await
        }));
    }
    let mut told = Vec::new();
    for writer in writers {
        let known = writer.await.expect("no panic").expect("set");
        told.push(known.expect("known now"));
    }
    told.sort_by_key(|known| known.version);
    assert_eq!(versions(&world).await, told);
    let numbers: Vec<u32> = told.iter().map(|known| known.version.number()).collect();
    assert_eq!(numbers, (1..=32).collect::<Vec<_>>());
    assert_eq!(written(&world).await, (1, 32, 32, 32));
}
