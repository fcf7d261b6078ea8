use super::{ItemId, List};
use crate::vocabulary::words;

words! {
    /// A rule of the PDS path that a change of a Patient's lists breaks (PDS, "PATCH rules per field").
    Breach {
        /// There is one of this kind already, valid or not.
        SecondOfKind = "second-of-kind",
        /// What is replaced must stay of its kind.
        KindChanged = "kind-changed",
        /// There is no item with this id.
        NoSuchItem = "no-such-item",
        /// An item is named twice.
        NamedTwice = "named-twice",
        /// There are as many emergency contacts as there may be.
        TooManyContacts = "too-many-contacts",
        /// An emergency contact has as many numbers as it may have.
        TooManyWays = "too-many-ways",
        /// It would begin in the future.
        StartInFuture = "start-in-future",
        /// It would end before it begins.
        EndBeforeStart = "end-before-start",
        /// A temporary address needs a start and an end.
        TemporaryWithoutPeriod = "temporary-without-period",
        /// A temporary address needs a text that says what it is.
        TemporaryWithoutText = "temporary-without-text",
        /// The text of a temporary address is none of those there are.
        TemporaryTextUnknown = "temporary-text-unknown",
        /// A temporary address lasts 90 days at most.
        TemporaryTooLong = "temporary-too-long",
        /// A correspondence address needs a start and an end.
        CorrespondenceWithoutPeriod = "correspondence-without-period",
        /// A correspondence address lasts 366 days at most.
        CorrespondenceTooLong = "correspondence-too-long",
        /// A work address can be read and removed, not recorded.
        WorkAddress = "work-address",
        /// An address needs two lines at least.
        TooFewLines = "too-few-lines",
        /// Not an e-mail address, or not of 7 to 90 characters.
        EmailForm = "email-form",
        /// Not digits as a number is written, or not 6 to 15 of them.
        NumberForm = "number-form",
        /// Not a postcode.
        PostcodeForm = "postcode-form",
        /// Contact times go with a preferred method.
        TimesWithoutMethod = "times-without-method",
        /// Contact times have 40 characters at most.
        TimesTooLong = "times-too-long",
        /// The person said that the preferred method is not to be used.
        MethodRuledOut = "method-ruled-out",
        /// A patient may not change this.
        NotForPatients = "not-for-patients",
    }
}

/// A rule that was broken, and by which item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Broken {
    /// The rule.
    pub breach: Breach,
    /// The list and the place in it, from 0, of the lists as they were wanted.
    pub at: Option<(List, usize)>,
    /// The item, when it is named by its id.
    pub item: Option<ItemId>,
}

impl Broken {
    /// A rule about the whole.
    pub fn whole(breach: Breach) -> Self {
        Self {
            breach,
            at: None,
            item: None,
        }
    }

    /// A rule about one item of a list.
    pub fn item(breach: Breach, list: List, index: usize) -> Self {
        Self {
            at: Some((list, index)),
            ..Self::whole(breach)
        }
    }
}
