//! Tokens of the one issuer that the services under test believe: it signs with a secret that is made for the run.

use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::hmac::{HMAC_SHA256, Key, sign};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use contactable_harness::Failure;

/// Its name.
pub const ISSUER: &str = "https://faults.contactable.invalid";
/// For whom it issues.
pub const AUDIENCE: &str = "contactable";
/// How long a token is good: longer than any soak.
const LIFETIME: u64 = 24 * 60 * 60;

/// Who asks, by the one group they are in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    /// Somebody of the area that holds most records.
    Officer,
    /// Somebody of the area that holds Patients.
    Clinician,
}

impl Who {
    /// Their group, which is their subject too.
    pub fn group(self) -> &'static str {
        match self {
            Self::Officer => "officers",
            Self::Clinician => "clinicians",
        }
    }
}

/// A token for somebody.
///
/// # Errors
/// The clock stands before 1970.
#[expect(
    clippy::disallowed_methods,
    reason = "the service that is to believe it goes by the clock"
)]
pub fn token(who: Who, secret: &[u8]) -> Result<String, Failure> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let head = json!({ "alg": "HS256", "typ": "JWT" }).to_string();
    let claims = json!({
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": who.group(),
        "groups": [who.group()],
        "exp": now + LIFETIME,
    })
    .to_string();
    let encode = |part: &[u8]| URL_SAFE_NO_PAD.encode(part);
    let said = format!("{}.{}", encode(head.as_bytes()), encode(claims.as_bytes()));
    let signature = sign(&Key::new(HMAC_SHA256, secret), said.as_bytes());
    Ok(format!("{said}.{}", encode(signature.as_ref())))
}
