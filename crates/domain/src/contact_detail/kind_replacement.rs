//! A record to be put in the place of all of its kind.

use super::{ContactDetail, Information, NewContactDetail, Target, Version};
use crate::area::{AreaKey, Team};
use crate::ids::{ContactDetailId, TargetId};
use crate::refusal::{Code, Field, Reason, Refusal};
use crate::time::Period;
use crate::value::PlainText;
use crate::vocabulary::{Kind, TargetKind};

/// A record to be put in the place of all that an area holds of its kind. Default, preference and marks are those of
/// the ones that go.
#[derive(Clone, Debug)]
pub struct KindReplacement {
    /// The kind.
    pub kind: Kind,
    /// What the new record says, of this kind.
    pub information: Information,
    /// From when to when it is valid.
    pub period: Period,
    /// What kind of target it is; needed where nothing of it is recorded.
    pub target_kind: Option<TargetKind>,
    /// The team that records it. Without one it stays with the team that recorded the one before.
    pub team: Option<Team>,
}

/// The one record that stands for its kind, in the version that it was seen in. A condition on it fails when another of
/// the kind has come, when it has changed, and when it is gone; it says nothing of what other areas do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OneOfKind {
    /// The record.
    pub id: ContactDetailId,
    /// Its version.
    pub version: Version,
}

impl OneOfKind {
    /// This record as it is.
    pub fn of(record: &ContactDetail) -> Self {
        Self {
            id: record.id,
            version: record.version,
        }
    }
}

impl KindReplacement {
    /// Whether a record that is in force says just this already. A start that is not said is the one that it has.
    pub(crate) fn is_said_by(&self, record: &ContactDetail) -> bool {
        let mut information = self.information.clone();
        // A UPRN that was looked up the first time need not be found again.
        information.take_uprn_of(&record.information);
        let (said, known) = (self.period, record.period);
        information == record.information
            && said.end() == known.end()
            && (said.start().is_none() || said.start() == known.start())
            && self
                .target_kind
                .is_none_or(|kind| kind == record.target.kind)
    }

    /// The new record, whose place would be that of `before`, of a target of which `known` is recorded. It is no
    /// default yet.
    ///
    /// # Errors
    /// [`Code::Required`] when nobody said what kind of target it is.
    pub(crate) fn beside(
        &self,
        before: Option<&ContactDetail>,
        known: Option<&ContactDetail>,
        (target, area): (TargetId, &AreaKey),
    ) -> Result<NewContactDetail, Refusal> {
        let recorded = before.or(known).map(|record| record.target.kind);
        let kind = self.target_kind.or(recorded);
        let kind = kind.ok_or_else(|| Refusal::invalid(Field::TargetKind, which_kind()))?;
        let team = self
            .team
            .as_ref()
            .or(before.and_then(|old| old.team.as_ref()));
        Ok(NewContactDetail {
            id: None,
            target: Target { id: target, kind },
            information: self.information.clone(),
            area: PlainText::from_stored(area.as_str().to_owned()),
            team: team.cloned(),
            is_default: false,
            is_preferred: false,
            period: self.period,
        })
    }
}

fn which_kind() -> Reason {
    Reason::new(
        Code::Required,
        "This is missing, and your service area has no active record that says it",
        "Say what kind of target it is, such as person",
    )
}
