//! Areas that have other places for records than the usual ones.

use contactable_domain::area::{DefaultPer, Limits, PlaceRules, Profile, Team};
use contactable_domain::contact_detail::{Amendment, ContactDetail, Information, NewContactDetail};
use contactable_domain::vocabulary::{Label, Relationship, Use};

use super::{World, replacement};
use crate::{TEAMS, address, email, manager_under, new, phone, target};

const TAKEN: &str = "one-per-use";
const FULL: &str = "too-many-active";

fn pds() -> PlaceRules {
    PlaceRules {
        profile: Profile::Pds,
        ..PlaceRules::default()
    }
}

fn limited(phones: u8, addresses: u8) -> PlaceRules {
    let some = |limit| Some(limit).filter(|limit| *limit > 0);
    PlaceRules {
        limits: Limits {
            phones: some(phones),
            addresses: some(addresses),
            ..Limits::default()
        },
        ..PlaceRules::default()
    }
}

fn per_team() -> PlaceRules {
    PlaceRules {
        default_per: DefaultPer::Team,
        ..PlaceRules::default()
    }
}

/// The same world where Housing has these places.
fn under(world: &World, places: PlaceRules) -> World {
    World {
        housing: manager_under(places),
        ..world.clone()
    }
}

fn labelled(information: Information, label: Label) -> Information {
    Information {
        label,
        ..information
    }
}

fn a_phone(number: u8, label: Label) -> NewContactDetail {
    let information = phone(&format!("07700 9000{number:02}"));
    new(target(1), labelled(information, label))
}

async fn made(world: &World, wanted: NewContactDetail) -> ContactDetail {
    world.make(wanted).await.expect("there is a place")
}

/// By type, use and whose it is; emergency contacts have no such place, so that there may be several.
pub async fn one_record_of_each_use(world: World) {
    let world = under(&world, pds());
    let of_carer = Label::belonging_to(Relationship::Carer);
    let labels = [
        Label::default(),
        Label::used_for(Use::Home),
        Label::used_for(Use::Mobile),
        Label::used_for(Use::Emergency),
        of_carer,
        Label {
            usage: Some(Use::Emergency),
            ..of_carer
        },
        Label {
            usage: Some(Use::Emergency),
            ..Label::belonging_to(Relationship::Wife)
        },
    ];
    let mut several = 0;
    for label in labels {
        made(&world, a_phone(1, label)).await;
        let second = world.make(a_phone(2, label)).await;
        if label.usage == Some(Use::Emergency) {
            assert!(second.is_ok(), "{label}");
            several += 1;
        } else {
            assert_eq!(second, Err(TAKEN.to_owned()), "{label}");
        }
    }
    // Another type, another target and another area have places of their own.
    made(&world, new(target(1), email("a@example.com"))).await;
    made(&world, new(target(1), address("Flat 1"))).await;
    let second = world.make(new(target(1), address("Flat 2"))).await;
    assert_eq!(second, Err(TAKEN.to_owned()));
    made(&world, new(target(2), phone("07700 900001"))).await;
    assert_eq!(
        world.active(target(1)).await.len(),
        labels.len() + several + 2
    );
}

/// A place is free when its occupant is retired, says something else, or is replaced.
pub async fn places_of_a_use_change_hands(world: World) {
    let world = under(&world, pds());
    let (home, work) = (Label::used_for(Use::Home), Label::used_for(Use::Work));
    let first = made(&world, a_phone(1, home)).await;
    let other = made(&world, a_phone(2, work)).await;
    let taken = Err(TAKEN.to_owned());
    // Neither by what it says nor by what takes its place does a record get where another is.
    let as_work = || a_phone(1, work).information;
    assert_eq!(world.replace(&first, as_work()).await, taken);
    assert_eq!(
        world.supersede(first.id, replacement(as_work())).await,
        taken
    );
    let next = replacement(a_phone(3, home).information);
    let next = world
        .supersede(first.id, next)
        .await
        .expect("it takes its place");
    assert_eq!(world.make(a_phone(4, home)).await, taken);
    world.end(&other).await.expect("ended");
    world.replace(&next, as_work()).await.expect("it is free");
    assert_eq!(world.make(a_phone(4, work)).await, taken);
    made(&world, a_phone(4, home)).await;
    assert_eq!(world.active(target(1)).await.len(), 2);
}

/// 32 at once: one gets in.
pub async fn many_writers_pass_no_place_of_a_use(world: World) {
    let world = under(&world, pds());
    let mut writers = Vec::new();
    for number in 0..32 {
        let world = world.clone();
        let wanted = a_phone(number, Label::used_for(Use::Mobile));
        writers.push(tokio::spawn(async move { world.make(wanted).await }));
    }
    let mut made = 0;
    for writer in writers {
        match writer.await.expect("no panic") {
            Ok(_) => made += 1,
            Err(refusal) => assert_eq!(refusal, TAKEN),
        }
    }
    assert_eq!(made, 1);
    assert_eq!(world.all(target(1)).await.len(), 1);
}

/// Phones up to two, addresses one, e-mails as usual.
pub async fn limits_are_the_areas(world: World) {
    let world = under(&world, limited(2, 1));
    for number in 0..2 {
        made(&world, a_phone(number, Label::default())).await;
    }
    let third = world.make(a_phone(3, Label::default())).await;
    assert_eq!(third, Err(FULL.to_owned()));
    made(&world, new(target(1), address("Flat 1"))).await;
    let second = world.make(new(target(1), address("Flat 2"))).await;
    assert_eq!(second, Err(FULL.to_owned()));
    let unlimited = under(&world, limited(0, 0));
    for number in 4..14 {
        made(&unlimited, a_phone(number, Label::default())).await;
    }
    assert_eq!(world.active(target(1)).await.len(), 13);
}

