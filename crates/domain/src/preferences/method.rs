use crate::vocabulary::{Means, words};

words! {
    /// How somebody wants to be reached (PDS, "Contact preference": codes 1 to 8; HL7 V3 adds 9).
    ContactMethod {
        /// By letter.
        Letter = "letter",
        /// By a visit.
        Visit = "visit",
        /// By phone.
        Call = "call",
        /// By e-mail.
        Email = "email",
        /// By textphone.
        Textphone = "textphone",
        /// By phone, through somebody who speaks for them.
        CallThroughProxy = "call-through-proxy",
        /// In sign language.
        SignLanguage = "sign-language",
        /// In any way but by phone.
        NoCall = "no-call",
        /// By text message.
        Text = "text",
    }
}

impl ContactMethod {
    /// The code of PDS, such as `4` for e-mail.
    pub fn pds_code(self) -> &'static str {
        match self {
            Self::Letter => "1",
            Self::Visit => "2",
            Self::Call => "3",
            Self::Email => "4",
            Self::Textphone => "5",
            Self::CallThroughProxy => "6",
            Self::SignLanguage => "7",
            Self::NoCall => "8",
            Self::Text => "9",
        }
    }

    /// Reads the code of PDS.
    pub fn from_pds_code(code: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|method| method.pds_code() == code)
    }

    /// The means of reaching them that this asks for; `None` for a visit, sign language, a call to
    /// somebody else, and where it only says what is not wanted.
    pub fn means(self) -> Option<Means> {
        match self {
            Self::Letter => Some(Means::Letter),
            Self::Call => Some(Means::Call),
            Self::Email => Some(Means::Email),
            Self::Textphone => Some(Means::Textphone),
            Self::Text => Some(Means::Text),
            Self::Visit | Self::CallThroughProxy | Self::SignLanguage | Self::NoCall => None,
        }
    }

    /// The means that this rules out.
    pub fn rules_out(self) -> Option<Means> {
        (self == Self::NoCall).then_some(Means::Call)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pds_code_comes_back() {
        for method in ContactMethod::ALL {
            let code = method.pds_code();
            assert_eq!(ContactMethod::from_pds_code(code), Some(*method));
        }
        assert_eq!(ContactMethod::ALL.len(), 9);
        assert_eq!(ContactMethod::from_pds_code("0"), None);
    }
}
