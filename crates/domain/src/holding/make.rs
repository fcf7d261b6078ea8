use super::{Holding, Plan};
use crate::area::AreaKey;
use crate::contact_detail::{NewContactDetail, Stamp};
use crate::ids::ContactDetailId;
use crate::refusal::{Code, Field, Reason, Refusal};

impl Holding {
    /// Makes a record. The same request with the same client id is answered as the first time and
    /// changes nothing.
    ///
    /// # Errors
    /// [`Code::IdInUse`] when the id stands for something else; [`Code::TemporaryTooLong`];
    /// [`Code::TooManyActive`].
    pub fn make(
        &self,
        new: NewContactDetail,
        id: ContactDetailId,
        area: AreaKey,
        stamp: &Stamp,
    ) -> Result<Plan, Refusal> {
        match &self.original {
            Some(original) if new.made(original) => Ok(Plan::nothing(original)),
            Some(_) => Err(Refusal::conflict(Field::Id, id_in_use())),
            None => {
                let record = new.into_record(id, area, stamp.clone());
                record.check_length()?;
                self.plan(None, record, stamp)
            }
        }
    }
}

pub(super) fn id_in_use() -> Reason {
    Reason::new(
        Code::IdInUse,
        "This id was used before with other content",
        "Use a new id, or send the first request again as it was",
    )
}
