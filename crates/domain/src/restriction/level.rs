use crate::vocabulary::words;

words! {
    /// How much of a restricted person is hidden (PDS, the security labels R and V).
    #[derive(Default)]
    Level {
        /// Their contact details, from whoever is not trusted with restricted people.
        #[default]
        Restricted = "restricted",
        /// The same, from applications that are trusted with restricted people too; an interface that shows more of a
        /// person hides that as well.
        VeryRestricted = "very-restricted",
    }
}
