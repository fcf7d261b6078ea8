//! What was found out about a value since it was recorded: that it is theirs, or that nothing arrives.

use jiff::Timestamp;

use super::Information;
use crate::value::PlainText;
use crate::vocabulary::{Means, words};

words! {
    /// How somebody made sure that a detail is right (PDS standard, "Ownership of contact details").
    VerifiedBy {
        /// A one-time code was sent to it and came back.
        Code = "code",
        /// A link was sent to it and was followed.
        Link = "link",
        /// Somebody was reached by it.
        Reached = "reached",
        /// They said so, face to face.
        InPerson = "in-person",
        /// A document shows it.
        Document = "document",
        /// Another way.
        Other = "other",
    }
}

words! {
    /// How badly something failed to arrive.
    FailureKind {
        /// For good: there is no such mailbox, number or letterbox, or nobody of that name.
        Hard = "hard",
        /// For now: a full mailbox, a phone that is switched off.
        Soft = "soft",
    }
}

/// The most characters that evidence may have.
pub const MAX_EVIDENCE: usize = 500;

/// A detail was found to be right.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Verification {
    /// How.
    pub how: VerifiedBy,
    /// When, in whole microseconds.
    pub at: Timestamp,
}

/// Something sent to a detail did not arrive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Undeliverable {
    /// For good or for now.
    pub failure: FailureKind,
    /// By which means it was sent.
    pub means: Means,
    /// How it is known, such as the answer of a mail server.
    pub evidence: Option<PlainText>,
    /// When it failed, in whole microseconds.
    pub at: Timestamp,
}

/// The marks on a record's value. They are part of each version, so that they have their history too.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Marks {
    /// It was found to be right.
    pub verified: Option<Verification>,
    /// Something did not arrive.
    pub undeliverable: Option<Undeliverable>,
}

impl Marks {
    /// The marks that stay when what a record says changes: all of them while the value is the same, none
    /// when it is another. What was found out about one number says nothing about the next; and that it is theirs
    /// says nothing once it is said to be somebody else's.
    #[must_use]
    pub fn carried(&self, before: &Information, after: &Information) -> Self {
        if !before.value.is_same_as(&after.value) {
            return Self::default();
        }
        let same_owner = before.label.relationship == after.label.relationship;
        Self {
            verified: self.verified.filter(|_| same_owner),
            undeliverable: self.undeliverable.clone(),
        }
    }

    /// The marks after this was found, whichever was told first: the latest verification stands, and settles
    /// what failed up to then.
    #[must_use]
    pub fn with_verification(&self, found: Verification) -> Self {
        let older = |known: &Verification| known.at > found.at;
        Self {
            verified: self.verified.filter(older).or(Some(found)),
            undeliverable: self.undeliverable.clone(),
        }
        .settled()
    }

    /// The marks after this failure, whichever was told first: the latest one stands, and of two at one instant
    /// the one for good.
    #[must_use]
    pub fn with_failure(&self, failed: Undeliverable) -> Self {
        let weight = |mark: &Undeliverable| (mark.at, mark.failure == FailureKind::Hard);
        let outweighs = |known: &Undeliverable| weight(known) >= weight(&failed);
        let known = self.undeliverable.clone().filter(outweighs);
        Self {
            verified: self.verified,
            undeliverable: known.or(Some(failed)),
        }
        .settled()
    }

    /// The marks after all of these were found, too.
    #[must_use]
    pub fn with_all_of(self, more: Self) -> Self {
        let verified = more.verified.map(|found| self.with_verification(found));
        let marks = verified.unwrap_or(self);
        let failed = more.undeliverable.map(|failed| marks.with_failure(failed));
        failed.unwrap_or(marks)
    }

    /// Without a failure that a verification has settled.
    fn settled(self) -> Self {
        let verified = self.verified;
        let later = |failed: &Undeliverable| verified.is_none_or(|found| failed.at > found.at);
        Self {
            undeliverable: self.undeliverable.filter(later),
            ..self
        }
    }

    /// Whether nothing arrives there for good.
    pub fn is_dead(&self) -> bool {
        self.failed(FailureKind::Hard)
    }

    /// Whether nothing arrives there for now.
    pub fn is_doubtful(&self) -> bool {
        self.failed(FailureKind::Soft)
    }

    fn failed(&self, failure: FailureKind) -> bool {
        self.undeliverable
            .as_ref()
            .is_some_and(|mark| mark.failure == failure)
    }
}
