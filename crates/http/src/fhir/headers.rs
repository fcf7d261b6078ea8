//! The headers that a request must bring, or may (PDS, "Headers").

use std::borrow::Cow;
use std::time::Duration;

use axum::http::header::{CONTENT_TYPE, IF_MATCH};
use axum::http::{HeaderMap, HeaderValue};
use contactable_domain::target_version::TargetVersion;
use contactable_fhir::outcome::{ErrorCode, Problem};
use uuid::Uuid;

/// The id of a request, by which it is known when it comes again.
pub const REQUEST_ID: &str = "x-request-id";
const ROLE: &str = "nhsd-session-urid";
const SYNC_WAIT: &str = "x-sync-wait";

/// How long a change is waited for unless the caller says otherwise, or says what is not allowed.
const USUAL_WAIT: Duration = Duration::from_secs(10);
const WAITS: std::ops::RangeInclusive<f64> = 0.25..=29.0;

/// What a header says. Sent more than once it says all of it, as a proxy would join it, so that nobody chooses which.
fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<Cow<'a, str>> {
    let mut values = headers.get_all(name).iter();
    let first = String::from_utf8_lossy(values.next()?.as_bytes());
    Some(values.fold(first, |all, more| {
        Cow::Owned(format!(
            "{all}, {}",
            String::from_utf8_lossy(more.as_bytes())
        ))
    }))
}

/// The id of the request, if there is one.
///
/// # Errors
/// What is there is no id.
pub fn request_id(headers: &HeaderMap) -> Result<Option<Uuid>, Problem> {
    let Some(given) = text(headers, REQUEST_ID) else {
        return Ok(None);
    };
    let hyphenated = given.len() == 36 && given.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit());
    let id = hyphenated.then(|| Uuid::try_parse(&given).ok()).flatten();
    id.map(Some)
        .ok_or_else(|| Problem::header_invalid("X-Request-ID", &given))
}

/// The role that a worker names.
pub fn role(headers: &HeaderMap) -> Option<String> {
    text(headers, ROLE).map(Cow::into_owned)
}

/// The version that is to be changed.
///
/// # Errors
/// It is not said, or in another form than `W/"2"`.
pub fn if_match(headers: &HeaderMap) -> Result<TargetVersion, Problem> {
    let needed = Problem::version_not_named;
    let given = text(headers, IF_MATCH.as_str()).ok_or_else(needed)?;
    let digits = given
        .strip_prefix("W/\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
    let digits = digits.ok_or_else(needed)?;
    // A number too long for any version is a version that there is not.
    Ok(TargetVersion::new(digits.parse().unwrap_or(u64::MAX)))
}

/// The form of a version that `if_match` reads.
pub fn etag(version: TargetVersion) -> Option<HeaderValue> {
    HeaderValue::try_from(format!("W/\"{}\"", version.number())).ok()
}

/// Whether the body is said to be a patch.
///
/// # Errors
/// It is said to be something else, or nothing.
pub fn is_patch(headers: &HeaderMap) -> Result<(), Problem> {
    let kind = text(headers, CONTENT_TYPE.as_str()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if kind.eq_ignore_ascii_case("application/json-patch+json") {
        Ok(())
    } else {
        Err(Problem::bare(ErrorCode::UnsupportedService))
    }
}

/// How long the caller waits for a change.
pub fn sync_wait(headers: &HeaderMap) -> Duration {
    let said = text(headers, SYNC_WAIT).and_then(|text| text.trim().parse::<f64>().ok());
    let said = said.filter(|seconds| WAITS.contains(seconds));
    said.map_or(USUAL_WAIT, Duration::from_secs_f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &'static str, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_str(value).unwrap());
        headers
    }

    #[test]
    fn an_id_is_a_uuid_with_its_hyphens() {
        let id = "60E0B220-8136-4CA5-AE46-1D97EF59D068";
        assert!(request_id(&with(REQUEST_ID, id)).unwrap().is_some());
        assert!(request_id(&HeaderMap::new()).unwrap().is_none());
        for bad in [
            "",
            "1234",
            "60E0B22081364CA5AE461D97EF59D068",
            "{60E0B220-8136-4CA5-AE46-1D97EF59D068}",
            "60E0B220-8136-4CA5-AE46-1D97EF59D06",
            "60E0B2208-136-4CA5-AE46-1D97EF59D068",
        ] {
            let said = request_id(&with(REQUEST_ID, bad)).unwrap_err();
            let words = format!("Invalid value - '{bad}' in header 'X-Request-ID'");
            assert_eq!(said.diagnostics.as_deref(), Some(words.as_str()));
        }
    }

    #[test]
    fn a_version_has_one_form() {
        let read = |text: &str| if_match(&with("if-match", text)).map(TargetVersion::number);
        assert_eq!(read("W/\"12\"").ok(), Some(12));
        assert_eq!(read("W/\"99999999999999999999999\"").ok(), Some(u64::MAX));
        for bad in [
            "\"2\"",
            "2",
            "W/2",
            "W/\"\"",
            "W/\"a\"",
            "*",
            "W/\"1\", W/\"2\"",
            "w/\"1\"",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_wait_has_bounds() {
        for (said, seconds) in [
            ("0.25", 0.25),
            ("29", 29.0),
            ("30", 10.0),
            ("x", 10.0),
            ("NaN", 10.0),
        ] {
            let wait = sync_wait(&with("x-sync-wait", said));
            assert!(
                (wait.as_secs_f64() - seconds).abs() < f64::EPSILON,
                "{said}"
            );
        }
    }
}
