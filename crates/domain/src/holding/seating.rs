//! Who sits where, while a change is worked out.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Slot;
use crate::area::{PlaceRules, Profile};
use crate::contact_detail::ContactDetail;
use crate::ids::ContactDetailId;
use crate::refusal::{Code, Field, Reason, Refusal};
use crate::vocabulary::Channel;

pub(super) type Seats = BTreeMap<Slot, ContactDetailId>;

/// The seats of a holding under the rules of its area, on one day.
pub(super) struct Seating {
    pub(super) seats: Seats,
    rules: PlaceRules,
    on: Date,
}

impl Seating {
    /// The seats without those that suit their occupants no more: it is retired or lapsed, or says something
    /// else, or the area has other places now.
    pub(super) fn of<'a>(
        mut seats: Seats,
        record: impl Fn(&ContactDetailId) -> Option<&'a ContactDetail>,
        rules: PlaceRules,
        on: Date,
    ) -> Self {
        seats.retain(|slot, occupant| record(occupant).is_some_and(|r| slot.suits(r, rules, on)));
        Self { seats, rules, on }
    }

    /// Seats records that were there before and have no seat: the area had other places when they were last
    /// changed. They stay whatever the rules say now: numbers go on above the limit, and where two have one use,
    /// or one default, the first of them gets the seat.
    pub(super) fn seat_what_was_there(&mut self, records: &[&ContactDetail]) {
        let seated: BTreeSet<ContactDetailId> = self.of_channels().collect();
        let mut last: BTreeMap<Channel, u16> = BTreeMap::new();
        for record in records {
            self.seat_default(record);
            if !record.is_active(self.on) {
                continue;
            }
            if self.rules.profile == Profile::Pds {
                if !Slot::has_of_use(record) {
                    continue;
                }
                self.seats.entry(Slot::of_use(record)).or_insert(record.id);
            } else if self.rules.limit_of(record.channel()).is_some()
                && !seated.contains(&record.id)
            {
                let last = last.entry(record.channel()).or_default();
                self.seat_after(last, record);
            }
        }
    }

    /// Seats a record that is made or changed. One that claims a place needs a free one; one that claims none goes
    /// on without.
    ///
    /// # Errors
    /// [`Code::TooManyActive`] or [`Code::OnePerUse`].
    pub(super) fn seat(&mut self, record: &ContactDetail, claims: bool) -> Result<(), Refusal> {
        self.seat_default(record);
        if !record.is_active(self.on) {
            return Ok(());
        }
        match (self.rules.profile, self.rules.limit_of(record.channel())) {
            (Profile::Pds, _) if !Slot::has_of_use(record) => Ok(()),
            (Profile::Pds, _) => self.seat_by_use(record, claims),
            (Profile::Council, Some(limit)) => self.seat_by_number(record, limit, claims),
            (Profile::Council, None) => Ok(()),
        }
    }

    fn seat_default(&mut self, record: &ContactDetail) {
        if record.is_default {
            let slot = Slot::of_default(record, self.rules);
            self.seats.entry(slot).or_insert(record.id);
        }
    }

    fn seat_by_use(&mut self, record: &ContactDetail, claims: bool) -> Result<(), Refusal> {
        let occupant = *self.seats.entry(Slot::of_use(record)).or_insert(record.id);
        if occupant != record.id && claims {
            return Err(Refusal::invalid(
                Field::Label,
                one_per_use(record.channel()),
            ));
        }
        Ok(())
    }

    fn seat_by_number(
        &mut self,
        record: &ContactDetail,
        limit: u8,
        claims: bool,
    ) -> Result<(), Refusal> {
        let channel = record.channel();
        if self.numbered(channel).any(|occupant| occupant == record.id) {
            return Ok(());
        }
        if claims && self.numbered(channel).count() >= usize::from(limit) {
            return Err(Refusal::invalid(Field::Existing, full(channel, limit)));
        }
        self.seat_after(&mut 0, record);
        Ok(())
    }

    /// Gives a record the first free number of its channel after this one.
    fn seat_after(&mut self, last: &mut u16, record: &ContactDetail) {
        let channel = record.channel();
        let free = |number: &u16| !self.seats.contains_key(&Slot::Active(channel, *number));
        if let Some(number) = (last.saturating_add(1)..=u16::MAX).find(free) {
            *last = number;
            self.seats.insert(Slot::Active(channel, number), record.id);
        }
    }

    /// Who has a numbered seat of this channel.
    fn numbered(&self, channel: Channel) -> impl Iterator<Item = ContactDetailId> {
        let all = Slot::Active(channel, 0)..=Slot::Active(channel, u16::MAX);
        self.seats.range(all).map(|(_, occupant)| *occupant)
    }

    fn of_channels(&self) -> impl Iterator<Item = ContactDetailId> {
        Channel::ALL
            .iter()
            .flat_map(|channel| self.numbered(*channel))
    }
}

fn full(channel: Channel, limit: u8) -> Reason {
    Reason::new(
        Code::TooManyActive,
        format!(
            "The maximum of {limit} active {} contact details has already been reached",
            channel.as_str()
        ),
        "Retire one that is no longer used, then add the new one",
    )
}

fn one_per_use(channel: Channel) -> Reason {
    Reason::new(
        Code::OnePerUse,
        format!(
            "Your service area has one active {} contact detail for each use, and there is one for this use",
            channel.as_str()
        ),
        "Replace the one that is there, or retire it first; or say what else this one is used for",
    )
}
