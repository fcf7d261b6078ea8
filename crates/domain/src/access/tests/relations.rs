//! What a record is to somebody, and by which grant.

use jiff::{SignedDuration, ToSpan};

use super::people::*;
use crate::access::{Relation, Shield, Standing, Whose};
use crate::actor::{AccessMode, Actor, PurposeOfUse, Role};
use crate::area::{AreaKey, Retiring, Team};
use crate::restriction::Level;
use crate::sharing::SharingGrant;
use crate::vocabulary::Channel;

fn relation(actor: &Actor, standing: &Standing, area: &str, team: Option<&str>) -> Relation {
    let (area, team) = (AreaKey::of(area), team.and_then(Team::named));
    let whose = Whose {
        area: &area,
        team: team.as_ref(),
        channel: Some(Channel::Phone),
    };
    Relation::between(actor, standing, whose, PurposeOfUse::General, now()).0
}

#[test]
fn teams_decide_within_an_area_only_where_it_says_so() {
    let open = Standing::default();
    let of = |actor: &Actor, team| relation(actor, &open, "HOUSING", team);
    assert_eq!(of(&staff(), None), Relation::OwnTeam);
    assert_eq!(of(&staff(), Some("repairs")), Relation::OwnTeam);
    assert_eq!(of(&staff(), Some("Lettings")), Relation::OtherTeam);
    let mut manager = staff();
    manager.manages = vec![AreaKey::of("Housing")];
    assert_eq!(of(&manager, Some("Lettings")), Relation::OwnTeam);
    manager.manages = vec![AreaKey::of("Social Care")];
    assert_eq!(of(&manager, Some("Lettings")), Relation::OtherTeam);
    let mut any_team = staff();
    any_team.areas = vec![housing().with_teams(Vec::new(), Retiring::AnyTeam)];
    assert_eq!(of(&any_team, Some("Lettings")), Relation::OwnTeam);
    assert_eq!(
        relation(&staff(), &open, "Social Care", None),
        Relation::OtherArea
    );
}

#[test]
fn a_patient_is_known_by_the_number_alone() {
    let patient = actor(AccessMode::Patient(number()), &[]);
    let own = Standing {
        nhs_number: Some(number()),
        ..shared(vec![grant(1)])
    };
    assert_eq!(
        relation(&patient, &own, "Housing", None),
        Relation::OwnDetails
    );
    assert_eq!(
        relation(&patient, &own, "Housing", Some("Lettings")),
        Relation::OwnDetails
    );
    // What an area that keeps no patients' details shares is not the patient's by that.
    assert_eq!(
        relation(&patient, &own, "Social Care", None),
        Relation::OtherArea
    );
    let nobody = Standing::default();
    assert_eq!(
        relation(&patient, &nobody, "Housing", None),
        Relation::AnotherPerson
    );
    assert_eq!(
        relation(&patient, &nobody, "Social Care", None),
        Relation::AnotherPerson
    );
    // Nobody else is anybody's patient.
    assert_eq!(relation(&staff(), &own, "Housing", None), Relation::OwnTeam);
}

fn by(
    grants: Vec<SharingGrant>,
    channel: Option<Channel>,
    purpose: PurposeOfUse,
) -> (Relation, Option<u128>) {
    let area = AreaKey::of("Social Care");
    let whose = Whose {
        channel,
        ..Whose::in_area(&area)
    };
    let (relation, grant) = Relation::between(&staff(), &shared(grants), whose, purpose, now());
    (relation, grant.map(|grant| grant.uuid().as_u128()))
}

