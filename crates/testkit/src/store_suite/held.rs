use contactable_domain::contact_detail::{NewContactDetail, Precondition};
use contactable_domain::ports::{Clock, Held};
use contactable_domain::preferences::{ContactMethod, Wishes};
use contactable_domain::value::PlainText;

use super::{EVERYTHING, World};
use crate::{HOUSING, SOCIAL_CARE, actor_of, address, email, new, phone, target};

fn by_letter() -> Wishes {
    Wishes {
        method: Some(ContactMethod::Letter),
        ..Wishes::default()
    }
}

fn of_social_care(new: NewContactDetail) -> NewContactDetail {
    NewContactDetail {
        area: PlainText::parse(SOCIAL_CARE, 100).expect("valid"),
        ..new
    }
}

/// Historic ones and wishes too, in the order in which the targets are named; of one nobody knows, nothing.
pub async fn everything_held_comes_in_the_order_asked(world: World) {
    let phone = world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    let ended = world.end(&phone).await.expect("ended");
    world.clock.advance_seconds(1);
    let home = world
        .make(new(target(1), address("Flat 1")))
        .await
        .expect("made");
    let mail = world
        .make(new(target(2), email("a@example.com")))
        .await
        .expect("made");
    let told = world
        .set_wishes(&world.housing, target(2), by_letter(), Precondition::Any)
        .await
        .expect("set");
    let asked = [target(2), target(9), target(1)];
    let held = world.held(&asked, &[HOUSING], None).await;
    let of = |target, records, preferences| (target, records, preferences);
    let parts = |held: Held| of(held.target, held.records, held.preferences);
    let held: Vec<_> = held.into_iter().map(parts).collect();
    let expected = [
        of(target(2), vec![mail], told.into_iter().collect()),
        of(target(9), vec![], vec![]),
        of(target(1), vec![ended, home], vec![]),
    ];
    assert_eq!(held, expected);
}

/// Not a record and not a wish; somebody of both areas gets both in order.
pub async fn another_areas_holding_is_never_read(world: World) {
    let theirs = of_social_care(new(target(1), phone("07700 900001")));
    let theirs = world
        .make_as(&world.social_care, theirs)
        .await
        .expect("made");
    world.clock.advance_seconds(1);
    let ours = world
        .make(new(target(1), phone("07700 900002")))
        .await
        .expect("made");
    let wish = world
        .set_wishes(
            &world.social_care,
            target(1),
            by_letter(),
            Precondition::Any,
        )
        .await
        .expect("set");
    let now = world.clock.now();
    for as_of in [None, Some(now)] {
        let held = world.held(&[target(1)], &[HOUSING], as_of).await;
        assert_eq!(held[0].records, std::slice::from_ref(&ours));
        assert_eq!(held[0].preferences, []);
        let both = world
            .held(&[target(1)], &[HOUSING, SOCIAL_CARE], as_of)
            .await;
        assert_eq!(both[0].records, [theirs.clone(), ours.clone()]);
        assert_eq!(both[0].preferences, wish.as_slice());
        let nobody = world.held(&[target(1)], &[], as_of).await;
        assert_eq!(nobody[0].records, []);
        assert_eq!(nobody[0].preferences, []);
    }
}

/// What was held at an instant stays what it was.
pub async fn what_was_held_at_an_instant_comes_back(world: World) {
    let targets = [target(1), target(2)];
    let areas = [HOUSING, SOCIAL_CARE];
    let both = actor_of(&areas);
    let mut asked = vec![(world.clock.now(), world.held(&targets, &areas, None).await)];
    for number in 0..8_u8 {
        world.clock.advance_seconds(3600);
        let target = targets[usize::from(number) % 2];
        let wanted = new(target, address(&format!("Flat {number}")));
        let wanted = if number < 4 {
            wanted
        } else {
            of_social_care(wanted)
        };
        world.make_as(&both, wanted).await.expect("made");
        let wishes = Wishes {
            times: PlainText::parse(&format!("after {number}"), 200).ok(),
            ..by_letter()
        };
        let set = world.set_wishes(&world.housing, target, wishes, Precondition::Any);
        set.await.expect("set");
        if number % 3 == 2 {
            let all = world.page_as(&both, target, EVERYTHING).await.records;
            let ours = all
                .iter()
                .find(|r| r.ended.is_none() && r.area.as_str() == "housing");
            world.end(ours.expect("one is left")).await.expect("ended");
        }
        asked.push((world.clock.now(), world.held(&targets, &areas, None).await));
    }
    world.clock.advance_seconds(400 * 24 * 3600);
    for (at, held) in asked {
        assert_eq!(world.held(&targets, &areas, Some(at)).await, held, "{at}");
    }
}
