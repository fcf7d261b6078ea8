use crate::vocabulary::words;

words! {
    /// How far a person's record is open (PDS, "Restricted, very restricted, invalidated, superseded").
    Confidentiality {
        /// To everybody who may see patients.
        Unrestricted = "unrestricted",
        /// Contact details are hidden from all but the few who are trusted with them.
        Restricted = "restricted",
        /// Everything is hidden but that there is a record.
        VeryRestricted = "very restricted",
    }
}

impl Confidentiality {
    /// The code of HL7's v3-Confidentiality.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unrestricted => "U",
            Self::Restricted => "R",
            Self::VeryRestricted => "V",
        }
    }

    /// Reads the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|level| level.code() == code)
    }
}
