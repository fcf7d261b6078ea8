//! Taking people over while others are at it, and what is told of people at risk.

use std::sync::Arc;

use contactable_domain::actor::{AccessMode, Actor, Author, PurposeOfUse};
use contactable_domain::ids::{CorrelationId, TargetId};
use contactable_domain::patient::{Confidentiality, WantedPatient};
use contactable_domain::target_version::TargetVersion;
use contactable_domain::value::NhsNumber;
use contactable_fhir::import::{Keep, read};
use contactable_server::demo::{self, Persona};
use contactable_service::{Arriving, Caller, Failure, FoundPatient, Manner, TakenOver, Unsaid};
use serde_json::json;

use super::people::{patient, phone, test_number, whole};
use crate::test_app::TestApp;

struct Operating {
    app: TestApp,
    actor: Arc<Actor>,
}

impl Operating {
    fn new() -> Self {
        let app = TestApp::new();
        let author = Author {
            subject: "operator:0".to_owned(),
            name: None,
            email: None,
        };
        let areas = demo::areas().iter().cloned().collect();
        let actor = Arc::new(Actor::new(AccessMode::Operator, "local", author, areas));
        Self { app, actor }
    }

    fn caller(&self) -> Caller<'_> {
        let ids = self.app.use_cases.ids();
        Caller {
            actor: &self.actor,
            purpose: PurposeOfUse::General,
            correlation: CorrelationId::from(ids.next(self.app.use_cases.clock().now())),
        }
    }

    async fn take(&self, arriving: Arriving) -> TakenOver {
        let use_cases = &self.app.use_cases;
        let taken = use_cases.take_over(self.caller(), arriving, Manner::InEarnest);
        taken.await.unwrap_or_else(|failed| panic!("{failed:?}"))
    }

    async fn target(&self, number: &str) -> TargetId {
        let number = NhsNumber::parse(number).expect("a number");
        let read = self.app.use_cases.read_patient(self.caller(), number).await;
        match read.expect("read") {
            FoundPatient::Found(patient) => patient.target,
            FoundPatient::Invalidated => panic!("invalidated"),
        }
    }
}

