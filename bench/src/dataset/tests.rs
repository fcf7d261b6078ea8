use rusqlite::params;

use super::*;

fn database() -> Connection {
    let mut connection = Connection::open_in_memory().unwrap();
    contactable_store_sqlite::migrate(&mut connection).unwrap();
    connection
}

fn id(number: u8) -> [u8; 16] {
    let mut id = [0; 16];
    id[15] = number;
    id
}

/// Five records of one target with a number and wishes, each record with its version, key, event and entry; the first with a slot.
fn first_target(connection: &Connection) -> Uuid {
    let target = id(200);
    let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
        assert_eq!(connection.execute(sql, values).unwrap(), 1);
    };
    run(
        "INSERT INTO target (target_id, version, changed_at, restricted, shared) VALUES (?1, 5, 40, 0, 0)",
        params![target],
    );
    for number in 1..=5 {
        for table in ["contact_detail", "contact_detail_version"] {
            let sql = format!(
                "INSERT INTO {table} (target_id, area, created_at, id, target_kind, channel, value, \
                 is_overseas, is_default, created_by, version, recorded_at, recorded_by) \
                 VALUES (?1, 'housing', ?2, ?3, 'person', 'address', 'Line', 0, 0, 'me', 1, ?2, 'me')"
            );
            run(&sql, params![target, 40 + number, id(number)]);
        }
        run(
            "INSERT INTO contact_detail_key VALUES (?1, 'housing', ?2, ?3)",
            params![id(number), target, 40 + number],
        );
        run(
            "INSERT INTO outbox VALUES (8, ?1, ?2, 'housing', ?3, 1, '{}', 1)",
            params![id(number + 10), target, id(number)],
        );
        run(
            "INSERT INTO trail VALUES \
             (8, ?4, ?1, 41, 'us', 'me', 'staff', 'general', 'create', ?2, ?3, NULL, NULL, \
              'housing', 'allowed', 'own-area', ?3, zeroblob(32))",
            params![id(number + 20), target, id(number), number],
        );
        run(
            "INSERT INTO lookup VALUES (?1, ?2, ?3, 'housing', ?4)",
            params![id(7), target, id(number), 40 + number],
        );
    }
    run(
        "INSERT INTO slot VALUES (?1, 'housing', 'phone:1', ?2, 41)",
        params![target, id(1)],
    );
    for sql in [
        "INSERT INTO target_identifier VALUES (?1, 'nhs-number', '9990000018', 41, 'me', NULL, NULL)",
        "INSERT INTO carried VALUES (?1, 'nhs', '{}')",
        "INSERT INTO contact_preference VALUES (?1, 'nhs', NULL, NULL, NULL, '', 1, 41, 'me', NULL, NULL)",
        "INSERT INTO contact_preference_version SELECT * FROM contact_preference WHERE target_id = ?1",
    ] {
        run(sql, params![target]);
    }
    // Told of wishes, an event has the target where the record would be, and an entry has nothing.
    run(
        "INSERT INTO outbox VALUES (8, ?1, ?2, 'nhs', ?2, 1, '{}', 1)",
        params![id(30), target],
    );
    run(
        "INSERT INTO trail VALUES \
         (8, 6, ?1, 41, 'us', 'me', 'staff', 'general', 'create', ?2, NULL, NULL, NULL, \
          'nhs', 'allowed', 'own-area', ?2, zeroblob(32))",
        params![id(31), target],
    );
    Uuid::from_bytes(target)
}

fn count(connection: &Connection, from: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {from}");
    connection.query_row(&sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn every_target_gets_its_own_copy_of_every_row() {
    let connection = database();
    let first = first_target(&connection);
    let filled = Dataset::fill_connection(&connection, (first, 5), 3).unwrap();
    assert_eq!(filled.targets.len(), 3);
    for (table, rows) in [
        ("target", 4),
        ("contact_detail", 20),
        ("contact_detail_version", 20),
        ("contact_detail_key", 20),
        ("slot", 4),
        ("contact_preference", 4),
        ("contact_preference_version", 4),
        ("carried", 4),
        ("target_identifier", 4),
        ("outbox", 24),
        ("lookup", 20),
        ("trail", 24),
    ] {
        assert_eq!(count(&connection, table), rows, "{table}");
        let of_targets = format!("(SELECT DISTINCT target_id FROM {table})");
        assert_eq!(count(&connection, &of_targets), 4, "{table}");
    }
    let about_targets = "outbox WHERE record_id = target_id";
    assert_eq!(count(&connection, about_targets), 4);
    assert_eq!(count(&connection, "trail WHERE record_id IS NULL"), 4);
    for subject in &*filled.targets {
        let tied = format!(
            "target_identifier WHERE target_id = x'{}' AND value = '{}'",
            subject.target.simple(),
            subject.number.as_str()
        );
        assert_eq!(count(&connection, &tied), 1);
    }
}

#[test]
fn the_copies_hang_together() {
    let connection = database();
    let first = first_target(&connection);
    Dataset::fill_connection(&connection, (first, 5), 3).unwrap();
    for (table, key) in [
        ("contact_detail_version", "id"),
        ("contact_detail_key", "id"),
        ("outbox", "record_id"),
        ("lookup", "id"),
        ("trail", "record_id"),
    ] {
        let joined = format!(
            "contact_detail d JOIN {table} t ON t.{key} = d.id AND t.target_id = d.target_id"
        );
        assert_eq!(count(&connection, &joined), 20, "{table}");
    }
    let slots = "slot s JOIN contact_detail d ON d.id = s.id AND d.created_at = 41";
    assert_eq!(count(&connection, slots), 4);
}

#[test]
fn one_more_adds_one_record_and_raises_the_version() {
    let connection = database();
    let first = first_target(&connection);
    let filled = Dataset::fill_connection(&connection, (first, 5), 1).unwrap();
    let rows = filled.one_more.tables.iter().map(|t| t.rows.len());
    assert_eq!(
        rows.collect::<Vec<_>>(),
        [1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1],
        "neither a slot nor what is there once for a target"
    );
    let ids = OrderedIds::after(Uuid::from_bytes(id(9)), Random::new(9));
    let mut copier = Copier::new(&connection, &filled.one_more, ids).unwrap();
    copier.copy(filled.targets[0]).unwrap();
    assert_eq!(count(&connection, "contact_detail"), 11);
    assert_eq!(count(&connection, "target WHERE version = 6"), 1);
}
