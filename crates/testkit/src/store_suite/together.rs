use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use contactable_domain::holding::Rewrite;
use contactable_domain::ids::TargetId;
use contactable_domain::patient::{
    List, Patient, PatientSight, Wanted, WantedPatient, WantedWishes,
};
use contactable_domain::ports::{Clock, DecideWhole, StoreError, Whole, WholeChanges};
use contactable_domain::preferences::ContactMethod;
use contactable_domain::refusal::Refusal;
use contactable_domain::value::NhsNumber;
use contactable_domain::vocabulary::Use;

use super::World;
use super::world_of_access::text;
use super::world_of_patients::{item, kept, numbered, nurse, request, used_for, values, whole_key};
use crate::{NHS, address, email, fax, new, phone};

/// A patient with a landline and a mobile.
pub(super) async fn known(world: &World, number: NhsNumber) -> Patient {
    let telecoms = [
        phone("020 7946 0001"),
        used_for(Use::Mobile, phone("07700 900001")),
    ];
    world.known_patient(number, &telecoms).await
}

/// The landline says something else, the mobile goes, an e-mail address and an address come, and so do wishes.
pub(super) fn much(patient: &Patient) -> WantedPatient {
    let landline = patient.records.first().expect("a landline").item_id();
    WantedPatient {
        telecoms: vec![
            Wanted::Changed(landline, item(phone("020 7946 0002"))),
            Wanted::Added(None, item(email("a@example.com"))),
        ],
        addresses: vec![Wanted::Added(None, item(address("Flat 1")))],
        contacts: Vec::new(),
        wishes: WantedWishes::Set {
            method: Some(ContactMethod::Email),
            format: None,
            times: None,
        },
    }
}

/// The landline says this and nothing else changes.
pub(super) fn landline(patient: &Patient, number: &str) -> WantedPatient {
    let mut lists = kept(patient);
    let mut telecoms = patient.records_of(List::Telecom);
    let id = telecoms.next().expect("a landline").item_id();
    lists.telecoms[0] = Wanted::Changed(id, item(phone(number)));
    lists
}

pub(super) async fn version(world: &World, target: TargetId) -> u64 {
    world.store.target_version(target).await.expect("readable")
}

/// Records, wishes and places; one version more, an event for each step, and entries in their order.
pub async fn several_things_change_as_one(world: World) {
    let patient = known(&world, numbered(1)).await;
    let [home, mobile] = [0, 1].map(|at| patient.records[at].clone());
    world.clock.advance_seconds(60);
    let changed = world.update(&patient, &much(&patient), request(1));
    let changed = world.change(changed).await.expect("changed");
    assert_eq!(changed.version, patient.version.next());
    assert_eq!(version(&world, patient.target).await, 2);
    assert_eq!(world.patient(patient.number).await, changed);
    let [flat, landline, mail] = [0, 1, 2].map(|at| changed.records[at].clone());
    assert_eq!(
        values(&changed),
        [
            "Flat 1 23 Mill Lane London E8 0ZZ",
            "020 7946 0002",
            "a@example.com"
        ]
    );
    assert_eq!(
        (landline.id, landline.version),
        (home.id, home.version.next())
    );
    let wishes = changed.wishes.expect("known now").wishes;
    assert_eq!(wishes.method, Some(ContactMethod::Email));
    let events = world.store.outbox(patient.target).await.expect("readable");
    let told = [
        "DetailDeleted",
        "DetailEdited",
        "DetailAdded",
        "DetailAdded",
        "Preferences",
    ];
    assert_eq!(events.len(), 2 + told.len());
    for kind in told {
        let of_kind = |event: &&String| event.contains(&format!("\"Contact{kind}"));
        let count = told.iter().filter(|other| **other == kind).count();
        assert_eq!(events[2..].iter().filter(of_kind).count(), count, "{kind}");
    }
    let trail = world.store.trail(patient.target).await.expect("readable");
    let entries = [
        "patch-patient allowed own-area -".to_owned(),
        format!("end allowed own-area {}", mobile.id),
        format!("replace-information allowed own-area {}", home.id),
        format!("create allowed own-area {}", mail.id),
        format!("create allowed own-area {}", flat.id),
        "set-preferences allowed own-area -".to_owned(),
    ];
    let first = trail
        .iter()
        .position(|line| *line == entries[0])
        .expect("asked");
    assert_eq!(trail[first..first + entries.len()], entries);
    assert!(
        world
            .versions(&mobile)
            .await
            .last()
            .expect("kept")
            .ended
            .is_some()
    );
    // The place of what went is free, and that of what came is not.
    let nurse = nurse();
    let place = |information| {
        let mut wanted = new(patient.target, information);
        wanted.area = text(NHS);
        world.make_as(&nurse, wanted)
    };
    let second = place(email("b@example.com")).await;
    assert_eq!(second, Err("one-per-use".to_owned()));
    let mobile = place(used_for(Use::Mobile, phone("07700 900002"))).await;
    assert!(mobile.is_ok(), "{mobile:?}");
}

