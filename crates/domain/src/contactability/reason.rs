//! Why a record was chosen or passed over: a code for programs and a sentence for people.

use std::borrow::Cow;

use crate::vocabulary::words;

words! {
    /// Why a record was chosen or passed over. The text is part of the interface and never changes.
    Reason {
        // Why one was chosen.
        /// Nothing else can be used.
        OnlyUsable = "only-usable",
        /// It is named for emergencies, and this is one.
        ForEmergencies = "for-emergencies",
        /// It is their own; others belong to somebody else.
        TheirOwn = "their-own",
        /// Nothing has failed to arrive there.
        NoFailure = "no-failure",
        /// They asked to be reached by it.
        Preferred = "preferred",
        /// It is temporary, and so in the place of the usual one.
        Temporary = "temporary",
        /// It is a mobile number.
        Mobile = "mobile",
        /// It was found to be right.
        Verified = "verified",
        /// It is the default of the team that asks.
        TeamsDefault = "teams-default",
        /// It is the area's default.
        Default = "default",
        /// It is the latest.
        Latest = "latest",
        /// Letters go to the forwarding address first.
        ForwardingAddress = "forwarding-address",
        /// A temporary address comes at this place of the policy.
        TemporaryAddress = "temporary-address",
        /// A correspondence address comes at this place of the policy.
        CorrespondenceAddress = "correspondence-address",
        /// The home address comes at this place of the policy.
        HomeAddress = "home-address",
        /// An address of which nobody said what it is for comes last.
        UnlabelledAddress = "unlabelled-address",

        // Why none was.
        /// There is no record.
        NothingHeld = "nothing-held",
        /// Every record is ruled out.
        NoneUsable = "none-usable",

        // What rules a record out.
        /// It belongs to another of the caller's areas.
        OtherArea = "other-area",
        /// Another target took the place of the one that it belongs to.
        TargetSuperseded = "target-superseded",
        /// It belongs to a target that was made invalid.
        TargetInvalidated = "target-invalidated",
        /// It was retired.
        Historic = "historic",
        /// Its first day is still to come.
        NotYetValid = "not-yet-valid",
        /// Its last day is past.
        Expired = "expired",
        /// It is temporary and its three months are over.
        TemporaryTooOld = "temporary-too-old",
        /// Nothing arrives there.
        Undeliverable = "undeliverable",
        /// They do not want to be reached by these means.
        DoNotUse = "do-not-use",
        /// It is somebody else's.
        AnotherPersons = "another-persons",
        /// It is for emergencies only.
        EmergencyOnly = "emergency-only",
        /// It cannot get text messages.
        NotAMobile = "not-a-mobile",
        /// No person answers there.
        NobodyAnswers = "nobody-answers",
        /// It is no number that can be dialled.
        NotANumber = "not-a-number",
        /// It says that they have no fixed abode.
        NoFixedAbode = "no-fixed-abode",
        /// Its postcode stands for no place.
        PseudoPostcode = "pseudo-postcode",
        /// It is outside the United Kingdom.
        Overseas = "overseas",
        /// No letter can be sent there.
        NotMailable = "not-mailable",
        /// It is not an address for letters.
        NotForLetters = "not-for-letters",
        /// The area does not send letters to forwarding addresses.
        ForwardingNotUsed = "forwarding-not-used",

        // Why another came before it.
        /// Another is named for emergencies.
        NotForEmergencies = "not-for-emergencies",
        /// It is somebody else's, and there is one of their own.
        NotTheirOwn = "not-their-own",
        /// Something failed to arrive there for now, and at another nothing did.
        Doubtful = "doubtful",
        /// They asked to be reached by another.
        NotPreferred = "not-preferred",
        /// A temporary one stands in its place.
        NotTemporary = "not-temporary",
        /// It is a landline, and there is a mobile.
        Landline = "landline",
        /// Another was found to be right.
        Unverified = "unverified",
        /// Another is the default of the team that asks.
        NotTeamsDefault = "not-teams-default",
        /// Another is the area's default.
        NotDefault = "not-default",
        /// Another is later.
        Earlier = "earlier",
        /// Another comes before it in the policy.
        LaterInPolicy = "later-in-policy",
    }
}

/// A reason with its sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Because {
    /// The reason.
    pub reason: Reason,
    /// The sentence. Never holds a value.
    pub text: Cow<'static, str>,
}

