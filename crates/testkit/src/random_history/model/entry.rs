//! A record as the model knows it.

use contactable_domain::area::{DefaultPer, PlaceRules, Profile};
use contactable_domain::contact_detail::{EndReason, State, Status, Validity};
use contactable_domain::ids::ContactDetailId;

use super::super::operation::Value;
use super::super::perform::{failure, said, usage};
use super::super::shown::Shown;

/// A record as the model knows it. Days are counted from 1970: histories play in winter, when London has
/// UTC.
#[derive(Clone)]
pub struct Entry {
    pub id: ContactDetailId,
    pub target: u8,
    pub area: u8,
    /// The team of the area that recorded it.
    pub team: Option<usize>,
    pub value: Value,
    pub note: String,
    pub is_default: bool,
    pub is_preferred: bool,
    /// The first day that was said, and the last.
    pub days: (Option<i64>, Option<i64>),
    /// Unix second in which it was found to be right.
    pub verified: Option<i64>,
    /// Unix second in which something did not arrive, and whether for good.
    pub failed: Option<(i64, bool)>,
    pub is_ended: bool,
    /// Why it ended, if that was said.
    pub end_reason: Option<EndReason>,
    pub superseded_by: Option<ContactDetailId>,
    pub supersedes: Option<ContactDetailId>,
    pub version: u32,
    /// Unix second in which it was made.
    pub made: i64,
    /// What was asked when it was made.
    pub request: Request,
    /// What was told of the clock's work.
    pub told: Vec<&'static str>,
}

/// What was asked when a record was made.
#[derive(Clone, Copy, PartialEq)]
pub struct Request {
    pub target: u8,
    pub value: Value,
    pub is_default: bool,
    pub is_preferred: bool,
    pub days: (Option<i64>, Option<i64>),
    /// Whether it was to take the place of another.
    pub supersedes: bool,
}

impl Request {
    /// The same, as it counts for what was made on this day: what is historic from the start is no default.
    fn on(self, day: i64) -> Self {
        let is_historic = self.days.1.is_some_and(|until| until < day);
        Self {
            is_default: self.is_default && !is_historic,
            ..self
        }
    }
}

impl Entry {
    /// What a request makes.
    pub fn new(
        id: ContactDetailId,
        (area, team): (u8, Option<usize>),
        request: Request,
        now: i64,
    ) -> Self {
        Self {
            id,
            target: request.target,
            area,
            team,
            value: request.value,
            note: "as given at the desk".to_owned(),
            is_default: request.on(day(now)).is_default,
            is_preferred: request.is_preferred,
            days: request.days,
            verified: None,
            failed: None,
            is_ended: false,
            end_reason: None,
            superseded_by: None,
            supersedes: None,
            version: 0,
            made: now,
            request,
            told: Vec::new(),
        }
    }

    /// Whether it was made by the same request.
    pub fn was_asked_by(&self, request: Request) -> bool {
        let made = day(self.made);
        self.request.on(made) == request.on(made)
    }

    /// Neither ended nor past its last day.
    pub fn is_active(&self, now: i64) -> bool {
        !self.is_ended && self.days.1.is_none_or(|until| day(now) <= until)
    }

    fn first_day(&self) -> i64 {
        let (from, until) = self.days;
        let made = day(self.made);
        from.unwrap_or(until.map_or(made, |until| until.min(made)))
    }

    fn state(&self, now: i64) -> State {
        let status = if self.is_ended {
            Status::Historic
        } else {
            Status::Active
        };
        let validity = if self.days.1.is_some_and(|until| until < day(now)) {
            Validity::Expired
        } else if day(now) < self.first_day() {
            Validity::NotYetValid
        } else {
            Validity::Valid
        };
        State { status, validity }
    }

    /// Tells what has happened by the clock since it was made. What is retired by then is not told, since
    /// whoever follows was told that it is gone.
    pub fn tell(&mut self, now: i64) {
        let lapses = self.days.1.map(|until| (until + 1, "Lapsed"));
        let turns = [Some((self.first_day(), "Started")), lapses];
        for (turning, kind) in turns.into_iter().flatten() {
            let has_come = day(self.made) < turning && turning <= day(now);
            if has_come && !self.is_ended && !self.told.contains(&kind) {
                self.told.push(kind);
            }
        }
    }

    /// Another of the same target and area.
    pub fn is_beside(&self, other: &Self) -> bool {
        (self.target, self.area) == (other.target, other.area) && self.id != other.id
    }

    /// Whether both are counted together: phones, say, or phones for one use where each use has one.
    pub fn same_place(&self, other: &Self, places: PlaceRules) -> bool {
        let same_use = usage(self.value.1) == usage(other.value.1);
        self.value.0 == other.value.0 && (places.profile == Profile::Council || same_use)
    }

    /// Whether one of both can be the default only.
    pub fn same_default(&self, other: &Self, places: PlaceRules) -> bool {
        let same_team = self.team == other.team;
        self.value.0 == other.value.0 && (places.default_per == DefaultPer::Area || same_team)
    }

    /// What a listing shows.
    pub fn shown(&self, now: i64) -> Shown {
        Shown {
            id: self.id,
            value: said(self.value).value.one_line().to_owned(),
            note: Some(self.note.clone()),
            is_default: self.is_default,
            is_preferred: self.is_preferred,
            version: self.version,
            state: self.state(now),
            is_verified: self.verified.is_some(),
            failure: self.failed.map(|(_, hard)| failure(hard)),
            end_reason: self.end_reason,
            superseded_by: self.superseded_by,
            supersedes: self.supersedes,
        }
    }
}

/// The day of a second.
pub fn day(second: i64) -> i64 {
    second.div_euclid(24 * 3600)
}
