use contactable_domain::access::Rule;
use contactable_domain::audit::{Action, Subject};
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::display::shown_to;
use contactable_domain::ids::{ContactDetailId, GrantId};
use contactable_domain::ports::{HeldBy, Sighted};
use contactable_domain::refusal::Refusal;
use contactable_domain::time::day_of;

use crate::recorder::{Recorder, about};
use crate::{Caller, ContactDetails, Failure};

/// Something that was seen, with the sharing grant by which it was, if another area shares it.
#[derive(Clone, Debug)]
pub struct Seen<T> {
    /// What.
    pub what: T,
    /// By which grant.
    pub grant: Option<GrantId>,
}

impl ContactDetails {
    /// One record that the caller may see, active or historic (council specification, "GET /contact-details/{id}").
    ///
    /// # Errors
    /// [`Failure::Refused`]: not there, which is also what a record looks like that the caller may not see.
    /// [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn get_contact_detail(
        &self,
        caller: Caller<'_>,
        id: ContactDetailId,
    ) -> Result<Seen<ContactDetail>, Failure> {
        let recorder = self.recorder(caller, Action::Read);
        let subject = Subject {
            record: Some(id),
            ..Subject::default()
        };
        let areas = self.areas_of(&recorder, subject.clone()).await?;
        let subject = Subject { areas, ..subject };
        let found = self.store.find(id, recorder.viewer()).await?;
        let (record, basis) = self.seen(&recorder, subject, found).await?;
        if !self.is_in_view(&recorder, &record).await? {
            let hidden = Refusal::Hidden(Rule::NotInView);
            return Err(self.refuse(&recorder, about(&record), hidden).await);
        }
        self.note_record(&recorder, &record, basis).await?;
        Ok(Seen {
            what: record,
            grant: basis.grant,
        })
    }

    /// What was found; that there is nothing, or nothing that may be seen, is noted and refused.
    pub(crate) async fn seen<T>(
        &self,
        recorder: &Recorder,
        subject: Subject,
        found: Sighted<T>,
    ) -> Result<(T, contactable_domain::access::Basis), Failure> {
        let (subject, refusal) = match found {
            Sighted::Seen(what, basis) => return Ok((what, basis)),
            Sighted::Hidden(target, rule) => {
                let about = Subject {
                    target: Some(target),
                    ..subject
                };
                (about, Refusal::Hidden(rule))
            }
            Sighted::NothingThere => (subject, Refusal::NotFound),
        };
        Err(self.refuse(recorder, subject, refusal).await)
    }

    /// Whether a record is among what the caller is shown of its target, if that is not theirs to choose.
    async fn is_in_view(
        &self,
        recorder: &Recorder,
        record: &ContactDetail,
    ) -> Result<bool, Failure> {
        let Some(audience) = recorder.actor().mode.audience() else {
            return Ok(true);
        };
        let by = HeldBy {
            viewer: recorder.viewer(),
            as_of: None,
        };
        let held = self.store.held(vec![record.target.id], by).await?;
        let records: Vec<ContactDetail> = held.into_iter().flat_map(|held| held.records).collect();
        let shown = shown_to(audience, &records, day_of(self.clock.now()));
        Ok(shown.iter().any(|shown| shown.record == record))
    }
}
