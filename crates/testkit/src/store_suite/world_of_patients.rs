//! What else can be asked in a world: patients, whose lists change as one, and who come from another system.

use std::sync::Arc;

use contactable_domain::access::Operation;
use contactable_domain::actor::{AccessMode, Actor};
use contactable_domain::area::{AreaKey, PlaceRules, Profile, ServiceArea};
use contactable_domain::contact_detail::Information;
use contactable_domain::ids::TargetId;
use contactable_domain::patient::{
    Carried, Confidentiality, List, Patient, PatientSight, Rules, Wanted, WantedItem, WantedPatient,
};
use contactable_domain::ports::{Clock, Left, PatientQuery, RequestKey, WholeKey};
use contactable_domain::target_version::TargetVersion;
use contactable_domain::time::day_of;
use contactable_domain::value::{DramaNumbers, NhsNumber};
use contactable_domain::vocabulary::{Label, Use};
use contactable_service::{Arriving, Manner, PatientUpdate, TakenOver, Unsaid};

use jiff::Timestamp;

use super::World;
use super::world::code_of;
use crate::{NHS, actor_of};

/// Somebody of the area that lives by PDS's rules.
pub fn nurse() -> Arc<Actor> {
    in_mode(AccessMode::Staff)
}

fn in_mode(mode: AccessMode) -> Arc<Actor> {
    let places = PlaceRules {
        profile: Profile::Pds,
        ..PlaceRules::default()
    };
    let area = ServiceArea::named(NHS).expect("a name");
    let mut actor = Actor::clone(&actor_of(&[NHS]));
    actor.mode = mode;
    actor.areas = vec![area.with_places(places)];
    Arc::new(actor)
}

/// An NHS number of those set aside for tests, another one for each count.
pub fn numbered(count: u32) -> NhsNumber {
    let nine = format!("999{:06}", count % 1_000_000);
    let weighted = nine.bytes().zip((2..=10).rev());
    let sum: u32 = weighted
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    match (11 - sum % 11) % 11 {
        10 => numbered(count + 500_000),
        check => NhsNumber::parse(&format!("{nine}{check}")).expect("a number"),
    }
}

/// The same information, used for something else.
pub fn used_for(usage: Use, information: Information) -> Information {
    Information {
        label: Label::used_for(usage),
        ..information
    }
}

/// An item that says this.
pub fn item(information: Information) -> WantedItem {
    WantedItem {
        what: vec![information],
        period: None,
        in_part: false,
    }
}

/// A key that no other request has.
pub fn request(number: u8) -> RequestKey {
    RequestKey {
        digest: [number; 32],
        at: Timestamp::MIN,
    }
}

/// The lists as they are, each item kept.
pub fn kept(patient: &Patient) -> WantedPatient {
    let list = |list| {
        let records = patient.records_of(list);
        records
            .map(|record| Wanted::Kept(record.item_id()))
            .collect()
    };
    WantedPatient {
        telecoms: list(List::Telecom),
        addresses: list(List::Address),
        contacts: list(List::Contact),
        ..WantedPatient::default()
    }
}

/// What the records of a patient say, in their order.
pub fn values(patient: &Patient) -> Vec<&str> {
    patient
        .records
        .iter()
        .map(|record| record.information.value.one_line())
        .collect()
}

impl World {
    /// Who answers to a number, as somebody sees them.
    pub async fn sight_of(
        &self,
        actor: &Arc<Actor>,
        number: NhsNumber,
        left_by: Option<Left>,
    ) -> PatientSight {
        let query = PatientQuery {
            number,
            area: AreaKey::of(NHS),
            viewer: self.viewer(actor, Operation::See),
            left_by,
            request: None,
        };
        self.store.patient(query).await.expect("readable")
    }

    /// A patient who is known.
    pub async fn patient(&self, number: NhsNumber) -> Patient {
        self.patient_left(number, None).await
    }

    /// A patient as a change left them.
    pub async fn patient_left(&self, number: NhsNumber, left_by: Option<Left>) -> Patient {
        match self.sight_of(&nurse(), number, left_by).await {
            PatientSight::Seen(patient) => *patient,
            other => panic!("{other:?}"),
        }
    }

    /// Somebody who comes with these lists and no more.
    pub fn arriving(number: NhsNumber, version: u64, lists: WantedPatient) -> Arriving {
        Arriving {
            number,
            version: TargetVersion::new(version),
            confidentiality: Some(Confidentiality::Unrestricted),
            lists: Some(lists),
            unsaid: Unsaid::default(),
            carrying: None,
        }
    }

    /// Takes somebody over, as whoever has the data does.
    pub async fn take_over(&self, arriving: Arriving) -> Result<TakenOver, String> {
        let operator = in_mode(AccessMode::Operator);
        let done = self
            .use_cases
            .take_over(self.caller(&operator), arriving, Manner::InEarnest);
        done.await.map_err(code_of)
    }

    /// A patient in version 1 of whom these are known.
    pub async fn known_patient(&self, number: NhsNumber, telecoms: &[Information]) -> Patient {
        let added = telecoms
            .iter()
            .map(|one| Wanted::Added(None, item(one.clone())));
        let lists = WantedPatient {
            telecoms: added.collect(),
            ..WantedPatient::default()
        };
        let taken = self.take_over(Self::arriving(number, 1, lists)).await;
        assert_eq!(taken, Ok(TakenOver::New));
        self.patient(number).await
    }

    /// What a change of a patient's lists comes to.
    pub fn update(
        &self,
        patient: &Patient,
        lists: &WantedPatient,
        key: RequestKey,
    ) -> PatientUpdate {
        let rules = Rules::Interface(AccessMode::Staff, DramaNumbers::Accepted);
        let change = patient.rewritten(lists, rules, day_of(self.clock.now()));
        PatientUpdate {
            patient: patient.clone(),
            change: change.expect("the rules allow it"),
            request: key,
        }
    }

    /// Changes a patient's lists; the error is the refusal's code.
    pub async fn change(&self, update: PatientUpdate) -> Result<Patient, String> {
        let nurse = nurse();
        let done = self.use_cases.change_patient(self.caller(&nurse), update);
        done.await.map_err(code_of)
    }

    /// Everything that the store has about a patient but for what was asked: it is the same when nothing changed.
    pub async fn all_of(&self, patient: &Patient) -> (Patient, Vec<String>, u64) {
        let target = patient.target;
        (
            self.patient(patient.number).await,
            self.store.outbox(target).await.expect("readable"),
            self.store.target_version(target).await.expect("readable"),
        )
    }
}

/// What a change of a target in the NHS area is about.
pub fn whole_key(target: TargetId) -> WholeKey {
    WholeKey {
        target,
        area: AreaKey::of(NHS),
    }
}

/// What is carried along.
pub fn carried(text: &str) -> Carried {
    Carried::new(text.to_owned())
}
