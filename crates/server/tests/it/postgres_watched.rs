//! The program over PostgreSQL as operators watch it, with everything told that can be: what the store is asked is traced,
//! and nobody is named in the log.

use std::path::Path;

use crate::configured::{Configured, configure};
use crate::postgres::Database;
use crate::program::Connection;
use crate::traces::{Collector, contains, officer, settings};

const PERSON: &str = "3fa1c0de-0000-4000-8000-000000000001";
const RECORD: &str = "3fa1c0de-0000-4000-8000-000000000002";
const NHS_NUMBER: &str = "9434765919";

/// A service over a database that it migrates itself, which logs all that it can.
fn start(folder: &Path, url: &str, collector: &Collector, keys: &str) -> Configured {
    configure(
        folder,
        "log = \"debug\"",
        &settings(&collector.address, "1.0"),
    );
    let file = folder.join("contactable.toml");
    let text = std::fs::read_to_string(&file).expect("readable");
    let database = format!("url = {url:?}\nmigrate = true");
    let text = text.replace("path = \"contactable.db\"", &database);
    std::fs::write(&file, text).expect("written");
    std::fs::write(folder.join("keys.json"), keys).expect("written");
    Configured::start(folder)
}

/// Records, changes, reads and looks for values, and has some refused.
fn use_it(officer: &mut Connection) {
    let new = format!(
        r#"{{"id":"{RECORD}","targetId":"{PERSON}","targetType":"person","contactInformation":{{"contactType":"phone","value":"07911 123456","description":"the blue door"}},"sourceServiceArea":{{"area":"Housing","isDefault":true}}}}"#
    );
    let address =
        r#"{"contactInformation":{"contactType":"email","value":"jane.roe@example.org"}}"#;
    let number = format!(r#"{{"system":"nhs-number","value":"{NHS_NUMBER}"}}"#);
    for (method, path, body, expected) in [
        ("POST", "/contact-details".to_owned(), new.as_str(), 201),
        ("GET", format!("/contact-details/{RECORD}"), "", 200),
        (
            "GET",
            format!("/contact-details?targetId={PERSON}"),
            "",
            200,
        ),
        ("PUT", format!("/contact-details/{RECORD}"), address, 400),
        (
            "PUT",
            format!("/targets/{PERSON}/identifiers"),
            &number,
            403,
        ),
    ] {
        let (status, told) = officer.call(method, &path, body).expect("an answer");
        assert_eq!(status, expected, "{method} {path}: {told}");
    }
}

#[tokio::test]
async fn the_store_is_traced_and_no_value_is_logged() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = Database::make("watched").await;
    let collector = Collector::start();
    let (token, keys) = officer();
    let url = database.url(&database.owner());
    let service = start(folder.path(), &url, &collector, &keys);
    let mut connection = Connection::open(&service.address, &token).expect("connected");
    use_it(&mut connection);
    drop(connection);
    let log = service.stop();
    database.drop().await;

    assert!(log.contains("\"answered\""), "{log}");
    let told = collector.bytes();
    for span in ["list_contact_details", "store read", "store write"] {
        assert!(contains(&told, span.as_bytes()), "no {span}; {log}");
    }
    let told = String::from_utf8_lossy(&told);
    for value in [
        PERSON,
        RECORD,
        NHS_NUMBER,
        "07911",
        "7911123456",
        "blue door",
        "jane.roe",
        "officer-of-the-test",
        "Olive",
    ] {
        assert!(!log.contains(value), "{value} is in the log: {log}");
        assert!(!told.contains(value), "{value} is in a trace");
    }
}
