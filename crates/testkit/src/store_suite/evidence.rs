use contactable_domain::contact_detail::{Amendment, Ending, NewContactDetail};

use super::World;
use crate::{address, new, phone, target};

fn default(new: NewContactDetail) -> NewContactDetail {
    NewContactDetail {
        is_default: true,
        ..new
    }
}

/// Each with what it said, who made it and when.
pub async fn every_version_is_kept(world: World) {
    let first = world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    world.clock.advance_seconds(1);
    let second = world
        .replace(&first, address("Flat 1"))
        .await
        .expect("replaced");
    world.clock.advance_seconds(1);
    let third = world.end(&first).await.expect("ended");
    assert_eq!(world.versions(&first).await, [first, second, third.clone()]);
    assert_eq!(third.ended, Some(Ending::new(third.recorded, None)));
}

/// One for each record a change touches, with old and new data.
pub async fn every_change_tells_an_event(world: World) {
    let first = world
        .make(default(new(target(1), phone("07700 900001"))))
        .await
        .expect("made");
    let second = world
        .make(default(new(target(1), phone("07700 900002"))))
        .await
        .expect("made");
    world
        .replace(&second, phone("07700 900003"))
        .await
        .expect("replaced");
    world.end(&second).await.expect("ended");
    let events = world.store.outbox(target(1)).await.expect("readable");
    let expected = [
        (
            "ContactDetailAddedEvent",
            &first,
            None,
            Some("07700 900001"),
        ),
        (
            "ContactDetailEditedEvent",
            &first,
            Some("07700 900001"),
            Some("07700 900001"),
        ),
        (
            "ContactDetailAddedEvent",
            &second,
            None,
            Some("07700 900002"),
        ),
        (
            "ContactDetailEditedEvent",
            &second,
            Some("07700 900002"),
            Some("07700 900003"),
        ),
        (
            "ContactDetailDeletedEvent",
            &second,
            Some("07700 900003"),
            None,
        ),
    ];
    assert_eq!(events.len(), expected.len());
    for (event, (kind, record, old, new)) in events.iter().zip(expected) {
        let data = |value: Option<&str>| {
            value.map_or_else(
                || "{}".to_owned(),
                |value| {
                    format!(
                        "{{\"id\":\"{}\",\"value\":\"{value}\",\"contactType\":0,\"description\":\"as given at the desk\"}}",
                        record.id
                    )
                },
            )
        };
        assert!(
            event.contains(&format!("\"eventType\":\"{kind}\"")),
            "{event}"
        );
        assert!(
            event.contains(&format!("\"entityId\":\"{}\"", target(1))),
            "{event}"
        );
        let told = format!(
            "\"eventData\":{{\"oldData\":{},\"newData\":{}}}",
            data(old),
            data(new)
        );
        assert!(event.contains(&told), "{event} has not {told}");
    }
}

/// Changes, reads and refusals, each with its rule.
pub async fn everything_asked_is_in_the_trail(world: World) {
    let first = world
        .make(default(new(target(1), phone("07700 900001"))))
        .await
        .expect("made");
    let second = world
        .make(default(new(target(1), phone("07700 900002"))))
        .await
        .expect("made");
    world.all(target(1)).await;
    world
        .get_as(&world.housing, second.id)
        .await
        .expect("there");
    world.end(&second).await.expect("ended");
    world.end(&second).await.expect("ended already");
    world
        .replace(&second, phone("07700 900003"))
        .await
        .expect_err("historic");
    let default = Amendment {
        is_default: Some(true),
        ..Amendment::default()
    };
    world.amend(second.id, default).await.expect_err("historic");
    let theirs = NewContactDetail {
        area: contactable_domain::value::PlainText::parse("NHS", 100).expect("valid"),
        ..new(target(1), phone("07700 900004"))
    };
    world.make(theirs).await.expect_err("not their area");
    let trail = world.store.trail(target(1)).await.expect("readable");
    let (first, second) = (first.id, second.id);
    let expected = [
        format!("create allowed own-area {first}"),
        format!("create allowed own-area {second}"),
        format!("lose-default allowed own-area {first}"),
        "list allowed own-area -".to_owned(),
        format!("read allowed own-area {second}"),
        format!("end allowed own-area {second}"),
        format!("end allowed no-change {second}"),
        format!("replace-information refused historic {second}"),
        format!("amend refused historic {second}"),
        "create refused not-your-area -".to_owned(),
    ];
    assert_eq!(trail, expected);
}

/// Not the state, not the versions, not the outbox, not the target's version.
pub async fn a_refusal_changes_nothing(world: World) {
    let made = world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    world.end(&made).await.expect("ended");
    let before = (world.all(target(1)).await, world.versions(&made).await);
    let told = world.store.outbox(target(1)).await.expect("readable");
    assert_eq!(
        world
            .store
            .target_version(target(1))
            .await
            .expect("readable"),
        2
    );
    world
        .replace(&made, phone("07700 900002"))
        .await
        .expect_err("historic");
    world.end(&made).await.expect("no change");
    assert_eq!(
        before,
        (world.all(target(1)).await, world.versions(&made).await)
    );
    assert_eq!(told, world.store.outbox(target(1)).await.expect("readable"));
    assert_eq!(
        world
            .store
            .target_version(target(1))
            .await
            .expect("readable"),
        2
    );
}

/// Even when the clock does.
pub async fn versions_never_go_back_in_time(world: World) {
    let first = world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    world.clock.advance_seconds(-3600);
    let second = world
        .replace(&first, phone("07700 900002"))
        .await
        .expect("replaced");
    assert!(second.recorded.at >= first.recorded.at);
    let other = world
        .make(new(target(1), phone("07700 900003")))
        .await
        .expect("made");
    assert!(other.created.at >= second.recorded.at);
}
