//! What is imported comes back, and comes back the same as often as it goes round.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use super::people::{any_people, patient, phone, test_number, whole};
use super::{counts, empty, export, import, person};

fn lines(people: &[Value]) -> String {
    let lines: Vec<String> = people.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

#[test]
fn somebody_with_everything_comes_back_whole() {
    let (first, second) = (empty(), empty());
    let number = test_number(1).expect("a number");
    let came = whole(&number);
    let laid_out = serde_json::to_string_pretty(&came).expect("JSON");
    let totals = import(first.path(), &["--carry"], &laid_out);
    assert_eq!(counts(&totals), [1, 0, 0, 0, 0]);
    assert!(!totals.contains("Left out"), "{totals}");
    let back = person(first.path(), &number);
    let same = [
        "/id",
        "/meta/versionId",
        "/name",
        "/gender",
        "/birthDate",
        "/generalPractitioner",
        "/extension",
        "/contact",
        "/address/1/line/1",
        "/address/1/text",
        "/address/1/period",
        "/address/0/extension",
        "/address/0/line",
        "/meta/security/0/code",
    ];
    for pointer in same {
        assert_eq!(back.pointer(pointer), came.pointer(pointer), "{pointer}");
    }
    let values = |patient: &Value| -> BTreeSet<String> {
        let telecoms = patient["telecom"].as_array().expect("a list").iter();
        telecoms.map(ToString::to_string).collect()
    };
    assert_eq!(values(&back), values(&came));
    let given_back = export(first.path(), &[]);
    import(second.path(), &["--carry"], &given_back);
    assert_eq!(export(second.path(), &[]), given_back);
}

#[test]
fn without_carry_only_contact_details_are_kept_and_the_rest_is_told_of() {
    let folder = empty();
    let number = test_number(1).expect("a number");
    let totals = import(folder.path(), &[], &whole(&number).to_string());
    for kind in [
        "name: ",
        "birthDate: ",
        "generalPractitioner: ",
        "extension: ",
    ] {
        assert!(totals.contains(kind), "{kind}{totals}");
    }
    let back = person(folder.path(), &number);
    assert_eq!(back.get("name"), None);
    assert_eq!(back["extension"].as_array().map(Vec::len), Some(1));
    assert_eq!(back["telecom"].as_array().map(Vec::len), Some(3));
}

/// Whatever another system holds, by whatever rules: it is taken, given back the same byte for byte from then on, and
/// changes nothing when it comes again.
#[test]
fn any_people_go_round_unchanged() {
    let mut runner = TestRunner::new(Config {
        cases: 5,
        failure_persistence: None,
        ..Config::default()
    });
    let checked = runner.run(&any_people(), |people| {
        let (first, second) = (empty(), empty());
        let came = lines(&people);
        let count = people.len() as u64;
        let once = import(first.path(), &["--carry"], &came);
        prop_assert_eq!(counts(&once), [count, 0, 0, 0, 0]);
        let given_back = export(first.path(), &[]);
        prop_assert_eq!(given_back.lines().count(), people.len());
        let again = import(first.path(), &["--carry"], &came);
        prop_assert_eq!(counts(&again), [0, 0, count, 0, 0]);
        let own = import(first.path(), &["--carry"], &given_back);
        prop_assert_eq!(counts(&own), [0, 0, count, 0, 0]);
        let whole = import(first.path(), &["--carry", "--whole"], &given_back);
        prop_assert_eq!(counts(&whole), [0, 0, count, 0, 0]);
        prop_assert_eq!(&export(first.path(), &[]), &given_back);
        let other = import(second.path(), &["--carry"], &given_back);
        prop_assert_eq!(counts(&other), [count, 0, 0, 0, 0]);
        prop_assert_eq!(&export(second.path(), &[]), &given_back);
        Ok(())
    });
    checked.unwrap_or_else(|failed| panic!("{failed}"));
}

#[test]
fn a_change_raises_the_version_by_one_and_keeps_what_stays() {
    let folder = empty();
    let number = test_number(1).expect("a number");
    let mut came = whole(&number);
    import(folder.path(), &["--carry"], &came.to_string());
    let before = person(folder.path(), &number);
    came["telecom"][1]["value"] = json!("07700900999");
    let telecoms = came["telecom"].as_array_mut().expect("a list");
    telecoms.remove(0);
    let totals = import(folder.path(), &["--carry"], &came.to_string());
    assert_eq!(counts(&totals), [0, 1, 0, 0, 0]);
    let after = person(folder.path(), &number);
    assert_eq!(after["meta"]["versionId"], "8");
    assert_eq!(after["address"], before["address"]);
    let values: Vec<&Value> = after["telecom"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| &one["value"])
        .collect();
    assert_eq!(values, ["07700900999", "quill@example.com"]);
    // A new name alone is a change, too.
    came["name"][0]["family"] = json!("Anders");
    assert_eq!(
        counts(&import(folder.path(), &["--carry"], &came.to_string())),
        [0, 1, 0, 0, 0]
    );
    let renamed = person(folder.path(), &number);
    assert_eq!(renamed["meta"]["versionId"], "9");
    assert_eq!(renamed["name"][0]["family"], "Anders");
}

#[test]
fn what_a_restricted_persons_file_hides_stays_as_it_is_here() {
    let folder = empty();
    let number = test_number(1).expect("a number");
    import(folder.path(), &["--carry"], &whole(&number).to_string());
    let before = person(folder.path(), &number);
    let hidden = patient(&number, 9, "R", json!({})).to_string();
    assert_eq!(
        counts(&import(folder.path(), &["--carry"], &hidden)),
        [0, 1, 0, 0, 0]
    );
    assert_eq!(
        counts(&import(folder.path(), &["--carry"], &hidden)),
        [0, 0, 1, 0, 0]
    );
    let after = person(folder.path(), &number);
    assert_eq!(after["meta"]["security"][0]["code"], "R");
    assert_eq!(after["meta"]["versionId"], "8");
    for list in ["telecom", "address", "contact", "extension", "name"] {
        assert_eq!(after[list], before[list], "{list}");
    }
    // Nobody's restriction is lifted because another system does not know of it.
    let open = patient(
        &number,
        9,
        "U",
        json!({"telecom": [phone("T1", "home", "01632960001")]}),
    );
    import(folder.path(), &["--whole"], &open.to_string());
    let after = person(folder.path(), &number);
    assert_eq!(after["meta"]["security"][0]["code"], "R");
    assert_eq!(after["telecom"].as_array().map(Vec::len), Some(1));
    assert_eq!(after.get("address"), None);
}
