use contactable_domain::contact_detail::NewContactDetail;
use contactable_domain::time::Period;
use contactable_domain::value::{Address, AddressInput, AddressNeeds, ContactValue};
use contactable_domain::vocabulary::{Label, Relationship, TargetKind};
use contactable_service::PageRequest;
use jiff::civil::date;

use super::{EVERYTHING, World};
use crate::{address, email, fax, new, phone, target, textphone};

/// Every field of every kind of record survives keeping.
pub async fn a_record_comes_back_as_it_was_made(world: World) {
    let overseas = AddressInput {
        is_overseas: true,
        overseas: Some("12 rue des Lilas\n75007 Paris"),
        ..AddressInput::default()
    };
    let one_line = AddressInput {
        one_line: Some("1 Larkfield Row, London"),
        needs: AddressNeeds::OneLine,
        ..AddressInput::default()
    };
    let mut informations = vec![
        phone("020 7946 0123"),
        email("O'Neil+tag@EXAMPLE.com"),
        phone("+44 20 7946 0123;ext=45"),
        fax("01632 960001"),
        textphone("01632 960002"),
        address("Flat 1"),
    ];
    let french = AddressInput {
        lines: [
            Some("12 rue des Lilas"),
            None,
            None,
            Some("Paris"),
            Some("line five"),
        ],
        postcode: Some("75007"),
        country: Some("France"),
        is_overseas: true,
        ..AddressInput::default()
    };
    let keyed = AddressInput {
        lines: [Some("Flat 3"), None, None, None, None],
        postcode: Some("e81aa"),
        uprn: Some("000012345"),
        paf_key: Some("00012345"),
        ..AddressInput::default()
    };
    for input in [overseas, one_line, french, keyed] {
        let mut information = address("Flat 2");
        information.value = ContactValue::Address(Box::new(Address::parse(&input).expect("valid")));
        information.label = Label::belonging_to(Relationship::SocialWorker);
        information.description = None;
        informations.push(information);
    }
    for information in informations {
        let mut wanted = NewContactDetail {
            is_default: true,
            is_preferred: true,
            period: Period::new(Some(date(2026, 4, 1)), Some(date(2027, 4, 1))).expect("valid"),
            ..new(target(1), information)
        };
        wanted.target.kind = TargetKind::Tenure;
        let made = world.make(wanted.clone()).await.expect("made");
        let found = world.get_as(&world.housing, made.id).await.expect("found");
        assert_eq!(found, made);
        assert_eq!(found.information, wanted.information);
        let (kept, given) = (&found.information.value, &wanted.information.value);
        assert_eq!(kept.normal(), given.normal());
        assert_eq!(kept.kind(), given.kind());
        assert_eq!(kept.shown(), given.shown());
        let region = |value: &ContactValue| {
            let region = value.number().and_then(|number| number.region());
            region.map(str::to_owned)
        };
        assert_eq!(region(kept), region(given));
        assert_eq!(found.period, wanted.period);
        assert!(wanted.made(&found));
    }
    assert_eq!(world.all(target(1)).await.len(), 10);
}

/// Oldest first, and by id within one instant.
pub async fn records_come_in_the_order_they_were_made(world: World) {
    let mut made = Vec::new();
    for number in 0..6 {
        let record = world
            .make(new(target(1), address(&format!("Flat {number}"))))
            .await
            .expect("made");
        made.push(record.id);
        if number % 2 == 1 {
            world.clock.advance_seconds(1);
        }
    }
    let listed: Vec<_> = world.all(target(1)).await.iter().map(|r| r.id).collect();
    assert_eq!(listed, made);
}

/// Pages of every size join up to the whole, while it grows.
pub async fn pages_follow_each_other_without_gap_or_overlap(world: World) {
    for number in 0..23 {
        world
            .make(new(target(1), address(&format!("Flat {number}"))))
            .await
            .expect("made");
        if number % 4 == 3 {
            world.clock.advance_seconds(1);
        }
    }
    let whole: Vec<_> = world.all(target(1)).await.iter().map(|r| r.id).collect();
    for limit in [1, 2, 5, 22, 23, 24] {
        let mut joined = Vec::new();
        let mut after = None;
        loop {
            let page = world
                .page_as(
                    &world.housing,
                    target(1),
                    PageRequest {
                        limit,
                        after,
                        ..EVERYTHING
                    },
                )
                .await;
            assert!(page.records.len() <= limit);
            joined.extend(page.records.iter().map(|r| r.id));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(joined, whole, "pages of {limit}");
    }
}

/// Ended and lapsed records are historic, the latter from the day after their last.
pub async fn historic_records_come_only_when_asked_for(world: World) {
    let ended = world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    let lapsing = NewContactDetail {
        period: Period::until(date(2026, 11, 21)),
        ..new(target(1), phone("07700 900002"))
    };
    let lapsing = world.make(lapsing).await.expect("made");
    world.end(&ended).await.expect("ended");
    // Until the last moment of that day.
    let rest_of_the_day = 14 * 3600 + 30 * 60;
    world.clock.advance_seconds(rest_of_the_day - 1);
    assert_eq!(world.active(target(1)).await.len(), 1);
    world.clock.advance_seconds(1);
    assert_eq!(world.active(target(1)).await, []);
    let all: Vec<_> = world.all(target(1)).await.iter().map(|r| r.id).collect();
    assert_eq!(all, [ended.id, lapsing.id]);
}
