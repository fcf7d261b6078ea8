//! Changes: what a plan takes away, and what is seen record by record.

use std::sync::Arc;

use uuid::Uuid;

use super::people::*;
use crate::access::{Operation, Rule, Standing, Viewer, Whose, may_change, may_touch};
use crate::actor::{AccessMode, Actor, PurposeOfUse, Role};
use crate::area::{AreaKey, Team};
use crate::contact_detail::{
    ContactDetail, Ending, Information, InformationInput, NewContactDetail, Target,
};
use crate::holding::{Plan, SlotMoves, Step};
use crate::ids::ContactDetailId;
use crate::refusal::Refusal;
use crate::time::Period;
use crate::value::{AddressInput, ValueRules};
use crate::vocabulary::{Channel, Label, TargetKind};

/// A phone number that this team of this area recorded.
pub fn record(area: &str, team: Option<&str>) -> ContactDetail {
    let rules = ValueRules::default();
    let input = InformationInput {
        channel: Channel::Phone,
        label: Label::default(),
        value: Some("020 8356 3000"),
        description: None,
        address: AddressInput::default(),
        rules: &rules,
    };
    let new = NewContactDetail {
        id: None,
        target: Target {
            id: target(),
            kind: TargetKind::Person,
        },
        information: Information::parse(&input).expect("a number"),
        area: text(area),
        team: team.and_then(Team::named),
        is_default: false,
        is_preferred: false,
        period: Period::default(),
    };
    let id = ContactDetailId::from(Uuid::from_u128(9));
    new.into_record(id, AreaKey::of(area), stamp())
}

fn plan(before: Option<ContactDetail>, after: ContactDetail) -> Plan {
    Plan {
        answer: after.clone(),
        steps: vec![Step { before, after }],
        slots: SlotMoves::default(),
    }
}

/// The plan that retires a record.
fn retiring(record: &ContactDetail) -> Plan {
    let ending = Ending {
        stamp: stamp(),
        reason: None,
        superseded_by: None,
    };
    plan(Some(record.clone()), record.retired(ending))
}

fn changes(actor: &Actor, standing: &Standing, plan: &Plan) -> Result<(), Refusal> {
    may_change(actor, PurposeOfUse::General, standing, &plan.steps, now())
}

#[test]
fn only_their_own_teams_records_are_taken_away() {
    let open = Standing::default();
    let own = record("Housing", Some("Repairs"));
    let others = record("Housing", Some("Lettings"));
    assert_eq!(changes(&staff(), &open, &retiring(&own)), Ok(()));
    let refusal = changes(&staff(), &open, &retiring(&others)).unwrap_err();
    let Refusal::NotPermitted(problem) = refusal else {
        panic!("{refusal:?}");
    };
    assert_eq!(problem.code.as_str(), "another-team");
    assert_eq!(
        problem.remedy,
        "Ask the team Lettings or a manager of your service area"
    );
    let mut manager = staff();
    manager.manages = vec![AreaKey::of("Housing")];
    assert_eq!(changes(&manager, &open, &retiring(&others)), Ok(()));
}

#[test]
fn what_is_made_or_only_described_takes_nothing_away() {
    let open = Standing::default();
    let others = record("Housing", Some("Lettings"));
    let made = plan(None, others.clone());
    assert_eq!(changes(&staff(), &open, &made), Ok(()));
    let described = plan(Some(others.clone()), others.next_version(stamp()));
    assert_eq!(changes(&staff(), &open, &described), Ok(()));
}

#[test]
fn what_a_restricted_person_has_is_not_said_to_be_another_teams() {
    let others = record("Housing", Some("Lettings"));
    let hidden = changes(&staff(), &restricted(), &retiring(&others));
    assert_eq!(hidden, Err(Refusal::Hidden(Rule::Restricted)));
    // Whoever looks after them is told.
    let lead = actor(AccessMode::Staff, &[Role::Safeguarding]);
    let told = changes(&lead, &restricted(), &retiring(&others)).unwrap_err();
    assert_eq!(told.because(), "another-team");
}

#[test]
fn a_team_is_named_only_where_it_is_the_reason() {
    let area = AreaKey::of("Social Care");
    let team = Team::named("Lettings");
    let whose = Whose {
        team: team.as_ref(),
        ..Whose::in_area(&area)
    };
    let purpose = PurposeOfUse::General;
    let open = Standing::default();
    let touched = may_touch(&staff(), Operation::Retire, purpose, &open, whose, now());
    assert_eq!(touched, Err(Refusal::Hidden(Rule::AnotherArea)));
}

#[test]
fn records_are_seen_one_by_one_where_only_some_are_shared() {
    let phones = grant_for(1, &[Channel::Phone], &[]);
    let later = grant_for(2, &[], &[]);
    let viewer = Viewer {
        actor: Arc::new(staff()),
        operation: Operation::See,
        purpose: PurposeOfUse::General,
        at: now(),
    };
    let (own, shared_one) = (record("Housing", None), record("Social Care", None));
    let other = record("Parks", None);
    let standing = shared(vec![phones.clone(), later]);
    let sight = viewer.sight(&standing);
    assert!(sight.sees(&own) && sight.sees(&shared_one) && !sight.sees(&other));
    assert_eq!(
        sight.of(&own).map(|basis| (basis.rule, basis.grant)),
        Ok((Rule::OwnArea, None))
    );
    let by = sight.of(&shared_one).map(|basis| (basis.rule, basis.grant));
    assert_eq!(by, Ok((Rule::SharingGrant, Some(phones.id))));
    let glimpse = sight.glimpse();
    assert_eq!(glimpse.grant_of(&shared_one), Some(phones.id));
    assert_eq!(
        (glimpse.grant_of(&own), glimpse.grant_of(&other)),
        (None, None)
    );
    let (housing, parks) = (AreaKey::of("Housing"), AreaKey::of("Parks"));
    assert!(glimpse.is_shared_with(&housing, &shared_one));
    assert!(!glimpse.is_shared_with(&parks, &shared_one));
    assert!(!glimpse.is_shared_with(&housing, &other));
    let emails = shared(vec![grant_for(3, &[Channel::Email], &[])]);
    let sight = viewer.sight(&emails);
    assert_eq!(sight.of(&shared_one), Err(Rule::NotSharedForThis));
    assert_eq!(sight.glimpse().grant_of(&shared_one), None);
}

#[test]
fn a_record_of_an_own_area_is_under_no_grant_even_when_it_is_shared_with_another() {
    // Somebody of both areas sees it as their own.
    let mut both = staff();
    both.areas
        .push(crate::area::ServiceArea::named("Social Care").expect("a name"));
    let viewer = Viewer {
        actor: Arc::new(both),
        operation: Operation::See,
        purpose: PurposeOfUse::General,
        at: now(),
    };
    let standing = shared(vec![grant(1)]);
    let glimpse = viewer.sight(&standing).glimpse();
    let record = record("Social Care", None);
    assert_eq!(glimpse.grant_of(&record), None);
    assert!(glimpse.is_shared_with(&AreaKey::of("Housing"), &record));
    assert_eq!(viewer.sight(&standing).areas().len(), 2);
}
