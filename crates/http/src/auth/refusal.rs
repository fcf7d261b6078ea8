/// Why a token is not believed. What a stranger is told is no more than this.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenRefusal {
    /// No token came with the request.
    Missing,
    /// Not a token of a known issuer with a good signature for this service.
    Invalid,
    /// Once good, but past its time.
    Expired,
    /// Good, but whoever it is for did not sign in well enough (RFC 9470).
    NotProvedEnough,
}

impl TokenRefusal {
    /// What was wrong, for people.
    pub fn problem(self) -> &'static str {
        match self {
            Self::Missing => "There is no access token",
            Self::Invalid => "The access token is not valid here",
            Self::Expired => "The access token has expired",
            Self::NotProvedEnough => "The access token does not prove well enough who you are",
        }
    }

    /// The word in the audit trail.
    pub fn because(self) -> &'static str {
        match self {
            Self::Missing => "token-missing",
            Self::Invalid => "token-invalid",
            Self::Expired => "token-expired",
            Self::NotProvedEnough => "not-proved-enough",
        }
    }

    /// What would be right, for people.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Missing | Self::Invalid | Self::Expired => {
                "Send a valid one as Authorization: Bearer TOKEN"
            }
            Self::NotProvedEnough => "Sign in again at a higher level of assurance",
        }
    }
}
