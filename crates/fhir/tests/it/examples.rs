//! The examples of the documentation hold.

use contactable_fhir::example::{PATCHES, PATIENT, PROBLEM, RELATED_PEOPLE};
use contactable_fhir::import::{Keep, read};
use contactable_fhir::outcome::{Codes, ErrorCode, Problem};
use serde_json::{Value, json};

use crate::support::{WORKER, patched_with, shown, taken, taking};

#[test]
fn the_patient_is_shown_as_the_example_has_it() {
    let taken = taken(read(PATIENT, Keep::ContactDetails).unwrap());
    assert_eq!(taken.left_out, []);
    assert_eq!(
        shown(&taking(&taken)),
        serde_json::from_str::<Value>(PATIENT).unwrap()
    );
}

#[test]
fn the_patches_do_what_they_say() {
    let before = taking(&taken(read(PATIENT, Keep::ContactDetails).unwrap()));
    let after = shown(&patched_with(&before, PATCHES, WORKER, &Codes::default()).unwrap());
    assert_eq!(after["telecom"][1]["value"], json!("07700 900003"));
    assert_eq!(after["address"].as_array().unwrap().len(), 1);
    assert_eq!(after["contact"].as_array().unwrap().len(), 2);
}

#[test]
fn the_others_have_their_form() {
    let text = "Invalid update with error - no id or url found for path with root /address/0";
    let problem = Problem::told(ErrorCode::InvalidUpdate, text);
    let parsed: Value = serde_json::from_str(&problem.to_text()).unwrap();
    assert_eq!(parsed, serde_json::from_str::<Value>(PROBLEM).unwrap());
    let related = read(RELATED_PEOPLE, Keep::Everything).unwrap();
    assert!(related.iter().all(|read| read.taken.is_ok()) && related.len() == 1);
}
