use contactable_domain::event::{LogPlace, Outgoing};
use contactable_domain::ports::{DeadLetter, Halt, LogPage, Position, Settled, Unavailable};
use futures_util::{StreamExt as _, stream};
use jiff::SignedDuration;

use super::backoff::{Pause, pause_after};
use super::{Relay, Sink};

/// Why an event is given up that is not what events are.
const UNREADABLE: &str = "the event cannot be read";

impl Relay {
    /// Tells one consumer a batch of every shard of ours in which there is something for it, from where it stopped;
    /// how many events of the log that settled. With 0 there is nothing to do now.
    ///
    /// # Errors
    /// [`Unavailable`]: the store cannot answer. What was delivered meanwhile is delivered again.
    pub async fn deliver(&self, index: usize) -> Result<u64, Unavailable> {
        let Some(sink) = self.sinks.get(index) else {
            return Ok(0);
        };
        let (ours, now) = (self.shards(), self.clock.now());
        let mut positions = self.store.positions(sink.name.clone()).await?;
        positions.retain(|position| position.told < position.last);
        self.forget_pauses(index, &positions);
        let due = positions.into_iter().filter(|position| {
            ours.contains(&position.shard) && self.pauses.is_over((index, position.shard), now)
        });
        let places = due.map(|position| LogPlace {
            shard: position.shard,
            number: position.told,
        });
        let batches = places.map(|from| self.deliver_batch((index, sink), from));
        let batches: Vec<_> = batches.collect();
        let mut done = stream::iter(batches).buffer_unordered(sink.shards_at_once.max(1));
        let (mut settled, mut failed) = (0, None);
        while let Some(outcome) = done.next().await {
            match outcome {
                Ok(count) => settled += count,
                // The other shards are finished first.
                Err(error) => failed = Some(error),
            }
        }
        failed.map_or(Ok(settled), Err)
    }

    /// Where nothing is left to be told, or another process tells it now, this one has no trouble.
    fn forget_pauses(&self, index: usize, behind: &[Position]) {
        let held = self.held_last();
        self.pauses.keep(index, |shard| {
            held.contains(&shard) && behind.iter().any(|position| position.shard == shard)
        });
    }

    async fn deliver_batch(
        &self,
        (index, sink): (usize, &Sink),
        from: LogPlace,
    ) -> Result<u64, Unavailable> {
        let page = self.store.log_after(from, sink.batch).await?;
        let (outgoing, unreadable) = self.told_by(sink, &page);
        let settled = self
            .hand_over((index, sink), from.shard, &page, &outgoing, unreadable)
            .await;
        if settled.through <= from.number && settled.dead.is_empty() {
            return Ok(0);
        }
        let through = settled.through;
        self.status.note_dead(index, settled.dead.len());
        let held = self.as_held(from.shard);
        if !self.store.settle(held, sink.name.clone(), settled).await? {
            self.lose(from.shard);
            return Ok(0);
        }
        Ok(through.saturating_sub(from.number))
    }

    /// What the consumer is to hear of a page, and what nobody can read.
    fn told_by(&self, sink: &Sink, page: &LogPage) -> (Vec<Outgoing>, Vec<DeadLetter>) {
        let (mut outgoing, mut unreadable) = (Vec::new(), Vec::new());
        for event in &page.events {
            match sink.terms.tell(event) {
                Ok(told) => outgoing.extend(told),
                Err(_) => unreadable.push(self.letter(event.place, 0, UNREADABLE.to_owned())),
            }
        }
        (outgoing, unreadable)
    }

    async fn hand_over(
        &self,
        (index, sink): (usize, &Sink),
        shard: u8,
        page: &LogPage,
        outgoing: &[Outgoing],
        unreadable: Vec<DeadLetter>,
    ) -> Settled {
        let mut settled = Settled {
            through: page.through,
            dead: unreadable,
        };
        if outgoing.is_empty() {
            self.pauses.end((index, shard));
            return settled;
        }
        let delivered = sink.client.deliver(outgoing).await;
        let count = delivered.count.min(outgoing.len());
        self.status.note_delivered(index, count, self.clock.now());
        let Some(next) = outgoing.get(count) else {
            self.pauses.end((index, shard));
            return settled;
        };
        let letter = self.after_halt((index, sink), next.place, delivered.halt);
        settled.through = match letter {
            Some(_) => next.place.number,
            None => next.place.number.saturating_sub(1),
        };
        let through = settled.through;
        settled.dead.retain(|dead| dead.place.number <= through);
        settled.dead.extend(letter);
        settled
    }

    /// What becomes of the event that was not taken: it is given up, or tried again after a pause.
    fn after_halt(
        &self,
        (index, sink): (usize, &Sink),
        place: LogPlace,
        halt: Option<Halt>,
    ) -> Option<DeadLetter> {
        let key = (index, place.shard);
        let attempts = self.pauses.attempts(key, place.number).saturating_add(1);
        self.status.note_failure(index);
        let (why, asked) = match halt {
            Some(Halt::Refused { why }) => {
                self.pauses.end(key);
                return Some(self.letter(place, attempts, why));
            }
            Some(Halt::TryAgain { why, after }) => (why, after),
            None => ("it took fewer events than it was given".to_owned(), None),
        };
        if sink.attempts.is_some_and(|most| attempts >= most) {
            self.pauses.end(key);
            return Some(self.letter(place, attempts, why));
        }
        let asked = asked.and_then(|asked| SignedDuration::try_from(asked).ok());
        let now = self.clock.now();
        let pause = pause_after(attempts, sink.longest_pause, asked, self.ids.next(now));
        let until = now.saturating_add(pause).unwrap_or(now);
        let pause = Pause {
            number: place.number,
            attempts,
            why,
            until,
        };
        self.pauses.begin(key, pause);
        None
    }

    fn letter(&self, place: LogPlace, attempts: u32, why: String) -> DeadLetter {
        DeadLetter {
            place,
            at: self.clock.now(),
            attempts,
            why,
        }
    }
}
