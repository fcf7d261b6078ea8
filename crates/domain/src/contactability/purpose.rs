use crate::vocabulary::words;

words! {
    /// What somebody is to be reached for.
    Purpose {
        /// Anything that can wait, such as an appointment or a bill: the target's own details.
        General = "general",
        /// An emergency: the details named for that come first, and those of carers and relatives count
        /// (PDS standard, "Telecom usage", EC).
        Emergency = "emergency",
    }
}
