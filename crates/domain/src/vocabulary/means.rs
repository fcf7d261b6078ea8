use super::{Channel, words};

words! {
    /// A way of reaching somebody. A phone number serves two of them.
    Means {
        /// A letter, to a postal address.
        Letter = "letter",
        /// A text message, to a mobile number.
        Text = "text",
        /// A call, to any number that somebody answers.
        Call = "call",
        /// An e-mail.
        Email = "email",
        /// A fax.
        Fax = "fax",
        /// A call by textphone.
        Textphone = "textphone",
    }
}

impl Means {
    /// The channel whose details it needs.
    pub fn channel(self) -> Channel {
        match self {
            Self::Letter => Channel::Address,
            Self::Text | Self::Call => Channel::Phone,
            Self::Email => Channel::Email,
            Self::Fax => Channel::Fax,
            Self::Textphone => Channel::Textphone,
        }
    }
}
