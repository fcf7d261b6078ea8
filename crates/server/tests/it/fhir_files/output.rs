//! What is exported, where to, and what is on record of it.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::people::{test_number, whole};
use super::{counts, empty, export, import, person, run, said};
use crate::configuration::{GOOD, KEYS};
use crate::program::{PROGRAM, Program};

/// The demo's patient.
const ROSALIND: &str = "9990000018";

#[test]
fn a_bundle_has_the_same_people_as_the_lines() {
    let folder = empty();
    let none: Value = {
        import(
            folder.path(),
            &["--dry-run"],
            &whole(&test_number(1).expect("a number")).to_string(),
        );
        assert_eq!(export(folder.path(), &[]), "");
        serde_json::from_str(&export(folder.path(), &["--bundle"])).expect("JSON")
    };
    assert_eq!(
        none,
        json!({"resourceType": "Bundle", "type": "collection"})
    );
    let people = (1..200).filter_map(test_number);
    let people: Vec<String> = people.map(|number| whole(&number).to_string()).collect();
    let people = people.join("\n");
    import(folder.path(), &["--carry"], &people);
    let lines = export(folder.path(), &[]);
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), people.lines().count());
    let numbers: Vec<&str> = lines.iter().filter_map(|one| one["id"].as_str()).collect();
    assert!(numbers.is_sorted());
    let bundle: Value = serde_json::from_str(&export(folder.path(), &["--bundle"])).expect("JSON");
    let entries = bundle["entry"].as_array().expect("entries").iter();
    assert_eq!(
        entries.map(|one| &one["resource"]).collect::<Vec<_>>(),
        lines.iter().collect::<Vec<_>>()
    );
    // A Bundle comes back in, too.
    let other = empty();
    let totals = import(
        other.path(),
        &["--carry"],
        &export(folder.path(), &["--bundle"]),
    );
    assert_eq!(counts(&totals)[0], lines.len() as u64);
    assert_eq!(export(other.path(), &[]), export(folder.path(), &[]));
}

#[test]
fn a_file_is_its_owners_and_whole_or_not_there() {
    let (folder, files) = (empty(), empty());
    let number = test_number(1).expect("a number");
    import(folder.path(), &[], &whole(&number).to_string());
    let file = files.path().join("people.ndjson");
    std::fs::write(&file, "older").expect("written");
    let path = file.to_str().expect("text");
    assert_eq!(export(folder.path(), &["-o", path]), "");
    let written = std::fs::read_to_string(&file).expect("there");
    assert_eq!(written, export(folder.path(), &[]));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&file)
            .expect("there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert_eq!(
        std::fs::read_dir(files.path()).expect("a folder").count(),
        1
    );
    let nowhere = files.path().join("no/people.ndjson");
    let nowhere = nowhere.to_str().expect("text");
    let output = run(folder.path(), &["export", "fhir", "-o", nowhere], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains(nowhere));
}

#[test]
fn whoever_is_not_there_is_told_of_by_place() {
    let folder = empty();
    let [here, missing] = [1, 2].map(|last| test_number(last).expect("a number"));
    import(folder.path(), &[], &whole(&here).to_string());
    let asked = [
        "export",
        "fhir",
        "--nhs-number",
        &here,
        "--nhs-number",
        &missing,
    ];
    let output = run(folder.path(), &asked, "");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 1);
    let place = "--nhs-number, number 2 of those given: nobody is known by it";
    assert!(said(&output).contains(place), "{}", said(&output));
    let output = run(
        folder.path(),
        &["export", "fhir", "--nhs-number", "9990000019"],
        "",
    );
    assert!(
        said(&output).contains("not an NHS number"),
        "{}",
        said(&output)
    );
    assert!(!said(&output).contains("9990000019") && !said(&output).contains(&missing));
}

#[test]
fn it_works_beside_a_running_demo_and_is_on_record() {
    let folder = empty();
    let demo = Program::demo_of_people(folder.path());
    let mut rosalind = person(folder.path(), ROSALIND);
    let has = |pointer: &str| rosalind.pointer(pointer).is_some();
    assert!(has("/telecom/3/id") && has("/address/1/text") && has("/contact/0/telecom/0/value"));
    assert!(has("/extension/0/extension/2/valueString"), "{rosalind}");
    // What the demo holds and FHIR has no words for stays.
    let same = import(folder.path(), &[], &rosalind.to_string());
    assert_eq!(counts(&same), [0, 0, 1, 0, 0], "{same}");
    let version = |patient: &Value| {
        let version = patient["meta"]["versionId"].as_str().expect("text");
        version.parse::<u64>().expect("a number")
    };
    let before = version(&rosalind);
    rosalind["contact"][0]["telecom"][0]["value"] = json!("07700900777");
    let totals = import(folder.path(), &[], &rosalind.to_string());
    assert_eq!(counts(&totals), [0, 1, 0, 0, 0]);
    assert_eq!(version(&person(folder.path(), ROSALIND)), before + 1);
    demo.ask_to_stop();
    assert!(demo.wait());
    let verified = run(folder.path(), &["audit", "verify"], "");
    assert!(verified.status.success(), "{}", said(&verified));
    let target = "3fa1c0de-0000-4000-8000-00000000000a";
    let asked = ["audit", "export", "--format", "ndjson", "--target", target];
    let trail = String::from_utf8(run(folder.path(), &asked, "").stdout).expect("text");
    let of_operator: Vec<Value> = trail
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
        .filter(|entry| entry["mode"] == "operator")
        .collect();
    let count = |action: &str| of_operator.iter().filter(|e| e["action"] == action).count();
    assert_eq!(
        (count("read-patient"), count("take-over")),
        (2, 2),
        "{trail}"
    );
    assert_eq!(count("replace-information"), 1, "{trail}");
}

fn with_configuration(text: &str, arguments: &[&str], folder: &Path) -> std::process::Output {
    std::fs::write(folder.join("keys.json"), KEYS).expect("written");
    let file = folder.join("contactable.toml");
    std::fs::write(&file, text).expect("written");
    let command = Command::new(PROGRAM)
        .args(arguments)
        .arg("--config")
        .arg(file)
        .current_dir(folder)
        .output();
    command.expect("it runs")
}

#[test]
fn an_area_that_holds_patients_is_needed() {
    let folder = empty();
    let people = folder.path().join("people.ndjson");
    let number = test_number(1).expect("a number");
    std::fs::write(&people, whole(&number).to_string()).expect("written");
    let people = people.to_str().expect("text");
    for arguments in [vec!["import", "fhir", people], vec!["export", "fhir"]] {
        let output = with_configuration(GOOD, &arguments, folder.path());
        assert_eq!(output.status.code(), Some(1));
        assert!(
            said(&output).contains("profile = \"pds\""),
            "{}",
            said(&output)
        );
    }
    let nhs = GOOD.replace("name = \"Housing\"", "name = \"NHS\"\nprofile = \"pds\"");
    let nhs = nhs.replace("[\"housing\"]", "[\"nhs\"]");
    let output = with_configuration(&nhs, &["import", "fhir", people], folder.path());
    assert!(output.status.success(), "{}", said(&output));
    let output = with_configuration(&nhs, &["export", "fhir"], folder.path());
    assert!(String::from_utf8_lossy(&output.stdout).contains(&number));
}
