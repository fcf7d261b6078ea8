//! Whose pages may read answers (the Fetch standard, "CORS protocol"). Nobody's, unless an operator lists them; the
//! pages of the service itself need none of it.

use axum::extract::Request;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN,
    VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};

use crate::answer::Surface;

/// What the pages of listed origins may do on a surface.
struct Offer {
    /// What a page may send.
    methods: &'static str,
    headers: &'static str,
    /// What it may read of an answer beside the body.
    shown: &'static str,
    /// For how many seconds a browser need not ask again.
    remembered: &'static str,
}

const HOUSE: Offer = Offer {
    methods: "GET, POST, PUT, PATCH, DELETE",
    headers: "authorization, content-type, if-match, x-correlation-id, x-purpose",
    shown: "etag, location, retry-after, x-correlation-id",
    remembered: "600",
};

/// As PDS has it (PDS, "Endpoints"); what is shown has the version and the wait besides.
const PDS: Offer = Offer {
    methods: "GET, PUT, POST, PATCH, DELETE",
    headers: "origin, x-requested-with, accept, content-type, if-match, nhsd-session-urid, authorization, \
              x-correlation-id, x-request-id, nhsd-end-user-organisation-ods",
    shown: "etag, retry-after, x-correlation-id, x-request-id",
    remembered: "3628800",
};

impl Offer {
    fn of(surface: Surface) -> &'static Self {
        match surface {
            Surface::Fhir => &PDS,
            Surface::Specified | Surface::Deployed => &HOUSE,
        }
    }
}

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
    pub(crate) fn add_to(
        &self,
        headers: &mut HeaderMap,
        origin: Option<HeaderValue>,
        surface: Surface,
    ) {
        if self.0.is_empty() {
            return;
        }
        headers.append(VARY, HeaderValue::from_name(ORIGIN));
        if let Some(origin) = origin {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            let shown = HeaderValue::from_static(Offer::of(surface).shown);
            headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, shown);
        }
    }
}

/// The answer to a browser that asks, without a token, whether a page may send what it is about to. The PDS-compatible
/// interface answers pages of any origin, as PDS does; those of others than the listed are still let read nothing.
pub fn preflight(
    request: &Request,
    origin: Option<&HeaderValue>,
    surface: Surface,
) -> Option<Response> {
    let headers = request.headers();
    let asks = request.method() == Method::OPTIONS
        && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD)
        && (origin.is_some() || (surface == Surface::Fhir && headers.contains_key(ORIGIN)));
    let offer = Offer::of(surface);
    let headers = [
        (ACCESS_CONTROL_ALLOW_METHODS, offer.methods),
        (ACCESS_CONTROL_ALLOW_HEADERS, offer.headers),
        (ACCESS_CONTROL_MAX_AGE, offer.remembered),
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
