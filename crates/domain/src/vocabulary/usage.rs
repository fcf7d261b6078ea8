use super::words;

words! {
    /// What a detail is used for, when that is known.
    Use {
        /// At home; for an address, the usual one.
        Home = "home",
        /// At work.
        Work = "work",
        /// A number that moves with its owner.
        Mobile = "mobile",
        /// A number at a fixed place.
        Landline = "landline",
        /// The main number of an organisation.
        Main = "main",
        /// For letters only.
        Correspondence = "correspondence",
        /// Where letters go after a move (council specification: "forwarding addresses").
        Forwarding = "forwarding",
        /// In an emergency.
        Emergency = "emergency",
        /// For a set time, such as on holiday (PDS HV and TMP).
        Temporary = "temporary",
        /// After business hours, at home (PDS HP).
        OutOfHours = "out-of-hours",
        /// A pager (PDS PG).
        Pager = "pager",
        /// An answering machine (PDS AS).
        AnsweringMachine = "answering-machine",
        /// Something else.
        Other = "other",
    }
}
