//! Secrets that an operator keeps in files. They are never printed, and their memory is wiped.

use std::io;
use std::path::Path;

use secrecy::{SecretSlice, SecretString};

/// Why a file with a secret cannot be read. It names no path: somebody may have given the secret itself for one.
#[derive(Debug, thiserror::Error)]
#[error("the file that it names cannot be read: {0}")]
pub struct NoSecret(io::ErrorKind);

/// Reads a secret from a file of its own.
///
/// # Errors
/// [`NoSecret`].
pub fn read_secret(file: &Path) -> Result<SecretString, NoSecret> {
    let text = std::fs::read_to_string(file).map_err(|error| NoSecret(error.kind()))?;
    Ok(SecretString::from(text))
}

/// Reads a secret that need not be text.
///
/// # Errors
/// [`NoSecret`].
pub fn read_secret_bytes(file: &Path) -> Result<SecretSlice<u8>, NoSecret> {
    let bytes = std::fs::read(file).map_err(|error| NoSecret(error.kind()))?;
    Ok(SecretSlice::from(bytes))
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    #[test]
    fn neither_the_secret_nor_what_was_given_for_its_file_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        std::fs::write(&file, "s3cret").unwrap();
        let secret = read_secret(&file).unwrap();
        assert!(!format!("{secret:?}").contains("s3cret"));
        let error = read_secret(Path::new("s3cret")).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("s3cret"));
    }
    #[test]
    fn nor_is_a_secret_of_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        std::fs::write(&file, [0xff, 7, 0]).unwrap();
        let secret = read_secret_bytes(&file).unwrap();
        assert_eq!(secret.expose_secret(), [0xff, 7, 0]);
        assert!(!format!("{secret:?}").contains("255"));
        let error = read_secret_bytes(Path::new("s3cret")).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("s3cret"));
    }
}
