use super::{Holding, Plan, historic};
use crate::contact_detail::{Amendment, ContactDetail, Edit, Ending, Precondition, Stamp};
use crate::ids::ContactDetailId;
use crate::refusal::{Field, Refusal};

impl Holding {
    /// Changes what the specification allows to change: active, default, preference, description. Retiring a record
    /// takes the default from it. A historic record stays as it is; to say of it that it is not active
    /// changes nothing, so that a record may be sent back as it was read.
    ///
    /// # Errors
    /// [`Refusal::VersionMismatch`]; [`Refusal::Invalid`] naming whatever else differs;
    /// [`Refusal::Conflict`] when the record is historic.
    pub fn amend(
        &self,
        id: ContactDetailId,
        amendment: &Amendment,
        precondition: &Precondition,
        stamp: &Stamp,
    ) -> Result<Plan, Refusal> {
        let before = self.subject(id)?;
        precondition.check(before.version)?;
        amendment.check_statements(before)?;
        let retires = amendment.is_active == Some(false) && before.is_active(stamp.day());
        if let Some(field) = refused_as_historic(before, amendment, stamp) {
            return Err(historic(field));
        }
        let after = amended(before, amendment, retires, stamp);
        if !retires && after.differs_only_in_version(before) {
            return Ok(Plan::nothing(before));
        }
        self.plan_change(before, after, stamp)
    }
}

/// The first part of the amendment that a historic record cannot follow.
fn refused_as_historic(
    before: &ContactDetail,
    amendment: &Amendment,
    stamp: &Stamp,
) -> Option<Field> {
    if before.is_active(stamp.day()) {
        return None;
    }
    let revives = amendment.is_active == Some(true);
    let becomes_default = amendment.is_default == Some(true) && !before.is_default;
    let prefers = amendment
        .is_preferred
        .is_some_and(|wanted| wanted != before.is_preferred);
    let explains = amendment.end_reason.is_some_and(|reason| {
        before
            .ended
            .as_ref()
            .is_none_or(|ended| ended.reason != Some(reason))
    });
    let describes = matches!(&amendment.description, Edit::Set(text) if *text != before.information.description);
    if revives {
        Some(Field::IsActive)
    } else if becomes_default {
        Some(Field::IsDefault)
    } else if prefers {
        Some(Field::IsPreferred)
    } else if explains {
        Some(Field::EndReason)
    } else {
        describes.then_some(Field::Description)
    }
}

fn amended(
    before: &ContactDetail,
    amendment: &Amendment,
    retires: bool,
    stamp: &Stamp,
) -> ContactDetail {
    let mut after = if retires {
        before.retired(Ending::new(stamp.clone(), amendment.end_reason))
    } else {
        before.next_version(stamp.clone())
    };
    if let Edit::Set(description) = &amendment.description {
        after.information.description.clone_from(description);
    }
    let is_default = amendment.is_default.unwrap_or(before.is_default);
    after.is_default = is_default && after.ended.is_none();
    after.is_preferred = amendment.is_preferred.unwrap_or(before.is_preferred);
    after
}
