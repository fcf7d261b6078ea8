use reqwest::Url;

use crate::base_url::is_this_machine;

/// Where a key set is published: `https`, or `http` on this machine itself (a test). Whoever could change the
/// keys on their way could sign tokens, so they cross no network in the clear.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyUrl(Url);

/// Why a text is not the address of a key set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotAKeyUrl {
    /// It cannot be read as a URL.
    #[error("this is not a URL")]
    Unreadable,
    /// Somebody on the way could change the keys.
    #[error("this is not https (http is for this machine itself only)")]
    NotSecure,
    /// It has a user name, a password or a fragment.
    #[error("this has a user name, a password or a fragment in it")]
    MoreThanAPlace,
}

impl KeyUrl {
    /// Parses an address. It may have a query: some issuers tell their key sets apart by it.
    ///
    /// # Errors
    /// Why it is none. The text is not repeated: it may have a secret in it.
    pub fn parse(text: &str) -> Result<Self, NotAKeyUrl> {
        let url = Url::parse(text.trim()).map_err(|_| NotAKeyUrl::Unreadable)?;
        let named = !url.username().is_empty() || url.password().is_some();
        if named || url.fragment().is_some() {
            return Err(NotAKeyUrl::MoreThanAPlace);
        }
        match url.scheme() {
            "https" => Ok(Self(url)),
            "http" if is_this_machine(&url) => Ok(Self(url)),
            _ => Err(NotAKeyUrl::NotSecure),
        }
    }

    /// Whether it is on this machine, without encryption.
    pub(super) fn is_plain(&self) -> bool {
        self.0.scheme() == "http"
    }

    pub(super) fn url(&self) -> &Url {
        &self.0
    }
}

impl std::fmt::Debug for KeyUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyUrl(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_and_this_machine_are_taken() {
        for (text, is_plain) in [
            ("https://keys.example/jwks.json", false),
            ("https://keys.example/keys?policy=sign-in", false),
            ("http://127.0.0.1:9000/jwks.json", true),
            ("http://[::1]:9000/jwks.json", true),
        ] {
            assert_eq!(KeyUrl::parse(text).unwrap().is_plain(), is_plain, "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused_and_not_repeated() {
        for (text, why) in [
            ("", NotAKeyUrl::Unreadable),
            ("keys.example", NotAKeyUrl::Unreadable),
            ("http://keys.example", NotAKeyUrl::NotSecure),
            ("http://localhost.example", NotAKeyUrl::NotSecure),
            ("file:///etc/passwd", NotAKeyUrl::NotSecure),
            ("https://me:pw@keys.example", NotAKeyUrl::MoreThanAPlace),
            ("https://keys.example/#a", NotAKeyUrl::MoreThanAPlace),
        ] {
            assert_eq!(KeyUrl::parse(text), Err(why), "{text}");
        }
        let url = KeyUrl::parse("https://keys.example/?code=s3cret").unwrap();
        assert_eq!(format!("{url:?}"), "KeyUrl(..)");
    }
}
