//! The trail in the database: on time, and proof against whoever can write to it.

use std::time::Duration;

use contactable_domain::audit::{Broken, Fault, Head, Stream, TrailEntry};
use contactable_domain::ports::Backlog;
use contactable_store_postgres::Options;
use contactable_testkit::store_suite::World;
use contactable_testkit::{new, phone, target};
use tokio_postgres::Client;

use crate::database::{Database, connect};

fn open(database: &Database, audit_delay: Duration) -> World {
    database.world(Options {
        audit_delay,
        ..Options::default()
    })
}

async fn count(client: &Client) -> i64 {
    let sql = "SELECT count(*) FROM trail";
    client.query_one(sql, &[]).await.expect("readable").get(0)
}

/// A look is on record before it is answered: whatever happens next cannot undo it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_delay_entries_are_there_before_the_answer() {
    let database = Database::migrated();
    let world = open(&database, Duration::ZERO);
    world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    let beside = connect(&database.superuser()).await;
    for looks in 1..20 {
        world.all(target(1)).await;
        assert_eq!(count(&beside).await, 1 + looks);
    }
    let unknown = contactable_domain::ids::ContactDetailId::from(target(9).uuid());
    world
        .get_as(&world.housing, unknown)
        .await
        .expect_err("unknown");
    assert_eq!(count(&beside).await, 21);
    world.verify_trail(&[]).await.expect("whole");
}

/// With one they come together and later, and none is lost when the store is closed in good order.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_a_long_delay_nothing_is_lost_by_closing() {
    let database = Database::migrated();
    let world = open(&database, Duration::from_hours(1));
    let beside = connect(&database.superuser()).await;
    for _ in 0..50 {
        world.all(target(1)).await;
    }
    assert_eq!(count(&beside).await, 0);
    drop(world);
    assert_eq!(count(&beside).await, 50);
    let world = open(&database, Duration::ZERO);
    world.verify_trail(&[]).await.expect("whole");
}

/// What is not durable yet is counted, with how long it has been waiting.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waits_to_be_written_is_counted() {
    let database = Database::migrated();
    let world = open(&database, Duration::from_hours(1));
    assert_eq!(world.store.backlog(), Backlog::default());
    for number in 1..4 {
        let noted = world.store.note(world.entry(Some(target(number))));
        noted.await.expect("noted");
    }
    let waiting = world.store.backlog();
    assert_eq!((waiting.audit_entries, waiting.writes), (3, 0));
    assert!(waiting.audit_lag > Duration::ZERO);
    assert!(world.store.backlog().audit_lag >= waiting.audit_lag);
    world.store.ping().await.expect("written");
    assert_eq!(world.store.backlog(), Backlog::default());
}

