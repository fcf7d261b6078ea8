//! What was recorded when every area had the same places, and names were compared with all their blanks.

use contactable_domain::area::{Limits, PlaceRules, Profile};
use contactable_testkit::store_suite::{EVERYTHING, World};
use contactable_testkit::{actor_of, manager_under, new, phone as a_phone, target};
use rusqlite::{Connection, params};
use tempfile::TempDir;

use super::{Kept, phone, world_with};

/// So many phones in their slots, the first of them the default.
fn phones(count: u8) -> Vec<Kept<'static>> {
    (1..=count)
        .map(|number| phone(number, "07700 900001"))
        .collect()
}

/// The slots of these records.
fn seat(connection: &Connection, count: u8) {
    let names = (1..=count).map(|number| (format!("phone:{number}"), number));
    for (name, number) in names.chain([("default:phone".to_owned(), 1)]) {
        let sql = "INSERT INTO slot VALUES (?1, 'housing', ?2, ?3, ?4)";
        let target = target(1).uuid().into_bytes();
        let row = params![target, name, super::id(number), i64::from(number)];
        connection.execute(sql, row).expect("kept");
    }
    for table in ["contact_detail", "contact_detail_version"] {
        let sql = format!("UPDATE {table} SET is_default = 1 WHERE id = ?1");
        connection.execute(&sql, [super::id(1)]).expect("kept");
    }
}

fn file(schemas: usize, count: u8, more: impl FnOnce(&Connection)) -> (World, TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("contactable.db");
    let world = world_with(&path, schemas, &phones(count), |connection| {
        seat(connection, count);
        more(connection);
    });
    (world, folder)
}

/// The names of the slots in the file.
fn slots(folder: &TempDir) -> Vec<String> {
    let connection = Connection::open(folder.path().join("contactable.db")).expect("it opens");
    let mut statement = connection
        .prepare("SELECT slot FROM slot ORDER BY slot")
        .expect("a table");
    let names = statement.query_map([], |row| row.get(0)).expect("rows");
    names.collect::<Result<_, _>>().expect("names")
}

async fn one_more(world: &World) -> Result<(), String> {
    let made = world.make(new(target(1), a_phone("07700 900009"))).await;
    made.map(|_| ())
}

#[tokio::test]
async fn places_stay_as_they_were() {
    for schemas in 1..=3 {
        let (world, folder) = file(schemas, 4, |_| {});
        one_more(&world).await.expect("a fifth");
        assert_eq!(one_more(&world).await, Err("too-many-active".to_owned()));
        let mut names: Vec<String> = (1..=5).map(|number| format!("phone:{number}")).collect();
        names.insert(0, "default:phone".to_owned());
        assert_eq!(slots(&folder), names);
    }
}

#[tokio::test]
async fn other_places_are_taken_with_the_next_change() {
    for schemas in 1..=3 {
        let (world, folder) = file(schemas, 3, |_| {});
        let lower = PlaceRules {
            limits: Limits {
                phones: Some(2),
                ..Limits::default()
            },
            ..PlaceRules::default()
        };
        let of_use = PlaceRules {
            profile: Profile::Pds,
            ..PlaceRules::default()
        };
        let under = |places| World {
            housing: manager_under(places),
            ..world.clone()
        };
        assert_eq!(
            one_more(&under(lower)).await,
            Err("too-many-active".to_owned())
        );
        // The three say nothing of their use, and this one is for home.
        one_more(&under(of_use)).await.expect("another use");
        assert_eq!(
            slots(&folder),
            ["default:phone", "use:phone:-", "use:phone:home"]
        );
        assert_eq!(world.active(target(1)).await.len(), 4);
    }
}

/// Records, wishes and all of an area whose name had more blanks than one.
#[tokio::test]
async fn an_area_is_found_however_its_name_was_spaced() {
    for schemas in 1..=3 {
        let (world, _folder) = file(schemas, 2, |connection| {
            rename(connection, "housing", "private  \u{a0} renting");
        });
        let renting = actor_of(&["Private Renting"]);
        let page = world.page_as(&renting, target(1), EVERYTHING).await;
        assert_eq!(page.records.len(), 2);
        let first = &page.records[0];
        assert_eq!(first.area.as_str(), "private renting");
        assert_eq!(world.get_as(&renting, first.id).await.as_ref(), Ok(first));
        let third = World {
            housing: renting,
            ..world.clone()
        };
        third.end(first).await.expect("it is found and changed");
    }
}

/// What is one name now was two areas then: they are not thrown together.
#[tokio::test]
async fn two_areas_do_not_become_one() {
    for schemas in 1..=3 {
        let (world, _folder) = file(schemas, 2, |connection| {
            rename(connection, "housing", "private  renting");
            let other = "UPDATE contact_detail_key SET area = 'private renting' WHERE id = ?1";
            connection.execute(other, [super::id(2)]).expect("kept");
        });
        let renting = actor_of(&["Private Renting"]);
        let page = world.page_as(&renting, target(1), EVERYTHING).await;
        assert_eq!(page.records, []);
    }
}

fn rename(connection: &Connection, was: &str, is: &str) {
    for table in [
        "contact_detail",
        "contact_detail_version",
        "contact_detail_key",
        "slot",
    ] {
        let sql = format!("UPDATE {table} SET area = ?2 WHERE area = ?1");
        connection.execute(&sql, [was, is]).expect("renamed");
    }
}
