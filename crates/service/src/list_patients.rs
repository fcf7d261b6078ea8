use contactable_domain::access::Operation;
use contactable_domain::audit::{Action, Subject};
use contactable_domain::ports::Unavailable;
use contactable_domain::value::NhsNumber;

use crate::{Caller, ContactDetails, Failure};

/// How many NHS numbers are read at once.
const AT_ONCE: usize = 500;

/// A permitted look through everybody with an NHS number, and how far it has come.
#[derive(Clone, Debug)]
pub struct PatientListing {
    after: Option<NhsNumber>,
}

impl ContactDetails {
    /// Lets the caller go through everybody with an NHS number, however long that takes; one entry says so.
    ///
    /// # Errors
    /// [`Failure::Refused`]: only whoever has the data may, or there is no area that lives by PDS's rules.
    /// [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn permit_patient_listing(
        &self,
        caller: Caller<'_>,
    ) -> Result<PatientListing, Failure> {
        let recorder = self.recorder(caller, Action::List);
        let recorder = recorder.wanting(Operation::TakeOver);
        let area = self.area_of_patients(&recorder).await?;
        let everybody = Subject {
            areas: vec![area],
            ..Subject::default()
        };
        let by = self.permit(&recorder, everybody.clone()).await?;
        self.note_allowed(&recorder, everybody, by).await?;
        Ok(PatientListing { after: None })
    }

    /// The next NHS numbers, in order; none at the end.
    ///
    /// # Errors
    /// [`Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn list_patients(
        &self,
        listing: &mut PatientListing,
    ) -> Result<Vec<NhsNumber>, Unavailable> {
        let people = self.store.patients(listing.after, AT_ONCE).await?;
        let numbers: Vec<NhsNumber> = people.into_iter().map(|(number, _)| number).collect();
        listing.after = numbers.last().copied().or(listing.after);
        Ok(numbers)
    }
}
