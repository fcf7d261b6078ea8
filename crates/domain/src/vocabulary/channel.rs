use super::words;

words! {
    /// How a target is reached (council `contactType`).
    Channel {
        /// By phone, for a call or a text.
        Phone = "phone",
        /// By e-mail.
        Email = "email",
        /// At a postal address.
        Address = "address",
    }
}

impl Channel {
    /// How many active details of this channel one area may hold for one target under the `council`
    /// profile; `None` is without limit (deployed service, "Deployed paths").
    pub fn active_limit(self) -> Option<u8> {
        match self {
            Self::Phone | Self::Email => Some(5),
            Self::Address => None,
        }
    }
}
