//! The rules of change, one loop for each.

use contactable_domain::area::Profile;
use contactable_domain::contact_detail::EndReason;
use contactable_domain::ids::ContactDetailId;
use contactable_domain::vocabulary::CouncilSubType;

use super::entry::{Entry, Request, day};
use super::{Model, Outcome};
use crate::random_history::operation::{Amending, Value};
use crate::random_history::perform::id_of;

fn refused(code: &str) -> Outcome {
    Err(code.to_owned())
}

impl Model {
    /// The record that has this id in this area already.
    fn original(&self, id: ContactDetailId, area: u8) -> Option<&Entry> {
        self.entries.iter().find(|e| (e.id, e.area) == (id, area))
    }

    pub(super) fn make(
        &mut self,
        (area, team): (u8, Option<usize>),
        id: u8,
        request: Request,
        now: i64,
    ) -> Outcome {
        let id = ContactDetailId::from(id_of(id));
        match self.original(id, area) {
            Some(original) if original.was_asked_by(request) => Ok(Some(id)),
            Some(_) => refused("id-in-use"),
            None => self.add(&Entry::new(id, (area, team), request, now), None, now),
        }
    }

    /// Takes a new record in, unless there is no place for it; `old` is the one that it supersedes.
    fn add(&mut self, entry: &Entry, old: Option<&Entry>, now: i64) -> Outcome {
        self.entries.push(entry.clone());
        self.settle(entry, old, now)
            .inspect_err(|_| drop(self.entries.pop()))
    }

    pub(super) fn amend(&mut self, record: u8, asked: Amending, now: i64) -> Outcome {
        let Some(before) = self.nth(record).cloned() else {
            return refused("not-found");
        };
        let note = asked.described.map(|number| format!("note {number}"));
        let mut entry = before.clone();
        entry.note = note.unwrap_or(entry.note);
        entry.is_default = asked.is_default.unwrap_or(entry.is_default);
        entry.is_preferred = asked.is_preferred.unwrap_or(entry.is_preferred);
        let same = entry.note == before.note && entry.is_preferred == before.is_preferred;
        if !before.is_active(now) {
            let becomes_default = entry.is_default && !before.is_default;
            let another = asked.reason.is_some() && asked.reason != before.end_reason;
            let explains = another;
            if asked.active == Some(true) || becomes_default || explains || !same {
                return refused("historic");
            }
        }
        let retires = asked.active == Some(false) && before.is_active(now);
        if retires {
            entry.is_ended = true;
            entry.end_reason = asked.reason;
        }
        entry.is_default &= !entry.is_ended;
        if same && entry.is_default == before.is_default && !retires {
            Ok(Some(entry.id))
        } else {
            self.settle(&entry, Some(&before), now)
        }
    }

    pub(super) fn replace(&mut self, record: u8, value: Value, now: i64) -> Outcome {
        let Some(before) = self.nth(record).cloned() else {
            return Ok(None);
        };
        let mut entry = before.clone();
        if !CouncilSubType::knows(entry.value.0) {
            return refused("not-found");
        }
        if entry.value == value && entry.note == "as given at the desk" {
            return Ok(Some(entry.id));
        }
        if !entry.is_active(now) {
            return refused("historic");
        }
        if entry.value != value {
            entry.verified = None;
            entry.failed = None;
        }
        entry.value = value;
        "as given at the desk".clone_into(&mut entry.note);
        self.settle(&entry, Some(&before), now)
    }

    pub(super) fn end(&mut self, record: u8, now: i64) -> Outcome {
        let Some(before) = self.nth(record).cloned() else {
            return Ok(None);
        };
        let mut entry = before.clone();
        if !CouncilSubType::knows(entry.value.0) {
            return refused("not-found");
        }
        if entry.is_ended {
            return Ok(Some(entry.id));
        }
        entry.is_ended = true;
        entry.is_default = false;
        self.settle(&entry, Some(&before), now)
    }

