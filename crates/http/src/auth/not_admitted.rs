use std::sync::Arc;
use std::time::Duration;

use contactable_service::Failure;

use super::TokenRefusal;
use crate::answer::Problem;

/// Why a request gets no further than its token. What is wrong with the header is told apart as finely as any
/// interface needs it; where that does not matter, it is a [`TokenRefusal`].
#[derive(Debug)]
pub enum NotAdmitted {
    /// There is no `Authorization`.
    MissingHeader,
    /// There is one with nothing in it.
    EmptyHeader,
    /// There is one word, where a scheme and a token belong.
    NoToken,
    /// There is something of another scheme than `Bearer`: the letters of its name, the first 20 at most.
    OtherScheme(String),
    /// There is no token that is valid here.
    InvalidToken,
    /// The token has expired.
    Expired,
    /// Whoever the token is for did not sign in well enough.
    NotProvedEnough,
    /// There were too many requests.
    TooManyRequests {
        /// How long to wait.
        wait: Duration,
        /// Whose requests they were.
        of: Sender,
    },
    /// It could not be put on record that the token was refused.
    Unavailable(Failure),
}

/// Whose requests are counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sender {
    /// Somebody, whatever application they use; or whoever sends from there.
    Anybody,
    /// This application, or somebody who uses it.
    App(Arc<str>),
}

impl NotAdmitted {
    /// What came of the token, for whoever counts.
    pub(crate) fn outcome(&self) -> &'static str {
        match self {
            Self::MissingHeader => "missing",
            Self::EmptyHeader | Self::NoToken | Self::OtherScheme(_) => "malformed-header",
            Self::InvalidToken => "invalid",
            Self::Expired => "expired",
            Self::NotProvedEnough => "not-proved-enough",
            Self::TooManyRequests { .. } => "too-many-requests",
            Self::Unavailable(_) => "unavailable",
        }
    }
}

impl From<TokenRefusal> for NotAdmitted {
    fn from(refusal: TokenRefusal) -> Self {
        match refusal {
            TokenRefusal::Missing => Self::MissingHeader,
            TokenRefusal::Invalid => Self::InvalidToken,
            TokenRefusal::Expired => Self::Expired,
            TokenRefusal::NotProvedEnough => Self::NotProvedEnough,
        }
    }
}

impl From<NotAdmitted> for Problem {
    fn from(refusal: NotAdmitted) -> Self {
        use NotAdmitted as N;
        Self::unauthorised(match refusal {
            N::MissingHeader => TokenRefusal::Missing,
            N::EmptyHeader | N::NoToken | N::OtherScheme(_) | N::InvalidToken => {
                TokenRefusal::Invalid
            }
            N::Expired => TokenRefusal::Expired,
            N::NotProvedEnough => TokenRefusal::NotProvedEnough,
            N::TooManyRequests { wait, .. } => return Self::too_many_requests(wait),
            N::Unavailable(failure) => return failure.into(),
        })
    }
}
