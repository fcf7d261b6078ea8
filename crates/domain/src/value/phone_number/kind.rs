//! The kinds of phone number that numbering plans know.

use crate::vocabulary::words;

words! {
    /// What kind of number it is, by its country's numbering plan (libphonenumber's number types).
    /// It says nothing about who has the number, or whether anybody answers.
    PhoneKind {
        /// A mobile phone; it can be called and texted.
        Mobile = "mobile",
        /// A phone in one place.
        Landline = "landline",
        /// Either; some plans, such as North America's, do not tell them apart.
        LandlineOrMobile = "landline-or-mobile",
        /// Free to call: 0800 and 0808 in the United Kingdom.
        Freephone = "freephone",
        /// The caller and the called share the cost. The United Kingdom has no such range.
        SharedCost = "shared-cost",
        /// The caller pays extra: 084, 087 and 09 in the United Kingdom.
        PremiumRate = "premium-rate",
        /// An internet phone: 056 in the United Kingdom.
        Voip = "voip",
        /// A number that follows a person: 070 in the United Kingdom. It looks like a mobile
        /// number, and a call to it costs far more.
        Personal = "personal",
        /// A pager: 076 in the United Kingdom, but for 07624, which is the Isle of Man's mobiles.
        Pager = "pager",
        /// A number for an organisation as a whole: 03 and 055 in the United Kingdom.
        Uan = "uan",
        /// The way into a voicemail box.
        Voicemail = "voicemail",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_back() {
        for kind in PhoneKind::ALL {
            assert_eq!(PhoneKind::parse(kind.as_str()), Some(*kind));
            assert_eq!(PhoneKind::parse(&kind.as_str().to_uppercase()), Some(*kind));
        }
        assert_eq!(PhoneKind::ALL.len(), 11);
        assert_eq!(PhoneKind::parse("unknown"), None);
    }
}
