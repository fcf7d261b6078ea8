//! About whom a client asks: it alone asks about them, so it knows how they are and can tell what order it asked in.

use contactable_harness::random::Random;
use uuid::Uuid;

use super::calls;
use crate::call::Call;
use crate::told::Wanted;

/// A target of the council's, as its one client knows it.
#[derive(Clone, Default)]
pub struct Person {
    pub target: Uuid,
    /// Its records that are not retired.
    records: Vec<Uuid>,
    /// Its grant that holds.
    grant: Option<Uuid>,
    /// How often it was asked about.
    asked: u32,
}

/// A Patient, as its one client knows it.
#[derive(Clone)]
pub struct Patient {
    pub target: Uuid,
    pub number: String,
    /// The id of its only item.
    pub item: String,
    pub version: u64,
}

/// What a client is to ask next.
pub struct Next {
    pub wanted: Wanted,
    pub subject: Uuid,
    pub call: Call,
}

impl Person {
    pub fn new(target: Uuid) -> Self {
        Self {
            target,
            ..Self::default()
        }
    }

    /// Whether enough was asked about it: what a target holds is read with every change, so it stays small.
    pub fn is_done(&self) -> bool {
        self.asked >= 30
    }

    /// What to ask next; a new record where there is nothing to change.
    pub fn next(&mut self, random: &mut Random, mark: &str) -> Next {
        self.asked += 1;
        let target = self.target;
        let record = random.pick(&self.records).copied();
        let known = record.zip(Some(random.below(100)));
        let next = |wanted, subject, call| Next {
            wanted,
            subject,
            call,
        };
        match (known, self.grant) {
            (Some((record, 0..15)), _) => {
                next(Wanted::Describe, record, calls::describe(record, mark))
            }
            (Some((record, 15..30)), _) => next(
                Wanted::Replace,
                record,
                calls::replace(target, record, mark),
            ),
            (Some((record, 30..40)), _) => {
                next(Wanted::Retire, record, calls::retire(target, record))
            }
            (Some((_, 40..50)), _) => next(Wanted::Wish, target, calls::wish(target, mark)),
            (Some((_, 50..57)), Some(grant)) => {
                next(Wanted::Unshare, grant, calls::unshare(target, grant, mark))
            }
            (Some((_, 50..57)), None) => {
                let grant = random.uuid();
                next(Wanted::Share, grant, calls::share(target, grant, mark))
            }
            _ => {
                let record = random.uuid();
                let is_default = random.below(4) == 0;
                next(
                    Wanted::Create,
                    record,
                    calls::create(target, record, mark, is_default),
                )
            }
        }
    }

    /// That what was asked is done.
    pub fn learn(&mut self, wanted: Wanted, subject: Uuid) {
        match wanted {
            Wanted::Create => self.records.push(subject),
            Wanted::Retire => self.records.retain(|record| *record != subject),
            Wanted::Share => self.grant = Some(subject),
            Wanted::Unshare => self.grant = None,
            Wanted::Describe | Wanted::Replace | Wanted::Wish | Wanted::Patch => {}
        }
    }
}
