//! The program over PostgreSQL: who may migrate, who serves, and that commands find what was recorded.

use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use tokio_postgres::{Client, Config, NoTls};

use crate::configuration::{GOOD, KEYS};
use crate::configured::{Configured, configure};
use crate::program::{Connection, PROGRAM, Program, token};
use crate::test_app::phone;

const SERVER: &str = "CONTACTABLE_TEST_POSTGRES";

/// A database with the role that owns it and the one that the service has.
pub struct Database {
    name: String,
    server: Config,
}

impl Database {
    pub async fn make(what: &str) -> Self {
        let server = std::env::var(SERVER);
        let server =
            server.unwrap_or_else(|_| panic!("{SERVER} is not set; run `cargo xtask test`"));
        let server = server.parse().expect("how to reach PostgreSQL");
        let name = format!("contactable_demo_{what}_{}", std::process::id());
        let database = Self { name, server };
        let (name, owner, service) = (&database.name, database.owner(), database.service());
        database.run(&format!("CREATE ROLE {owner} LOGIN")).await;
        database.run(&format!("CREATE ROLE {service} LOGIN")).await;
        database
            .run(&format!("CREATE DATABASE {name} OWNER {owner}"))
            .await;
        database
    }

    pub fn owner(&self) -> String {
        format!("{}_owner", self.name)
    }

    fn service(&self) -> String {
        format!("{}_service", self.name)
    }

    async fn run(&self, statement: &str) {
        let client = connect(&self.server).await;
        client.batch_execute(statement).await.expect("it is done");
    }

    pub fn url(&self, role: &str) -> String {
        let hosts = self.server.get_hosts();
        let host = match hosts.first() {
            Some(tokio_postgres::config::Host::Tcp(host)) => host.clone(),
            Some(tokio_postgres::config::Host::Unix(path)) => {
                path.to_str().expect("text").replace('/', "%2F")
            }
            None => panic!("{SERVER} names no host"),
        };
        let port = self.server.get_ports().first().copied().unwrap_or(5432);
        format!("postgres://{role}@{host}:{port}/{}", self.name)
    }

    /// Takes the database and both roles away.
    pub async fn drop(self) {
        let (name, owner, service) = (&self.name, self.owner(), self.service());
        self.run(&format!("DROP DATABASE {name} WITH (FORCE)"))
            .await;
        self.run(&format!("DROP ROLE {owner}, {service}")).await;
    }
}

async fn connect(server: &Config) -> Client {
    let (client, connection) = server.connect(NoTls).await.expect("PostgreSQL answers");
    tokio::spawn(connection);
    client
}

/// Runs a command on a configuration with this in place of the file of SQLite.
fn run(command: &[&str], folder: &Path, database: &str) -> Output {
    let text = GOOD.replace("path = \"contactable.db\"", database);
    let file = folder.join("contactable.toml");
    std::fs::write(&file, text).expect("written");
    std::fs::write(folder.join("keys.json"), KEYS).expect("written");
    let mut program = Command::new(PROGRAM);
    program.args(command).arg("--config").arg(file);
    program.output().expect("it runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[tokio::test]
async fn the_owner_migrates_and_the_service_finds_what_was_recorded() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = Database::make("whole").await;
    let as_service = format!("url = {:?}", database.url(&database.service()));

    let refused = run(&["serve"], folder.path(), &as_service);
    assert!(!refused.status.success());
    assert!(
        said(&refused).contains("contactable migrate"),
        "{}",
        said(&refused)
    );

    let url = database.url(&database.owner());
    let as_owner = format!("url = {url:?}\nservice_role = {:?}", database.service());
    for _ in 0..2 {
        let migrated = run(&["migrate"], folder.path(), &as_owner);
        assert!(migrated.status.success(), "{}", said(&migrated));
        let told = String::from_utf8_lossy(&migrated.stdout).into_owned();
        assert!(told.contains(&database.name), "{told}");
    }

    let demo = Program::demo_in_postgres(&url);
    let mut officer = Connection::open(&demo.address, &token("officer")).expect("connected");
    let new = phone("07700 900123", true);
    let (status, made) = officer
        .call("POST", "/contact-details", &new)
        .expect("an answer");
    assert_eq!(status, 201, "{made}");
    drop(officer);
    demo.ask_to_stop();
    assert!(demo.wait());

    let exported = run(
        &["audit", "export", "--format", "ndjson"],
        folder.path(),
        &as_service,
    );
    assert!(exported.status.success(), "{}", said(&exported));
    let verified = run(&["audit", "verify"], folder.path(), &as_service);
    assert!(verified.status.success(), "{}", said(&verified));
    let told = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert!(told.contains("The audit trail is whole"), "{told}");
    database.drop().await;
}

#[test]
fn what_cannot_be_used_is_named_and_no_secret_is_repeated() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let good = "url = \"postgres://service@localhost/contactable\"";
    for (key, database) in [
        ("database.url", good.replace("service@", "service:s3cret@")),
        ("database.url", "url = \"s3cret\"".to_owned()),
        (
            "database.url",
            "url = \"mysql://s3cret@host/contactable\"".to_owned(),
        ),
        ("database.url", "url = \"postgres://s3cret/\"".to_owned()),
        ("database.path", format!("path = \"s3cret\"\n{good}")),
        (
            "database.password_file",
            format!("{good}\npassword_file = \"s3cret\""),
        ),
        ("database.writers", format!("{good}\nwriters = 0")),
        ("database.readers", format!("{good}\nreaders = 65")),
        ("database.ca_file", format!("{good}\nca_file = \"s3cret\"")),
        (
            "database.replicas",
            format!("{good}\nreplicas = [\"postgres://service:s3cret@replica/contactable\"]"),
        ),
        ("database.url", good.replace("localhost", "db.example")),
        (
            "database.url",
            good.replace(
                "localhost/contactable",
                "localhost,db.example/contactable?sslmode=prefer",
            ),
        ),
        (
            "database.replicas",
            format!("{good}\nreplicas = [\"postgres://service@replica.example/contactable\"]"),
        ),
        (
            "database.max_staleness_ms",
            format!("{good}\nmax_staleness_ms = 99"),
        ),
        (
            "database.replicas",
            "path = \"s3cret\"\nreplicas = []".to_owned(),
        ),
        (
            "database.migrate",
            "path = \"s3cret\"\nmigrate = true".to_owned(),
        ),
    ] {
        let output = run(&["migrate"], folder.path(), &database);
        let told = said(&output);
        assert!(!output.status.success(), "{database} was accepted");
        assert!(told.contains(key), "{key} is not named in: {told}");
        assert!(!told.contains("s3cret"), "{told}");
    }
}

