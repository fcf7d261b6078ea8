use super::{Holding, Plan, historic};
use crate::contact_detail::{Amendment, ContactDetail, Edit, Precondition, Stamp};
use crate::ids::ContactDetailId;
use crate::refusal::{Field, Refusal};

impl Holding {
    /// Changes what the specification allows to change: active, default, description. Retiring a record
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
        let retires = amendment.is_active == Some(false) && before.is_active(stamp.at);
        if let Some(field) = refused_as_historic(before, amendment, retires, stamp) {
            return Err(historic(field));
        }
        let after = amended(before, amendment, retires, stamp);
        if after.information == before.information
            && after.is_default == before.is_default
            && !retires
        {
            return Ok(Plan::nothing(before));
        }
        self.plan_change(before, after, stamp)
    }
}

/// The first part of the amendment that a historic record cannot follow.
fn refused_as_historic(
    before: &ContactDetail,
    amendment: &Amendment,
    retires: bool,
    stamp: &Stamp,
) -> Option<Field> {
    if before.is_active(stamp.at) {
        return None;
    }
    let revives = amendment.is_active == Some(true);
    let becomes_default = amendment.is_default == Some(true) && !before.is_default;
    let describes = matches!(&amendment.description, Edit::Set(text) if *text != before.information.description);
    if revives {
        Some(Field::IsActive)
    } else if becomes_default {
        Some(Field::IsDefault)
    } else {
        (describes && !retires).then_some(Field::Description)
    }
}

fn amended(
    before: &ContactDetail,
    amendment: &Amendment,
    retires: bool,
    stamp: &Stamp,
) -> ContactDetail {
    let mut after = before.next_version(stamp.clone());
    if let Edit::Set(description) = &amendment.description {
        after.information.description.clone_from(description);
    }
    after.is_default = amendment.is_default.unwrap_or(before.is_default);
    if retires {
        after.ended = Some(stamp.clone());
    }
    after.is_default &= after.ended.is_none();
    after
}
