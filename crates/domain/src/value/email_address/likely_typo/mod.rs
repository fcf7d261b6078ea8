//! Domains that are one slip away from a common one (house). A slip is a letter too many, too few or
//! wrong, or two letters swapped.

mod domains;
mod one_slip;

use domains::{COMMON, ENDINGS, PUBLIC_SECTOR, REAL, SLIPS};
use one_slip::is_one_slip;

/// The fewest letters before the first dot of a domain for which near names count as slips. Shorter
/// names have too many real neighbours: live and love, sky and sly.
const SHORTEST_NAME: usize = 5;

/// What looks like a slip.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Slip {
    /// This common domain was likely meant.
    Domain(&'static str),
    /// No domain has such an ending; another was likely meant.
    Ending {
        /// The ending as it is.
        found: &'static str,
        /// The ending as it was likely meant.
        meant: &'static str,
    },
}

/// Looks for a slip in a domain in lower case.
pub(super) fn slip_in(domain: &str) -> Option<Slip> {
    if is_in_use(domain) {
        return None;
    }
    if let Some(meant) = known_slip(domain).or_else(|| near(domain)) {
        return Some(Slip::Domain(meant));
    }
    let (name, found, meant) = ENDINGS.iter().find_map(|(found, meant)| {
        let name = domain.strip_suffix(found)?;
        Some((name, *found, *meant))
    })?;
    let mended = format!("{name}{meant}");
    let common = COMMON.iter().copied().find(|common| **common == mended);
    let domain = common
        .or_else(|| known_slip(&mended))
        .or_else(|| near(&mended));
    Some(domain.map_or(Slip::Ending { found, meant }, Slip::Domain))
}

fn is_in_use(domain: &str) -> bool {
    COMMON.contains(&domain)
        || REAL.contains(&domain)
        || PUBLIC_SECTOR.iter().any(|ending| domain.ends_with(ending))
}

fn known_slip(domain: &str) -> Option<&'static str> {
    let (_, meant) = SLIPS.iter().find(|(slip, _)| *slip == domain)?;
    Some(meant)
}

fn near(domain: &str) -> Option<&'static str> {
    let is_long_enough = |name: &str| name.find('.').is_some_and(|at| at >= SHORTEST_NAME);
    COMMON
        .iter()
        .copied()
        .find(|common| is_long_enough(common) && is_one_slip(domain.as_bytes(), common.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found() {
        for (domain, meant) in [
            ("gmial.com", "gmail.com"),
            ("gmal.com", "gmail.com"),
            ("gmaill.com", "gmail.com"),
            ("gnail.com", "gmail.com"),
            ("gmail.co", "gmail.com"),
            ("gmail.con", "gmail.com"),
            ("gmail.cmo", "gmail.com"),
            ("gmail.co.uk", "gmail.com"),
            ("gmial.con", "gmail.com"),
            ("googlemail.co.uk", "googlemail.com"),
            ("homtail.com", "hotmail.com"),
            ("hotmial.co.uk", "hotmail.co.uk"),
            ("hotmail.con", "hotmail.com"),
            ("hotmail.couk", "hotmail.co.uk"),
            ("hotmail.co.ku", "hotmail.co.uk"),
            ("hotmail.com.uk", "hotmail.co.uk"),
            ("yahoo.couk", "yahoo.co.uk"),
            ("yaho.com", "yahoo.com"),
            ("outlok.com", "outlook.com"),
            ("iclould.com", "icloud.com"),
            ("btintenet.com", "btinternet.com"),
            ("virginmeida.com", "virginmedia.com"),
            ("talktlak.net", "talktalk.net"),
            ("sky.con", "sky.com"),
            ("me.con", "me.com"),
            ("live.co.ku", "live.co.uk"),
            ("nsh.net", "nhs.net"),
        ] {
            assert_eq!(slip_in(domain), Some(Slip::Domain(meant)), "{domain}");
        }
    }

    #[test]
    fn an_ending_that_no_domain_has_is_found() {
        for (domain, found, meant) in [
            ("example.con", ".con", ".com"),
            ("example.co.ku", ".ku", ".uk"),
            ("example.couk", ".couk", ".co.uk"),
            ("gmx.ocm", ".ocm", ".com"),
        ] {
            let slip = Slip::Ending { found, meant };
            assert_eq!(slip_in(domain), Some(slip), "{domain}");
        }
    }

    #[test]
    fn real_domains_are_left_alone() {
        let real = COMMON.iter().chain(REAL).copied();
        let others = [
            "hackney.gov.uk",
            "bart.nhs.uk",
            "example.com",
            "love.com",
            "love.co.uk",
            "sly.com",
            "ski.com",
            "man.com",
            "all.com",
            "he.com",
            "yahoo.de",
            "hotmail.ca",
            "gmail.example.com",
            "icon.com",
            "con.com",
            "example.co",
            "example.cm",
            "nhs.us",
            "x.xn--p1ai",
        ];
        for domain in real.chain(others) {
            assert_eq!(slip_in(domain), None, "{domain}");
        }
    }

    #[test]
    fn no_known_slip_is_a_domain_in_use() {
        for (slip, meant) in SLIPS {
            assert!(!is_in_use(slip), "{slip}");
            assert!(COMMON.contains(meant), "{meant}");
        }
    }
}
