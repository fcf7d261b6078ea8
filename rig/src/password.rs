//! Passwords nobody chose: others on the machine reach the ports of a cluster, too.

use std::fmt::Write as _;
use std::io::Read as _;

use crate::Failure;

/// A new one: 32 hexadecimal digits.
pub fn new() -> Result<String, Failure> {
    let mut bytes = [0_u8; 16];
    std::fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    let mut text = String::new();
    for byte in bytes {
        write!(text, "{byte:02x}")?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_two_are_alike() {
        let (one, other) = (super::new().unwrap(), super::new().unwrap());
        assert_eq!(one.len(), 32);
        assert_ne!(one, other);
    }
}
