//! What kind of entity a target is.

/// What kind of entity a target is (council `targetType`). Three kinds are always known; an
/// installation may configure more (council specification: details "against other entities").
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TargetKind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A lease or tenancy agreement.
    Tenure,
    /// A kind that the configuration names.
    Configured(KindName),
}

impl TargetKind {
    /// The kinds that every installation knows.
    pub const BUILT_IN: &'static [Self] = &[Self::Person, Self::Organisation, Self::Tenure];

    /// The word, as stored and shown.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Tenure => "tenure",
            Self::Configured(name) => name.as_str(),
        }
    }

    /// Reads the word of a kind, configured or not, whatever its case; `None` when it is no word: 1 to 32
    /// letters a to z, digits and hyphens, with a letter first.
    pub fn parse(text: &str) -> Option<Self> {
        let built_in = |kind: &&Self| kind.as_str().eq_ignore_ascii_case(text);
        let found = Self::BUILT_IN.iter().find(built_in).copied();
        found.or_else(|| KindName::parse(text).map(Self::Configured))
    }
}

/// The longest word for a kind.
const MAX_NAME: usize = 32;

/// The word for a configured kind, in lower case.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct KindName {
    length: u8,
    bytes: [u8; MAX_NAME],
}

impl KindName {
    fn parse(text: &str) -> Option<Self> {
        let starts = text.starts_with(|c: char| c.is_ascii_alphabetic());
        let holds = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !starts || !holds {
            return None;
        }
        let mut bytes = [0; MAX_NAME];
        let place = bytes.get_mut(..text.len())?;
        place.copy_from_slice(text.as_bytes());
        bytes.make_ascii_lowercase();
        Some(Self {
            length: u8::try_from(text.len()).ok()?,
            bytes,
        })
    }

    /// The word.
    pub fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..usize::from(self.length));
        bytes
            .and_then(|b| std::str::from_utf8(b).ok())
            .unwrap_or_default()
    }
}

impl std::fmt::Debug for KindName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The kinds of target that this installation knows: the three built in and those configured.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TargetKinds(Vec<TargetKind>);

impl TargetKinds {
    /// The built-in kinds and these; one that is known already is left out.
    pub fn with(configured: impl IntoIterator<Item = TargetKind>) -> Self {
        let mut kinds = TargetKind::BUILT_IN.to_vec();
        for kind in configured {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        Self(kinds)
    }

    /// The kind of this word, whatever its case; `None` when this installation does not know it.
    pub fn find(&self, text: &str) -> Option<TargetKind> {
        TargetKind::parse(text).filter(|kind| self.0.contains(kind))
    }

    /// Every kind, the built-in ones first.
    pub fn iter(&self) -> impl Iterator<Item = &TargetKind> {
        self.0.iter()
    }
}

impl Default for TargetKinds {
    fn default() -> Self {
        Self::with([])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn configured_kinds_are_found_beside_the_built_in_ones() {
        let asset = TargetKind::parse("Asset").unwrap();
        let kinds = TargetKinds::with([asset, TargetKind::Person]);
        assert_eq!(kinds.iter().count(), 4);
        assert_eq!(kinds.find("ASSET").unwrap().as_str(), "asset");
        assert_eq!(kinds.find("Tenure"), Some(TargetKind::Tenure));
        assert_eq!(kinds.find("case"), None);
    }

    #[test]
    fn a_kind_is_one_short_word() {
        let long = "a".repeat(33);
        for text in ["", "two words", "1st", "-a", "käse", &long] {
            assert_eq!(TargetKind::parse(text), None, "{text}");
        }
        assert!(TargetKind::parse(&"a".repeat(32)).is_some());
    }
}
