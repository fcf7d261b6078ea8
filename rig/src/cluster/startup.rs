//! The first that a client of PostgreSQL says: who it is. The machines of a cluster say their names.

use std::io::Read;

/// Longer ones PostgreSQL does not take either.
const LONGEST: usize = 10_000;

/// Where the parameters begin: after the length and the version.
const HEAD: usize = 8;

/// What was said.
pub struct Startup {
    /// As it was said.
    pub bytes: Vec<u8>,
    /// The parameter `application_name`.
    pub application: Option<String>,
}

/// Reads it. A client that first asks for encryption says no name.
pub fn read_startup(from: &mut impl Read) -> Option<Startup> {
    let mut length = [0; 4];
    from.read_exact(&mut length).ok()?;
    let whole = usize::try_from(u32::from_be_bytes(length)).ok()?;
    if !(HEAD..=LONGEST).contains(&whole) {
        return None;
    }
    let mut bytes = vec![0; whole];
    let (head, rest) = bytes.split_at_mut_checked(length.len())?;
    head.copy_from_slice(&length);
    from.read_exact(rest).ok()?;
    let mut words = bytes.get(HEAD..)?.split(|byte| *byte == 0);
    let mut application = None;
    while let (Some(name), Some(value)) = (words.next(), words.next()) {
        if name == b"application_name" {
            application = String::from_utf8(value.to_vec()).ok();
        }
    }
    Some(Startup { bytes, application })
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// What a client of this name says.
    pub fn startup(application: &str) -> Vec<u8> {
        let parameters = format!("user\0replicator\0application_name\0{application}\0\0");
        let length = u32::try_from(HEAD + parameters.len()).unwrap();
        let mut bytes = length.to_be_bytes().to_vec();
        bytes.extend(196_608_u32.to_be_bytes());
        bytes.extend(parameters.into_bytes());
        bytes
    }

    #[test]
    fn the_name_is_found_and_nothing_is_lost() {
        let said = startup("n2");
        let read = read_startup(&mut [said.clone(), b"more".to_vec()].concat().as_slice()).unwrap();
        assert_eq!(read.application.as_deref(), Some("n2"));
        assert_eq!(read.bytes, said);
    }

    #[test]
    fn whoever_asks_for_encryption_has_no_name_yet() {
        let asking = [8_u32.to_be_bytes(), 80_877_103_u32.to_be_bytes()].concat();
        let read = read_startup(&mut asking.as_slice()).unwrap();
        assert_eq!(read.application, None);
        assert_eq!(read.bytes, asking);
        assert!(read_startup(&mut [0xff; 8].as_slice()).is_none());
        assert!(read_startup(&mut [0, 0].as_slice()).is_none());
    }
}
