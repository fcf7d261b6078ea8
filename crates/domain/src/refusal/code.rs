//! The codes of refusals, one list for every interface (documented in docs/errors.md).

use crate::vocabulary::words;

words! {
    /// What kind of problem a field has. The text is part of the interface and never changes.
    Code {
        /// Not an e-mail address (council code).
        NotAnEmail = "W40",
        /// Not a phone number (council code).
        NotAPhoneNumber = "W41",
        /// Text with markup in it (council code).
        Markup = "W42",
        /// A character that a phone number has not: a letter, a dot, a plus sign other than the first.
        PhoneCharacters = "phone-characters",
        /// A bracket without its other half, or with no digit inside.
        PhoneBrackets = "phone-brackets",
        /// Fewer than 6 or more than 15 digits, the extension not counted.
        PhoneLength = "phone-length",
        /// An extension other than `;ext=` and 1 to 5 digits.
        PhoneExtension = "phone-extension",
        /// A country code that is not in use.
        PhoneCountry = "phone-country",
        /// No country's numbering plan has such a number.
        PhoneNotInUse = "phone-not-in-use",
        /// A phone number, but not a mobile one, where a mobile one is asked for.
        NotAMobile = "not-a-mobile",
        /// A phone number, but not a landline, where a landline is asked for.
        NotALandline = "not-a-landline",
        /// A phone number of a kind that is not taken for this use, such as premium rate.
        PhoneKind = "phone-kind",
        /// A number that Ofcom set aside for film and television; nobody answers it.
        DramaNumber = "drama-number",
        /// No `@`, or nothing before or after it.
        EmailStructure = "email-structure",
        /// The part before the `@` is not well formed.
        EmailLocalPart = "email-local-part",
        /// The part after the `@` is not well formed.
        EmailDomain = "email-domain",
        /// The last part of the domain is not one that a domain can end with.
        EmailTopLevel = "email-top-level",
        /// A letter or sign that e-mail allows and the NHS standard does not.
        EmailLetters = "email-letters",
        /// Not a postcode of the United Kingdom, the islands around it, its territories or its forces.
        NotAPostcode = "not-a-postcode",
        /// Not a Unique Property Reference Number.
        NotAUprn = "not-a-uprn",
        /// Not a PAF address key.
        NotAPafKey = "not-a-paf-key",
        /// The area asks for the UPRN of an address in the United Kingdom.
        UprnNeeded = "uprn-needed",
        /// Not an NHS number.
        NotAnNhsNumber = "not-an-nhs-number",
        /// Not an identifier of the system it is said to be of.
        NotAnIdentifier = "not-an-identifier",
        /// A text that says there is no value, such as "unknown".
        Placeholder = "placeholder",
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
        /// Not a date, or the zero date.
        NotADate = "not-a-date",
        /// Not a date and time with its zone.
        NotAnInstant = "not-an-instant",
        /// A day or an instant that is still to come, where one of the past is asked for.
        InTheFuture = "in-the-future",
        /// A period that is over, where one in force is asked for.
        AlreadyOver = "already-over",
        /// A period that ends before it starts.
        EndBeforeStart = "end-before-start",
        /// A temporary detail for more than three months.
        TemporaryTooLong = "temporary-too-long",
        /// A way of reaching somebody that does not go with the detail.
        WrongMeans = "wrong-means",
        /// Two parts of the request that do not go together.
        NotTogether = "not-together",
        /// More of something than one request may have.
        TooMany = "too-many",
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
        /// The area has as many active details of this type for the target as it may.
        TooManyActive = "too-many-active",
        /// The area has one active detail of each use, and there is one of this use.
        OnePerUse = "one-per-use",
        /// The record has ended; it stays as it is.
        Historic = "historic",
        /// The id was used before for something else.
        IdInUse = "id-in-use",
        /// Not one of the caller's service areas.
        NotYourArea = "not-your-area",
        /// The caller works for several service areas and does not say for which one they ask.
        WhichArea = "which-area",
        /// The caller works in several teams and does not say for which one they record.
        WhichTeam = "which-team",
        /// Not one of the caller's teams.
        NotYourTeam = "not-your-team",
        /// The record is another team's, and the area lets each team retire only its own.
        AnotherTeam = "another-team",
        /// More requests in a short time than are taken from one caller.
        TooManyRequests = "too-many-requests",
        /// The caller works for no service area.
        NoArea = "no-area",
        /// The way the caller signed in does not allow this.
        NotInThisMode = "not-in-this-mode",
        /// The way the caller signed in shows what is held now only.
        HistoryNotShown = "history-not-shown",
        /// A client that is not marked for writing.
        NotMarkedForUpdate = "not-marked-for-update",
        /// The caller has not the role that this needs.
        RoleNeeded = "role-needed",
        /// A patient may record their own details only.
        AnotherPerson = "another-person",
        /// Not a whole value that can be looked for.
        NotTraceable = "not-traceable",
        /// The identifier is another target's.
        IdentifierInUse = "identifier-in-use",
        /// Another target took the place of this one.
        TargetSuperseded = "target-superseded",
        /// The target was made invalid.
        TargetInvalidated = "target-invalidated",
        /// Nothing is known of the target.
        UnknownTarget = "unknown-target",
    }
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
