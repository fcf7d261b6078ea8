//! Whose pages may read answers (the Fetch standard, "CORS protocol"). Nobody's, unless an operator lists them; the
//! pages of the service itself need none of it.

use axum::extract::Request;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN,
    VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};

/// What a page may send.
const METHODS: HeaderValue = HeaderValue::from_static("GET, POST, PUT, PATCH, DELETE");
const HEADERS: HeaderValue =
    HeaderValue::from_static("authorization, content-type, if-match, x-correlation-id, x-purpose");

/// What it may read of an answer beside the body.
const SHOWN: HeaderValue =
    HeaderValue::from_static("etag, location, retry-after, x-correlation-id");

/// For how many seconds a browser need not ask again.
const REMEMBERED: HeaderValue = HeaderValue::from_static("600");

/// An origin as browsers name it, such as `https://intranet.example`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Origin(HeaderValue);

/// A text that is no origin as browsers send it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "give an origin as browsers send it, such as https://intranet.example: in small letters, without a path or the \
     usual port; http only for localhost"
)]
pub struct NotAnOrigin;

impl Origin {
    /// Parses an origin.
    ///
    /// # Errors
    /// [`NotAnOrigin`], for patterns, too.
    pub fn parse(text: &str) -> Result<Self, NotAnOrigin> {
        let uri: Uri = text.parse().map_err(|_| NotAnOrigin)?;
        let (scheme, host) = uri.scheme_str().zip(uri.host()).ok_or(NotAnOrigin)?;
        let usual = match scheme {
            "https" => 443,
            "http" if ["localhost", "127.0.0.1", "[::1]"].contains(&host) => 80,
            _ => return Err(NotAnOrigin),
        };
        let port = match uri.port_u16() {
            Some(port) if port != usual => format!(":{port}"),
            _ => String::new(),
        };
        let is_name = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
        let plain = host.chars().all(|c| is_name(c) || "-.[]:".contains(c));
        if !plain || text != format!("{scheme}://{host}{port}") {
            return Err(NotAnOrigin);
        }
        HeaderValue::from_str(text)
            .map(Self)
            .map_err(|_| NotAnOrigin)
    }
}

/// The origins whose pages may read answers.
#[derive(Clone, Default, Debug)]
pub struct Origins(Vec<Origin>);

impl Origins {
    /// These and no others.
    pub fn new(origins: Vec<Origin>) -> Self {
        Self(origins)
    }

    /// The origin of the page that asks, if its pages may read answers.
    pub(crate) fn listed(&self, headers: &HeaderMap) -> Option<HeaderValue> {
        if self.0.is_empty() {
            return None;
        }
        let mut said = headers.get_all(ORIGIN).iter();
        let origin = said.next().filter(|_| said.next().is_none())?;
        let listed = self.0.iter().find(|Origin(known)| known == origin)?;
        Some(listed.0.clone())
    }

    /// Lets pages of this origin read the answer. Where any origin is listed, answers differ by who asks.
    pub(crate) fn add_to(&self, headers: &mut HeaderMap, origin: Option<HeaderValue>) {
        if self.0.is_empty() {
            return;
        }
        headers.append(VARY, HeaderValue::from_name(ORIGIN));
        if let Some(origin) = origin {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, SHOWN);
        }
    }
}

/// The answer to a browser that asks, without a token, whether a page may send what it is about to.
pub fn preflight(request: &Request, origin: Option<&HeaderValue>) -> Option<Response> {
    origin?;
    let asks = request.method() == Method::OPTIONS
        && request
            .headers()
            .contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let headers: [(HeaderName, HeaderValue); 3] = [
        (ACCESS_CONTROL_ALLOW_METHODS, METHODS),
        (ACCESS_CONTROL_ALLOW_HEADERS, HEADERS),
        (ACCESS_CONTROL_MAX_AGE, REMEMBERED),
    ];
    asks.then(|| (StatusCode::NO_CONTENT, headers).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_exact() {
        for good in [
            "https://intranet.example",
            "https://xn--bcher-kva.example:8443",
            "http://localhost:3000",
            "http://127.0.0.1",
            "http://[::1]:3000",
        ] {
            assert!(Origin::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "*",
            "null",
            "",
            "https://*.example",
            "https://.*",
            "https://intranet.example/",
            "https://intranet.example/a",
            "https://intranet.example?a",
            "https://intranet.example:443",
            "https://me@intranet.example",
            "https://Intranet.example",
            "HTTPS://intranet.example",
            "http://intranet.example",
            "http://localhost:80",
            "intranet.example",
            "file:///",
            "https://",
        ] {
            assert_eq!(Origin::parse(bad), Err(NotAnOrigin), "{bad}");
        }
    }
}
