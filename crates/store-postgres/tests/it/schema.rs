//! The habits by which the same schema runs on one server, on replicas and on engines that spread it over many, read from
//! the catalogue and from every statement.

use contactable_store_postgres::{STATEMENTS, for_many};
use tokio_postgres::types::Kind;

use crate::database::{Database, SERVICE, connect};

/// What not every engine has that speaks PostgreSQL's protocol, or what a table that is spread cannot have.
const FORBIDDEN: &[&str] = &[
    "SERIAL",
    "CREATE SEQUENCE",
    "NEXTVAL",
    "TRIGGER",
    "FUNCTION",
    "PROCEDURE",
    "ENUM",
    "JSONB",
    "ARRAY",
    "ADVISORY",
    "LISTEN",
    "NOTIFY",
    "SAVEPOINT",
    "TEMP",
    "TEMPORARY",
    "TRUNCATE",
    "FOREIGN",
    "REFERENCES",
    "EXCLUDE",
    "DEFERRABLE",
    "OFFSET",
    "NOW",
    "CURRENT_TIMESTAMP",
    "GEN_RANDOM_UUID",
    "CTID",
    "COPY",
    "SKIP",
];

/// Tables that are not a target's own, and what their keys begin with instead.
const OTHERS: &[(&str, &str)] = &[
    // Where to look from an id, a value, an identifier.
    ("contact_detail_key", "id"),
    ("lookup", "fingerprint"),
    ("identifier_key", "system"),
    // Work and proof, by the shard of the target.
    ("outbox", "shard"),
    ("validity_turn", "shard"),
    ("trail", "stream"),
    ("audit_head", "stream"),
    ("event_log", "shard"),
    ("relay_lease", "shard"),
    // The service's own.
    ("revocation", "revocation_id"),
    ("relay_member", "relay"),
    ("sink_position", "sink"),
    ("dead_letter", "sink"),
    ("setting", "name"),
    ("heartbeat", "name"),
    ("migration_lease", "name"),
    ("refinery_schema_history", "version"),
];

fn migrations() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/migrations");
    let files = std::fs::read_dir(folder).expect("a folder");
    let files = files.map(|file| file.expect("a file").path());
    let texts: Vec<_> = files
        .filter(|file| file.extension().is_some_and(|end| end == "sql"))
        .map(|file| {
            (
                file.display().to_string(),
                std::fs::read_to_string(file).expect("readable"),
            )
        })
        .collect();
    assert!(texts.len() >= 2);
    texts
}

/// The words of a text in capitals, without comments and quoted texts, and each with the one before it: a column may be
/// called what must not be made.
fn words(text: &str) -> Vec<String> {
    let code: Vec<&str> = text
        .lines()
        .map(|line| line.split("--").next().unwrap_or_default())
        .collect();
    let code: Vec<String> = code
        .join("\n")
        .split('\'')
        .step_by(2)
        .map(str::to_owned)
        .collect();
    let code = code.join(" ").to_uppercase();
    let is_between = |c: char| !c.is_alphanumeric() && c != '_';
    let words: Vec<&str> = code
        .split(is_between)
        .filter(|word| !word.is_empty())
        .collect();
    let pairs = words.windows(2).map(|pair| pair.join(" "));
    let alone = words.iter().map(|word| (*word).to_owned());
    alone.chain(pairs).collect()
}

#[test]
fn no_text_has_what_not_every_engine_has() {
    let statements = STATEMENTS.iter().copied().flatten();
    let statements = statements.map(|text| (text.chars().take(60).collect(), (*text).to_owned()));
    let all: Vec<(String, String)> = statements.chain(migrations()).collect();
    assert!(all.len() > 60);
    for (name, text) in all {
        let words = words(&text);
        for forbidden in FORBIDDEN {
            assert!(
                !words.iter().any(|word| word == forbidden),
                "{name}: {forbidden}"
            );
        }
    }
    let words = words("CREATE SEQUENCE a -- TRIGGER\n 'ENUM'");
    assert_eq!(words.len(), 5);
    assert!(words.contains(&"CREATE SEQUENCE".to_owned()));
}

