use jiff::Timestamp;
use jiff::civil::Date;

use super::Span;
use crate::area::AreaKey;
use crate::contact_detail::{ContactDetail, State, Status};
use crate::ids::ContactDetailId;

/// What puts an end to the use of a detail, on a day that may be still to come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stop {
    /// Its last day is over. It may have been retired later on as well.
    Lapsed,
    /// It was retired.
    Retired,
    /// The record went on with another value (the deployed PATCH).
    Changed,
}

impl Stop {
    /// The word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lapsed => "lapsed",
            Self::Retired => "retired",
            Self::Changed => "changed",
        }
    }
}

/// One record on the timeline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The record, as it was held at the time from which the timeline is looked at.
    pub record: ContactDetail,
    /// The days on which it could be used; `None` when it was retired before it began.
    pub used: Option<Span>,
    /// What puts an end to its use, if anything does.
    pub stop: Option<Stop>,
    /// Its state on the day from which the timeline is looked at.
    pub state: State,
}

/// By what entries are ordered: the day on which they start, when they were made, and what tells them apart.
type Place<'a> = (Date, Timestamp, ContactDetailId, &'a AreaKey);

impl Entry {
    /// Puts a record on a timeline that is looked at from this day. A detail is in use from the day on which it
    /// starts to its last day or the day on which it was retired, whichever comes first. The day on which it was
    /// retired still counts, as it was held for a part of it; otherwise there would seem to be a day without a
    /// detail between one and the other that takes its place at once (house). What was retired because it was
    /// wrong counts as well: for so long it was the detail that the target was reached by.
    pub fn of(record: ContactDetail, on: Date) -> Self {
        let lapse = record.last_day();
        let retired = record.ended.as_ref().map(|ending| ending.stamp.day());
        let stop = match (lapse, retired) {
            (Some(lapse), Some(retired)) if lapse < retired => Some(Stop::Lapsed),
            (_, Some(_)) => Some(Stop::Retired),
            (Some(_), None) => Some(Stop::Lapsed),
            (None, None) => None,
        };
        let last = match (lapse, retired) {
            (Some(lapse), Some(retired)) => Some(lapse.min(retired)),
            (lapse, retired) => lapse.or(retired),
        };
        Self {
            used: Span::new(record.starts_on(), last),
            stop,
            state: record.state(on),
            record,
        }
    }

    /// Puts a record on a timeline by all its versions, the first one first: each value that it had is an entry
    /// of its own, in use until the day on which the next one was recorded.
    pub fn of_versions(versions: Vec<ContactDetail>, on: Date) -> Vec<Self> {
        let mut entries = Vec::new();
        let mut since: Option<Date> = None;
        let mut versions = versions.into_iter().peekable();
        while let Some(version) = versions.next() {
            let changed = versions.peek().map(|next| {
                let same = version
                    .information
                    .value
                    .is_same_as(&next.information.value);
                (!same).then(|| next.recorded.day())
            });
            match changed {
                // It says the same in its next version.
                Some(None) => {}
                Some(Some(day)) => {
                    entries.extend(Self::until(version, (since, day), on));
                    since = Some(day);
                }
                None => entries.push(Self::of(version, on).since(since)),
            }
        }
        entries
    }

    /// A value that the record had until this day; nothing if it never came to be used.
    fn until(version: ContactDetail, (since, day): (Option<Date>, Date), on: Date) -> Option<Self> {
        let entry = Self::of(version, on).since(since);
        let used = entry.used?;
        let last = used.last().map_or(day, |last| last.min(day));
        Some(Self {
            used: Some(Span::new(used.first(), Some(last))?),
            stop: if last == day {
                Some(Stop::Changed)
            } else {
                entry.stop
            },
            state: State {
                status: Status::Historic,
                ..entry.state
            },
            record: entry.record,
        })
    }

    /// The same, but not in use before this day.
    fn since(self, day: Option<Date>) -> Self {
        let Some((used, day)) = self.used.zip(day) else {
            return self;
        };
        Self {
            used: Span::new(used.first().max(day), used.last()),
            ..self
        }
    }

    pub(super) fn place(&self) -> Place<'_> {
        let record = &self.record;
        (
            record.starts_on(),
            record.created.at,
            record.id,
            &record.area,
        )
    }
}