/// Ten entries of one stream, then what somebody does to the table; the first place at which that shows.
async fn after(database: &Database, tampering: &str) -> Option<(u64, Fault)> {
    database.clear();
    let world = open(database, Duration::ZERO);
    let stream = Stream::of(Some(target(1)));
    for about in [target(1), target(2)] {
        for _ in 0..10 {
            let noted = world.store.note(world.entry(Some(about)));
            noted.await.expect("noted");
        }
    }
    let heads = world.verify_trail(&[]).await.expect("whole");
    drop(world);
    let beside = connect(&database.superuser()).await;
    let sql = tampering.replace("$stream", &stream.number().to_string());
    beside.batch_execute(&sql).await.expect("done");
    let world = open(database, Duration::ZERO);
    // Those who kept a head find a trail that was cut off as well, or chained anew.
    let broken = world.verify_trail(&heads).await.err()?;
    assert_eq!(broken.stream, stream);
    Some((broken.number, broken.fault))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_done_to_the_trail_shows_at_its_first_place() {
    let database = Database::migrated();
    for (tampering, expected) in [
        ("SELECT 1", None),
        (
            "UPDATE trail SET actor = 'nobody' WHERE stream = $stream AND number = 4",
            Some((4, Fault::Altered)),
        ),
        (
            "UPDATE trail SET outcome = 'refused' WHERE stream = $stream AND number >= 3",
            Some((3, Fault::Altered)),
        ),
        (
            "UPDATE trail SET at = at + 1 WHERE stream = $stream AND number = 10",
            Some((10, Fault::Altered)),
        ),
        (
            "UPDATE trail SET digest = decode(repeat('00', 32), 'hex') WHERE stream = $stream AND number = 1",
            Some((1, Fault::Altered)),
        ),
        (
            "UPDATE trail SET target_id = NULL WHERE stream = $stream AND number = 7",
            Some((7, Fault::Altered)),
        ),
        (
            "DELETE FROM trail WHERE stream = $stream AND number = 1",
            Some((1, Fault::OutOfOrder)),
        ),
        (
            "DELETE FROM trail WHERE stream = $stream AND number = 5",
            Some((5, Fault::OutOfOrder)),
        ),
        (
            "DELETE FROM trail WHERE stream = $stream AND number > 8",
            Some((9, Fault::EndDiffers)),
        ),
        (
            "DELETE FROM trail WHERE stream = $stream",
            Some((1, Fault::EndDiffers)),
        ),
        (
            "DELETE FROM trail WHERE stream = $stream AND number = 10; \
             UPDATE audit_head SET number = 9, digest = (SELECT digest FROM trail \
              WHERE stream = $stream AND number = 9) WHERE stream = $stream",
            Some((10, Fault::EndDiffers)),
        ),
        (
            "DELETE FROM trail WHERE stream = $stream; DELETE FROM audit_head WHERE stream = $stream",
            Some((1, Fault::EndDiffers)),
        ),
        (
            "UPDATE trail SET number = 100 WHERE stream = $stream AND number = 2; \
             UPDATE trail SET number = 2 WHERE stream = $stream AND number = 3; \
             UPDATE trail SET number = 3 WHERE stream = $stream AND number = 100",
            Some((2, Fault::Altered)),
        ),
        (
            "INSERT INTO trail SELECT stream, 11, entry_id, at, issuer, actor, mode, purpose, action, \
             target_id, record_id, grant_id, pass_id, areas, outcome, because, correlation, digest \
             FROM trail WHERE stream = $stream AND number = 10",
            Some((11, Fault::EndDiffers)),
        ),
        (
            "UPDATE trail SET number = number + 100 WHERE stream = $stream AND number > 5; \
             UPDATE trail SET number = number - 99 WHERE stream = $stream AND number > 100; \
             INSERT INTO trail SELECT stream, 6, entry_id, at, issuer, actor, mode, purpose, action, \
             target_id, record_id, grant_id, pass_id, areas, outcome, because, correlation, digest \
             FROM trail WHERE stream = $stream AND number = 5",
            Some((6, Fault::Altered)),
        ),
    ] {
        assert_eq!(after(&database, tampering).await, expected, "{tampering}");
    }
}

/// Whoever chains the rest anew, head and all, is found out by a head that was kept elsewhere.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trail_that_was_chained_anew_differs_from_a_head_that_was_kept() {
    let database = Database::migrated();
    let world = open(&database, Duration::ZERO);
    for _ in 0..5 {
        world.store.note(world.entry(None)).await.expect("noted");
    }
    let kept = world.verify_trail(&[]).await.expect("whole");
    let entries = world.stream(kept[0].stream).await;
    drop(world);
    let forged = rewritten(&database, kept[0].stream, entries).await;
    let world = open(&database, Duration::ZERO);
    assert_eq!(
        world.verify_trail(&[]).await.map(|heads| heads == [forged]),
        Ok(true)
    );
    let broken = Broken {
        stream: kept[0].stream,
        number: 5,
        fault: Fault::Altered,
    };
    assert_eq!(world.verify_trail(&kept).await, Err(broken));
}

/// Every entry of a stream says something else, and is chained as if that had always been so.
async fn rewritten(database: &Database, stream: Stream, entries: Vec<TrailEntry>) -> Head {
    let beside = connect(&database.superuser()).await;
    let mut forged = Head::empty(stream);
    let number = i64::from(stream.number());
    for mut entry in entries {
        "somebody else".clone_into(&mut entry.actor);
        forged = forged.after(&entry.line());
        let sql = "UPDATE trail SET actor = 'somebody else', digest = $3 WHERE stream = $1 AND number = $2";
        let place = i64::try_from(forged.number).expect("small");
        let done = beside
            .execute(sql, &[&number, &place, &forged.digest.as_slice()])
            .await;
        done.expect("done");
    }
    let sql = "UPDATE audit_head SET digest = $2 WHERE stream = $1";
    beside
        .execute(sql, &[&number, &forged.digest.as_slice()])
        .await
        .expect("done");
    forged
}

/// Whoever fills the queue waits for the disk and not for the time by which entries have to be written.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_entries_than_may_wait_get_in_before_their_time() {
    let database = Database::migrated();
    let world = open(&database, Duration::from_hours(1));
    let entry = world.entry(Some(target(1)));
    let mut noted = 0_u32;
    let all = async {
        for _ in 0..20_000 {
            world.store.note(entry.clone()).await.expect("noted");
            noted += 1;
        }
    };
    // Without an end the test could not fail: whoever finds the queue full would wait for the hour.
    let _ = tokio::time::timeout(Duration::from_mins(2), all).await;
    assert_eq!(noted, 20_000);
    world.verify_trail(&[]).await.expect("whole");
    let beside = connect(&database.superuser()).await;
    assert_eq!(count(&beside).await, 20_000);
}
