//! A patient of whom the NHS area holds something of everything, and calls to the interface.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Body;
use axum::http::Request;
use contactable_server::demo::PATIENT_NHS_NUMBER;
use contactable_server::demo::Persona::{self, PdsWorker};
use contactable_server::wiring::Parts;
use serde_json::{Value, json};

use crate::standing::known_patient;
use crate::test_app::{Answer, TestApp};

pub const BASE: &str = "/personal-demographics/FHIR/R4";

/// The patient's number.
pub const NUMBER: &str = PATIENT_NHS_NUMBER;

/// A good number that nobody has.
pub const NOBODY: &str = "9990000026";

/// A number whose last digit is wrong.
pub const NO_NUMBER: &str = "9990000019";

/// The correlation id of every call.
pub const CORRELATION: &str = "batch 7/row 3";

const PREFERENCE: &str =
    "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactPreference";

static REQUESTS: AtomicU64 = AtomicU64::new(1);

/// An id that no other request has.
pub fn request_id() -> String {
    let number = REQUESTS.fetch_add(1, Ordering::Relaxed);
    format!("60e0b220-8136-4ca5-ae46-{number:012x}")
}

/// The path of the patient.
pub fn patient() -> String {
    format!("/Patient/{NUMBER}")
}

/// A call that would succeed, but for what is changed about it.
#[derive(Clone)]
pub struct Ask {
    pub method: &'static str,
    pub suffix: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

impl Ask {
    pub fn of(method: &'static str, suffix: &str) -> Self {
        Self {
            method,
            suffix: suffix.to_owned(),
            headers: vec![
                ("x-request-id", request_id()),
                ("x-correlation-id", CORRELATION.to_owned()),
            ],
            body: Vec::new(),
        }
    }

    pub fn get(suffix: &str) -> Self {
        Self::of("GET", suffix)
    }

    /// A change of the patient in this version.
    pub fn patch(version: u64, patches: &Value) -> Self {
        let body = json!({ "patches": patches }).to_string();
        Self::of("PATCH", &patient())
            .with("if-match", &format!("W/\"{version}\""))
            .with("content-type", "application/json-patch+json")
            .bytes(body.as_bytes())
    }

    pub fn of_number(mut self, number: &str) -> Self {
        self.suffix = self.suffix.replace(NUMBER, number);
        self
    }

    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self = self.without(name);
        self.headers.push((name, value.to_owned()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self
    }

    pub fn bytes(mut self, body: &[u8]) -> Self {
        self.body = body.to_vec();
        self
    }

    /// The request, whatever its body.
    pub fn request(&self, body: Body) -> Request<Body> {
        let uri = format!("{BASE}{}", self.suffix);
        let request = Request::builder().method(self.method).uri(uri);
        let headers = self.headers.iter();
        let request = headers.fold(request, |request, (name, value)| {
            request.header(*name, value)
        });
        request.body(body).expect("a request")
    }

    pub async fn by(&self, app: &TestApp, who: Persona) -> Answer {
        self.claiming(app, who, &[]).await
    }

    /// By somebody whose token says something else.
    pub async fn claiming(&self, app: &TestApp, who: Persona, claims: &[&str]) -> Answer {
        let token = format!("Bearer {}", app.token(who, claims));
        self.clone().with("authorization", &token).sent(app).await
    }

    /// Without a token, unless it has one.
    pub async fn sent(&self, app: &TestApp) -> Answer {
        app.send(self.request(Body::from(self.body.clone()))).await
    }
}

/// An app that knows the patient, of whom nothing is held.
pub async fn known() -> TestApp {
    knowing(TestApp::new()).await
}

/// The same with other parts.
pub async fn known_with(change: impl FnOnce(&mut Parts)) -> TestApp {
    knowing(TestApp::with(change)).await
}

async fn knowing(app: TestApp) -> TestApp {
    known_patient(&app).await;
    app
}

/// An app that holds something of everything about the patient.
pub async fn held() -> TestApp {
    filled(known().await).await
}

/// Puts something of everything there.
pub async fn filled(app: TestApp) -> TestApp {
    let version = version(&app).await;
    let answer = Ask::patch(version, &something_of_everything());
    let answer = answer.by(&app, PdsWorker).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    app.clock.advance_seconds(1);
    app
}

pub async fn read(app: &TestApp) -> Answer {
    let answer = Ask::get(&patient()).by(app, PdsWorker).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer
}

pub async fn version(app: &TestApp) -> u64 {
    version_of(&read(app).await.json())
}

pub fn version_of(patient: &Value) -> u64 {
    let version = patient["meta"]["versionId"].as_str().expect("a version");
    version.parse().expect("digits")
}

/// Changes the patient as they are now.
pub async fn patch(app: &TestApp, patches: &Value) -> Answer {
    let ask = Ask::patch(version(app).await, patches);
    let answer = ask.by(app, PdsWorker).await;
    app.clock.advance_seconds(1);
    answer
}

/// The place of the first item of a list of which a member is this.
pub fn place(patient: &Value, list: &str, member: &str, is: &str) -> usize {
    let items = patient[list].as_array().expect("a list");
    let found = items.iter().position(|item| item[member] == is);
    found.unwrap_or_else(|| panic!("no {list} with {member} {is}"))
}

pub fn telecom(system: &str, usage: &str, value: &str) -> Value {
    json!({"system": system, "use": usage, "value": value})
}

pub fn emergency(system: &str, value: &str) -> Value {
    json!({
        "relationship": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0131",
            "code": "C", "display": "Emergency Contact"}]}],
        "telecom": [{"system": system, "value": value}],
    })
}

