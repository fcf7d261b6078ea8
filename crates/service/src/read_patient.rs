use contactable_domain::access::Rule;
use contactable_domain::area::{AreaKey, Profile, ServiceArea};
use contactable_domain::audit::{Action, Outcome, Subject};
use contactable_domain::patient::{Patient, PatientSight};
use contactable_domain::ports::{Left, PatientQuery};
use contactable_domain::refusal::Refusal;
use contactable_domain::value::NhsNumber;

use crate::recorder::Recorder;
use crate::whole_changes::of_area;
use crate::{Caller, ContactDetails, Failure};

/// Who answers to an NHS number.
#[derive(Clone, Debug)]
pub enum FoundPatient {
    /// This person. Their number is not the one that was asked for when that was superseded.
    Found(Box<Patient>),
    /// A record that was marked as invalid (PDS, "Invalidated").
    Invalidated,
}

impl ContactDetails {
    /// A person by their NHS number, as the caller's area that lives by PDS's rules holds them. Of a restricted person
    /// the contact details are left out (PDS, "Restricted, very restricted, invalidated, superseded").
    ///
    /// # Errors
    /// [`Failure::Refused`]: nobody is known by this number, which is also what it looks like when the caller may not
    /// know of them; or the caller works for no such area. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn read_patient(
        &self,
        caller: Caller<'_>,
        number: NhsNumber,
    ) -> Result<FoundPatient, Failure> {
        let recorder = self.recorder(caller, Action::ReadPatient);
        self.patient(&recorder, number, None).await
    }

    /// What answers to a number, as it is or as a request left it; noted as seen or refused.
    pub(crate) async fn patient(
        &self,
        recorder: &Recorder,
        number: NhsNumber,
        left_by: Option<Left>,
    ) -> Result<FoundPatient, Failure> {
        let area = self.area_of_patients(recorder).await?;
        let query = PatientQuery {
            number,
            area: area.clone(),
            viewer: recorder.viewer(),
            left_by,
            request: None,
        };
        match self.sight_of_patient(recorder, query).await? {
            None => Ok(FoundPatient::Invalidated),
            Some((patient, _)) => {
                self.note_patient(recorder, &area, &patient).await?;
                Ok(FoundPatient::Found(patient))
            }
        }
    }

    /// Who answers, when there is somebody, and whether as a request left them that is asked for again. That there is
    /// nobody is noted and refused, and `None` stands for a record that was marked as invalid, which is noted.
    pub(crate) async fn sight_of_patient(
        &self,
        recorder: &Recorder,
        query: PatientQuery,
    ) -> Result<Option<(Box<Patient>, bool)>, Failure> {
        let area = query.area.clone();
        match self.store.patient(query).await? {
            PatientSight::Nobody => {
                let subject = Subject {
                    areas: vec![area],
                    ..Subject::default()
                };
                Err(self.refuse(recorder, subject, Refusal::NotFound).await)
            }
            PatientSight::Invalidated(target) => {
                let outcome = Outcome::Refused("target-invalidated");
                let entry = recorder.entry_now(of_area(target, &area), outcome);
                self.store.note(entry).await?;
                Ok(None)
            }
            PatientSight::Seen(patient) => Ok(Some((patient, false))),
            PatientSight::Left(patient) => Ok(Some((patient, true))),
        }
    }

    /// Notes that a person was seen; whoever may not know of them is told that there is nobody.
    pub(crate) async fn note_patient(
        &self,
        recorder: &Recorder,
        area: &AreaKey,
        patient: &Patient,
    ) -> Result<(), Failure> {
        let subject = of_area(patient.target, area);
        let outcome = match patient.basis {
            Ok(basis) => Outcome::Allowed(basis.rule.as_str()),
            // That there is a restricted person is told to whoever may see patients at all.
            Err(rule @ Rule::Restricted) => Outcome::Refused(rule.as_str()),
            Err(rule) => return Err(self.refuse(recorder, subject, rule.refusal()).await),
        };
        Ok(self
            .store
            .note(recorder.entry_now(subject, outcome))
            .await?)
    }

    /// The caller's area that lives by PDS's rules; a refusal is noted.
    pub(crate) async fn area_of_patients(&self, recorder: &Recorder) -> Result<AreaKey, Failure> {
        let subject = Subject::default();
        self.permit(recorder, subject.clone()).await?;
        let mut areas = recorder.actor().areas.iter();
        let by_pds = |area: &&ServiceArea| area.places().profile == Profile::Pds;
        match areas.find(by_pds) {
            Some(area) => Ok(area.key().clone()),
            None => Err(self
                .refuse(recorder, subject, Rule::AnotherArea.told())
                .await),
        }
    }
}
