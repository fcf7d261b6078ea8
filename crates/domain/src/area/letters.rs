use crate::vocabulary::words;

words! {
    /// In which order the addresses of a target are tried for a letter.
    LetterPolicy {
        /// Temporary, then correspondence, then home (PDS standard, "NHS Notify").
        NhsNotify = "nhs-notify",
        /// Correspondence, then temporary, then home (PDS, "address").
        Pds = "pds",
    }
}

/// How an area sends letters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LetterRules {
    /// The order of addresses, unless a question names another.
    pub policy: LetterPolicy,
    /// Whether a forwarding address comes before all others (council specification, "Forwarding addresses for
    /// future correspondence").
    pub forwarding_first: bool,
    /// Whether letters go abroad.
    pub overseas: bool,
}

impl Default for LetterRules {
    fn default() -> Self {
        Self {
            policy: LetterPolicy::NhsNotify,
            forwarding_first: false,
            overseas: false,
        }
    }
}
