//! What is not said, or cannot be read, shows nobody and takes nothing away that is here.

use std::path::Path;

use serde_json::{Value, json};

use super::people::{patient, phone, test_number, whole};
use super::{counts, empty, export, import, person, run, said};

const LISTS: [&str; 4] = ["telecom", "address", "contact", "extension"];

/// A folder in which somebody with everything is, and their number.
fn known() -> (tempfile::TempDir, String) {
    let folder = empty();
    let number = test_number(1).expect("a number");
    import(folder.path(), &["--carry"], &whole(&number).to_string());
    (folder, number)
}

fn refused(folder: &Path, text: &str) -> String {
    let output = run(folder, &["import", "fhir", "-"], text);
    let totals = String::from_utf8(output.stdout.clone()).expect("text");
    assert_eq!(counts(&totals), [0, 0, 0, 0, 1], "{totals}");
    assert_eq!(output.status.code(), Some(1));
    said(&output)
}

#[test]
fn nobody_is_shown_by_a_label_that_cannot_be_read() {
    let number = test_number(1).expect("a number");
    for security in [
        json!([{"code": "r"}]),
        json!([{"code": "X"}]),
        json!([{"code": ""}]),
        json!({"code": "R"}),
        json!([{"code": "U"}, {"code": 7}]),
    ] {
        let folder = empty();
        let mut came = whole(&number);
        came["meta"]["security"] = security;
        let told = refused(folder.path(), &came.to_string());
        assert!(told.contains("security label cannot be read"), "{told}");
        assert_eq!(export(folder.path(), &[]), "");
    }
    let folder = empty();
    let came = patient(&number, 1, "REDACTED", json!({}));
    import(folder.path(), &[], &came.to_string());
    let back = person(folder.path(), &number);
    assert_eq!(back["meta"]["security"][0]["code"], "V");
}

#[test]
fn a_list_that_is_none_changes_nothing() {
    let (folder, number) = known();
    let before = export(folder.path(), &[]);
    for name in LISTS {
        for value in [json!("bad"), json!(null), json!({})] {
            let mut came = whole(&number);
            came[name] = value;
            let told = refused(folder.path(), &came.to_string());
            assert!(told.contains(&format!("{name} is not a list")), "{told}");
        }
    }
    assert_eq!(export(folder.path(), &[]), before);
}

#[test]
fn a_list_that_is_not_there_says_nothing_unless_the_whole_is_meant() {
    let (folder, number) = known();
    let before = export(folder.path(), &[]);
    for text in [
        json!({"resourceType": "Patient", "id": number}),
        patient(&number, 7, "U", json!({"extension": []})),
    ] {
        let totals = import(folder.path(), &[], &text.to_string());
        assert_eq!(counts(&totals), [0, 0, 1, 0, 0]);
    }
    assert_eq!(export(folder.path(), &[]), before);
    let nothing = patient(&number, 7, "U", json!({})).to_string();
    let totals = import(folder.path(), &["--whole"], &nothing);
    assert_eq!(counts(&totals), [0, 1, 0, 0, 0]);
    let after = person(folder.path(), &number);
    for name in ["telecom", "address", "contact"] {
        assert_eq!(after.get(name), None, "{name}");
    }
    // What is carried along is no contact detail.
    assert_eq!(after["extension"].as_array().map(Vec::len), Some(2));
}

