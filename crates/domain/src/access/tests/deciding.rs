//! Decisions as they are asked for, and how a no is told.

use super::people::*;
use crate::access::{
    Decision, Operation, Question, Rule, Standing, Whose, area_that_shares, area_to_share_with,
    decide, may_ask, may_touch,
};
use crate::actor::{AccessMode, Actor, PurposeOfUse, Role};
use crate::area::{AreaKey, ServiceArea, ServiceAreas};
use crate::audit::Action;
use crate::refusal::{Code, Refusal};
use crate::succession::Fate;

fn asked(actor: &Actor, operation: Operation, standing: &Standing, area: &str) -> (Decision, bool) {
    let area = AreaKey::of(area);
    let question = Question {
        actor,
        operation,
        purpose: PurposeOfUse::General,
        standing,
        whose: Whose::in_area(&area),
        at: now(),
    };
    let (decision, grant) = decide(&question);
    (decision, grant.is_some())
}

#[test]
fn the_grant_is_named_where_it_is_what_allows() {
    let standing = shared(vec![grant(1)]);
    let see = |area| asked(&staff(), Operation::See, &standing, area);
    assert_eq!(
        see("Social Care"),
        (Decision::Allow(Rule::SharingGrant), true)
    );
    assert_eq!(see("Housing"), (Decision::Allow(Rule::OwnArea), false));
    let change = asked(&staff(), Operation::Change, &standing, "Social Care");
    assert_eq!(change, (Decision::Refuse(Rule::AnotherArea), false));
    let mut hidden = standing.clone();
    hidden.restriction = restricted().restriction;
    let lead = actor(AccessMode::Staff, &[Role::Safeguarding]);
    let see = |actor: &Actor| asked(actor, Operation::See, &hidden, "Social Care");
    assert_eq!(see(&staff()), (Decision::Refuse(Rule::Restricted), false));
    assert_eq!(
        see(&lead),
        (Decision::Allow(Rule::TrustedWithRestricted), true)
    );
}

#[test]
fn what_may_not_be_known_of_is_told_like_nothing() {
    let area = AreaKey::of("Housing");
    let touched = |actor: &Actor, operation, standing: &Standing, whose| {
        may_touch(
            actor,
            operation,
            PurposeOfUse::General,
            standing,
            whose,
            now(),
        )
    };
    let own = Whose::in_area(&area);
    let open = Standing::default();
    assert_eq!(
        touched(&staff(), Operation::Change, &open, own),
        Ok(Rule::OwnArea)
    );
    let hidden = touched(&staff(), Operation::Change, &restricted(), own);
    assert_eq!(hidden, Err(Refusal::Hidden(Rule::Restricted)));
    for rule in Rule::ALL {
        let refusal = rule.refusal();
        assert_eq!(
            matches!(refusal, Refusal::Hidden(_)),
            rule.is_silent(),
            "{rule:?}"
        );
        assert_eq!(
            matches!(refusal, Refusal::NotPermitted(_)),
            !rule.is_silent(),
            "{rule:?}"
        );
        assert!(matches!(rule.told(), Refusal::NotPermitted(_)), "{rule:?}");
    }
}

#[test]
fn about_a_target_that_is_not_live_nothing_is_recorded_and_everything_is_seen() {
    let area = AreaKey::of("Housing");
    let own = Whose::in_area(&area);
    let purpose = PurposeOfUse::General;
    for (fate, code) in [
        (Fate::SupersededBy(survivor()), "target-superseded"),
        (Fate::Invalidated, "target-invalidated"),
    ] {
        let ended = ended(fate);
        for operation in Operation::ALL {
            let writes = operation.writes() || *operation == Operation::Share;
            for actor in [staff(), actor(AccessMode::Staff, &[Role::Administrator])] {
                let touch = |standing| may_touch(&actor, *operation, purpose, standing, own, now());
                match touch(&Standing::default()) {
                    Ok(_) if writes => {
                        let refused = touch(&ended).map_err(|refusal| refusal.because());
                        assert_eq!(refused, Err(code), "{operation:?}");
                    }
                    live => assert_eq!(touch(&ended), live, "{operation:?}"),
                }
            }
        }
        // Who may not know of it is not told what became of it.
        let mut hidden = ended.clone();
        hidden.restriction = restricted().restriction;
        let refused = may_touch(&staff(), Operation::Change, purpose, &hidden, own, now());
        assert_eq!(refused, Err(Refusal::Hidden(Rule::Restricted)));
        let elsewhere = AreaKey::of("Social Care");
        let whose = Whose::in_area(&elsewhere);
        let refused = may_touch(&staff(), Operation::Change, purpose, &ended, whose, now());
        assert_eq!(refused, Err(Refusal::Hidden(Rule::AnotherArea)));
    }
    let restored = ended(Fate::Restored);
    let made = may_touch(&staff(), Operation::Record, purpose, &restored, own, now());
    assert_eq!(made, Ok(Rule::OwnArea));
}

