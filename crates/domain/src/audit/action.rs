use crate::access::Operation;
use crate::vocabulary::words;

words! {
    /// What somebody asked to do.
    Action {
        /// See one record.
        Read = "read",
        /// See the records of a target.
        List = "list",
        /// Make a record.
        Create = "create",
        /// Change a record.
        Amend = "amend",
        /// Replace what a record says.
        ReplaceInformation = "replace-information",
        /// Retire a record.
        End = "end",
        /// Put a record in the place of another.
        Supersede = "supersede",
        /// Mark a record as found to be right.
        Verify = "verify",
        /// Mark a record as one at which nothing arrives.
        MarkUndeliverable = "mark-undeliverable",
        /// Take such a mark back.
        LiftUndeliverable = "lift-undeliverable",
        /// See every version of a record.
        ReadHistory = "read-history",
        /// See when what was true of a target.
        ReadTimeline = "read-timeline",
        /// Ask how a target can be reached.
        AskContactability = "ask-contactability",
        /// See how a target wants to be reached.
        ReadPreferences = "read-preferences",
        /// Record how a target wants to be reached.
        SetPreferences = "set-preferences",
        /// Ask what would become of a value.
        Check = "check",
        /// See the service areas one works for.
        ReadAreas = "read-areas",
        /// Lose the default to another record, as part of somebody's change to that one.
        LoseDefault = "lose-default",
        /// See what of a target is shared with whom.
        ReadSharing = "read-sharing",
        /// Record that an area's records may be used by another.
        Share = "share",
        /// Withdraw that.
        WithdrawSharing = "withdraw-sharing",
        /// Restrict a person.
        Restrict = "restrict",
        /// Lift the restriction of a person.
        LiftRestriction = "lift-restriction",
        /// See whether a person is restricted, and why.
        ReadRestriction = "read-restriction",
        /// Break the glass.
        BreakGlass = "break-glass",
        /// See who broke the glass.
        ReadBreakGlassReport = "read-break-glass-report",
        /// Find targets by a value.
        Trace = "trace",
        /// Read the audit trail.
        ReadAudit = "read-audit",
        /// Tie a target to an identifier.
        Identify = "identify",
        /// See a target's identifiers.
        ReadIdentifiers = "read-identifiers",
        /// Say that another target takes a target's place.
        SupersedeTarget = "supersede-target",
        /// Make a target invalid.
        InvalidateTarget = "invalidate-target",
        /// Make a target live again.
        RestoreTarget = "restore-target",
        /// See what became of a target.
        ReadSuccession = "read-succession",
        /// Take access back.
        Revoke = "revoke",
        /// Give access back.
        LiftRevocation = "lift-revocation",
        /// See what is revoked.
        ReadRevocations = "read-revocations",
        /// See a Patient.
        ReadPatient = "read-patient",
        /// Change a Patient's lists.
        PatchPatient = "patch-patient",
        /// Put one record in the place of all of its kind.
        ReplaceKind = "replace-kind",
        /// Take a person over from another system.
        TakeOver = "take-over",
        /// Come with a token that is not believed.
        PresentToken = "present-token",
        /// Look at events that were told or are to be told.
        FollowEvents = "follow-events",
        /// Have events told again.
        ReplayEvents = "replay-events",
        /// See which events could not be told.
        ReadDeadLetters = "read-dead-letters",
        /// Start the service with a configuration.
        LoadConfiguration = "load-configuration",
    }
}

impl Action {
    /// What it takes to be allowed to.
    pub fn operation(self) -> Operation {
        use Operation as O;
        match self {
            Self::Read | Self::List | Self::ReadPreferences | Self::ReadPatient => O::See,
            Self::ReadHistory | Self::ReadTimeline => O::SeeHistory,
            Self::AskContactability => O::Ask,
            Self::Create | Self::SetPreferences | Self::ReplaceKind => O::Record,
            Self::Amend
            | Self::ReplaceInformation
            | Self::Supersede
            | Self::LoseDefault
            | Self::PatchPatient => O::Change,
            Self::TakeOver => O::TakeOver,
            Self::End => O::Retire,
            Self::Verify | Self::MarkUndeliverable | Self::LiftUndeliverable => O::Mark,
            Self::Check | Self::ReadAreas => O::Check,
            Self::ReadSharing => O::SeeSharing,
            Self::Share => O::Share,
            Self::WithdrawSharing => O::Unshare,
            Self::Restrict | Self::LiftRestriction | Self::ReadRestriction => O::Restrict,
            Self::BreakGlass => O::BreakGlass,
            Self::ReadBreakGlassReport => O::SeeReport,
            Self::Trace => O::Trace,
            Self::ReadAudit => O::ReadAudit,
            Self::Identify
            | Self::ReadIdentifiers
            | Self::SupersedeTarget
            | Self::InvalidateTarget
            | Self::RestoreTarget
            | Self::ReadSuccession
            | Self::Revoke
            | Self::LiftRevocation
            | Self::ReadRevocations
            | Self::PresentToken
            | Self::FollowEvents
            | Self::ReplayEvents
            | Self::ReadDeadLetters
            | Self::LoadConfiguration => O::Administer,
        }
    }
}
