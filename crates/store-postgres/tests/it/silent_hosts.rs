//! Hosts that take a connection and never say a word, as a machine does that stands still.

use std::sync::Arc;
use std::time::Duration;

use contactable_store_postgres::{Config, Options, PostgresStore};
use contactable_testkit::store_suite::World;
use contactable_testkit::{new, phone, target};
use tokio::net::TcpListener;
use tokio_postgres::config::Host;

use crate::database::{Database, SERVICE};

/// This database behind so many hosts that are silent.
fn behind(config: &Config, silent: &[&TcpListener]) -> Config {
    let mut all = Config::new();
    for host in silent {
        all.host("127.0.0.1");
        all.port(host.local_addr().expect("an address").port());
    }
    match config.get_hosts() {
        [Host::Tcp(name)] => all.host(name),
        [Host::Unix(path)] => all.host_path(path),
        hosts => panic!("one host, not {hosts:?}"),
    };
    all.port(config.get_ports().first().copied().unwrap_or(5432));
    all.user(config.get_user().expect("a role"));
    all.dbname(config.get_dbname().expect("a database"));
    if let Some(password) = config.get_password() {
        all.password(password);
    }
    all.connect_timeout(Duration::from_millis(500)).clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_host_that_says_nothing_keeps_nobody_from_the_next() {
    let database = Database::migrated();
    let one = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let other = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let config = behind(&database.config(SERVICE), &[&one, &other]);
    let store = PostgresStore::open(&config, Options::default()).await;
    let world = World::over(Arc::new(store.expect("it opens")));
    let made = world.make(new(target(1), phone("07700 900001"))).await;
    assert_eq!(world.all(target(1)).await, [made.expect("made")]);
    // Each was met once, and nobody began with it again.
    for silent in [one, other] {
        silent.accept().await.expect("somebody came");
        let again = tokio::time::timeout(Duration::ZERO, silent.accept()).await;
        assert!(again.is_err(), "somebody came again");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_nobody_answers_that_is_said_of_each() {
    let database = Database::migrated();
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let gone = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let mut config = Config::new();
    for host in [&silent, &gone] {
        config.host("127.0.0.1");
        config.port(host.local_addr().expect("an address").port());
    }
    config.user(SERVICE).dbname(&database.name);
    config.connect_timeout(Duration::from_millis(500));
    let port = gone.local_addr().expect("an address").port();
    drop(gone);
    let Err(why) = PostgresStore::open(&config, Options::default()).await else {
        panic!("it opened");
    };
    let why = why.to_string();
    assert!(why.contains("did not answer in time"), "{why}");
    assert!(why.contains(&format!("127.0.0.1:{port}: ")), "{why}");
}
