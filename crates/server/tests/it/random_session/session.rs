//! A session: what is held when it begins, who was told what, and what leaked.

use clap::ValueEnum as _;
use contactable_domain::ids::TargetId;
use contactable_domain::ports::Clock as _;
use contactable_server::demo::PATIENT_NHS_NUMBER;
use contactable_server::demo::Persona::{
    self, Admin, Clinician, DutyOfficer, MailRun, Officer, PdsPrivilegedApp, SafeguardingLead,
    SocialWorker, Unattended,
};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::calls::{RECORD_ADDRESS, RECORD_EMAIL, RECORD_PHONE, Step, nth};
use super::secrets::{HELD, named, of_the_restricted, squeezed};
use crate::asking::{call_as, whole_trail};
use crate::fhir::world::{BASE, request_id};
use crate::test_app::{AMARA, Answer, TestApp};

/// The targets; the first is to be restricted.
const TARGETS: [&str; HELD.len()] = [
    AMARA,
    "3fa1c0de-0000-4000-8000-000000000002",
    "3fa1c0de-0000-4000-8000-000000000003",
];

/// A record or a grant that never was.
const NEVER: &str = "018f3f2e-7a3b-7c00-8000-0123456789ab";

const PURPOSES: [&str; 4] = ["general", "direct-care", "service-delivery", "emergency"];

pub struct Session {
    app: TestApp,
    tokens: Vec<(Persona, String)>,
    /// Of each target the records and the grants that callers heard of.
    records: [Vec<String>; HELD.len()],
    grants: [Vec<String>; HELD.len()],
    restricted: bool,
    /// Until when the duty officer sees.
    broken_until: Option<Timestamp>,
    leaks: Vec<String>,
}

impl Session {
    /// Three areas hold all that there is about each target, and share some of it.
    pub async fn begin() -> Self {
        let app = TestApp::new();
        let of = |who: &Persona| (*who, app.token(*who, &[]));
        let tokens = Persona::value_variants().iter().map(of).collect();
        let mut session = Self {
            app,
            tokens,
            records: Default::default(),
            grants: Default::default(),
            restricted: false,
            broken_until: None,
            leaks: Vec::new(),
        };
        let number = json!({"system": "nhs-number", "value": PATIENT_NHS_NUMBER}).to_string();
        let path = format!("/targets/{AMARA}/identifiers");
        session.asked(Admin, "PUT", &path, &number, "general").await;
        for (target, id) in TARGETS.iter().enumerate() {
            for (turn, (who, area)) in HOLDERS.iter().enumerate() {
                for record in [RECORD_PHONE, RECORD_EMAIL, RECORD_ADDRESS] {
                    session.hold(target, *who, (record, area, turn)).await;
                }
            }
            let agreed = r#"{"from":"Housing","to":"Social Care","lawfulBasis":"consent","agreement":{"by":"person","on":"2026-11-20","method":"form","wording":"notice 1"}}"#;
            let path = format!("/targets/{id}/sharing");
            let answer = session
                .asked(Officer, "POST", &path, agreed, "general")
                .await;
            session.grants[target].push(answer.id());
        }
        session
    }

    async fn hold(&mut self, target: usize, who: Persona, what: (&str, &str, usize)) {
        let (record, area, turn) = what;
        let all = &HELD[target];
        let body = record
            .replace("{target}", TARGETS[target])
            .replace("{phone}", nth(all.phones, turn).typed)
            .replace("{email}", nth(all.emails, turn).typed)
            .replace("{line}", nth(all.lines, turn).typed)
            .replace("{postcode}", nth(all.postcodes, turn).typed)
            .replace("{note}", &nth(all.notes, turn).typed.replace('<', "="))
            .replace("{area}", area);
        let answer = self
            .asked(who, "POST", "/contact-details", &body, "general")
            .await;
        assert_eq!(answer.status, 201, "{body}: {}", answer.text);
        self.records[target].push(answer.id());
    }

    async fn asked(
        &self,
        who: Persona,
        method: &str,
        path: &str,
        body: &str,
        purpose: &str,
    ) -> Answer {
        let token = self.tokens.iter().find(|(persona, _)| *persona == who);
        let token = &token.expect("a token").1;
        let amara = TargetId::parse(AMARA).expect("an id");
        let version = self.app.store.target_version(amara).await;
        let (id, version) = (request_id(), version.expect("readable"));
        let version = format!("W/\"{version}\"");
        let mut headers = vec![("x-purpose", purpose)];
        if path.starts_with(BASE) {
            headers.extend([
                ("x-request-id", &*id),
                ("if-match", &*version),
                ("content-type", "application/json-patch+json"),
            ]);
        }
        call_as(&self.app, token, method, path, body, &headers).await
    }