/// What is there stays, may be changed and replaced, and counts; nothing new comes in until there is room.
pub async fn a_lower_limit_keeps_what_is_there(world: World) {
    let before = under(&world, limited(0, 0));
    let mut held = Vec::new();
    for number in 0..4 {
        held.push(made(&before, a_phone(number, Label::default())).await);
        made(&before, new(target(1), address(&format!("Flat {number}")))).await;
    }
    let world = under(&world, limited(2, 2));
    let full = Err(FULL.to_owned());
    let one_more = async || world.make(a_phone(9, Label::default())).await;
    assert_eq!(one_more().await, full);
    assert_eq!(world.make(new(target(1), address("Flat 9"))).await, full);
    let preferred = Amendment {
        is_preferred: Some(true),
        ..Amendment::default()
    };
    world
        .amend(held[3].id, preferred)
        .await
        .expect("it is there");
    let next = replacement(a_phone(8, Label::default()).information);
    world
        .supersede(held[2].id, next)
        .await
        .expect("one for one");
    assert_eq!(one_more().await, full);
    for gone in &held[..2] {
        world.end(gone).await.expect("ended");
        assert_eq!(one_more().await, full);
    }
    world.end(&held[3]).await.expect("ended");
    one_more().await.expect("one of two was there");
    assert_eq!(world.active(target(1)).await.len(), 2 + 4);
}

fn of_team(number: u8, team: Option<&str>) -> NewContactDetail {
    NewContactDetail {
        team: team.and_then(Team::named),
        is_default: true,
        ..a_phone(number, Label::default())
    }
}

/// The numbers of the records that are defaults, in the order in which they were made.
async fn defaults(world: &World) -> Vec<String> {
    let all = world.all(target(1)).await.into_iter();
    let defaults = all.filter(|record| record.is_default);
    let numbers = defaults.map(|record| record.information.value.one_line().to_owned());
    numbers.collect()
}

/// And so have the records of no team.
pub async fn each_team_has_its_default(world: World) {
    let world = under(&world, per_team());
    for (number, team) in (1..).zip([None, Some(TEAMS[0]), Some(TEAMS[1])]) {
        made(&world, of_team(number, team)).await;
    }
    assert_eq!(
        defaults(&world).await,
        ["07700 900001", "07700 900002", "07700 900003"]
    );
    made(&world, of_team(4, Some(TEAMS[0]))).await;
    assert_eq!(
        defaults(&world).await,
        ["07700 900001", "07700 900003", "07700 900004"]
    );
}

/// Defaults of teams stay when the area is to have one, until a new one is made; then there is one.
pub async fn an_area_may_change_who_has_a_default(world: World) {
    let teams = under(&world, per_team());
    let first = made(&teams, of_team(1, Some(TEAMS[0]))).await;
    made(&teams, of_team(2, Some(TEAMS[1]))).await;
    made(&teams, of_team(3, None)).await;
    let area = under(&world, PlaceRules::default());
    let preferred = Amendment {
        is_preferred: Some(true),
        ..Amendment::default()
    };
    area.amend(first.id, preferred).await.expect("changed");
    assert_eq!(defaults(&area).await.len(), 3);
    made(&area, of_team(4, None)).await;
    assert_eq!(defaults(&area).await, ["07700 900004"]);
    // It is the default of no team now, and each team may have one again.
    made(&teams, of_team(5, Some(TEAMS[0]))).await;
    assert_eq!(defaults(&teams).await, ["07700 900004", "07700 900005"]);
}

/// What was recorded while records were counted stays; a second one of a use is refused from then on, and those
/// that are there may be changed and replaced one for one.
pub async fn an_area_may_turn_to_one_of_each_use(world: World) {
    let home = Label::used_for(Use::Home);
    let counted = under(&world, PlaceRules::default());
    let first = made(&counted, a_phone(1, home)).await;
    let second = made(&counted, a_phone(2, home)).await;
    for number in 1..3 {
        made(&counted, new(target(1), address(&format!("Flat {number}")))).await;
    }
    let world = under(&world, pds());
    let taken = Err(TAKEN.to_owned());
    assert_eq!(world.make(a_phone(3, home)).await, taken);
    assert_eq!(world.make(new(target(1), address("Flat 3"))).await, taken);
    let preferred = Amendment {
        is_preferred: Some(true),
        ..Amendment::default()
    };
    world
        .amend(second.id, preferred)
        .await
        .expect("it is there");
    let next = replacement(a_phone(4, home).information);
    let next = world.supersede(first.id, next).await.expect("one for one");
    assert_eq!(world.make(a_phone(3, home)).await, taken);
    world.end(&second).await.expect("ended");
    assert_eq!(world.make(a_phone(3, home)).await, taken);
    world.end(&next).await.expect("ended");
    made(&world, a_phone(3, home)).await;
    // And back: records are counted again.
    for number in 5..9 {
        made(&counted, a_phone(number, home)).await;
    }
    let sixth = counted.make(a_phone(9, home)).await;
    assert_eq!(sixth, Err(FULL.to_owned()));
}