#[test]
fn whoever_reads_the_data_may_administer_it_and_nobody_else_without_the_role() {
    let may = |mode| may_ask(&actor(mode, &[]), Operation::Administer);
    assert_eq!(may(AccessMode::Operator), Decision::Allow(Rule::ByRole));
    assert_eq!(may(AccessMode::Staff), Decision::Refuse(Rule::RoleNeeded));
    let unattended = AccessMode::Unattended { update: true };
    assert_eq!(may(unattended), Decision::Refuse(Rule::NotInThisMode));
}

#[test]
fn each_rule_that_is_told_has_its_own_code() {
    for (rule, code) in [
        (Rule::NotInThisMode, Code::NotInThisMode),
        (Rule::HistoryNotShown, Code::HistoryNotShown),
        (Rule::NotMarkedForUpdate, Code::NotMarkedForUpdate),
        (Rule::RoleNeeded, Code::RoleNeeded),
        (Rule::AnotherTeam, Code::AnotherTeam),
        (Rule::Restricted, Code::RoleNeeded),
        (Rule::AnotherPerson, Code::AnotherPerson),
        (Rule::AnotherArea, Code::NotYourArea),
    ] {
        assert_eq!(rule.told().because(), code.as_str(), "{rule:?}");
    }
    assert_eq!(Rule::AnotherArea.refusal().because(), "another-area");
}

#[test]
fn every_action_takes_the_operation_that_it_says() {
    for action in Action::ALL {
        let lets = may_ask(&staff(), action.operation()).is_allowed();
        let plain = matches!(
            action,
            Action::Read
                | Action::ReadPatient
                | Action::PatchPatient
                | Action::ReplaceKind
                | Action::List
                | Action::Create
                | Action::Amend
                | Action::End
                | Action::ReplaceInformation
                | Action::Supersede
                | Action::Verify
                | Action::MarkUndeliverable
                | Action::LiftUndeliverable
                | Action::ReadHistory
                | Action::ReadTimeline
                | Action::AskContactability
                | Action::ReadPreferences
                | Action::SetPreferences
                | Action::Check
                | Action::ReadAreas
                | Action::LoseDefault
                | Action::ReadSharing
                | Action::Share
                | Action::WithdrawSharing
        );
        assert_eq!(lets, plain, "{action:?}");
    }
}

#[test]
fn who_shares_names_an_area_of_their_own() {
    let areas = ["Housing", "Social Care"].map(|name| ServiceArea::named(name).unwrap());
    let areas = ServiceAreas::new(areas);
    let steward = actor(AccessMode::Staff, &[Role::Administrator]);
    let from = |actor: &Actor, name| {
        area_that_shares(actor, &areas, name).map_err(|refusal| refusal.because())
    };
    let (housing, care) = (AreaKey::of("Housing"), AreaKey::of("Social Care"));
    assert_eq!(from(&staff(), None), Ok(housing.clone()));
    assert_eq!(from(&steward, None), Ok(housing.clone()));
    assert_eq!(from(&staff(), Some("housing")), Ok(housing));
    assert_eq!(from(&staff(), Some("Social Care")), Err("not-your-area"));
    assert_eq!(from(&staff(), Some("Parks")), Err("not-your-area"));
    assert_eq!(from(&steward, Some("Social Care")), Ok(care.clone()));
    assert_eq!(from(&steward, Some("Parks")), Err("unknown-word"));
    assert_eq!(area_to_share_with(&areas, "social care"), Ok(care));
    let unknown = area_to_share_with(&areas, "Parks").map_err(|refusal| refusal.because());
    assert_eq!(unknown, Err("unknown-word"));
}
