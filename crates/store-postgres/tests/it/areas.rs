//! The wall between areas that the database itself has, and the rights of the service's role: held by a session that
//! knows nothing of the program.

use contactable_store_postgres::Options;
use contactable_testkit::store_suite::asked_sharing;
use contactable_testkit::{HOUSING, new, phone, target};
use tokio_postgres::Client;

use crate::database::{Database, OWNER, SERVICE, connect};
use crate::walls::fill;

/// Tables whose rows are an area's own.
const WALLED: [&str; 10] = [
    "contact_detail",
    "contact_detail_version",
    "contact_preference",
    "contact_preference_version",
    "slot",
    "successor",
    "carried",
    "validity_turn",
    "outbox",
    "event_log",
];

async fn ask_for(client: &Client, areas: &str) {
    let sql = "SELECT set_config('contactable.areas', $1, false)";
    client.query(sql, &[&areas]).await.expect("said");
}

async fn count(client: &Client, table: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {table}");
    client.query_one(&sql, &[]).await.expect("readable").get(0)
}

/// The code by which it is refused.
async fn refused(client: &Client, sql: &str) -> String {
    let error = client.batch_execute(sql).await.expect_err(sql);
    error
        .code()
        .map_or(error.to_string(), |code| code.code().to_owned())
}

/// The owner of the tables is held by it too: there is no way around it but for a superuser.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_asks_for_no_area_or_another_sees_nothing() {
    let database = Database::migrated();
    let world = database.world(Options::default());
    fill(&world).await;
    let housing = HOUSING.to_lowercase();
    for role in [SERVICE, OWNER] {
        let client = connect(&database.config(role)).await;
        for areas in [
            None,
            Some(""),
            Some("\n"),
            Some("\nsocial care\n"),
            Some("\nhous\n"),
            Some("housing"),
        ] {
            if let Some(areas) = areas {
                ask_for(&client, areas).await;
            }
            for table in WALLED {
                assert_eq!(count(&client, table).await, 0, "{role} {areas:?} {table}");
            }
        }
        ask_for(&client, &format!("\nsocial care\n{housing}\n")).await;
        assert_eq!(count(&client, "contact_detail").await, 2);
        assert_eq!(count(&client, "slot").await, 2);
        ask_for(&client, "*").await;
        assert_eq!(count(&client, "contact_detail").await, 2);
        assert_eq!(count(&client, "event_log").await, 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_writes_for_another_area() {
    let database = Database::migrated();
    let world = database.world(Options::default());
    fill(&world).await;
    let client = connect(&database.config(SERVICE)).await;
    ask_for(&client, &format!("\n{}\n", HOUSING.to_lowercase())).await;
    for sql in [
        "INSERT INTO slot SELECT target_id, 'social care', slot, id, created_at FROM slot",
        "INSERT INTO carried SELECT target_id, 'social care', '' FROM target",
        "INSERT INTO contact_detail_key SELECT id, 'social care', target_id, created_at FROM contact_detail_key",
        "INSERT INTO lookup SELECT fingerprint, target_id, id, 'social care', created_at FROM lookup",
        "INSERT INTO outbox SELECT shard, gen_random_uuid(), target_id, 'social care', record_id, version, '', sequence FROM outbox",
        "INSERT INTO event_log SELECT shard, number + 1, event_id, target_id, 'social care', record_id, version, sequence, \
         logged_at, '' FROM event_log",
        "UPDATE contact_detail SET area = 'social care'",
    ] {
        assert_eq!(refused(&client, sql).await, "42501", "{sql}");
    }
}

/// History, the trail and who decided what can be added to by the service, and never changed; tables are not its own.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_services_role_cannot_change_the_past() {
    let database = Database::migrated();
    let world = database.world(Options::default());
    fill(&world).await;
    world.share(asked_sharing(target(3))).await.expect("shared");
    let client = connect(&database.config(SERVICE)).await;
    ask_for(&client, "*").await;
    for table in [
        "contact_detail_version",
        "contact_preference_version",
        "trail",
        "restriction",
        "succession",
        "pass",
    ] {
        for sql in [format!("DELETE FROM {table}"), format!("TRUNCATE {table}")] {
            assert_eq!(refused(&client, &sql).await, "42501", "{sql}");
        }
    }
    for sql in [
        "UPDATE trail SET actor = 'nobody'",
        "UPDATE contact_detail_version SET value = ''",
        "UPDATE restriction SET is_on = false",
        "UPDATE succession SET reason = ''",
        "DELETE FROM target",
        "DELETE FROM contact_detail",
        "DELETE FROM audit_head",
        "CREATE TABLE mine (a text)",
        "DROP TABLE trail",
        "ALTER TABLE trail DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE contact_detail NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY of_area ON contact_detail",
        "UPDATE refinery_schema_history SET version = 1",
    ] {
        assert_eq!(refused(&client, sql).await, "42501", "{sql}");
    }
}

/// More sets of areas than there are shared connections for.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_number_of_areas_is_served() {
    let database = Database::migrated();
    let world = database.world(Options::default());
    world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    for number in 0..20 {
        let mut world = world.clone();
        let actor = contactable_testkit::actor_of(&[HOUSING, &format!("Area {number}")]);
        world.housing = actor;
        assert_eq!(world.all(target(1)).await.len(), 1, "{number}");
    }
}
