use super::{Holding, Plan};
use crate::contact_detail::{EndReason, Ending, Precondition, Stamp};
use crate::ids::ContactDetailId;
use crate::refusal::Refusal;

impl Holding {
    /// Retires a record (the deployed DELETE). It stays readable as history and is no longer a default.
    /// Retiring it again changes nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Refusal::VersionMismatch`].
    pub fn end(
        &self,
        id: ContactDetailId,
        reason: Option<EndReason>,
        precondition: &Precondition,
        stamp: &Stamp,
    ) -> Result<Plan, Refusal> {
        let before = self.council_subject(id)?;
        precondition.check(before.version)?;
        if before.ended.is_some() {
            return Ok(Plan::nothing(before));
        }
        let after = before.retired(Ending::new(stamp.clone(), reason));
        self.plan_change(before, after, stamp)
    }
}
