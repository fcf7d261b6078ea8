//! The story: a person with records, wishes and grants, and a Patient, kept as the service would keep them.

#![allow(clippy::cast_possible_wrap, reason = "the story is short")]

use uuid::Uuid;

use crate::check::Before;
use crate::held::{Entry, Event, Grant, Head, Held, Key, Place, Slot, Target, Version, Wish};
use crate::told::{Attempt, Fate, Request, Wanted};

const PERSON: Uuid = Uuid::from_u128(0x10);
const PATIENT: Uuid = Uuid::from_u128(0x20);

/// Keeps a story as the service would.
#[derive(Default)]
struct Keeper {
    told: Vec<Request>,
    held: Held,
    moment: u64,
    ids: u128,
}

impl Keeper {
    fn id(&mut self) -> Uuid {
        self.ids += 1;
        Uuid::from_u128(self.ids << 64)
    }

    /// A request that is acknowledged at the first try.
    fn request(
        &mut self,
        wanted: Wanted,
        target: Uuid,
        subject: Uuid,
        version: Option<u64>,
    ) -> (Uuid, String) {
        let correlation = self.id();
        let mark = format!("f0-{}", self.told.len());
        let fate = Fate::Acknowledged {
            at: self.moment + 1,
            version,
        };
        let attempts = vec![Attempt {
            correlation,
            sent: self.moment,
            fate,
        }];
        self.moment += 2;
        self.told.push(Request {
            wanted,
            target,
            subject,
            mark: mark.clone(),
            attempts,
        });
        (correlation, mark)
    }

    fn raise(&mut self, target: Uuid) -> i64 {
        let known = self
            .held
            .targets
            .iter_mut()
            .find(|known| known.target == target);
        match known {
            Some(known) => known.version += 1,
            None => self.held.targets.push(Target { target, version: 1 }),
        }
        self.held
            .targets
            .iter()
            .find(|known| known.target == target)
            .unwrap()
            .version
    }

    fn entry(
        &mut self,
        action: &str,
        target: Uuid,
        (record, grant): (Option<Uuid>, Option<Uuid>),
        correlation: Uuid,
    ) {
        let stream = i64::from(target.as_bytes()[15]);
        let number = self
            .held
            .trail
            .iter()
            .filter(|entry| entry.stream == stream)
            .count() as i64
            + 1;
        self.held.heads.retain(|head| head.stream != stream);
        self.held.heads.push(Head { stream, number });
        let (action, because, id) = (action.to_owned(), "own-area".to_owned(), self.id());
        let target = Some(target);
        self.held.trail.push(Entry {
            stream,
            number,
            id,
            target,
            record,
            grant,
            action,
            is_allowed: true,
            because,
            correlation,
        });
    }

    fn event(&mut self, kind: &str, key: &Key, version: i64, correlation: Uuid) {
        let is_told = self.held.events.len() < 3;
        let number = self.held.events.len() as i64 + 1;
        let stands = self
            .held
            .versions
            .iter()
            .find(|known| known.key() == *key && known.version == version);
        let says = stands.map(|known| (known.value.clone(), known.description.clone()));
        let event = Event {
            shard: 0,
            place: if is_told {
                Place::Log(number)
            } else {
                Place::Waiting(number)
            },
            id: self.id(),
            target: key.target,
            area: key.area.clone(),
            record: key.record,
            version,
            kind: kind.to_owned(),
            correlation,
            says: says.filter(|_| kind != "ContactDetailDeletedEvent"),
        };
        self.held.events.push(event);
    }

    /// A version of a record, as `make` has it.
    fn version(
        &mut self,
        kind: &str,
        action: &str,
        key: &Key,
        correlation: Uuid,
        make: impl Fn(&mut Version),
    ) {
        let was = self
            .held
            .records
            .iter()
            .position(|record| record.key() == *key);
        let mut next = match was {
            Some(place) => self.held.records.remove(place),
            None => Version {
                target: key.target,
                area: key.area.clone(),
                record: key.record,
                version: 0,
                value: String::new(),
                description: None,
                is_default: false,
                is_ended: false,
                recorded_at: 0,
            },
        };
        next.version += 1;
        next.recorded_at += 1;
        make(&mut next);
        if next.version == 1 {
            self.held.keys.push(key.clone());
            self.held.indexed.push(key.clone());
        }
        self.held.versions.push(next.clone());
        self.event(kind, key, next.version, correlation);
        self.held.records.push(next);
        self.entry(action, key.target, (Some(key.record), None), correlation);
    }

    fn create(&mut self, is_default: bool) -> Key {
        let record = self.id();
        let key = Key {
            target: PERSON,
            area: "housing".to_owned(),
            record,
        };
        let (correlation, mark) = self.request(Wanted::Create, PERSON, record, Some(1));
        self.raise(PERSON);
        if is_default {
            self.held.slots.push(Slot {
                key: key.clone(),
                name: "default:email".to_owned(),
            });
        }
        self.version(
            "ContactDetailAddedEvent",
            "create",
            &key,
            correlation,
            |version| {
                version.value = format!("{mark}@example.org");
                version.is_default = is_default;
            },
        );
        key
    }

