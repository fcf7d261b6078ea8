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
