//! Whether a server is the primary still. PostgreSQL counts the timelines of a database: a standby that becomes the
//! primary begins the next one. A primary that stood still while another took its place, and goes on, does not know
//! that yet, and would answer a read with what was true before; but whoever has met the new one knows.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;
use tokio_postgres::{Client, SimpleQueryMessage};

use crate::error::Error;

/// The database, as every copy of it has it, and the file in which the primary writes now, whose name begins with the
/// timeline.
const ASK: &str = "SELECT (SELECT system_identifier FROM pg_control_system()), \
     pg_walfile_name(pg_current_wal_lsn())";

/// How long an earlier timeline is refused with nobody there who writes the newest: then that one is taken to be lost,
/// as when a standby became the primary and died before anybody followed it.
const REFUSED_FOR: Duration = Duration::from_secs(30);

/// How far apart two refusals may be for the time between them to count: with nobody who tries to connect, nobody would
/// have met the newest either.
const WITHOUT_A_TRY: Duration = Duration::from_secs(10);

/// A timeline of a database.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Timeline {
    database: u64,
    number: u32,
}

/// The newest timeline that was met.
#[derive(Clone, Default)]
pub struct Timelines(Arc<Known>);

#[derive(Default)]
struct Known {
    newest: Mutex<Newest>,
    /// How often another was met than before.
    changes: AtomicU64,
}

#[derive(Default)]
struct Newest {
    timeline: Option<Timeline>,
    /// Since when an earlier one was met again and again, and when it was met last.
    refused: Option<(Instant, Instant)>,
}

/// What was the newest timeline when a connection was made.
pub struct Admitted {
    timelines: Timelines,
    changes: u64,
}

impl Timelines {
    /// Lets a new connection to a primary be used, unless the primary has a successor.
    pub async fn admit(&self, client: &Client) -> Result<Admitted, Error> {
        let changes = match ask(client).await {
            Some(timeline) => self.meet(timeline, Instant::now())?,
            None => self.0.changes.load(Ordering::Acquire),
        };
        Ok(Admitted {
            timelines: self.clone(),
            changes,
        })
    }

    /// How many changes there were, the one to this timeline included.
    fn meet(&self, met: Timeline, now: Instant) -> Result<u64, Error> {
        let newest = self.0.newest.lock();
        let mut newest = newest.unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = newest.timeline {
            if known.database == met.database && known.number > met.number {
                let since = match newest.refused {
                    Some((since, last)) if now.duration_since(last) < WITHOUT_A_TRY => since,
                    _ => now,
                };
                newest.refused = Some((since, now));
                if now.duration_since(since) < REFUSED_FOR {
                    return Err(Error::Failed(format!(
                        "it writes timeline {} and another primary has begun {}",
                        met.number, known.number
                    )));
                }
            }
            if known != met {
                self.0.changes.fetch_add(1, Ordering::Release);
                tracing::info!(timeline = met.number, "another primary was met");
            }
        }
        *newest = Newest {
            timeline: Some(met),
            refused: None,
        };
        Ok(self.0.changes.load(Ordering::Acquire))
    }
}

impl Admitted {
    /// Whether another primary was met since.
    pub fn is_over(&self) -> bool {
        self.timelines.0.changes.load(Ordering::Acquire) != self.changes
    }
}

/// The timeline that this server writes; `None` where that cannot be told, as by databases that only speak like
/// PostgreSQL.
async fn ask(client: &Client) -> Option<Timeline> {
    let answer = match client.simple_query(ASK).await {
        Ok(answer) => answer,
        Err(error) => {
            tracing::debug!(error = %Error::from(error), "the database does not tell its timeline");
            return None;
        }
    };
    answer.iter().find_map(|message| match message {
        SimpleQueryMessage::Row(row) => read(row.get(0)?, row.get(1)?),
        _ => None,
    })
}

fn read(database: &str, file: &str) -> Option<Timeline> {
    Some(Timeline {
        database: database.parse().ok()?,
        number: u32::from_str_radix(file.get(..8)?, 16).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Timeline = Timeline {
        database: 7,
        number: 1,
    };
    const SECOND: Timeline = Timeline {
        database: 7,
        number: 2,
    };

    fn admitted(timelines: &Timelines, met: Timeline) -> Option<Admitted> {
        admitted_at(Instant::now(), timelines, met)
    }

    fn admitted_at(now: Instant, timelines: &Timelines, met: Timeline) -> Option<Admitted> {
        let changes = timelines.meet(met, now).ok()?;
        let timelines = timelines.clone();
        Some(Admitted { timelines, changes })
    }

    #[test]
    fn a_timeline_is_read() {
        let file = "0000000A0000000000000001";
        let number = 10;
        assert_eq!(
            read("7", file),
            Some(Timeline {
                database: 7,
                number
            })
        );
        assert_eq!(read("7", "short"), None);
        assert_eq!(read("", file), None);
    }

    #[test]
    fn whoever_has_a_successor_is_not_asked_any_more() {
        let timelines = Timelines::default();
        let old = admitted(&timelines, FIRST).unwrap();
        let other_old = admitted(&timelines, FIRST).unwrap();
        assert!(!old.is_over() && !other_old.is_over());
        let new = admitted(&timelines, SECOND).unwrap();
        assert!(old.is_over() && other_old.is_over() && !new.is_over());
        assert!(admitted(&timelines, FIRST).is_none());
        assert!(!new.is_over());
    }

    #[test]
    fn a_timeline_that_nobody_writes_any_more_is_given_up() {
        let (timelines, now) = (Timelines::default(), Instant::now());
        let at = |after, met| admitted_at(now + after, &timelines, met);
        let second = |number| Duration::from_secs(number);
        let lost = at(Duration::ZERO, SECOND).unwrap();
        assert!((30..50).all(|number| at(second(number), FIRST).is_none()));
        // Somebody does write it.
        assert!(at(second(50), SECOND).is_some() && !lost.is_over());
        assert!((50..80).all(|number| at(second(number), FIRST).is_none()));
        assert!(at(second(80), FIRST).is_some_and(|found| !found.is_over()));
        assert!(lost.is_over());
    }

    #[test]
    fn time_in_which_nobody_tried_does_not_count() {
        let (timelines, now) = (Timelines::default(), Instant::now());
        let at = |after, met| admitted_at(now + Duration::from_secs(after), &timelines, met);
        assert!(at(0, SECOND).is_some());
        assert!(
            [1, 2, 60, 61, 89, 119]
                .iter()
                .all(|after| at(*after, FIRST).is_none())
        );
        assert!((120..149).all(|after| at(after, FIRST).is_none()));
        assert!(at(149, FIRST).is_some());
    }

    /// As when somebody restores another copy in its place.
    #[test]
    fn another_database_begins_anew() {
        let timelines = Timelines::default();
        let old = admitted(&timelines, SECOND).unwrap();
        let another = Timeline {
            database: 8,
            number: 1,
        };
        let new = admitted(&timelines, another).unwrap();
        assert!(old.is_over() && !new.is_over());
    }
}
