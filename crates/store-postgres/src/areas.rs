//! For which areas somebody asks: what the database's own wall between areas is told.

use contactable_domain::area::AreaKey;

/// Stands before and after each name; no name has a line break in it.
const BETWEEN: char = '\n';

/// Areas, as the setting `contactable.areas` has them.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Areas(String);

impl Areas {
    /// Every area, and what is of none: for work of the whole service.
    pub fn all() -> Self {
        Self("*".to_owned())
    }

    /// No area: only what lies outside the wall.
    pub fn none() -> Self {
        Self(BETWEEN.to_string())
    }

    /// These areas.
    pub fn of<'a>(areas: impl IntoIterator<Item = &'a AreaKey>) -> Self {
        let mut names: Vec<&str> = areas.into_iter().map(AreaKey::as_str).collect();
        names.sort_unstable();
        names.dedup();
        Self::named(&names)
    }

    /// All that these have together.
    pub fn together<'a>(all: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut names = Vec::new();
        for areas in all {
            if areas.0 == "*" {
                return Self::all();
            }
            names.extend(areas.0.split(BETWEEN).filter(|name| !name.is_empty()));
        }
        names.sort_unstable();
        names.dedup();
        Self::named(&names)
    }

    /// Those with these names.
    pub fn named(names: &[impl AsRef<str>]) -> Self {
        let mut text = BETWEEN.to_string();
        let names = names.iter().map(AsRef::as_ref);
        for name in names.filter(|name| !name.is_empty()) {
            text.push_str(name);
            text.push(BETWEEN);
        }
        Self(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_alone() {
        let [one, other] = ["housing", "housing repairs"].map(AreaKey::of);
        assert_eq!(
            Areas::of([&other, &one, &one]).as_str(),
            "\nhousing\nhousing repairs\n"
        );
        assert_eq!(Areas::of([]), Areas::none());
        let together = Areas::together([&Areas::of([&one]), &Areas::none(), &Areas::of([&other])]);
        assert_eq!(together, Areas::of([&one, &other]));
        assert_eq!(
            Areas::together([&Areas::of([&one]), &Areas::all()]),
            Areas::all()
        );
        assert_eq!(Areas::of([&AreaKey::of("*")]).as_str(), "\n*\n");
    }
}