pub fn temporary(line: &str) -> Value {
    json!({
        "use": "temp",
        "text": "Student Accommodation",
        "period": {"start": "2026-10-01", "end": "2026-12-20"},
        "line": [line, "4 College Road", "", "York", ""],
        "postalCode": "YO10 5DD",
    })
}

pub fn home(line: &str) -> Value {
    json!({
        "use": "home",
        "period": {"start": "2019-07-06"},
        "line": [line, "23 Mill Lane", "Headingley", "Leeds", ""],
        "postalCode": "LS6 3AA",
    })
}

pub fn preference(times: &str) -> Value {
    json!({"url": PREFERENCE, "extension": [
        {"url": "PreferredContactMethod", "valueCodeableConcept": {"coding": [
            {"system": "https://fhir.hl7.org.uk/CodeSystem/UKCore-PreferredContactMethod", "code": "3",
             "display": "Telephone"}]}},
        {"url": "PreferredContactTimes", "valueString": times},
    ]})
}

pub fn add(list: &str, value: &Value) -> Value {
    json!({"op": "add", "path": format!("/{list}/-"), "value": value})
}

/// The whole item at a place, tested and removed.
pub fn remove(patient: &Value, list: &str, place: usize) -> [Value; 2] {
    let path = format!("/{list}/{place}");
    [
        json!({"op": "test", "path": path, "value": patient[list][place]}),
        json!({"op": "remove", "path": path}),
    ]
}

/// An item with some of its members changed, in its place.
pub fn replace(patient: &Value, list: &str, place: usize, with: &Value) -> Value {
    let mut item = patient[list][place].clone();
    let members = with.as_object().expect("members");
    item.as_object_mut()
        .expect("an item")
        .extend(members.clone());
    json!({"op": "replace", "path": format!("/{list}/{place}"), "value": item})
}

fn something_of_everything() -> Value {
    let mut textphone = telecom("other", "home", "01632 960002");
    textphone["extension"] = json!([{
        "url": "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-OtherContactSystem",
        "valueCoding": {"system": "https://fhir.hl7.org.uk/CodeSystem/UKCore-OtherContactSystem",
            "code": "textphone", "display": "Minicom (Textphone)"},
    }]);
    json!([
        add("telecom", &telecom("phone", "home", "01632 960001")),
        add("telecom", &telecom("phone", "mobile", "07700 900001")),
        add("telecom", &telecom("email", "home", "robin@example.com")),
        add("telecom", &textphone),
        add("address", &home("Flat 3")),
        add("address", &temporary("Room 12")),
        add("contact", &emergency("phone", "07700 900002")),
        add("extension", &preference("After school")),
    ])
}
