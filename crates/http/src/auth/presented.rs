//! A token as it was presented: its parts, and nothing believed yet.

use jsonwebtoken::{Algorithm, DecodingKey, crypto};
use serde_json::{Map, Value};

use super::members::members;

/// The members of a header that would have a token read in another way than it is here: under conditions, as
/// something encrypted or packed, or as a token in a token (RFC 7515 section 4.1.11, RFC 7797, RFC 7516).
const OTHER_READINGS: [&str; 5] = ["crit", "b64", "enc", "zip", "cty"];

/// A signed JWT in its compact form (RFC 7515 section 3.1).
pub struct Presented<'a> {
    /// What is signed: header and claims.
    signed: &'a str,
    signature: &'a str,
    /// The algorithm it says it is signed with. It is held against the configuration.
    pub algorithm: Algorithm,
    /// The key it says it is signed with.
    pub key_id: Option<String>,
    /// What it says, whoever said it.
    pub claims: Map<String, Value>,
}

impl<'a> Presented<'a> {
    /// Takes a token apart. Keys that come with it (`jwk`, `jku`, `x5c`, `x5u`) are read past: anybody can
    /// bring a key of their own.
    pub fn parse(token: &'a str) -> Option<Self> {
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        if claims.contains('.') {
            return None;
        }
        let header = members(header)?;
        let reads_otherwise = OTHER_READINGS.iter().any(|name| header.contains_key(*name));
        if reads_otherwise || !is_token_type(header.get("typ")) {
            return None;
        }
        let algorithm = header.get("alg")?.as_str()?.parse().ok()?;
        let key_id = match header.get("kid") {
            None => None,
            Some(Value::String(kid)) => Some(kid.clone()),
            Some(_) => return None,
        };
        Some(Self {
            signed,
            signature,
            algorithm,
            key_id,
            claims: members(claims)?,
        })
    }

    /// The issuer it claims to be from.
    pub fn claimed_issuer(&self) -> Option<&str> {
        self.claims.get("iss")?.as_str()
    }

    /// Whether it was signed with the other half of this key, under the algorithm it names.
    pub fn is_signed_with(&self, key: &DecodingKey) -> bool {
        crypto::verify(self.signature, self.signed.as_bytes(), key, self.algorithm).unwrap_or(false)
    }
}

/// Whether this is the type of an ID or access token (RFC 8725 section 3.11, RFC 9068). Issuers sign other
/// things too, such as logout tokens (`logout+jwt`), with the same keys.
fn is_token_type(typ: Option<&Value>) -> bool {
    let Some(typ) = typ else {
        return true;
    };
    let typ = typ.as_str().unwrap_or_default().to_ascii_lowercase();
    let name = typ.strip_prefix("application/").unwrap_or(&typ);
    ["jwt", "at+jwt"].contains(&name)
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::*;

    fn token(header: &str) -> String {
        let [header, claims] = [header, "{}"].map(|json| URL_SAFE_NO_PAD.encode(json));
        format!("{header}.{claims}.c2lnbmVk")
    }

    fn is_read(header: &str) -> bool {
        Presented::parse(&token(header)).is_some()
    }

    #[test]
    fn headers_that_are_read() {
        for header in [
            r#"{"alg":"RS256"}"#,
            r#"{"alg":"RS256","typ":"JWT","kid":"one"}"#,
            r#"{"alg":"RS256","typ":"application/at+jwt","jku":"https://a.example","x5u":1}"#,
        ] {
            assert!(is_read(header), "{header}");
        }
    }

    #[test]
    fn headers_that_are_not() {
        for header in [
            "{}",
            r#"{"alg":"none"}"#,
            r#"{"alg":"None"}"#,
            r#"{"alg":""}"#,
            r#"{"alg":["RS256"]}"#,
            r#"{"alg":"rs256"}"#,
            r#"{"alg":"RS256","alg":"RS256"}"#,
            r#"{"alg":"RS256","kid":1}"#,
            r#"{"alg":"RS256","kid":null}"#,
            r#"{"alg":"RS256","typ":"logout+jwt"}"#,
            r#"{"alg":"RS256","typ":1}"#,
            r#"{"alg":"RS256","crit":["exp"],"exp":1}"#,
            r#"{"alg":"RS256","crit":[]}"#,
            r#"{"alg":"RS256","b64":false}"#,
            r#"{"alg":"RS256","cty":"JWT"}"#,
            r#"{"alg":"RS256","zip":"DEF"}"#,
            r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#,
        ] {
            assert!(!is_read(header), "{header}");
        }
    }

    #[test]
    fn a_token_has_three_parts() {
        let token = token(r#"{"alg":"RS256"}"#);
        let two = token.rsplit_once('.').unwrap().0;
        for text in [
            two,
            &format!("{token}."),
            &format!("{token}.a.b"),
            "",
            "..",
            ".",
        ] {
            assert!(Presented::parse(text).is_none(), "{text}");
        }
    }
}
