//! Slots: the places that are limited in number. Who occupies which is stored under a primary key, so
//! that no race can seat two.

use jiff::civil::Date;

use crate::contact_detail::ContactDetail;
use crate::vocabulary::Channel;

/// A place that one record at a time may occupy, within one target and area.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Slot {
    /// One of the numbered places for active records of a limited channel, from 1.
    Active(Channel, u8),
    /// The place of the default of a channel.
    Default(Channel),
}

impl Slot {
    /// The stored form, such as `phone:3` or `default:email`.
    pub fn name(self) -> String {
        match self {
            Self::Active(channel, number) => format!("{}:{number}", channel.as_str()),
            Self::Default(channel) => format!("default:{}", channel.as_str()),
        }
    }

    /// Reads the stored form; `None` for anything that is not the name of a slot.
    pub fn parse(name: &str) -> Option<Self> {
        let (kind, rest) = name.split_once(':')?;
        if kind == "default" {
            return Channel::parse(rest).map(Self::Default);
        }
        let channel = Channel::parse(kind)?;
        let number = rest.parse().ok()?;
        let slot = Self::numbered(channel).find(|slot| *slot == Self::Active(channel, number));
        slot.filter(|slot| slot.name() == name)
    }

    /// The numbered places of a channel; none for a channel without limit.
    pub fn numbered(channel: Channel) -> impl Iterator<Item = Self> {
        let limit = channel.active_limit().unwrap_or(0);
        (1..=limit).map(move |number| Self::Active(channel, number))
    }

    /// Whether this record may go on sitting here on this day. A default keeps its place until it
    /// is retired or another takes it, even past its validity.
    pub(super) fn suits(self, record: &ContactDetail, on: Date) -> bool {
        match self {
            Self::Active(channel, _) => record.channel() == channel && record.is_active(on),
            Self::Default(channel) => record.channel() == channel && record.is_default,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slot_names_come_back() {
        let numbered = Channel::ALL.iter().flat_map(|c| Slot::numbered(*c));
        let defaults = Channel::ALL.iter().map(|c| Slot::Default(*c));
        let all: Vec<_> = numbered.chain(defaults).collect();
        assert_eq!(all.len(), 15);
        for slot in all {
            assert_eq!(Slot::parse(&slot.name()), Some(slot));
        }
    }

    #[test]
    fn other_names_are_not_slots() {
        for name in [
            "",
            "phone",
            "phone:0",
            "phone:6",
            "phone:03",
            "address:1",
            "default:",
            "default:telex",
        ] {
            assert_eq!(Slot::parse(name), None, "{name}");
        }
    }
}
