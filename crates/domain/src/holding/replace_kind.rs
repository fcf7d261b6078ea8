use jiff::Timestamp;
use jiff::civil::Date;

use super::supersede::check_in_force;
use super::{Holding, Plan, Slot, Step};
use crate::area::{AreaKey, Profile};
use crate::contact_detail::{
    ContactDetail, EndReason, Ending, KindReplacement, Marks, OneOfKind, Precondition, Stamp,
};
use crate::ids::{ContactDetailId, TargetId};
use crate::refusal::Refusal;
use crate::vocabulary::{FhirCode, Kind};

impl Holding {
    /// The target's own records of a kind that are not retired, valid or not. In an area that lives by PDS's rules what
    /// PDS knows by one word is of one kind, a landline and a home number.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &ContactDetail> {
        let by_pds = self.rules.profile == Profile::Pds;
        let code = FhirCode::of(kind.channel(), kind.label()).filter(|_| by_pds);
        let is_of_kind = move |record: &&ContactDetail| {
            let label = record.information.label;
            let same = Kind::of(record.channel(), label) == Some(kind);
            let same_to_pds = code.is_some() && FhirCode::of(record.channel(), label) == code;
            record.ended.is_none() && (same || same_to_pds)
        };
        self.records.values().filter(is_of_kind)
    }

    /// Puts a new record in the place of all of its kind, and retires those, valid or not (PDS standard, "Updating
    /// contact details": one for each combination, and the old, inactive and invalid ones are removed with it). It
    /// takes over what they were: a default, preferred, and of the same value what was found out about it. Where the
    /// only one in force says just this already, nothing changes.
    ///
    /// # Errors
    /// [`Refusal::VersionMismatch`]; [`Code::Required`](crate::refusal::Code::Required) when nobody said what kind of
    /// target it is; [`Code::InTheFuture`](crate::refusal::Code::InTheFuture) or
    /// [`Code::AlreadyOver`](crate::refusal::Code::AlreadyOver) when the new one is not in force today;
    /// [`Code::TemporaryTooLong`](crate::refusal::Code::TemporaryTooLong);
    /// [`Code::TooManyActive`](crate::refusal::Code::TooManyActive) when no active one makes room for it.
    pub fn replace_kind(
        &self,
        replacement: &KindReplacement,
        id: ContactDetailId,
        (target, area): (TargetId, &AreaKey),
        precondition: &Precondition<OneOfKind>,
        stamp: &Stamp,
    ) -> Result<Plan, Refusal> {
        let old: Vec<&ContactDetail> = self.of_kind(replacement.kind).collect();
        Self::check_kind(&old, precondition)?;
        if let [only] = old.as_slice()
            && only.state(stamp.day()).is_usable()
            && replacement.is_said_by(only)
        {
            return Ok(Plan::nothing(only));
        }
        let before = old
            .iter()
            .copied()
            .max_by_key(|one| standing_of(one, stamp));
        let known = self.records.values().next();
        let new = replacement.beside(before, known, (target, area))?;
        let mut record = new.into_record(id, area.clone(), stamp.clone());
        record.check_length()?;
        check_in_force(&record, None, stamp)?;
        record.supersedes = before.map(|old| old.id);
        self.take_over(&mut record, &old);
        let retired = old.iter().map(|old| retired(old, id, stamp)).collect();
        self.plan_in_order(retired, None, record, stamp)
    }

    /// Holds what is there of the kind against the condition: just the one record that was seen, as it was seen; `*` asks
    /// for something that is to be replaced.
    fn check_kind(
        old: &[&ContactDetail],
        precondition: &Precondition<OneOfKind>,
    ) -> Result<(), Refusal> {
        match (precondition, old) {
            (Precondition::Any, _) | (Precondition::Existing, [_, ..]) => Ok(()),
            (_, [only]) => precondition.check(OneOfKind::of(only)),
            _ => Err(Refusal::VersionMismatch),
        }
    }

    /// Gives a new record what these were that it replaces.
    fn take_over(&self, record: &mut ContactDetail, old: &[&ContactDetail]) {
        let place = Slot::of_default(record, self.rules);
        let had_it =
            |old: &&ContactDetail| old.is_default && Slot::of_default(old, self.rules) == place;
        record.is_default = old.iter().any(had_it);
        record.is_preferred = old.iter().any(|old| old.is_preferred);
        let carried = old
            .iter()
            .map(|old| old.marks.carried(&old.information, &record.information));
        record.marks = carried.fold(Marks::default(), |marks, more| marks.with_all_of(more));
    }
}

/// Which of several comes first as the one whose place is taken: one in use, then one that counts as active, and of
/// those the latest.
fn standing_of(
    record: &ContactDetail,
    stamp: &Stamp,
) -> (bool, bool, Date, Timestamp, ContactDetailId) {
    let state = record.state(stamp.day());
    let (starts, made) = (record.starts_on(), record.created.at);
    (
        state.is_usable(),
        state.is_active(),
        starts,
        made,
        record.id,
    )
}

fn retired(old: &ContactDetail, by: ContactDetailId, stamp: &Stamp) -> Step {
    let mut ending = Ending::new(stamp.clone(), Some(EndReason::Superseded));
    ending.superseded_by = Some(by);
    Step {
        before: Some(old.clone()),
        after: old.retired(ending),
    }
}
