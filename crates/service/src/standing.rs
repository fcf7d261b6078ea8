use std::sync::Arc;
use std::sync::{Mutex, PoisonError};

use contactable_domain::access::Standing;
use contactable_domain::audit::Subject;
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{StandingChanges, StoreError, Unavailable};
use contactable_domain::refusal::Refusal;

use crate::recorder::Recorder;
use crate::{ContactDetails, Failure};

impl ContactDetails {
    /// Changes a target's standing as the rule says, and gives what the rule answers; a refusal leaves an audit entry
    /// of its own.
    pub(crate) async fn change_standing<T: Send + 'static>(
        &self,
        recorder: &Recorder,
        target: TargetId,
        about: Subject,
        rule: impl Fn(&Standing) -> Result<(StandingChanges, T), Refusal> + Send + Sync + 'static,
    ) -> Result<T, Failure> {
        let answered = Arc::new(Mutex::new(None));
        let answer = answered.clone();
        let decide = Box::new(move |standing: &Standing| {
            let (changes, told) = rule(standing)?;
            // When the store has to start over, the last answer is the one that was written.
            *answer.lock().unwrap_or_else(PoisonError::into_inner) = Some(told);
            Ok(changes)
        });
        match self.store.change_standing(target, decide).await {
            Ok(_) => {
                let told = answered
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .take();
                told.ok_or(Failure::Unavailable(Unavailable(
                    "no rule was asked".into(),
                )))
            }
            Err(StoreError::Refused(refusal)) => Err(self.refuse(recorder, about, refusal).await),
            Err(error) => Err(error.into()),
        }
    }
}
