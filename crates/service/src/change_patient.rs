use contactable_domain::access::{Operation, Whose};
use contactable_domain::audit::{Action, Outcome};
use contactable_domain::contact_detail::{ContactDetail, Precondition, Stamp, Target};
use contactable_domain::holding::Rewrite;
use contactable_domain::ids::ContactDetailId;
use contactable_domain::patient::{Patient, PatientChange};
use contactable_domain::ports::{
    PatientQuery, RequestKey, StoreError, Whole, WholeChanges, WholeDone, WholeKey, WholeOutcome,
};
use contactable_domain::preferences::{ContactPreferences, Wishes};
use contactable_domain::refusal::Refusal;
use contactable_domain::target_version::TargetVersion;
use contactable_domain::value::NhsNumber;
use contactable_domain::vocabulary::TargetKind;

use crate::read_patient::FoundPatient;
use crate::recorder::{Recorder, about_target};
use crate::whole_changes::{Decided, of_area};
use crate::{Caller, ContactDetails, Failure};

/// What is there when somebody wants to change a Patient.
#[derive(Clone, Debug)]
pub enum PatientToChange {
    /// The person as they are. That they were read is on record once they are changed, or by
    /// [`ContactDetails::refuse_patient_change`].
    Current(Box<Patient>),
    /// The same request was carried out before; this is how it left the person.
    Repeated(Box<Patient>),
    /// A record that was marked as invalid (PDS, "Invalidated").
    Invalidated,
    /// The number was superseded by another, under which the person is to be changed (PDS, "Superseded").
    Superseded,
    /// The person is restricted, and the caller is not trusted with that (PDS, "Restricted").
    Restricted,
}

/// A change of a Patient's lists.
#[derive(Clone, Debug)]
pub struct PatientUpdate {
    /// The person as they were read.
    pub patient: Patient,
    /// What changes. It was worked out for that version, and is for no other.
    pub change: PatientChange,
    /// What tells the request from others, so that it is carried out once.
    pub request: RequestKey,
}

impl ContactDetails {
    /// A person as they are to be changed by this request, or as it left them if it was carried out before (PDS,
    /// "Versioning, concurrency, retries").
    ///
    /// # Errors
    /// As [`ContactDetails::read_patient`]; [`Failure::Refused`] too when the caller may not change the person's
    /// details.
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn patient_to_change(
        &self,
        caller: Caller<'_>,
        number: NhsNumber,
        request: RequestKey,
    ) -> Result<PatientToChange, Failure> {
        let recorder = self.recorder(caller, Action::PatchPatient);
        let recorder = recorder.wanting(Operation::See);
        let area = self.area_of_patients(&recorder).await?;
        let query = PatientQuery {
            number,
            area: area.clone(),
            viewer: recorder.viewer(),
            left_by: None,
            request: Some(request),
        };
        let Some((patient, repeated)) = self.sight_of_patient(&recorder, query).await? else {
            return Ok(PatientToChange::Invalidated);
        };
        if !repeated && patient.number == number && patient.basis.is_ok() {
            return Ok(PatientToChange::Current(patient));
        }
        if patient.number != number {
            let outcome = Outcome::Refused("target-superseded");
            let entry = recorder.entry_now(of_area(patient.target, &area), outcome);
            self.store.note(entry).await?;
            return Ok(PatientToChange::Superseded);
        }
        self.note_patient(&recorder, &area, &patient).await?;
        Ok(if patient.basis.is_err() {
            PatientToChange::Restricted
        } else {
            PatientToChange::Repeated(patient)
        })
    }

