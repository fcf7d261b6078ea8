//! The table `heartbeat`, and what its number tells: a replica that shows a beat has everything that the primary had when
//! the beat was asked for. Instants are of this process's own steady clock, so no two clocks are ever compared.

use std::collections::VecDeque;

use tokio::time::Instant;

use crate::cells::Cells;
use crate::connection::Session;
use crate::error::Error;

const BEAT: &str =
    "UPDATE heartbeat SET number = number + 1 WHERE name = 'primary' RETURNING number";
const SHOWN: &str = "SELECT number FROM heartbeat WHERE name = 'primary'";

pub const STATEMENTS: &[&str] = &[BEAT, SHOWN];

/// How many beats are remembered; who shows none of them is far behind.
const REMEMBERED: usize = 32;

/// Counts up; the number that it is then.
pub async fn beat(session: &Session) -> Result<i64, Error> {
    number(session, BEAT).await
}

/// The number that is shown here.
pub async fn shown(session: &Session) -> Result<i64, Error> {
    number(session, SHOWN).await
}

async fn number(session: &Session, sql: &str) -> Result<i64, Error> {
    match session.row(sql, &[]).await? {
        Some(row) => Cells::of("heartbeat", &row).get(0),
        None => Err(Error::Failed("the heartbeat has no row".to_owned())),
    }
}

/// This process's own beats, each with when it was asked for.
#[derive(Default)]
pub struct Beats(VecDeque<(i64, Instant)>);

impl Beats {
    /// Remembers a beat.
    pub fn note(&mut self, number: i64, asked: Instant) {
        // A new primary may not have the last ones of the old.
        self.0.retain(|(known, _)| *known < number);
        self.0.push_back((number, asked));
        if self.0.len() > REMEMBERED {
            self.0.pop_front();
        }
    }

    /// As of when at least a replica has everything that shows this number.
    pub fn as_of(&self, shown: i64) -> Option<Instant> {
        let newest = self.0.iter().rev().find(|(number, _)| *number <= shown);
        newest.map(|(_, asked)| *asked)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_is_shown_is_as_old_as_the_last_own_beat_in_it() {
        let begin = Instant::now();
        let at = |seconds| begin + Duration::from_secs(seconds);
        let mut beats = Beats::default();
        assert_eq!(beats.as_of(7), None);
        // In between others beat.
        beats.note(3, at(1));
        beats.note(6, at(2));
        assert_eq!(beats.as_of(2), None);
        assert_eq!(beats.as_of(3), Some(at(1)));
        assert_eq!(beats.as_of(5), Some(at(1)));
        assert_eq!(beats.as_of(9), Some(at(2)));
        // A new primary that knows of four beats.
        beats.note(5, at(3));
        assert_eq!(beats.as_of(4), Some(at(1)));
        assert_eq!(beats.as_of(6), Some(at(3)));
        for number in 10..100 {
            beats.note(number, at(4));
        }
        assert_eq!(beats.as_of(9), None);
    }
}
