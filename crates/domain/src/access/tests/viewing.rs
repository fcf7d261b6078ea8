//! What somebody is shown, and so may change.

use jiff::SignedDuration;
use uuid::Uuid;

use super::changing::record;
use super::people::*;
use crate::access::{Rule, may_change_in_view, may_look_as};
use crate::actor::AccessMode;
use crate::contact_detail::{ContactDetail, Ending};
use crate::display::Audience;
use crate::ids::ContactDetailId;
use crate::refusal::Refusal;

fn later(record: &ContactDetail) -> ContactDetail {
    let mut later = record.clone();
    later.id = ContactDetailId::from(Uuid::from_u128(10));
    later.created.at += SignedDuration::from_secs(60);
    later
}

#[test]
fn who_chooses_for_themselves_changes_what_they_see() {
    let older = record("Housing", None);
    let held = || [older.clone(), later(&older)].into_iter();
    let may = |mode, record: &ContactDetail| may_change_in_view(mode, record, held(), TODAY);
    let hidden = Err(Refusal::Hidden(Rule::NotInView));
    for mode in [AccessMode::Patient(number()), AccessMode::HealthcareWorker] {
        assert_eq!(may(mode, &later(&older)), Ok(()), "{}", mode.as_str());
        assert_eq!(may(mode, &older), hidden, "{}", mode.as_str());
    }
    for mode in [AccessMode::Staff, AccessMode::Unattended { update: true }] {
        assert_eq!(may(mode, &older), Ok(()), "{}", mode.as_str());
    }
}

#[test]
fn what_is_retired_is_not_for_a_worker_to_change() {
    let retired = record("Housing", None).retired(Ending {
        stamp: stamp(),
        reason: None,
        superseded_by: None,
    });
    let held = [retired.clone()].into_iter();
    let refused = may_change_in_view(AccessMode::HealthcareWorker, &retired, held, TODAY);
    assert_eq!(refused, Err(Refusal::Hidden(Rule::NotInView)));
}

#[test]
fn nobody_looks_as_somebody_who_is_shown_more() {
    let (patient, worker) = (AccessMode::Patient(number()), AccessMode::HealthcareWorker);
    for (mode, audience, may) in [
        (patient, Audience::Patient, true),
        (patient, Audience::Worker, false),
        (patient, Audience::All, false),
        (worker, Audience::Patient, true),
        (worker, Audience::Worker, true),
        (worker, Audience::All, false),
        (AccessMode::Staff, Audience::All, true),
        (AccessMode::Staff, Audience::Worker, true),
    ] {
        let looks = may_look_as(mode, audience);
        assert_eq!(looks.is_ok(), may, "{} as {audience:?}", mode.as_str());
        let told = looks.map_err(|refusal| refusal.because());
        assert!(may || told == Err("not-in-this-mode"));
    }
}
