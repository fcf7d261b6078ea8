use contactable_domain::contact_detail::{
    ContactDetail, EndReason, FailureKind, NewContactDetail, Precondition, Replacement,
};
use contactable_domain::ids::ContactDetailId;
use contactable_domain::time::Period;
use contactable_domain::vocabulary::Means;
use jiff::civil::date;

use super::world::told;
use super::{World, replacement};
use crate::{email, new, phone, target};

/// The default and preferred phone of a person.
async fn chosen(world: &World) -> ContactDetail {
    let wanted = NewContactDetail {
        is_default: true,
        is_preferred: true,
        ..new(target(1), phone("07700 900001"))
    };
    world.make(wanted).await.expect("made")
}

/// What kinds of events were told, oldest first.
async fn kinds(world: &World) -> Vec<String> {
    let events = world.store.outbox(target(1)).await.expect("readable");
    let kind = |event: &String| {
        let (_, rest) = event.split_once("\"eventType\":\"ContactDetail")?;
        Some(rest.split_once("Event\"")?.0.to_owned())
    };
    events.iter().filter_map(kind).collect()
}

/// Default and preference move, each names the other, and it is one change of the target.
pub async fn a_record_takes_the_place_of_another(world: World) {
    let old = chosen(&world).await;
    world.clock.advance_seconds(60);
    let wanted = Replacement {
        reason: EndReason::Moved,
        ..replacement(phone("07700 900002"))
    };
    let new = world.supersede(old.id, wanted).await.expect("superseded");
    assert!(new.is_default && new.is_preferred);
    assert_eq!(new.supersedes, Some(old.id));
    assert_eq!(new.area, old.area);
    let all = world.all(target(1)).await;
    let ended = all[0].ended.clone().expect("retired");
    assert!(!all[0].is_default);
    assert_eq!(ended.superseded_by, Some(new.id));
    assert_eq!(ended.reason, Some(EndReason::Moved));
    assert_eq!(ended.stamp, new.created);
    assert_eq!(all[1..], *std::slice::from_ref(&new));
    assert_eq!(world.versions(&old).await, [old.clone(), all[0].clone()]);
    let version = world.store.target_version(target(1)).await;
    assert_eq!(version.expect("readable"), 2);
    assert_eq!(kinds(&world).await, ["Added", "Deleted", "Added"]);
    let trail = world.store.trail(target(1)).await.expect("readable");
    let changes: Vec<_> = trail
        .iter()
        .filter(|line| !line.starts_with("list"))
        .collect();
    let (old, new) = (old.id, new.id);
    let expected = [
        format!("create allowed own-area {old}"),
        format!("supersede allowed own-area {new}"),
        format!("end allowed own-area {old}"),
    ];
    assert_eq!(changes, expected.iter().collect::<Vec<_>>());
}

/// The old one leaves the place that the new one needs; on another channel there must be one.
pub async fn a_replacement_fits_where_all_places_are_taken(world: World) {
    let old = chosen(&world).await;
    for number in 2..6 {
        let more = new(target(1), phone(&format!("07700 90000{number}")));
        world.make(more).await.expect("there is room");
    }
    let wanted = replacement(phone("07700 900009"));
    let fresh = world.supersede(old.id, wanted).await.expect("superseded");
    let full = Err("too-many-active".to_owned());
    let sixth = new(target(1), phone("07700 900008"));
    assert_eq!(world.make(sixth).await, full);
    let mail = new(target(1), email("a@example.com"));
    let mail = world.make(mail).await.expect("made");
    let wanted = replacement(phone("07700 900008"));
    assert_eq!(world.supersede(mail.id, wanted).await, full);
    let wanted = replacement(email("b@example.com"));
    world.supersede(fresh.id, wanted).await.expect("superseded");
    let active = world.active(target(1)).await;
    assert_eq!(active.len(), 6);
    // The default of one channel is none of another.
    assert!(active.iter().all(|record| !record.is_default));
}

