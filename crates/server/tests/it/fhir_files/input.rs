//! What may be given, and what is said of what cannot be read.

use std::path::Path;

use serde_json::{Value, json};

use super::people::{patient, phone, related, test_number, whole};
use super::{count, counts, empty, export, import, person, run, said};

/// Texts that no output may ever have: values, names and numbers of people.
fn tells_of_somebody(text: &str) -> bool {
    ["Zzyzx", "960001", "quill@", "999000", "Mill Lane"]
        .iter()
        .any(|secret| text.contains(secret))
}

#[test]
fn lines_bundles_and_single_resources_are_read() {
    let [one, two, three] = [1, 2, 3].map(|last| whole(&test_number(last).expect("a number")));
    let bundle = json!({"resourceType": "Bundle", "type": "collection",
                        "entry": [{"resource": two}, {"resource": three}]});
    let pretty = |value: &Value| serde_json::to_string_pretty(value).expect("JSON");
    let lines = format!("\n{one}\n\n{bundle}\n");
    for (text, people) in [
        (lines.clone(), 3),
        (lines.replace('\n', "\r\n"), 3),
        (format!("\u{feff}{one}"), 1),
        (pretty(&bundle), 2),
        (format!("{}\n{}", pretty(&one), pretty(&bundle)), 3),
    ] {
        let folder = empty();
        let totals = import(folder.path(), &[], &text);
        assert_eq!(counts(&totals), [people, 0, 0, 0, 0], "{text}");
    }
}

#[test]
fn what_cannot_be_read_is_told_by_its_place_and_the_others_are_taken() {
    let folder = empty();
    let [one, two] = [1, 2].map(|last| whole(&test_number(last).expect("a number")));
    let mut wrong = whole(&test_number(3).expect("a number"));
    wrong["id"] = json!(test_number(5));
    let mut high = whole(&test_number(4).expect("a number"));
    high["meta"]["versionId"] = json!("18446744073709551615");
    let bundle =
        json!({"resourceType": "Bundle", "entry": [{"resource": two}, {"resource": wrong}]});
    let text = format!("{one}\n{{\"Zzyzx\": }}\n{bundle}\n[]\n{high}\n");
    let output = run(folder.path(), &["import", "fhir", "-"], &text);
    assert_eq!(output.status.code(), Some(1));
    let totals = String::from_utf8(output.stdout.clone()).expect("text");
    assert_eq!(
        counts(&totals),
        [2, 0, 0, 0, 4],
        "{totals}{}",
        said(&output)
    );
    for place in [
        "line 2: ",
        "line 3, entry 2: ",
        "line 4: ",
        "line 5: meta/versionId: ",
    ] {
        assert!(said(&output).contains(place), "{place}{}", said(&output));
    }
    assert!(!tells_of_somebody(&said(&output)) && !tells_of_somebody(&totals));
    assert_eq!(export(folder.path(), &[]).lines().count(), 2);
}

#[test]
fn a_report_tells_of_everything_and_of_nobody() {
    let folder = empty();
    let report = folder.path().with_extension("report");
    let mut one = whole(&test_number(1).expect("a number"));
    one["telecom"][0]["rank"] = json!(1);
    one["Quill Zzyzx"] = json!("quill@example.com");
    one["telecom"][2]["period"] = json!({"start": "2026-02-02", "end": "2026-02-01"});
    let text = format!("{one}\nrubbish of 01632 960001\n");
    let path = report.to_str().expect("text");
    let output = run(
        folder.path(),
        &["import", "fhir", "-", "--report", path],
        &text,
    );
    assert_eq!(output.status.code(), Some(1));
    let report = std::fs::read_to_string(&report).expect("a report");
    for line in [
        "refused\tline 2\t\tnot JSON\n",
        "left out\tline 1\ttelecom/0/rank\t",
        "left out\tline 1\ttelecom/period\tit ends before it starts\n",
        "left out\tline 1\tbirthDate\t",
        "left out\tline 1\t?\t",
    ] {
        assert!(report.contains(line), "{line}: {report}");
    }
    assert!(!tells_of_somebody(&report), "{report}");
    assert!(!tells_of_somebody(&said(&output)));
}

