//! Doing what is asked through the use cases.

use contactable_domain::area::Team;
use contactable_domain::contact_detail::{
    Amendment, ContactDetail, Edit, FailureKind, Information, NewContactDetail, Replacement,
};
use contactable_domain::ids::ContactDetailId;
use contactable_domain::ports::Clock;
use contactable_domain::time::{Period, day_of};
use contactable_domain::value::PlainText;
use contactable_domain::vocabulary::{Channel, Label, Means, Use};
use jiff::ToSpan;
use jiff::civil::Date;
use uuid::Uuid;

use super::model::Model;
use super::operation::{Amending, Days, Operation, Value, places};
use crate::store_suite::{World, replacement};
use crate::{
    HOUSING, SOCIAL_CARE, TEAMS, address, email, fax, manager_under, new, phone, target, textphone,
};

/// The outcome is the record's id, or the refusal's code.
pub type Outcome = Result<Option<ContactDetailId>, String>;

/// Does it through the use cases.
pub async fn perform(world: &mut World, model: &Model, operation: &Operation) -> Outcome {
    let id = |record: ContactDetail| Some(record.id);
    let named = |record: u8| {
        let found = model.nth(record).map(|found| found.id);
        found.unwrap_or(ContactDetailId::from(Uuid::max()))
    };
    match *operation {
        Operation::Wait(minutes) => {
            world.clock.advance_seconds(60 * i64::from(minutes));
            Ok(None)
        }
        Operation::TellTurns => {
            world.tell_turns().await;
            Ok(None)
        }
        Operation::Settings(settings) => {
            world.housing = manager_under(places(settings));
            Ok(None)
        }
        Operation::Make {
            target,
            area,
            team,
            id: given,
            value,
            is_default,
            days,
        } => {
            let wanted = NewContactDetail {
                id: ContactDetailId::new(id_of(given)),
                area: PlainText::parse(name(area), 100).expect("valid"),
                team: team.and_then(|team| Team::named(TEAMS[team])),
                is_default,
                period: period(days, day_of(world.clock.now())),
                ..new(self::target(target), said(value))
            };
            world.make_as(actor(world, area), wanted).await.map(id)
        }
        Operation::Amend { record, amending } => {
            let amendment = amendment(amending);
            world.amend(named(record), amendment).await.map(id)
        }
        Operation::Replace { record, value } => match model.current(record) {
            Some(current) => world.replace(&current, said(value)).await.map(id),
            None => Ok(None),
        },
        Operation::End { record } => match model.current(record) {
            Some(current) => world.end(&current).await.map(id),
            None => Ok(None),
        },
        Operation::Supersede {
            record,
            id: given,
            value,
            reason,
        } => {
            let wanted = Replacement {
                id: ContactDetailId::new(id_of(given)),
                reason,
                ..replacement(said(value))
            };
            world.supersede(named(record), wanted).await.map(id)
        }
        Operation::Verify { record } => world.verify(named(record)).await.map(id),
        Operation::Lift { record } => world.lift(named(record)).await.map(id),
        Operation::Undeliverable { record, hard } => {
            let channel = model.nth(record).map(|entry| entry.value.0);
            let marked = world.undeliverable(named(record), failure(hard), means(channel));
            marked.await.map(id)
        }
    }
}

fn amendment(asked: Amending) -> Amendment {
    let note = |text: u8| PlainText::parse(&format!("note {text}"), 100).expect("valid");
    Amendment {
        is_active: asked.active,
        end_reason: asked.reason,
        is_default: asked.is_default,
        is_preferred: asked.is_preferred,
        description: asked
            .described
            .map_or(Edit::Keep, |text| Edit::Set(Some(note(text)))),
        statements: Vec::new(),
    }
}

fn period((from, until): Days, today: Date) -> Period {
    let day = |days: i8| {
        let day = today.checked_add(i64::from(days).days());
        day.expect("a day")
    };
    Period::new(from.map(day), until.map(day)).expect("a period")
}

fn means(channel: Option<Channel>) -> Means {
    let fits = |means: &&Means| Some(means.channel()) == channel;
    let fitting = Means::ALL.iter().find(fits);
    fitting.copied().unwrap_or(Means::Call)
}

/// How badly it failed.
pub fn failure(hard: bool) -> FailureKind {
    if hard {
        FailureKind::Hard
    } else {
        FailureKind::Soft
    }
}

/// Who does it for an area.
pub fn actor(world: &World, area: u8) -> &std::sync::Arc<contactable_domain::actor::Actor> {
    if area == 0 {
        &world.housing
    } else {
        &world.social_care
    }
}

/// The id of a number.
pub fn id_of(number: u8) -> Uuid {
    Uuid::from_u64_pair(
        0x018f_3f2e_7a3b_7c00,
        0x8000_0000_0000_0000 | u64::from(number),
    )
}

/// The area of a number.
pub fn name(area: u8) -> &'static str {
    if area == 0 { HOUSING } else { SOCIAL_CARE }
}

/// What a value is written as.
pub fn said((channel, number): Value) -> Information {
    let mut said = match channel {
        Channel::Phone => phone(&format!("07700 9000{number:02}")),
        Channel::Email => email(&format!("name{number}@example.com")),
        Channel::Address => address(&format!("Flat {number}")),
        Channel::Fax => fax(&format!("01632 9600{number:02}")),
        Channel::Textphone => textphone(&format!("01632 9601{number:02}")),
    };
    said.label = Label::used_for(usage(number));
    said
}

/// What a value of this number is used for.
pub fn usage(number: u8) -> Use {
    if number.is_multiple_of(2) {
        Use::Home
    } else {
        Use::Work
    }
}
