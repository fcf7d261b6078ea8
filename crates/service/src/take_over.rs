use std::sync::{Arc, Mutex, PoisonError};

use contactable_domain::access::Rule;
use contactable_domain::area::AreaKey;
use contactable_domain::audit::{Action, Outcome, Subject};
use contactable_domain::identifier::in_use;
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::patient::{Carried, Confidentiality, Patient, PatientSight, WantedPatient};
use contactable_domain::ports::{PatientQuery, StoreError, Whole, WholeKey};
use contactable_domain::refusal::Refusal;
use contactable_domain::target_version::TargetVersion;
use contactable_domain::time::day_of;
use contactable_domain::value::NhsNumber;

use crate::arrival::Arrivals;
use crate::change_patient::Rewriting;
use crate::recorder::{Recorder, about_target};
use crate::whole_changes::of_area;
use crate::{Caller, ContactDetails, Failure, Unsaid};

/// How often somebody is taken over before it is given up that others change them meanwhile.
const ATTEMPTS: usize = 5;

/// From what is carried along with somebody to what is to be.
pub type Carrying = Arc<dyn Fn(Option<&Carried>) -> Option<Carried> + Send + Sync>;

/// Somebody who is taken over from another system.
#[derive(Clone)]
pub struct Arriving {
    /// By what the other system knows them.
    pub number: NhsNumber,
    /// The version that they have there. It counts when nothing was known of them here.
    pub version: TargetVersion,
    /// Whether they are restricted there, when that was said.
    pub confidentiality: Option<Confidentiality>,
    /// Their lists as they are there: what is here and not there is retired, but for what was not said. `None` when nothing was said
    /// of them: they are hidden there, or only what is carried along came.
    pub lists: Option<WantedPatient>,
    /// What was not said of the lists.
    pub unsaid: Unsaid,
    /// What is to be carried along, if that was asked for.
    pub carrying: Option<Carrying>,
}

/// Whether somebody is taken over or only looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Manner {
    /// They are taken over.
    InEarnest,
    /// It is said what would become of them; nothing is written but that somebody looked.
    OnTrial,
}

/// What became of somebody who was taken over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TakenOver {
    /// Nothing was known of them here.
    New,
    /// They were known, and are now as the other system has them.
    Changed,
    /// They were known just so.
    Unchanged,
    /// Their number was superseded by another here; what is held under that one was left alone.
    Superseded,
    /// Their record was marked as invalid here, and was left alone.
    Invalidated,
    /// They are not known here, and what came with them was no more than what is carried along.
    Unknown,
}

