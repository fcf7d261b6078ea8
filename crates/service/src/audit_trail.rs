use contactable_domain::actor::PurposeOfUse;
use contactable_domain::audit::{
    Action, AuditEntry, Broken, Fault, Head, Outcome, Stream, Subject, TrailEntry, TrailQuery,
    Verifier,
};
use contactable_domain::ids::{AuditEntryId, CorrelationId, TargetId};
use contactable_domain::ports::Unavailable;
use contactable_domain::revocation::TokenIdentity;
use jiff::Timestamp;

use crate::{Caller, ContactDetails, Failure};

/// How many entries are verified at once.
const AT_ONCE: usize = 5_000;

/// Which entries of the trail somebody wants to read.
#[derive(Clone, Copy, Debug)]
pub struct AskedEntries {
    /// About this target; about none, when none is named.
    pub target: Option<TargetId>,
    /// Not before this instant.
    pub from: Option<Timestamp>,
    /// Before this instant.
    pub until: Option<Timestamp>,
    /// After the entry of this number; 0 for all.
    pub after: u64,
    /// At most this many.
    pub limit: usize,
}

impl AskedEntries {
    pub(crate) fn query(&self) -> TrailQuery {
        TrailQuery {
            stream: Stream::of(self.target),
            target: self.target,
            from: self.from,
            until: self.until,
            after: self.after,
            limit: self.limit,
        }
    }
}

impl ContactDetails {
    /// Entries of the audit trail about a target, or about none, in the order in which they were written.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller has not the role. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn read_audit(
        &self,
        caller: Caller<'_>,
        asked: AskedEntries,
    ) -> Result<Vec<TrailEntry>, Failure> {
        let recorder = self.recorder(caller, Action::ReadAudit);
        let about = Subject {
            target: asked.target,
            ..Subject::default()
        };
        let by = self.permit(&recorder, about.clone()).await?;
        let entries = self.store.trail_entries(asked.query()).await?;
        self.note_allowed(&recorder, about, by).await?;
        Ok(entries)
    }

    /// Goes along the whole trail, and along these heads that it once had: says how far each stream has come, or
    /// names the first broken entry of one.
    ///
    /// # Errors
    /// [`Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn verify_trail(
        &self,
        once: &[Head],
    ) -> Result<Result<Vec<Head>, Broken>, Unavailable> {
        self.verify_trail_telling(once, &|_| {}).await
    }

    /// The same, telling each time how many more entries it has gone along.
    ///
    /// # Errors
    /// [`Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn verify_trail_telling(
        &self,
        once: &[Head],
        tell: &(dyn Fn(u64) + Send + Sync),
    ) -> Result<Result<Vec<Head>, Broken>, Unavailable> {
        let mut heads = Vec::new();
        for stream in Stream::all() {
            match self.verify_stream(stream, once, tell).await? {
                Ok(head) if head.number == 0 => {}
                Ok(head) => heads.push(head),
                Err(broken) => return Ok(Err(broken)),
            }
        }
        Ok(Ok(heads))
    }

    async fn verify_stream(
        &self,
        stream: Stream,
        once: &[Head],
        tell: &(dyn Fn(u64) + Send + Sync),
    ) -> Result<Result<Head, Broken>, Unavailable> {
        let heads = self.store.trail_heads().await?;
        let head = heads.into_iter().find(|head| head.stream == stream);
        let head = head.unwrap_or(Head::empty(stream));
        let mut milestones: Vec<Head> = once.to_vec();
        milestones.retain(|one| one.stream == stream);
        milestones.push(head);
        milestones.sort_by_key(|one| one.number);
        let mut verifier = Verifier::new(stream);
        for milestone in milestones {
            if let Err(broken) = self.verify_until(&mut verifier, milestone, tell).await? {
                return Ok(Err(broken));
            }
        }
        Ok(self.nothing_beyond(head).await?.map(|()| head))
    }

    /// Whether nothing stands after the end of a stream that was never chained.
    async fn nothing_beyond(&self, head: Head) -> Result<Result<(), Broken>, Unavailable> {
        let beyond = TrailQuery {
            stream: head.stream,
            target: None,
            from: None,
            until: None,
            after: head.number,
            limit: 1,
        };
        if self.store.trail_entries(beyond).await?.is_empty() {
            return Ok(Ok(()));
        }
        // Unless the stream went on since its head was read.
        let now = self.store.trail_heads().await?;
        let went_on = now
            .iter()
            .any(|now| now.stream == head.stream && now.number > head.number);
        let broken = Broken {
            stream: head.stream,
            number: head.number.saturating_add(1),
            fault: Fault::EndDiffers,
        };
        Ok(if went_on { Ok(()) } else { Err(broken) })
    }

    /// Goes on to a head that the stream has or once had.
    async fn verify_until(
        &self,
        verifier: &mut Verifier,
        milestone: Head,
        tell: &(dyn Fn(u64) + Send + Sync),
    ) -> Result<Result<(), Broken>, Unavailable> {
        while verifier.head().number < milestone.number {
            let left = milestone.number.saturating_sub(verifier.head().number);
            let query = TrailQuery {
                stream: milestone.stream,
                target: None,
                from: None,
                until: None,
                after: verifier.head().number,
                limit: usize::try_from(left).unwrap_or(AT_ONCE).min(AT_ONCE),
            };
            let entries = self.store.trail_entries(query).await?;
            if entries.is_empty() {
                break;
            }
            tell(entries.len() as u64);
            for entry in entries {
                if let Err(broken) = verifier.next(&entry) {
                    return Ok(Err(broken));
                }
            }
        }
        Ok(verifier.end(milestone))
    }

    /// Notes that the service was started with a configuration.
    ///
    /// # Errors
    /// [`Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn note_configuration(&self) -> Result<(), Unavailable> {
        let areas = self.areas.iter().map(|area| area.key().clone()).collect();
        let subject = Subject {
            areas,
            ..Subject::default()
        };
        let outcome = Outcome::Allowed("configuration-loaded");
        let entry = self.entry_of_nobody(Action::LoadConfiguration, subject, outcome);
        self.store.note(entry).await
    }

    /// Notes that a token was not believed, and why; and whose it is, where that was proved.
    ///
    /// # Errors
    /// [`Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn note_refused_token(
        &self,
        because: &'static str,
        whose: Option<&TokenIdentity>,
        correlation: CorrelationId,
    ) -> Result<(), Unavailable> {
        let outcome = Outcome::Refused(because);
        let mut entry = self.entry_of_nobody(Action::PresentToken, Subject::default(), outcome);
        entry.correlation = correlation;
        if let Some(proved) = whose {
            entry.issuer = proved.issuer.clone();
            proved.subject.as_ref().clone_into(&mut entry.actor);
        }
        self.store.note(entry).await
    }

    /// An entry about something that nobody who is known asked.
    fn entry_of_nobody(&self, action: Action, subject: Subject, outcome: Outcome) -> AuditEntry {
        let at = self.clock.now();
        AuditEntry {
            id: AuditEntryId::from(self.ids.next(at)),
            at,
            issuer: "".into(),
            actor: String::new(),
            mode: "nobody",
            purpose: PurposeOfUse::General,
            action,
            subject,
            outcome,
            correlation: CorrelationId::from(self.ids.next(at)),
        }
    }
}
