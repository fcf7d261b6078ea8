use super::words;

words! {
    /// Whose detail it is, when it is not the target's own.
    Relationship {
        /// A carer.
        Carer = "carer",
        /// A wife.
        Wife = "wife",
        /// A husband.
        Husband = "husband",
        /// A spouse.
        Spouse = "spouse",
        /// A child.
        Child = "child",
        /// A brother or sister.
        Sibling = "sibling",
        /// Another relative.
        Relative = "relative",
        /// A neighbour.
        Neighbour = "neighbour",
        /// A doctor.
        Doctor = "doctor",
        /// A social worker.
        SocialWorker = "social-worker",
        /// A solicitor (council specification: a solicitor's number against a tenure).
        Solicitor = "solicitor",
    }
}
