//! The second wall: what a race could break, another connection cannot write either.

use std::path::Path;
use std::sync::Arc;

use contactable_domain::contact_detail::Stamp;
use contactable_domain::ports::Clock;
use contactable_domain::ports::{TargetIdentifier, Tied};
use contactable_domain::succession::Fate;
use contactable_store_sqlite::{Options, SqliteStore, open_connection};
use contactable_testkit::store_suite::{World, asked_sharing, nhs_number};
use contactable_testkit::{new, phone, target};
use rusqlite::{Connection, ErrorCode};

fn open(path: &Path) -> World {
    let store = SqliteStore::open(path, Options::default()).expect("it opens");
    World::over(Arc::new(store))
}

/// Everything that a schema constraint holds, each once.
async fn filled(world: &World) {
    world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    let (grant, _) = world.share(asked_sharing(target(1))).await.expect("shared");
    world.withdraw(&grant).await;
    world.restrict(target(1), true).await;
    let tied = TargetIdentifier {
        target: target(1),
        identifier: nhs_number("9990000018"),
        recorded: Stamp {
            at: world.clock.now(),
            by: world.housing.author.clone(),
        },
    };
    let tied = world.store.tie(tied, world.entry(Some(target(1)))).await;
    assert_eq!(tied.expect("kept"), Tied::Now);
    let other = world.make(new(target(2), phone("07700 900002"))).await;
    other.expect("made");
    let by = Fate::SupersededBy(target(1));
    world.say(target(2), by).await.expect("both live");
    // Also what waits to be written.
    world.store.ping().await.expect("written");
}

fn is_refused(connection: &Connection, sql: &str) -> bool {
    match connection.execute(sql, []) {
        Err(error) => error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation),
        Ok(_) => false,
    }
}

#[tokio::test]
async fn a_second_writer_breaks_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("contactable.db");
    let world = open(&path);
    filled(&world).await;
    let second = open_connection(&path).expect("it opens");
    for sql in [
        // An identifier of another target's; a second one of a system.
        "INSERT INTO target_identifier SELECT zeroblob(16), system, value, recorded_at, recorded_by, NULL, NULL \
         FROM target_identifier",
        "INSERT INTO target_identifier SELECT target_id, system, '1', recorded_at, recorded_by, NULL, NULL \
         FROM target_identifier",
        // Two entries of one number, one that was never chained, a stream that is none.
        "INSERT INTO trail SELECT * FROM trail LIMIT 1",
        "UPDATE trail SET number = 0 WHERE number = 1",
        "UPDATE trail SET stream = 65",
        "UPDATE trail SET digest = x''",
        // Two heads of a stream.
        "INSERT INTO audit_head SELECT * FROM audit_head LIMIT 1",
        // Two words of one version, two grants of one id.
        "INSERT INTO restriction SELECT * FROM restriction",
        "INSERT INTO sharing_grant SELECT * FROM sharing_grant",
        // Something that is shared with itself, half a withdrawal, a proxy without a name.
        "UPDATE sharing_grant SET to_area = from_area",
        "UPDATE sharing_grant SET withdrawn_how = NULL",
        "UPDATE sharing_grant SET withdrawn_at = recorded_at - 1",
        "UPDATE sharing_grant SET agreed_by = 'proxy'",
        "UPDATE target SET restricted = 2",
        // Two words of one number, fates that are none, a target in its own place, one with two fates.
        "INSERT INTO succession SELECT * FROM succession",
        "UPDATE succession SET fate = 'gone'",
        "UPDATE succession SET fate = 'invalidated'",
        "UPDATE succession SET superseded_by = target_id",
        "UPDATE succession SET superseded_by = NULL",
        "UPDATE target SET superseded_by = target_id",
        "UPDATE target SET superseded_by = x''",
        "UPDATE target SET invalidated = 1 WHERE superseded_by IS NOT NULL",
        "UPDATE target SET invalidated = 2",
        "UPDATE restriction SET level = 'very'",
    ] {
        assert!(is_refused(&second, sql), "{sql}");
    }
    world.verify_trail(&[]).await.expect("whole");
}

/// Two stores over one file, as when a command is run beside the service: each chains to what the other wrote, and an
/// identifier still has one target.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_stores_over_one_file_keep_one_trail() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("contactable.db");
    let worlds = [open(&path), open(&path)];
    let mut tasks = Vec::new();
    for (number, world) in worlds.iter().cloned().enumerate() {
        tasks.push(tokio::spawn(async move {
            let about = target(u8::try_from(number).expect("small"));
            for _ in 0..20 {
                world
                    .store
                    .note(world.entry(Some(target(7))))
                    .await
                    .expect("noted");
                world.store.ping().await.expect("written");
            }
            let tied = TargetIdentifier {
                target: about,
                identifier: nhs_number("9990000018"),
                recorded: Stamp {
                    at: world.clock.now(),
                    by: world.housing.author.clone(),
                },
            };
            world
                .store
                .tie(tied, world.entry(Some(about)))
                .await
                .expect("kept")
        }));
    }
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.expect("no panic"));
    }
    let first = outcomes.iter().filter(|tied| **tied == Tied::Now).count();
    assert_eq!(first, 1, "{outcomes:?}");
    drop(worlds);
    let heads = open(&path).verify_trail(&[]).await.expect("whole");
    assert_eq!(heads.iter().map(|head| head.number).sum::<u64>(), 41);
}