impl Because {
    /// The reason in its usual words.
    pub(super) fn of(reason: Reason) -> Self {
        Self {
            reason,
            text: reason.usual_words().into(),
        }
    }

    /// The reason in words that say more.
    pub(super) fn saying(reason: Reason, text: impl Into<Cow<'static, str>>) -> Self {
        Self {
            reason,
            text: text.into(),
        }
    }
}

impl Reason {
    fn usual_words(self) -> &'static str {
        match self {
            Self::OnlyUsable => "It is the only one that can be used",
            Self::ForEmergencies => "It is named for emergencies, so it comes first in one",
            Self::TheirOwn => "It is their own; the others belong to somebody else",
            Self::NoFailure => {
                "Nothing has failed to arrive there, and at the next best something did"
            }
            Self::Preferred => "They asked to be reached by this one",
            Self::Temporary => "It is temporary and in force, so it stands in for the usual one",
            Self::Mobile => "It is a mobile number, which comes before a landline",
            Self::Verified => "It was found to be right, which the next best was not",
            Self::TeamsDefault => "It is your team's default",
            Self::Default => "It is the service area's default",
            Self::Latest => "It is the latest by its start",
            Self::ForwardingAddress => {
                "The service area sends letters to a forwarding address first"
            }
            Self::TemporaryAddress => "It is a temporary address within three months of its start",
            Self::CorrespondenceAddress => "It is the correspondence address",
            Self::HomeAddress => "It is the home address",
            Self::UnlabelledAddress => {
                "It is an address of which nobody said what it is for, which comes after all others"
            }
            Self::NothingHeld => "No such contact detail is held",
            Self::NoneUsable => "None of those that are held can be used; see each for why",
            Self::OtherArea => {
                "It belongs to another service area, which would have to share it first"
            }
            Self::TargetSuperseded => {
                "Another target has taken the place of this one, and the details that count are kept there"
            }
            Self::TargetInvalidated => "The target was made invalid, so nothing of it is used",
            Self::Historic => "It was retired",
            Self::NotYetValid => "It is not valid yet",
            Self::Expired => "It has expired",
            Self::TemporaryTooOld => "It is temporary, and its three months are over",
            Self::Undeliverable => "What was sent there could not be delivered",
            Self::DoNotUse => "They do not want to be reached this way",
            Self::AnotherPersons => "It belongs to somebody else, not to the person",
            Self::EmergencyOnly => "It is for emergencies only",
            Self::NotAMobile => "It is not a mobile number, so it gets no text messages",
            Self::NobodyAnswers => "It is a pager or an answering machine; no person answers it",
            Self::NotANumber => "It was recorded under looser rules and is no number to dial",
            Self::NoFixedAbode => "It says that the person has no fixed abode",
            Self::PseudoPostcode => {
                "Its postcode begins with ZZ99: it stands for a country or a circumstance, not for a place"
            }
            Self::Overseas => {
                "It is outside the United Kingdom, where letters do not go by default"
            }
            Self::NotMailable => "No letter can be sent there",
            Self::NotForLetters => "It is not an address that letters to the person are sent to",
            Self::ForwardingNotUsed => {
                "It is a forwarding address, and the service area does not send letters to those"
            }
            Self::NotForEmergencies => "Another is named for emergencies",
            Self::NotTheirOwn => "It belongs to somebody else, and there is one of their own",
            Self::Doubtful => "Something sent there did not arrive, and at another nothing failed",
            Self::NotPreferred => "They asked to be reached by another one",
            Self::NotTemporary => "A temporary one is in force and stands in for it",
            Self::Landline => "A mobile number comes before it",
            Self::Unverified => "Another was found to be right, and this was not checked",
            Self::NotTeamsDefault => "Another is your team's default",
            Self::NotDefault => "Another is the service area's default",
            Self::Earlier => "Another is later by its start",
            Self::LaterInPolicy => "Another kind of address comes before it",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_documented() {
        let page = include_str!("../../../../docs/rules.md");
        for reason in Reason::ALL {
            let row = format!("| `{}` |", reason.as_str());
            assert!(page.contains(&row), "{reason:?} is missing");
        }
    }

    #[test]
    fn no_two_reasons_have_one_code() {
        let mut codes: Vec<&str> = Reason::ALL.iter().map(|reason| reason.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Reason::ALL.len());
    }
}