    pub(super) fn supersede(
        &mut self,
        record: u8,
        id: u8,
        (value, reason): (Value, EndReason),
        now: i64,
    ) -> Outcome {
        let Some(old) = self.nth(record).cloned() else {
            return refused("not-found");
        };
        let id = ContactDetailId::from(id_of(id));
        if let Some(original) = self.original(id, old.area) {
            let is_repeated = old.superseded_by == Some(id)
                && old.end_reason == Some(reason)
                && original.request.value == value;
            return if is_repeated {
                Ok(Some(id))
            } else {
                refused("id-in-use")
            };
        }
        if !old.is_active(now) {
            return refused("historic");
        }
        let keeps_marks = old.value == value;
        let same_channel = old.value.0 == value.0;
        let to_come = old.request.days.0.filter(|start| *start > day(now));
        let request = Request {
            target: old.target,
            value,
            is_default: old.is_default && same_channel,
            is_preferred: old.is_preferred && same_channel,
            days: (to_come, None),
            supersedes: true,
        };
        let mut new = Entry::new(id, (old.area, old.team), request, now);
        new.supersedes = Some(old.id);
        new.verified = old.verified.filter(|_| keeps_marks);
        new.failed = old.failed.filter(|_| keeps_marks);
        let mut retired = old.clone();
        retired.is_ended = true;
        retired.end_reason = Some(reason);
        retired.superseded_by = Some(id);
        retired.is_default = false;
        retired.version += 1;
        self.put(retired);
        self.add(&new, Some(&old), now)
            .inspect_err(|_| self.put(old))
    }

    pub(super) fn mark(&mut self, record: u8, now: i64, mark: impl Fn(&mut Entry)) -> Outcome {
        let Some(before) = self.nth(record).cloned() else {
            return refused("not-found");
        };
        let mut entry = before.clone();
        mark(&mut entry);
        if (entry.verified, entry.failed) == (before.verified, before.failed) {
            Ok(Some(entry.id))
        } else if entry.is_ended {
            refused("historic")
        } else {
            self.settle(&entry, Some(&before), now)
        }
    }

    /// Why there is no place for a record, unless it has or takes over the one of `before`.
    fn full(&self, entry: &Entry, before: Option<&Entry>, now: i64) -> Option<&'static str> {
        let places = self.places(entry.area);
        let has_place = before.is_some_and(|b| b.is_active(now) && b.same_place(entry, places));
        if has_place || !entry.is_active(now) {
            return None;
        }
        let others = self.entries.iter().filter(|e| e.is_beside(entry));
        let others = others.filter(|e| e.is_active(now) && e.same_place(entry, places));
        let active = others.count();
        match places.limit_of(entry.value.0) {
            Some(limit) if active >= usize::from(limit) => Some("too-many-active"),
            None if places.profile == Profile::Pds && active > 0 => Some("one-per-use"),
            _ => None,
        }
    }

    /// Takes a changed record in: the limit first, then the default, then the versions. `before` is the record as
    /// it was, or the one that it supersedes.
    fn settle(&mut self, entry: &Entry, before: Option<&Entry>, now: i64) -> Outcome {
        if let Some(code) = self.full(entry, before, now) {
            return refused(code);
        }
        let places = self.places(entry.area);
        let was_default = before.is_some_and(|b| b.is_default && b.same_default(entry, places));
        if entry.is_default && !was_default {
            for other in &mut self.entries {
                let alike = other.is_beside(entry) && other.same_default(entry, places);
                if alike && other.is_default {
                    other.is_default = false;
                    other.version += 1;
                }
            }
        }
        let mut entry = entry.clone();
        entry.version += 1;
        self.changes[usize::from(entry.target)] += 1;
        let id = entry.id;
        self.put(entry);
        Ok(Some(id))
    }

    /// Puts a record in the place of what it was.
    fn put(&mut self, entry: Entry) {
        let mut all = self.entries.iter_mut();
        let place = all.find(|e| (e.id, e.area) == (entry.id, entry.area));
        *place.expect("it was found before") = entry;
    }
}
