//! The codes of the interface's errors, each with all that goes with it.

/// What went wrong. Where the published table gives one code several rows, each row is here (PDS, "Errors").
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum ErrorCode {
    /// The NHS number is none.
    InvalidResourceId,
    /// The service is not offered in this way.
    UnsupportedService,
    /// The path is not served.
    UnsupportedRequest,
    /// A header or a field that is needed is missing.
    MissingValue,
    /// A header or a field has a value that it cannot have.
    InvalidValue,
    /// An application asked for more than one person.
    TooManyAskedFor,
    /// The update is malformed or breaks a rule.
    InvalidUpdate,
    /// This caller may not make this change.
    ForbiddenUpdate,
    /// A field or a parameter that is not known.
    AdditionalProperties,
    /// A list has fewer items than it must have.
    TooFewValues,
    /// A list has more items than it may have.
    TooManyValues,
    /// A value that may be read and not set.
    UnsupportedValue,
    /// Characters that the field cannot hold.
    UnsupportedCharacters,
    /// Nothing else fits.
    ValidationError,
    /// There is no token, or none that is good.
    AccessDenied,
    /// A patient may not do this.
    NotForPatients,
    /// An application may not update.
    NoUpdateByApplication,
    /// A privileged application may not update.
    NoUpdateByPrivileged,
    /// An application may not create.
    NoCreationByApplication,
    /// A privileged application may not create.
    NoCreationByPrivileged,
    /// A patient may not create.
    NoCreationByPatient,
    /// There is no such person.
    ResourceNotFound,
    /// The person's record was marked as invalid.
    InvalidatedResource,
    /// What stands behind did not answer in time.
    UnableToCallService,
    /// Somebody else changed the record.
    VersionMismatch,
    /// The version to change was not named.
    PreconditionFailed,
    /// Too many requests in a short time.
    TooManyRequests,
    /// Something that should not have happened.
    UnknownError,
    /// What stands behind could not be reached.
    UnknownErrorBehind,
    /// The change was not done within the wait, and may be yet.
    ServiceUnavailable,
    /// A search found more than were asked for.
    TooManyMatches,
    /// A search does not say enough.
    InvalidSearchData,
    /// A new record is malformed or breaks a rule.
    InvalidCreate,
    /// There is such a person already.
    SingleMatch,
    /// There are several such persons already.
    MultipleMatches,
}

/// A row of the published table.
struct Row {
    status: u16,
    severity: &'static str,
    issue: &'static str,
    code: &'static str,
    display: &'static str,
}

const fn error(status: u16, issue: &'static str, code: &'static str, display: &'static str) -> Row {
    Row {
        status,
        severity: "error",
        issue,
        code,
        display,
    }
}

const fn information(
    status: u16,
    issue: &'static str,
    code: &'static str,
    display: &'static str,
) -> Row {
    Row {
        status,
        severity: "information",
        issue,
        code,
        display,
    }
}

