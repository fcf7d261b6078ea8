//! The problems of a request as a whole, in the words that are published (PDS, "Errors").

use super::{ErrorCode, Problem};

const MORE_ON_HEADERS: &str = "Refer to the guidance for this header in our API Specification https://digital.nhs.uk/developer/api-catalogue/personal-demographics-service-fhir";
const NOT_THIS_PATIENT: &str = "Your access token has insufficient permissions. See documentation regarding Patient access restrictions https://digital.nhs.uk/developer/api-catalogue/personal-demographics-service-fhir";
const NOT_THIS_METHOD: &str =
    "Your app has insufficient permissions to use this method. Please contact support.";
const RATE_LIMITED: &str =
    "This API is currently receiving a high volume of requests and is being rate limited.";
const MORE_ON_LIMITS: &str = "Please see: https://digital.nhs.uk/developer/guides-and-documentation/reference-guide#rate-limits for more details.";
const NOT_DONE_YET: &str = "The downstream domain processing has not completed within the configured timeout period. Using the same 'X-Request-ID' header, retry your request after the time specified by the 'Retry-After' response header.";

impl Problem {
    /// The path is not served. `path` is what follows the interface's own.
    pub fn unsupported_path(path: &str) -> Self {
        let told = format!("Unsupported path - '{path}'");
        Self::told(ErrorCode::UnsupportedRequest, told)
    }

    /// A header that reading needs is not there.
    pub fn header_missing(header: &str) -> Self {
        let told = format!(
            "Invalid request with error - {header} header must be supplied to access this resource"
        );
        Self::told(ErrorCode::MissingValue, told)
    }

    /// A header has a value that it cannot have.
    pub fn header_invalid(header: &str, value: &str) -> Self {
        let told = format!("Invalid value - '{value}' in header '{header}'");
        Self::told(ErrorCode::InvalidValue, told)
    }

    /// The header that names one of the caller's roles names none of them.
    pub fn role_invalid(value: &str) -> Self {
        let told =
            format!("Invalid value - '{value}' in header 'NHSD-Session-URID'. {MORE_ON_HEADERS}");
        Self::told(ErrorCode::InvalidValue, told)
    }

    /// The version to change is not named.
    pub fn version_not_named() -> Self {
        Self::told(
            ErrorCode::PreconditionFailed,
            "Invalid request with error - If-Match header must be supplied to update this resource",
        )
    }

    /// A patient may not do this.
    pub fn not_for_patients() -> Self {
        Self::told(ErrorCode::NotForPatients, NOT_THIS_PATIENT)
    }

    /// Whoever comes this way may not use this method; `code` says which way and which method.
    pub fn not_this_method(code: ErrorCode) -> Self {
        Self::told(code, NOT_THIS_METHOD)
    }

    /// Too many requests, for everybody together or without saying of whom.
    pub fn rate_limited() -> Self {
        let told = format!("{RATE_LIMITED} {MORE_ON_LIMITS}");
        Self::told(ErrorCode::TooManyRequests, told)
    }

    /// One application made many requests at once.
    pub fn spike(application: &str) -> Self {
        let told = format!(
            "Your application, {application}, has created a spike in traffic and is being rate limited. Please reduce the frequency of your requests. {MORE_ON_LIMITS}"
        );
        Self::told(ErrorCode::TooManyRequests, told)
    }

    /// Something that should not have happened; `message` finds it in the log.
    pub fn unknown(message: &str) -> Self {
        let told = format!(
            "An unknown error occurred processing this request. Contact us for assistance diagnosing this issue: https://digital.nhs.uk/developer/help-and-support. (Message ID: {message})"
        );
        Self::told(ErrorCode::UnknownError, told)
    }

    /// The change was not done within the wait, and may be yet.
    pub fn not_done_yet() -> Self {
        Self::told(ErrorCode::ServiceUnavailable, NOT_DONE_YET)
    }

    /// What is searched by is out of this interface's scope: it finds nobody by name or birth date.
    pub fn search_out_of_scope() -> Self {
        Self::told(
            ErrorCode::UnsupportedService,
            "Searching by demographics is not offered here - people are found by NHS number only",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One of each, with its status and how its words begin and end.
    #[test]
    fn the_words_are_those_that_are_published() {
        for (problem, status, begins, ends) in [
            (
                Problem::unsupported_path("/HelloWorld"),
                400,
                "Unsupported path - '/HelloWorld'",
                "'/HelloWorld'",
            ),
            (
                Problem::header_missing("X-Request-ID"),
                400,
                "Invalid request with error - X-Request-ID header",
                "to access this resource",
            ),
            (
                Problem::header_invalid("X-Request-ID", "1234"),
                400,
                "Invalid value - '1234' in header 'X-Request-ID'",
                "'X-Request-ID'",
            ),
            (
                Problem::role_invalid(""),
                400,
                "Invalid value - '' in header 'NHSD-Session-URID'. Refer",
                "personal-demographics-service-fhir",
            ),
            (
                Problem::version_not_named(),
                412,
                "Invalid request with error - If-Match header",
                "to update this resource",
            ),
            (
                Problem::not_for_patients(),
                403,
                "Your access token has insufficient permissions.",
                "personal-demographics-service-fhir",
            ),
            (
                Problem::not_this_method(ErrorCode::NoUpdateByApplication),
                403,
                "Your app has insufficient permissions",
                "contact support.",
            ),
            (
                Problem::rate_limited(),
                429,
                "This API is currently receiving",
                "rate limited. Please see: https://digital.nhs.uk/developer/guides-and-documentation/reference-guide#rate-limits for more details.",
            ),
            (
                Problem::spike("A"),
                429,
                "Your application, A, has created a spike",
                "details.",
            ),
            (
                Problem::unknown("m1"),
                500,
                "An unknown error occurred",
                "(Message ID: m1)",
            ),
            (
                Problem::not_done_yet(),
                503,
                "The downstream domain processing",
                "'Retry-After' response header.",
            ),
            (
                Problem::search_out_of_scope(),
                400,
                "Searching by demographics",
                "only",
            ),
        ] {
            let told = problem.diagnostics.unwrap_or_default();
            assert_eq!(problem.code.status(), status, "{told}");
            assert!(told.starts_with(begins) && told.ends_with(ends), "{told}");
        }
    }
}
