//! The table of docs/rules.md, made from the code: every way of coming, every operation, everything a record can be to
//! somebody, and every shield.

use std::fmt::Write as _;

use super::people::{actor, number};
use crate::access::decide::judge;
use crate::access::{Decision, Operation, Relation, Rule, Shield};
use crate::actor::{AccessMode, Actor, Role};

const BEGIN: &str = "<!-- The table of access begins. It is compared with the code. -->\n";
const END: &str = "<!-- The table of access ends. -->";

/// Everybody who can come, by the name in the table.
fn people() -> Vec<(&'static str, Actor)> {
    let staff = |role: Role| actor(AccessMode::Staff, &[role]);
    vec![
        ("staff", actor(AccessMode::Staff, &[])),
        ("staff: auditor", staff(Role::Auditor)),
        ("staff: administrator", staff(Role::Administrator)),
        ("staff: safeguarding", staff(Role::Safeguarding)),
        ("staff: break-glass", staff(Role::BreakGlass)),
        ("staff: tracer", staff(Role::Tracer)),
        (
            "healthcare worker",
            actor(AccessMode::HealthcareWorker, &[]),
        ),
        ("patient", actor(AccessMode::Patient(number()), &[])),
        (
            "unattended",
            actor(AccessMode::Unattended { update: false }, &[]),
        ),
        (
            "unattended, update",
            actor(AccessMode::Unattended { update: true }, &[]),
        ),
        (
            "unattended: privileged",
            actor(
                AccessMode::Unattended { update: false },
                &[Role::Privileged],
            ),
        ),
        ("operator", actor(AccessMode::Operator, &[])),
    ]
}

/// What a record can be to somebody who comes this way.
fn relations(actor: &Actor) -> Vec<Relation> {
    let of_patient =
        |relation: &Relation| matches!(relation, Relation::OwnDetails | Relation::AnotherPerson);
    let patient = matches!(actor.mode, AccessMode::Patient(_));
    let possible =
        |relation: &&Relation| **relation == Relation::OtherArea || of_patient(relation) == patient;
    Relation::ALL.iter().filter(possible).copied().collect()
}

/// What can stand before somebody.
fn shields(actor: &Actor) -> Vec<Shield> {
    let trusted = actor.has(Role::Safeguarding) || actor.has(Role::Privileged);
    let possible = |shield: &&Shield| match shield {
        Shield::Open => true,
        Shield::Restricted => !trusted,
        Shield::Trusted => trusted,
        Shield::GlassBroken => actor.has(Role::BreakGlass),
    };
    Shield::ALL.iter().filter(possible).copied().collect()
}

type Row = (String, String, Decision);

/// The decisions about one person's doing one thing, alike ones together.
fn rows(actor: &Actor, operation: Operation) -> Vec<Row> {
    let shields = shields(actor);
    let mut by_shields: Vec<(Vec<Decision>, Vec<Relation>)> = Vec::new();
    for relation in relations(actor) {
        let decided = |shield: &Shield| judge(actor, operation, relation, *shield);
        let decisions: Vec<Decision> = shields.iter().map(decided).collect();
        match by_shields.iter_mut().find(|(known, _)| *known == decisions) {
            Some((_, alike)) => alike.push(relation),
            None => by_shields.push((decisions, vec![relation])),
        }
    }
    let all = by_shields.len() == 1;
    let mut rows = Vec::new();
    for (decisions, alike) in by_shields {
        let mut by_decision: Vec<(Decision, Vec<Shield>)> = Vec::new();
        for (decision, shield) in decisions.into_iter().zip(&shields) {
            match by_decision.iter_mut().find(|(known, _)| *known == decision) {
                Some((_, alike)) => alike.push(*shield),
                None => by_decision.push((decision, vec![*shield])),
            }
        }
        let whose = words(all, alike.iter().map(|relation| relation.as_str()));
        let any = by_decision.len() == 1;
        for (decision, alike) in by_decision {
            let shield = words(any, alike.iter().map(|shield| shield.as_str()));
            rows.push((whose.clone(), shield, decision));
        }
    }
    rows
}

fn words<'a>(any: bool, words: impl Iterator<Item = &'a str>) -> String {
    if any {
        "any".to_owned()
    } else {
        words.collect::<Vec<_>>().join(", ")
    }
}

/// The whole table, people for whom everything is alike together.
fn table() -> String {
    let mut text = String::new();
    for operation in Operation::ALL {
        let mut alike: Vec<(Vec<Row>, Vec<&str>)> = Vec::new();
        for (name, actor) in people() {
            let rows = rows(&actor, *operation);
            match alike.iter_mut().find(|(known, _)| *known == rows) {
                Some((_, names)) => names.push(name),
                None => alike.push((rows, vec![name])),
            }
        }
        let _ = writeln!(text, "\n#### `{}`\n", operation.as_str());
        text.push_str(
            "| who | the record is to them | the person | decision |\n| --- | --- | --- | --- |\n",
        );
        for (rows, mut names) in alike {
            // A role that is not named changes nothing.
            for mode in ["staff", "unattended"] {
                if names.contains(&mode) {
                    names.retain(|name| !name.starts_with(&format!("{mode}: ")));
                }
            }
            for (whose, shield, decision) in rows {
                let (word, rule) = match decision {
                    Decision::Allow(rule) => ("**yes**", rule),
                    Decision::Refuse(rule) => ("no", rule),
                };
                let who = names.join("; ");
                let rule = rule.as_str();
                let _ = writeln!(text, "| {who} | {whose} | {shield} | {word}: `{rule}` |");
            }
        }
    }
    text.push('\n');
    text
}

