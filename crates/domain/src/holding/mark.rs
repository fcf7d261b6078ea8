use super::{Holding, Plan, historic};
use crate::contact_detail::{
    ContactDetail, Marks, Precondition, Stamp, Undeliverable, Verification,
};
use crate::ids::ContactDetailId;
use crate::refusal::{Code, Field, Reason, Refusal};
use crate::vocabulary::Means;

impl Holding {
    /// Marks a record as found to be right. Whatever failed to arrive before is settled by that.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Refusal::VersionMismatch`]; [`Code::InTheFuture`]; [`Code::Historic`].
    pub fn verify(
        &self,
        id: ContactDetailId,
        verification: Verification,
        precondition: &Precondition,
        stamp: &Stamp,
    ) -> Result<Plan, Refusal> {
        if verification.at > stamp.at {
            return Err(Refusal::invalid(Field::VerifiedAt, in_the_future()));
        }
        self.mark(id, precondition, stamp, |record| {
            Ok(record.marks.with_verification(verification))
        })
    }

    /// Marks a record as one at which something did not arrive, for good or for now.
    ///
    /// # Errors
    /// As [`Holding::verify`]; [`Code::WrongMeans`] when the means do not go with the record's channel.
    pub fn mark_undeliverable(
        &self,
        id: ContactDetailId,
        mark: &Undeliverable,
        precondition: &Precondition,
        stamp: &Stamp,
    ) -> Result<Plan, Refusal> {
        if mark.at > stamp.at {
            return Err(Refusal::invalid(Field::FailedAt, in_the_future()));
        }
        self.mark(id, precondition, stamp, |record| {
            if mark.means.channel() != record.channel() {
                return Err(Refusal::invalid(Field::FailedMeans, wrong_means(record)));
            }
            Ok(record.marks.with_failure(mark.clone()))
        })
    }

    /// Takes back that something did not arrive, when that was a mistake or is mended.
    ///
    /// # Errors
    /// As [`Holding::verify`].
    pub fn lift_undeliverable(
        &self,
        id: ContactDetailId,
        precondition: &Precondition,
        stamp: &Stamp,
    ) -> Result<Plan, Refusal> {
        self.mark(id, precondition, stamp, |record| {
            Ok(Marks {
                undeliverable: None,
                ..record.marks.clone()
            })
        })
    }

    fn mark(
        &self,
        id: ContactDetailId,
        precondition: &Precondition,
        stamp: &Stamp,
        marks: impl Fn(&ContactDetail) -> Result<Marks, Refusal>,
    ) -> Result<Plan, Refusal> {
        let before = self.subject(id)?;
        precondition.check(before.version)?;
        let marks = marks(before)?;
        if before.marks == marks {
            return Ok(Plan::nothing(before));
        }
        if before.ended.is_some() {
            return Err(historic(Field::Information));
        }
        let mut after = before.next_version(stamp.clone());
        after.marks = marks;
        self.plan_change(before, after, stamp)
    }
}

fn in_the_future() -> Reason {
    Reason::new(
        Code::InTheFuture,
        "This is in the future",
        "Give when it happened, or leave it out for now",
    )
}

fn wrong_means(record: &ContactDetail) -> Reason {
    let fitting = Means::ALL
        .iter()
        .filter(|means| means.channel() == record.channel());
    let words: Vec<&str> = fitting.map(|means| means.as_str()).collect();
    Reason::new(
        Code::WrongMeans,
        "Nothing is sent to this contact detail by these means",
        format!("Use one of: {}", words.join(", ")),
    )
}
