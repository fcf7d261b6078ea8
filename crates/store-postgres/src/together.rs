//! Looks of one kind that wait at the same time are asked as one statement: what a statement costs besides the rows that it
//! finds is shared by all of them, on both sides. Who asks while nobody else does is asked for at once; who comes while the
//! connections are busy goes with the next. Nobody is answered by a statement that was sent before they asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use contactable_domain::ids::TargetId;
use tokio::sync::oneshot;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::areas::Areas;
use crate::error::Error;
use crate::lists::Bounds;
use crate::reads::{Plain, Reads};
use crate::replicas::seen::{About, Seen};
use crate::targets::InShort;
use crate::view;

/// The most targets in one statement.
const MOST: usize = 64;

/// A page of what these areas hold about each of some targets, and what is known of the target in short: the columns of a
/// record, those of [`short!`](crate::targets::short), and the target's place among those asked about.
pub const PLAIN_PAGES: &str = concat!(
    "SELECT d.*, ",
    crate::targets::short!(),
    ", q.place FROM unnest($1::uuid[]) WITH ORDINALITY AS q (target_id, place) \
     LEFT JOIN target AS t ON t.target_id = q.target_id \
     LEFT JOIN LATERAL (SELECT ",
    crate::row::columns!(),
    " FROM contact_detail AS c \
     WHERE c.target_id = q.target_id AND area = ANY ($2) AND (created_at, id) > ($3, $4)",
    crate::lists::wanted!(),
    " LIMIT $10) AS d ON true"
);

/// What is asked about each of the targets.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Question {
    /// The names of the areas.
    pub areas: Vec<String>,
    pub bounds: Bounds,
    /// How many records there may be.
    pub limit: i64,
}

/// Somebody who waits for the rows about a target.
struct Asker {
    target: TargetId,
    rows: oneshot::Sender<Result<Vec<Row>, Error>>,
}

#[derive(Default)]
struct Group {
    waiting: Vec<Asker>,
    /// How many statements are under way.
    asking: usize,
}

pub struct Together {
    reads: Arc<Reads>,
    groups: Mutex<HashMap<Question, Group>>,
}

impl Together {
    pub fn new(reads: &Arc<Reads>) -> Arc<Self> {
        Arc::new(Self {
            reads: reads.clone(),
            groups: Mutex::default(),
        })
    }

    /// The rows about a target.
    ///
    /// # Errors
    /// That of the statement.
    pub async fn rows(
        self: &Arc<Self>,
        question: Question,
        target: TargetId,
    ) -> Result<Vec<Row>, Error> {
        let (rows, answer) = oneshot::channel();
        if self.wait(&question, Asker { target, rows }) {
            // Whoever asks may go away while others wait for the same statement.
            tokio::spawn(self.clone().ask(question));
        }
        answer.await.unwrap_or(Err(Error::Stopped("reader")))
    }

    /// Takes a place; whether there is a connection for one more statement.
    fn wait(&self, question: &Question, asker: Asker) -> bool {
        let mut groups = self.groups();
        let group = groups.entry(question.clone()).or_default();
        group.waiting.push(asker);
        let is_free = group.asking < self.reads.connections();
        group.asking += usize::from(is_free);
        is_free
    }

    /// Asks for all who wait, and for those who came meanwhile, until nobody waits.
    async fn ask(self: Arc<Self>, question: Question) {
        let place = Place {
            of: &self,
            question: &question,
        };
        while let Some(askers) = self.next(&question) {
            let targets: Vec<TargetId> = askers.iter().map(|asker| asker.target).collect();
            match self.ask_about(&question, &targets).await {
                Ok(parts) => {
                    for (asker, rows) in askers.into_iter().zip(parts) {
                        // Whoever asked may have gone away.
                        let _ = asker.rows.send(Ok(rows));
                    }
                }
                Err(error) => {
                    let why = error.to_string();
                    for asker in askers {
                        let _ = asker.rows.send(Err(Error::Failed(why.clone())));
                    }
                }
            }
        }
        // It was given up when nobody waited.
        std::mem::forget(place);
    }

    /// Those whose turn it is. With nobody waiting the place is given up.
    fn next(&self, question: &Question) -> Option<Vec<Asker>> {
        let mut groups = self.groups();
        let group = groups.get_mut(question)?;
        if group.waiting.is_empty() {
            give_up(&mut groups, question);
            return None;
        }
        let count = group.waiting.len().min(MOST);
        Some(group.waiting.drain(..count).collect())
    }

    /// The rows about each of the targets.
    async fn ask_about(
        &self,
        question: &Question,
        targets: &[TargetId],
    ) -> Result<Vec<Vec<Row>>, Error> {
        let Question {
            areas,
            bounds,
            limit,
        } = question;
        let [after_at, after_id, historic, first, temporary, valid, next] = bounds.values();
        let ids: Vec<Uuid> = targets.iter().map(|target| target.uuid()).collect();
        let plain = Plain {
            sql: PLAIN_PAGES,
            values: &[
                &ids, areas, after_at, after_id, historic, first, temporary, valid, next, limit,
            ],
            about: About::Targets(targets.to_vec()),
            seen: &|rows| seen(rows, &ids),
        };
        let rows = self.reads.plain(&Areas::named(areas), &plain).await?;
        let mut parts: Vec<Vec<Row>> = targets.iter().map(|_| Vec::new()).collect();
        for row in rows {
            if let Some(part) = parts.get_mut(place(&row)?) {
                part.push(row);
            }
        }
        Ok(parts)
    }

    fn groups(&self) -> MutexGuard<'_, HashMap<Question, Group>> {
        self.groups.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place among those that ask, which whoever panics gives up, too.
struct Place<'a> {
    of: &'a Together,
    question: &'a Question,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        give_up(&mut self.of.groups(), self.question);
    }
}

fn give_up(groups: &mut HashMap<Question, Group>, question: &Question) {
    if let Some(group) = groups.get_mut(question) {
        group.asking = group.asking.saturating_sub(1);
        if group.asking == 0 && group.waiting.is_empty() {
            groups.remove(question);
        }
    }
}

/// Which of the targets a row is about.
fn place(row: &Row) -> Result<usize, Error> {
    let place: i64 = row.try_get("place")?;
    Ok(usize::try_from(place).unwrap_or_default().wrapping_sub(1))
}

/// In which state rows show these targets.
fn seen(rows: &[Row], targets: &[Uuid]) -> Result<Seen, Error> {
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let target = targets.get(place(row)?).ok_or(Error::Stopped("reader"))?;
        found.push((*target, InShort::read(row, view::RECORD)?));
    }
    Ok(Seen::of_targets(
        found.iter().map(|(id, short)| (*id, short)),
    ))
}
