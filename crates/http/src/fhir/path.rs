use axum::http::Method;
use contactable_domain::value::NhsNumber;
use contactable_fhir::outcome::{ErrorCode, Problem};

use super::BASE;

/// What a path and a method ask for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Asked {
    /// A person, by what may be their NHS number.
    Read(String),
    /// A change of a person's lists.
    Patch(String),
    /// The people related to a person.
    RelatedPeople(String),
    /// A search by demographics.
    Search,
    /// A new person.
    Create,
    /// Whether the interface is there.
    Ping,
    /// Whether it works.
    Status,
    /// What it can do.
    Metadata,
    /// A path that is served, in a way that it is not.
    UnsupportedService,
    /// A path that is not served.
    UnsupportedPath(String),
    /// What the interface offers to a browser that does not say from where it asks; the reference answers it with an
    /// error of its own (PDS, "Endpoints").
    Options,
}

impl Asked {
    /// Reads the path of a request under [`BASE`], and its method.
    pub fn of(method: &Method, path: &str) -> Self {
        let suffix = path.strip_prefix(BASE).unwrap_or(path);
        if method == Method::OPTIONS {
            return Self::Options;
        }
        let mut parts = suffix.split('/').skip(1);
        let parts = (parts.next(), parts.next(), parts.next(), parts.next());
        // HEAD asks as GET does and is sent no body.
        let get = method == Method::GET || method == Method::HEAD;
        match parts {
            (Some("_ping"), None, ..) if get => Self::Ping,
            (Some("_status"), None, ..) if get => Self::Status,
            (Some("metadata"), None, ..) if get => Self::Metadata,
            (Some("Patient"), None, ..) if get => Self::Search,
            (Some("Patient"), None, ..) if method == Method::POST => Self::Create,
            (Some("Patient"), Some(""), None, _) => Self::UnsupportedService,
            (Some("Patient"), Some(number), None, _) if get => Self::Read(number.to_owned()),
            (Some("Patient"), Some(number), None, _) if method == Method::PATCH => {
                Self::Patch(number.to_owned())
            }
            (Some("Patient"), Some(number), Some("RelatedPerson"), None) if get => {
                Self::RelatedPeople(number.to_owned())
            }
            (Some("_ping" | "_status" | "metadata" | "Patient"), None, ..)
            | (Some("Patient"), Some(_), None | Some("RelatedPerson"), None) => {
                Self::UnsupportedService
            }
            _ => Self::UnsupportedPath(suffix.to_owned()),
        }
    }

    /// Whether anybody may ask it, without a token.
    pub fn is_open(&self) -> bool {
        matches!(
            self,
            Self::Ping | Self::Status | Self::Metadata | Self::Options
        )
    }

    /// Whether it would change something.
    pub fn changes(&self) -> bool {
        matches!(self, Self::Patch(_) | Self::Create)
    }
}

/// The NHS number that a path names: ten digits and nothing else, the last of which checks the others.
///
/// # Errors
/// It is not one.
pub fn number(text: &str) -> Result<NhsNumber, Problem> {
    let digits = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.then(|| NhsNumber::parse(text).ok()).flatten();
    number.ok_or_else(|| Problem::bare(ErrorCode::InvalidResourceId))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(method: &str, suffix: &str) -> Asked {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        Asked::of(&method, &format!("{BASE}{suffix}"))
    }

    #[test]
    fn what_is_served() {
        assert_eq!(
            asked("GET", "/Patient/9000000009"),
            Asked::Read("9000000009".into())
        );
        assert_eq!(asked("PATCH", "/Patient/x"), Asked::Patch("x".into()));
        assert_eq!(
            asked("GET", "/Patient/1/RelatedPerson"),
            Asked::RelatedPeople("1".into())
        );
        assert_eq!(asked("HEAD", "/Patient/1"), Asked::Read("1".into()));
        assert_eq!(asked("GET", "/Patient"), Asked::Search);
        assert_eq!(asked("POST", "/Patient"), Asked::Create);
        assert_eq!(asked("GET", "/_ping"), Asked::Ping);
        assert_eq!(asked("GET", "/_status"), Asked::Status);
        assert_eq!(asked("GET", "/metadata"), Asked::Metadata);
    }

    #[test]
    fn what_is_not() {
        for (method, suffix) in [
            ("PUT", "/Patient/9000000009"),
            ("DELETE", "/Patient/9000000009"),
            ("POST", "/Patient/9000000009"),
            ("GET", "/Patient/"),
            ("PATCH", "/Patient/"),
            ("PUT", "/Patient"),
            ("POST", "/_ping"),
            ("PATCH", "/Patient/1/RelatedPerson"),
        ] {
            assert_eq!(asked(method, suffix), Asked::UnsupportedService, "{suffix}");
        }
        for suffix in [
            "",
            "/",
            "/HelloWorld",
            "/Patient!",
            "/patient/9000000009",
            "/Patient/1/Observation",
            "/Patient/1/RelatedPerson/2",
            "/_ping/x",
        ] {
            let unsupported = Asked::UnsupportedPath(suffix.into());
            assert_eq!(asked("GET", suffix), unsupported, "{suffix}");
        }
        assert_eq!(asked("OPTIONS", "/Patient/1"), Asked::Options);
    }
}
