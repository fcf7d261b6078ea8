use std::path::Path;
use std::sync::Arc;

use contactable_domain::value::PlainText;
use contactable_store_sqlite::{Options, SqliteStore, open_connection};
use contactable_testkit::store_suite::World;
use contactable_testkit::{address, new, phone, target};

fn open(path: &Path) -> World {
    World::over(Arc::new(
        SqliteStore::open(path, Options::default()).expect("it opens"),
    ))
}

#[tokio::test]
async fn what_was_kept_is_there_after_closing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("contactable.db");
    let world = open(&path);
    let made = world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    world.all(target(1)).await;
    drop(world);
    let world = open(&path);
    world.clock.advance_seconds(60);
    assert_eq!(world.all(target(1)).await, std::slice::from_ref(&made));
    let trail = world.store.trail(target(1)).await.expect("readable");
    assert_eq!(
        trail[..2],
        [
            format!("create allowed own-area {}", made.id),
            "list allowed own-area -".to_owned()
        ]
    );
}

/// Readers share snapshots. One from before something was acknowledged must not answer whoever asks after that, even if
/// another program wrote it.
#[tokio::test]
async fn what_another_program_acknowledged_is_seen_at_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("contactable.db");
    let options = Options {
        readers: 2,
        audit_delay: std::time::Duration::from_mins(10),
        lookup_key: None,
    };
    let store = SqliteStore::open(&path, options).expect("it opens");
    let (here, other) = (World::over(Arc::new(store)), open(&path));
    let done = std::sync::atomic::AtomicBool::new(false);
    let resting_never = async {
        while !done.load(std::sync::atomic::Ordering::Relaxed) {
            here.all(target(1)).await;
        }
    };
    let writing = async {
        for number in 2..60 {
            let value = phone("07700 900001");
            let made = other.make(new(target(number), value)).await.expect("made");
            assert_eq!(here.all(target(number)).await, [made]);
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
    };
    tokio::join!(writing, resting_never);
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("contactable.db");
    let world = open(&path);
    world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    for file in ["contactable.db", "contactable.db-wal", "contactable.db-shm"] {
        let mode = std::fs::metadata(folder.path().join(file))
            .expect("it is there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

/// Without a lock on the file, the next program to look at it takes itself for the last one and deletes
/// the write-ahead log, and what is written after that is lost with the process.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn the_file_stays_locked_while_it_is_in_use() {
    use std::os::unix::fs::MetadataExt as _;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("contactable.db");
    let world = open(&path);
    world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    let inode = std::fs::metadata(&path).expect("it is there").ino();
    let locks = std::fs::read_to_string("/proc/locks").expect("readable");
    assert!(locks.contains(&format!(":{inode} ")), "{locks}");
}

/// The second wall: what the rules should never write, the database refuses.
#[test]
fn the_schema_holds_the_invariants_too() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("contactable.db");
    drop(open(&path));
    let connection = open_connection(&path).expect("it opens");
    let slot = "INSERT INTO slot (target_id, area, slot, id, created_at) \
                VALUES (zeroblob(16), 'housing', ?1, randomblob(16), 0)";
    assert!(connection.execute(slot, ["default:phone"]).is_ok());
    assert!(
        connection.execute(slot, ["default:phone"]).is_err(),
        "a second default"
    );
    for name in [
        "phone:6",
        "address:20",
        "use:phone:-",
        "use:address:home:carer",
        "default:phone:repairs",
    ] {
        assert!(connection.execute(slot, [name]).is_ok(), "{name}");
        assert!(connection.execute(slot, [name]).is_err(), "two in {name}");
    }
    for name in [
        "phone:",
        "phone:0",
        "phone:01",
        "phone:1a",
        "fax:1",
        "telex:1",
        "use:phone:",
        "use:telex:home",
        "default:telex",
        "default:phone:",
        "repairs",
    ] {
        assert!(connection.execute(slot, [name]).is_err(), "{name}");
    }
    let key = "INSERT INTO contact_detail_key (id, area, target_id, created_at) \
               VALUES (zeroblob(16), ?1, randomblob(16), 0)";
    assert!(connection.execute(key, ["housing"]).is_ok());
    assert!(
        connection.execute(key, ["housing"]).is_err(),
        "an id used twice in one area"
    );
    assert!(connection.execute(key, ["nhs"]).is_ok());
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("contactable.db");
    std::fs::write(
        &path,
        "this is not a database, and long enough to look like one ".repeat(40),
    )
    .expect("written");
    assert!(SqliteStore::open(&path, Options::default()).is_err());
    assert!(
        SqliteStore::open(&folder.path().join("no/such/folder.db"), Options::default()).is_err()
    );
}

/// Readers that never rest share transactions, and still the log starts over.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_log_does_not_grow_without_end_under_reads_and_writes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let world = open(&folder.path().join("contactable.db"));
    let readers: Vec<_> = (0..4)
        .map(|_| {
            let world = world.clone();
            tokio::spawn(async move {
                loop {
                    world.active(target(1)).await;
                }
            })
        })
        .collect();
    let note = "x".repeat(1500);
    let mut longest = 0;
    for number in 0..6000_u32 {
        let mut wanted = new(
            target(u8::try_from(number % 200).expect("small")),
            address("Flat 1"),
        );
        wanted.information.description = PlainText::parse(&note, 2000).ok();
        world.make(wanted).await.expect("made");
        let log = std::fs::metadata(folder.path().join("contactable.db-wal")).expect("it is there");
        longest = longest.max(log.len());
    }
    for reader in readers {
        reader.abort();
    }
    assert!(
        longest > 16 << 20,
        "it was never long enough to start over: {longest}"
    );
    // Without starting over it would be several hundred MiB; a busy machine may need a few tries.
    assert!(longest < 96 << 20, "it grew to {longest} bytes");
}
