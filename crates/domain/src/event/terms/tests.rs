use proptest::prelude::*;
use serde_json::Value;
use uuid::Uuid;

use super::*;
use crate::actor::Author;
use crate::area::AreaKey;
use crate::contact_detail::{ContactDetail, Information, Marks, Stamp, Target, Turn, Version};
use crate::event::{ContactDetailEvent, withheld};
use crate::holding::Step;
use crate::ids::{ContactDetailId, CorrelationId};
use crate::time::Period;
use crate::value::{ContactValue, EmailAddress, PhoneNumber, PlainText};
use crate::vocabulary::{Label, TargetKind};

fn stamp() -> Stamp {
    Stamp {
        at: "2026-11-22T09:30:00Z".parse().unwrap(),
        by: Author {
            subject: "subject-4711".to_owned(),
            name: Some("Wilhelmina Worker".to_owned()),
            email: Some("wilhelmina@council.example".to_owned()),
        },
    }
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x018f_3f2e_7a3b_7c00_8000_0000_0000_0000 + number)
}

fn record(value: ContactValue, note: Option<&str>) -> ContactDetail {
    ContactDetail {
        id: ContactDetailId::from(id(1)),
        target: Target {
            id: TargetId::from(id(2)),
            kind: TargetKind::Person,
        },
        area: AreaKey::of("Housing"),
        team: None,
        information: Information {
            label: Label::default(),
            value,
            description: note.and_then(|note| PlainText::parse(note, 200).ok()),
        },
        is_default: false,
        is_preferred: false,
        period: Period::default(),
        marks: Marks::default(),
        item: None,
        supersedes: None,
        created: stamp(),
        ended: None,
        version: Version::FIRST,
        recorded: stamp(),
    }
}

fn email(text: &str) -> ContactValue {
    ContactValue::Email(EmailAddress::from_stored(text.to_owned(), None))
}

fn logged(event: &ContactDetailEvent) -> LoggedEvent {
    LoggedEvent {
        place: LogPlace {
            shard: 3,
            number: 17,
        },
        id: event.id,
        target: event.target(),
        area: Some(event.new.area.clone()),
        record: event.record(),
        version: 1,
        sequence: 5,
        logged_at: stamp().at,
        is_restricted: false,
        body: serde_json::to_string(&event.council()).unwrap(),
    }
}

fn edited(before: &ContactDetail, after: &ContactDetail) -> LoggedEvent {
    let step = Step {
        before: Some(before.clone()),
        after: after.clone(),
    };
    let (event, correlation) = (EventId::from(id(3)), CorrelationId::from(id(4)));
    logged(&ContactDetailEvent::of(&step, event, correlation))
}

fn terms(shape: Shape, values: bool) -> Terms {
    Terms {
        shape,
        values,
        ..Terms::default()
    }
}

fn told(terms: &Terms, event: &LoggedEvent) -> Value {
    let outgoing = terms.tell(event).unwrap().expect("it is for them");
    serde_json::from_str(&outgoing.body).unwrap()
}

fn an_edit() -> LoggedEvent {
    let old = record(email("old@example.com"), Some("at work"));
    let new = record(
        ContactValue::Phone(PhoneNumber::loose("07700 900123".to_owned())),
        None,
    );
    edited(&old, &new)
}

#[test]
fn a_cloud_event_says_that_something_has_changed() {
    let outgoing = Terms::default().tell(&an_edit()).unwrap().unwrap();
    assert_eq!(outgoing.content_type, "application/cloudevents+json");
    assert_eq!(outgoing.event_type, EventType::Edited);
    assert_eq!((outgoing.id.uuid(), outgoing.target.uuid()), (id(3), id(2)));
    let expected = serde_json::json!({
        "specversion": "1.0",
        "id": id(3).to_string(),
        "source": "/contactable",
        "type": "uk.contactable.contact-detail.edited",
        "subject": id(2).to_string(),
        "time": "2026-11-22T09:30:00Z",
        "datacontenttype": "application/json",
        "sequence": "00000000000000000017",
        "area": "housing",
        "correlationid": id(4).to_string(),
        "data": {
            "recordId": id(1).to_string(),
            "version": 1,
            "targetVersion": 5,
            "old": { "channel": "email" },
            "new": { "channel": "phone" },
        },
    });
    assert_eq!(told(&Terms::default(), &an_edit()), expected);
}

#[test]
fn values_are_told_to_whoever_may_have_them() {
    let data = &told(&terms(Shape::CloudEvents, true), &an_edit())["data"];
    assert_eq!(data["old"]["value"], "old@example.com");
    assert_eq!(data["old"]["description"], "at work");
    assert_eq!(data["new"]["value"], "07700 900123");
    assert_eq!(data["by"]["name"], "Wilhelmina Worker");
    let event = an_edit();
    let council = terms(Shape::Council, true).tell(&event).unwrap().unwrap();
    assert_eq!(council.content_type, "application/json");
    let published: Value = serde_json::from_str(&event.body).unwrap();
    let mut told: Value = serde_json::from_str(&council.body).unwrap();
    // Where there is no note the one says so and the other says nothing.
    told["eventData"]["newData"]["description"] = Value::Null;
    assert_eq!(told, published);
}