/// Neither one that comes too late nor one by a rule; it may be sent again.
pub async fn a_refused_change_of_several_leaves_nothing(world: World) {
    let patient = known(&world, numbered(1)).await;
    let stale = world.update(&patient, &much(&patient), request(1));
    let newer = world.update(&patient, &landline(&patient, "020 7946 0009"), request(2));
    world.clock.advance_seconds(60);
    world.change(newer).await.expect("changed");
    let before = world.all_of(&patient).await;
    let refused = world.change(stale.clone()).await;
    assert_eq!(refused, Err("version-mismatch".to_owned()));
    let decide: DecideWhole = Box::new(|_| Err(Refusal::NotFound));
    let key = whole_key(patient.target);
    let refused = world
        .store
        .change_whole(key, Some(request(3)), decide)
        .await;
    assert!(matches!(
        refused,
        Err(StoreError::Refused(Refusal::NotFound))
    ));
    assert_eq!(world.all_of(&patient).await, before);
    for number in [1, 3] {
        let repeated = world.store.repeated(patient.target, request(number)).await;
        assert_eq!(repeated.expect("readable"), None);
    }
    let again = world.update(&before.0, &much(&before.0), request(1));
    world.change(again).await.expect("changed");
}

/// And neither does it hurt those who write at the same time, or later.
pub async fn a_panic_among_several_changes_leaves_nothing(world: World) {
    let patient = known(&world, numbered(1)).await;
    let other = known(&world, numbered(2)).await;
    let before = world.all_of(&patient).await;
    let decide: DecideWhole = Box::new(|_| panic!("a rule that panics"));
    let key = whole_key(patient.target);
    let panics = world.store.change_whole(key, Some(request(1)), decide);
    let update = world.update(&other, &much(&other), request(1));
    let (panicked, changed) = tokio::join!(panics, world.change(update));
    assert!(matches!(panicked, Err(StoreError::Unavailable(_))));
    changed.expect("it is another's");
    assert_eq!(world.all_of(&patient).await, before);
    let repeated = world.store.repeated(patient.target, request(1)).await;
    assert_eq!(repeated.expect("readable"), None);
    let update = world.update(&patient, &much(&patient), request(1));
    world.change(update).await.expect("the store goes on");
}

/// No event either; the trail says so, and the request counts as carried out.
pub async fn several_things_that_stay_are_no_version(world: World) {
    let patient = known(&world, numbered(1)).await;
    let before = world.all_of(&patient).await;
    world.clock.advance_seconds(60);
    let nothing = world.update(&patient, &kept(&patient), request(1));
    let same = world.change(nothing).await.expect("nothing to do");
    assert_eq!(same, patient);
    assert_eq!(world.all_of(&patient).await, before);
    let trail = world.store.trail(patient.target).await.expect("readable");
    assert!(trail.contains(&"patch-patient allowed no-change -".to_owned()));
    let left = world.store.repeated(patient.target, request(1)).await;
    assert_eq!(
        left.expect("readable").expect("kept").version,
        patient.version
    );
}

