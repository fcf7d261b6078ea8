use crate::vocabulary::words;

words! {
    /// What somebody may do beyond the work of their service areas.
    Role {
        /// Reads the audit trail and the report of broken glass; sees no contact details by it.
        Auditor = "auditor",
        /// Revokes access, ties targets to identifiers, records sharing for any area; sees no contact details by it.
        Administrator = "administrator",
        /// Looks after people at risk: restricts people, lifts that, and sees restricted people's details.
        Safeguarding = "safeguarding",
        /// May break the glass: see a restricted person's details for a short time, with a reason.
        BreakGlass = "break-glass",
        /// Finds targets by a number, an e-mail address or a postcode.
        Tracer = "tracer",
        /// An application that may see restricted people's details as they are read one by one.
        Privileged = "privileged",
    }
}

impl Role {
    /// Whether people can be given it. What an application's token alone can say is never theirs.
    pub fn is_for_people(self) -> bool {
        self != Self::Privileged
    }
}
