//! What somebody sees of a target.

use std::sync::Arc;

use super::people::*;
use crate::access::{Decision, Operation, Rule, Standing, Viewer};
use crate::actor::{AccessMode, Actor, PurposeOfUse, Role};
use crate::area::{AreaKey, ServiceArea};
use crate::vocabulary::Channel;

fn viewer(actor: Actor) -> Viewer {
    Viewer {
        actor: Arc::new(actor),
        operation: Operation::See,
        purpose: PurposeOfUse::General,
        at: now(),
    }
}

fn areas(viewer: &Viewer, standing: &Standing) -> Vec<String> {
    let areas = viewer.sight(standing).areas();
    areas.iter().map(|area| area.as_str().to_owned()).collect()
}

#[test]
fn their_own_areas_come_first_then_what_is_shared() {
    let narrow = grant_for(1, &[Channel::Email], &[]);
    let other_purpose = {
        let mut grant = grant_for(2, &[], &[PurposeOfUse::Complaint]);
        grant.terms.from = AreaKey::of("Parks");
        grant
    };
    let standing = shared(vec![other_purpose, narrow.clone(), narrow]);
    assert_eq!(
        areas(&viewer(staff()), &standing),
        ["housing", "social care"]
    );
    assert_eq!(areas(&viewer(staff()), &Standing::default()), ["housing"]);
    let complaint = Viewer {
        purpose: PurposeOfUse::Complaint,
        ..viewer(staff())
    };
    assert_eq!(
        areas(&complaint, &standing),
        ["housing", "parks", "social care"]
    );
}

#[test]
fn nothing_is_seen_of_a_restricted_person_nor_shared() {
    let mut standing = restricted();
    standing.grants = vec![grant(1)];
    let plain = viewer(staff());
    assert!(areas(&plain, &standing).is_empty());
    let glimpse = plain.sight(&standing).glimpse();
    assert_eq!(glimpse.by, Some(Decision::Refuse(Rule::Restricted)));
    assert!(glimpse.shared.is_empty() && !glimpse.may_break_glass);
    let duty = viewer(actor(AccessMode::Staff, &[Role::BreakGlass]));
    assert!(areas(&duty, &standing).is_empty());
    assert!(duty.sight(&standing).glimpse().may_break_glass);
    assert!(!duty.sight(&Standing::default()).glimpse().may_break_glass);
    let lead = viewer(actor(AccessMode::Staff, &[Role::Safeguarding]));
    assert_eq!(areas(&lead, &standing), ["housing", "social care"]);
}

/// However many there are.
#[test]
fn grants_that_ended_or_are_to_others_open_no_area() {
    let mut grants = Vec::new();
    for number in 0..50_u8 {
        let from = AreaKey::of(&format!("Area {number}"));
        let mut expired = grant(u128::from(number));
        expired.terms.expires_on = Some(jiff::civil::date(2026, 1, 1));
        let mut to_others = grant(100 + u128::from(number));
        to_others.terms.to = AreaKey::of("NHS");
        for mut one in [expired, to_others] {
            one.terms.from = from.clone();
            grants.push(one);
        }
    }
    grants.push(grant(500));
    assert_eq!(
        areas(&viewer(staff()), &shared(grants)),
        ["housing", "social care"]
    );
}

#[test]
fn a_glimpse_names_what_is_shared_for_the_purpose_with_whom() {
    let mut expired = grant(2);
    expired.terms.expires_on = Some(jiff::civil::date(2026, 1, 1));
    let mut to_others = grant(3);
    to_others.terms.to = AreaKey::of("NHS");
    let for_care = grant_for(4, &[], &[PurposeOfUse::DirectCare]);
    let standing = shared(vec![
        grant_for(1, &[Channel::Phone], &[]),
        expired,
        to_others,
        for_care,
    ]);
    let glimpse = viewer(staff()).sight(&standing).glimpse();
    let named: Vec<u128> = glimpse
        .shared
        .iter()
        .map(|one| one.grant.uuid().as_u128())
        .collect();
    assert_eq!(named, [1]);
    assert_eq!(glimpse.by, Some(Decision::Allow(Rule::OwnArea)));
    let mut nobody = staff();
    nobody.areas = Vec::<ServiceArea>::new();
    let glimpse = viewer(nobody).sight(&standing).glimpse();
    assert_eq!((glimpse.by, glimpse.shared.len()), (None, 0));
}

#[test]
fn only_a_patients_number_has_to_be_known() {
    assert!(viewer(actor(AccessMode::Patient(number()), &[])).is_patient());
    assert!(!viewer(staff()).is_patient());
    let asking = viewer(staff()).wanting(Operation::Ask);
    assert_eq!(asking.operation, Operation::Ask);
}
