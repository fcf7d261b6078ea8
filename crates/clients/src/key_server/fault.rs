use super::NotAKeyUrl;
use crate::connection;

/// Why the keys could not be had. Its text never holds an address: that could have a secret in its query.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    #[error("the key server took too long")]
    TimedOut,
    #[error("the key server cannot be reached: {0}")]
    Unreachable(String),
    #[error("the key server answers {0}")]
    Status(u16),
    #[error("the answer of the key server is longer than is taken")]
    TooLong,
    #[error("the answer of the key server cannot be read")]
    Unreadable,
    #[error("the discovery document is another issuer's")]
    OtherIssuer,
    #[error("the discovery document says no usable address of the keys: {0}")]
    KeyAddress(NotAKeyUrl),
}

impl Fault {
    pub(super) fn of_network(error: &reqwest::Error) -> Self {
        if error.is_timeout() {
            Self::TimedOut
        } else {
            Self::Unreachable(connection::cause(error))
        }
    }
}
