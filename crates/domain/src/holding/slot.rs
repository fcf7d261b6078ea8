//! Slots: the places that are limited in number. Who occupies which is stored under a primary key, so
//! that no race can seat two.

use jiff::civil::Date;

use crate::area::{DefaultPer, PlaceRules, Profile, Team, TeamKey};
use crate::contact_detail::ContactDetail;
use crate::vocabulary::{Channel, FhirCode, Label, Relationship, Use};

/// A place that one record at a time may occupy, within one target and area.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Slot {
    /// One of the numbered places for active records of a limited channel, from 1. Which numbers are given out
    /// is the area's to say.
    Active(Channel, u16),
    /// The place of the active record of a channel for one use, or for one use of somebody else's.
    Use(Channel, Label),
    /// The place of the default of a channel: the area's, or a team's own.
    Default(Channel, Option<TeamKey>),
}

/// In the name of a slot, where nobody said what a record is used for.
const NO_USE: &str = "-";

impl Slot {
    /// Whether its use has a place: there may be any number of emergency contacts (PDS, "contact").
    pub(super) fn has_of_use(record: &ContactDetail) -> bool {
        record.information.label.usage != Some(Use::Emergency)
    }

    /// The place of this record's use.
    pub(super) fn of_use(record: &ContactDetail) -> Self {
        Self::Use(
            record.channel(),
            as_pds_knows(record.channel(), record.information.label),
        )
    }

    /// The place of this record when it is a default.
    pub(super) fn of_default(record: &ContactDetail, rules: PlaceRules) -> Self {
        let team = match rules.default_per {
            DefaultPer::Area => None,
            DefaultPer::Team => record.team.as_ref().map(Team::key),
        };
        Self::Default(record.channel(), team)
    }

    /// The stored form, such as `phone:3`, `use:phone:home:carer`, `default:email` or `default:email:repairs`.
    pub fn name(&self) -> String {
        match self {
            Self::Active(channel, number) => format!("{}:{number}", channel.as_str()),
            Self::Use(channel, label) => {
                let usage = label.usage.map_or(NO_USE, Use::as_str);
                let place = format!("use:{}:{usage}", channel.as_str());
                match label.relationship {
                    Some(relationship) => format!("{place}:{}", relationship.as_str()),
                    None => place,
                }
            }
            Self::Default(channel, None) => format!("default:{}", channel.as_str()),
            Self::Default(channel, Some(team)) => {
                format!("default:{}:{}", channel.as_str(), team.as_str())
            }
        }
    }

    /// Reads the stored form; `None` for anything that is not the name of a slot.
    pub fn parse(name: &str) -> Option<Self> {
        let (kind, rest) = name.split_once(':')?;
        let slot = match kind {
            "default" => Self::parse_default(rest),
            "use" => Self::parse_use(rest),
            channel => Self::parse_numbered(channel, rest),
        };
        // Each slot has one name only.
        slot.filter(|slot| slot.name() == name)
    }

    fn parse_default(rest: &str) -> Option<Self> {
        match rest.split_once(':') {
            None => Some(Self::Default(Channel::parse(rest)?, None)),
            // A team may have a colon in its name: it is the rest, whatever is in it.
            Some((_, "")) => None,
            Some((channel, team)) => Some(Self::Default(
                Channel::parse(channel)?,
                Some(TeamKey::of(team)),
            )),
        }
    }

    fn parse_use(rest: &str) -> Option<Self> {
        let mut parts = rest.split(':');
        let channel = Channel::parse(parts.next()?)?;
        let usage = match parts.next()? {
            NO_USE => None,
            word => Some(Use::parse(word)?),
        };
        let relationship = match parts.next() {
            None => None,
            Some(word) => Some(Relationship::parse(word)?),
        };
        let label = Label {
            usage,
            relationship,
        };
        Some(Self::Use(channel, label))
    }

    fn parse_numbered(channel: &str, number: &str) -> Option<Self> {
        let number = number.parse().ok().filter(|number| *number > 0)?;
        Some(Self::Active(Channel::parse(channel)?, number))
    }

