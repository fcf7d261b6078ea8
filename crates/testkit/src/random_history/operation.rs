use contactable_domain::area::{DefaultPer, Limits, PlaceRules, Profile};
use contactable_domain::contact_detail::EndReason;
use contactable_domain::vocabulary::Channel;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::TEAMS;

/// How many targets take part.
pub const TARGETS: u8 = 2;
/// How many areas take part.
pub const AREAS: u8 = 2;

/// What places Housing has, by the number of its settings; it begins with the usual ones.
pub fn places(settings: usize) -> PlaceRules {
    let few = Limits {
        phones: Some(2),
        emails: None,
        addresses: Some(1),
    };
    let usual = PlaceRules::default();
    match settings {
        0 => usual,
        1 => PlaceRules {
            limits: few,
            ..usual
        },
        2 => PlaceRules {
            default_per: DefaultPer::Team,
            ..usual
        },
        _ => PlaceRules {
            profile: Profile::Pds,
            ..usual
        },
    }
}

/// How many settings [`places`] knows.
const SETTINGS: usize = 4;

/// A channel and a number that makes the value, and what it is used for.
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
    /// Housing has other places from now on.
    Settings(usize),
    /// A record is made; by a team of Housing, if a number says which.
    Make {
        target: u8,
        area: u8,
        team: Option<usize>,
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
        1 => (0..SETTINGS).prop_map(Operation::Settings),
        10 => (0..TARGETS, 0..AREAS, of(0..TEAMS.len()), id(), value(), any::<bool>(), days()).prop_map(
            |(target, area, team, id, value, is_default, days)| Operation::Make {
                target,
                area,
                team: team.filter(|_| area == 0),
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
