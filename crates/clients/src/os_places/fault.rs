//! What goes wrong with OS Places, who has to see to it, and what is logged.

/// Why there is no answer. Its text never holds an address, a postcode, a URL or the key.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    /// Nobody was called: the last call met trouble.
    #[error("OS Places is left alone for a while, as it was in trouble")]
    Pausing,
    #[error("OS Places took too long")]
    TimedOut,
    #[error("OS Places cannot be reached: {0}")]
    Unreachable(String),
    #[error("OS Places is called too often (429)")]
    TooOften,
    #[error("OS Places is out of order ({0})")]
    OutOfOrder(u16),
    #[error("OS Places refuses the key ({0}): it is wrong, or its plan does not have OS Places")]
    KeyRefused(u16),
    #[error("OS Places is not at the base URL ({0})")]
    WrongPlace(u16),
    #[error("OS Places does not understand the question ({0})")]
    NotUnderstood(u16),
    #[error("the answer of OS Places is longer than is taken")]
    TooLong,
    #[error("the answer of OS Places cannot be read")]
    Unreadable,
}

impl Fault {
    /// What a status other than 200 and 400 says.
    pub(super) fn of_status(status: u16) -> Self {
        match status {
            401 | 403 => Self::KeyRefused(status),
            300..=399 | 404 | 405 => Self::WrongPlace(status),
            408 => Self::TimedOut,
            429 => Self::TooOften,
            500..=599 => Self::OutOfOrder(status),
            _ => Self::NotUnderstood(status),
        }
    }

    /// Whether the next call is likely to fail too, whatever it asks for.
    pub(super) fn calls_for_a_pause(&self) -> bool {
        match self {
            Self::TimedOut
            | Self::Unreachable(_)
            | Self::TooOften
            | Self::OutOfOrder(_)
            | Self::KeyRefused(_)
            | Self::WrongPlace(_) => true,
            Self::Pausing | Self::NotUnderstood(_) | Self::TooLong | Self::Unreadable => false,
        }
    }

    /// Tells whoever runs us. During a pause nothing is new; what began it was told.
    pub(super) fn log(&self) {
        match self {
            Self::Pausing => {}
            Self::KeyRefused(_) | Self::WrongPlace(_) => {
                tracing::warn!(fault = %self, "check the settings of OS Places");
            }
            _ => tracing::warn!(fault = %self, "no UPRN could be looked up"),
        }
    }
}
