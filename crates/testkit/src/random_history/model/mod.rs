//! What should happen, written down as plainly as can be: a list of records and a loop for each rule.

mod changes;
mod entry;

use contactable_domain::area::{AreaKey, PlaceRules};
use contactable_domain::contact_detail::{ContactDetail, Stamp};
use contactable_domain::ids::ContactDetailId;
use jiff::Timestamp;

use super::operation::{Operation, places};
use super::perform::{Outcome, name, said};
use super::shown::Shown;
use crate::{actor_of, new, target};
use entry::{Entry, Request, day};

/// The records in the order in which they were made, and how often each target changed.
#[derive(Default)]
pub struct Model {
    entries: Vec<Entry>,
    changes: [u64; 2],
    /// What places Housing has, and whether it had others before.
    places: PlaceRules,
    has_switched: bool,
}

impl Model {
    /// What places an area has.
    fn places(&self, area: u8) -> PlaceRules {
        if area == 0 {
            self.places
        } else {
            PlaceRules::default()
        }
    }

    /// What places an area always had.
    pub fn steady_places(&self, area: u8) -> Option<PlaceRules> {
        let is_steady = area != 0 || !self.has_switched;
        is_steady.then(|| self.places(area))
    }

    /// How often a target changed.
    pub fn changes(&self, target: u8) -> u64 {
        self.changes[usize::from(target)]
    }

    /// The record that a random number stands for: one of Housing, whose staff does the changing.
    pub fn nth(&self, number: u8) -> Option<&Entry> {
        let housing: Vec<&Entry> = self
            .entries
            .iter()
            .filter(|entry| entry.area == 0)
            .collect();
        let index = usize::from(number).checked_rem(housing.len())?;
        housing.get(index).copied()
    }

    /// The same record, as far as a caller must know it to name it.
    pub fn current(&self, number: u8) -> Option<ContactDetail> {
        let entry = self.nth(number)?;
        let stamp = Stamp {
            at: Timestamp::UNIX_EPOCH,
            by: actor_of(&[]).author.clone(),
        };
        let wanted = new(target(entry.target), said(entry.value));
        Some(wanted.into_record(entry.id, AreaKey::of(name(entry.area)), stamp))
    }

    /// What a listing shows.
    pub fn shown(&self, target: u8, area: u8, now: i64) -> Vec<Shown> {
        let mut of_both: Vec<&Entry> = self
            .entries
            .iter()
            .filter(|e| (e.target, e.area) == (target, area))
            .collect();
        of_both.sort_by_key(|entry| (entry.made, entry.id));
        of_both.iter().map(|entry| entry.shown(now)).collect()
    }

    /// What was told of the clock's work on a target's records.
    pub fn turns_told(&self, target: u8) -> Vec<(ContactDetailId, &'static str)> {
        let of_target = self.entries.iter().filter(|entry| entry.target == target);
        let told = |entry: &Entry| {
            let id = entry.id;
            entry.told.clone().into_iter().map(move |kind| (id, kind))
        };
        let mut told: Vec<_> = of_target.flat_map(told).collect();
        told.sort_unstable();
        told
    }

    /// Applies an operation as the rules say.
    pub fn apply(&mut self, operation: &Operation, now: i64) -> Outcome {
        match *operation {
            Operation::Wait(_) => Ok(None),
            Operation::Settings(settings) => {
                self.has_switched |= self.places != places(settings);
                self.places = places(settings);
                Ok(None)
            }
            Operation::TellTurns => {
                self.entries.iter_mut().for_each(|entry| entry.tell(now));
                Ok(None)
            }
            Operation::Make {
                target,
                area,
                team,
                id,
                value,
                is_default,
                days: (from, until),
            } => {
                let later = |days: i8| day(now) + i64::from(days);
                let request = Request {
                    target,
                    value,
                    is_default,
                    is_preferred: false,
                    days: (from.map(later), until.map(later)),
                    supersedes: false,
                };
                self.make((area, team), id, request, now)
            }
            Operation::Amend { record, amending } => self.amend(record, amending, now),
            Operation::Replace { record, value } => self.replace(record, value, now),
            Operation::End { record } => self.end(record, now),
            Operation::Supersede {
                record,
                id,
                value,
                reason,
            } => self.supersede(record, id, (value, reason), now),
            Operation::Verify { record } => self.mark(record, now, |entry| {
                entry.verified = Some(now);
                entry.failed = None;
            }),
            Operation::Undeliverable { record, hard } => {
                self.mark(record, now, |entry| {
                    // What was found to be right settles what failed up to then, and of two failures at one
                    // time the one for good stands.
                    let is_settled = entry.verified.is_some_and(|at| at >= now);
                    if !is_settled {
                        entry.failed = entry.failed.max(Some((now, hard)));
                    }
                })
            }
            Operation::Lift { record } => self.mark(record, now, |entry| entry.failed = None),
        }
    }
}
