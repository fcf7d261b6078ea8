use contactable_domain::audit::{SERVICE_STREAM, Stream, TrailEntry, TrailQuery, Verifier};
use contactable_domain::contact_detail::Stamp;
use contactable_domain::ids::{GrantId, PassId, RevocationId};
use contactable_domain::ports::{Clock, Ids};
use contactable_domain::revocation::{Revocation, RevocationList, Revoked, TokenIdentity};
use jiff::SignedDuration;

use super::World;
use super::world_of_access::text;
use crate::{ISSUER, new, phone, target};

/// Whatever writes it and however many at once: each stream is whole from its first entry to its head.
pub async fn the_trail_is_chained_stream_by_stream(world: World) {
    let mut tasks = Vec::new();
    for number in 0..24_u8 {
        let world = world.clone();
        tasks.push(tokio::spawn(async move {
            let about = target(number % 6);
            world.make(new(about, phone("07700 900001"))).await.ok();
            world.all(about).await;
            world.store.note(world.entry(None)).await.expect("noted");
        }));
    }
    for task in tasks {
        task.await.expect("no panic");
    }
    let heads = world.verify_trail(&[]).await.expect("whole");
    let mut entries = 0;
    for head in &heads {
        let stream = world.stream(head.stream).await;
        let mut verifier = Verifier::new(head.stream);
        for entry in &stream {
            assert_eq!(verifier.next(entry), Ok(()));
        }
        assert_eq!(verifier.end(*head), Ok(()));
        entries += stream.len();
    }
    assert_eq!(entries, 24 * 3);
    assert!(
        heads
            .iter()
            .any(|head| head.stream == SERVICE_STREAM && head.number == 24)
    );
    assert_eq!(world.store.trail_heads().await.expect("readable"), heads);
    // What came later leaves what there was as it was.
    world.all(target(1)).await;
    world.verify_trail(&heads).await.expect("whole");
}

/// Every field comes back, and in the order of writing.
pub async fn entries_come_back_as_they_were_written(world: World) {
    let now = world.clock.now();
    let mut given = Vec::new();
    for number in 0..6 {
        world.clock.advance_seconds(10);
        let mut entry = world.entry(Some(target(1)));
        if number % 2 == 0 {
            entry.subject.grant = Some(GrantId::from(world.ids.next(now)));
            entry.subject.pass = Some(PassId::from(world.ids.next(now)));
            entry.subject.record = Some(contactable_domain::ids::ContactDetailId::from(
                world.ids.next(now),
            ));
            entry.subject.areas = vec![world.housing.areas[0].key().clone(); 2];
        }
        world.store.note(entry.clone()).await.expect("noted");
        // Of the same stream, about another target.
        world
            .store
            .note(world.entry(Some(target(65))))
            .await
            .expect("noted");
        given.push(entry);
    }
    let query = TrailQuery {
        stream: Stream::of(Some(target(1))),
        target: Some(target(1)),
        from: None,
        until: None,
        after: 0,
        limit: 100,
    };
    let ask = async |query| world.store.trail_entries(query).await.expect("readable");
    let all = ask(query).await;
    for (entry, given) in all.iter().zip(&given) {
        let areas = given.areas();
        let (read, wrote) = (entry.line(), given.line(&areas));
        assert_eq!(
            (read.id, read.at, read.issuer, read.actor),
            (wrote.id, wrote.at, wrote.issuer, wrote.actor)
        );
        assert_eq!(
            (read.mode, read.purpose, read.action),
            (wrote.mode, wrote.purpose, wrote.action)
        );
        assert_eq!(
            (read.target, read.record, read.grant, read.pass),
            (wrote.target, wrote.record, wrote.grant, wrote.pass)
        );
        assert_eq!(
            (read.areas, read.outcome, read.because),
            (wrote.areas, wrote.outcome, wrote.because)
        );
        assert_eq!(read.correlation, wrote.correlation);
    }
    let numbers =
        |entries: &[TrailEntry]| entries.iter().map(|entry| entry.number).collect::<Vec<_>>();
    assert_eq!(numbers(&all), [1, 3, 5, 7, 9, 11]);
    let after = now + SignedDuration::from_secs(20);
    let until = now + SignedDuration::from_secs(50);
    let some = TrailQuery {
        from: Some(after),
        until: Some(until),
        ..query
    };
    assert_eq!(numbers(&ask(some).await), [3, 5, 7]);
    let some = TrailQuery {
        after: 3,
        limit: 2,
        ..query
    };
    assert_eq!(numbers(&ask(some).await), [5, 7]);
    let everyone = TrailQuery {
        target: None,
        limit: 3,
        ..query
    };
    assert_eq!(numbers(&ask(everyone).await), [1, 2, 3]);
}

/// Whoever looks and then changes something stands in the trail in that order, though the look was only queued.
pub async fn the_trail_keeps_the_order_of_what_was_done(world: World) {
    let record = world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    for number in 2..12 {
        world.all(target(1)).await;
        let said = phone(&format!("07700 9000{number:02}"));
        world.replace(&record, said).await.expect("replaced");
    }
    let trail = world.store.trail(target(1)).await.expect("readable");
    let actions: Vec<&str> = trail
        .iter()
        .filter_map(|line| line.split(' ').next())
        .collect();
    let expected = std::iter::once("create")
        .chain(["list", "replace-information"].into_iter().cycle().take(20));
    assert_eq!(actions, expected.collect::<Vec<_>>());
}

/// With who, why and when; lifted they stay on record and hold nobody up.
pub async fn revocations_are_kept_and_lifted(world: World) {
    let stamp = || Stamp {
        at: world.clock.now(),
        by: world.housing.author.clone(),
    };
    let revoked = |what| Revocation {
        id: RevocationId::from(world.ids.next(world.clock.now())),
        issuer: ISSUER.into(),
        what,
        reason: text("lost laptop"),
        recorded: stamp(),
        lifted: None,
    };
    let token = revoked(Revoked::Token("token-1".into()));
    world.clock.advance_seconds(1);
    let subject = revoked(Revoked::Subject("sam".into()));
    for one in [&subject, &token] {
        let kept = world.store.keep_revocation(one.clone(), world.entry(None));
        kept.await.expect("kept");
    }
    let known = async || world.store.revocations().await.expect("readable");
    assert!(known().await == [token.clone(), subject.clone()]);
    let identity = |subject: &str, token: &str| TokenIdentity {
        issuer: ISSUER.into(),
        subject: subject.into(),
        token: Some(token.into()),
    };
    let list = RevocationList::of(&known().await);
    assert!(list.holds(&identity("kim", "token-1")) && list.holds(&identity("sam", "token-2")));
    world.clock.advance_seconds(1);
    let lifted = Revocation {
        lifted: Some(stamp()),
        ..subject.clone()
    };
    let kept = world
        .store
        .keep_revocation(lifted.clone(), world.entry(None));
    kept.await.expect("kept");
    // It is not taken back by whoever comes late.
    let kept = world.store.keep_revocation(subject, world.entry(None));
    kept.await.expect("kept");
    assert!(known().await == [token, lifted]);
    let list = RevocationList::of(&known().await);
    assert!(!list.holds(&identity("sam", "token-2")));
    assert_eq!(world.stream(SERVICE_STREAM).await.len(), 4);
}
