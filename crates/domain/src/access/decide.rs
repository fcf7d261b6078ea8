use jiff::Timestamp;

use super::{Decision, Operation, Relation, Rule, Shield, Standing, Whose};
use crate::actor::{AccessMode, Actor, PurposeOfUse, Role};
use crate::ids::GrantId;

/// May this actor do this, about this, now?
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// Who.
    pub actor: &'a Actor,
    /// What.
    pub operation: Operation,
    /// For what.
    pub purpose: PurposeOfUse,
    /// About a target of this standing.
    pub standing: &'a Standing,
    /// About this.
    pub whose: Whose<'a>,
    /// When.
    pub at: Timestamp,
}

/// Decides, and names the grant when it is one that allows it.
pub fn decide(question: &Question<'_>) -> (Decision, Option<GrantId>) {
    let Question {
        actor,
        operation,
        purpose,
        standing,
        whose,
        at,
    } = *question;
    let (relation, grant) = Relation::between(actor, standing, whose, purpose, at);
    let shield = Shield::before(actor, standing, at);
    let decision = judge(actor, operation, relation, shield);
    (decision, grant.filter(|_| decision.is_allowed()))
}

/// The table. First whether whoever comes this way may do this at all, then what the record is to them, then
/// whether the person is restricted.
pub(super) fn judge(
    actor: &Actor,
    operation: Operation,
    relation: Relation,
    shield: Shield,
) -> Decision {
    let by = match may_ask(actor, operation) {
        Decision::Allow(by) => by,
        refused @ Decision::Refuse(_) => return refused,
    };
    // By role somebody shares for areas that are not theirs; what a restricted person has, only by relation.
    let by = match operation {
        Operation::Share if shield == Shield::Trusted => Rule::OwnArea,
        _ => by,
    };
    let reached = within_reach(actor.mode, operation, relation, by);
    let rule = match reached {
        // To say that it is another team's tells that it is there.
        Ok(rule) | Err(rule @ Rule::AnotherTeam) => rule,
        Err(rule) => return Decision::Refuse(rule),
    };
    match past_shield(operation, shield, rule) {
        Decision::Allow(_) if reached.is_err() => Decision::Refuse(rule),
        decision => decision,
    }
}

/// Whether the actor may do this about anything at all, by mode and role. To say so tells nothing about what
/// there is.
pub fn may_ask(actor: &Actor, operation: Operation) -> Decision {
    use AccessMode as M;
    use Operation as O;
    let mode = actor.mode;
    let works_here = matches!(mode, M::Staff | M::HealthcareWorker);
    // Whoever has the data can read the trail and change what it is known by anyway; this way it is on record.
    if mode == M::Operator && matches!(operation, O::ReadAudit | O::Administer) {
        return Decision::Allow(Rule::ByRole);
    }
    // At the machine that has the data.
    if operation == O::TakeOver {
        return match mode {
            M::Operator => Decision::Allow(Rule::ByRole),
            _ => Decision::Refuse(Rule::NotInThisMode),
        };
    }
    let role = match operation {
        O::Restrict => Some(&[Role::Safeguarding][..]),
        O::BreakGlass => Some(&[Role::BreakGlass][..]),
        O::Trace => Some(&[Role::Tracer][..]),
        O::ReadAudit => Some(&[Role::Auditor][..]),
        O::SeeReport => Some(&[Role::Auditor, Role::Safeguarding][..]),
        O::Administer => Some(&[Role::Administrator][..]),
        _ => None,
    };
    if let Some(roles) = role {
        return match roles.iter().any(|role| actor.has(*role)) {
            _ if !works_here => Decision::Refuse(Rule::NotInThisMode),
            true => Decision::Allow(Rule::ByRole),
            false => Decision::Refuse(Rule::RoleNeeded),
        };
    }
    let steward = actor.has(Role::Administrator);
    if works_here && steward && matches!(operation, O::SeeSharing | O::Share | O::Unshare) {
        return Decision::Allow(Rule::ByRole);
    }
    if works_here && operation == O::SeeSharing && actor.has(Role::Auditor) {
        return Decision::Allow(Rule::ByRole);
    }
    let refused = match (mode, operation) {
        (M::Patient(_) | M::HealthcareWorker, O::SeeHistory) => Some(Rule::HistoryNotShown),
        (M::Patient(_), O::Ask | O::Mark)
        | (M::Unattended { .. }, O::SeeSharing | O::Share | O::Unshare)
        | (M::Operator, O::Share | O::Unshare) => Some(Rule::NotInThisMode),
        (M::Unattended { update: false }, operation) if operation.writes() => {
            Some(Rule::NotMarkedForUpdate)
        }
        (M::Operator, operation) if operation.writes() => Some(Rule::NotInThisMode),
        _ => None,
    };
    refused.map_or(Decision::Allow(Rule::OwnArea), Decision::Refuse)
}

/// Whether what the record is to the actor lets them do this. Roles reach everywhere, but for tracing, which finds
/// only what could be seen.
fn within_reach(
    mode: AccessMode,
    operation: Operation,
    relation: Relation,
    by: Rule,
) -> Result<Rule, Rule> {
    use Operation as O;
    use Relation as R;
    if by == Rule::ByRole && operation != O::Trace {
        return Ok(by);
    }
    let sees = matches!(operation, O::See | O::SeeHistory | O::Ask | O::Trace);
    // Whatever area shares it: it is about them.
    let own_sharing =
        matches!(mode, AccessMode::Patient(_)) && matches!(operation, O::SeeSharing | O::Unshare);
    match relation {
        _ if operation == O::Check => Ok(Rule::OwnArea),
        R::OwnDetails => Ok(Rule::OwnDetails),
        R::OtherTeam if operation == O::Retire => Err(Rule::AnotherTeam),
        R::OwnTeam | R::OtherTeam => Ok(Rule::OwnArea),
        R::Granted if sees => Ok(Rule::SharingGrant),
        R::GrantedOtherwise if sees => Err(Rule::NotSharedForThis),
        R::AnotherPerson => Err(Rule::AnotherPerson),
        R::OtherArea if own_sharing => Ok(Rule::OwnDetails),
        R::Granted | R::GrantedOtherwise | R::OtherArea => Err(Rule::AnotherArea),
    }
}

/// Whether a restricted person's details stay hidden. Whoever broke the glass sees and changes nothing. What makes
/// less visible is never held up.
fn past_shield(operation: Operation, shield: Shield, rule: Rule) -> Decision {
    use Operation as O;
    let guarded =
        operation.shows() || operation.writes() || matches!(operation, O::Share | O::Trace);
    match shield {
        _ if !guarded => Decision::Allow(rule),
        Shield::Open => Decision::Allow(rule),
        Shield::Trusted => Decision::Allow(Rule::TrustedWithRestricted),
        Shield::GlassBroken if matches!(operation, O::See | O::SeeHistory | O::Ask) => {
            Decision::Allow(Rule::BrokenGlass)
        }
        // The trail of who shares what with whom is open to whoever looks after it.
        Shield::GlassBroken | Shield::Restricted if rule == Rule::ByRole => match operation {
            O::SeeSharing => Decision::Allow(rule),
            _ => Decision::Refuse(Rule::Restricted),
        },
        Shield::GlassBroken | Shield::Restricted => Decision::Refuse(Rule::Restricted),
    }
}
