//! A patient that can be read and patched without a store.

use contactable_domain::access::{Basis, Rule};
use contactable_domain::actor::{AccessMode, Author};
use contactable_domain::area::AreaKey;
use contactable_domain::contact_detail::{ContactDetail, Marks, Stamp, Target, Version};
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::patient::{
    Carried, Confidentiality, ItemId, Patient, PatientChange, Rules,
};
use contactable_domain::preferences::ContactPreferences;
use contactable_domain::target_version::TargetVersion;
use contactable_domain::value::DramaNumbers;
use contactable_domain::value::NhsNumber;
use contactable_domain::vocabulary::TargetKind;
use contactable_fhir::import::{Keep, Read, Taken, read};
use contactable_fhir::outcome::{Codes, Problem};
use contactable_fhir::patch;
use contactable_fhir::patient::{Look, patient};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde_json::{Value, json};
use uuid::Uuid;

pub const NUMBER: &str = "9990000018";
pub const TODAY: Date = date(2026, 11, 22);
pub const WORKER: AccessMode = AccessMode::HealthcareWorker;

pub fn number() -> NhsNumber {
    NhsNumber::parse(NUMBER).unwrap()
}

pub fn as_patient() -> AccessMode {
    AccessMode::Patient(number())
}

/// Somebody of whom nothing is known.
pub fn nobody() -> Patient {
    Patient {
        number: number(),
        target: TargetId::from(Uuid::from_u128(1)),
        version: TargetVersion::new(1),
        confidentiality: Confidentiality::Unrestricted,
        basis: Ok(Basis {
            rule: Rule::OwnArea,
            grant: None,
        }),
        records: Vec::new(),
        wishes: None,
        carried: None,
    }
}

pub fn taken(read: Vec<Read>) -> Taken {
    let [one] = <[Read; 1]>::try_from(read).unwrap_or_else(|all| panic!("{} taken", all.len()));
    one.taken.unwrap()
}

/// The patient that a resource tells of, with all that it carries. What the resource leaves out of the ends of a
/// Patient is put there.
pub fn known(mut resource: Value) -> Patient {
    resource["resourceType"] = json!("Patient");
    resource["id"] = json!(NUMBER);
    taking(&taken(
        read(&resource.to_string(), Keep::Everything).unwrap(),
    ))
}

pub fn taking(taken: &Taken) -> Patient {
    let before = Patient {
        number: taken.number,
        ..nobody()
    };
    let wanted = taken.wanted.clone().unwrap_or_default();
    let change = before.rewritten(&wanted, Rules::TakingOver, TODAY).unwrap();
    Patient {
        version: TargetVersion::new(taken.version.unwrap_or(1)),
        confidentiality: taken
            .confidentiality
            .unwrap_or(Confidentiality::Unrestricted),
        carried: taken
            .carried
            .clone()
            .map(|carried| Carried::new(carried.as_str().to_owned())),
        ..changed(&before, &change)
    }
}

/// What a change makes of a patient.
pub fn changed(before: &Patient, change: &PatientChange) -> Patient {
    let stamp = stamp();
    let mut records = before.records.clone();
    records.retain(|record| !change.retired().contains(&record.id));
    for one in change.reworded() {
        let record = records
            .iter_mut()
            .find(|record| record.id == one.id)
            .unwrap();
        record.information = one.information.clone();
        record.period = one.period;
    }
    let last = before
        .records
        .iter()
        .map(|record| record.id.uuid().as_u128())
        .max();
    let next = last.unwrap_or(0x1000) + 1;
    let ids = (next..).take(change.made().len());
    let ids: Vec<ContactDetailId> = ids
        .map(|id| ContactDetailId::from(Uuid::from_u128(id)))
        .collect();
    for (made, id) in change.made().iter().zip(&ids) {
        let beside = made.beside.map(|first| ItemId::of_record(ids[first]));
        records.push(ContactDetail {
            id: *id,
            target: target(before),
            area: AreaKey::of("nhs"),
            team: None,
            information: made.information.clone(),
            is_default: false,
            is_preferred: false,
            period: made.period,
            marks: Marks::default(),
            item: made.item.clone().or(beside),
            supersedes: made.supersedes,
            created: stamp.clone(),
            ended: None,
            version: Version::FIRST,
            recorded: stamp.clone(),
        });
    }
    let wishes = match change.wishes() {
        None => before.wishes.clone(),
        Some(wishes) => Some(ContactPreferences {
            target: before.target,
            area: AreaKey::of("nhs"),
            wishes: wishes.clone(),
            version: Version::FIRST,
            recorded: stamp,
        }),
    };
    Patient {
        records: Patient::in_order(records),
        wishes,
        version: before.version.next(),
        ..before.clone()
    }
}

fn target(patient: &Patient) -> Target {
    Target {
        id: patient.target,
        kind: TargetKind::Person,
    }
}

fn stamp() -> Stamp {
    Stamp {
        at: Timestamp::from_second(1_780_000_000).unwrap(),
        by: Author {
            subject: "test".to_owned(),
            name: None,
            email: None,
        },
    }
}

/// The ids of a list.
pub fn ids(resource: &Value, list: &str) -> Vec<String> {
    let items = resource[list].as_array().into_iter().flatten();
    items
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect()
}

pub fn shown(known: &Patient) -> Value {
    serde_json::from_str(&patient(known, Look::default())).unwrap()
}