#[test]
fn a_file_may_be_given_as_a_url() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = run(
        &["migrate"],
        folder.path(),
        "url = \"sqlite:contactable.db\"",
    );
    assert!(output.status.success(), "{}", said(&output));
    assert!(folder.path().join("contactable.db").exists());
}

#[test]
fn a_demo_opens_no_other_data() {
    let output = Command::new(PROGRAM)
        .args(["demo", "--listen", "127.0.0.1:0", "--database-url"])
        .arg("postgres://service@localhost/contactable")
        .output()
        .expect("it runs");
    assert!(!output.status.success());
    assert!(
        said(&output).contains("contactable_demo"),
        "{}",
        said(&output)
    );
}

/// A database can stand for a replica of its own. The other one is not there, and nobody misses it.
#[tokio::test]
async fn replicas_are_told_of_by_their_numbers() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = Database::make("replicas").await;
    let url = database.url(&database.owner());
    configure(folder.path(), "", "[metrics]\nlisten = \"127.0.0.1:0\"");
    let file = folder.path().join("contactable.toml");
    let text = std::fs::read_to_string(&file).expect("readable");
    let gone = "postgres://nobody@127.0.0.1:9/contactable";
    let keys = format!(
        "url = {url:?}\nmigrate = true\nmax_staleness_ms = 60000\nreplicas = [{url:?}, {gone:?}]"
    );
    let text = text.replace("path = \"contactable.db\"", &keys);
    std::fs::write(&file, text).expect("written");
    let service = Configured::start(folder.path());
    let mut caller = Connection::open(&service.address, "").expect("connected");
    let used =
        "\"replicas\":{\"status\":\"degraded\",\"parts\":{\"1\":\"healthy\",\"2\":\"unhealthy\"}}";
    let since = Instant::now();
    loop {
        let (status, told) = caller.call("GET", "/ready", "").expect("answered");
        assert_eq!(status, 200, "{told}");
        if told.contains(used) {
            break;
        }
        assert!(since.elapsed() < Duration::from_mins(1), "{told}");
        std::thread::sleep(Duration::from_millis(50));
    }
    let own = service.metrics.clone().expect("its address");
    let mut monitor = Connection::open(&own, "").expect("connected");
    let (_, figures) = monitor.call("GET", "/metrics", "").expect("answered");
    for figure in [
        "contactable_store_replica_is_used{replica=\"1\"} 1",
        "contactable_store_replica_is_used{replica=\"2\"} 0",
        "contactable_store_replica_staleness_seconds{replica=\"1\"} ",
        "contactable_store_reads_total{store=\"postgres\",from=\"primary\"} ",
    ] {
        assert!(figures.contains(figure), "{figure}: {figures}");
    }
    service.stop();
    database.drop().await;
}
