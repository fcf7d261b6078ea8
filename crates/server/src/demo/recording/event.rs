//! How each happening is recorded: by the use case that a caller would have used that day.

use contactable_domain::area::Team;
use contactable_domain::contact_detail::{
    EndReason, Information, MAX_EVIDENCE, NewContactDetail, Precondition, Replacement, Target,
    Undeliverable, Verification,
};
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::preferences::{MAX_CONTACT_TIMES, Wishes};
use contactable_domain::time::{Period, day_of};
use contactable_domain::value::PlainText;
use contactable_service::{Caller, ContactDetails, TargetRecord};
use jiff::{Timestamp, ToSpan as _};

use super::happening::{Event, Happening};
use crate::demo::input_rules;
use crate::demo::sample_data::{SampleDetail, SampleFailure, SampleVerification, SampleWishes};

/// Somebody who records what happens, on the day on which it does.
pub struct Recording<'a> {
    pub use_cases: &'a ContactDetails,
    pub caller: Caller<'a>,
    /// When the demo starts, from which all days are counted.
    pub started: Timestamp,
}

impl Recording<'_> {
    /// Records what happened; `None` when it was refused.
    pub async fn record(&self, happening: &Happening) -> Option<()> {
        let target = TargetId::parse(happening.target.id)?;
        match &happening.event {
            Event::Ends(id, reason) => self.end(TargetRecord { target, id: *id }, *reason).await,
            Event::Begins(id, detail) => {
                let kind = happening.target.kind;
                self.make(Target { id: target, kind }, *id, detail).await
            }
            Event::TakesPlace {
                id,
                detail,
                old,
                reason,
            } => self.supersede(*old, *id, detail, *reason).await,
            Event::IsVerified(id, verification) => self.verify(*id, *verification).await,
            Event::Fails(id, failure) => self.fail(*id, *failure).await,
            Event::Wishes(wishes) => self.wish(target, *wishes).await,
        }
    }

    async fn make(&self, target: Target, id: ContactDetailId, detail: &SampleDetail) -> Option<()> {
        let new = NewContactDetail {
            id: Some(id),
            target,
            information: information(detail)?,
            area: PlainText::parse(detail.area, 100).ok()?,
            team: detail.team.and_then(Team::named),
            is_default: detail.is_default,
            is_preferred: detail.is_preferred,
            period: self.period(detail)?,
        };
        let made = self.use_cases.create_contact_detail(self.caller, new).await;
        made.ok().map(drop)
    }

    async fn supersede(
        &self,
        old: ContactDetailId,
        id: ContactDetailId,
        detail: &SampleDetail,
        reason: EndReason,
    ) -> Option<()> {
        let replacement = Replacement {
            id: Some(id),
            information: information(detail)?,
            period: self.period(detail)?,
            reason,
        };
        let any = Precondition::Any;
        let made = self
            .use_cases
            .supersede_contact_detail(self.caller, old, replacement, any);
        made.await.ok().map(drop)
    }

    async fn end(&self, record: TargetRecord, reason: Option<EndReason>) -> Option<()> {
        let any = Precondition::Any;
        let ended = self
            .use_cases
            .end_contact_detail(self.caller, record, reason, any);
        ended.await.ok().map(drop)
    }

    async fn verify(&self, id: ContactDetailId, said: SampleVerification) -> Option<()> {
        let verification = Verification {
            how: said.how,
            at: self.use_cases.clock().now(),
        };
        let any = Precondition::Any;
        let verified = self
            .use_cases
            .verify_contact_detail(self.caller, id, verification, any);
        verified.await.ok().map(drop)
    }

    async fn fail(&self, id: ContactDetailId, said: SampleFailure) -> Option<()> {
        let mark = Undeliverable {
            failure: said.kind,
            means: said.means,
            evidence: Some(PlainText::parse(said.evidence, MAX_EVIDENCE).ok()?),
            at: self.use_cases.clock().now(),
        };
        let any = Precondition::Any;
        let marked = self
            .use_cases
            .mark_undeliverable(self.caller, id, mark, any);
        marked.await.ok().map(drop)
    }

    async fn wish(&self, target: TargetId, said: SampleWishes) -> Option<()> {
        let times = match said.times {
            Some(times) => Some(PlainText::parse(times, MAX_CONTACT_TIMES).ok()?),
            None => None,
        };
        let wishes = Wishes {
            method: said.method,
            format: said.format,
            times,
            do_not_use: said.do_not_use.iter().copied().collect(),
        };
        let area = Some(said.area);
        let any = Precondition::Any;
        let told = self
            .use_cases
            .set_preferences(self.caller, target, area, wishes, any);
        told.await.ok().map(drop)
    }

    /// From when to when a detail is valid.
    fn period(&self, detail: &SampleDetail) -> Option<Period> {
        let day = |days: i32| {
            let today = day_of(self.started);
            today.checked_add(i64::from(days).days()).ok()
        };
        let start = detail.starts_in_days.and_then(day);
        let end = detail.valid_for_days.and_then(day);
        Period::new(start, end).ok()
    }
}

fn information(detail: &SampleDetail) -> Option<Information> {
    Information::parse(&detail.information(&input_rules().values)).ok()
}
