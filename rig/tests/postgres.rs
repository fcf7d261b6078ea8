//! A PostgreSQL of our own: it answers, outlives being stopped, and leaves nothing behind.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use contactable_rig::{Postgres, Settings};

fn ask(postgres: &Postgres, question: &str) -> Result<String, String> {
    let mut psql = Command::new(postgres.programs().join("psql"));
    psql.args(["--no-psqlrc", "--tuples-only", "--no-align", "--command"]);
    psql.arg(question).arg(postgres.connection());
    let output = psql.output().expect("psql starts");
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

#[test]
fn what_was_committed_outlives_being_stopped_at_once() {
    let settings = Settings {
        durable: true,
        port: None,
    };
    let mut postgres = Postgres::start(settings).expect("it starts");
    let folder = postgres.socket_folder().to_owned();
    ask(&postgres, "CREATE TABLE kept AS SELECT 7 AS number").expect("it is made");
    assert_eq!(ask(&postgres, "SHOW fsync").as_deref(), Ok("on"));
    postgres.stop().expect("it stops");
    assert!(ask(&postgres, "SELECT 1").is_err());
    postgres.start_again().expect("it starts again");
    let kept = ask(&postgres, "SELECT number FROM kept");
    assert_eq!(kept.as_deref(), Ok("7"));
    drop(postgres);
    assert!(!Path::new(&folder).exists());
}

#[test]
fn a_standby_follows_and_takes_no_writes() {
    let primary = Postgres::start(Settings::default()).expect("it starts");
    let mut standby = primary.standby().expect("it follows");
    ask(&primary, "CREATE TABLE kept AS SELECT 7 AS number").expect("it is made");
    let patience = Instant::now() + Duration::from_mins(1);
    while ask(&standby, "SELECT number FROM kept").as_deref() != Ok("7") {
        assert!(Instant::now() < patience, "it does not follow");
    }
    assert!(ask(&standby, "DROP TABLE kept").is_err());
    standby.stop().expect("it stops");
    standby.start_again().expect("it starts again");
    assert_eq!(
        ask(&standby, "SELECT pg_is_in_recovery()").as_deref(),
        Ok("t")
    );
}
