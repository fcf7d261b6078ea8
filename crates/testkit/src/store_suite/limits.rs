use contactable_domain::contact_detail::{Information, NewContactDetail};
use contactable_domain::time::Period;
use jiff::civil::date;

use super::World;
use crate::{address, email, new, phone, target};

const FULL: &str = "too-many-active";

async fn fill(world: &World, information: impl Fn(u8) -> Information) {
    for number in 0..5 {
        world
            .make(new(target(1), information(number)))
            .await
            .expect("there is room");
    }
}

fn a_phone(number: u8) -> Information {
    phone(&format!("07700 90000{number}"))
}

fn an_email(number: u8) -> Information {
    email(&format!("name{number}@example.com"))
}

/// Five phones and five e-mails; addresses have no limit, other targets have their own.
pub async fn a_sixth_active_record_is_refused(world: World) {
    fill(&world, a_phone).await;
    fill(&world, an_email).await;
    assert_eq!(
        world.make(new(target(1), a_phone(6))).await,
        Err(FULL.to_owned())
    );
    assert_eq!(
        world.make(new(target(1), an_email(6))).await,
        Err(FULL.to_owned())
    );
    for number in 0..8 {
        world
            .make(new(target(1), address(&format!("Flat {number}"))))
            .await
            .expect("no limit");
    }
    world
        .make(new(target(2), a_phone(6)))
        .await
        .expect("another target");
    assert_eq!(world.all(target(1)).await.len(), 18);
}

/// A place is free as soon as its occupant is retired or lapses.
pub async fn retired_and_lapsed_records_make_room(world: World) {
    let lapsing = NewContactDetail {
        period: Period::until(date(2026, 11, 21)),
        ..new(target(1), a_phone(9))
    };
    world.make(lapsing).await.expect("made");
    for number in 0..4 {
        world
            .make(new(target(1), a_phone(number)))
            .await
            .expect("there is room");
    }
    assert_eq!(
        world.make(new(target(1), a_phone(5))).await,
        Err(FULL.to_owned())
    );
    world.clock.advance_seconds(24 * 3600);
    let fifth = world
        .make(new(target(1), a_phone(5)))
        .await
        .expect("one has lapsed");
    assert_eq!(
        world.make(new(target(1), a_phone(6))).await,
        Err(FULL.to_owned())
    );
    world.end(&fifth).await.expect("ended");
    world
        .make(new(target(1), a_phone(6)))
        .await
        .expect("one was retired");
    assert_eq!(world.active(target(1)).await.len(), 5);
}

/// A replaced record that changes its channel needs a place there, and leaves its own.
pub async fn moving_to_a_full_channel_is_refused(world: World) {
    fill(&world, an_email).await;
    let phone = world.make(new(target(1), a_phone(1))).await.expect("made");
    assert_eq!(
        world.replace(&phone, an_email(7)).await,
        Err(FULL.to_owned())
    );
    let home = world
        .replace(&phone, address("Flat 1"))
        .await
        .expect("no limit");
    fill(&world, a_phone).await;
    assert_eq!(world.replace(&home, a_phone(8)).await, Err(FULL.to_owned()));
}

/// It is kept, but neither counts nor becomes the default.
pub async fn a_record_historic_from_the_start_takes_no_place(world: World) {
    fill(&world, a_phone).await;
    let default = NewContactDetail {
        is_default: true,
        ..new(target(1), an_email(1))
    };
    let default = world.make(default).await.expect("made");
    for information in [a_phone(7), an_email(7)] {
        let past = NewContactDetail {
            is_default: true,
            period: Period::until(date(2020, 1, 1)),
            ..new(target(1), information)
        };
        let kept = world.make(past).await.expect("kept");
        assert!(!kept.is_default);
    }
    assert_eq!(world.get_as(&world.housing, default.id).await, Ok(default));
    assert_eq!(world.all(target(1)).await.len(), 8);
    assert_eq!(world.active(target(1)).await.len(), 6);
}