#[test]
fn of_a_restricted_person_nobody_is_told_values() {
    for shape in [Shape::CloudEvents, Shape::Council] {
        let event = LoggedEvent {
            is_restricted: true,
            ..an_edit()
        };
        let text = told(&terms(shape, true), &event).to_string();
        assert!(!text.contains("Wilhelmina"));
        for said in ["old@example.com", "900123", "at work", "\"value\""] {
            assert!(!text.contains(said), "{text}");
        }
    }
}

#[test]
fn only_what_was_asked_for_is_told() {
    let whole_target = LoggedEvent {
        area: None,
        ..an_edit()
    };
    let of_area = |name: &str| Terms {
        areas: vec![AreaKey::of(name)],
        ..Terms::default()
    };
    let of_type = |event_type| Terms {
        types: vec![event_type],
        ..Terms::default()
    };
    let also_whole = Terms {
        without_area: true,
        ..of_area("NHS")
    };
    for (terms, of_record, of_target) in [
        (Terms::default(), true, true),
        (of_area("Housing"), true, false),
        (of_area("NHS"), false, false),
        (also_whole, false, true),
        (of_type(EventType::Edited), true, true),
        (of_type(EventType::Added), false, false),
    ] {
        assert_eq!(terms.tell(&an_edit()).unwrap().is_some(), of_record);
        assert_eq!(terms.tell(&whole_target).unwrap().is_some(), of_target);
    }
}

#[test]
fn what_cannot_be_read_is_not_told() {
    for body in [
        "",
        "{}",
        "[1]",
        "{\"eventType\":\"ContactDetailAddedEvent\"}",
    ] {
        let event = LoggedEvent {
            body: body.to_owned(),
            ..an_edit()
        };
        assert_eq!(Terms::default().tell(&event), Err(Unreadable));
        assert_eq!(withheld(body), "{}");
    }
}

#[test]
fn the_name_of_a_sink_is_plain() {
    for name in ["a", "nats-1", "case_work", &"x".repeat(40)] {
        assert_eq!(SinkName::parse(name).unwrap().as_str(), name);
    }
    for name in ["", "A", "a b", "a/b", "é", &"x".repeat(41)] {
        assert_eq!(SinkName::parse(name), None, "{name}");
    }
}

proptest! {
    /// Of what a record says or said, and who changed it, not a word is told to a sink without values, whatever
    /// happened to the record; and what is withheld is as it is written about somebody restricted.
    #[test]
    fn a_sink_without_values_is_told_none(
        old in "[g-zG-Z]{3,12}@[g-z]{6,9}\\.example",
        new in "[\"\\\\ G-Zü<&\u{1F4DE}]{6,20}",
        notes in ("[G-Z]{5,12} [G-Z]{5,12}", proptest::option::of("[G-Z]{9,12}")),
        happened in 0..5_u8,
    ) {
        let before = record(email(&old), Some(&notes.0));
        let after = record(email(&new), notes.1.as_deref());
        let ids = (EventId::from(id(3)), CorrelationId::from(id(4)));
        let step = |before| Step { before, after: after.clone() };
        let event = match happened {
            0 => ContactDetailEvent::of(&step(None), ids.0, ids.1),
            1 => ContactDetailEvent::of(&step(Some(before)), ids.0, ids.1),
            2 => ContactDetailEvent::of_turn(&after, Turn::Starts, ids, stamp().at),
            3 => ContactDetailEvent::of_turn(&after, Turn::Stops, ids, stamp().at),
            _ => {
                let ended = before.retired(crate::contact_detail::Ending::new(stamp(), None));
                let step = Step { before: Some(before), after: ended };
                ContactDetailEvent::of(&step, ids.0, ids.1)
            }
        };
        let logged = logged(&event);
        let escaped = serde_json::to_string(&new).unwrap();
        let spoken = [&*old, escaped.trim_matches('"'), &*notes.0, notes.1.as_deref().unwrap_or("\u{0}")];
        for shape in [Shape::CloudEvents, Shape::Council] {
            let outgoing = terms(shape, false).tell(&logged).unwrap().unwrap();
            for said in spoken.into_iter().chain(["Wilhelmina", "wilhelmina", "4711"]) {
                prop_assert!(!outgoing.body.contains(said), "{}", outgoing.body);
            }
            prop_assert!(outgoing.body.contains(&id(2).to_string()));
        }
        let restricted = event.withheld_if(true);
        let written = serde_json::to_string(&restricted.council()).unwrap();
        prop_assert_eq!(withheld(&logged.body), written);
    }
}
