//! `serve` starts on a good configuration and names the key of a bad one.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::program::PROGRAM;

pub const KEYS: &str = r#"{"keys":[{"kty":"OKP","crv":"Ed25519","alg":"EdDSA","kid":"one","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#;

pub const GOOD: &str = r#"
listen = "127.0.0.1:0"

[database]
path = "contactable.db"

[[areas]]
name = "Housing"

[[issuers]]
issuer = "https://sign-in.example"
audience = "contactable"
algorithms = ["EdDSA"]
key_set = "keys.json"

[issuers.groups]
officers = ["housing"]
"#;

/// What an area and an issuer may have besides.
const AREA_KEYS: &str = r#"name = "Housing"
teams = ["Repairs", "Rents"]
retiring = "any-team"
letter_policy = "pds"
forwarding_first = true
letters_overseas = true
default_per = "team"
retention_years = 6

[areas.limits]
phones = 3
emails = 0
addresses = 20

[[areas]]
name = "NHS"
profile = "pds"
"#;
const TEAM_GROUPS: &str = r#"
[issuers.teams]
fixers = ["housing/repairs"]
everybody = ["Housing/Repairs", "Housing/Rents"]

[issuers.managers]
managers = ["housing"]
"#;

/// The good configuration with teams.
fn with_teams() -> String {
    GOOD.replace("name = \"Housing\"\n", AREA_KEYS) + TEAM_GROUPS
}

fn migrate(text: &str, keys: &str, variables: &[(&str, &str)]) -> Output {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("keys.json"), keys).expect("written");
    run("migrate", folder.path(), text, variables)
        .output()
        .expect("it runs")
}

fn run(command: &str, folder: &Path, text: &str, variables: &[(&str, &str)]) -> Command {
    let file = folder.join("contactable.toml");
    std::fs::write(&file, text).expect("written");
    let mut program = Command::new(PROGRAM);
    program
        .arg(command)
        .arg("--config")
        .arg(file)
        .envs(variables.iter().copied());
    program
}

