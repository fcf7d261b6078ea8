use jiff::Timestamp;

use super::{Decision, Operation, Question, Rule, Standing, Whose, decide};
use crate::actor::{Actor, PurposeOfUse};
use crate::holding::Step;
use crate::refusal::Refusal;

/// Whether the actor may do this with something that is there already, before any other rule looks at it: what
/// they may not know of looks as if it were not there. Says by which rule they may. About a target that another took
/// the place of, or that was made invalid, nothing is recorded or agreed any more, whoever may.
///
/// # Errors
/// [`Refusal::Hidden`], [`Refusal::NotPermitted`], or the [`Refusal::Conflict`] of
/// [`Fate::check_live`](crate::succession::Fate::check_live).
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
        Decision::Allow(rule) => {
            if operation.writes() || operation == Operation::Share {
                standing.fate().check_live()?;
            }
            Ok(rule)
        }
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
    steps: &[Step],
    at: Timestamp,
) -> Result<(), Refusal> {
    for step in steps {
        if let Some(before) = &step.before
            && step.takes_value_away()
        {
            let whose = Whose::of(before);
            may_touch(actor, Operation::Retire, purpose, standing, whose, at)?;
        }
    }
    Ok(())
}
