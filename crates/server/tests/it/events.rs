//! Events of a program that is killed: each comes out all the same, those of a target in their order.

use std::collections::{BTreeMap, HashSet};
use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::program::{Connection, PROGRAM, token};

const DEADLINE: Duration = Duration::from_mins(2);

/// A demo that prints its events into a file.
struct Printing {
    child: Child,
    address: String,
}

impl Printing {
    fn start(data_dir: &Path, output: &Path) -> Self {
        let before = lines(output).len();
        let file = OpenOptions::new().create(true).append(true).open(output);
        let child = Command::new(PROGRAM)
            .args(["demo", "--no-sample-data", "--events"])
            .args(["--listen", "127.0.0.1:0", "--data-dir"])
            .arg(data_dir)
            .stdout(Stdio::from(file.expect("a file")))
            .spawn()
            .expect("it starts");
        let begun = Instant::now();
        let address = loop {
            let found = lines(output).into_iter().skip(before.saturating_sub(1));
            // The one before may have been cut off in the middle of a line.
            let mut listening = found.filter_map(|line| {
                let (_, address) = line.split_once("Listening on http://")?;
                Some(address.to_owned())
            });
            if let Some(address) = listening.next_back() {
                break address;
            }
            assert!(begun.elapsed() < DEADLINE, "it does not listen");
            std::thread::sleep(Duration::from_millis(20));
        };
        Self { child, address }
    }

    fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }
}

impl Drop for Printing {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The whole lines of a file.
fn lines(file: &Path) -> Vec<String> {
    let Ok(file) = File::open(file) else {
        return Vec::new();
    };
    BufReader::new(file).lines().map_while(Result::ok).collect()
}

/// The events that were printed, as far as their lines are whole.
fn events(file: &Path) -> Vec<Value> {
    let whole = |line: String| serde_json::from_str::<Value>(&line).ok();
    lines(file)
        .into_iter()
        .filter(|line| line.starts_with('{'))
        .filter_map(whole)
        .collect()
}

fn target(number: u32) -> String {
    format!("3fa1c0de-0000-4000-9000-{number:012x}")
}

/// Puts three records on record for as many targets as it can until the program is gone.
fn write(address: &str, numbers: impl Iterator<Item = u32>) -> Vec<(String, String)> {
    let mut acknowledged = Vec::new();
    let Ok(mut connection) = Connection::open(address, &token("officer")) else {
        return acknowledged;
    };
    for number in numbers {
        for last in 1..=3 {
            let target = target(number);
            let body = format!(
                r#"{{"targetId":"{target}","targetType":"person","contactInformation":{{"contactType":"phone","value":"07700 90000{last}"}},"sourceServiceArea":{{"area":"Housing","isDefault":false}}}}"#
            );
            let Ok((status, answer)) = connection.call("POST", "/contact-details", &body) else {
                return acknowledged;
            };
            assert_eq!(status, 201, "{answer}");
            let answer: Value = serde_json::from_str(&answer).expect("JSON");
            acknowledged.push((target, answer["id"].as_str().expect("an id").to_owned()));
        }
    }
    acknowledged
}

/// Each record that was acknowledged is told of.
fn is_told(event: &Value, (target, record): &(String, String)) -> bool {
    event["subject"] == **target && event["data"]["recordId"] == **record
}

#[test]
fn killed_amid_deliveries_no_event_is_missing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (data, output) = (folder.path().join("data"), folder.path().join("output"));
    let mut acknowledged = Vec::new();
    for round in 1..=3_u32 {
        let program = Printing::start(&data, &output);
        let address = program.address.clone();
        let writer = std::thread::spawn(move || write(&address, round * 100_000..));
        std::thread::sleep(Duration::from_millis(400 + 300 * u64::from(round)));
        program.kill();
        acknowledged.extend(writer.join().expect("a writer ends with the program"));
    }
    assert!(acknowledged.len() > 30, "{} writes", acknowledged.len());
    let program = Printing::start(&data, &output);
    acknowledged.extend(write(&program.address, 1..=3));
    let begun = Instant::now();
    let told = loop {
        let told = events(&output);
        let known: HashSet<(String, String)> = told
            .iter()
            .filter_map(|event| {
                let record = event["data"]["recordId"].as_str()?;
                Some((event["subject"].as_str()?.to_owned(), record.to_owned()))
            })
            .collect();
        if acknowledged.iter().all(|pair| known.contains(pair)) {
            break told;
        }
        assert!(begun.elapsed() < DEADLINE, "some events are missing");
        std::thread::sleep(Duration::from_millis(200));
    };
    program.kill();
    assert!(told.iter().any(|event| is_told(event, &acknowledged[0])));
    in_order(&told);
    let text = std::fs::read_to_string(&output).expect("readable");
    assert!(!text.contains("07700 9000"), "no value is told");
}

/// Where each event of a target came first, its versions follow each other.
fn in_order(told: &[Value]) {
    let mut seen = HashSet::new();
    let mut versions: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for event in told {
        if seen.insert(event["id"].as_str().expect("an id")) {
            let version = event["data"]["targetVersion"].as_u64().expect("a version");
            let target = event["subject"].as_str().expect("a target");
            versions.entry(target).or_default().push(version);
        }
    }
    for (target, versions) in versions {
        let expected: Vec<u64> = (1..).take(versions.len()).collect();
        assert_eq!(versions, expected, "{target}");
    }
}
