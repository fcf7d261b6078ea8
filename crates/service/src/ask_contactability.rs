use contactable_domain::access;
use contactable_domain::actor::PurposeOfUse;
use contactable_domain::area::{AreaKey, LetterPolicy};
use contactable_domain::audit::{Action, Subject};
use contactable_domain::contactability::{Contactability, Purpose, Question};
use contactable_domain::ids::TargetId;
use contactable_domain::ports::HeldBy;
use contactable_domain::time::day_of;
use contactable_domain::vocabulary::Means;
use jiff::civil::Date;

use crate::recorder::{Recorder, about_target};
use crate::{Caller, ContactDetails, Failure};

/// How somebody asks how targets can be reached; what is left out is the usual.
#[derive(Clone, Debug)]
pub struct AskedContactability {
    /// On behalf of which area; needed when the caller works for several.
    pub area: Option<String>,
    /// On which day; today unless given.
    pub on: Option<Date>,
    /// For what.
    pub purpose: Purpose,
    /// In which order addresses are tried; the area's own unless given.
    pub letters: Option<LetterPolicy>,
    /// By which means; all unless some are named.
    pub means: Vec<Means>,
}

/// A question that may be asked, with all that it takes to ask it of many targets.
#[derive(Clone)]
pub struct PermittedQuestion {
    question: Question,
    areas: Vec<AreaKey>,
    recorder: Recorder,
}

impl PermittedQuestion {
    /// The question itself.
    pub fn question(&self) -> &Question {
        &self.question
    }
}

impl ContactDetails {
    /// Whether the caller may ask this, and on whose behalf.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller works for no area, not for the one named, or for several and names
    /// none. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn permit_question(
        &self,
        caller: Caller<'_>,
        asked: AskedContactability,
    ) -> Result<PermittedQuestion, Failure> {
        let recorder = self.recorder(caller, Action::AskContactability);
        // Whoever asks how to reach somebody in an emergency asks for an emergency.
        let emergency = asked.purpose == Purpose::Emergency;
        let recorder = match recorder.purpose() {
            PurposeOfUse::General if emergency => recorder.for_purpose(PurposeOfUse::Emergency),
            _ => recorder,
        };
        self.permit(&recorder, Subject::default()).await?;
        let area = match access::area_to_ask_for(caller.actor, asked.area.as_deref()) {
            Ok(area) => area.clone(),
            Err(refusal) => {
                return Err(self.refuse(&recorder, Subject::default(), refusal).await);
            }
        };
        Ok(PermittedQuestion {
            question: Question {
                on: asked.on.unwrap_or_else(|| day_of(self.clock.now())),
                purpose: asked.purpose,
                letters: asked.letters.unwrap_or(area.letters().policy),
                means: asked.means,
                teams: caller.actor.teams_in(area.key()).cloned().collect(),
                area,
            },
            areas: caller.actor.area_keys(),
            recorder,
        })
    }

    /// How each of these targets can be reached, in the order in which they are named. Of the caller's other
    /// areas it is told that they hold something, which is passed over.
    ///
    /// # Errors
    /// [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn ask_contactability(
        &self,
        permitted: &PermittedQuestion,
        targets: Vec<TargetId>,
    ) -> Result<Vec<Contactability>, Failure> {
        let by = HeldBy {
            viewer: permitted.recorder.viewer(),
            as_of: None,
        };
        let held = self.store.held(targets, by).await?;
        let mut answers = Vec::with_capacity(held.len());
        for held in held {
            let subject = Subject {
                areas: permitted.areas.clone(),
                ..about_target(held.target)
            };
            let records = held.records.iter();
            self.note_seen(&permitted.recorder, subject, &held.glimpse, records)
                .await?;
            answers.push(Contactability::of(&permitted.question, held));
        }
        Ok(answers)
    }
}