#[test]
fn a_good_configuration_is_accepted() {
    let output = migrate(GOOD, KEYS, &[]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn teams_and_rules_for_letters_are_accepted() {
    let output = migrate(&with_teams(), KEYS, &[]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn bad_teams_and_rules_for_letters_are_refused_by_their_key() {
    let good = with_teams();
    for (key, from, to) in [
        (
            "areas[0].teams[1]",
            "\"Rents\"]\nretiring",
            "\" \"]\nretiring",
        ),
        (
            "areas[0].teams[1]",
            "\"Rents\"]\nretiring",
            "\"REPAIRS\"]\nretiring",
        ),
        ("areas[0].teams[0]", "[\"Repairs\"", "[\"Repairs/North\""),
        ("areas[0].retiring", "any-team", "nobody"),
        ("areas[0].letter_policy", "\"pds\"", "\"fastest\""),
        (
            "forwarding_first",
            "forwarding_first = true",
            "forwarding_first = \"often\"",
        ),
        (
            "letters_overseas",
            "letters_overseas = true",
            "letters_overseas = \"often\"",
        ),
        (
            "areas[0].default_per",
            "default_per = \"team\"",
            "default_per = \"person\"",
        ),
        (
            "areas[0].retention_years",
            "retention_years = 6",
            "retention_years = 0",
        ),
        (
            "areas[0].retention_years",
            "retention_years = 6",
            "retention_years = 101",
        ),
        ("areas[0].limits.phones", "phones = 3", "phones = 21"),
        ("areas[0].limits.phones", "phones = 3", "phones = -1"),
        ("areas[0].limits.emails", "emails = 0", "emails = 300"),
        (
            "areas[0].limits.addresses",
            "addresses = 20",
            "addresses = 21",
        ),
        ("faxes", "addresses = 20", "faxes = 1"),
        ("areas[1].profile", "\"pds\"\n\n", "\"nhs\"\n\n"),
        (
            "areas[1].limits",
            "profile = \"pds\"\n\n",
            "profile = \"pds\"\n[areas.limits]\nphones = 3\n\n",
        ),
        (
            "areas[2].name",
            "[[issuers]]",
            "[[areas]]\nname = \" nhs \"\n[[issuers]]",
        ),
        (
            "issuers[0].teams.fixers",
            "housing/repairs",
            "housing/parking",
        ),
        (
            "issuers[0].teams.fixers",
            "housing/repairs",
            "parks/repairs",
        ),
        ("issuers[0].teams.fixers", "housing/repairs", "housing"),
        (
            "issuers[0].managers.managers",
            "managers = [\"housing\"]",
            "managers = [\"parks\"]",
        ),
    ] {
        assert!(good.contains(from), "{from}");
        let output = migrate(&good.replace(from, to), KEYS, &[]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "{key} was accepted: {to}");
        assert!(said.contains(key), "{key} is not named in: {said}");
    }
}

#[test]
fn the_example_in_the_documents_is_a_good_one() {
    let example = include_str!("../../../../docs/contactable.example.toml");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = folder.path().join("example.db");
    let keys = folder.path().join("keys.json");
    let example_keys = include_str!("../../../../docs/contactable.example.jwks.json");
    std::fs::write(&keys, example_keys).expect("written");
    let text: String = example
        .lines()
        .map(|line| match line.split_once(" = ") {
            Some(("path", _)) => format!("path = {:?}\n", database.display()),
            Some(("key_set", _)) => format!("key_set = {:?}\n", keys.display()),
            _ => format!("{line}\n"),
        })
        .collect();
    let output = run("migrate", folder.path(), &text, &[])
        .output()
        .expect("it runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_bad_configuration_is_refused_by_its_key() {
    let change = |from: &str, to: &str| {
        assert!(GOOD.contains(from), "{from}");
        GOOD.replace(from, to)
    };
    let cases = [
        ("listen", change("127.0.0.1:0", "somewhere"), KEYS),
        ("listen", change("listen = \"127.0.0.1:0\"", ""), KEYS),
        ("colour", change("listen =", "colour = 1\nlisten ="), KEYS),
        ("path", change("path = \"contactable.db\"", ""), KEYS),
        (
            "areas",
            change("[[areas]]\nname = \"Housing\"", "areas = []"),
            KEYS,
        ),
        (
            "areas[0].name",
            change("name = \"Housing\"", "name = \" \""),
            KEYS,
        ),
        (
            "areas[1].name",
            change("[[issuers]]", "[[areas]]\nname = \"HOUSING\"\n[[issuers]]"),
            KEYS,
        ),
        (
            "issuers[0].algorithms",
            change("\"EdDSA\"", "\"HS256\""),
            KEYS,
        ),
        (
            "issuers[0].algorithms",
            change("\"EdDSA\"", "\"none\""),
            KEYS,
        ),
        ("issuers[0].algorithms", change("\"EdDSA\"", ""), KEYS),
        (
            "issuers[0].audience",
            change("\"contactable\"", "\"\""),
            KEYS,
        ),
        (
            "issuers[0].issuer",
            change("https://sign-in.example", ""),
            KEYS,
        ),
        (
            "issuers[0].groups.officers",
            change("[\"housing\"]", "[\"Parks\"]"),
            KEYS,
        ),
        (
            "issuers[0].key_set",
            change("keys.json", "missing.json"),
            KEYS,
        ),
        ("issuers[0].key_set", GOOD.to_owned(), "{\"keys\":[]}"),
        ("issuers[0].key_set", GOOD.to_owned(), "not json"),
        (
            "issuers[0].key_set",
            GOOD.to_owned(),
            r#"{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}"#,
        ),
        (
            "issuers[0].key_set",
            GOOD.to_owned(),
            &KEYS.replace("\"x\"", "\"d\":\"c2VjcmV0\",\"x\""),
        ),
        (
            "issuers[0].algorithms",
            change("\"EdDSA\"", "\"RS256\""),
            KEYS,
        ),
        (
            "issuers[0].algorithms",
            change("\"EdDSA\"", "\"EdDSA\", \"RS256\""),
            KEYS,
        ),
        (
            "database.path",
            change("contactable.db", "no/such/folder/c.db"),
            KEYS,
        ),
        ("log", change("listen =", "log = \"loud\"\nlisten ="), KEYS),
        (
            "bare_tokens",
            change("listen =", "bare_tokens = \"perhaps\"\nlisten ="),
            KEYS,
        ),
    ];
    for (key, text, keys) in cases {
        let output = migrate(&text, keys, &[]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "{key} was accepted");
        assert!(said.contains(key), "{key} is not named in: {said}");
    }
}

#[test]
fn there_is_no_default_for_what_must_be_decided() {
    let output = migrate("", KEYS, &[]);
    assert!(!output.status.success());
}

#[test]
fn the_demos_keys_are_refused() {
    let keys = contactable_server::demo::key_set().expect("the demo's keys");
    let output = migrate(GOOD, &keys, &[]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success());
    assert!(
        said.contains("issuers[0].key_set") && said.contains("demo"),
        "{said}"
    );
}

#[test]
fn variables_win_over_the_file() {
    let output = migrate(GOOD, KEYS, &[("CONTACTABLE_LISTEN", "nowhere")]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        !output.status.success() && said.contains("listen"),
        "{said}"
    );
    let output = migrate(
        GOOD,
        KEYS,
        &[("CONTACTABLE_DATABASE__PATH", "/no/such/folder/c.db")],
    );
    assert!(!output.status.success());
    let output = migrate(GOOD, KEYS, &[("CONTACTABLE_COLOUR", "red")]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        !output.status.success() && said.contains("colour"),
        "{said}"
    );
}

#[test]
fn serve_listens_and_stops_when_asked() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("keys.json"), KEYS).expect("written");
    let mut child = run("serve", folder.path(), GOOD, &[])
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut log = std::io::BufReader::new(child.stderr.take().expect("its log"));
    let mut first = String::new();
    std::io::BufRead::read_line(&mut log, &mut first).expect("a line");
    let line: serde_json::Value = serde_json::from_str(&first).expect("JSON");
    assert_eq!(line["message"], "listening");
    let told = Command::new("kill")
        .args(["-TERM", &child.id().to_string()])
        .status();
    assert!(told.expect("kill runs").success());
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn the_trail_and_the_key_of_the_index_are_configured() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("keys.json"), KEYS).expect("written");
    let told = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();
    let hex = "0123456789abcdef".repeat(4);
    for key in [
        hex.as_bytes(),
        format!(" {}\n", hex.to_uppercase()).as_bytes(),
        &[7; 32],
    ] {
        std::fs::write(folder.path().join("lookup.key"), key).expect("written");
        let settings =
            format!("lookup_key_file = \"lookup.key\"\n{GOOD}\n[audit]\nmax_delay_ms = 0\n");
        let done = run("migrate", folder.path(), &settings, &[])
            .output()
            .expect("it runs");
        assert!(done.status.success(), "{}", told(&done));
    }
    let short = &hex[..62];
    std::fs::write(folder.path().join("short.key"), short).expect("written");
    for (before, after, problem) in [
        (
            "",
            "[audit]\nmax_delay_ms = 60001",
            "audit.max_delay_ms: give 0 to 60000",
        ),
        ("", "[audit]\nmax_delay_ms = -1", "audit.max_delay_ms"),
        ("", "[audit]\ndelay = 1", "unknown field `delay`"),
        ("lookup_key_file = \"none.key\"", "", "lookup_key_file: "),
        (
            "lookup_key_file = \"short.key\"",
            "",
            "give 64 hexadecimal digits, or 32 bytes",
        ),
    ] {
        let settings = format!("{before}\n{GOOD}\n{after}\n");
        let refused = run("migrate", folder.path(), &settings, &[])
            .output()
            .expect("it runs");
        assert!(!refused.status.success(), "{before}{after}");
        let said = told(&refused);
        assert!(said.contains(problem), "{said}");
        assert!(!said.contains(short), "the key is not told: {said}");
        let folder = folder.path().display().to_string();
        let told = said.replace(&format!("{folder}/contactable.toml"), "");
        assert!(
            !told.contains(".key"),
            "nor what was given for its file: {said}"
        );
    }
}
