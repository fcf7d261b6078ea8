//! How data is kept: how soon the audit trail is durable, and by which secret values are looked up.

use std::path::Path;
use std::time::Duration;

use contactable_domain::trace::LookupKey;
use secrecy::ExposeSecret as _;
use secrecy::zeroize::Zeroizing;

use super::ConfigError;
use super::database::Keeping;
use super::settings::Settings;
use crate::secret::read_secret_bytes;

/// The longest that an entry of the audit trail may wait to be written.
const LONGEST_DELAY_MS: u64 = 60_000;

/// Checks the settings; the key is read from a file named relative to the configuration file.
pub fn check(settings: &Settings, folder: &Path) -> Result<Keeping, ConfigError> {
    let delay = settings.audit.as_ref().and_then(|audit| audit.max_delay_ms);
    if delay.is_some_and(|delay| delay > LONGEST_DELAY_MS) {
        let problem = format!(
            "give 0 to {LONGEST_DELAY_MS}; with 0 an entry is written before the answer is sent"
        );
        return Err(ConfigError::key("audit.max_delay_ms", problem));
    }
    let file = settings.lookup_key_file.as_ref();
    let lookup_key = file.map(|file| lookup_key(&folder.join(file)));
    Ok(Keeping {
        audit_delay: delay.map(Duration::from_millis),
        lookup_key: lookup_key.transpose()?,
    })
}

fn lookup_key(file: &Path) -> Result<LookupKey, ConfigError> {
    let refused =
        |problem: &dyn std::fmt::Display| ConfigError::key("lookup_key_file", problem.to_string());
    let secret = read_secret_bytes(file).map_err(|error| refused(&error))?;
    let bytes = secret.expose_secret();
    let key = <[u8; 32]>::try_from(bytes).ok().or_else(|| from_hex(bytes));
    let problem =
        "the file that it names does not hold a key: give 64 hexadecimal digits, or 32 bytes";
    let key = Zeroizing::new(key.ok_or_else(|| refused(&problem))?);
    Ok(LookupKey::new(*key))
}

/// A key as hexadecimal digits, with spaces and line breaks around them.
fn from_hex(bytes: &[u8]) -> Option<[u8; 32]> {
    let digits = bytes.trim_ascii();
    if digits.len() != 64 {
        return None;
    }
    let mut key = [0; 32];
    for (byte, pair) in key.iter_mut().zip(digits.chunks_exact(2)) {
        let (high, low) = (digit(*pair.first()?)?, digit(*pair.get(1)?)?);
        *byte = high * 16 + low;
    }
    Some(key)
}

fn digit(letter: u8) -> Option<u8> {
    let digit = char::from(letter).to_digit(16)?;
    u8::try_from(digit).ok()
}
