//! Which of a target's details was in use when, channel by channel, and when none was (council specification,
//! "History of correspondence addresses").
//!
//! What is told is when a detail could be used to reach the target: from the first day on which it was true to
//! the last, but no longer than it was held as current. It is worked out from the records' own dates; nothing of
//! it is stored.

mod entry;
mod gap;
mod span;
#[cfg(test)]
mod tests;

pub use entry::{Entry, Stop};
pub use gap::Gap;
pub use span::Span;

use jiff::civil::Date;

use crate::contact_detail::ContactDetail;
use crate::vocabulary::Channel;

/// The details of a target, past, present and to come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Timeline {
    /// The day from which it is looked at: today, or a day in the past.
    pub on: Date,
    /// The channels of which there is a record, in the order of the vocabulary.
    pub channels: Vec<ChannelTimeline>,
}

/// The details of one channel.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChannelTimeline {
    /// How they reach the target.
    pub channel: Channel,
    /// Every value of every record, by the day on which the record starts, then by when it was made.
    pub entries: Vec<Entry>,
    /// The days on which none of them was in use, oldest first.
    pub gaps: Vec<Gap>,
}

impl Timeline {
    /// The timeline of these records, each by all its versions with the first one first, looked at from this
    /// day.
    pub fn of(records: Vec<Vec<ContactDetail>>, on: Date) -> Self {
        let mut entries: Vec<Entry> = records
            .into_iter()
            .flat_map(|versions| Entry::of_versions(versions, on))
            .collect();
        entries.sort_by(|one, another| one.place().cmp(&another.place()));
        let mut channels = Vec::new();
        for channel in Channel::ALL {
            let (these, others): (Vec<_>, Vec<_>) = entries
                .into_iter()
                .partition(|entry| entry.record.channel() == *channel);
            channels.extend(ChannelTimeline::of(*channel, these, on));
            entries = others;
        }
        Self { on, channels }
    }

    /// Every entry of every channel, in order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.channels.iter().flat_map(|channel| &channel.entries)
    }

    /// The entry of the value that a record had after this one.
    pub fn next_of(&self, entry: &Entry) -> Option<&Entry> {
        let is_same = |other: &&Entry| {
            other.record.id == entry.record.id && other.record.area == entry.record.area
        };
        let later = self
            .entries()
            .filter(is_same)
            .filter(|other| other.record.version > entry.record.version);
        later.min_by_key(|other| other.record.version)
    }

    /// The entry that took the place of this one, if it can be seen: within an area an id stands for one record.
    pub fn successor_of(&self, entry: &Entry) -> Option<&Entry> {
        let id = entry.record.ended.as_ref()?.superseded_by?;
        self.entries()
            .find(|other| other.record.id == id && other.record.area == entry.record.area)
    }
}

impl ChannelTimeline {
    fn of(channel: Channel, entries: Vec<Entry>, on: Date) -> Option<Self> {
        let used = entries.iter().filter_map(|entry| entry.used);
        let gaps = gap::between(used, on);
        (!entries.is_empty()).then_some(Self {
            channel,
            entries,
            gaps,
        })
    }
}
