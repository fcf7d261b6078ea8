//! The claims that are read from a token. Anything of the wrong type makes the token invalid.

use serde::Deserialize;

#[derive(Deserialize)]
pub struct Claims {
    pub iss: String,
    pub sub: String,
    pub exp: f64,
    pub nbf: Option<f64>,
    pub aud: Option<Audience>,
    pub name: Option<String>,
    pub email: Option<String>,
    #[serde(default)]
    pub groups: Vec<String>,
}

/// One audience, or a list of them (RFC 7519 section 4.1.3).
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Audience {
    One(String),
    Many(Vec<String>),
}

impl Audience {
    pub fn contains(&self, wanted: &str) -> bool {
        match self {
            Self::One(audience) => audience == wanted,
            Self::Many(audiences) => audiences.iter().any(|audience| audience == wanted),
        }
    }
}

/// The issuer a token claims to be from; read before the signature can be checked, to find the keys.
#[derive(Deserialize)]
pub struct ClaimedIssuer {
    pub iss: String,
}
