use std::sync::Arc;

use contactable_domain::access::{Operation, Rule};
use contactable_domain::actor::{Actor, Role};
use contactable_domain::area::AreaKey;
use contactable_domain::contact_detail::{ContactDetail, NewContactDetail, Precondition};
use contactable_domain::ports::{HeldBy, PreferencesKey, Sighted};
use contactable_domain::preferences::{ContactMethod, Wishes};
use contactable_domain::restriction::Level;
use contactable_domain::time::Period;
use jiff::civil::date;

use super::{LOOKING_WAYS, WAYS, World, asked_sharing};
use crate::{HOUSING, email, new, phone, target, with_roles};

async fn made(world: &World, new: NewContactDetail) -> ContactDetail {
    world.make(new).await.expect("made")
}

fn lead(world: &World) -> Arc<Actor> {
    with_roles(&world.housing, &[Role::Safeguarding])
}

/// In no way, by nobody but those who look after them, as far as their areas go; and again once it is lifted.
pub async fn a_restricted_person_is_hidden_in_every_way(world: World) {
    let record = made(&world, new(target(1), phone("07700 900001"))).await;
    let other = made(&world, new(target(2), phone("07700 900001"))).await;
    world.share(asked_sharing(target(1))).await.expect("shared");
    assert_eq!(world.ways(&world.social_care, &record).await, WAYS);
    world.restrict(target(1), true).await;
    for actor in [&world.housing, &world.social_care] {
        assert!(world.ways(actor, &record).await.is_empty());
    }
    assert_eq!(world.ways(&world.housing, &other).await, WAYS);
    assert_eq!(world.ways(&lead(&world), &record).await, WAYS);
    let theirs = world.trusted(&[Role::Safeguarding]);
    assert_eq!(world.ways(&theirs, &record).await, WAYS);
    let elsewhere = with_roles(&crate::actor_of(&["NHS"]), &[Role::Safeguarding]);
    assert!(world.ways(&elsewhere, &record).await.is_empty());
    let hidden = world
        .store
        .find(record.id, world.viewer(&world.housing, Operation::See));
    let hidden = hidden.await.expect("readable");
    assert_eq!(hidden, Sighted::Hidden(target(1), Rule::Restricted));
    world.restrict(target(1), false).await;
    assert_eq!(world.ways(&world.housing, &record).await, WAYS);
    assert_eq!(world.ways(&world.social_care, &record).await, WAYS);
}

/// Not their wishes either, now or as they were.
pub async fn a_restricted_persons_wishes_are_hidden(world: World) {
    let wishes = Wishes {
        method: Some(ContactMethod::Letter),
        ..Wishes::default()
    };
    let set = world.set_wishes(&world.housing, target(1), wishes, Precondition::Any);
    set.await.expect("set");
    world.restrict(target(1), true).await;
    let key = PreferencesKey {
        target: target(1),
        area: AreaKey::of(HOUSING),
    };
    for (actor, seen) in [(world.housing.clone(), 0), (lead(&world), 1)] {
        let viewer = world.viewer(&actor, Operation::SeeHistory);
        let by = HeldBy {
            viewer: viewer.clone(),
            as_of: None,
        };
        let held = world
            .store
            .held(vec![target(1)], by)
            .await
            .expect("readable");
        assert_eq!(held[0].preferences.len(), seen);
        let versions = world.store.preference_versions(key.clone(), viewer).await;
        let versions = match versions.expect("readable") {
            Sighted::Seen(versions, _) => versions.len(),
            Sighted::Hidden(_, rule) => {
                assert_eq!(rule, Rule::Restricted);
                0
            }
            Sighted::NothingThere => panic!("it is there"),
        };
        assert_eq!(versions, seen);
    }
}

/// What waited to be told, what is told of a change, and what the clock brings; of others all is told.
pub async fn events_of_a_restricted_person_hold_no_value(world: World) {
    let passing = NewContactDetail {
        period: Period::until(date(2026, 12, 1)),
        ..new(target(1), phone("07700 900001"))
    };
    let record = made(&world, passing).await;
    world
        .replace(&record, phone("07700 900002"))
        .await
        .expect("replaced");
    made(&world, new(target(2), phone("07700 900003"))).await;
    let told = world.store.outbox(target(1)).await.expect("readable");
    let bare = |body: &String| withheld(body);
    let expected: Vec<String> = told.iter().map(bare).collect();
    world.restrict(target(1), true).await;
    let waiting = world.store.outbox(target(1)).await.expect("readable");
    assert_eq!(waiting[..2], expected);
    let new = new(target(1), email("secret@example.com"));
    let added = world.make_as(&lead(&world), new).await.expect("made");
    world.wait_until(date(2026, 12, 3));
    world.tell_turns().await;
    let told = world.store.outbox(target(1)).await.expect("readable");
    let kinds = ["Added", "Edited", "PersonRestricted", "Added", "Lapsed"];
    assert_eq!(told.len(), kinds.len());
    for (event, kind) in told.iter().zip(kinds) {
        assert!(event.contains(kind), "{event}");
        for said in [
            "900001",
            "900002",
            "secret",
            "desk",
            "\"value\"",
            "\"description\"",
        ] {
            assert!(!event.contains(said), "{event}");
        }
    }
    assert!(told[3].contains(&added.id.to_string()));
    let others = world.store.outbox(target(2)).await.expect("readable");
    assert!(others[0].contains("900003"));
    world.restrict(target(1), false).await;
    let told = world.store.outbox(target(1)).await.expect("readable");
    assert_eq!(told[..2], expected);
}

