use super::{Channel, Label, Use};
use crate::refusal::{Code, Reason};

/// A channel for one use, such as `phone-mobile`: of each a target has one active and valid detail (PDS standard,
/// "Updating contact details"). Emergency contacts are a list and no kind: any number stand beside each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Kind {
    channel: Channel,
    usage: Use,
}

impl Kind {
    /// Every kind, in the order of the vocabulary.
    pub fn all() -> impl Iterator<Item = Self> {
        Channel::ALL.iter().flat_map(|channel| {
            let uses = Use::ALL.iter().filter(|usage| **usage != Use::Emergency);
            uses.map(|usage| Self {
                channel: *channel,
                usage: *usage,
            })
        })
    }

    /// Reads a channel and a use joined by a hyphen, whatever their case.
    ///
    /// # Errors
    /// [`Code::UnknownWord`], naming the words, or saying what to do about an emergency contact.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let words = text.split_once('-');
        let read = words.and_then(|(channel, usage)| {
            Some(Self {
                channel: Channel::parse(channel)?,
                usage: Use::parse(usage)?,
            })
        });
        match read {
            Some(kind) if kind.usage == Use::Emergency => Err(emergency()),
            read => read.ok_or_else(unknown),
        }
    }

    /// The kind of a detail; `None` for what is somebody else's, without a use, or for emergencies.
    pub fn of(channel: Channel, label: Label) -> Option<Self> {
        let usage = label.usage.filter(|usage| *usage != Use::Emergency)?;
        let is_own = label.relationship.is_none();
        is_own.then_some(Self { channel, usage })
    }

    /// How the target is reached.
    pub fn channel(self) -> Channel {
        self.channel
    }

    /// The label of a record of this kind.
    pub fn label(self) -> Label {
        Label::used_for(self.usage)
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.channel.as_str(), self.usage.as_str())
    }
}

fn unknown() -> Reason {
    let channels: Vec<&str> = Channel::ALL.iter().map(|one| one.as_str()).collect();
    let uses = Use::ALL.iter().filter(|usage| **usage != Use::Emergency);
    let uses: Vec<&str> = uses.map(|one| one.as_str()).collect();
    Reason::new(
        Code::UnknownWord,
        "This is not a kind of contact detail known here",
        format!(
            "Use one of {}, a hyphen, and one of {}; such as phone-mobile",
            channels.join(", "),
            uses.join(", ")
        ),
    )
}

fn emergency() -> Reason {
    Reason::new(
        Code::UnknownWord,
        "There may be several emergency contacts, so none takes the place of all",
        "Make a new record, or replace one of them by its id",
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_kind_comes_back() {
        assert_eq!(
            Kind::all().count(),
            Channel::ALL.len() * (Use::ALL.len() - 1)
        );
        for kind in Kind::all() {
            assert_eq!(Kind::parse(&kind.to_string()), Ok(kind));
            assert_eq!(Kind::parse(&kind.to_string().to_uppercase()), Ok(kind));
        }
    }

    #[test]
    fn uses_of_several_words_are_read_whole() {
        for name in [
            "phone-out-of-hours",
            "textphone-home",
            "phone-answering-machine",
        ] {
            assert_eq!(
                Kind::parse(name).map(|kind| kind.to_string()),
                Ok(name.to_owned())
            );
        }
    }

    #[test]
    fn other_texts_are_told_the_words() {
        for text in [
            "",
            "phone",
            "phone-",
            "-home",
            "home-phone",
            "phone mobile",
            "phone-carer",
        ] {
            let reason = Kind::parse(text).unwrap_err();
            assert_eq!(reason.code, Code::UnknownWord, "{text}");
            for word in ["phone", "textphone", "mobile", "out-of-hours"] {
                assert!(reason.remedy.contains(word), "{text}");
            }
        }
    }

    #[test]
    fn emergency_contacts_are_a_list() {
        let reason = Kind::parse("phone-emergency").unwrap_err();
        assert!(reason.remedy.contains("by its id"));
        assert!(Kind::all().all(|kind| kind.usage != Use::Emergency));
    }

    proptest! {
        #[test]
        fn nothing_but_kinds_is_read(text in ".{0,24}") {
            if let Ok(kind) = Kind::parse(&text) {
                prop_assert_eq!(kind.to_string(), text.to_ascii_lowercase());
            }
        }
    }
}
