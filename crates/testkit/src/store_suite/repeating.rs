use contactable_domain::ids::TargetId;
use contactable_domain::patient::{Patient, Wanted, WantedPatient, WantedWishes};
use contactable_domain::ports::{Clock, DecideWhole, WholeOutcome};

use super::World;
use super::together::{known, landline, much, version};
use super::world_of_patients::{item, kept, numbered, request, whole_key};
use crate::{fax, phone};

/// It is told how it left the target, whatever happened since; the same key about somebody else is another request.
pub async fn a_request_that_comes_again_changes_nothing_more(world: World) {
    let patient = known(&world, numbered(1)).await;
    world.clock.advance_seconds(60);
    let first = world.update(&patient, &much(&patient), request(1));
    let changed = world.change(first.clone()).await.expect("changed");
    world.clock.advance_seconds(60);
    let next = world.update(&changed, &landline(&changed, "020 7946 0009"), request(2));
    let later = world.change(next).await.expect("changed");
    let before = world.all_of(&patient).await;
    world.clock.advance_seconds(23 * 3600);
    let again = world.change(first).await.expect("told again");
    assert_eq!(
        (again.version, &again.records),
        (changed.version, &changed.records)
    );
    assert_eq!(again.wishes, changed.wishes);
    assert_eq!(world.all_of(&patient).await, before);
    assert_eq!(before.0.version, later.version);
    let other = known(&world, numbered(2)).await;
    let same_key = world.update(&other, &much(&other), request(1));
    let changed = world.change(same_key).await.expect("changed");
    assert_eq!(changed.version, other.version.next());
}

/// The others are told so, with the version that it came to.
pub async fn of_many_with_one_request_one_is_carried_out(world: World) {
    one_of_many_is_carried_out(&[world], async |_| {}, async |()| {}).await;
}

/// The same wherever the requests go, among worlds over one database. Something is shut before they are sent, and opened
/// when they wait.
pub async fn one_of_many_is_carried_out<G>(
    worlds: &[World],
    shut: impl AsyncFn(TargetId) -> G,
    open: impl AsyncFn(G),
) {
    let world = worlds.first().expect("a world");
    let patient = known(world, numbered(1)).await;
    world.clock.advance_seconds(60);
    let gate = shut(patient.target).await;
    let mut writers = Vec::new();
    for world in worlds.iter().cycle().take(16) {
        let world = world.clone();
        let update = world.update(&patient, &much(&patient), request(1));
        writers.push(tokio::spawn(async move { world.change(update).await }));
    }
    open(gate).await;
    let mut told = Vec::new();
    for writer in writers {
        told.push(writer.await.expect("no panic").expect("done or told"));
    }
    assert!(told.iter().all(|patient| *patient == told[0]));
    assert_eq!(told[0].version, patient.version.next());
    assert_eq!(version(world, patient.target).await, 2);
    assert_eq!(world.patient(patient.number).await, told[0]);
    let left = world.store.repeated(patient.target, request(1)).await;
    let left = left.expect("readable").expect("it was carried out");
    assert_eq!(
        (left.version, left.at),
        (told[0].version, world.clock.now())
    );
    let decide: DecideWhole = Box::new(|_| panic!("it is not asked"));
    let key = whole_key(patient.target);
    let again = world
        .store
        .change_whole(key, Some(request(1)), decide)
        .await;
    let Ok(WholeOutcome::Repeated(again)) = again else {
        panic!("{again:?}");
    };
    assert_eq!(again, left);
}

/// Of records and wishes, whatever came after.
pub async fn a_patient_comes_back_as_a_request_left_them(world: World) {
    let mut patient = known(&world, numbered(1)).await;
    let mut left = Vec::new();
    for round in 0..5_u8 {
        world.clock.advance_seconds(60);
        let lists = match round {
            0 => much(&patient),
            1 => WantedPatient {
                wishes: WantedWishes::Removed,
                ..kept(&patient)
            },
            2 => WantedPatient::default(),
            3 => WantedPatient {
                telecoms: vec![Wanted::Added(None, item(fax("020 7946 0003")))],
                ..WantedPatient::default()
            },
            _ => with_landline(&patient),
        };
        let update = world.update(&patient, &lists, request(round));
        patient = world.change(update).await.expect("changed");
        left.push((round, patient.clone()));
    }
    for (round, patient) in left {
        let by = world.store.repeated(patient.target, request(round)).await;
        let by = by.expect("readable").expect("it was carried out");
        assert_eq!(
            world.patient_left(patient.number, Some(by)).await,
            patient,
            "{round}"
        );
    }
}

fn with_landline(patient: &Patient) -> WantedPatient {
    let mut lists = kept(patient);
    lists
        .telecoms
        .push(Wanted::Added(None, item(phone("020 7946 0004"))));
    lists
}