/// With the client's own id, whatever became of both since; another request with that id is refused.
pub async fn superseding_may_be_repeated(world: World) {
    let old = chosen(&world).await;
    let wanted = Replacement {
        id: ContactDetailId::parse("018f3f2e-7a3b-7c00-8000-0123456789ab"),
        ..replacement(phone("07700 900002"))
    };
    let new = world.supersede(old.id, wanted.clone()).await;
    let new = new.expect("superseded");
    world.clock.advance_seconds(24 * 3600);
    assert_eq!(
        world.supersede(old.id, wanted.clone()).await,
        Ok(new.clone())
    );
    world.end(&new).await.expect("ended");
    let before = (kinds(&world).await, world.all(target(1)).await);
    assert_eq!(
        world.supersede(old.id, wanted.clone()).await,
        Ok(new.clone())
    );
    let in_use = Err("id-in-use".to_owned());
    for other in [
        Replacement {
            reason: EndReason::Wrong,
            ..wanted.clone()
        },
        Replacement {
            period: Period::until(date(2027, 1, 1)),
            ..wanted.clone()
        },
        Replacement {
            information: phone("07700 900003"),
            ..wanted.clone()
        },
        Replacement {
            id: Some(old.id),
            ..wanted.clone()
        },
    ] {
        assert_eq!(world.supersede(old.id, other).await, in_use);
    }
    assert_eq!(world.supersede(new.id, wanted).await, in_use);
    let after = (kinds(&world).await, world.all(target(1)).await);
    assert_eq!(after, before);
}

/// Of what is retired, stale, or would leave nothing in between.
pub async fn refused_replacements_change_nothing(world: World) {
    let old = chosen(&world).await;
    let wanted = replacement(phone("07700 900002"));
    let tomorrow = Replacement {
        period: Period::new(Some(date(2026, 11, 22)), None).expect("valid"),
        ..wanted.clone()
    };
    let later = Err("in-the-future".to_owned());
    assert_eq!(world.supersede(old.id, tomorrow).await, later);
    let stale = Precondition::OneOf(vec![old.version.next()]);
    let caller = world.caller(&world.housing);
    let done = world
        .use_cases
        .supersede_contact_detail(caller, old.id, wanted.clone(), stale);
    assert_eq!(told(done.await), Err("version-mismatch".to_owned()));
    let caller = world.caller(&world.social_care);
    let done =
        world
            .use_cases
            .supersede_contact_detail(caller, old.id, wanted.clone(), Precondition::Any);
    assert_eq!(told(done.await), Err("another-area".to_owned()));
    assert_eq!(world.all(target(1)).await, std::slice::from_ref(&old));
    let ended = world.end(&old).await.expect("ended");
    let historic = Err("historic".to_owned());
    assert_eq!(world.supersede(old.id, wanted).await, historic);
    assert_eq!(world.all(target(1)).await, [ended]);
    assert_eq!(kinds(&world).await, ["Added", "Deleted"]);
}

/// By other changes while the value stays, through every version; another value starts without.
pub async fn marks_stay_with_their_value(world: World) {
    let made = chosen(&world).await;
    let verified = world.verify(made.id).await.expect("marked");
    world.clock.advance_seconds(60);
    let failing = world.undeliverable(made.id, FailureKind::Hard, Means::Text);
    let failing = failing.await.expect("marked");
    assert_eq!(failing.marks.verified, verified.marks.verified);
    assert!(failing.marks.is_dead());
    let again = world.undeliverable(made.id, FailureKind::Hard, Means::Email);
    assert_eq!(again.await, Err("wrong-means".to_owned()));
    let other = NewContactDetail {
        is_default: true,
        ..new(target(1), phone("07700 900002"))
    };
    world.make(other).await.expect("made");
    let same = replacement(phone("07700900001"));
    let next = world.supersede(made.id, same).await.expect("superseded");
    assert_eq!(next.marks, failing.marks);
    let lifted = world.lift(next.id).await.expect("lifted");
    assert_eq!(lifted.marks, verified.marks);
    assert_eq!(world.lift(next.id).await, Ok(lifted.clone()));
    let another = world.replace(&next, phone("07700 900003")).await;
    let another = another.expect("replaced");
    assert_eq!(
        another.marks,
        contactable_domain::contact_detail::Marks::default()
    );
    assert_eq!(world.versions(&next).await, [next, lifted, another]);
    let kept = world.versions(&made).await;
    assert_eq!(kept[..3], [made, verified, failing.clone()]);
    // It lost the default, then it was retired.
    assert_eq!(kept.len(), 5);
    assert!(
        kept[3..]
            .iter()
            .all(|version| version.marks == failing.marks)
    );
}
