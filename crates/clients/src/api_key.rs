//! Keys for the services we call.

use reqwest::header::HeaderValue;

/// A key that a service knows us by. It is sent in a header, and shown nowhere.
#[derive(Clone)]
pub struct ApiKey(HeaderValue);

/// The text cannot be a key. It says nothing about the text, which may be a key with a slip in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a key has 1 to 512 letters, digits and signs, and no spaces")]
pub struct NotAnApiKey;

impl ApiKey {
    /// Parses a key. Line breaks and spaces around it are left out: keys come from files.
    ///
    /// # Errors
    /// [`NotAnApiKey`] when nothing is left, when it is overlong, or when it could not be sent.
    pub fn parse(text: &str) -> Result<Self, NotAnApiKey> {
        let text = text.trim();
        let sendable = text.bytes().all(|byte| byte.is_ascii_graphic());
        if text.is_empty() || text.len() > 512 || !sendable {
            return Err(NotAnApiKey);
        }
        let mut value = HeaderValue::from_str(text).map_err(|_| NotAnApiKey)?;
        value.set_sensitive(true);
        Ok(Self(value))
    }

    pub(crate) fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

impl std::fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ApiKey(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_hidden() {
        let key = ApiKey::parse(" s3cret-Key\n").unwrap();
        assert_eq!(key.header(), "s3cret-Key");
        assert_eq!(
            format!("{key:?} {:?}", key.header()),
            "ApiKey(..) Sensitive"
        );
    }

    #[test]
    fn what_cannot_be_sent_is_refused() {
        let long = "k".repeat(513);
        for text in ["", " \n", "two words", "clé", "a\u{0}b", "a\r\nb: c", &long] {
            assert_eq!(ApiKey::parse(text).unwrap_err(), NotAnApiKey);
        }
        assert!(!NotAnApiKey.to_string().contains("clé"));
    }
}
