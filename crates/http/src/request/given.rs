//! What a request says of one field.

/// A problem was noted; there is nothing to go on with.
#[derive(Clone, Copy, Debug)]
pub struct Noted;

/// What a request says of one field.
#[derive(Clone, Copy)]
pub enum Given<T> {
    /// Nothing.
    Absent,
    /// `null`.
    Null,
    /// A value.
    Is(T),
    /// Something that is wrong, which was noted.
    Wrong,
}

impl<T> Given<T> {
    /// The value, if there is one.
    pub fn some(self) -> Option<T> {
        match self {
            Self::Is(value) => Some(value),
            Self::Absent | Self::Null | Self::Wrong => None,
        }
    }

    /// Whether there is no value, and nothing wrong either.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Absent | Self::Null)
    }

    /// The value of a field that may be left out; `null` is as good as nothing.
    ///
    /// # Errors
    /// [`Noted`] when what was given is wrong.
    pub fn optional(self) -> Result<Option<T>, Noted> {
        match self {
            Self::Is(value) => Ok(Some(value)),
            Self::Absent | Self::Null => Ok(None),
            Self::Wrong => Err(Noted),
        }
    }

    /// What a reader makes of the value. `None` says that it noted what is wrong with it.
    pub fn read<U>(self, read: impl FnOnce(T) -> Option<U>) -> Given<U> {
        match self {
            Self::Is(value) => read(value).map_or(Given::Wrong, Given::Is),
            Self::Absent => Given::Absent,
            Self::Null => Given::Null,
            Self::Wrong => Given::Wrong,
        }
    }
}
