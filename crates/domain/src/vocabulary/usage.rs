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
        /// Something else.
        Other = "other",
    }
}