impl ErrorCode {
    /// Every row, in the order of the table.
    pub const ALL: &'static [Self] = &[
        Self::InvalidResourceId,
        Self::UnsupportedService,
        Self::UnsupportedRequest,
        Self::MissingValue,
        Self::InvalidValue,
        Self::TooManyAskedFor,
        Self::InvalidUpdate,
        Self::ForbiddenUpdate,
        Self::AdditionalProperties,
        Self::TooFewValues,
        Self::TooManyValues,
        Self::UnsupportedValue,
        Self::UnsupportedCharacters,
        Self::ValidationError,
        Self::AccessDenied,
        Self::NotForPatients,
        Self::NoUpdateByApplication,
        Self::NoUpdateByPrivileged,
        Self::NoCreationByApplication,
        Self::NoCreationByPrivileged,
        Self::NoCreationByPatient,
        Self::ResourceNotFound,
        Self::InvalidatedResource,
        Self::UnableToCallService,
        Self::VersionMismatch,
        Self::PreconditionFailed,
        Self::TooManyRequests,
        Self::UnknownError,
        Self::UnknownErrorBehind,
        Self::ServiceUnavailable,
        Self::TooManyMatches,
        Self::InvalidSearchData,
        Self::InvalidCreate,
        Self::SingleMatch,
        Self::MultipleMatches,
    ];

    /// The code as the answer names it, such as `INVALID_UPDATE`.
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// The HTTP status.
    pub fn status(self) -> u16 {
        self.row().status
    }

    /// The issue's severity.
    pub fn severity(self) -> &'static str {
        self.row().severity
    }

    /// The issue's type, of FHIR's own.
    pub fn issue(self) -> &'static str {
        self.row().issue
    }

    /// The code in words.
    pub fn display(self) -> &'static str {
        self.row().display
    }

    /// The first row with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|row| row.code() == code)
    }

    // The rows whose bodies PDS does not publish are marked `house`.
    #[rustfmt::skip]
    #[allow(clippy::too_many_lines, reason = "a table")]
    fn row(self) -> Row {
        match self {
            Self::InvalidResourceId => error(400, "value", "INVALID_RESOURCE_ID", "Resource Id is invalid"),
            Self::UnsupportedService => error(400, "processing", "UNSUPPORTED_SERVICE", "Unsupported Service"),
            Self::UnsupportedRequest => error(400, "value", "UNSUPPORTED_REQUEST", "The request is not one that is supported."),
            Self::MissingValue => error(400, "required", "MISSING_VALUE", "Required value is missing"),
            Self::InvalidValue => error(400, "value", "INVALID_VALUE", "Provided value is invalid"),
            Self::TooManyAskedFor => error(403, "token", "INVALID_VALUE", "Cannot retrieve more than one result with application-restricted access token"),
            Self::InvalidUpdate => error(400, "structure", "INVALID_UPDATE", "Update is invalid"),
            Self::ForbiddenUpdate => information(403, "forbidden", "FORBIDDEN_UPDATE", "Update is forbidden"),
            Self::AdditionalProperties => error(400, "invariant", "ADDITIONAL_PROPERTIES", "Additional properties should not be included"),
            Self::TooFewValues => error(400, "value", "TOO_FEW_VALUES_SUBMITTED", "Too few values submitted"),
            Self::TooManyValues => error(400, "value", "TOO_MANY_VALUES_SUBMITTED", "Too many values submitted"),
            // house
            Self::UnsupportedValue => error(400, "value", "UNSUPPORTED_VALUE", "Unsupported value"),
            // house
            Self::UnsupportedCharacters => error(400, "value", "UNSUPPORTED_CHARACTERS_IN_FIELD", "Unsupported characters in field"),
            // house
            Self::ValidationError => error(400, "invalid", "VALIDATION_ERROR", "Validation error"),
            Self::AccessDenied => error(401, "forbidden", "ACCESS_DENIED", "Access Denied - Unauthorised"),
            Self::NotForPatients => error(403, "forbidden", "ACCESS_DENIED", "Patient cannot perform this action"),
            Self::NoUpdateByApplication => error(403, "forbidden", "INVALID_METHOD", "Cannot update resource with application-restricted access token"),
            Self::NoUpdateByPrivileged => error(403, "forbidden", "INVALID_METHOD", "Cannot update resource with privileged-application-restricted access token"),
            Self::NoCreationByApplication => error(403, "forbidden", "INVALID_METHOD", "Cannot create resource with application-restricted access token"),
            Self::NoCreationByPrivileged => error(403, "forbidden", "INVALID_METHOD", "Cannot create resource with privileged-application-restricted access token"),
            Self::NoCreationByPatient => error(403, "forbidden", "INVALID_METHOD", "Cannot create resource with patient-access access token"),
            Self::ResourceNotFound => information(404, "not-found", "RESOURCE_NOT_FOUND", "Resource not found"),
            Self::InvalidatedResource => error(404, "processing", "INVALIDATED_RESOURCE", "Resource that has been marked as invalid was requested - invalid resources cannot be retrieved"),
            // house
            Self::UnableToCallService => error(408, "timeout", "UNABLE_TO_CALL_SERVICE", "Unable to call service"),
            Self::VersionMismatch => error(409, "conflict", "RESOURCE_VERSION_MISMATCH", "Resource version supplied does not match actual version"),
            Self::PreconditionFailed => error(412, "structure", "PRECONDITION_FAILED", "Required condition was not fulfilled"),
            Self::TooManyRequests => error(429, "value", "TOO_MANY_REQUESTS", "Too many requests"),
            Self::UnknownError => error(500, "unknown", "UNKNOWN_ERROR", "Unknown Error"),
            Self::UnknownErrorBehind => error(502, "unknown", "UNKNOWN_ERROR", "Unknown Error"),
            Self::ServiceUnavailable => error(503, "timeout", "SERVICE_UNAVAILABLE", "Service unavailable"),
            Self::TooManyMatches => information(200, "multiple-matches", "TOO_MANY_MATCHES", "Too Many Matches"),
            Self::InvalidSearchData => error(400, "value", "INVALID_SEARCH_DATA", "Search data is invalid"),
            Self::InvalidCreate => error(400, "value", "INVALID_CREATE", "Patient create data is invalid"),
            // house
            Self::SingleMatch => error(200, "duplicate", "SINGLE_MATCH", "Single match"),
            // house
            Self::MultipleMatches => error(200, "multiple-matches", "MULTIPLE_MATCHES", "Multiple matches"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_in_the_list_and_its_code_is_found() {
        for code in ErrorCode::ALL {
            let found = ErrorCode::parse(code.code()).unwrap();
            assert_eq!(found.code(), code.code());
        }
        // Five of the codes have more than one row.
        let mut codes: Vec<&str> = ErrorCode::ALL.iter().map(|row| row.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!((ErrorCode::ALL.len(), codes.len()), (35, 28));
        assert_eq!(ErrorCode::parse("invalid_update"), None);
    }

    #[test]
    fn two_refusals_are_only_information() {
        let mild: Vec<&str> = ErrorCode::ALL
            .iter()
            .filter(|row| row.severity() != "error" && row.status() >= 400)
            .map(|row| row.code())
            .collect();
        assert_eq!(mild, ["FORBIDDEN_UPDATE", "RESOURCE_NOT_FOUND"]);
    }
}
