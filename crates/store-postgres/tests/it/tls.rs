//! TLS to the server: it has to show a certificate of the authority that is named, for the name by which it is reached, or
//! nothing is said to it.

use std::net::TcpListener;
use std::path::PathBuf;

use contactable_domain::ports::{Store as _, Unavailable};
use contactable_rig::{Authority, Postgres, Settings};
use contactable_store_postgres::{Config, Migration, Options, PostgresStore, migrate};
use tempfile::TempDir;

use crate::database::{OWNER, SERVICE, connect};

/// A server that listens on a port.
struct Server {
    postgres: Postgres,
    folder: TempDir,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = Some(listener.local_addr().expect("an address").port());
        drop(listener);
        let settings = Settings {
            port,
            ..Settings::default()
        };
        let postgres = Postgres::start(settings).expect("it starts");
        let superuser = postgres.connection().parse().expect("an address");
        let server = connect(&superuser).await;
        for role in [OWNER, SERVICE] {
            let sql = format!(
                "CREATE ROLE {role} LOGIN PASSWORD '{}'",
                postgres.password()
            );
            server.batch_execute(&sql).await.expect("a role");
        }
        let sql = format!("CREATE DATABASE secured OWNER {OWNER}");
        server.batch_execute(&sql).await.expect("a database");
        Self {
            postgres,
            folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    fn secure(&mut self, authority: &Authority) {
        let signed = authority.sign("localhost").expect("signed");
        self.postgres.secure(&signed).expect("it starts");
    }

    fn trust(&self, authority: &Authority) -> PathBuf {
        let file = self.folder.path().join("authority.pem");
        std::fs::write(&file, authority.certificate()).expect("written");
        file
    }

    fn config(&self, host: &str, role: &str) -> Config {
        let (port, password) = (self.postgres.port(), self.postgres.password());
        let text = format!(
            "host={host} port={port} user={role} password={password} dbname=secured sslmode=require"
        );
        text.parse().expect("an address")
    }

    async fn migrate(&self, host: &str, trusted: &Authority) -> Result<(), Unavailable> {
        let file = self.trust(trusted);
        let migration = Migration {
            service_role: Some(SERVICE),
            ca_file: Some(&file),
        };
        migrate(&self.config(host, OWNER), &migration).await
    }

    async fn open(&self, trusted: &Authority) -> Result<PostgresStore, Unavailable> {
        let options = Options {
            ca_file: Some(self.trust(trusted)),
            ..Options::default()
        };
        PostgresStore::open(&self.config("localhost", SERVICE), options).await
    }

    /// How many connections there are of the service, and how many of these are in the clear.
    async fn connections(&self) -> (i64, i64) {
        let superuser = self.postgres.connection().parse().expect("an address");
        let sql = "SELECT count(*), count(*) FILTER (WHERE NOT ssl) FROM pg_stat_ssl \
                   JOIN pg_stat_activity USING (pid) WHERE usename = $1";
        let row = connect(&superuser).await.query_one(sql, &[&SERVICE]).await;
        let row = row.expect("readable");
        (row.get(0), row.get(1))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_has_to_show_who_it_is() {
    let [ours, another] = [(); 2].map(|()| Authority::new().expect("an authority"));
    let mut server = Server::start().await;
    // It speaks no TLS; then its certificate names another host; then somebody else has signed it.
    refused(server.migrate("localhost", &ours).await, "TLS");
    server.secure(&ours);
    refused(
        server.migrate("127.0.0.1", &ours).await,
        "not valid for name",
    );
    refused(server.migrate("localhost", &another).await, "certificate");
    server.migrate("localhost", &ours).await.expect("migrated");
    let store = server.open(&ours).await.expect("it opens");
    store.ping().await.expect("it writes");
    let (all, in_the_clear) = server.connections().await;
    assert!(all > 0 && in_the_clear == 0, "{in_the_clear} of {all}");
    drop(store);
    refused(server.open(&another).await.map(drop), "certificate");
    server.secure(&another);
    refused(server.open(&ours).await.map(drop), "certificate");
    server.open(&another).await.expect("it opens");
}

fn refused(outcome: Result<(), Unavailable>, why: &str) {
    let told = outcome.expect_err("it is refused").to_string();
    assert!(told.contains(why), "{told}");
}
