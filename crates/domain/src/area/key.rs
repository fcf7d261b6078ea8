//! Names of areas and teams, folded for comparing.

use std::sync::Arc;

/// A name as it is compared: without blanks around it, each run of white space as one space, in small letters
/// of whatever script. Folding what is folded changes nothing.
fn fold(name: &str) -> Arc<str> {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase().into()
}

/// The name of a service area folded for comparing. This is what is stored, so that "Housing" and "housing" can
/// never become two areas.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct AreaKey(Arc<str>);

impl AreaKey {
    /// Folds a name. Any text has a key; only the keys of configured areas ever match anything.
    pub fn of(name: &str) -> Self {
        Self(fold(name))
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The name of a team folded for comparing.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct TeamKey(Arc<str>);

impl TeamKey {
    /// Folds a name.
    pub fn of(name: &str) -> Self {
        Self(fold(name))
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_and_white_space_make_no_difference() {
        for (one, other) in [
            ("École", "ÉCOLE"),
            ("Άλφα", "ΆΛΦΑ"),
            ("Социальная помощь", "СОЦИАЛЬНАЯ  ПОМОЩЬ"),
            ("Social Care", " social\t \u{a0}CARE\n"),
        ] {
            assert_eq!(AreaKey::of(one), AreaKey::of(other), "{other}");
            assert_eq!(TeamKey::of(one), TeamKey::of(other), "{other}");
        }
        assert_ne!(AreaKey::of("Social Care"), AreaKey::of("SocialCare"));
        assert_ne!(AreaKey::of("Ecole"), AreaKey::of("École"));
    }

    proptest! {
        #[test]
        fn folding_what_is_folded_changes_nothing(name in any::<String>()) {
            let once = AreaKey::of(&name);
            prop_assert_eq!(AreaKey::of(once.as_str()), once);
        }

        #[test]
        fn every_way_of_writing_a_name_is_the_same(
            words in prop::collection::vec("[a-zà-öø-þα-ρа-я0-9&'.-]{1,8}", 1..5),
            blanks in prop::collection::vec("[ \t\u{a0}\u{2003}]{1,3}", 5),
            capitals in any::<bool>(),
        ) {
            let plain = words.join(" ");
            let spaced: String = words.iter().zip(&blanks).flat_map(|(word, blank)| [blank.as_str(), word]).collect();
            let written = if capitals { spaced.to_uppercase() } else { spaced };
            prop_assert_eq!(AreaKey::of(&written), AreaKey::of(&plain));
        }

        #[test]
        fn a_key_has_no_blank_to_spare_and_no_capital(name in any::<String>()) {
            let key = AreaKey::of(&name);
            prop_assert_eq!(key.as_str().trim(), key.as_str());
            prop_assert!(!key.as_str().contains("  "));
            prop_assert_eq!(key.as_str().to_lowercase(), key.as_str());
        }
    }
}
