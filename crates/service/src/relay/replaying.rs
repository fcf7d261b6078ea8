//! What an operator does with the log: look at it, have it told again, see what could not be told.

use contactable_domain::audit::{Action, Subject};
use contactable_domain::event::{LogPlace, LoggedEvent, Outgoing, SinkName};
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{DeadLetter, Halt, Unavailable};
use jiff::Timestamp;

use super::Sink;
use crate::{Caller, ContactDetails, Failure};

/// How many events are read at once.
const PAGE: u32 = 100;

/// How far somebody has followed the log, shard by shard.
#[derive(Clone, Debug)]
pub struct EventTail(Vec<LogPlace>);

/// What is to be told again.
#[derive(Clone, Copy, Debug)]
pub enum Replaying {
    /// Whatever came into the log at this instant or later.
    Since(Timestamp),
    /// Whatever follows this place in its shard.
    After(LogPlace),
    /// Everything about a target.
    Of(TargetId),
    /// What could not be told. What is taken now is a dead letter no more.
    DeadLetters,
}

/// How far telling again came.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Replayed {
    /// How many events were delivered.
    pub delivered: u64,
    /// How many were refused for good.
    pub refused: u64,
    /// Why it stopped before the end, if it did, and the first place that was not told.
    pub trouble: Option<(LogPlace, String)>,
}

/// Some dead letters with their events.
pub type LetterPage = Vec<(DeadLetter, LoggedEvent)>;

impl ContactDetails {
    /// Lets the caller follow the log from an instant on, or from the first event that it still has; one entry says
    /// so.
    ///
    /// # Errors
    /// [`Failure::Refused`]: this is for operators. [`Failure::Unavailable`].
    pub async fn follow_events(
        &self,
        caller: Caller<'_>,
        from: Option<Timestamp>,
    ) -> Result<EventTail, Failure> {
        self.permit_relaying(caller, Action::FollowEvents, None)
            .await?;
        let from = from.unwrap_or(Timestamp::UNIX_EPOCH);
        Ok(EventTail(self.store.log_since(from).await?))
    }

    /// The next events, those of a target in their order; none when there are no more yet.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn next_events(&self, tail: &mut EventTail) -> Result<Vec<LoggedEvent>, Unavailable> {
        let mut events = Vec::new();
        for place in &mut tail.0 {
            let page = self.store.log_after(*place, PAGE).await?;
            place.number = place.number.max(page.through);
            events.extend(page.events);
        }
        events.sort_by_key(|event| (event.logged_at, event.place));
        Ok(events)
    }

    /// What a consumer could not be told, after a place; one entry says that the caller saw it.
    ///
    /// # Errors
    /// [`Failure::Refused`]: this is for operators. [`Failure::Unavailable`].
    pub async fn list_dead_letters(
        &self,
        caller: Caller<'_>,
        sink: SinkName,
    ) -> Result<LetterPage, Failure> {
        self.permit_relaying(caller, Action::ReadDeadLetters, None)
            .await?;
        let mut all: LetterPage = Vec::new();
        loop {
            let after = all.last().map(|(letter, _)| letter.place);
            let page = self.store.dead_letters(sink.clone(), after, PAGE).await?;
            if page.is_empty() {
                return Ok(all);
            }
            all.extend(page);
        }
    }

    /// Tells a consumer again what the log still has, beside whatever it is being told; it may hear things out of
    /// their order by that, with the ids that it knows. One entry says so. It stops at the first event that might go
    /// better another time.
    ///
    /// # Errors
    /// [`Failure::Refused`]: this is for operators. [`Failure::Unavailable`].
    pub async fn replay_events(
        &self,
        caller: Caller<'_>,
        sink: &Sink,
        what: Replaying,
    ) -> Result<Replayed, Failure> {
        let about = match what {
            Replaying::Of(target) => Some(target),
            _ => None,
        };
        self.permit_relaying(caller, Action::ReplayEvents, about)
            .await?;
        let mut done = Replayed::default();
        match what {
            Replaying::Since(at) => {
                for place in self.store.log_since(at).await? {
                    self.replay_shard(sink, place, &mut done).await?;
                }
            }
            Replaying::After(place) => self.replay_shard(sink, place, &mut done).await?,
            Replaying::Of(target) => {
                let events = self.store.log_of(target).await?;
                tell_again(sink, &events, &mut done).await;
            }
            Replaying::DeadLetters => self.replay_dead_letters(sink, &mut done).await?,
        }
        Ok(done)
    }

    async fn replay_shard(
        &self,
        sink: &Sink,
        mut place: LogPlace,
        done: &mut Replayed,
    ) -> Result<(), Unavailable> {
        while done.trouble.is_none() {
            let page = self.store.log_after(place, PAGE).await?;
            if page.events.is_empty() {
                break;
            }
            place.number = page.through;
            tell_again(sink, &page.events, done).await;
        }
        Ok(())
    }

    async fn replay_dead_letters(
        &self,
        sink: &Sink,
        done: &mut Replayed,
    ) -> Result<(), Unavailable> {
        let mut after = None;
        while done.trouble.is_none() {
            let letters = self
                .store
                .dead_letters(sink.name.clone(), after, PAGE)
                .await?;
            let Some((last, _)) = letters.last() else {
                break;
            };
            after = Some(last.place);
            for (letter, event) in &letters {
                let refused = done.refused;
                tell_again(sink, std::slice::from_ref(event), done).await;
                if done.trouble.is_some() {
                    break;
                }
                if done.refused == refused {
                    let told = self
                        .store
                        .forget_dead_letter(sink.name.clone(), letter.place);
                    told.await?;
                }
            }
        }
        Ok(())
    }

    async fn permit_relaying(
        &self,
        caller: Caller<'_>,
        action: Action,
        target: Option<TargetId>,
    ) -> Result<(), Failure> {
        let recorder = self.recorder(caller, action);
        let about = Subject {
            target,
            ..Subject::default()
        };
        let by = self.permit(&recorder, about.clone()).await?;
        self.note_allowed(&recorder, about, by).await?;
        Ok(())
    }
}

/// Hands over those of the events that are for this consumer, going on behind each that is refused for good.
async fn tell_again(sink: &Sink, events: &[LoggedEvent], done: &mut Replayed) {
    let mut outgoing: Vec<Outgoing> = Vec::new();
    for event in events {
        match sink.terms.tell(event) {
            Ok(told) => outgoing.extend(told),
            Err(_) => done.refused += 1,
        }
    }
    let mut left = outgoing.as_slice();
    while let Some(first) = left.first() {
        let delivered = sink.client.deliver(left).await;
        let (taken, rest) = left.split_at(delivered.count.min(left.len()));
        done.delivered += u64::try_from(taken.len()).unwrap_or(u64::MAX);
        left = rest;
        let next = left.first().map_or(first.place, |next| next.place);
        match delivered.halt {
            None if left.is_empty() => return,
            Some(Halt::Refused { .. }) => {
                done.refused += 1;
                left = left.get(1..).unwrap_or_default();
            }
            Some(Halt::TryAgain { why, .. }) => {
                done.trouble = Some((next, why));
                return;
            }
            None => {
                let why = "it took fewer events than it was given";
                done.trouble = Some((next, why.to_owned()));
                return;
            }
        }
    }
}
