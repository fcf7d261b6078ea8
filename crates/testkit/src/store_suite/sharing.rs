use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use contactable_domain::access::{Operation, Rule};
use contactable_domain::actor::{Actor, PurposeOfUse};
use contactable_domain::area::AreaKey;
use contactable_domain::contact_detail::{ContactDetail, NewContactDetail, Precondition};
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{PreferencesKey, Sighted};
use contactable_domain::preferences::{ContactMethod, Wishes};
use contactable_domain::sharing::{AgreedBy, GrantStatus, ProxyAuthority, SharingGrant};
use contactable_domain::vocabulary::Channel;
use contactable_service::{AskedGrant, PageRequest};
use jiff::civil::date;

use super::world_of_access::text;
use super::{EVERYTHING, WAYS, World, asked_sharing};
use crate::{HOUSING, SOCIAL_CARE, actor_of, address, email, new, phone, target};

async fn made(world: &World, new: NewContactDetail) -> ContactDetail {
    world.make(new).await.expect("made")
}

async fn shared(world: &World, asked: AskedGrant) -> SharingGrant {
    let (grant, is_new) = world.share(asked).await.expect("shared");
    assert!(is_new);
    grant
}

async fn grants(world: &World, target: TargetId) -> Vec<SharingGrant> {
    let standing = world.store.standing(target).await;
    standing.expect("readable").grants
}

async fn version(world: &World) -> u64 {
    let version = world.store.target_version(target(1)).await;
    version.expect("readable")
}

/// From the grant to its withdrawal, in every way and by nobody else; the record of the grant stays.
pub async fn what_is_shared_is_seen_until_it_is_withdrawn(world: World) {
    let record = made(&world, new(target(1), phone("07700 900001"))).await;
    let elsewhere = made(&world, new(target(2), phone("07700 900001"))).await;
    let others = actor_of(&["NHS"]);
    assert!(world.ways(&world.social_care, &record).await.is_empty());
    assert_eq!(version(&world).await, 1);
    let grant = shared(&world, asked_sharing(target(1))).await;
    assert_eq!(version(&world).await, 2);
    assert_eq!(world.ways(&world.social_care, &record).await, WAYS);
    assert_eq!(world.ways(&world.housing, &record).await, WAYS);
    assert!(world.ways(&others, &record).await.is_empty());
    assert!(world.ways(&world.social_care, &elsewhere).await.is_empty());
    world.clock.advance_seconds(60);
    let withdrawn = world.withdraw(&grant).await;
    assert!(world.ways(&world.social_care, &record).await.is_empty());
    assert_eq!(world.ways(&world.housing, &record).await, WAYS);
    assert_eq!(version(&world).await, 3);
    assert_eq!(
        grants(&world, target(1)).await,
        std::slice::from_ref(&withdrawn)
    );
    assert_eq!(withdrawn.terms, grant.terms);
    world.clock.advance_seconds(60);
    assert_eq!(world.withdraw(&grant).await, withdrawn);
    assert_eq!(version(&world).await, 3);
    let kinds = kinds_told(&world).await;
    let expected = [
        "ContactDetailAddedEvent",
        "ContactSharingGrantedEvent",
        "ContactSharingWithdrawnEvent",
    ];
    assert_eq!(kinds, expected);
}

