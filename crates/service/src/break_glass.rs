use contactable_domain::access::Rule;
use contactable_domain::audit::{Action, Outcome, Subject};
use contactable_domain::event::AccessEventKind;
use contactable_domain::ids::{PassId, TargetId};
use contactable_domain::ports::{StandingChanges, Unavailable};
use contactable_domain::restriction::Pass;
use contactable_domain::value::PlainText;
use jiff::{SignedDuration, Timestamp};

use crate::recorder::about_target;
use crate::{Caller, ContactDetails, Failure};

/// What somebody gives to break the glass.
#[derive(Clone, Debug)]
pub struct AskedPass {
    /// Whose details.
    pub target: TargetId,
    /// Why.
    pub reason: PlainText,
    /// For how many minutes.
    pub minutes: u16,
}

/// Who broke the glass.
#[derive(Clone, Debug)]
pub struct BreakGlassReport {
    /// The latest first.
    pub passes: Vec<Pass>,
    /// The next page has those before this instant; `None` when there are no more.
    pub next: Option<Timestamp>,
    /// When it was looked at.
    pub at: Timestamp,
}

impl ContactDetails {
    /// Lets the caller see a restricted person's details for a while, as far as their areas hold any. It is on
    /// record before they see anything, with its reason, for all who look after it to see, and an event tells of it.
    /// Whether the person is restricted, or known at all, makes no difference to the answer.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller has not the role, or works for no area. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn break_glass(&self, caller: Caller<'_>, asked: AskedPass) -> Result<Pass, Failure> {
        let recorder = self.recorder(caller, Action::BreakGlass);
        let target = asked.target;
        let mut about = about_target(target);
        about.areas = self.areas_of(&recorder, about.clone()).await?;
        let id = PassId::from(self.ids.next(self.clock.now()));
        about.pass = Some(id);
        let by = Rule::ByRole;
        let (inside, subject) = (recorder.clone(), about.clone());
        let (now, actor) = (self.clock.now(), caller.actor.clone());
        let broken = self.change_standing(&recorder, target, about, move |standing| {
            let stamp = inside.stamp_after(standing.changed_at);
            let pass = Pass {
                id,
                target,
                issuer: actor.issuer.clone(),
                by: actor.author.clone(),
                purpose: inside.purpose(),
                reason: asked.reason.clone(),
                from: now,
                until: after_minutes(now, asked.minutes),
            };
            let entry = inside.entry(stamp.at, subject.clone(), Outcome::Allowed(by.as_str()));
            let kind = AccessEventKind::GlassBroken;
            let changes = StandingChanges {
                pass: Some(pass.clone()),
                events: vec![inside.access_event(kind, target, &stamp)],
                audit: vec![entry],
                ..StandingChanges::default()
            };
            Ok((changes, pass))
        });
        broken.await
    }

    /// Who broke the glass, when, for whom and why, the latest first: those before an instant, if one is given. A
    /// page ends between two instants, so that none is left out, and may be a little longer than asked for.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller has not the role. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn read_break_glass_report(
        &self,
        caller: Caller<'_>,
        before: Option<Timestamp>,
        limit: usize,
    ) -> Result<BreakGlassReport, Failure> {
        let recorder = self.recorder(caller, Action::ReadBreakGlassReport);
        let by = self.permit(&recorder, Subject::default()).await?;
        let report = self.report(before, limit.max(1)).await?;
        self.note_allowed(&recorder, Subject::default(), by).await?;
        Ok(report)
    }

    async fn report(
        &self,
        before: Option<Timestamp>,
        limit: usize,
    ) -> Result<BreakGlassReport, Unavailable> {
        let mut wanted = limit.saturating_add(1);
        loop {
            let mut passes = self.store.passes(before, wanted).await?;
            let at = self.clock.now();
            let all = passes.len() < wanted;
            let end = page_end(&passes, limit);
            match end {
                Some(end) => {
                    passes.truncate(end);
                    let next = passes.last().map(|pass| pass.from);
                    return Ok(BreakGlassReport { passes, next, at });
                }
                None if all => {
                    let next = None;
                    return Ok(BreakGlassReport { passes, next, at });
                }
                // All that came after the limit is of one instant with the last before it.
                None => wanted = wanted.saturating_mul(2),
            }
        }
    }
}

/// How many of these make a page: those up to the first that is of another instant than the one before it, from the
/// limit on. `None` when there is no such place.
fn page_end(passes: &[Pass], limit: usize) -> Option<usize> {
    let places = passes.iter().zip(passes.iter().skip(1)).enumerate();
    let mut ends =
        places.filter(|(place, (one, next))| place + 1 >= limit && one.from != next.from);
    ends.next().map(|(place, _)| place + 1)
}

fn after_minutes(from: Timestamp, minutes: u16) -> Timestamp {
    let while_broken = SignedDuration::from_mins(i64::from(minutes));
    from.checked_add(while_broken).unwrap_or(from)
}
