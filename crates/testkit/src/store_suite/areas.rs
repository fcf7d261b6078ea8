use contactable_domain::contact_detail::{Amendment, NewContactDetail, Precondition};
use contactable_domain::ids::ContactDetailId;
use contactable_domain::value::PlainText;
use contactable_service::TargetRecord;

use super::world::{pair, told};
use super::{EVERYTHING, World};
use crate::{HOUSING, SOCIAL_CARE, actor_of, address, new, phone, target};

fn of_social_care(new: NewContactDetail) -> NewContactDetail {
    NewContactDetail {
        area: PlainText::parse("social care", 100).expect("valid"),
        ..new
    }
}

/// Neither by target nor by id; somebody of both areas sees both.
pub async fn another_area_is_never_read(world: World) {
    let theirs = of_social_care(new(target(1), phone("07700 900001")));
    let theirs = world
        .make_as(&world.social_care, theirs)
        .await
        .expect("made");
    let ours = world
        .make(new(target(1), phone("07700 900002")))
        .await
        .expect("made");
    assert_eq!(world.all(target(1)).await, std::slice::from_ref(&ours));
    assert_eq!(
        world.get_as(&world.housing, theirs.id).await,
        Err("another-area".to_owned())
    );
    let both = actor_of(&[HOUSING, SOCIAL_CARE]);
    let seen = world.page_as(&both, target(1), EVERYTHING).await.records;
    assert_eq!(seen, [theirs, ours]);
    let nobody = actor_of(&[]);
    assert_eq!(
        world.get_as(&nobody, seen[0].id).await,
        Err("no-area".to_owned())
    );
}

/// Another area's record is not found, and making one for another area is not permitted.
pub async fn another_areas_record_cannot_be_changed(world: World) {
    let theirs = of_social_care(new(target(1), phone("07700 900001")));
    assert_eq!(
        world.make(theirs.clone()).await,
        Err("not-your-area".to_owned())
    );
    let theirs = world
        .make_as(&world.social_care, theirs)
        .await
        .expect("made");
    // To whoever asks it is as if it were not there; the trail has the true rule.
    let not_found = Err("another-area".to_owned());
    assert_eq!(world.end(&theirs).await, not_found);
    assert_eq!(
        world.replace(&theirs, phone("07700 900003")).await,
        not_found
    );
    let retire = Amendment {
        is_active: Some(false),
        ..Amendment::default()
    };
    assert_eq!(world.amend(theirs.id, retire).await, not_found);
    assert_eq!(
        world.get_as(&world.social_care, theirs.id).await,
        Ok(theirs)
    );
}

/// An id that another area has used can be used: whether it was used must not show.
pub async fn ids_are_free_in_every_area(world: World) {
    let id = ContactDetailId::parse("018f3f2e-7a3b-7c00-8000-0123456789ab");
    let theirs = NewContactDetail {
        id,
        ..of_social_care(new(target(1), phone("07700 900001")))
    };
    let ours = NewContactDetail {
        id,
        ..new(target(1), address("Flat 1"))
    };
    let theirs = world
        .make_as(&world.social_care, theirs)
        .await
        .expect("made");
    let ours = world.make(ours).await.expect("made");
    assert_eq!(world.get_as(&world.housing, ours.id).await, Ok(ours));
    assert_eq!(
        world.get_as(&world.social_care, theirs.id).await,
        Ok(theirs)
    );
}

/// The deployed paths name a record with its target; another target's record is not found.
pub async fn a_record_is_found_only_under_its_own_target(world: World) {
    let record = world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    let elsewhere = TargetRecord {
        target: target(2),
        ..pair(&record)
    };
    let caller = world.caller(&world.housing);
    let ended = world
        .use_cases
        .end_contact_detail(caller, elsewhere, None, Precondition::Any)
        .await;
    assert_eq!(told(ended), Err("not-found".to_owned()));
    assert_eq!(world.all(target(1)).await, [record]);
}