impl ContactDetails {
    /// Takes over from another system how a person can be reached, in the area that lives by PDS's rules. What is
    /// hidden there because they are restricted stays here as it was, and no restriction is lifted. The same again
    /// changes nothing.
    ///
    /// # Errors
    /// [`Failure::Refused`]: only whoever has the data may; or others go on changing the person, or tie the number to
    /// somebody else, meanwhile. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn take_over(
        &self,
        caller: Caller<'_>,
        arriving: Arriving,
        manner: Manner,
    ) -> Result<TakenOver, Failure> {
        let recorder = self.recorder(caller, Action::TakeOver);
        let area = self.area_of_patients(&recorder).await?;
        let arriving = Arc::new(arriving);
        for _ in 1..ATTEMPTS {
            match self.attempt(&recorder, &area, &arriving, manner).await {
                Err((_, StoreError::Refused(refusal))) if is_overtaken(&refusal) => {}
                done => return self.concluded(&recorder, done).await,
            }
        }
        let last = self.attempt(&recorder, &area, &arriving, manner).await;
        self.concluded(&recorder, last).await
    }

    /// What came of the last attempt; a refusal is noted.
    async fn concluded(
        &self,
        recorder: &Recorder,
        done: Result<TakenOver, (Subject, StoreError)>,
    ) -> Result<TakenOver, Failure> {
        match done {
            Ok(taken_over) => Ok(taken_over),
            Err((subject, StoreError::Refused(refusal))) => {
                Err(self.refuse(recorder, subject, refusal).await)
            }
            Err((_, error)) => Err(error.into()),
        }
    }

    /// Reads what is here, works out what has to change, and changes that unless something else was changed
    /// meanwhile.
    async fn attempt(
        &self,
        recorder: &Recorder,
        area: &AreaKey,
        arriving: &Arc<Arriving>,
        manner: Manner,
    ) -> Result<TakenOver, (Subject, StoreError)> {
        let query = PatientQuery {
            number: arriving.number,
            area: area.clone(),
            viewer: recorder.viewer(),
            left_by: None,
            request: None,
        };
        let nobody = || Subject {
            areas: vec![area.clone()],
            ..Subject::default()
        };
        let sight = self.store.patient(query).await;
        let known = match sight.map_err(|failed| (nobody(), failed.into()))? {
            PatientSight::Seen(known) if known.number != arriving.number => {
                let why = Outcome::Refused("target-superseded");
                return self
                    .left_alone(
                        recorder,
                        of_area(known.target, area),
                        why,
                        TakenOver::Superseded,
                    )
                    .await;
            }
            PatientSight::Seen(known) | PatientSight::Left(known) => *known,
            PatientSight::Nobody if arriving.is_no_record() => {
                let why = Outcome::Refused(Refusal::NotFound.because());
                return self
                    .left_alone(recorder, nobody(), why, TakenOver::Unknown)
                    .await;
            }
            PatientSight::Nobody => self.stranger(arriving),
            PatientSight::Invalidated(target) => {
                let why = Outcome::Refused("target-invalidated");
                return self
                    .left_alone(recorder, of_area(target, area), why, TakenOver::Invalidated)
                    .await;
            }
        };
        let about = about_target(known.target);
        self.receive(recorder, known, area, (arriving, manner))
            .await
            .map_err(|failed| (about, failed))
    }

    /// Notes that somebody was looked at and left alone.
    async fn left_alone(
        &self,
        recorder: &Recorder,
        subject: Subject,
        why: Outcome,
        so: TakenOver,
    ) -> Result<TakenOver, (Subject, StoreError)> {
        let entry = recorder.entry_now(subject.clone(), why);
        let noted = self.store.note(entry).await;
        noted.map_err(|failed| (subject, failed.into()))?;
        Ok(so)
    }

    /// Brings somebody to what arrives, if they still are as they were read.
    async fn receive(
        &self,
        recorder: &Recorder,
        known: Patient,
        area: &AreaKey,
        (arriving, manner): (&Arc<Arriving>, Manner),
    ) -> Result<TakenOver, StoreError> {
        let key = WholeKey {
            target: known.target,
            area: area.clone(),
        };
        let on = day_of(self.clock.now());
        let change = Arrivals::change(&known, arriving, on)?;
        let ids: Vec<ContactDetailId> = change.made().iter().map(|_| self.new_id()).collect();
        let rule = Arrivals {
            arriving: arriving.clone(),
            rewriting: Rewriting {
                recorder: recorder.clone(),
                key: key.clone(),
                expected: Some(known.version),
                change,
                ids,
            },
        };
        let told = Arc::new(Mutex::new(TakenOver::Unchanged));
        let tell = told.clone();
        let decide = Box::new(move |whole: &Whole| {
            let (changes, so) = rule.decide(whole, manner)?;
            // When the store has to start over, the last word is the one that was written.
            *tell.lock().unwrap_or_else(PoisonError::into_inner) = so;
            Ok(changes)
        });
        self.store.change_whole(key, None, decide).await?;
        let told = *told.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(told)
    }

    /// Somebody of whom nothing is known here yet.
    fn stranger(&self, arriving: &Arriving) -> Patient {
        Patient {
            number: arriving.number,
            target: TargetId::from(self.ids.next(self.clock.now())),
            version: TargetVersion::default(),
            confidentiality: Confidentiality::Unrestricted,
            basis: Err(Rule::NotInView),
            records: Vec::new(),
            wishes: None,
            carried: None,
        }
    }
}

/// Whether somebody else was faster: they changed the person, or were the first to take them over.
fn is_overtaken(refusal: &Refusal) -> bool {
    *refusal == Refusal::VersionMismatch || *refusal == in_use()
}
