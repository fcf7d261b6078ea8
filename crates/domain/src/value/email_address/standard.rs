//! What the PDS standard's own words take ("Email address validation", the three points under the name
//! of the library). Letters are a to z: where the standard names its signs one by one, other scripts are
//! not among them.

/// The most characters before the `@`.
const MAX_LOCAL: usize = 64;

/// Whether an address keeps to the three points of the standard.
pub(super) fn takes(typed: &str) -> bool {
    typed
        .rsplit_once('@')
        .is_some_and(|(local, domain)| takes_local_part(local) && takes_domain(domain))
}

/// "The local part allows for up to 64 characters, including letters, digits, and specific special
/// characters and allowing for dot-separated sections."
fn takes_local_part(local: &str) -> bool {
    local.len() <= MAX_LOCAL
        && local
            .split('.')
            .all(|section| !section.is_empty() && section.bytes().all(is_local_byte))
}

/// "The domain part must include at least one dot, with each section containing letters, digits, or
/// hyphens; the top-level domain must be at least two characters long."
fn takes_domain(domain: &str) -> bool {
    let Some((_, last)) = domain.rsplit_once('.') else {
        return false;
    };
    last.len() >= 2
        && domain
            .split('.')
            .all(|section| !section.is_empty() && section.bytes().all(is_domain_byte))
}

/// Whether the standard names this sign for the part before the `@`; the dot is not among them.
pub(super) fn is_local_character(c: char) -> bool {
    u8::try_from(c).is_ok_and(is_local_byte)
}

/// Whether the standard names this sign for a section of the domain.
pub(super) fn is_domain_character(c: char) -> bool {
    u8::try_from(c).is_ok_and(is_domain_byte)
}

fn is_local_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"'_%+-!/".contains(&byte)
}

fn is_domain_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_named_signs_and_no_others() {
        for taken in ["o'neill_%+-!/@example.com", "a.b@c-d.e2", "a@-b-.co"] {
            assert!(takes(taken), "{taken}");
        }
        for refused in [
            "a#b@example.com",
            "jöhn@example.com",
            "a@exämple.com",
            "a@b",
            "a@b.c",
            "a..b@c.de",
            ".a@c.de",
            "a.@c.de",
            "@c.de",
            "a@",
            "\"a\"@c.de",
            "a@b@c.de",
            "a@c_d.de",
            "a@c..de",
        ] {
            assert!(!takes(refused), "{refused}");
        }
    }

    #[test]
    fn sixty_four_characters_before_the_at() {
        assert!(takes(&format!("{}@example.com", "a".repeat(64))));
        assert!(!takes(&format!("{}@example.com", "a".repeat(65))));
    }
}
