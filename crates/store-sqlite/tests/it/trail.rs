//! The trail on disk: on time, and proof against whoever can write to the file.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use contactable_domain::audit::{Broken, Fault, Head, Stream, TrailEntry};
use contactable_store_sqlite::{Options, SqliteStore, open_connection};
use contactable_testkit::store_suite::World;
use contactable_testkit::{new, phone, target};
use rusqlite::Connection;
use tempfile::TempDir;

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("contactable.db");
    (folder, path)
}

fn open(path: &Path, audit_delay: Duration) -> World {
    let options = Options {
        audit_delay,
        ..Options::default()
    };
    World::over(Arc::new(
        SqliteStore::open(path, options).expect("it opens"),
    ))
}

fn count(connection: &Connection) -> u32 {
    let count = connection.query_row("SELECT count(*) FROM trail", [], |row| row.get(0));
    count.expect("readable")
}

/// A look is on record before it is answered: whatever happens next cannot undo it.
#[tokio::test]
async fn without_a_delay_entries_are_there_before_the_answer() {
    let (_folder, path) = folder();
    let world = open(&path, Duration::ZERO);
    world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    let beside = open_connection(&path).expect("it opens");
    for looks in 1..20 {
        world.all(target(1)).await;
        assert_eq!(count(&beside), 1 + looks);
    }
    let unknown = contactable_domain::ids::ContactDetailId::from(target(9).uuid());
    world
        .get_as(&world.housing, unknown)
        .await
        .expect_err("unknown");
    assert_eq!(count(&beside), 21);
    world.verify_trail(&[]).await.expect("whole");
}

/// With one they come together and later, and none is lost when the store is closed in good order.
#[tokio::test]
async fn with_a_long_delay_nothing_is_lost_by_closing() {
    let (_folder, path) = folder();
    let world = open(&path, Duration::from_hours(1));
    let beside = open_connection(&path).expect("it opens");
    for _ in 0..50 {
        world.all(target(1)).await;
    }
    assert_eq!(count(&beside), 0);
    drop(world);
    assert_eq!(count(&beside), 50);
    let world = open(&path, Duration::ZERO);
    world.verify_trail(&[]).await.expect("whole");
}

/// Ten entries of one stream, then what somebody does to the file; the first place at which that shows.
async fn after(tampering: &str) -> Option<(u64, Fault)> {
    let (_folder, path) = folder();
    let world = open(&path, Duration::ZERO);
    let stream = Stream::of(Some(target(1)));
    for about in [target(1), target(2)] {
        for _ in 0..10 {
            let noted = world.store.note(world.entry(Some(about)));
            noted.await.expect("noted");
        }
    }
    let heads = world.verify_trail(&[]).await.expect("whole");
    drop(world);
    let beside = open_connection(&path).expect("it opens");
    let sql = tampering.replace("$stream", &stream.number().to_string());
    beside.execute_batch(&sql).expect("done");
    let world = open(&path, Duration::ZERO);
    // Those who kept a head find a trail that was cut off as well, or chained anew.
    let broken = world.verify_trail(&heads).await.err()?;
    assert_eq!(broken.stream, stream);
    Some((broken.number, broken.fault))
}

#[tokio::test]
async fn whatever_is_done_to_the_trail_shows_at_its_first_place() {
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
            "UPDATE trail SET digest = zeroblob(32) WHERE stream = $stream AND number = 1",
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
        assert_eq!(after(tampering).await, expected, "{tampering}");
    }
}

/// Whoever chains the rest anew, head and all, is found out by a head that was kept elsewhere.
#[tokio::test]
async fn a_trail_that_was_chained_anew_differs_from_a_head_that_was_kept() {
    let (_folder, path) = folder();
    let world = open(&path, Duration::ZERO);
    for _ in 0..5 {
        world.store.note(world.entry(None)).await.expect("noted");
    }
    let kept = world.verify_trail(&[]).await.expect("whole");
    let entries = world.stream(kept[0].stream).await;
    drop(world);
    let forged = rewritten(&path, kept[0].stream, entries);
    let world = open(&path, Duration::ZERO);
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
fn rewritten(path: &Path, stream: Stream, entries: Vec<TrailEntry>) -> Head {
    let beside = open_connection(path).expect("it opens");
    let mut forged = Head::empty(stream);
    for mut entry in entries {
        "somebody else".clone_into(&mut entry.actor);
        forged = forged.after(&entry.line());
        let sql = "UPDATE trail SET actor = 'somebody else', digest = ?3 WHERE stream = ?1 AND number = ?2";
        let number = i64::try_from(forged.number).expect("small");
        let row = rusqlite::params![stream.number(), number, forged.digest];
        beside.execute(sql, row).expect("done");
    }
    let sql = "UPDATE audit_head SET digest = ?2 WHERE stream = ?1";
    let row = rusqlite::params![stream.number(), forged.digest];
    beside.execute(sql, row).expect("done");
    forged
}

/// Whoever fills the queue waits for the disk and not for the time by which entries have to be written.
#[tokio::test]
async fn more_entries_than_may_wait_get_in_before_their_time() {
    let (_folder, path) = folder();
    let world = open(&path, Duration::from_hours(1));
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
    let beside = open_connection(&path).expect("it opens");
    assert_eq!(count(&beside), 20_000);
}