#[test]
fn texts_in_which_there_is_nothing_to_read_are_refused() {
    for text in [
        "",
        " \n",
        "rubbish",
        "{",
        "<Patient/>",
        "{\"resourceType\":\"Group\"}",
    ] {
        let folder = empty();
        let output = run(folder.path(), &["import", "fhir", "-"], text);
        assert_eq!(output.status.code(), Some(1), "{text}");
        let totals = String::from_utf8(output.stdout).expect("text");
        assert_eq!(counts(&totals), [0, 0, 0, 0, 1], "{text}");
    }
    let folder = empty();
    let output = run(folder.path(), &["import", "fhir", "/not/there"], "");
    assert!(said(&output).contains("/not/there: "), "{}", said(&output));
}

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect("written");
}

#[test]
fn a_folder_is_read_file_by_file() {
    let (folder, files) = (empty(), empty());
    let [one, two, three] = [1, 2, 3].map(|last| test_number(last).expect("a number"));
    let changed = patient(
        &one,
        1,
        "U",
        json!({"telecom": [phone("T1", "home", "01632960777")]}),
    );
    write(files.path(), "b.json", &changed.to_string());
    write(
        files.path(),
        "a.json",
        &serde_json::to_string_pretty(&whole(&one)).expect("JSON"),
    );
    write(
        files.path(),
        "c.ndjson",
        &format!("{}\nrubbish\n", whole(&two)),
    );
    write(files.path(), &format!("{three}.json"), "rubbish");
    write(files.path(), "d.txt", "not looked at");
    let path = files.path().to_str().expect("text");
    let output = run(folder.path(), &["import", "fhir", path], "");
    let totals = String::from_utf8(output.stdout.clone()).expect("text");
    assert_eq!(counts(&totals), [2, 1, 0, 0, 2], "{totals}");
    assert!(
        said(&output).contains("c.ndjson, line 2: not JSON"),
        "{}",
        said(&output)
    );
    let by_place = "file 1 of the folder by name: line 1 is not JSON";
    assert!(said(&output).contains(by_place), "{}", said(&output));
    assert_eq!(
        person(folder.path(), &one)["telecom"][0]["value"],
        "01632960777"
    );
    let none = empty();
    let path = none.path().to_str().expect("text");
    let output = run(folder.path(), &["import", "fhir", path], "");
    assert!(said(&output).contains("no file whose name ends in .json"));
}

#[test]
fn related_people_go_with_their_person_wherever_they_stand() {
    let folder = empty();
    let [one, two] = [1, 2].map(|last| test_number(last).expect("a number"));
    let text = format!(
        "{}\n{}\n{}\n",
        related(&one, "R1"),
        whole(&one),
        related(&two, "R2")
    );
    let trial = run(
        folder.path(),
        &["import", "fhir", "-", "--carry", "--dry-run"],
        &text,
    );
    let output = run(folder.path(), &["import", "fhir", "-", "--carry"], &text);
    for output in [trial, output] {
        let totals = String::from_utf8(output.stdout.clone()).expect("text");
        assert_eq!(counts(&totals), [1, 1, 0, 0, 1], "{totals}");
        assert!(said(&output).contains("line 3, entry 1: nobody with this NHS number is here"));
    }
    // The Patient alone leaves the related people as they are.
    let again = format!("{}\n{}\n", whole(&one), related(&one, "R1"));
    let totals = import(folder.path(), &["--carry"], &again);
    assert_eq!(counts(&totals), [0, 0, 2, 0, 0]);
    // Without --carry there is no place for them, known or not.
    let totals = import(folder.path(), &[], &text);
    assert_eq!(counts(&totals), [0, 0, 1, 0, 0]);
    assert!(totals.contains("2  RelatedPerson: "), "{totals}");
}

#[test]
fn a_trial_changes_nothing_and_says_what_would_come_of_it() {
    let folder = empty();
    let [one, two] = [1, 2].map(|last| test_number(last).expect("a number"));
    import(folder.path(), &["--carry"], &whole(&one).to_string());
    let before = export(folder.path(), &[]);
    let mut changed = whole(&one);
    changed["telecom"][1]["value"] = json!("07700900999");
    let text = format!("{changed}\n{}\n", whole(&two));
    let totals = import(folder.path(), &["--carry", "--dry-run"], &text);
    assert!(totals.starts_with("Nothing was changed."));
    assert_eq!(counts(&totals), [1, 1, 0, 0, 0]);
    assert_eq!(export(folder.path(), &[]), before);
    let totals = import(folder.path(), &["--carry"], &text);
    assert_eq!(count(&totals, "new"), 1);
    assert_eq!(count(&totals, "changed"), 1);
}