    /// Notes that a change was refused before it came to a use case, for this reason: what whoever asked is told may say
    /// something of the person.
    ///
    /// # Errors
    /// [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn refuse_patient_change(
        &self,
        caller: Caller<'_>,
        patient: &Patient,
        because: &'static str,
    ) -> Result<(), Failure> {
        let recorder = self.recorder(caller, Action::PatchPatient);
        let area = self.area_of_patients(&recorder).await?;
        let outcome = Outcome::Refused(because);
        let entry = recorder.entry_now(of_area(patient.target, &area), outcome);
        Ok(self.store.note(entry).await?)
    }

    /// Changes a Patient's lists, all or nothing, and raises the version by one; the same request again changes
    /// nothing more. Gives the person as they are afterwards (PDS, "PATCH mechanics").
    ///
    /// # Errors
    /// [`Failure::Refused`]: [`Refusal::VersionMismatch`] when the person was changed since they were read, or the
    /// caller may not change their details. [`Failure::Unavailable`]: the outcome may be unknown; send it again.
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn change_patient(
        &self,
        caller: Caller<'_>,
        update: PatientUpdate,
    ) -> Result<Patient, Failure> {
        let recorder = self.recorder(caller, Action::PatchPatient);
        let area = self.area_of_patients(&recorder).await?;
        let PatientUpdate {
            patient,
            change,
            request,
        } = update;
        let key = WholeKey {
            target: patient.target,
            area,
        };
        let ids: Vec<ContactDetailId> = change.made().iter().map(|_| self.new_id()).collect();
        let rule = Rewriting {
            recorder: recorder.clone(),
            key: key.clone(),
            expected: Some(patient.version),
            change,
            ids,
        };
        let decide = Box::new(move |whole: &Whole| rule.decide(whole));
        let outcome = self.store.change_whole(key, Some(request), decide).await;
        match outcome {
            Ok(WholeOutcome::Done(done)) => Ok(after(patient, &done)),
            Ok(WholeOutcome::Repeated(left)) => {
                match self.patient(&recorder, patient.number, Some(left)).await? {
                    FoundPatient::Found(patient) => Ok(*patient),
                    FoundPatient::Invalidated => Err(Refusal::NotFound.into()),
                }
            }
            Err(StoreError::Refused(refusal)) => {
                let subject = about_target(patient.target);
                Err(self.refuse(&recorder, subject, refusal).await)
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// A change of lists on its way to what it writes.
pub(crate) struct Rewriting {
    pub(crate) recorder: Recorder,
    pub(crate) key: WholeKey,
    /// The version for which the change was worked out.
    pub(crate) expected: Option<TargetVersion>,
    pub(crate) change: PatientChange,
    pub(crate) ids: Vec<ContactDetailId>,
}

impl Rewriting {
    fn decide(&self, whole: &Whole) -> Result<WholeChanges, Refusal> {
        let standing = &whole.holding.standing;
        let area = Whose::in_area(&self.key.area);
        let by = self.recorder.may_touch(standing, area)?;
        if self
            .expected
            .is_some_and(|version| version != standing.version)
        {
            return Err(Refusal::VersionMismatch);
        }
        let stamp = self.recorder.stamp(&whole.holding);
        let (rewrite, wishes) = self.planned(whole, &stamp)?;
        self.recorder.may_change(standing, &rewrite.steps)?;
        let decided = Decided {
            rewrite,
            wishes,
            arrival: None,
            by,
        };
        Ok(self
            .recorder
            .whole_changes(whole, &self.key, decided, &stamp))
    }

    /// The new versions of records and wishes.
    pub(crate) fn planned(
        &self,
        whole: &Whole,
        stamp: &Stamp,
    ) -> Result<(Rewrite, Option<ContactPreferences>), Refusal> {
        let WholeKey { target, area } = &self.key;
        let holding = self.recorder.under_its_rules(&whole.holding, Some(area));
        let known = holding.records.values().next();
        let person = Target {
            id: *target,
            kind: known.map_or(TargetKind::Person, |record| record.target.kind),
        };
        let rewrite = holding.rewrite(&self.change, &self.ids, (person, area), stamp)?;
        let told = |wishes: &Wishes| {
            let place = (*target, area.clone());
            let known = whole.wishes.as_ref();
            ContactPreferences::told(known, place, wishes, &Precondition::Any, stamp)
        };
        let wishes = self.change.wishes().map(told).transpose()?.flatten();
        Ok((rewrite, wishes))
    }
}

/// The person after a change.
fn after(before: Patient, done: &WholeDone) -> Patient {
    let changes = &done.changes;
    let mut records: Vec<ContactDetail> = before.records;
    for step in &changes.rewrite.steps {
        records.retain(|record| record.id != step.after.id);
        if step.after.ended.is_none() {
            records.push(step.after.clone());
        }
    }
    Patient {
        version: done.version,
        records: Patient::in_order(records),
        wishes: changes.wishes.clone().or(before.wishes),
        ..before
    }
}
