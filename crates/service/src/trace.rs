use contactable_domain::access::{Rule, purpose_to_trace_for};
use contactable_domain::audit::{Action, Outcome, Subject};
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::trace::{LookupTerm, MAX_TRACED, TracePage, TraceQuery};

use crate::recorder::about;
use crate::{Caller, ContactDetails, Failure};

impl ContactDetails {
    /// Whose number, e-mail address or postcode this is or was, among what the caller may see. Each target that is
    /// found leaves an audit entry of its own, beside the one for the question.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller has not the role, works for no area, or does not say for what they search.
    /// [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn trace(
        &self,
        caller: Caller<'_>,
        term: LookupTerm,
        after: Option<(TargetId, ContactDetailId)>,
        limit: usize,
    ) -> Result<TracePage, Failure> {
        let recorder = self.recorder(caller, Action::Trace);
        let areas = self.areas_of(&recorder, Subject::default()).await?;
        if let Err(refusal) = purpose_to_trace_for(caller.purpose) {
            return Err(self.refuse(&recorder, Subject::default(), refusal).await);
        }
        let query = TraceQuery {
            term,
            viewer: recorder.viewer(),
            after,
            limit: limit.min(MAX_TRACED),
        };
        let page = self.store.trace(query).await?;
        let asked = Subject {
            areas,
            ..Subject::default()
        };
        self.note_allowed(&recorder, asked, Rule::ByRole).await?;
        for traced in &page.found {
            let rule = traced.basis.rule;
            let subject = Subject {
                grant: traced.basis.grant,
                ..about(&traced.record)
            };
            let entry = recorder.entry_now(subject, Outcome::Allowed(rule.as_str()));
            self.store.note(entry).await?;
        }
        Ok(page)
    }
}
