//! The next word: what may become of a target.

use super::{Fate, Parties, Party, Succession};
use crate::contact_detail::{Stamp, Version};
use crate::refusal::{Code, Field, FieldProblem, Reason, Refusal};
use crate::restriction::Restriction;
use crate::value::PlainText;

impl Succession {
    /// The next word on what became of a target; `None` when it changes nothing. Only a live target takes the place of
    /// another, and only of a live one: whatever the order of words, no target ever comes to stand in its own place.
    ///
    /// # Errors
    /// The target itself is named as the survivor ([`Code::NotTogether`]); one of them is not known
    /// ([`Code::UnknownTarget`]) or not live ([`Code::TargetSuperseded`], [`Code::TargetInvalidated`]).
    pub fn next(
        parties: &Parties,
        fate: Fate,
        reason: PlainText,
        stamp: &Stamp,
    ) -> Result<Option<Self>, Refusal> {
        let old = &parties.old;
        if fate.survivor() == Some(old.target) {
            return Err(Refusal::invalid(Field::Survivor, itself()));
        }
        if fate == old.fate() {
            return Ok(None);
        }
        if fate != Fate::Restored {
            old.may_end()?;
        }
        if let Some(survivor) = fate.survivor() {
            let named = parties.survivor.as_ref();
            let named = named.filter(|party| party.target == survivor);
            named
                .ok_or_else(|| unknown(Field::Survivor))?
                .may_survive()?;
        }
        Ok(Some(Self {
            target: old.target,
            fate,
            reason,
            version: old
                .last()
                .map_or(Version::FIRST, |last| last.version.next()),
            recorded: stamp.clone(),
        }))
    }
}

/// Why somebody is restricted who takes the place of a restricted one.
const AS_BEFORE: &str = "Restricted as the record was whose place it took";

impl Parties {
    /// The word by which a survivor is restricted as far as the one was whose place it takes: under either number the
    /// same details are read from then on. `None` when it is hidden as far already.
    pub fn protection(&self, fate: Fate, stamp: &Stamp) -> Option<Restriction> {
        let survivor = self.survivor.as_ref();
        let survivor = survivor.filter(|party| fate.survivor() == Some(party.target))?;
        let (old, known) = (self.old.standing.level()?, survivor.standing.level());
        if known >= Some(old) {
            return None;
        }
        let last = survivor.standing.restriction.as_ref();
        let changed_at = survivor.standing.changed_at;
        let stamp = Stamp::following(changed_at, stamp.at, stamp.by.clone());
        let reason = PlainText::from_stored(AS_BEFORE.to_owned());
        Restriction::next(last, survivor.target, Some(old), reason, &stamp)
    }
}

impl Party {
    fn may_end(&self) -> Result<(), Refusal> {
        self.check_known(Field::TargetId)?;
        match self.fate() {
            Fate::Restored => Ok(()),
            ended => Err(ended.refusal(Field::TargetId, "Restore it first, if that was a mistake")),
        }
    }

    fn may_survive(&self) -> Result<(), Refusal> {
        self.check_known(Field::Survivor)?;
        match self.fate() {
            Fate::Restored => Ok(()),
            ended => Err(ended.refusal(Field::Survivor, "Name a target that is in use")),
        }
    }

    fn check_known(&self, field: Field) -> Result<(), Refusal> {
        self.is_known.then_some(()).ok_or_else(|| unknown(field))
    }
}

fn unknown(field: Field) -> Refusal {
    let problem =
        "Nothing was ever recorded about a target of this id, and no identifier is tied to it";
    let remedy = "Check the id, or tie an identifier to the target first";
    let reason = Reason::new(Code::UnknownTarget, problem, remedy);
    Refusal::Conflict(FieldProblem::new(field, reason))
}

fn itself() -> Reason {
    Reason::new(
        Code::NotTogether,
        "A target cannot take its own place",
        "Name the target under which its details are kept from now on",
    )
}
