//! E-mail addresses.

mod library_rules;
mod likely_typo;
mod limit;
mod problems;
mod standard;

use likely_typo::Slip;
pub use limit::EmailLimit;

use crate::refusal::Reason;
use crate::warning::{Warning, WarningCode};

/// An e-mail address that both validator.js (`isEmail`, version 13.15.35, default options) and the words
/// of the PDS standard take (PDS standard, "Email address validation"; deployed service, W40).
/// White space around it is refused, as the library does.
///
/// Two addresses are equal when they were typed alike; compare [`normal`](Self::normal) forms to find
/// the same mailbox.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress {
    typed: String,
    /// Absent when it is the same as what was typed, as nearly always.
    normal: Option<String>,
}

impl EmailAddress {
    /// Parses an address as typed, up to the length of where it will be kept.
    ///
    /// # Errors
    /// Every reason. First W40 when the library refuses it, then what exactly is wrong:
    /// `email-structure`, `email-local-part`, `email-domain`, `email-top-level`, `email-letters` (signs
    /// that only the standard refuses: then without W40), `too-long`, and W42 when it holds markup.
    pub fn parse(typed: &str, limit: EmailLimit) -> Result<Self, Vec<Reason>> {
        if !library_rules::takes(typed) || !standard::takes(typed) || !limit.fits(typed) {
            return Err(problems::of(typed, limit));
        }
        Ok(Self {
            typed: typed.to_owned(),
            normal: other_normal_form(typed),
        })
    }

    /// Takes an address that was parsed before it was stored. For stores only. Never fails: addresses
    /// from before today's rules stay readable. Without a stored normal form it is worked out; where the
    /// library does not take the address there is none, and [`normal`](Self::normal) is what was typed.
    pub fn from_stored(typed: String, normal: Option<String>) -> Self {
        let normal = match normal {
            Some(stored) => Some(stored).filter(|stored| *stored != typed),
            None if library_rules::takes(&typed) => other_normal_form(&typed),
            None => None,
        };
        Self { typed, normal }
    }

    /// The address as typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The form to compare by: the domain in lower case and in its ASCII form (IDNA). The part before the
    /// `@` is kept as it is, since a mail server may tell its cases apart.
    pub fn normal(&self) -> &str {
        self.normal.as_deref().unwrap_or(&self.typed)
    }

    /// The common domain that this one is a slip away from, such as `gmail.com` for `gmial.com` (house).
    pub fn suggested_domain(&self) -> Option<&'static str> {
        match self.slip()? {
            Slip::Domain(meant) => Some(meant),
            Slip::Ending { .. } => None,
        }
    }

    /// What somebody should look at: a likely slip in the domain (house), or more characters than the NHS
    /// can hold (PDS, at most 90). The words may name the common domain, never the address.
    pub fn warnings(&self) -> Vec<Warning> {
        let too_long = (!EmailLimit::Pds.has_room_for(&self.typed)).then(too_long_for_nhs);
        self.slip()
            .map(likely_typo)
            .into_iter()
            .chain(too_long)
            .collect()
    }

    fn slip(&self) -> Option<Slip> {
        let (_, domain) = self.normal().rsplit_once('@')?;
        likely_typo::slip_in(domain)
    }
}

impl std::fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EmailAddress(..)")
    }
}

/// The normal form of what the library takes, when it differs. None too for a domain whose ASCII form is
/// none or too long.
fn other_normal_form(typed: &str) -> Option<String> {
    let (local, domain) = typed.rsplit_once('@')?;
    if domain.is_ascii() {
        let shouts = domain.bytes().any(|byte| byte.is_ascii_uppercase());
        return shouts.then(|| {
            let mut normal = typed.to_owned();
            if let Some(domain) = normal.get_mut(local.len()..) {
                domain.make_ascii_lowercase();
            }
            normal
        });
    }
    let ascii = idna::domain_to_ascii(domain).ok()?;
    let normal = format!("{local}@{ascii}");
    library_rules::takes(&normal).then_some(normal)
}

fn likely_typo(slip: Slip) -> Warning {
    let (problem, meant) = match slip {
        Slip::Domain(meant) => (
            format!("The part after the @ looks like a slip for {meant}"),
            meant,
        ),
        Slip::Ending { found, meant } => (format!("No domain ends with {found}"), meant),
    };
    let remedy = format!("Check whether {meant} was meant");
    Warning::new(WarningCode::LikelyTypo, problem, remedy)
}

fn too_long_for_nhs() -> Warning {
    Warning::new(
        WarningCode::TooLongForNhs,
        "This is longer than the 90 characters that the NHS can hold",
        "Ask for a shorter email address if the NHS is to use it",
    )
}

#[cfg(test)]
mod tests;
