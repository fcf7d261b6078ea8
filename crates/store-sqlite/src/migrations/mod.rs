//! The schema, as a list of migrations that only grows. A released migration never changes: the test
//! below holds each file's text against its fingerprint.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::Error;

mod embedded {
    refinery::embed_migrations!("src/migrations");
}

/// Brings the schema up to date. A newer schema than this binary knows is left alone, so that an older
/// binary can read it; a change that an older binary makes to a record drops what that one knows nothing of; a changed or missing migration is refused.
///
/// # Errors
/// When a migration fails; what it had done is undone.
pub fn migrate(connection: &mut Connection) -> Result<(), Error> {
    // Each step waits for its turn to write before it looks at anything.
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    let done = run_among_others(connection);
    connection.set_transaction_behavior(TransactionBehavior::Deferred);
    done
}

/// Another program may be at it: each step is done by one of the two, and the other fails and looks again. A failure
/// while nobody took a step is one.
fn run_among_others(connection: &mut Connection) -> Result<(), Error> {
    loop {
        let before = taken(connection)?;
        let done = embedded::migrations::runner()
            .set_abort_missing(false)
            // With its name in the history, or a program killed between the two would leave a step to be done twice.
            .set_grouped(true)
            .run(connection);
        match done {
            Ok(_) => return Ok(()),
            Err(_) if taken(connection)? > before => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// How many steps the file has taken.
fn taken(connection: &Connection) -> Result<u32, Error> {
    let listed = connection.table_exists(None, "refinery_schema_history")?;
    if !listed {
        return Ok(0);
    }
    let count = "SELECT count(*) FROM refinery_schema_history";
    Ok(connection.query_row(count, [], |row| row.get(0))?)
}

/// The newest schema that this program knows.
pub fn newest() -> u32 {
    let runner = embedded::migrations::runner();
    let versions = runner.get_migrations().iter().map(|one| one.version());
    let newest = versions.max().unwrap_or_default();
    u32::try_from(newest).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name and checksum of every released migration. Only add lines.
    const RELEASED: &[(&str, u64)] = &[
        ("V1__contact_details", 14_354_372_695_483_769_505),
        ("V2__parsed_values", 16_057_689_422_849_526_112),
        ("V3__time_and_choice", 16_801_450_322_749_675_310),
        ("V4__places", 3_423_647_308_184_139_535),
        ("V5__access", 10_722_730_131_430_936_829),
        ("V6__succession", 1_392_109_469_835_419_361),
        ("V7__patients", 732_530_800_100_506_030),
        ("V8__relay", 7_167_183_634_174_913_421),
        ("V9__pruning", 549_969_632_122_008_476),
    ];

    #[test]
    fn released_migrations_never_change() {
        let runner = embedded::migrations::runner();
        let found: Vec<(String, u64)> = runner
            .get_migrations()
            .iter()
            .map(|m| (format!("V{}__{}", m.version(), m.name()), m.checksum()))
            .collect();
        for (released, found) in RELEASED.iter().zip(&found) {
            assert_eq!((released.0, released.1), (found.0.as_str(), found.1));
        }
        assert_eq!(RELEASED.len(), found.len(), "add the new migration's line");
    }

    #[test]
    fn programs_that_open_a_new_file_at_once_all_find_it_whole() {
        for _ in 0..10 {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("contactable.db");
            std::thread::scope(|scope| {
                let open = || {
                    let mut connection = crate::open_connection(&path).unwrap();
                    migrate(&mut connection).unwrap();
                };
                let all: Vec<_> = (0..4).map(|_| scope.spawn(open)).collect();
                for one in all {
                    one.join().unwrap();
                }
            });
        }
    }

    #[test]
    fn migrating_twice_changes_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        migrate(&mut connection).unwrap();
    }
}
