//! With what webhooks are signed (Standard Webhooks).

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// What secrets begin with.
const PREFIX: &str = "whsec_";

/// A secret that we and a consumer share.
#[derive(Clone)]
pub struct WebhookSecret(hmac::Key);

/// The text is no such secret. It says nothing about the text, which may be one with a slip in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a secret is written `whsec_` and then 24 to 64 bytes in base64")]
pub struct NotAWebhookSecret;

impl WebhookSecret {
    /// Parses a secret. Spaces and line breaks around it are left out: secrets come from files.
    ///
    /// # Errors
    /// [`NotAWebhookSecret`].
    pub fn parse(text: &str) -> Result<Self, NotAWebhookSecret> {
        let encoded = text.trim().strip_prefix(PREFIX).ok_or(NotAWebhookSecret)?;
        let bytes = STANDARD.decode(encoded).map_err(|_| NotAWebhookSecret)?;
        if !(24..=64).contains(&bytes.len()) {
            return Err(NotAWebhookSecret);
        }
        Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, &bytes)))
    }

    /// The signature of a message.
    pub(super) fn sign(&self, id: &str, timestamp: &str, body: &str) -> String {
        let mut context = hmac::Context::with_key(&self.0);
        for part in [id, ".", timestamp, ".", body] {
            context.update(part.as_bytes());
        }
        format!("v1,{}", STANDARD.encode(context.sign()))
    }
}

impl std::fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WebhookSecret(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example in the text of the standard.
    #[test]
    fn a_signature_is_that_of_the_standard() {
        let secret = WebhookSecret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n").unwrap();
        let signed = secret.sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "1614265330",
            "{\"test\": 2432232314}",
        );
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assert_eq!(format!("{secret:?}"), "WebhookSecret(..)");
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "whsec_",
            "whsec_c2hvcnQ=",
            "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2La LaSw",
        ] {
            assert!(WebhookSecret::parse(text).is_err(), "{text}");
        }
    }
}
