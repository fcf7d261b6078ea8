//! What PDS does not say the code of (PDS, "Not published", "PATCH rules per field").

use contactable_domain::patient::Breach;

use super::ErrorCode;

/// A rule or a shape that was not kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Case {
    /// A rule of the patient's lists.
    Breach(Breach),
    /// A shape of the request, or who may change what.
    Undecided(Undecided),
}

impl From<Breach> for Case {
    fn from(breach: Breach) -> Self {
        Self::Breach(breach)
    }
}

impl From<Undecided> for Case {
    fn from(undecided: Undecided) -> Self {
        Self::Undecided(undecided)
    }
}

macro_rules! undecided {
    ($($(#[$doc:meta])* $variant:ident = $name:literal => $code:ident,)*) => {
        /// What a request can get wrong beside the rules of the lists, where the code is not published.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum Undecided {
            $($(#[$doc])* $variant,)*
        }

        impl Undecided {
            /// Every case.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The case's name, by which it is configured.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The code that it has unless another is configured.
            pub fn code(self) -> ErrorCode {
                match self {
                    $(Self::$variant => ErrorCode::$code,)*
                }
            }
        }
    };
}

undecided! {
    /// The body of a PATCH is not JSON, or no object.
    NotAPatch = "not-a-patch" => InvalidUpdate,
    /// There is a member beside `patches` and `correction`.
    MemberBesidePatches = "member-beside-patches" => AdditionalProperties,
    /// There are more patches than one request may have.
    TooManyPatches = "too-many-patches" => TooManyValues,
    /// A path or a value is deeper than any in a Patient.
    TooDeep = "too-deep" => InvalidValue,
    /// A patch lacks its `op`, its `path` or its `value`.
    PatchIncomplete = "patch-incomplete" => MissingValue,
    /// A patch is not an object, or its path is none.
    PatchMalformed = "patch-malformed" => InvalidValue,
    /// An item is added elsewhere than at the end of its list.
    NumberedAdd = "numbered-add" => InvalidUpdate,
    /// An item that is added has an id already.
    IdOnAdd = "id-on-add" => InvalidUpdate,
    /// The id that was given is another item's than the one at this index.
    IdOfAnotherItem = "id-of-another-item" => InvalidUpdate,
    /// A whole list is added, replaced or removed.
    WholeList = "whole-list" => InvalidUpdate,
    /// There is a contact preference already.
    SecondPreference = "second-preference" => InvalidUpdate,
    /// A member that the interface does not know.
    UnknownMember = "unknown-member" => AdditionalProperties,
    /// A member that must be there is not.
    MissingMember = "missing-member" => MissingValue,
    /// A member has another JSON type than it should.
    WrongType = "wrong-type" => InvalidValue,
    /// A code, a system or a url that is none of those that there are.
    UnknownCode = "unknown-code" => InvalidValue,
    /// An extension goes by a name that is no longer in use.
    RetiredUrl = "retired-url" => InvalidValue,
    /// A list has more items than it may have.
    TooManyItems = "too-many-items" => TooManyValues,
    /// A list is there and empty.
    TooFewItems = "too-few-items" => TooFewValues,
    /// A day is not written as `yyyy-mm-dd`.
    NotADate = "not-a-date" => InvalidValue,
    /// Not 8 digits of a PAF key, or not 1 to 12 digits of a UPRN.
    KeyForm = "key-form" => InvalidValue,
    /// A text is longer than its field.
    TooLong = "too-long" => InvalidValue,
    /// A text has markup or control characters in it.
    Characters = "characters" => UnsupportedCharacters,
    /// The person is restricted, and the caller does not see what would change.
    Restricted = "restricted" => ForbiddenUpdate,
    /// The NHS number was replaced by another.
    Superseded = "superseded" => ForbiddenUpdate,
}

/// The code of a rule of the lists, and whether PDS publishes it.
pub(super) fn of_breach(breach: Breach) -> (ErrorCode, bool) {
    match breach {
        Breach::NoSuchItem | Breach::EndBeforeStart | Breach::NotForPatients => {
            (ErrorCode::InvalidUpdate, true)
        }
        Breach::TemporaryTextUnknown | Breach::TimesTooLong => (ErrorCode::InvalidValue, false),
        Breach::WorkAddress => (ErrorCode::UnsupportedValue, false),
        Breach::TooManyContacts | Breach::TooManyWays => (ErrorCode::TooManyValues, false),
        Breach::TemporaryWithoutPeriod
        | Breach::TemporaryWithoutText
        | Breach::CorrespondenceWithoutPeriod => (ErrorCode::MissingValue, false),
        _ => (ErrorCode::InvalidUpdate, false),
    }
}
