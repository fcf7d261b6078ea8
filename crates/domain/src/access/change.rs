use jiff::Timestamp;

use super::{Decision, Operation, Question, Rule, Standing, Whose, decide};
use crate::actor::{Actor, PurposeOfUse};
use crate::holding::Plan;
use crate::refusal::Refusal;

/// Whether the actor may do this with something that is there already, before any other rule looks at it: what
/// they may not know of looks as if it were not there. Says by which rule they may.
///
/// # Errors
/// [`Refusal::Hidden`] or [`Refusal::NotPermitted`].
pub fn may_touch(
    actor: &Actor,
    operation: Operation,
    purpose: PurposeOfUse,
    standing: &Standing,
    whose: Whose<'_>,
    at: Timestamp,
) -> Result<Rule, Refusal> {
    let question = Question {
        actor,
        operation,
        purpose,
        standing,
        whose,
        at,
    };
    match decide(&question).0 {
        Decision::Allow(rule) => Ok(rule),
        Decision::Refuse(rule) => Err(match whose.team {
            Some(team) if rule == Rule::AnotherTeam => rule.of_team(team),
            _ => rule.refusal(),
        }),
    }
}

/// Whether the actor may make this change: wherever it retires a record, or takes the value of one away, they must
/// be allowed to.
///
/// # Errors
/// [`Refusal::NotPermitted`] with [`another-team`](crate::refusal::Code::AnotherTeam).
pub fn may_change(
    actor: &Actor,
    purpose: PurposeOfUse,
    standing: &Standing,
    plan: &Plan,
    at: Timestamp,
) -> Result<(), Refusal> {
    for step in &plan.steps {
        if let Some(before) = &step.before
            && step.takes_value_away()
        {
            let whose = Whose::of(before);
            may_touch(actor, Operation::Retire, purpose, standing, whose, at)?;
        }
    }
    Ok(())
}
