use super::words;

words! {
    /// How a target is reached.
    Channel {
        /// By phone, for a call or a text.
        Phone = "phone",
        /// By e-mail.
        Email = "email",
        /// At a postal address.
        Address = "address",
        /// By fax (PDS standard, "Telecom communication contact method").
        Fax = "fax",
        /// By textphone (PDS standard, "Telecom communication contact method").
        Textphone = "textphone",
    }
}

impl Channel {
    /// How many active details of this channel one area may hold for one target under the `council`
    /// profile; `None` is without limit (deployed service, "Deployed paths").
    pub fn active_limit(self) -> Option<u8> {
        match self {
            Self::Phone | Self::Email => Some(5),
            Self::Address | Self::Fax | Self::Textphone => None,
        }
    }
}
