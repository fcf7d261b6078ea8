//! Where a service is.

use std::net::IpAddr;

use reqwest::Url;

/// Where a service is: `https`, or `http` on this machine itself (a demo, a test). What we send is
/// personal and has a key beside it, so it crosses no network in the clear.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BaseUrl(Url);

/// Why a text is not the address of a service.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotABaseUrl {
    /// It cannot be read as a URL.
    #[error("this is not a URL")]
    Unreadable,
    /// It would send personal data in the clear.
    #[error("this is not https (http is for this machine itself only)")]
    NotSecure,
    /// It has more than a host, a port and a path.
    #[error("this has a user name, a password, a query or a fragment in it")]
    MoreThanAPlace,
}

impl BaseUrl {
    /// Parses the address of a service.
    ///
    /// # Errors
    /// Why it is none. The text is not repeated: it may have a password in it.
    pub fn parse(text: &str) -> Result<Self, NotABaseUrl> {
        let url = Url::parse(text.trim()).map_err(|_| NotABaseUrl::Unreadable)?;
        let named = !url.username().is_empty() || url.password().is_some();
        if named || url.query().is_some() || url.fragment().is_some() {
            return Err(NotABaseUrl::MoreThanAPlace);
        }
        match url.scheme() {
            "https" => Ok(Self(url)),
            "http" if is_this_machine(&url) => Ok(Self(url)),
            _ => Err(NotABaseUrl::NotSecure),
        }
    }

    /// Whether it is on this machine, without encryption.
    pub(crate) fn is_plain(&self) -> bool {
        self.0.scheme() == "http"
    }

    /// The URL itself.
    pub(crate) fn url(&self) -> &Url {
        &self.0
    }

    /// The URL of something below it, by its path from there.
    pub(crate) fn below(&self, path: &str) -> Url {
        let mut url = self.0.clone();
        // It fails for a URL without a host only, and `https` and `http` have one.
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path.split('/'));
        }
        url
    }
}

/// Whether a URL is of this machine itself.
pub(crate) fn is_this_machine(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let number = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || number.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_and_this_machine_are_taken() {
        for (text, below, is_plain) in [
            (
                "https://places.example/v1",
                "https://places.example/v1/postcode",
                false,
            ),
            (
                "https://places.example/v1/",
                "https://places.example/v1/postcode",
                false,
            ),
            (
                "http://127.0.0.1:9000",
                "http://127.0.0.1:9000/postcode",
                true,
            ),
            ("http://[::1]:9000", "http://[::1]:9000/postcode", true),
            ("http://localhost/a", "http://localhost/a/postcode", true),
        ] {
            let base = BaseUrl::parse(text).unwrap();
            assert_eq!(base.below("postcode").as_str(), below);
            assert_eq!(base.is_plain(), is_plain);
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for (text, why) in [
            ("", NotABaseUrl::Unreadable),
            ("places.example", NotABaseUrl::Unreadable),
            ("http://places.example", NotABaseUrl::NotSecure),
            ("http://127.0.0.1.example", NotABaseUrl::NotSecure),
            ("http://localhost.example", NotABaseUrl::NotSecure),
            ("ftp://127.0.0.1", NotABaseUrl::NotSecure),
            ("https://me:pw@places.example", NotABaseUrl::MoreThanAPlace),
            ("https://places.example/?key=k", NotABaseUrl::MoreThanAPlace),
            ("https://places.example/#a", NotABaseUrl::MoreThanAPlace),
        ] {
            assert_eq!(BaseUrl::parse(text), Err(why), "{text}");
        }
    }
}
