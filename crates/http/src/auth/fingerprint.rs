use aws_lc_rs::digest::{SHA256, digest};

/// The SHA-256 of something, by which it is known again.
pub fn fingerprint(bytes: &[u8]) -> [u8; 32] {
    let mut fingerprint = [0; 32];
    fingerprint.copy_from_slice(digest(&SHA256, bytes).as_ref());
    fingerprint
}