#[test]
fn the_table_of_the_documentation_is_what_the_code_decides() {
    let page = include_str!("../../../../../docs/rules.md");
    let begin = page.find(BEGIN).expect("the table begins") + BEGIN.len();
    let end = page.find(END).expect("the table ends");
    let (written, made) = (page.get(begin..end).expect("in order"), table());
    assert!(
        written == made,
        "docs/rules.md says something else. The code decides:\n{BEGIN}{made}{END}"
    );
}

#[test]
fn whoever_comes_without_a_role_never_passes_a_restriction() {
    for (name, actor) in people() {
        for operation in Operation::ALL.iter().filter(|o| o.shows() || o.writes()) {
            for relation in relations(&actor) {
                let decision = judge(&actor, *operation, relation, Shield::Restricted);
                let trail = *operation == Operation::SeeSharing
                    && (actor.has(Role::Auditor) || actor.has(Role::Administrator));
                assert!(
                    trail || !decision.is_allowed(),
                    "{name} {operation:?} {relation:?}"
                );
            }
        }
    }
}

#[test]
fn nothing_that_is_told_openly_depends_on_a_restricted_record() {
    for (name, actor) in people() {
        for (operation, relation) in product(&actor) {
            let open = judge(&actor, operation, relation, Shield::Open);
            let behind = judge(&actor, operation, relation, Shield::Restricted);
            let told = matches!(behind, Decision::Refuse(rule) if !rule.is_silent());
            let always = matches!(
                behind.rule(),
                Rule::NotInThisMode
                    | Rule::HistoryNotShown
                    | Rule::NotMarkedForUpdate
                    | Rule::RoleNeeded
            );
            let words = format!("{name} {operation:?} {relation:?}");
            assert!(!told || (always && open == behind), "{words}");
        }
    }
}

#[test]
fn two_roles_give_no_more_than_one_of_them_gives() {
    for one in Role::ALL {
        for other in Role::ALL {
            let both = actor(AccessMode::Staff, &[*one, *other]);
            let each = [one, other].map(|role| actor(AccessMode::Staff, &[*role]));
            for (operation, relation) in product(&both) {
                for shield in shields(&both) {
                    let together = judge(&both, operation, relation, shield);
                    let alone = each.iter().any(|actor| {
                        let mut theirs = shields(actor).into_iter();
                        // Who is not trusted with a restricted person stands before the restriction.
                        let stands = theirs
                            .find(|own| *own == shield)
                            .unwrap_or(Shield::Restricted);
                        judge(actor, operation, relation, stands).is_allowed()
                    });
                    let words = format!("{one:?} {other:?} {operation:?} {relation:?} {shield:?}");
                    // A tracer who is trusted with restricted people finds them, too.
                    let meant = operation == Operation::Trace && shield == Shield::Trusted;
                    assert!(alone || meant || !together.is_allowed(), "{words}");
                }
            }
        }
    }
}

#[test]
fn a_shield_never_allows_what_is_refused_without_it() {
    for (name, actor) in people() {
        for (operation, relation) in product(&actor) {
            let open = judge(&actor, operation, relation, Shield::Open);
            for shield in shields(&actor) {
                let behind = judge(&actor, operation, relation, shield);
                let told = format!("{name} {operation:?} {relation:?} {shield:?}");
                assert!(open.is_allowed() || !behind.is_allowed(), "{told}");
            }
        }
    }
}

#[test]
fn what_cannot_be_is_refused_or_gives_no_more_than_what_can() {
    // A patient never is what only staff can be, and the other way round; if they were, they would get nothing more
    // than the best that can be for somebody who comes their way.
    for (name, actor) in people() {
        for operation in Operation::ALL {
            let any = Relation::ALL
                .iter()
                .any(|relation| judge(&actor, *operation, *relation, Shield::Open).is_allowed());
            let possible = relations(&actor)
                .into_iter()
                .any(|relation| judge(&actor, *operation, relation, Shield::Open).is_allowed());
            assert_eq!(any, possible, "{name} {operation:?}");
        }
    }
}

fn product(actor: &Actor) -> Vec<(Operation, Relation)> {
    let mut all = Vec::new();
    for operation in Operation::ALL {
        for relation in relations(actor) {
            all.push((*operation, relation));
        }
    }
    all
}

#[test]
fn every_rule_is_in_the_table() {
    let table = table();
    let named = |rule: &&str| table.contains(&format!("`{rule}`"));
    let rules = Rule::ALL.iter().map(|rule| rule.as_str());
    let missing: Vec<&str> = rules.filter(|rule| !named(rule)).collect();
    // The one rule that needs to see all records of the target first.
    assert_eq!(missing, ["not-in-view"]);
}
