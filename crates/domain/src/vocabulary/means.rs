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

    /// What may be named where means are asked for: each by its word, and a channel for all means that it
    /// serves, such as `phone` for texts and calls.
    pub const NAMED: &'static [(&'static str, &'static [Self])] = &[
        ("letter", &[Self::Letter]),
        ("text", &[Self::Text]),
        ("call", &[Self::Call]),
        ("email", &[Self::Email]),
        ("fax", &[Self::Fax]),
        ("textphone", &[Self::Textphone]),
        ("phone", &[Self::Text, Self::Call]),
        ("address", &[Self::Letter]),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_means_and_every_channel_can_be_named() {
        let named = |name: &str| Means::NAMED.iter().find(|(known, _)| *known == name);
        for means in Means::ALL {
            assert_eq!(named(means.as_str()).unwrap().1, [*means]);
        }
        for channel in Channel::ALL {
            let served: Vec<Means> = Means::ALL
                .iter()
                .copied()
                .filter(|means| means.channel() == *channel)
                .collect();
            assert_eq!(named(channel.as_str()).unwrap().1, served);
        }
    }
}