/// What patches make of a patient.
pub fn patched_by(known: &Patient, patches: &Value, by: AccessMode) -> Result<Patient, Problem> {
    let body = json!({ "patches": patches }).to_string();
    patched_with(known, &body, by, &Codes::default())
}

pub fn patched_with(
    known: &Patient,
    body: &str,
    by: AccessMode,
    codes: &Codes,
) -> Result<Patient, Problem> {
    let patches = patch::parse(body.as_bytes(), codes)?;
    let change = patches.change(known, by, (TODAY, DramaNumbers::Accepted), codes)?;
    Ok(changed(known, &change))
}

/// What a worker's patches make of the patient, as it is shown then.
pub fn patched(known: &Patient, patches: Value) -> Value {
    let after = patched_by(known, &patches, WORKER);
    shown(&after.unwrap_or_else(|problem| panic!("{:?}", problem.diagnostics)))
}

/// The code and the diagnostics with which a worker's patches are refused.
pub fn refused(known: &Patient, patches: Value) -> (&'static str, String) {
    refused_to(known, patches, WORKER)
}

pub fn refused_to(known: &Patient, patches: Value, by: AccessMode) -> (&'static str, String) {
    match patched_by(known, &patches, by) {
        Ok(after) => panic!("{patches} made {}", shown(&after)),
        Err(problem) => (problem.code.code(), problem.diagnostics.unwrap()),
    }
}

/// Asserts that a worker's patches are refused with `INVALID_UPDATE` and this sentence.
#[track_caller]
pub fn assert_invalid(known: &Patient, patches: Value, sentence: &str) {
    let told = refused(known, patches);
    let diagnostics = format!("Invalid update with error - {sentence}");
    assert_eq!(told, ("INVALID_UPDATE", diagnostics));
}

pub const TEXTPHONE: &str =
    "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-OtherContactSystem";
pub const PREFERENCE: &str =
    "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactPreference";
pub const KEY: &str = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-AddressKey";

pub fn textphone_extension() -> Value {
    json!({"url": TEXTPHONE, "valueCoding": {
        "system": "https://fhir.hl7.org.uk/CodeSystem/UKCore-OtherContactSystem",
        "code": "textphone", "display": "Minicom (Textphone)"}})
}

pub fn key(kind: &str, value: &str) -> Value {
    json!({"url": KEY, "extension": [
        {"url": "type", "valueCoding": {
            "system": "https://fhir.hl7.org.uk/CodeSystem/UKCore-AddressKeyType", "code": kind}},
        {"url": "value", "valueString": value}]})
}

pub fn emergency(telecom: Value) -> Value {
    json!({"relationship": [{"coding": [{
        "system": "http://terminology.hl7.org/CodeSystem/v2-0131",
        "code": "C", "display": "Emergency Contact"}]}],
        "telecom": telecom})
}

pub fn method(code: &str, display: &str) -> Value {
    json!({"url": "PreferredContactMethod", "valueCodeableConcept": {"coding": [{
        "system": "https://fhir.hl7.org.uk/CodeSystem/UKCore-PreferredContactMethod",
        "code": code, "display": display}]}})
}

pub fn format(code: &str, display: &str) -> Value {
    json!({"url": "PreferredWrittenCommunicationFormat", "valueCodeableConcept": {"coding": [{
        "system": "https://fhir.hl7.org.uk/CodeSystem/UKCore-PreferredWrittenCommunicationFormat",
        "code": code, "display": display}]}})
}

pub fn times(text: &str) -> Value {
    json!({"url": "PreferredContactTimes", "valueString": text})
}

pub fn preference(parts: Value) -> Value {
    json!({"url": PREFERENCE, "extension": parts})
}

/// Somebody with a bit of everything.
pub fn full() -> Patient {
    let mut contact = emergency(json!([{"system": "phone", "value": "07700 900020"}]));
    contact["id"] = json!("CT1");
    contact["period"] = json!({"start": "2025-02-01"});
    known(json!({
        "meta": {"versionId": "10"},
        "name": [{"id": "N1", "use": "usual", "given": ["Robin"], "family": "Example"}],
        "gender": "other",
        "birthDate": "1990-01-02",
        "telecom": [
            {"id": "TC1", "period": {"start": "2020-02-03"}, "system": "phone", "value": "01632 960001", "use": "home"},
            {"id": "TC2", "period": {"start": "2021-07-08"}, "system": "phone", "value": "07700 900001", "use": "mobile"},
            {"id": "TC3", "period": {"start": "2021-07-08"}, "system": "email", "value": "robin@example.com", "use": "home"},
            {"id": "TC4", "period": {"start": "2021-07-08"}, "system": "other", "value": "01632 960002", "use": "home",
                "extension": [textphone_extension()]},
        ],
        "address": [
            {"id": "AD1", "period": {"start": "2019-04-02"}, "use": "home",
                "line": ["12 Mill Lane", "Headingley", "Leeds"], "postalCode": "LS6 3AA",
                "extension": [key("PAF", "00112233"), key("UPRN", "10012345678")]},
            {"id": "AD2", "period": {"start": "2026-11-01", "end": "2026-12-20"}, "use": "temp",
                "text": "Holiday Home", "line": ["4 Sea View", "Whitby"], "postalCode": "YO21 3PU"},
        ],
        "contact": [contact],
        "extension": [preference(json!([format("12", "Braille"), method("1", "Letter"), times("Not after 7pm")]))],
    }))
}