/// By what they are, not by when they were made; and one that is put back comes back where it was.
pub async fn a_patients_records_come_in_the_order_of_their_lists(world: World) {
    let number = numbered(1);
    let all = [
        fax("020 7946 0003"),
        email("a@example.com"),
        used_for(Use::Mobile, phone("07700 900001")),
        used_for(Use::Temporary, phone("020 7946 0002")),
        phone("020 7946 0001"),
    ];
    let patient = world.known_patient(number, &all).await;
    let ordered = [
        "020 7946 0001",
        "020 7946 0002",
        "07700 900001",
        "a@example.com",
        "020 7946 0003",
    ];
    assert_eq!(values(&patient), ordered);
    let mut without = kept(&patient);
    without.telecoms.remove(1);
    world.clock.advance_seconds(60);
    let update = world.update(&patient, &without, request(1));
    let patient = world.change(update).await.expect("changed");
    let mut with = kept(&patient);
    let again = used_for(Use::Temporary, phone("020 7946 0002"));
    with.telecoms.push(Wanted::Added(None, item(again)));
    world.clock.advance_seconds(60);
    let update = world.update(&patient, &with, request(2));
    let patient = world.change(update).await.expect("changed");
    assert_eq!(values(&patient), ordered);
    assert_eq!(values(&world.patient(number).await), ordered);
}

/// Each once, by number; whoever has none is in none.
pub async fn pages_of_patients_follow_each_other(world: World) {
    let mut expected = BTreeSet::new();
    for count in 1..8 {
        let number = numbered(count * 37 % 11);
        let patient = world.known_patient(number, &[]).await;
        expected.insert((number.as_str().to_owned(), patient.target));
    }
    world
        .make(new(crate::target(1), phone("07700 900001")))
        .await
        .expect("made");
    let (mut after, mut seen) = (None, Vec::new());
    loop {
        let page = world.store.patients(after, 3).await.expect("readable");
        let Some((last, _)) = page.last() else {
            break;
        };
        assert!(page.len() <= 3);
        after = Some(*last);
        seen.extend(page);
    }
    let seen: Vec<_> = seen
        .into_iter()
        .map(|(number, target)| (number.as_str().to_owned(), target))
        .collect();
    assert_eq!(seen, expected.into_iter().collect::<Vec<_>>());
    let nobody = world.sight_of(&nurse(), numbered(99), None).await;
    assert_eq!(nobody, PatientSight::Nobody);
}

/// Two records change to the same ending each time; whoever reads meanwhile sees two alike, of the version they read.
pub async fn readers_never_see_half_a_change(world: World) {
    let number = numbered(1);
    let mut patient = known(&world, number).await;
    let done = Arc::new(AtomicBool::new(false));
    let mut readers = Vec::new();
    for _ in 0..2 {
        let (world, done) = (world.clone(), done.clone());
        readers.push(tokio::spawn(async move {
            let mut seen = 0_u32;
            while !done.load(Ordering::SeqCst) || seen == 0 {
                let patient = world.patient(number).await;
                let said = values(&patient);
                let endings: BTreeSet<&str> =
                    said.iter().map(|value| &value[value.len() - 2..]).collect();
                assert_eq!((said.len(), endings.len()), (2, 1), "{said:?}");
                let ending: u64 = endings.first().expect("one").parse().expect("a number");
                assert_eq!(patient.version.number(), ending);
                seen += 1;
            }
        }));
    }
    for round in 2..60_u8 {
        let said = [
            format!("020 7946 00{round:02}"),
            format!("07700 9000{round:02}"),
        ];
        let uses = [Use::Home, Use::Mobile];
        let telecoms = patient.records.iter().zip(said).zip(uses);
        let telecoms = telecoms.map(|((record, number), usage)| {
            Wanted::Changed(record.item_id(), item(used_for(usage, phone(&number))))
        });
        let lists = WantedPatient {
            telecoms: telecoms.collect(),
            ..WantedPatient::default()
        };
        let update = world.update(&patient, &lists, request(round));
        patient = world.change(update).await.expect("changed");
    }
    done.store(true, Ordering::SeqCst);
    for reader in readers {
        reader.await.expect("never half a change");
    }
}

/// What a rule that changes nothing writes.
pub(super) fn nothing(world: &World) -> impl Fn(&Whole) -> WholeChanges + Send + Sync + 'static {
    let at = world.clock.now();
    move |_| WholeChanges {
        at,
        rewrite: Rewrite::default(),
        wishes: None,
        arrival: None,
        events: Vec::new(),
        wishes_event: None,
        audit: Vec::new(),
    }
}
