use crate::vocabulary::words;

words! {
    /// What somebody uses personal data for. It stands in every audit entry, and a sharing grant may be for some
    /// purposes only (reference "Governance": a purpose for each use).
    PurposeOfUse {
        /// Nothing in particular was said.
        General = "general",
        /// Giving a service to the person.
        ServiceDelivery = "service-delivery",
        /// Health or social care of the person.
        DirectCare = "direct-care",
        /// An emergency.
        Emergency = "emergency",
        /// Keeping a person at risk safe.
        Safeguarding = "safeguarding",
        /// Putting records right.
        DataQuality = "data-quality",
        /// Answering a complaint or a request about the person's own data.
        Complaint = "complaint",
        /// A duty in law, such as a court's order.
        LegalDuty = "legal-duty",
    }
}
