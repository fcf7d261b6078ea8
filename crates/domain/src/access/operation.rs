use crate::vocabulary::words;

words! {
    /// What somebody wants to do, as far as access is concerned.
    Operation {
        /// See what is held now.
        See = "see",
        /// See what was held before: versions, a timeline, retired records, an instant of the past.
        SeeHistory = "see-history",
        /// Ask how a target can be reached.
        Ask = "ask",
        /// Record a contact detail, or how a target wants to be reached.
        Record = "record",
        /// Change a record without taking its value away.
        Change = "change",
        /// Retire a record, or take its value away.
        Retire = "retire",
        /// Mark a record as right, or as one at which nothing arrives.
        Mark = "mark",
        /// See what of a target is shared with whom.
        SeeSharing = "see-sharing",
        /// Record that an area's records may be used by another.
        Share = "share",
        /// Withdraw that.
        Unshare = "unshare",
        /// Restrict a person, or lift that.
        Restrict = "restrict",
        /// See a restricted person's details for a while, with a reason.
        BreakGlass = "break-glass",
        /// Have a value looked at; nothing that is held is read.
        Check = "check",
        /// Find targets by a value.
        Trace = "trace",
        /// Read the audit trail.
        ReadAudit = "read-audit",
        /// See who broke the glass.
        SeeReport = "see-report",
        /// Take a person over from another system.
        TakeOver = "take-over",
        /// Revoke access, tie targets to identifiers, say what became of targets.
        Administer = "administer",
    }
}

impl Operation {
    /// Whether it shows values or what goes with them, so that a restricted person's stay hidden from it.
    pub fn shows(self) -> bool {
        matches!(
            self,
            Self::See | Self::SeeHistory | Self::Ask | Self::SeeSharing
        )
    }

    /// Whether it writes to what is held about a target.
    pub fn writes(self) -> bool {
        matches!(
            self,
            Self::Record | Self::Change | Self::Retire | Self::Mark
        )
    }
}
