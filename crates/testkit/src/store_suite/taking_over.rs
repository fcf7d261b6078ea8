use std::sync::Arc;

use contactable_domain::access::Rule;
use contactable_domain::contact_detail::Stamp;
use contactable_domain::patient::{
    Confidentiality, ItemId, PatientSight, Wanted, WantedPatient, WantedWishes,
};
use contactable_domain::ports::{
    Arrival, Clock, StoreError, TargetIdentifier, Whole, WholeChanges,
};
use contactable_domain::preferences::ContactMethod;
use contactable_domain::target_version::TargetVersion;
use contactable_domain::vocabulary::Use;
use contactable_service::{Arriving, TakenOver};

use super::together::nothing;
use super::world_of_patients::{
    carried, item, kept, numbered, nurse, request, used_for, values, whole_key,
};
use super::{World, nhs_number};
use crate::{email, phone, target};

/// A mobile and an e-mail address under ids of the other system, and wishes.
fn lists(mobile: &str) -> WantedPatient {
    let added = |id: &str, information| Wanted::Added(ItemId::parse(id), item(information));
    WantedPatient {
        telecoms: vec![
            added("789", used_for(Use::Mobile, phone(mobile))),
            added("OC790", email("a@example.com")),
        ],
        wishes: WantedWishes::Set {
            method: Some(ContactMethod::Letter),
            format: None,
            times: None,
        },
        ..WantedPatient::default()
    }
}

/// With the version, the ids and the text that they have there; the same again is no change, and another is one.
pub async fn somebody_is_taken_over_as_they_were(world: World) {
    let number = numbered(1);
    let mut arriving = World::arriving(number, 7, lists("07700 900001"));
    let came = carried("{\"name\":\"Jane\"}");
    let brought = came.clone();
    arriving.carrying = Some(Arc::new(move |_| Some(brought.clone())));
    assert_eq!(world.take_over(arriving.clone()).await, Ok(TakenOver::New));
    let patient = world.patient(number).await;
    assert_eq!(patient.version, TargetVersion::new(7));
    assert_eq!(values(&patient), ["07700 900001", "a@example.com"]);
    let ids: Vec<ItemId> = patient.records.iter().map(|r| r.item_id()).collect();
    assert_eq!(
        ids.iter().map(ItemId::as_str).collect::<Vec<_>>(),
        ["789", "OC790"]
    );
    assert_eq!(patient.carried, Some(came));
    let known = world.store.identified(nhs_number(number.as_str())).await;
    assert_eq!(known.expect("readable"), Some(patient.target));
    let before = world.all_of(&patient).await;
    assert_eq!(before.2, 7);
    world.clock.advance_seconds(60);
    arriving.version = TargetVersion::new(30);
    arriving.carrying = None;
    assert_eq!(world.take_over(arriving).await, Ok(TakenOver::Unchanged));
    assert_eq!(world.all_of(&patient).await, before);
    let another = World::arriving(number, 31, lists("07700 900002"));
    assert_eq!(world.take_over(another).await, Ok(TakenOver::Changed));
    let changed = world.patient(number).await;
    assert_eq!(
        changed.version,
        TargetVersion::new(8),
        "it goes on from what was here"
    );
    assert_eq!(changed.carried, patient.carried);
    assert_eq!(changed.records[0].id, patient.records[0].id);
    // From then on they change as everybody does.
    let mut without = kept(&changed);
    without.telecoms.remove(0);
    let update = world.update(&changed, &without, request(1));
    let changed = world.change(update).await.expect("changed");
    assert_eq!(changed.version, TargetVersion::new(9));
}

/// Their details are there and hidden, and no event holds a value.
pub async fn somebody_restricted_arrives_hidden(world: World) {
    let number = numbered(1);
    let arriving = Arriving {
        confidentiality: Some(Confidentiality::Restricted),
        ..World::arriving(number, 4, lists("07700 900001"))
    };
    assert_eq!(world.take_over(arriving.clone()).await, Ok(TakenOver::New));
    let PatientSight::Seen(patient) = world.sight_of(&nurse(), number, None).await else {
        panic!("they are known");
    };
    assert_eq!(patient.basis, Err(Rule::Restricted));
    assert_eq!(patient.confidentiality, Confidentiality::Restricted);
    assert_eq!(
        (patient.records.len(), patient.wishes.is_some()),
        (0, false)
    );
    assert_eq!(patient.version, TargetVersion::new(4));
    let events = world.store.outbox(patient.target).await.expect("readable");
    assert!(events.len() >= 2);
    for event in events {
        for value in ["900001", "a@example.com"] {
            assert!(!event.contains(value), "{event}");
        }
    }
    // The word that they are restricted is not said twice.
    assert_eq!(world.take_over(arriving).await, Ok(TakenOver::Unchanged));
    world.restrict(patient.target, false).await;
    let patient = world.patient(number).await;
    assert_eq!(values(&patient), ["07700 900001", "a@example.com"]);
}

/// Whoever comes under an identifier that somebody else has, comes with nothing at all.
pub async fn an_identifier_that_is_taken_refuses_the_arrival(world: World) {
    let number = numbered(1);
    let known = world.known_patient(number, &[phone("020 7946 0001")]).await;
    let before = world.all_of(&known).await;
    let made = nothing(&world);
    let arrival = Arrival {
        identifier: TargetIdentifier {
            target: target(9),
            identifier: nhs_number(number.as_str()),
            recorded: Stamp {
                at: world.clock.now(),
                by: nurse().author.clone(),
            },
        },
        version: TargetVersion::new(5),
        restriction: None,
        restriction_event: None,
        carried: Some(carried("{}")),
    };
    let decide = move |whole: &Whole| {
        Ok(WholeChanges {
            arrival: Some(arrival.clone()),
            ..made(whole)
        })
    };
    let key = whole_key(target(9));
    let refused = world
        .store
        .change_whole(key, Some(request(1)), Box::new(decide))
        .await;
    let Err(StoreError::Refused(refusal)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(refusal.because(), "identifier-in-use");
    assert_eq!(world.all_of(&known).await, before);
    let version = world.store.target_version(target(9)).await;
    assert_eq!(version.expect("readable"), 0);
    let repeated = world.store.repeated(target(9), request(1)).await;
    assert_eq!(repeated.expect("readable"), None);
}
