use super::{Holding, Plan, historic};
use crate::contact_detail::{InformationDraft, Precondition, Stamp};
use crate::ids::ContactDetailId;
use crate::refusal::{Code, Field, Reason, Refusal};

impl Holding {
    /// Replaces what a record says, under the same id (the deployed PATCH). The old value stays in the
    /// record's versions. A default stays one, of the new channel if that changes.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Refusal::VersionMismatch`]; [`Refusal::Conflict`] when the record is
    /// historic; [`Refusal::Invalid`] when a changed part is not acceptable, or when it moves to a channel
    /// that is full.
    pub fn replace_information(
        &self,
        id: ContactDetailId,
        draft: &InformationDraft,
        precondition: &Precondition,
        stamp: &Stamp,
    ) -> Result<Plan, Refusal> {
        let before = self.council_subject(id)?;
        precondition.check(before.version)?;
        let information = draft
            .beside(&before.information)
            .map_err(Refusal::Invalid)?;
        if before.information == information {
            return Ok(Plan::nothing(before));
        }
        if !before.is_active(stamp.day()) {
            return Err(historic(Field::Information));
        }
        let mut after = before.next_version(stamp.clone());
        after.marks = before.marks.carried(&before.information, &information);
        after.information = information;
        if after.information.label != before.information.label {
            after.check_length()?;
            // To be called temporary must not put an end to it behind everybody's back.
            if !after.is_active(stamp.day()) {
                return Err(Refusal::invalid(Field::Label, would_be_over()));
            }
        }
        self.plan_change(before, after, stamp)
    }
}

fn would_be_over() -> Reason {
    Reason::new(
        Code::AlreadyOver,
        "A temporary contact detail lasts three months, and this one started longer ago",
        "Keep what it is used for, or make a new record and retire this one",
    )
}
