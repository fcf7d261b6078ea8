use contactable_domain::actor::Role;
use contactable_domain::audit::Action;
use contactable_domain::contact_detail::{NewContactDetail, Stamp};
use contactable_domain::identifier::Identifier;
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{Clock, TargetIdentifier, Tied};

use super::world_of_access::text;
use super::{World, nhs_number};
use crate::{NHS, actor_of, new, patient, phone, target};

/// The numbers are set aside for tests.
const NUMBER: &str = "9990000018";
const ANOTHER: &str = "9990000026";

fn tied(world: &World, target: TargetId, identifier: Identifier) -> TargetIdentifier {
    TargetIdentifier {
        target,
        identifier,
        recorded: Stamp {
            at: world.clock.now(),
            by: world.housing.author.clone(),
        },
    }
}

async fn tie(world: &World, target: TargetId, identifier: Identifier) -> Tied {
    let mut entry = world.entry(Some(target));
    entry.action = Action::Identify;
    let done = world.store.tie(tied(world, target, identifier), entry);
    done.await.expect("kept")
}

async fn owner(world: &World, identifier: Identifier) -> Option<TargetId> {
    world.store.identified(identifier).await.expect("readable")
}

/// And a target one of each system; only what was tied is in the trail.
pub async fn an_identifier_has_one_target(world: World) {
    let tenure = || Identifier::from_stored("tenure".to_owned(), NUMBER.to_owned());
    assert_eq!(owner(&world, nhs_number(NUMBER)).await, None);
    assert_eq!(tie(&world, target(1), nhs_number(NUMBER)).await, Tied::Now);
    world.clock.advance_seconds(1);
    assert_eq!(
        tie(&world, target(1), nhs_number(NUMBER)).await,
        Tied::Already
    );
    assert_eq!(
        tie(&world, target(2), nhs_number(NUMBER)).await,
        Tied::ElsewhereAlready
    );
    assert_eq!(owner(&world, nhs_number(NUMBER)).await, Some(target(1)));
    assert_eq!(owner(&world, tenure()).await, None);
    assert_eq!(tie(&world, target(2), tenure()).await, Tied::Now);
    assert_eq!(tie(&world, target(1), nhs_number(ANOTHER)).await, Tied::Now);
    assert_eq!(owner(&world, nhs_number(NUMBER)).await, None);
    assert_eq!(owner(&world, nhs_number(ANOTHER)).await, Some(target(1)));
    assert_eq!(tie(&world, target(2), nhs_number(NUMBER)).await, Tied::Now);
    let known = world.store.identifiers(target(2)).await.expect("readable");
    let expected = [nhs_number(NUMBER), tenure()].map(|one| tied(&world, target(2), one));
    assert_eq!(known, expected);
    let standing = world.store.standing(target(1)).await.expect("readable");
    let number = standing.nhs_number.expect("there is one");
    assert_eq!(number.as_str(), ANOTHER);
    let trail = world.store.trail(target(1)).await.expect("readable");
    assert_eq!(trail, ["identify allowed own-area -"; 2]);
}

/// Whoever comes first; the others are told.
pub async fn an_identifier_tied_at_once_goes_to_one(world: World) {
    let mut writers = Vec::new();
    for number in 0..16 {
        let world = world.clone();
        let tie = async move { tie(&world, target(number), nhs_number(NUMBER)).await };
        writers.push(tokio::spawn(tie));
    }
    let mut now = 0;
    for (number, writer) in writers.into_iter().enumerate() {
        let tied = writer.await.expect("no panic");
        if tied == Tied::Now {
            now += 1;
            let number = u8::try_from(number).expect("small");
            assert_eq!(
                owner(&world, nhs_number(NUMBER)).await,
                Some(target(number))
            );
        }
    }
    assert_eq!(now, 1);
}

/// A patient sees what the areas of patients hold about the target that their NHS number is tied to.
pub async fn patients_see_their_own_details(world: World) {
    let nurse = actor_of(&[NHS]);
    let of_nhs = |target, number| NewContactDetail {
        area: text(NHS),
        ..new(target, phone(number))
    };
    let own = world
        .make_as(&nurse, of_nhs(target(1), "07700 900001"))
        .await
        .expect("made");
    let others = world
        .make_as(&nurse, of_nhs(target(2), "07700 900002"))
        .await
        .expect("made");
    let councils = world
        .make(new(target(1), phone("07700 900003")))
        .await
        .expect("made");
    let me = patient(NUMBER);
    assert!(world.ways(&me, &own).await.is_empty());
    tie(&world, target(1), nhs_number(NUMBER)).await;
    tie(&world, target(2), nhs_number(ANOTHER)).await;
    assert_eq!(world.ways(&me, &own).await, ["active", "id"]);
    assert!(world.ways(&me, &others).await.is_empty());
    assert!(world.ways(&me, &councils).await.is_empty());
    assert_eq!(
        world.ways(&patient(ANOTHER), &others).await,
        ["active", "id"]
    );
    world.restrict(target(1), true).await;
    assert!(world.ways(&me, &own).await.is_empty());
    let lead = world.trusted(&[Role::Safeguarding]);
    assert!(world.ways(&lead, &own).await.is_empty());
}
