//! A server of its own with another that follows it, and a database of the service in them.

use std::sync::Arc;
use std::time::{Duration, Instant};

use contactable_rig::{Postgres, Settings};
use contactable_store_postgres::{Config, Migration, Options, PostgresStore, migrate};

use crate::database::{OWNER, SERVICE, connect, empty};

const DATABASE: &str = "contactable";

/// How long to wait for what comes about soon.
const PATIENCE: Duration = Duration::from_mins(1);

pub struct Pair {
    pub standby: Postgres,
    primary: Postgres,
}

impl Pair {
    /// A database whose schema is up to date, in both.
    pub async fn start() -> Self {
        let primary = Postgres::start(Settings::default()).expect("it starts");
        let server = connect(&config_of(&primary, "postgres", "postgres")).await;
        for role in [OWNER, SERVICE] {
            let sql = format!("CREATE ROLE {role} LOGIN");
            server.batch_execute(&sql).await.expect("a role");
        }
        let sql = format!("CREATE DATABASE {DATABASE} OWNER {OWNER}");
        server.batch_execute(&sql).await.expect("a database");
        let migration = Migration {
            service_role: Some(SERVICE),
            ca_file: None,
        };
        migrate(&config_of(&primary, OWNER, DATABASE), &migration)
            .await
            .expect("migrated");
        let standby = primary.standby().expect("it follows");
        Self { standby, primary }
    }

    /// Opens the database as the service does that reads from the standby.
    pub async fn store(&self) -> Arc<PostgresStore> {
        let options = Options {
            replicas: vec![config_of(&self.standby, SERVICE, DATABASE)],
            max_staleness: Duration::from_millis(400),
            audit_delay: Duration::ZERO,
            ..Options::default()
        };
        let config = config_of(&self.primary, SERVICE, DATABASE);
        let store = PostgresStore::open(&config, options).await;
        Arc::new(store.expect("it opens"))
    }

    /// Takes everything out of it, in both.
    pub async fn clear(&self) {
        let primary = connect(&config_of(&self.primary, "postgres", DATABASE)).await;
        empty(&primary).await;
        let sql = "SELECT pg_current_wal_lsn()::text";
        let end: String = primary.query_one(sql, &[]).await.expect("readable").get(0);
        let followed = format!("SELECT pg_last_wal_replay_lsn() >= '{end}'::pg_lsn");
        self.wait_on_standby(&followed).await;
    }

    /// Has the standby follow no further: what it has it shows.
    pub async fn pause(&self) {
        self.on_standby("SELECT pg_wal_replay_pause()").await;
        self.wait_on_standby("SELECT pg_get_wal_replay_pause_state() = 'paused'")
            .await;
    }

    /// Has it follow again.
    pub async fn resume(&self) {
        self.on_standby("SELECT pg_wal_replay_resume()").await;
    }

    async fn on_standby(&self, sql: &str) {
        let standby = connect(&config_of(&self.standby, "postgres", DATABASE)).await;
        standby.batch_execute(sql).await.expect("done");
    }

    async fn wait_on_standby(&self, question: &str) {
        let standby = connect(&config_of(&self.standby, "postgres", DATABASE)).await;
        let since = Instant::now();
        loop {
            let row = standby.query_one(question, &[]).await.expect("an answer");
            if row.get(0) {
                return;
            }
            assert!(since.elapsed() < PATIENCE, "{question}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

fn config_of(postgres: &Postgres, role: &str, database: &str) -> Config {
    let config: Config = postgres.connection().parse().expect("an address");
    config.clone().user(role).dbname(database).clone()
}

/// Waits until something is so.
pub async fn until(what: &str, is_so: impl AsyncFn() -> bool) {
    let since = Instant::now();
    while !is_so().await {
        assert!(since.elapsed() < PATIENCE, "never: {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