fn arriving(patient: &serde_json::Value) -> Arriving {
    let mut reads = read(&patient.to_string(), Keep::ContactDetails).expect("FHIR");
    let taken = reads.remove(0).taken.expect("a person");
    Arriving {
        number: taken.number,
        version: TargetVersion::new(taken.version.expect("a version")),
        confidentiality: taken.confidentiality,
        lists: taken.wanted,
        unsaid: Unsaid::default(),
        carrying: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_bring_the_same_person_one_brings_somebody_new() {
    let operating = Arc::new(Operating::new());
    let number = test_number(1).expect("a number");
    let person = arriving(&whole(&number));
    let tasks: Vec<_> = (0..5)
        .map(|_| {
            let (operating, person) = (operating.clone(), person.clone());
            tokio::spawn(async move { operating.take(person).await })
        })
        .collect();
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.expect("it ends"));
    }
    let count = |so| outcomes.iter().filter(|outcome| **outcome == so).count();
    assert_eq!((count(TakenOver::New), count(TakenOver::Unchanged)), (1, 4));
    let target = operating.target(&number).await;
    assert_eq!(
        operating
            .app
            .store
            .target_version(target)
            .await
            .expect("it"),
        7
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_changed_meanwhile_is_taken_over_all_the_same() {
    let operating = Arc::new(Operating::new());
    let number = test_number(1).expect("a number");
    operating.take(arriving(&whole(&number))).await;
    let target = operating.target(&number).await;
    let others = operating.clone();
    let writing = tokio::spawn(async move {
        for index in 0..20 {
            let body = format!(
                r#"{{"targetId":"{target}","targetType":"person","contactInformation":{{"contactType":"phone","subType":"other","value":"07700 9001{index:02}"}},"sourceServiceArea":{{"area":"Social Care","isDefault":false}}}}"#
            );
            others
                .app
                .call(Persona::SocialWorker, "POST", "/contact-details", &body)
                .await;
        }
    });
    for index in 0..20 {
        let telecom = json!({"telecom": [phone("T1", "home", &format!("01632 9601{index:02}"))]});
        let person = arriving(&patient(&number, 1, "U", telecom));
        assert_eq!(operating.take(person).await, TakenOver::Changed);
    }
    writing.await.expect("it ends");
}

#[tokio::test]
async fn what_waits_to_be_told_of_somebody_who_arrives_restricted_keeps_no_value() {
    let operating = Operating::new();
    let number = test_number(1).expect("a number");
    operating.take(arriving(&whole(&number))).await;
    let target = operating.target(&number).await;
    let told = |bodies: Vec<String>| bodies.join("\n");
    let before = told(operating.app.store.outbox(target).await.expect("events"));
    assert!(before.contains("07700900001"), "{before}");
    let mut restricted = whole(&number);
    restricted["meta"]["security"][0]["code"] = json!("R");
    restricted["telecom"][1]["value"] = json!("07700900888");
    let person = arriving(&restricted);
    assert_eq!(operating.take(person.clone()).await, TakenOver::Changed);
    let after = told(operating.app.store.outbox(target).await.expect("events"));
    for value in ["07700900001", "07700900888", "quill@example.com"] {
        assert!(!after.contains(value), "{value}: {after}");
    }
    assert_eq!(after.matches("PersonRestrictedEvent").count(), 1);
    assert_eq!(operating.take(person).await, TakenOver::Unchanged);
    // A restricted person's details are for those who are trusted with them.
    let number = NhsNumber::parse(&number).expect("a number");
    let read = operating
        .app
        .use_cases
        .read_patient(operating.caller(), number);
    let FoundPatient::Found(hidden) = read.await.expect("read") else {
        panic!("invalidated");
    };
    assert!(hidden.basis.is_err() && hidden.records.is_empty());
}

#[tokio::test]
async fn only_whoever_has_the_data_takes_people_over() {
    let operating = Operating::new();
    let mut actor = (*operating.actor).clone();
    let number = test_number(1).expect("a number");
    for mode in [
        AccessMode::Staff,
        AccessMode::HealthcareWorker,
        AccessMode::Unattended { update: true },
        AccessMode::Patient(NhsNumber::parse(&number).expect("a number")),
    ] {
        actor.mode = mode;
        let actor = Arc::new(actor.clone());
        let caller = Caller {
            actor: &actor,
            ..operating.caller()
        };
        let use_cases = &operating.app.use_cases;
        let person = arriving(&whole(&number));
        let taken = use_cases.take_over(caller, person, Manner::InEarnest).await;
        assert!(
            matches!(taken, Err(Failure::Refused(_))),
            "{}",
            mode.as_str()
        );
        let listing = use_cases.permit_patient_listing(caller).await;
        assert!(
            matches!(listing, Err(Failure::Refused(_))),
            "{}",
            mode.as_str()
        );
    }
}

#[tokio::test]
async fn a_new_person_may_arrive_restricted_and_without_lists() {
    let operating = Operating::new();
    let number = NhsNumber::parse(&test_number(1).expect("a number")).expect("a number");
    let arriving = Arriving {
        number,
        version: TargetVersion::new(3),
        confidentiality: Some(Confidentiality::Restricted),
        lists: None,
        unsaid: Unsaid::default(),
        carrying: None,
    };
    assert_eq!(operating.take(arriving.clone()).await, TakenOver::New);
    assert_eq!(operating.take(arriving.clone()).await, TakenOver::Unchanged);
    let nothing = Arriving {
        number: NhsNumber::parse(&test_number(2).expect("a number")).expect("a number"),
        confidentiality: None,
        ..arriving.clone()
    };
    assert_eq!(operating.take(nothing).await, TakenOver::Unknown);
    let open = Arriving {
        number: NhsNumber::parse(&test_number(3).expect("a number")).expect("a number"),
        confidentiality: None,
        lists: Some(WantedPatient::default()),
        ..arriving
    };
    assert_eq!(operating.take(open).await, TakenOver::New);
}
