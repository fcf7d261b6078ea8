//! A database of its own for each test, made from one that was migrated once.

use std::sync::Arc;

use contactable_store_postgres::{Config, Migration, Options, PostgresStore, migrate};
use contactable_testkit::store_suite::World;
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::{Client, NoTls};

/// Where the server is, and who may do everything there.
const SERVER: &str = "CONTACTABLE_TEST_POSTGRES";

/// The role that owns the tables, and the one as which the service runs. Both stay behind.
pub const OWNER: &str = "contactable_test_owner";
pub const SERVICE: &str = "contactable_test_service";

/// Says which migrations a database was made with.
const SCHEMA: &str = concat!(
    include_str!("../../src/migrations/V1__schema.sql"),
    include_str!("../../src/migrations/V2__walls_between_areas.sql"),
    include_str!("../../src/migrations/V3__relay.sql"),
    include_str!("../../src/migrations/V4__replicas.sql"),
    include_str!("../../src/migrations/V5__pruning.sql"),
    include_str!("../../src/migrations/rights.rs"),
);

/// A database, dropped with this.
pub struct Database {
    pub name: String,
}

/// The server's superuser.
pub fn superuser() -> Config {
    let address = std::env::var(SERVER).unwrap_or_else(|_| {
        panic!("these tests need a PostgreSQL server: run `cargo xtask test`, which starts one, or set {SERVER}")
    });
    address.parse().expect("an address of a PostgreSQL server")
}

/// Runs something to its end, whatever runtime there is around.
pub fn wait_for<T: Send>(work: impl Future<Output = T> + Send) -> T {
    std::thread::scope(|scope| scope.spawn(|| runtime().block_on(work)).join()).expect("no panic")
}

fn runtime() -> Runtime {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

/// A bare connection.
pub async fn connect(config: &Config) -> Client {
    let (client, connection) = config.connect(NoTls).await.expect("a connection");
    tokio::spawn(connection);
    client
}

impl Database {
    /// One whose schema is up to date.
    pub fn migrated() -> Self {
        Self::made(true)
    }

    /// One with nothing in it.
    pub fn empty() -> Self {
        Self::made(false)
    }

    fn made(is_migrated: bool) -> Self {
        let name = fresh_name("contactable_test");
        let made = async {
            let server = connect(&superuser()).await;
            make_roles(&server).await;
            let template = if is_migrated {
                template(&server).await
            } else {
                "template0".to_owned()
            };
            make(&server, &name, &template).await;
        };
        wait_for(made);
        Self { name }
    }

    /// Takes everything out of it.
    pub fn clear(&self) {
        wait_for(async { empty(&connect(&self.superuser()).await).await });
    }

    /// How somebody reaches it.
    pub fn config(&self, role: &str) -> Config {
        config_of(&self.name, role)
    }

    /// The server's superuser in this database.
    pub fn superuser(&self) -> Config {
        superuser().dbname(&self.name).clone()
    }

    /// Opens it as the service does.
    pub fn store(&self, options: Options) -> PostgresStore {
        let config = self.config(SERVICE);
        let opened = wait_for(async { PostgresStore::open(&config, options).await });
        opened.expect("it opens")
    }

    /// The suite's world over it.
    pub fn world(&self, options: Options) -> World {
        World::over(Arc::new(self.store(options)))
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let sql = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        wait_for(async {
            let server = connect(&superuser()).await;
            server.batch_execute(&sql).await.expect("dropped");
        });
    }
}

/// Takes everything out of a database.
pub async fn empty(superuser: &Client) {
    // Quicker than TRUNCATE where there are a few rows.
    let emptying = "SELECT string_agg('DELETE FROM ' || tablename, '; ') FROM pg_tables \
         WHERE schemaname = 'public' \
         AND tablename NOT IN ('setting', 'refinery_schema_history', 'migration_lease', 'relay_lease', \
         'heartbeat')";
    // Those that have all their rows from the beginning.
    let again = "; DELETE FROM setting WHERE name NOT LIKE 'lock:%'; \
         UPDATE relay_lease SET holder = NULL, until = 0, last_number = 0, last_pruned = 0; \
         INSERT INTO audit_head SELECT stream, 0, decode(repeat('00', 32), 'hex') \
         FROM generate_series(0, 64) AS streams (stream)";
    let emptying = superuser.query_one(emptying, &[]).await.expect("readable");
    let sql = emptying.get::<_, String>(0) + again;
    superuser.batch_execute(&sql).await.expect("empty");
}

fn config_of(database: &str, role: &str) -> Config {
    superuser().dbname(database).user(role).clone()
}

fn fresh_name(prefix: &str) -> String {
    let mut bytes = [0_u8; 8];
    getrandom::fill(&mut bytes).expect("randomness");
    format!("{prefix}_{:016x}", u64::from_be_bytes(bytes))
}

async fn make_roles(server: &Client) {
    for role in [OWNER, SERVICE] {
        let made = server
            .batch_execute(&format!("CREATE ROLE {role} LOGIN"))
            .await;
        if let Err(error) = made {
            // Another test was first.
            let code = error.code().map(|code| code.code());
            assert!(matches!(code, Some("42710" | "23505")), "{error}");
        }
    }
}

async fn make(server: &Client, name: &str, template: &str) {
    let sql = format!("CREATE DATABASE {name} TEMPLATE {template} OWNER {OWNER}");
    server.batch_execute(&sql).await.expect("a database");
}

/// The name of a database with the schema of today, which is made if there is none: under another name first, so that
/// nobody sees half of it.
async fn template(server: &Client) -> String {
    let name = format!("contactable_template_{:016x}", fingerprint(SCHEMA));
    if is_there(server, &name).await {
        return name;
    }
    let unfinished = fresh_name("contactable_unfinished");
    make(server, &unfinished, "template0").await;
    let migration = Migration {
        service_role: Some(SERVICE),
        ca_file: None,
    };
    migrate(&config_of(&unfinished, OWNER), &migration)
        .await
        .expect("migrated");
    let rename = format!("ALTER DATABASE {unfinished} RENAME TO {name}");
    for _ in 0..200 {
        // Connections take a moment to be gone.
        if server.batch_execute(&rename).await.is_ok() {
            return name;
        }
        if is_there(server, &name).await {
            let drop = format!("DROP DATABASE {unfinished} WITH (FORCE)");
            server.batch_execute(&drop).await.expect("dropped");
            return name;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the template could not be made");
}

async fn is_there(server: &Client, name: &str) -> bool {
    let sql = "SELECT 1 FROM pg_database WHERE datname = $1";
    server
        .query_opt(sql, &[&name])
        .await
        .expect("readable")
        .is_some()
}

/// FNV-1a.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
