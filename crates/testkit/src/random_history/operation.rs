use contactable_domain::vocabulary::Channel;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

/// How many targets take part.
pub const TARGETS: u8 = 2;
/// How many areas take part.
pub const AREAS: u8 = 2;

/// A channel and a number that makes the value.
pub type Value = (Channel, u8);

/// Something that is asked.
#[derive(Clone, Debug)]
pub enum Operation {
    /// Time passes.
    Wait(u8),
    /// A record is made.
    Make {
        target: u8,
        area: u8,
        id: u8,
        value: Value,
        is_default: bool,
        /// Valid for so many seconds from now.
        seconds: Option<i16>,
    },
    /// The specified PUT.
    Amend {
        record: u8,
        active: Option<bool>,
        is_default: Option<bool>,
        described: Option<u8>,
    },
    /// The deployed PATCH.
    Replace { record: u8, value: Value },
    /// The deployed DELETE.
    End { record: u8 },
}

/// A history: long enough to fill channels and to repeat ids.
pub fn operations() -> impl Strategy<Value = Vec<Operation>> {
    vec(operation(), 1..60)
}

fn operation() -> impl Strategy<Value = Operation> {
    prop_oneof![
        1 => (1u8..40).prop_map(Operation::Wait),
        8 => (0..TARGETS, 0..AREAS, 0u8..40, value(), any::<bool>(), of(-5i16..60)).prop_map(
            |(target, area, id, value, is_default, seconds)| Operation::Make {
                target,
                area,
                id,
                value,
                is_default,
                seconds,
            }
        ),
        4 => (any::<u8>(), of(any::<bool>()), of(any::<bool>()), of(0u8..3)).prop_map(
            |(record, active, is_default, described)| Operation::Amend {
                record,
                active,
                is_default,
                described,
            }
        ),
        3 => (any::<u8>(), value()).prop_map(|(record, value)| Operation::Replace { record, value }),
        2 => any::<u8>().prop_map(|record| Operation::End { record }),
    ]
}

/// Mostly phones, so that the limit is met.
fn value() -> impl Strategy<Value = Value> {
    let channel = prop_oneof![6 => Just(Channel::Phone), 2 => Just(Channel::Email), 1 => Just(Channel::Address), 1 => Just(Channel::Fax), 1 => Just(Channel::Textphone)];
    (channel, 0u8..4)
}
