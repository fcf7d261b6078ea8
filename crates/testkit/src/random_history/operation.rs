use contactable_domain::contact_detail::EndReason;
use contactable_domain::vocabulary::Channel;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

/// How many targets take part.
pub const TARGETS: u8 = 2;
/// How many areas take part.
pub const AREAS: u8 = 2;

/// A channel and a number that makes the value.
pub type Value = (Channel, u8);

/// First and last day, counted from the day of the request.
pub type Days = (Option<i8>, Option<i8>);

/// What the specified PUT asks for.
#[derive(Clone, Copy, Debug)]
pub struct Amending {
    pub active: Option<bool>,
    pub reason: Option<EndReason>,
    pub is_default: Option<bool>,
    pub is_preferred: Option<bool>,
    pub described: Option<u8>,
}

/// Something that is asked.
#[derive(Clone, Debug)]
pub enum Operation {
    /// So many minutes pass.
    Wait(u16),
    /// A record is made.
    Make {
        target: u8,
        area: u8,
        id: u8,
        value: Value,
        is_default: bool,
        days: Days,
    },
    /// The specified PUT.
    Amend { record: u8, amending: Amending },
    /// The deployed PATCH.
    Replace { record: u8, value: Value },
    /// The deployed DELETE.
    End { record: u8 },
    /// A record takes the place of another.
    Supersede {
        record: u8,
        id: u8,
        value: Value,
        reason: EndReason,
    },
    /// It was found to be right just now.
    Verify { record: u8 },
    /// Something did not arrive just now, for good or not.
    Undeliverable { record: u8, hard: bool },
    /// That is taken back.
    Lift { record: u8 },
    /// What happened by the clock is told.
    TellTurns,
}

/// A history: long enough to fill channels and to repeat ids.
pub fn operations() -> impl Strategy<Value = Vec<Operation>> {
    vec(operation(), 1..60)
}

fn operation() -> impl Strategy<Value = Operation> {
    let record = any::<u8>;
    prop_oneof![
        3 => (1u16..2400).prop_map(Operation::Wait),
        8 => (0..TARGETS, 0..AREAS, id(), value(), any::<bool>(), days()).prop_map(
            |(target, area, id, value, is_default, days)| Operation::Make {
                target,
                area,
                id,
                value,
                is_default,
                days,
            }
        ),
        5 => (record(), amending())
            .prop_map(|(record, amending)| Operation::Amend { record, amending }),
        3 => (record(), value()).prop_map(|(record, value)| Operation::Replace { record, value }),
        1 => record().prop_map(|record| Operation::End { record }),
        3 => (record(), id(), value(), reason()).prop_map(
            |(record, id, value, reason)| Operation::Supersede { record, id, value, reason }
        ),
        1 => record().prop_map(|record| Operation::Verify { record }),
        1 => (record(), any::<bool>())
            .prop_map(|(record, hard)| Operation::Undeliverable { record, hard }),
        1 => record().prop_map(|record| Operation::Lift { record }),
        1 => Just(Operation::TellTurns),
    ]
}

fn id() -> impl Strategy<Value = u8> {
    0u8..40
}

fn reason() -> impl Strategy<Value = EndReason> {
    select(EndReason::ALL)
}

fn amending() -> impl Strategy<Value = Amending> {
    let flag = || of(any::<bool>());
    (flag(), of(reason()), flag(), flag(), of(0u8..3)).prop_map(
        |(active, reason, is_default, is_preferred, described)| Amending {
            active,
            reason,
            is_default,
            is_preferred,
            described,
        },
    )
}

/// Where both are said, the last day is no earlier than the first.
fn days() -> impl Strategy<Value = Days> {
    (of(-5i8..10), of(-3i8..9)).prop_map(|(from, until)| {
        let least = from.unwrap_or(i8::MIN);
        (from, until.map(|until| until.max(least)))
    })
}

/// Mostly phones, so that the limit is met.
fn value() -> impl Strategy<Value = Value> {
    let channel = prop_oneof![6 => Just(Channel::Phone), 2 => Just(Channel::Email), 1 => Just(Channel::Address), 1 => Just(Channel::Fax), 1 => Just(Channel::Textphone)];
    (channel, 0u8..4)
}
