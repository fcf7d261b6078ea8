//! The codes of refusals, one list for every interface (documented in docs/errors.md).

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// What kind of problem a field has. The text is part of the interface and never changes.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code as answered.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

codes! {
    /// Not an e-mail address (council code).
    NotAnEmail = "W40",
    /// Not a phone number (council code).
    NotAPhoneNumber = "W41",
    /// Text with markup in it (council code).
    Markup = "W42",
    /// A needed field is missing, null or blank.
    Required = "required",
    /// Longer than the field allows.
    TooLong = "too-long",
    /// A character that no text may hold, such as NUL.
    ControlCharacter = "control-character",
    /// Not a UUID, or all zero.
    NotAnId = "not-an-id",
    /// Not one of the words the field knows.
    UnknownWord = "unknown-word",
    /// Not a date and time, or the zero date.
    NotADate = "not-a-date",
    /// Of another JSON type than the field has.
    WrongType = "wrong-type",
    /// A field that this call does not know.
    UnknownField = "unknown-field",
    /// The same field given more than once.
    GivenTwice = "given-twice",
    /// A number outside its range.
    OutOfRange = "out-of-range",
    /// Not a cursor that this service gave out.
    NotACursor = "not-a-cursor",
    /// Not JSON at all.
    Malformed = "malformed",
    /// Address fields given with a phone number or an e-mail address.
    NotAnAddress = "not-an-address",
    /// A field that may not change after the record is made.
    Unchangeable = "unchangeable",
    /// The area has five active details of this type for the target already.
    TooManyActive = "too-many-active",
    /// The record has ended; it stays as it is.
    Historic = "historic",
    /// The id was used before for something else.
    IdInUse = "id-in-use",
    /// Not one of the caller's service areas.
    NotYourArea = "not-your-area",
    /// The caller works for no service area.
    NoArea = "no-area",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_documented() {
        let page = include_str!("../../../../docs/errors.md");
        for code in Code::ALL {
            assert!(
                page.contains(&format!("| `{}` |", code.as_str())),
                "{code:?} is missing"
            );
        }
    }
}