#[test]
fn a_grant_reaches_as_far_as_its_channels_and_purposes() {
    use Channel::{Email, Phone};
    use PurposeOfUse::{DirectCare, General};
    let narrow = || vec![grant_for(1, &[Phone], &[DirectCare])];
    assert_eq!(
        by(narrow(), Some(Phone), DirectCare),
        (Relation::Granted, Some(1))
    );
    assert_eq!(
        by(narrow(), Some(Email), DirectCare),
        (Relation::GrantedOtherwise, None)
    );
    assert_eq!(
        by(narrow(), Some(Phone), General),
        (Relation::GrantedOtherwise, None)
    );
    assert_eq!(
        by(narrow(), None, DirectCare),
        (Relation::GrantedOtherwise, None)
    );
    let wide = || vec![grant(2)];
    assert_eq!(
        by(wide(), Some(Email), General),
        (Relation::Granted, Some(2))
    );
    assert_eq!(by(wide(), None, General), (Relation::Granted, Some(2)));
    let both = vec![grant_for(1, &[Phone], &[DirectCare]), grant(2)];
    assert_eq!(by(both, Some(Email), General), (Relation::Granted, Some(2)));
}

#[test]
fn a_grant_that_does_not_hold_is_none() {
    let mut withdrawn = grant(1);
    withdrawn.withdrawn = Some(withdrawal());
    let mut expired = grant(2);
    expired.terms.expires_on = TODAY.checked_sub(1.day()).ok();
    let mut elsewhere = grant(3);
    elsewhere.terms.to = AreaKey::of("NHS");
    let mut of_another = grant(4);
    of_another.terms.from = AreaKey::of("NHS");
    for gone in [withdrawn, expired, elsewhere, of_another] {
        let told = gone.id.uuid().as_u128();
        let relation = by(vec![gone], Some(Channel::Phone), PurposeOfUse::General);
        assert_eq!(relation, (Relation::OtherArea, None), "grant {told}");
    }
    let mut last_day = grant(5);
    last_day.terms.expires_on = Some(TODAY);
    last_day.terms.review_on = Some(TODAY);
    let relation = by(vec![last_day], Some(Channel::Phone), PurposeOfUse::General);
    assert_eq!(relation, (Relation::Granted, Some(5)));
}

#[test]
fn the_glass_is_broken_for_whoever_broke_it_and_for_a_while() {
    let duty = actor(AccessMode::Staff, &[Role::BreakGlass]);
    let mut standing = restricted();
    let shield = |actor: &Actor, standing: &Standing, at| Shield::before(actor, standing, at);
    assert_eq!(shield(&duty, &standing, now()), Shield::Restricted);
    standing.passes = vec![pass_of(&duty)];
    assert_eq!(shield(&duty, &standing, now()), Shield::GlassBroken);
    let minutes = |minutes| now() + SignedDuration::from_mins(minutes);
    assert_eq!(shield(&duty, &standing, minutes(29)), Shield::GlassBroken);
    assert_eq!(shield(&duty, &standing, minutes(30)), Shield::Restricted);
    assert_eq!(shield(&duty, &standing, minutes(-1)), Shield::Restricted);
    assert_eq!(
        shield(&staff(), &standing, now()),
        Shield::Restricted,
        "the role is gone"
    );
    let mut namesake = duty.clone();
    namesake.issuer = "https://elsewhere.example.com".into();
    assert_eq!(shield(&namesake, &standing, now()), Shield::Restricted);
    let mut other = duty.clone();
    other.author.subject = "kim".to_owned();
    assert_eq!(shield(&other, &standing, now()), Shield::Restricted);
    let trusted = actor(AccessMode::Staff, &[Role::Safeguarding, Role::BreakGlass]);
    assert_eq!(shield(&trusted, &standing, now()), Shield::Trusted);
    assert_eq!(shield(&staff(), &Standing::default(), now()), Shield::Open);
    if let Some(last) = &mut standing.restriction {
        last.level = Level::VeryRestricted;
    }
    assert_eq!(shield(&duty, &standing, now()), Shield::GlassBroken);
    assert_eq!(shield(&trusted, &standing, now()), Shield::Trusted);
    assert_eq!(shield(&staff(), &standing, now()), Shield::Restricted);
    if let Some(last) = &mut standing.restriction {
        last.is_on = false;
    }
    assert_eq!(shield(&staff(), &standing, now()), Shield::Open);
}