async fn kinds_told(world: &World) -> Vec<String> {
    let bodies = world.store.outbox(target(1)).await.expect("readable");
    let kind = |body: &String| {
        let (_, rest) = body.split_once("\"eventType\":\"").expect("an event");
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    bodies.iter().map(kind).collect()
}

/// Every field of a grant and of its withdrawal.
pub async fn a_grant_comes_back_as_it_was_agreed(world: World) {
    let proxy = |name| AgreedBy::Proxy {
        name: text(name),
        authority: ProxyAuthority::LastingPowerOfAttorney,
    };
    let mut asked = AskedGrant {
        channels: vec![Channel::Email, Channel::Phone],
        purposes: vec![PurposeOfUse::Emergency, PurposeOfUse::DirectCare],
        expires_on: Some(date(2027, 3, 31)),
        review_on: Some(date(2027, 1, 4)),
        ..asked_sharing(target(1))
    };
    asked.agreement.by = proxy("Ann Lee");
    let full = shared(&world, asked).await;
    let mut asked = asked_sharing(target(1));
    asked.agreement.evidence = None;
    world.clock.advance_seconds(1);
    let plain = shared(&world, asked).await;
    assert_eq!(
        grants(&world, target(1)).await,
        [full.clone(), plain.clone()]
    );
    world.clock.advance_seconds(1);
    let mut withdrawal = world.withdrawal(target(1), full.id);
    withdrawal.by = proxy("Bo Lee");
    let caller = world.caller(&world.social_care);
    let done = world.use_cases.withdraw_sharing(caller, withdrawal).await;
    let withdrawn = done.expect("either area may").grant;
    assert_eq!(grants(&world, target(1)).await, [withdrawn, plain]);
}

/// Neither for another purpose nor on another channel; wishes only with all channels.
pub async fn sharing_is_narrowed_by_purpose_and_channel(world: World) {
    let phone = made(&world, new(target(1), phone("07700 900001"))).await;
    let email = made(&world, new(target(1), email("a@example.com"))).await;
    let wishes = Wishes {
        method: Some(ContactMethod::Letter),
        ..Wishes::default()
    };
    let set = world.set_wishes(&world.housing, target(1), wishes, Precondition::Any);
    set.await.expect("set");
    let asked = AskedGrant {
        channels: vec![Channel::Phone],
        purposes: vec![PurposeOfUse::DirectCare],
        ..asked_sharing(target(1))
    };
    shared(&world, asked).await;
    let (care, general) = (PurposeOfUse::DirectCare, PurposeOfUse::General);
    let theirs = &world.social_care;
    assert_eq!(world.ways_for(theirs, &phone, care).await, WAYS);
    assert!(world.ways_for(theirs, &email, care).await.is_empty());
    assert!(world.ways_for(theirs, &phone, general).await.is_empty());
    assert_eq!(wishes_seen(&world, care).await, Err(Rule::NotSharedForThis));
    let asked = AskedGrant {
        purposes: vec![PurposeOfUse::DirectCare],
        ..asked_sharing(target(1))
    };
    shared(&world, asked).await;
    assert_eq!(world.ways_for(theirs, &email, care).await, WAYS);
    assert_eq!(wishes_seen(&world, care).await, Ok(1));
    assert_eq!(
        wishes_seen(&world, general).await,
        Err(Rule::NotSharedForThis)
    );
}

/// How many versions of the wishes Social Care sees; also whether they are among all that is held.
async fn wishes_seen(world: &World, purpose: PurposeOfUse) -> Result<usize, Rule> {
    let key = PreferencesKey {
        target: target(1),
        area: AreaKey::of(HOUSING),
    };
    let viewer = world.viewer_for(&world.social_care, Operation::SeeHistory, purpose);
    let by = contactable_domain::ports::HeldBy {
        viewer: viewer.clone(),
        as_of: None,
    };
    let held = world
        .store
        .held(vec![target(1)], by)
        .await
        .expect("readable");
    let found = world.store.preference_versions(key, viewer).await;
    match found.expect("readable") {
        Sighted::Seen(versions, _) => {
            assert_eq!(held[0].preferences, versions.as_slice());
            Ok(versions.len())
        }
        Sighted::Hidden(of, rule) => {
            assert_eq!(of, target(1));
            // Where some of the records are shared, what was told not to do about them comes along.
            assert_eq!(held[0].preferences.is_empty(), held[0].records.is_empty());
            Err(rule)
        }
        Sighted::NothingThere => Ok(0),
    }
}

/// On its last day it holds, on the next it does not.
pub async fn a_grant_runs_out_after_its_last_day(world: World) {
    let record = made(&world, new(target(1), phone("07700 900001"))).await;
    let asked = AskedGrant {
        expires_on: Some(date(2026, 12, 24)),
        review_on: Some(date(2026, 12, 1)),
        ..asked_sharing(target(1))
    };
    let grant = shared(&world, asked).await;
    world.wait_until(date(2026, 12, 25));
    world.clock.advance_seconds(-1);
    assert_eq!(world.ways(&world.social_care, &record).await, WAYS);
    world.clock.advance_seconds(1);
    assert!(world.ways(&world.social_care, &record).await.is_empty());
    assert_eq!(
        grants(&world, target(1)).await,
        std::slice::from_ref(&grant)
    );
    let now = contactable_domain::ports::Clock::now(&*world.clock);
    assert_eq!(grant.status(now), GrantStatus::Expired);
}

/// The same again is the one that holds; of many that cover a record the first one counts, until it is withdrawn.
pub async fn of_many_grants_the_first_that_covers_counts(world: World) {
    let record = made(&world, new(target(1), phone("07700 900001"))).await;
    let mut known = Vec::new();
    for purpose in [PurposeOfUse::Complaint, PurposeOfUse::DirectCare] {
        let asked = AskedGrant {
            purposes: vec![purpose],
            ..asked_sharing(target(1))
        };
        known.push(shared(&world, asked.clone()).await);
        let again = world.share(asked).await.expect("the same");
        assert_eq!(
            Some(&again),
            known.last().map(|grant| (grant.clone(), false)).as_ref()
        );
    }
    known.push(shared(&world, asked_sharing(target(1))).await);
    assert_eq!(version(&world).await, 4);
    let care = PurposeOfUse::DirectCare;
    for grant in &known[1..] {
        let viewer = world.viewer_for(&world.social_care, Operation::See, care);
        let found = world.store.find(record.id, viewer).await.expect("readable");
        let Sighted::Seen(_, basis) = found else {
            panic!("it is shared");
        };
        assert_eq!(
            (basis.rule, basis.grant),
            (Rule::SharingGrant, Some(grant.id))
        );
        world.clock.advance_seconds(1);
        world.withdraw(grant).await;
    }
    assert!(
        world
            .ways_for(&world.social_care, &record, care)
            .await
            .is_empty()
    );
}

/// Pages of every size join up to what is seen, however much lies hidden in between.
pub async fn pages_leave_out_what_is_hidden(world: World) {
    let asked = AskedGrant {
        channels: vec![Channel::Address],
        ..asked_sharing(target(1))
    };
    shared(&world, asked).await;
    for number in 0..24 {
        let line = format!("Flat {number}");
        let theirs = NewContactDetail {
            area: text(SOCIAL_CARE),
            ..new(target(1), address(&line))
        };
        match number % 6 {
            0 => drop(made(&world, new(target(1), address(&line))).await),
            5 => drop(
                world
                    .make_as(&world.social_care, theirs)
                    .await
                    .expect("made"),
            ),
            _ => {
                let hidden = crate::fax(&format!("01632 9600{number:02}"));
                made(&world, new(target(1), hidden)).await;
            }
        }
        if number % 4 == 3 {
            world.clock.advance_seconds(1);
        }
    }
    let now = contactable_domain::ports::Clock::now(&*world.clock);
    for as_of in [None, Some(now)] {
        let whole = joined(&world, 1000, as_of).await;
        assert_eq!(whole.len(), 8);
        for limit in 1..=9 {
            assert_eq!(
                joined(&world, limit, as_of).await,
                whole,
                "pages of {limit}"
            );
        }
    }
}

async fn joined(world: &World, limit: usize, as_of: Option<jiff::Timestamp>) -> Vec<ContactDetail> {
    let mut joined = Vec::new();
    let mut request = PageRequest {
        limit,
        ..EVERYTHING
    };
    request.moment.as_of = as_of;
    loop {
        let page = world.page_as(&world.social_care, target(1), request).await;
        assert!(page.records.len() <= limit);
        joined.extend(page.records);
        request.after = page.next;
        if request.after.is_none() {
            return joined;
        }
    }
}

/// A record that is shared as an e-mail address gives away nothing of the number it was.
pub async fn what_a_record_said_on_another_channel_stays_hidden(world: World) {
    let first = made(&world, new(target(1), phone("07700 900001"))).await;
    world.clock.advance_seconds(1);
    let now = world
        .replace(&first, email("a@example.com"))
        .await
        .expect("replaced");
    let asked = AskedGrant {
        channels: vec![Channel::Email],
        ..asked_sharing(target(1))
    };
    shared(&world, asked).await;
    assert_eq!(world.ways(&world.social_care, &now).await, WAYS);
    let seen = |actor: Arc<Actor>| {
        let world = world.clone();
        let id = first.id;
        async move {
            let viewer = world.viewer(&actor, Operation::SeeHistory);
            match world
                .store
                .versions(id, None, viewer)
                .await
                .expect("readable")
            {
                Sighted::Seen(versions, _) => versions,
                Sighted::Hidden(..) | Sighted::NothingThere => Vec::new(),
            }
        }
    };
    let theirs = seen(world.social_care.clone()).await;
    assert_eq!(theirs, std::slice::from_ref(&now));
    assert_eq!(seen(world.housing.clone()).await, [first.clone(), now]);
    let found = world.trace(&world.social_care, "07700 900001", 10).await;
    assert_eq!(found[0].found, []);
    let found = world.trace(&world.housing, "07700 900001", 10).await;
    assert_eq!(found[0].found.len(), 1);
    let then = Some(first.recorded.at);
    assert_eq!(joined(&world, 10, then).await, []);
}

/// Two write and others read all the while; whoever begins to read after the withdrawal was acknowledged sees
/// nothing.
pub async fn no_read_that_begins_after_a_withdrawal_sees_anything(world: World) {
    for round in 0..8 {
        let record = made(&world, new(target(round), phone("07700 900001"))).await;
        let grant = shared(&world, asked_sharing(target(round))).await;
        let withdrawn = Arc::new(AtomicBool::new(false));
        let writers = [target(round), target(100)]
            .map(|target| tokio::spawn(write_until(world.clone(), target, withdrawn.clone())));
        let readers = [0, 1, 2].map(|_| {
            let look = (world.clone(), record.clone(), withdrawn.clone());
            tokio::spawn(read_past(look.0, look.1, look.2))
        });
        // Everybody is under way.
        for _ in 0..4 {
            world.active(target(round)).await;
        }
        world.withdraw(&grant).await;
        withdrawn.store(true, Ordering::SeqCst);
        for writer in writers {
            writer.await.expect("no panic");
        }
        for reader in readers {
            reader.await.expect("nothing was seen");
        }
    }
}

async fn write_until(world: World, target: TargetId, withdrawn: Arc<AtomicBool>) {
    let mut number = 0;
    while !withdrawn.load(Ordering::SeqCst) || number < 5 {
        let line = format!("Flat {number}");
        made(&world, new(target, address(&line))).await;
        number += 1;
    }
}

/// Reads up to a few times after the withdrawal.
async fn read_past(world: World, record: ContactDetail, withdrawn: Arc<AtomicBool>) {
    let mut after = 0;
    while after < 3 {
        let is_over = withdrawn.load(Ordering::SeqCst);
        let ways = world.ways(&world.social_care, &record).await;
        if is_over {
            assert!(ways.is_empty(), "{ways:?}");
            after += 1;
        }
    }
}
