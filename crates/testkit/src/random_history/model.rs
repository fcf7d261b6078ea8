//! What should happen, written down as plainly as can be: a list of records and a loop for each rule.

use contactable_domain::contact_detail::{ContactDetail, Stamp, Version};
use contactable_domain::ids::ContactDetailId;
use contactable_domain::vocabulary::CouncilSubType;
use jiff::Timestamp;

use super::operation::{Operation, Value};
use super::{Shown, id_of, name, said};
use crate::{actor_of, new, target};

type Outcome = Result<Option<ContactDetailId>, String>;

/// A record as the model knows it.
#[derive(Clone)]
pub struct Entry {
    pub id: ContactDetailId,
    target: u8,
    area: u8,
    value: Value,
    note: String,
    is_default: bool,
    /// Unix second of the end of its validity.
    until: Option<i64>,
    ended: bool,
    version: u32,
    /// Unix second in which it was made.
    made: i64,
    /// What was asked when it was made.
    request: Request,
}

/// Target, value, default, second of the end of validity.
type Request = (u8, Value, bool, Option<i64>);

impl Entry {
    fn is_active(&self, now: i64) -> bool {
        !self.ended && self.until.is_none_or(|until| now < until)
    }

    fn is_beside(&self, other: &Self) -> bool {
        (self.target, self.area) == (other.target, other.area) && self.id != other.id
    }

    fn same_channel(&self, other: &Self) -> bool {
        self.value.0 == other.value.0
    }
}

/// The records in the order in which they were made, and how often each target changed.
#[derive(Default)]
pub struct Model {
    entries: Vec<Entry>,
    changes: [u64; 2],
}

impl Model {
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
            by: actor_of(&[]).author,
        };
        let wanted = new(target(entry.target), said(entry.value));
        Some(wanted.into_record(
            entry.id,
            contactable_domain::area::AreaKey::of(name(entry.area)),
            stamp,
        ))
    }

    /// What a listing shows.
    pub fn shown(&self, target: u8, area: u8, now: i64) -> Vec<Shown> {
        let mut of_both: Vec<&Entry> = self
            .entries
            .iter()
            .filter(|e| (e.target, e.area) == (target, area))
            .collect();
        of_both.sort_by_key(|entry| (entry.made, entry.id));
        let shown = of_both.iter().map(|entry| {
            (
                entry.id,
                said(entry.value).value.one_line().to_owned(),
                Some(entry.note.clone()),
                entry.is_default,
                entry.is_active(now),
                entry.version,
            )
        });
        shown.collect()
    }

    /// Applies an operation as the rules say.
    pub fn apply(&mut self, operation: &Operation, now: i64) -> Outcome {
        match operation {
            Operation::Wait(_) => Ok(None),
            Operation::Make {
                target,
                area,
                id,
                value,
                is_default,
                seconds,
            } => {
                let until = seconds.map(|seconds| now + i64::from(seconds));
                self.make(*area, *id, (*target, *value, *is_default, until), now)
            }
            Operation::Amend {
                record,
                active,
                is_default,
                described,
            } => self.amend(*record, *active, *is_default, *described, now),
            Operation::Replace { record, value } => self.replace(*record, *value, now),
            Operation::End { record } => self.end(*record, now),
        }
    }

    fn make(&mut self, area: u8, id: u8, request: Request, now: i64) -> Outcome {
        let id = ContactDetailId::from(id_of(id));
        if let Some(before) = self.entries.iter().find(|e| (e.id, e.area) == (id, area)) {
            let same = before.request == request;
            return if same {
                Ok(Some(id))
            } else {
                Err("id-in-use".to_owned())
            };
        }
        let (target, value, is_default, until) = request;
        let mut entry = Entry {
            id,
            target,
            area,
            value,
            note: "as given at the desk".to_owned(),
            is_default,
            until,
            ended: false,
            version: 0,
            made: now,
            request,
        };
        entry.is_default &= entry.is_active(now);
        self.entries.push(entry.clone());
        self.settle(&entry, now)
            .inspect_err(|_| drop(self.entries.pop()))
    }

    fn amend(
        &mut self,
        record: u8,
        active: Option<bool>,
        default: Option<bool>,
        note: Option<u8>,
        now: i64,
    ) -> Outcome {
        let Some(mut entry) = self.nth(record).cloned() else {
            return Err("not-found".to_owned());
        };
        let before = entry.clone();
        let retires = active == Some(false) && entry.is_active(now);
        let note = note.map_or_else(|| entry.note.clone(), |number| format!("note {number}"));
        if !entry.is_active(now) {
            let becomes_default = default == Some(true) && !entry.is_default;
            if active == Some(true) || becomes_default || (note != entry.note && !retires) {
                return Err("historic".to_owned());
            }
        }
        entry.note = note;
        entry.is_default = default.unwrap_or(entry.is_default);
        if retires {
            entry.ended = true;
        }
        entry.is_default &= !entry.ended;
        let same = entry.note == before.note && entry.is_default == before.is_default && !retires;
        if same {
            Ok(Some(entry.id))
        } else {
            self.settle(&entry, now)
        }
    }

    fn replace(&mut self, record: u8, value: Value, now: i64) -> Outcome {
        let Some(mut entry) = self.nth(record).cloned() else {
            return Ok(None);
        };
        if !CouncilSubType::knows(entry.value.0) {
            return Err("not-found".to_owned());
        }
        if entry.value == value && entry.note == "as given at the desk" {
            return Ok(Some(entry.id));
        }
        if !entry.is_active(now) {
            return Err("historic".to_owned());
        }
        entry.value = value;
        "as given at the desk".clone_into(&mut entry.note);
        self.settle(&entry, now)
    }

    fn end(&mut self, record: u8, now: i64) -> Outcome {
        let Some(mut entry) = self.nth(record).cloned() else {
            return Ok(None);
        };
        if !CouncilSubType::knows(entry.value.0) {
            return Err("not-found".to_owned());
        }
        if entry.ended {
            return Ok(Some(entry.id));
        }
        entry.ended = true;
        entry.is_default = false;
        self.settle(&entry, now)
    }

    /// Takes a changed record in: the limit first, then the default, then the versions.
    fn settle(&mut self, entry: &Entry, now: i64) -> Outcome {
        let limited = entry.value.0.active_limit().is_some();
        let others = self
            .entries
            .iter()
            .filter(|e| e.is_beside(entry) && e.same_channel(entry));
        let active = others.filter(|e| e.is_active(now)).count();
        if limited && entry.is_active(now) && active >= 5 {
            return Err("too-many-active".to_owned());
        }
        for other in &mut self.entries {
            if entry.is_default
                && other.is_beside(entry)
                && other.same_channel(entry)
                && other.is_default
            {
                other.is_default = false;
                other.version += 1;
            }
        }
        let place = self
            .entries
            .iter_mut()
            .find(|e| (e.id, e.area) == (entry.id, entry.area));
        let place = place.expect("it was found before");
        *place = entry.clone();
        place.version = Version::new(entry.version)
            .map_or(Version::FIRST, Version::next)
            .number();
        self.changes[usize::from(entry.target)] += 1;
        Ok(Some(entry.id))
    }
}
