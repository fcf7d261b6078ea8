//! Notes in the audit trail of what changed nothing: what was seen, and what was refused.

use contactable_domain::access::{Basis, Decision, Glimpse, Rule, may_ask, usable_areas};
use contactable_domain::area::AreaKey;
use contactable_domain::audit::{Outcome, Subject};
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::ids::GrantId;
use contactable_domain::refusal::Refusal;

use crate::recorder::{Recorder, about};
use crate::{ContactDetails, Failure};

impl ContactDetails {
    /// The caller's areas, once it is clear that they may ask this at all; a refusal is noted.
    pub(crate) async fn areas_of(
        &self,
        recorder: &Recorder,
        subject: Subject,
    ) -> Result<Vec<AreaKey>, Failure> {
        self.permit(recorder, subject.clone()).await?;
        match usable_areas(recorder.actor()) {
            Ok(areas) => Ok(areas),
            Err(refusal) => Err(self.refuse(recorder, subject, refusal).await),
        }
    }

    /// Whether the caller may ask this at all, whatever there is, and by which rule; a refusal is noted.
    pub(crate) async fn permit(
        &self,
        recorder: &Recorder,
        subject: Subject,
    ) -> Result<Rule, Failure> {
        match may_ask(recorder.actor(), recorder.operation()) {
            Decision::Allow(rule) => Ok(rule),
            Decision::Refuse(rule) => Err(self.refuse(recorder, subject, rule.told()).await),
        }
    }

    /// Notes that something of a target was seen: one entry for all, and one for each grant by which some of it
    /// was.
    pub(crate) async fn note_seen<'a>(
        &self,
        recorder: &Recorder,
        subject: Subject,
        glimpse: &Glimpse,
        seen: impl Iterator<Item = &'a ContactDetail>,
    ) -> Result<(), Failure> {
        let outcome = match glimpse.by.unwrap_or(Decision::Allow(Rule::OwnArea)) {
            Decision::Allow(rule) => Outcome::Allowed(rule.as_str()),
            Decision::Refuse(rule) => Outcome::Refused(rule.as_str()),
        };
        let target = subject.target;
        self.store
            .note(recorder.entry_now(subject, outcome))
            .await?;
        if glimpse.shared.is_empty() {
            return Ok(());
        }
        let mut used: Vec<(GrantId, AreaKey)> = Vec::new();
        for record in seen {
            if let Some(grant) = glimpse.grant_of(record)
                && used.iter().all(|(known, _)| *known != grant)
            {
                used.push((grant, record.area.clone()));
            }
        }
        for (grant, area) in used {
            let subject = Subject {
                target,
                areas: vec![area],
                grant: Some(grant),
                ..Subject::default()
            };
            let outcome = Outcome::Allowed(Rule::SharingGrant.as_str());
            self.store
                .note(recorder.entry_now(subject, outcome))
                .await?;
        }
        Ok(())
    }

    /// Notes that a record was seen, and why.
    pub(crate) async fn note_record(
        &self,
        recorder: &Recorder,
        record: &ContactDetail,
        basis: Basis,
    ) -> Result<(), Failure> {
        let subject = Subject {
            grant: basis.grant,
            ..about(record)
        };
        self.note_allowed(recorder, subject, basis.rule).await
    }

    /// Notes that something was done that changed nothing.
    pub(crate) async fn note_allowed(
        &self,
        recorder: &Recorder,
        subject: Subject,
        by: Rule,
    ) -> Result<(), Failure> {
        let entry = recorder.entry_now(subject, Outcome::Allowed(by.as_str()));
        Ok(self.store.note(entry).await?)
    }

    /// Notes a refusal that is told as if there were nothing.
    pub(crate) async fn note_refused(
        &self,
        recorder: &Recorder,
        subject: Subject,
        refusal: &Refusal,
    ) -> Result<(), Failure> {
        let entry = recorder.entry_now(subject, Outcome::Refused(refusal.because()));
        Ok(self.store.note(entry).await?)
    }

    /// Notes a refusal and gives it back as the use case's failure.
    pub(crate) async fn refuse(
        &self,
        recorder: &Recorder,
        subject: Subject,
        refusal: Refusal,
    ) -> Failure {
        match self.note_refused(recorder, subject, &refusal).await {
            Ok(()) => refusal.into(),
            Err(failure) => failure,
        }
    }
}
