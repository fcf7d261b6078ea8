//! What the program is shipped with: the image and the unit say what is so.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::program::PROGRAM;

const DOCKERFILE: &str = include_str!("../../../../packaging/Dockerfile");
const IGNORED: &str = include_str!("../../../../.dockerignore");
const OPERATIONS: &str = include_str!("../../../../docs/operations.md");
const UNIT: &str = include_str!("../../../../packaging/contactable.service");
const WORKSPACE: &str = include_str!("../../../../Cargo.toml");

/// The instructions of the Dockerfile, each on one line.
fn instructions() -> Vec<(String, String)> {
    let joined = DOCKERFILE.replace("\\\n", " ");
    let lines = joined.lines().filter(|line| !line.starts_with('#'));
    let parts = lines.filter_map(|line| line.split_once(' '));
    parts
        .map(|(name, rest)| (name.to_owned(), rest.trim().to_owned()))
        .collect()
}

fn instruction(name: &str) -> String {
    let found = instructions().into_iter().rev().find(|(n, _)| n == name);
    found.unwrap_or_else(|| panic!("no {name}")).1
}

/// The words of a command in JSON form.
fn words(text: &str) -> Vec<String> {
    let list = text.find('[').map_or("", |at| &text[at..]);
    serde_json::from_str(list).expect("a list of words")
}

#[test]
fn the_image_is_built_from_what_is_there_by_the_compiler_that_is_asked_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let sources = instructions()
        .into_iter()
        .filter(|(name, _)| name == "COPY");
    let mut copied = 0;
    for (_, rest) in sources.filter(|(_, rest)| !rest.starts_with("--from")) {
        let source = rest.split_whitespace().next().expect("a source");
        assert!(root.join(source).exists(), "{source}");
        copied += 1;
    }
    assert!(copied > 0);
    let rust = WORKSPACE
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = "));
    let rust = rust.expect("a version").trim_matches('"');
    let (_, image) = &instructions()[0];
    assert!(image.starts_with(&format!("rust:{rust}-")), "{image}");
    let members = WORKSPACE
        .lines()
        .find(|line| line.starts_with("members = "));
    for member in words(members.expect("members")) {
        let top = member.trim_end_matches("/*");
        assert!(
            !IGNORED.lines().any(|line| line == top),
            "{top} is left out of the image"
        );
    }
}

#[test]
fn the_image_runs_as_nobody_in_particular_and_asks_itself_how_it_is() {
    assert_eq!(instruction("USER"), "10001:10001");
    assert!(instruction("VOLUME").starts_with("/var/lib/contactable"));
    let entry = words(&instruction("ENTRYPOINT"));
    let check = words(&instruction("HEALTHCHECK"));
    assert_eq!(entry, ["/usr/bin/contactable"]);
    assert_eq!(check[0], entry[0]);
    for arguments in [&check[1..], &words(&instruction("CMD"))[..]] {
        let mut program = Command::new(PROGRAM);
        let helped = program.args(arguments).arg("--help").output();
        assert!(helped.expect("it runs").status.success(), "{arguments:?}");
    }
}

#[test]
fn the_unit_starts_the_program_and_locks_it_in() {
    let has = |line: &str| UNIT.lines().any(|told| told == line);
    for line in [
        "DynamicUser=yes",
        "StateDirectory=contactable",
        "UMask=0077",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=",
        "MemoryDenyWriteExecute=yes",
        "SystemCallFilter=@system-service",
    ] {
        assert!(has(line), "{line}");
    }
    let start = UNIT
        .lines()
        .find_map(|line| line.strip_prefix("ExecStart="));
    let mut words = start.expect("a command").split_whitespace();
    assert_eq!(words.next(), Some("/usr/bin/contactable"));
    let command = words.next().expect("what to do");
    let helped = Command::new(PROGRAM).args([command, "--help"]).output();
    let help = String::from_utf8(helped.expect("it runs").stdout).expect("text");
    for option in words.filter(|word| word.starts_with("--")) {
        assert!(help.contains(option), "{option}");
    }
}

/// Requests have half a minute; then a writer ends what it has begun and tries three times more. Each time it begins for
/// as long as a database has to answer, and goes on for as long again.
#[test]
fn the_unit_gives_time_to_write_what_waits_without_a_database() {
    let time = UNIT
        .lines()
        .find_map(|line| line.strip_prefix("TimeoutStopSec="));
    let given = Duration::from_secs(time.expect("a time").parse().expect("seconds"));
    let patience = contactable_store_postgres::Options::default().patience;
    assert!(given >= Duration::from_secs(30) + 2 * 4 * patience);
    let docker = format!("--stop-timeout {}", given.as_secs());
    assert!(OPERATIONS.contains(&docker), "{docker}");
}