/// A search result has neither the contact preference nor temporary addresses.
#[test]
fn search_results_destroy_nothing() {
    let (folder, number) = known();
    let before = person(folder.path(), &number);
    let mut found = whole(&number);
    let addresses = found["address"].as_array_mut().expect("a list");
    addresses.truncate(1);
    found["extension"] = json!([{"url": "https://example.org/first", "valueString": "a  b"}]);
    let bundle = json!({"resourceType": "Bundle", "type": "searchset", "total": 1,
                        "entry": [{"resource": found}]});
    let totals = import(folder.path(), &[], &bundle.to_string());
    assert_eq!(counts(&totals), [0, 0, 1, 0, 0]);
    assert_eq!(person(folder.path(), &number), before);
    // An address of another kind that is not there any more goes, and one temporary takes the other's place.
    found["address"] = json!([{"id": "A3", "use": "temp", "line": ["4 Old Quay", "Leeds"]}]);
    import(folder.path(), &[], &found.to_string());
    let after = person(folder.path(), &number);
    let addresses = after["address"].as_array().expect("a list");
    let ids: Vec<&Value> = addresses.iter().map(|one| &one["id"]).collect();
    assert_eq!(ids, ["A3"]);
    assert_eq!(after["telecom"], before["telecom"]);
}

#[test]
fn an_item_that_cannot_be_read_leaves_the_one_that_is_here() {
    let (folder, number) = known();
    let before = person(folder.path(), &number);
    let mut came = whole(&number);
    came["telecom"][0]["value"] = json!("1".repeat(300));
    came["telecom"][1]["period"] = json!({"start": "2026-02-02", "end": "2026-02-01"});
    came["address"][0]["line"][1] = json!("1".repeat(300));
    came["address"][1]["use"] = json!("nowhere");
    came["contact"][0]["telecom"][1]["value"] = json!("");
    came["extension"][1]["extension"][1]["valueCodeableConcept"]["coding"][0]["code"] = json!("Z");
    let totals = import(folder.path(), &["--whole"], &came.to_string());
    assert_eq!(counts(&totals), [0, 0, 1, 0, 0], "{totals}");
    assert_eq!(person(folder.path(), &number), before);
    // What can be read beside it counts; and of an item without an id nobody knows which it is.
    came["telecom"] = json!([
        phone("T1", "home", ""),
        phone("T2", "mobile", "07700900777")
    ]);
    import(folder.path(), &[], &came.to_string());
    let values = |folder: &Path| -> Vec<Value> {
        let patient = person(folder, &number);
        let telecoms = patient["telecom"].as_array().expect("a list").iter();
        telecoms.map(|one| one["value"].clone()).collect()
    };
    assert_eq!(values(folder.path()), ["01632 960001", "07700900777"]);
    came["telecom"] = json!([{"system": "phone", "use": "home", "value": ""}]);
    let totals = import(folder.path(), &["--whole"], &came.to_string());
    assert_eq!(counts(&totals), [0, 0, 1, 0, 0], "{totals}");
    came["telecom"] = json!([]);
    import(folder.path(), &[], &came.to_string());
    assert_eq!(person(folder.path(), &number).get("telecom"), None);
}

#[test]
fn somebody_new_is_taken_as_far_as_can_be_read() {
    let folder = empty();
    let number = test_number(1).expect("a number");
    let mut came = whole(&number);
    came["contact"][0]["telecom"][1]["value"] = json!("");
    came["address"][0]["line"][1] = json!("1".repeat(300));
    for expected in [[1, 0, 0, 0, 0], [0, 0, 1, 0, 0]] {
        let totals = import(folder.path(), &["--carry"], &came.to_string());
        assert_eq!(counts(&totals), expected, "{totals}");
    }
    let back = person(folder.path(), &number);
    assert_eq!(
        back["contact"][0]["telecom"].as_array().map(Vec::len),
        Some(1)
    );
    assert_eq!(back["address"].as_array().map(Vec::len), Some(2));
}

#[test]
fn who_it_is_and_how_much_is_certain_or_refused() {
    let (folder, number) = known();
    let before = export(folder.path(), &[]);
    let mut other = whole(&number);
    other["id"] = json!("not-a-number");
    let told = refused(folder.path(), &other.to_string());
    assert!(told.contains("differ"), "{told}");
    let mut many = whole(&number);
    many["telecom"] = json!(vec![phone("T1", "home", "01632 960001"); 1001]);
    let told = refused(folder.path(), &many.to_string());
    assert!(told.contains("more than 1,000 items"), "{told}");
    assert_eq!(export(folder.path(), &[]), before);
}