    /// The first target becomes a restricted person.
    pub async fn restrict(&mut self) {
        let path = format!("/targets/{AMARA}/restriction");
        let body = r#"{"restricted":true,"reason":"at risk"}"#;
        let answer = self
            .asked(SafeguardingLead, "PUT", &path, body, "general")
            .await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        self.restricted = true;
    }

    /// All that somebody sees of the restricted person.
    pub async fn list(&self, who: Persona) -> String {
        let path = format!("/contact-details?targetId={AMARA}&includeHistoric=true");
        self.asked(who, "GET", &path, "", "general").await.text
    }

    /// Takes a step, and looks at what comes back.
    pub async fn take(&mut self, step: &Step) {
        self.app.clock.advance_seconds(step.seconds);
        let target = step.target;
        let known = |ids: &[String]| match ids {
            [] => NEVER.to_owned(),
            ids => ids[step.record % ids.len()].clone(),
        };
        let (record, grant) = (known(&self.records[target]), known(&self.grants[target]));
        let (method, path, body) = step.call(TARGETS[target], &record, &grant);
        let purpose = nth(&PURPOSES, step.purpose);
        let answer = self.asked(step.who, &method, &path, &body, purpose).await;
        self.look_at(step, &format!("{method} {path}"), &answer);
        self.learn(step, &path, &answer);
    }

    fn look_at(&mut self, step: &Step, call: &str, answer: &Answer) {
        let who = step.who;
        if answer.status.as_u16() >= 500 {
            self.leaks
                .push(format!("{who:?}, {call}: {}", answer.status));
        }
        let may_see = matches!(who, SafeguardingLead | PdsPrivilegedApp)
            || (who == DutyOfficer
                && self
                    .broken_until
                    .is_some_and(|until| self.app.clock.now() < until));
        if self.restricted && !may_see {
            let whole = format!("{:?} {}", answer.headers, answer.text);
            for secret in of_the_restricted()
                .iter()
                .filter(|secret| secret.is_in(&whole))
            {
                self.leaks
                    .push(format!("{who:?}, {call}: {}", secret.typed));
            }
        }
    }

    /// What a session knows from an answer.
    fn learn(&mut self, step: &Step, path: &str, answer: &Answer) {
        let told: Value = serde_json::from_str(&answer.text).unwrap_or_default();
        let succeeded = answer.status.is_success();
        let first = step.target == 0;
        if first && succeeded && path.ends_with("/restriction") && told["restricted"] == true {
            self.restricted = true;
        }
        let Some(id) = told["id"].as_str().filter(|_| answer.status == 201) else {
            return;
        };
        if path.ends_with("/sharing") {
            self.grants[step.target].push(id.to_owned());
        } else if path.ends_with("/break-glass") && first {
            let until = told["until"].as_str().and_then(|until| until.parse().ok());
            self.broken_until = self.broken_until.max(until);
        } else if path.contains("ontact") {
            self.records[step.target].push(id.to_owned());
        }
    }

    /// What was told that should not have been, in answers, in what waits to be told, and in the trail.
    pub async fn leaks(&self) -> Vec<String> {
        let mut leaks = self.leaks.clone();
        let amara = TargetId::parse(AMARA).expect("an id");
        let waiting = self
            .app
            .store
            .outbox(amara)
            .await
            .expect("readable")
            .join("\n");
        if waiting.is_empty() {
            leaks.push("no event waits".to_owned());
        }
        for secret in of_the_restricted()
            .iter()
            .filter(|secret| secret.is_in(&waiting))
        {
            leaks.push(format!("an event: {}", secret.typed));
        }
        leaks.extend(self.leaks_of_values("the trail", &whole_trail(&self.app).await));
        leaks
    }

    /// Which values, of whomever, stand in a text where none ever may: what is held and searched for, NHS numbers,
    /// tokens and the names in them.
    pub fn leaks_of_values(&self, place: &str, text: &str) -> Vec<String> {
        let texts = squeezed(text);
        let mut secrets: Vec<_> = HELD.iter().flat_map(super::secrets::Values::all).collect();
        secrets.extend([
            named(PATIENT_NHS_NUMBER),
            named("7700900456"),
            named("7700900999"),
        ]);
        let mut leaks: Vec<String> = secrets
            .iter()
            .filter(|secret| texts.iter().any(|text| secret.is_in_squeezed(text)))
            .map(|secret| format!("{place}: {}", secret.typed))
            .collect();
        for (who, token) in &self.tokens {
            let signed = token.rsplit('.').next().unwrap_or(token);
            let identity = who.identity();
            // What a client is called is no person's name.
            let person = !matches!(who, Unattended | MailRun);
            if text.contains(signed)
                || (person && (text.contains(identity.name) || text.contains(identity.email)))
            {
                leaks.push(format!("{place}: who {who:?} is"));
            }
        }
        leaks
    }
}

/// Who records for each area.
const HOLDERS: [(Persona, &str); 3] = [
    (Officer, "Housing"),
    (SocialWorker, "Social Care"),
    (Clinician, "NHS"),
];
