use std::sync::Arc;

use jiff::Timestamp;

use super::{Decision, Operation, Question, Rule, Standing, Whose, decide};
use crate::actor::{AccessMode, Actor, PurposeOfUse, Role};
use crate::area::{AreaKey, ServiceArea};
use crate::contact_detail::ContactDetail;
use crate::ids::GrantId;
use crate::sharing::SharingGrant;
use crate::succession::Fate;
use crate::vocabulary::Channel;

/// Somebody who looks, and for what. A store is given one with each question, and reads nothing that the
/// [`Sight`] of the target at hand does not reach.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// Who.
    pub actor: Arc<Actor>,
    /// What they want to see.
    pub operation: Operation,
    /// For what.
    pub purpose: PurposeOfUse,
    /// When.
    pub at: Timestamp,
}

/// What a viewer sees of one target.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
    viewer: &'a Viewer,
    standing: &'a Standing,
}

/// Why something is seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Basis {
    /// The rule.
    pub rule: Rule,
    /// The grant, when it is shared with the viewer.
    pub grant: Option<GrantId>,
}

/// An area that shares what it holds about a target with an area of the viewer's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shared {
    /// By this grant.
    pub grant: GrantId,
    /// The area that shares.
    pub from: AreaKey,
    /// The viewer's area that it is shared with.
    pub to: AreaKey,
    /// On these channels; on all when none is named.
    pub channels: Vec<Channel>,
}

/// How far somebody saw.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Glimpse {
    /// What is shared with their areas for their purpose, in the order in which it was agreed.
    pub shared: Vec<Shared>,
    /// Their own areas, when something is shared.
    own: Vec<AreaKey>,
    /// The decision about what their own areas hold; `None` for whoever has none.
    pub by: Option<Decision>,
    /// Whether the person is restricted and they could break the glass, so that they are told.
    pub may_break_glass: bool,
    /// What became of the target, where it is not live and they may see what it has.
    pub fate: Option<Fate>,
}

impl Viewer {
    /// What they see of a target of this standing.
    pub fn sight<'a>(&'a self, standing: &'a Standing) -> Sight<'a> {
        Sight {
            viewer: self,
            standing,
        }
    }

    /// Whether a target's NHS number has to be known to decide.
    pub fn is_patient(&self) -> bool {
        matches!(self.actor.mode, AccessMode::Patient(_))
    }

    /// The same viewer, who wants to see something else.
    #[must_use]
    pub fn wanting(self, operation: Operation) -> Self {
        Self { operation, ..self }
    }
}

impl Sight<'_> {
    /// The areas of which the viewer may see anything: their own, then those that share something with them. None
    /// when they may see nothing.
    pub fn areas(&self) -> Vec<AreaKey> {
        let own = self.viewer.actor.areas.iter().map(ServiceArea::key);
        let mut areas: Vec<AreaKey> = own
            .filter(|area| self.of_area(area).is_ok())
            .cloned()
            .collect();
        for grant in self.grants_to_them() {
            let from = &grant.terms.from;
            let channels = grant.terms.channels_or_all();
            let seen = |channel| {
                let whose = Whose {
                    channel: Some(channel),
                    ..Whose::in_area(from)
                };
                self.judge(whose).is_ok()
            };
            if !areas.contains(from) && channels.iter().copied().any(seen) {
                areas.push(from.clone());
            }
        }
        areas
    }

    /// Why the viewer sees this record.
    ///
    /// # Errors
    /// The rule by which they do not.
    pub fn of(&self, record: &ContactDetail) -> Result<Basis, Rule> {
        self.judge(Whose::of(record))
    }

    /// Whether the viewer sees this record.
    pub fn sees(&self, record: &ContactDetail) -> bool {
        self.of(record).is_ok()
    }

    /// Why the viewer sees what this area holds, whatever its channel.
    ///
    /// # Errors
    /// The rule by which they do not.
    pub fn of_area(&self, area: &AreaKey) -> Result<Basis, Rule> {
        self.judge(Whose::in_area(area))
    }

    /// How far they see.
    pub fn glimpse(&self) -> Glimpse {
        let actor = &self.viewer.actor;
        let first = actor.areas.first();
        let by = first.map(|area| match self.of_area(area.key()) {
            Ok(basis) => Decision::Allow(basis.rule),
            Err(rule) => Decision::Refuse(rule),
        });
        let refused = by.is_some_and(|by| !by.is_allowed());
        let for_this = |grant: &&SharingGrant| grant.terms.is_for(self.viewer.purpose);
        let grants = self.grants_to_them().filter(for_this);
        let shared: Vec<Shared> = grants.filter(|_| !refused).map(Shared::under).collect();
        let own = if shared.is_empty() {
            Vec::new()
        } else {
            actor.area_keys()
        };
        let fate = self.standing.fate();
        let veiled = by == Some(Decision::Refuse(Rule::Restricted));
        Glimpse {
            shared,
            own,
            by,
            may_break_glass: veiled && actor.has(Role::BreakGlass),
            fate: (!refused && !fate.is_live()).then_some(fate),
        }
    }

    /// The grants that hold and are to one of their areas. By no other does anybody see anything.
    fn grants_to_them(&self) -> impl Iterator<Item = &SharingGrant> {
        let Viewer { actor, at, .. } = self.viewer;
        self.standing
            .grants
            .iter()
            .filter(move |grant| actor.area_of_key(&grant.terms.to).is_some() && grant.is_live(*at))
    }

    fn judge(&self, whose: Whose<'_>) -> Result<Basis, Rule> {
        let (decision, grant) = decide(&Question {
            actor: &self.viewer.actor,
            operation: self.viewer.operation,
            purpose: self.viewer.purpose,
            standing: self.standing,
            whose,
            at: self.viewer.at,
        });
        match decision {
            Decision::Allow(rule) => Ok(Basis { rule, grant }),
            Decision::Refuse(rule) => Err(rule),
        }
    }
}

impl Shared {
    fn under(grant: &SharingGrant) -> Self {
        Self {
            grant: grant.id,
            from: grant.terms.from.clone(),
            to: grant.terms.to.clone(),
            channels: grant.terms.channels.clone(),
        }
    }

    /// Whether this record is among what is shared.
    pub fn covers(&self, record: &ContactDetail) -> bool {
        let on_channel = self.channels.is_empty() || self.channels.contains(&record.channel());
        self.from == record.area && on_channel
    }
}

impl Glimpse {
    /// The grant by which a record was seen; `None` for one of the viewer's own areas. Of two that cover it, the
    /// one that was recorded first.
    pub fn grant_of(&self, record: &ContactDetail) -> Option<GrantId> {
        let mut covering = self.shared.iter().filter(|shared| shared.covers(record));
        let grant = covering.next()?.grant;
        (!self.own.contains(&record.area)).then_some(grant)
    }

    /// Whether a record is shared with this area of the viewer's.
    pub fn is_shared_with(&self, area: &AreaKey, record: &ContactDetail) -> bool {
        let mut covering = self.shared.iter().filter(|shared| shared.covers(record));
        covering.any(|shared| shared.to == *area)
    }
}