/// The event without what the record says, as it is told of a restricted person.
fn withheld(body: &str) -> String {
    let mut rest = body;
    let mut bare = String::new();
    // Each is `"value":"…",`, then later `,"description":"…"`; neither holds a quotation mark here.
    while let Some((before, after)) = rest.split_once("\"value\":\"") {
        let (_, after) = after.split_once("\",").expect("an end");
        let (between, after) = after.split_once(",\"description\":\"").expect("a note");
        let (_, after) = after.split_once('"').expect("an end");
        bare.push_str(before);
        bare.push_str(between);
        rest = after;
    }
    bare + rest
}

/// For whoever broke it and for a while, to look and not to search; it is on record.
pub async fn broken_glass_shows_for_a_while(world: World) {
    let record = made(&world, new(target(1), phone("07700 900001"))).await;
    world.restrict(target(1), true).await;
    let on_call = with_roles(&world.housing, &[Role::BreakGlass]);
    let mut another = Actor::clone(&on_call);
    "another".clone_into(&mut another.author.subject);
    let another = Arc::new(another);
    assert!(world.ways(&on_call, &record).await.is_empty());
    let pass = world.break_glass(&on_call, target(1), 30).await;
    assert_eq!(world.ways(&on_call, &record).await, LOOKING_WAYS);
    assert!(world.ways(&another, &record).await.is_empty());
    assert!(world.ways(&world.housing, &record).await.is_empty());
    world.clock.advance_seconds(30 * 60 - 1);
    assert_eq!(world.ways(&on_call, &record).await, LOOKING_WAYS);
    world.clock.advance_seconds(1);
    assert!(world.ways(&on_call, &record).await.is_empty());
    let second = world.break_glass(&another, target(1), 5).await;
    let elsewhere = world.break_glass(&another, target(2), 5).await;
    let standing = world.store.standing(target(1)).await.expect("readable");
    assert_eq!(standing.passes, [pass.clone(), second.clone()]);
    let report = world.store.passes(None, 10).await.expect("readable");
    assert_eq!(report.len(), 3);
    assert!(report[..2].contains(&second) && report[..2].contains(&elsewhere));
    assert_eq!(report[2], pass);
    let earlier = world.store.passes(Some(second.from), 10).await;
    assert_eq!(earlier.expect("readable"), [pass]);
    assert_eq!(
        world.store.passes(None, 1).await.expect("readable").len(),
        1
    );
}

/// Each with who said so, why and when; said again it is no new one.
pub async fn every_word_on_a_restriction_is_kept(world: World) {
    let word_now = async || {
        let standing = world.store.standing(target(1)).await.expect("readable");
        let last = standing.restriction;
        last.map(|last| (last.is_on, last.version.number()))
    };
    assert_eq!(word_now().await, None);
    for (is_on, expected) in [
        (false, None),
        (true, Some((true, 1))),
        (true, Some((true, 1))),
    ] {
        world.restrict(target(1), is_on).await;
        assert_eq!(word_now().await, expected);
    }
    world.clock.advance_seconds(5);
    world.restrict(target(1), false).await;
    assert_eq!(word_now().await, Some((false, 2)));
    world.restrict(target(1), true).await;
    assert_eq!(word_now().await, Some((true, 3)));
    let standing = world.store.standing(target(1)).await.expect("readable");
    let last = standing.restriction.expect("there is one");
    assert_eq!(last.reason.as_str(), "at risk");
    assert_eq!(
        last.recorded.by,
        world.trusted(&[Role::Safeguarding]).author
    );
    let version = world.store.target_version(target(1)).await;
    assert_eq!(version.expect("readable"), 3);
}

/// From one level to the other is a new word, and the last one holds; at either, nobody sees who is not trusted.
pub async fn levels_of_a_restriction_follow_each_other(world: World) {
    let record = made(&world, new(target(1), phone("07700 900001"))).await;
    let (some, very) = (Some(Level::Restricted), Some(Level::VeryRestricted));
    for (level, version) in [
        (very, 1),
        (very, 1),
        (some, 2),
        (very, 3),
        (None, 4),
        (None, 4),
        (some, 5),
    ] {
        world.restrict_to(target(1), level).await;
        let standing = world.store.standing(target(1)).await.expect("readable");
        assert_eq!(standing.level(), level);
        let last = standing.restriction.expect("a word");
        assert_eq!(last.version.number(), version);
        let seen = world.ways(&world.housing, &record).await;
        assert_eq!(seen.is_empty(), level.is_some());
        assert_eq!(world.ways(&lead(&world), &record).await, WAYS);
    }
    let version = world.store.target_version(target(1)).await;
    assert_eq!(version.expect("readable"), 6);
}
