use jiff::civil::Date;

use super::make::id_in_use;
use super::{Holding, Plan, Step, historic};
use crate::contact_detail::{
    ContactDetail, Ending, Marks, Precondition, Replacement, Stamp, Validity,
};
use crate::ids::ContactDetailId;
use crate::refusal::{Code, Field, Reason, Refusal};

impl Holding {
    /// Puts a new record in the place of this one and retires it, in one step (council specification, "a new
    /// record was added and old record was marked as inactive"). The new one takes over default and
    /// preference. The same request with the same client id is answered as the first time.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Refusal::VersionMismatch`]; [`Code::Historic`] when the old one is;
    /// [`Code::IdInUse`]; [`Code::InTheFuture`] or [`Code::AlreadyOver`] when the new one is not in force
    /// today, which would leave nothing in the old one's place; [`Code::TemporaryTooLong`]; [`Code::TooManyActive`] when it is of another
    /// channel that is full.
    pub fn supersede(
        &self,
        old: ContactDetailId,
        replacement: &Replacement,
        id: ContactDetailId,
        precondition: &Precondition,
        stamp: &Stamp,
    ) -> Result<Plan, Refusal> {
        let before = self.subject(old)?;
        if let Some(original) = &self.original {
            return superseded_before(before, original, replacement);
        }
        precondition.check(before.version)?;
        if !before.is_active(stamp.day()) {
            return Err(historic(Field::Information));
        }
        let new = replacement.beside(before, stamp.day())?;
        let mut record = new.into_record(id, before.area.clone(), stamp.clone());
        record.supersedes = Some(old);
        record.marks = before
            .marks
            .carried(&before.information, &record.information);
        record.check_length()?;
        check_in_force(&record, Some(before.starts_on()), stamp)?;
        let mut ending = Ending::new(stamp.clone(), Some(replacement.reason));
        ending.superseded_by = Some(id);
        let retired = Step {
            after: before.retired(ending),
            before: Some(before.clone()),
        };
        self.plan_in_order(vec![retired], None, record, stamp)
    }
}

/// Holds a new record against its task: to be used in the place of another, from now on or from when that one
/// would have begun.
pub(super) fn check_in_force(
    record: &ContactDetail,
    would_begin: Option<Date>,
    stamp: &Stamp,
) -> Result<(), Refusal> {
    match record.state(stamp.day()).validity {
        Validity::Valid => Ok(()),
        Validity::NotYetValid if would_begin.is_some_and(|day| record.starts_on() <= day) => Ok(()),
        Validity::NotYetValid => Err(Refusal::invalid(Field::ValidFrom, starts_later())),
        Validity::Expired => Err(Refusal::invalid(Field::ValidUntil, is_over())),
        Validity::NoLongerValid => Err(Refusal::invalid(Field::ValidFrom, started_long_ago())),
    }
}

/// The answer to a request whose id was used before: the same request again changes nothing.
fn superseded_before(
    old: &ContactDetail,
    original: &ContactDetail,
    replacement: &Replacement,
) -> Result<Plan, Refusal> {
    let ending = old.ended.as_ref();
    let is_successor = ending.and_then(|end| end.superseded_by) == Some(original.id);
    let on = ending.map_or(original.created.day(), |end| end.stamp.day());
    let same = replacement.beside(old, on).is_ok_and(|mut new| {
        // What it took over then, it need not take over now.
        new.is_default = original.is_default;
        new.is_preferred = original.is_preferred;
        let unmarked = ContactDetail {
            marks: Marks::default(),
            supersedes: None,
            ..original.clone()
        };
        new.made(&unmarked)
    });
    let same_reason = ending.and_then(|end| end.reason) == Some(replacement.reason);
    if is_successor && same && same_reason {
        Ok(Plan::nothing(original))
    } else {
        Err(Refusal::conflict(Field::Id, id_in_use()))
    }
}

fn started_long_ago() -> Reason {
    Reason::new(
        Code::AlreadyOver,
        "A temporary contact detail lasts three months, and from this start they are over",
        "Give a later start, or record it as something other than temporary",
    )
}

fn is_over() -> Reason {
    Reason::new(
        Code::AlreadyOver,
        "This is in the past, so there would be nothing in the old one's place",
        "Give a later day or leave it out; to retire the old one alone, set its isActive to false",
    )
}

fn starts_later() -> Reason {
    Reason::new(
        Code::InTheFuture,
        "This is in the future, and until then there would be nothing in its place",
        "Make a new record with this start, and retire the old one when the new one has begun",
    )
}
