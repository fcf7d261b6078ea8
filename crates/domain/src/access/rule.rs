use crate::actor::AccessMode;
use crate::area::Team;
use crate::refusal::{Code, Field, FieldProblem, Reason, Refusal};
use crate::vocabulary::words;

words! {
    /// The rule behind a decision; its word stands in the audit trail.
    Rule {
        // What allows.
        /// It is of one of the actor's areas.
        OwnArea = "own-area",
        /// It is the patient's own.
        OwnDetails = "own-details",
        /// It is shared with one of the actor's areas.
        SharingGrant = "sharing-grant",
        /// The person is restricted, and the actor looks after people at risk.
        TrustedWithRestricted = "trusted-with-restricted",
        /// The person is restricted, and the actor broke the glass.
        BrokenGlass = "broken-glass",
        /// The actor has the role for it.
        ByRole = "by-role",

        // What refuses, and may be told.
        /// Whoever comes this way may not do this at all.
        NotInThisMode = "not-in-this-mode",
        /// Only what is held now is shown to whoever comes this way.
        HistoryNotShown = "history-not-shown",
        /// The client is not marked for writing.
        NotMarkedForUpdate = "not-marked-for-update",
        /// The actor has not the role for it.
        RoleNeeded = "role-needed",
        /// Another team's record, which only that team retires.
        AnotherTeam = "another-team",

        // What refuses, and is told as if there were nothing.
        /// It is another area's.
        AnotherArea = "another-area",
        /// It is shared, but not for this purpose or not on this channel.
        NotSharedForThis = "not-shared-for-this",
        /// It is another person's.
        AnotherPerson = "another-person",
        /// The person is restricted.
        Restricted = "restricted-person",
        /// It is not the one that this audience is shown.
        NotInView = "not-in-view",
    }
}

/// Yes or no, and by which rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decision {
    /// It may be done.
    Allow(Rule),
    /// It may not.
    Refuse(Rule),
}

impl Decision {
    /// Whether it may be done.
    pub fn is_allowed(self) -> bool {
        matches!(self, Self::Allow(_))
    }

    /// The rule behind it.
    pub fn rule(self) -> Rule {
        match self {
            Self::Allow(rule) | Self::Refuse(rule) => rule,
        }
    }
}

impl Rule {
    /// Whether a refusal by this rule looks as if there were nothing: to say more would tell that there is.
    pub fn is_silent(self) -> bool {
        matches!(
            self,
            Self::AnotherArea
                | Self::NotSharedForThis
                | Self::AnotherPerson
                | Self::Restricted
                | Self::NotInView
        )
    }

    /// The refusal of something that is there, as far as the actor may know.
    pub fn refusal(self) -> Refusal {
        if self.is_silent() {
            Refusal::Hidden(self)
        } else {
            self.told()
        }
    }

    /// The refusal of something that would be new, to whoever comes this way. To a patient a restricted person is
    /// somebody else: whoever has got hold of their sign-in is not told more.
    pub fn told_to(self, mode: AccessMode) -> Refusal {
        if self != Self::Restricted {
            return self.told();
        }
        let words = match mode {
            AccessMode::Patient(_) => Self::AnotherPerson,
            _ => self,
        };
        Refusal::Withheld(self, FieldProblem::new(words.field(), words.words()))
    }

    /// The refusal in words, where nothing is given away by them.
    pub fn told(self) -> Refusal {
        Refusal::NotPermitted(FieldProblem::new(self.field(), self.words()))
    }

    /// The refusal that names the team whose record it is.
    pub(super) fn of_team(self, team: &Team) -> Refusal {
        let name = team.name();
        let remedy = format!("Ask the team {name} or a manager of your service area");
        let words = Reason {
            remedy: remedy.into(),
            ..self.words()
        };
        Refusal::NotPermitted(FieldProblem::new(self.field(), words))
    }

    fn field(self) -> Field {
        match self {
            Self::AnotherTeam => Field::Team,
            Self::AnotherArea | Self::NotSharedForThis => Field::Area,
            Self::AnotherPerson | Self::Restricted => Field::TargetId,
            _ => Field::Access,
        }
    }

    fn words(self) -> Reason {
        match self {
            Self::NotInThisMode => Reason::new(
                Code::NotInThisMode,
                "The way you signed in does not allow this",
                "Ask somebody who works for the service area",
            ),
            Self::HistoryNotShown => Reason::new(
                Code::HistoryNotShown,
                "The way you signed in shows what is held now, not what was held before",
                "Ask without asOf, includeHistoric or another view",
            ),
            Self::NotMarkedForUpdate => Reason::new(
                Code::NotMarkedForUpdate,
                "This client may read and not write",
                "Ask your administrator to mark it for updates",
            ),
            // Not in words of its own: what stands behind it is nobody's business.
            Self::RoleNeeded | Self::Restricted => Reason::new(
                Code::RoleNeeded,
                "You have not the role that this needs",
                "Ask somebody who has it, or your administrator",
            ),
            Self::AnotherTeam => Reason::new(
                Code::AnotherTeam,
                "Another team recorded this contact detail, and in your service area each team retires its own",
                "Ask that team or a manager of your service area",
            ),
            Self::AnotherPerson => Reason::new(
                Code::AnotherPerson,
                "You may record your own contact details only",
                "Use your own targetId",
            ),
            _ => Reason::new(
                Code::NotYourArea,
                "This is not one of your service areas",
                "Use one of your own",
            ),
        }
    }
}
