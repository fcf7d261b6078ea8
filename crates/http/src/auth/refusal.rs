/// Why a token is not believed. What a stranger is told is no more than this.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenRefusal {
    /// No token came with the request.
    Missing,
    /// Not a token of a known issuer with a good signature for this service.
    Invalid,
    /// Once good, but past its time.
    Expired,
}

impl TokenRefusal {
    /// What was wrong, for people.
    pub fn problem(self) -> &'static str {
        match self {
            Self::Missing => "There is no access token",
            Self::Invalid => "The access token is not valid here",
            Self::Expired => "The access token has expired",
        }
    }
}
