//! E-mail addresses.

use super::plain_text::has_markup;
use crate::refusal::{Code, Reason};

/// An e-mail address: local part of dot-separated atoms, at most 64 bytes; a domain of at least two
/// labels with an alphabetic last one; 254 characters in all (deployed service, W40).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress {
    typed: String,
}

impl EmailAddress {
    /// Parses an address as typed.
    ///
    /// # Errors
    /// W40 when it is not an e-mail address; W42 too when it holds markup.
    pub fn parse(typed: &str) -> Result<Self, Vec<Reason>> {
        if is_address(typed) {
            return Ok(Self {
                typed: typed.to_owned(),
            });
        }
        let mut reasons = vec![Reason::new(
            Code::NotAnEmail,
            "This is not an email address",
            "Enter an email address in the correct format, like name@example.com",
        )];
        if has_markup(typed) {
            reasons.push(Reason::new(
                Code::Markup,
                "This has markup in it",
                "Enter the address only, without a name or brackets",
            ));
        }
        Err(reasons)
    }

    /// Takes an address that was parsed before it was stored. For stores only.
    pub fn from_stored(typed: String) -> Self {
        Self { typed }
    }

    /// The address as typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }
}

impl std::fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EmailAddress(..)")
    }
}

fn is_address(typed: &str) -> bool {
    let Some((local, domain)) = typed.rsplit_once('@') else {
        return false;
    };
    typed.chars().count() <= 254 && is_local_part(local) && is_domain(domain)
}

fn is_local_part(local: &str) -> bool {
    local.len() <= 64
        && local
            .split('.')
            .all(|atom| !atom.is_empty() && atom.chars().all(is_atom_character))
}

fn is_atom_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || is_letter_beyond_ascii(c)
}

fn is_domain(domain: &str) -> bool {
    let labels: Vec<&str> = domain.split('.').collect();
    let last = labels.last().copied().unwrap_or_default();
    labels.len() >= 2 && labels.iter().all(|label| is_label(label)) && is_top_level(last)
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.chars().count())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || is_letter_beyond_ascii(c))
}

fn is_top_level(label: &str) -> bool {
    let letters = label
        .chars()
        .all(|c| c.is_ascii_alphabetic() || is_letter_beyond_ascii(c));
    label.chars().count() >= 2 && (letters || label.to_ascii_lowercase().starts_with("xn--"))
}

/// A character of another script: not a space, not a control character, not a full-width form.
fn is_letter_beyond_ascii(c: char) -> bool {
    !c.is_ascii()
        && !c.is_control()
        && !c.is_whitespace()
        && !('\u{FF01}'..='\u{FF5E}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_addresses_are_kept_as_typed() {
        for typed in [
            "name@example.com",
            "o'neill+tag@mail.example.co.uk",
            "Ünï@exämple.org",
            "a@b.xn--p1ai",
        ] {
            assert_eq!(EmailAddress::parse(typed).unwrap().typed(), typed);
        }
    }

    #[test]
    fn what_is_not_an_address_is_refused() {
        let long_local = format!("{}@example.com", "a".repeat(65));
        for typed in [
            "",
            "name",
            "@example.com",
            "name@",
            "name@example",
            "a..b@example.com",
            ".a@example.com",
            "name@-example.com",
            "name@example.c",
            "name@example.123",
            "Jane <jane@example.com>",
            "jane doe@example.com",
            "jane@exam ple.com",
            "mother jane@example.com",
            &long_local,
        ] {
            let reasons = EmailAddress::parse(typed).unwrap_err();
            assert_eq!(reasons[0].code, Code::NotAnEmail, "{typed}");
        }
    }
}