    /// Whether this record may go on sitting here on this day, as the area has its places now. A default
    /// keeps its place until it is retired or another takes it, even past its validity. A number above the
    /// present limit is kept by who has it.
    pub(super) fn suits(&self, record: &ContactDetail, rules: PlaceRules, on: Date) -> bool {
        match self {
            Self::Active(channel, _) => {
                let counted = rules.limit_of(*channel).is_some();
                counted && record.channel() == *channel && record.is_active(on)
            }
            Self::Use(..) => {
                let by_use = rules.profile == Profile::Pds && Self::has_of_use(record);
                by_use && Self::of_use(record) == *self && record.is_active(on)
            }
            Self::Default(..) => record.is_default && Self::of_default(record, rules) == *self,
        }
    }
}

/// The label that PDS makes of one that it has no word of its own for: a landline is a home number, a main one is of
/// work, a pager goes with mobiles, so that two of them are of one kind.
fn as_pds_knows(channel: Channel, label: Label) -> Label {
    let meaning = FhirCode::of(channel, label).and_then(FhirCode::meaning);
    meaning.map_or(label, |(_, known)| known)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn labels() -> impl Iterator<Item = Label> {
        let uses = std::iter::once(None).chain(Use::ALL.iter().copied().map(Some));
        let theirs = || std::iter::once(None).chain(Relationship::ALL.iter().copied().map(Some));
        uses.flat_map(move |usage| {
            theirs().map(move |relationship| Label {
                usage,
                relationship,
            })
        })
    }

    #[test]
    fn slot_names_come_back() {
        let channels = || Channel::ALL.iter().copied();
        let numbered =
            channels().flat_map(|c| [1, 5, 6, 20, 65535].map(|number| Slot::Active(c, number)));
        let uses = channels().flat_map(|c| labels().map(move |label| Slot::Use(c, label)));
        let teams = [None, Some("repairs"), Some("north: repairs"), Some("-")];
        let defaults = channels()
            .flat_map(|channel| teams.map(|team| Slot::Default(channel, team.map(TeamKey::of))));
        let all: Vec<Slot> = numbered.chain(uses).chain(defaults).collect();
        let names: std::collections::BTreeSet<String> = all.iter().map(Slot::name).collect();
        assert_eq!(names.len(), all.len(), "no two have one name");
        for slot in all {
            assert_eq!(Slot::parse(&slot.name()), Some(slot));
        }
    }

    /// Files that older programs wrote have these.
    #[test]
    fn names_never_change() {
        let home = Label {
            usage: Some(Use::Home),
            relationship: Some(Relationship::Carer),
        };
        for (slot, name) in [
            (Slot::Active(Channel::Phone, 3), "phone:3"),
            (
                Slot::Use(Channel::Phone, Label::used_for(Use::Mobile)),
                "use:phone:mobile",
            ),
            (Slot::Use(Channel::Phone, home), "use:phone:home:carer"),
            (Slot::Use(Channel::Email, Label::default()), "use:email:-"),
            (Slot::Default(Channel::Email, None), "default:email"),
            (
                Slot::Default(Channel::Email, Some(TeamKey::of("Repairs"))),
                "default:email:repairs",
            ),
        ] {
            assert_eq!(slot.name(), name);
        }
    }

    #[test]
    fn other_names_are_not_slots() {
        for name in [
            "",
            "phone",
            "phone:",
            "phone:0",
            "phone:03",
            "phone:+3",
            "phone:65536",
            "telex:1",
            "Phone:1",
            "default:",
            "default:telex",
            "default:phone:",
            "default:phone:Repairs",
            "default:phone: repairs",
            "use:phone",
            "use:phone:",
            "use:phone:none",
            "use:phone:home:",
            "use:phone:home:aunt",
            "use:phone:home:carer:1",
        ] {
            assert_eq!(Slot::parse(name), None, "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_teams_slot_comes_back(name in ".{1,40}") {
            let key = TeamKey::of(&name);
            prop_assume!(!key.as_str().is_empty());
            let slot = Slot::Default(Channel::Phone, Some(key));
            prop_assert_eq!(Slot::parse(&slot.name()), Some(slot));
        }
    }
}
