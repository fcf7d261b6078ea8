//! What was recorded before anything could be traced, and when the trail was not chained.

use contactable_domain::audit::{SERVICE_STREAM, Stream};
use contactable_domain::ids::shard_of;
use contactable_store_sqlite::open_connection;
use contactable_testkit::store_suite::{WAYS, asked_sharing};
use contactable_testkit::target;
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::{Kept, RELEASED, make_file, open, phone};

/// Long enough for several batches.
const LOOKS: u128 = 4500;

fn note(connection: &Connection, id: u128, about: Option<u8>) {
    let target = about.map(|number| target(number).uuid());
    let entry = Uuid::from_u128(id);
    let sql = "INSERT INTO audit_entry VALUES (?1, ?2, ?3, 'staff-1', 'staff', 'list', ?4, NULL, \
               'housing', 'allowed', 'own-area', zeroblob(16))";
    let shard = shard_of(target.unwrap_or(entry));
    let at = i64::try_from(id).expect("small");
    let row = params![shard, entry.into_bytes(), at, target.map(Uuid::into_bytes)];
    connection.execute(sql, row).expect("kept");
}

fn left(connection: &Connection) -> u32 {
    let count = connection.query_row("SELECT count(*) FROM audit_entry", [], |row| row.get(0));
    count.expect("readable")
}

/// In the order in which it was written, and whole.
#[tokio::test]
async fn the_earlier_trail_is_chained() {
    for schemas in 1..=RELEASED.len() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("contactable.db");
        let connection = make_file(&path, schemas, &[]);
        connection.execute_batch("BEGIN").expect("begun");
        for id in 1..=LOOKS {
            note(&connection, id, Some(1));
        }
        for id in 1..=130 {
            note(&connection, 10_000 + id, None);
        }
        connection.execute_batch("COMMIT").expect("committed");
        let world = open(&path);
        let heads = world.verify_trail(&[]).await.expect("whole");
        assert_eq!(left(&connection), 0);
        let numbers: Vec<(Stream, u64)> = heads
            .iter()
            .map(|head| (head.stream, head.number))
            .collect();
        assert_eq!(
            numbers,
            [(Stream::of(Some(target(1))), 4500), (SERVICE_STREAM, 130)]
        );
        let entries = world.stream(Stream::of(Some(target(1)))).await;
        assert!(
            entries
                .iter()
                .zip(1..)
                .all(|(entry, id)| entry.id == Uuid::from_u128(id))
        );
        let first = entries.first().expect("there is one");
        assert_eq!(
            (first.issuer.as_str(), first.purpose.as_str()),
            ("", "general")
        );
        assert_eq!(
            (first.actor.as_str(), first.at.as_microsecond()),
            ("staff-1", 1)
        );
        // What comes now is chained to it.
        world.all(target(1)).await;
        let heads = world.verify_trail(&heads).await.expect("whole");
        assert_eq!(heads[0].number, 4501);
    }
}

/// What is there is taken over as often as the file is opened, and only once.
#[tokio::test]
async fn what_an_older_program_adds_is_chained_at_the_end() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("contactable.db");
    drop(make_file(&path, RELEASED.len(), &[]));
    let mut heads = Vec::new();
    for round in 1..4 {
        let connection = open_connection(&path).expect("it opens");
        if round > 1 {
            note(&connection, round, Some(1));
        }
        let world = open(&path);
        world.all(target(1)).await;
        heads = world.verify_trail(&heads).await.expect("whole");
        assert_eq!(left(&connection), 0);
    }
    assert_eq!(heads[0].number, 5);
}

/// By what they say and by what they said; they can be shared and restricted like any other.
#[tokio::test]
async fn earlier_records_are_found_by_what_they_say() {
    for schemas in 1..=RELEASED.len() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("contactable.db");
        let home = Kept {
            channel: "address",
            postcode: Some("E8 1AA"),
            ..phone(2, "1 Mare Street E8 1AA")
        };
        let loose = phone(3, "123456");
        let connection = make_file(&path, schemas, &[phone(1, "020.7123.4567"), home, loose]);
        let changed =
            "UPDATE contact_detail SET value = '020 7123 4568', version = 2 WHERE id = ?1; ";
        connection
            .execute(changed, [super::id(1)])
            .expect("changed");
        let add = "INSERT INTO contact_detail_version (target_id, area, created_at, id, target_kind, channel, \
                   value, is_overseas, is_default, created_by, version, recorded_at, recorded_by) \
                   SELECT target_id, area, created_at, id, target_kind, channel, value, 0, 0, 'a', 2, \
                   recorded_at, 'a' FROM contact_detail WHERE id = ?1";
        connection.execute(add, [super::id(1)]).expect("added");
        let world = open(&path);
        let traced = async |typed: &str| {
            let pages = world.trace(&world.housing, typed, 10).await;
            let all = pages.into_iter().flat_map(|page| page.found);
            all.map(|traced| traced.says_so_now).collect::<Vec<bool>>()
        };
        assert_eq!(traced("020 7123 4567").await, [false]);
        assert_eq!(traced("+44 20 7123 4568").await, [true]);
        assert_eq!(traced("e81aa").await, [true]);
        let records = world.all(target(1)).await;
        world.share(asked_sharing(target(1))).await.expect("shared");
        assert_eq!(world.ways(&world.social_care, &records[0]).await, WAYS);
        world.restrict(target(1), true).await;
        assert!(world.ways(&world.housing, &records[0]).await.is_empty());
    }
}
