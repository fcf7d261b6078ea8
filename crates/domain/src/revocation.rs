//! Access that was taken back before its tokens expired.

use std::collections::HashSet;
use std::sync::Arc;

use crate::contact_detail::Stamp;
use crate::ids::RevocationId;
use crate::value::PlainText;

/// What a verified token says about itself.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct TokenIdentity {
    /// Who issued it (`iss`).
    pub issuer: Arc<str>,
    /// For whom (`sub`).
    pub subject: Arc<str>,
    /// Its own id (`jti`), if it has one.
    pub token: Option<Arc<str>>,
}

/// What is revoked at an issuer.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Revoked {
    /// One token, by its `jti`.
    Token(Arc<str>),
    /// Everything somebody has, by their `sub`.
    Subject(Arc<str>),
}

/// Access that is taken back until that is lifted.
#[derive(Clone, PartialEq, Eq)]
pub struct Revocation {
    /// Its id.
    pub id: RevocationId,
    /// At which issuer.
    pub issuer: Arc<str>,
    /// What.
    pub what: Revoked,
    /// Why.
    pub reason: PlainText,
    /// Who took it back, and when.
    pub recorded: Stamp,
    /// Who lifted it, and when.
    pub lifted: Option<Stamp>,
}

/// Everything that is revoked now.
#[derive(Clone, Default)]
pub struct RevocationList {
    revoked: HashSet<(Arc<str>, Revoked)>,
    /// How often something was revoked or lifted; it only grows.
    words: usize,
}

impl RevocationList {
    /// The list of these, without those that were lifted.
    pub fn of<'a>(revocations: impl IntoIterator<Item = &'a Revocation>) -> Self {
        let mut list = Self::default();
        for one in revocations {
            list.words = list.words.saturating_add(1);
            if one.lifted.is_some() {
                list.words = list.words.saturating_add(1);
            } else {
                list.revoked.insert((one.issuer.clone(), one.what.clone()));
            }
        }
        list
    }

    /// Holds this from now on, before it is on record: whoever revokes and goes away has revoked.
    pub fn add(&mut self, issuer: Arc<str>, what: Revoked) {
        self.revoked.insert((issuer, what));
    }

    /// The later of two, so that a list that was read earlier never takes the place of one that was read later. Of two
    /// from the same words the other, which may hold what is not on record yet.
    #[must_use]
    pub fn or_later(self, other: Self) -> Self {
        if other.words >= self.words {
            other
        } else {
            self
        }
    }

    /// Whether a token is of no use any more: it, or everything of its subject, was revoked.
    pub fn holds(&self, identity: &TokenIdentity) -> bool {
        if self.revoked.is_empty() {
            return false;
        }
        let listed = |what| self.revoked.contains(&(identity.issuer.clone(), what));
        let token = identity.token.clone().map(Revoked::Token);
        token.is_some_and(listed) || listed(Revoked::Subject(identity.subject.clone()))
    }
}

impl std::fmt::Debug for TokenIdentity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenIdentity").finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Revoked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = match self {
            Self::Token(_) => "Token",
            Self::Subject(_) => "Subject",
        };
        f.debug_tuple(name).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Revocation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Revocation")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_before_it_is_on_record_outlasts_a_list_that_was_read_before() {
        let identity = TokenIdentity {
            issuer: "us".into(),
            subject: "sam".into(),
            token: None,
        };
        let mut present = RevocationList::default();
        present.add("us".into(), Revoked::Subject("sam".into()));
        let read_before = RevocationList::default();
        assert!(read_before.or_later(present.clone()).holds(&identity));
        // Once more is on record than was known, the record counts.
        let later = RevocationList {
            words: 2,
            ..RevocationList::default()
        };
        assert!(!later.or_later(present).holds(&identity));
    }
}
