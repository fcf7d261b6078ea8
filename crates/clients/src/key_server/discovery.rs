//! Where an issuer says that its keys are (`OpenID` Connect Discovery 1.0, sections 3 and 4).

use reqwest::Url;
use serde::Deserialize;

use super::fault::Fault;
use super::{KeyUrl, NotAKeyUrl};
use crate::BaseUrl;

/// An issuer that says where its keys are.
pub(super) struct Discovery {
    issuer: String,
    document: Url,
    is_plain: bool,
}

/// What is read of the document.
#[derive(Deserialize)]
struct Document {
    issuer: String,
    jwks_uri: String,
}

impl Discovery {
    pub(super) fn of(issuer: &str, base: &BaseUrl) -> Self {
        Self {
            issuer: issuer.to_owned(),
            document: base.below(".well-known/openid-configuration"),
            is_plain: base.is_plain(),
        }
    }

    /// Where the document is.
    pub(super) fn document(&self) -> Url {
        self.document.clone()
    }

    /// Where the document says that the keys are. It must be this issuer's, to the letter: otherwise one issuer
    /// could speak for another. One that is read over the net may not send us to this machine.
    pub(super) fn key_set(&self, document: &str) -> Result<Url, Fault> {
        let document: Document = serde_json::from_str(document).map_err(|_| Fault::Unreadable)?;
        if document.issuer != self.issuer {
            return Err(Fault::OtherIssuer);
        }
        let keys = KeyUrl::parse(&document.jwks_uri).map_err(Fault::KeyAddress)?;
        if keys.is_plain() && !self.is_plain {
            return Err(Fault::KeyAddress(NotAKeyUrl::NotSecure));
        }
        Ok(keys.url().clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn discovery(issuer: &str) -> Discovery {
        Discovery::of(issuer, &BaseUrl::parse(issuer).unwrap())
    }

    fn says(issuer: &str, keys: &str) -> String {
        format!(r#"{{"issuer":"{issuer}","jwks_uri":"{keys}","more":[1]}}"#)
    }

    #[test]
    fn the_document_lies_below_the_issuer() {
        for issuer in ["https://id.example/tenant", "https://id.example/tenant/"] {
            assert_eq!(
                discovery(issuer).document().as_str(),
                "https://id.example/tenant/.well-known/openid-configuration"
            );
        }
    }

    #[test]
    fn the_document_says_where_the_keys_are() {
        let id = "https://id.example";
        let keys = discovery(id).key_set(&says(id, "https://keys.example/k?p=1"));
        assert_eq!(keys.unwrap().as_str(), "https://keys.example/k?p=1");
    }

    #[test]
    fn another_issuer_and_other_places_are_refused() {
        let id = "https://id.example";
        for (document, said) in [
            (
                says("https://id.example/", "https://id.example/k"),
                "another issuer's",
            ),
            (
                says("https://ID.example", "https://id.example/k"),
                "another issuer's",
            ),
            (says(id, "http://id.example/k"), "not https"),
            (says(id, "http://127.0.0.1/k"), "not https"),
            (says(id, "k"), "not a URL"),
            (
                r#"{"issuer":"https://id.example"}"#.to_owned(),
                "cannot be read",
            ),
            (
                r#"{"issuer":"a","issuer":"https://id.example","jwks_uri":"https://a.example"}"#
                    .to_owned(),
                "cannot be read",
            ),
            ("[]".to_owned(), "cannot be read"),
        ] {
            let fault = discovery(id).key_set(&document).unwrap_err().to_string();
            assert!(fault.contains(said), "{document}: {fault}");
        }
    }
}
