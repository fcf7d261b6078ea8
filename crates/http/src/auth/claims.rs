//! The claims that every token has (RFC 7519 section 4.1). Anything of the wrong type makes the token invalid.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::TokenRefusal;

/// What every token says about itself.
#[derive(Deserialize)]
pub struct Registered {
    pub iss: String,
    pub sub: Option<String>,
    pub exp: f64,
    pub nbf: Option<f64>,
    pub aud: Option<Audience>,
    pub jti: Option<String>,
    pub azp: Option<String>,
    pub client_id: Option<String>,
}

impl Registered {
    /// For whom the token is.
    pub fn subject(&self) -> Result<&str, TokenRefusal> {
        let subject = self.sub.as_deref().filter(|sub| !sub.trim().is_empty());
        subject.ok_or(TokenRefusal::Invalid)
    }

    /// The application that got the token.
    pub fn client(&self) -> Option<&str> {
        self.client_id.as_deref().or(self.azp.as_deref())
    }
}

/// One audience, or a list of them (RFC 7519 section 4.1.3).
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Audience {
    One(String),
    Many(Vec<String>),
}

impl Audience {
    /// Whether one of these is among them.
    pub fn has_one_of(&self, wanted: &[String]) -> bool {
        match self {
            Self::One(audience) => wanted.contains(audience),
            Self::Many(audiences) => audiences.iter().any(|audience| wanted.contains(audience)),
        }
    }
}

/// Reads the claims of one kind of token from all that it has.
pub fn read<T: DeserializeOwned>(claims: &Map<String, Value>) -> Result<T, TokenRefusal> {
    serde_json::from_value(Value::Object(claims.clone())).map_err(|_| TokenRefusal::Invalid)
}

/// A text with something in it.
pub fn said(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}
