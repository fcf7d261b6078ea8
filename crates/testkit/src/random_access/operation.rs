use contactable_domain::actor::PurposeOfUse;
use contactable_domain::restriction::Level;
use contactable_domain::vocabulary::Channel;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::{HOUSING, NHS, SOCIAL_CARE};

/// The areas that take part.
pub const AREAS: [&str; 3] = [HOUSING, SOCIAL_CARE, NHS];
/// How many targets take part.
pub const TARGETS: u8 = 2;
/// The purposes that take part.
pub const PURPOSES: [PurposeOfUse; 2] = [PurposeOfUse::General, PurposeOfUse::DirectCare];
/// The channels that take part.
pub const CHANNELS: [Channel; 3] = [Channel::Phone, Channel::Email, Channel::Address];

/// Something that happens, or a look.
#[derive(Clone, Debug)]
pub enum Operation {
    /// So many minutes pass.
    Wait(u16),
    /// A record is made.
    Make {
        target: u8,
        area: u8,
        value: (Channel, u8),
    },
    /// A record says something else.
    Replace { record: u8, value: (Channel, u8) },
    /// One area shares with the one that follows it by so many.
    Share {
        target: u8,
        from: u8,
        by: u8,
        channels: Vec<Channel>,
        purposes: Vec<PurposeOfUse>,
        days: Option<u8>,
    },
    /// A grant is withdrawn.
    Withdraw(u8),
    /// A person is restricted, or is no more.
    Restrict { target: u8, level: Option<Level> },
    /// Somebody breaks the glass, if they may.
    BreakGlass {
        person: usize,
        target: u8,
        minutes: u16,
    },
    /// Somebody looks at everything.
    Look {
        person: usize,
        purpose: PurposeOfUse,
    },
}

/// A sequence.
pub fn operations() -> impl Strategy<Value = Vec<Operation>> {
    vec(operation(), 1..40)
}

fn operation() -> impl Strategy<Value = Operation> {
    let person = || 0_usize..13;
    let purpose = || select(&PURPOSES[..]);
    prop_oneof![
        2 => (1_u16..4000).prop_map(Operation::Wait),
        4 => (0..TARGETS, 0_u8..3, value())
            .prop_map(|(target, area, value)| Operation::Make { target, area, value }),
        5 => (any::<u8>(), value()).prop_map(|(record, value)| Operation::Replace { record, value }),
        5 => share(),
        3 => any::<u8>().prop_map(Operation::Withdraw),
        1 => (0..TARGETS, proptest::option::of(select(Level::ALL)))
            .prop_map(|(target, level)| Operation::Restrict { target, level }),
        2 => (person(), 0..TARGETS, 1_u16..240).prop_map(
            |(person, target, minutes)| Operation::BreakGlass { person, target, minutes }
        ),
        6 => (person(), purpose()).prop_map(|(person, purpose)| Operation::Look { person, purpose }),
    ]
}

fn share() -> impl Strategy<Value = Operation> {
    let some = (
        subsequence(&CHANNELS[..], 0..=2),
        subsequence(&PURPOSES[..], 0..=1),
        proptest::option::of(0_u8..4),
    );
    (0..TARGETS, 0_u8..3, 1_u8..3, some).prop_map(
        |(target, from, by, (channels, purposes, days))| Operation::Share {
            target,
            from,
            by,
            channels,
            purposes,
            days,
        },
    )
}

fn value() -> impl Strategy<Value = (Channel, u8)> {
    (select(&CHANNELS[..]), 0_u8..3)
}
