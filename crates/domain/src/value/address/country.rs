//! Countries, by the names that people write on letters.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Code, name and other names of each country, one a line, parted by `|`.
const COUNTRIES: &str = include_str!("countries.txt");

/// Each by all of its names, in small letters.
static NAMED: LazyLock<HashMap<String, Country>> = LazyLock::new(|| {
    let names = |line: &'static str| {
        line.split('|')
            .map(move |name| (name.to_lowercase(), Country(line)))
    };
    COUNTRIES.lines().flat_map(names).collect()
});

/// A country of ISO 3166, by its two-letter code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Country(&'static str);

impl Country {
    /// Finds a country by its name or its two-letter code, whatever the case.
    pub fn find(text: &str) -> Option<Self> {
        let wanted = text.trim().trim_end_matches('.');
        // No country has a longer name.
        if wanted.len() > 64 {
            return None;
        }
        NAMED.get(&wanted.to_lowercase()).copied()
    }

    /// The two-letter code.
    pub fn code(self) -> &'static str {
        self.0.split('|').next().unwrap_or_default()
    }

    /// The name as it is written on a letter.
    pub fn name(self) -> &'static str {
        self.0.split('|').nth(1).unwrap_or_default()
    }

    /// Whether this is the United Kingdom, by this name or by that of one of its parts.
    pub fn is_united_kingdom(self) -> bool {
        self.code() == "GB"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_found_by_name_other_name_and_code() {
        for (text, code, name) in [
            ("France", "FR", "France"),
            (" france. ", "FR", "France"),
            ("FR", "FR", "France"),
            ("USA", "US", "United States"),
            ("Republic of Ireland", "IE", "Ireland"),
            ("ESPAÑA", "ES", "Spain"),
            ("Turkiye", "TR", "Turkey"),
            ("england", "GB", "United Kingdom"),
            ("España", "ES", "Spain"),
        ] {
            let found = Country::find(text);
            assert_eq!(found.map_or("", Country::code), code, "{text}");
            assert_eq!(found.map_or("", Country::name), name, "{text}");
        }
        for text in ["", "Frankreich and more", "London", "F"] {
            assert_eq!(Country::find(text), None, "{text}");
        }
    }

    #[test]
    fn codes_are_two_letters_and_stand_once() {
        let codes: std::collections::BTreeSet<_> =
            COUNTRIES.lines().map(|line| Country(line).code()).collect();
        assert_eq!(codes.len(), COUNTRIES.lines().count());
        assert!(
            codes
                .iter()
                .all(|c| c.len() == 2 && c.bytes().all(|b| b.is_ascii_uppercase()))
        );
    }
}