    fn change(&mut self, key: &Key, wanted: Wanted, version: u64) {
        let (correlation, mark) = self.request(wanted, PERSON, key.record, Some(version));
        self.raise(PERSON);
        let (kind, action) = match wanted {
            Wanted::Retire => ("ContactDetailDeletedEvent", "end"),
            Wanted::Describe => ("ContactDetailEditedEvent", "amend"),
            _ => ("ContactDetailEditedEvent", "replace-information"),
        };
        self.version(kind, action, key, correlation, |version| match wanted {
            Wanted::Retire => version.is_ended = true,
            Wanted::Describe => version.description = Some(mark.clone()),
            _ => version.value = format!("{mark}@example.org"),
        });
    }

    fn wish(&mut self, version: i64) {
        let told = u64::try_from(version).ok();
        let (correlation, mark) = self.request(Wanted::Wish, PERSON, PERSON, told);
        self.raise(PERSON);
        let wish = Wish {
            target: PERSON,
            area: "housing".to_owned(),
            version,
            times: Some(mark),
        };
        self.held.wishes = vec![wish.clone()];
        self.held.wish_versions.push(wish);
        let key = Key {
            target: PERSON,
            area: "housing".to_owned(),
            record: PERSON,
        };
        self.event("ContactPreferencesChangedEvent", &key, version, correlation);
        self.entry("set-preferences", PERSON, (None, None), correlation);
    }

    fn share(&mut self) -> Uuid {
        let grant = self.id();
        let (correlation, wording) = self.request(Wanted::Share, PERSON, grant, None);
        self.held.grants.push(Grant {
            target: PERSON,
            grant,
            wording,
            is_withdrawn: false,
            reason: None,
        });
        self.stand("ContactSharingGrantedEvent", "share", grant, correlation);
        grant
    }

    fn unshare(&mut self, grant: Uuid) {
        let (correlation, reason) = self.request(Wanted::Unshare, PERSON, grant, None);
        let known = self
            .held
            .grants
            .iter_mut()
            .find(|known| known.grant == grant)
            .unwrap();
        (known.is_withdrawn, known.reason) = (true, Some(reason));
        self.stand(
            "ContactSharingWithdrawnEvent",
            "withdraw-sharing",
            grant,
            correlation,
        );
    }

    fn stand(&mut self, kind: &str, action: &str, grant: Uuid, correlation: Uuid) {
        let version = self.raise(PERSON);
        let key = Key {
            target: PERSON,
            area: String::new(),
            record: PERSON,
        };
        self.event(kind, &key, version, correlation);
        self.entry(action, PERSON, (None, Some(grant)), correlation);
    }

    /// A Patient is taken over, which no client asked for.
    fn take_over(&mut self) -> Key {
        let key = Key {
            target: PATIENT,
            area: "nhs".to_owned(),
            record: self.id(),
        };
        let correlation = self.id();
        self.raise(PATIENT);
        self.held.slots.push(Slot {
            key: key.clone(),
            name: "use:email:home".to_owned(),
        });
        self.entry("take-over", PATIENT, (None, None), correlation);
        self.version(
            "ContactDetailAddedEvent",
            "create",
            &key,
            correlation,
            |version| {
                version.value = "p0@example.org".to_owned();
            },
        );
        key
    }

    fn patch(&mut self, key: &Key, version: u64) {
        let (correlation, mark) = self.request(Wanted::Patch, PATIENT, PATIENT, Some(version));
        let version = self.raise(PATIENT);
        self.held.done.push(Target {
            target: PATIENT,
            version,
        });
        self.entry("patch-patient", PATIENT, (None, None), correlation);
        self.version(
            "ContactDetailEditedEvent",
            "amend",
            key,
            correlation,
            |version| {
                version.value = format!("{mark}@example.org");
            },
        );
    }
}

/// What clients were told, what is kept, and what stood there before.
pub fn story() -> (Vec<Request>, Held, Before) {
    let mut keeper = Keeper::default();
    let item = keeper.take_over();
    let before = Before::of(&keeper.held);
    let first = keeper.create(true);
    let second = keeper.create(false);
    keeper.change(&first, Wanted::Describe, 2);
    keeper.change(&first, Wanted::Replace, 3);
    keeper.wish(1);
    keeper.wish(2);
    keeper.change(&second, Wanted::Retire, 2);
    let grant = keeper.share();
    keeper.unshare(grant);
    keeper.share();
    keeper.patch(&item, 2);
    keeper.patch(&item, 3);
    (keeper.told, keeper.held, before)
}
