//! The relay at work beside the service: a task that keeps our shards and moves events into the log, and one for each
//! consumer, so that one who is away holds up nobody else.

use std::sync::Arc;
use std::time::Duration;

use contactable_domain::ports::Unavailable;
use contactable_service::relay::{Missed, Relay};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

/// How long at most, at the end, what is on its way may take to arrive.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often to look how far everything is.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// How often to forget what was kept long enough.
const PRUNE_EVERY: Duration = Duration::from_mins(10);

/// How long to wait after the store did not answer.
const AFTER_TROUBLE: Duration = Duration::from_secs(2);

/// The relay, running.
pub struct Relaying {
    relay: Arc<Relay>,
    stopping: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

/// Starts to relay, looking for new events this often.
pub fn start(relay: Arc<Relay>, every: Duration) -> Relaying {
    let (stopping, stopped) = watch::channel(false);
    let mut tasks = JoinSet::new();
    tasks.spawn(keep_moving(relay.clone(), every, stopped.clone()));
    for index in 0..relay.sink_count() {
        tasks.spawn(keep_delivering(
            relay.clone(),
            index,
            every,
            stopped.clone(),
        ));
    }
    Relaying {
        relay,
        stopping,
        tasks,
    }
}

impl Relaying {
    /// Finishes what is on its way, as far as it can be waited for, and gives the shards back. What did not arrive for
    /// sure is delivered again.
    pub async fn stop(mut self) {
        self.stopping.send_replace(true);
        let finished = async { while self.tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(PATIENCE, finished).await.is_err() {
            self.tasks.shutdown().await;
        }
        if let Err(error) = self.relay.release().await {
            tracing::warn!(%error, "the shards of the relay were not given back");
        }
    }
}

/// Each turn on its own, so that one that panics is not the last one.
async fn turn<T: Send + 'static>(
    work: impl Future<Output = Result<T, Unavailable>> + Send + 'static,
) -> Option<T> {
    let mut turn = JoinSet::new();
    turn.spawn(work);
    match turn.join_next().await {
        Some(Ok(Ok(done))) => Some(done),
        Some(Ok(Err(error))) => {
            tracing::error!(%error, "events could not be relayed");
            None
        }
        // What it said may hold a value; the place in the code was logged when it panicked.
        Some(Err(_)) | None => {
            tracing::error!("relaying events had panicked");
            None
        }
    }
}

/// Waits, or not so long when it is time to stop; whether it is.
async fn is_stopped(stopped: &mut watch::Receiver<bool>, pause: Duration) -> bool {
    tokio::select! {
        _ = stopped.wait_for(|stopping| *stopping) => true,
        () = sleep(pause) => false,
    }
}

async fn keep_moving(relay: Arc<Relay>, every: Duration, mut stopped: watch::Receiver<bool>) {
    let mut due = Due::default();
    let renew_every = Duration::try_from(relay.lease()).unwrap_or(AFTER_TROUBLE) / 3;
    let (mut has_begun, mut pause) = (false, Duration::ZERO);
    while !is_stopped(&mut stopped, pause).await {
        let now = Instant::now();
        let jobs = due.at(now, renew_every);
        // Before anything moves, so that a new consumer misses nothing of what comes from now on.
        has_begun = has_begun || begin(relay.clone()).await;
        if !has_begun {
            pause = AFTER_TROUBLE;
            continue;
        }
        let relay = relay.clone();
        let done = turn(async move {
            if jobs.renew {
                relay.renew().await?;
            }
            relay.move_waiting().await?;
            if jobs.look {
                relay.look().await?;
            }
            if jobs.prune {
                relay.prune().await?;
            }
            Ok(())
        });
        pause = if done.await.is_some() {
            due.done(jobs, now);
            every
        } else {
            AFTER_TROUBLE
        };
    }
}

/// Notes the consumers, and logs what those who come back will never hear; whether that went well.
async fn begin(relay: Arc<Relay>) -> bool {
    let Some(missed) = turn(async move { relay.begin().await }).await else {
        return false;
    };
    for Missed { sink, events } in missed {
        let sink = sink.as_str();
        tracing::warn!(
            sink,
            events,
            "a sink missed events that the log no longer has"
        );
    }
    true
}

/// What else is to be done in a turn.
#[derive(Clone, Copy)]
struct Jobs {
    renew: bool,
    look: bool,
    prune: bool,
}

/// When it was done last.
#[derive(Default)]
struct Due {
    renewed: Option<Instant>,
    looked: Option<Instant>,
    pruned: Option<Instant>,
}

impl Due {
    fn at(&self, now: Instant, renew_every: Duration) -> Jobs {
        let is_due = |last: Option<Instant>, every| last.is_none_or(|last| now - last >= every);
        Jobs {
            renew: is_due(self.renewed, renew_every),
            look: is_due(self.looked, LOOK_EVERY),
            prune: is_due(self.pruned, PRUNE_EVERY),
        }
    }

    fn done(&mut self, jobs: Jobs, now: Instant) {
        let note = |last: &mut Option<Instant>, is_done| {
            if is_done {
                *last = Some(now);
            }
        };
        note(&mut self.renewed, jobs.renew);
        note(&mut self.looked, jobs.look);
        note(&mut self.pruned, jobs.prune);
    }
}

async fn keep_delivering(
    relay: Arc<Relay>,
    index: usize,
    every: Duration,
    mut stopped: watch::Receiver<bool>,
) {
    let mut was_failing = false;
    let mut pause = Duration::ZERO;
    while !is_stopped(&mut stopped, pause).await {
        let at_work = relay.clone();
        let done = turn(async move { at_work.deliver(index).await });
        pause = match done.await {
            Some(0) => every,
            Some(_) => Duration::ZERO,
            None => AFTER_TROUBLE,
        };
        was_failing = tell_trouble(&relay, index, was_failing);
    }
}

/// Logs when a consumer begins to be in trouble, and when it no longer is.
fn tell_trouble(relay: &Relay, index: usize, was_failing: bool) -> bool {
    let status = relay.status();
    let Some(sink) = status.sinks().get(index) else {
        return false;
    };
    let (name, is_failing) = (sink.name().as_str(), sink.is_failing());
    if is_failing && !was_failing {
        let fault = sink.trouble().unwrap_or_default();
        tracing::warn!(sink = name, fault, "a sink does not take events");
    } else if was_failing && !is_failing {
        tracing::info!(sink = name, "a sink takes events again");
    }
    is_failing
}