#[tokio::test]
async fn every_key_begins_with_the_target() {
    let database = Database::migrated();
    let client = connect(&database.superuser()).await;
    let sql = "SELECT t.relname::text, i.indisprimary, i.indisunique, i.indpred IS NOT NULL, a.attname::text \
         FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace \
         LEFT JOIN pg_index i ON i.indrelid = t.oid \
         LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0] \
         WHERE n.nspname = 'public' AND t.relkind IN ('r', 'p')";
    let rows = client.query(sql, &[]).await.expect("readable");
    let mut keys = 0;
    for row in &rows {
        let (table, first): (String, Option<String>) = (row.get(0), row.get(4));
        let is_primary: Option<bool> = row.get(1);
        if is_primary != Some(true) {
            let is_unique: Option<bool> = row.get(2);
            assert_eq!(
                is_unique,
                Some(false),
                "{table} has a unique index beside its key, or no key"
            );
            assert!(!row.get::<_, bool>(3), "{table} has a partial index");
            continue;
        }
        keys += 1;
        let other = OTHERS.iter().find(|(name, _)| *name == table);
        let expected = other.map_or("target_id", |(_, first)| first);
        assert_eq!(first.as_deref(), Some(expected), "{table}");
    }
    let sql = "SELECT count(*) FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace \
         WHERE n.nspname = 'public' AND t.relkind IN ('r', 'p')";
    let tables: i64 = client.query_one(sql, &[]).await.expect("readable").get(0);
    assert_eq!(keys, tables, "a table has no key");
    assert!(tables > 20);
}

#[tokio::test]
async fn the_catalogue_has_tables_and_plain_types_alone() {
    let database = Database::migrated();
    let client = connect(&database.superuser()).await;
    let nothing_of = [
        "SELECT relname::text FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace \
         WHERE n.nspname = 'public' AND t.relkind NOT IN ('r', 'i')",
        "SELECT proname::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public'",
        "SELECT tgname::text FROM pg_trigger",
        "SELECT conname::text FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace \
         WHERE n.nspname = 'public' AND c.contype NOT IN ('c', 'p')",
        "SELECT typname::text FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace \
         WHERE n.nspname = 'public' AND t.typtype NOT IN ('c', 'b')",
        "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public' \
         AND table_name <> 'refinery_schema_history' \
         AND data_type NOT IN ('uuid', 'bigint', 'boolean', 'text', 'bytea')",
        // Every table with areas in it has the wall, and it holds the owner as well.
        "SELECT table_name::text FROM information_schema.columns JOIN pg_class ON relname = table_name \
         WHERE table_schema = 'public' AND column_name = 'area' AND NOT (relrowsecurity AND relforcerowsecurity)",
        // Keys of text are in the order of their bytes.
        "SELECT t.relname::text || '.' || a.attname FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid \
         JOIN pg_namespace n ON n.oid = t.relnamespace \
         JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (i.indkey) \
         JOIN pg_collation c ON c.oid = a.attcollation \
         WHERE n.nspname = 'public' AND c.collname <> 'C' AND t.relname <> 'migration_lease'",
    ];
    for sql in nothing_of {
        let found = client.query(sql, &[]).await.expect("readable");
        let found: Vec<String> = found.iter().map(|row| row.get(0)).collect();
        assert!(found.is_empty(), "{sql}: {found:?}");
    }
}

#[tokio::test]
async fn every_statement_can_be_prepared() {
    let database = Database::migrated();
    let client = connect(&database.config(SERVICE)).await;
    let mut rows = 0;
    for text in STATEMENTS.iter().copied().flatten() {
        let prepared = client.prepare(text).await;
        let one = prepared.unwrap_or_else(|error| panic!("{text}: {error:?}"));
        let Some(many) = for_many(text, one.params()) else {
            continue;
        };
        let prepared = client.prepare(&many).await;
        let many = prepared.unwrap_or_else(|error| panic!("{many}: {error:?}"));
        if text.starts_with("INSERT") {
            let [rows_of_table] = many.params() else {
                panic!("{text}: {:?}", many.params());
            };
            let Kind::Array(row) = rows_of_table.kind() else {
                panic!("{text}: {rows_of_table}");
            };
            assert!(matches!(row.kind(), Kind::Composite(_)), "{text}: {row}");
            rows += 1;
        }
    }
    assert!(rows > 10, "{rows}");
}
