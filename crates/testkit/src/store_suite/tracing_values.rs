use contactable_domain::access::{Basis, Rule};
use contactable_domain::actor::Role;
use contactable_domain::contact_detail::{ContactDetail, NewContactDetail};
use contactable_domain::ids::ContactDetailId;
use contactable_domain::trace::Traced;
use uuid::Uuid;

use super::world_of_access::text;
use super::{World, asked_sharing};
use crate::{HOUSING, SOCIAL_CARE, actor_of, address, email, fax, new, phone, target, with_roles};

async fn made(world: &World, new: NewContactDetail) -> ContactDetail {
    world.make(new).await.expect("made")
}

async fn found(world: &World, typed: &str) -> Vec<(ContactDetailId, bool)> {
    let pages = world.trace(&world.housing, typed, 100).await;
    let all = pages.into_iter().flat_map(|page| page.found);
    all.map(|traced| (traced.record.id, traced.says_so_now))
        .collect()
}

/// However it is written, on whichever channel, retired or replaced.
pub async fn a_value_is_found_now_and_in_history(world: World) {
    let first = made(&world, new(target(1), phone("020 7946 0001"))).await;
    let faxed = made(&world, new(target(2), fax("+44 20 7946 0001"))).await;
    let mail = made(&world, new(target(1), email("Ann.Lee@Example.com"))).await;
    let home = made(&world, new(target(3), address("Flat 1"))).await;
    assert_eq!(
        found(&world, "(020) 79460001").await,
        [(first.id, true), (faxed.id, true)]
    );
    assert_eq!(
        found(&world, "ann.lee@example.com").await,
        [(mail.id, true)]
    );
    assert_eq!(found(&world, "e80zz").await, [(home.id, true)]);
    assert_eq!(found(&world, "020 7946 0002").await, []);
    world.clock.advance_seconds(1);
    world
        .replace(&first, phone("020 7946 0002"))
        .await
        .expect("replaced");
    assert_eq!(
        found(&world, "020 7946 0001").await,
        [(first.id, false), (faxed.id, true)]
    );
    assert_eq!(found(&world, "020 7946 0002").await, [(first.id, true)]);
    world.end(&first).await.expect("ended");
    assert_eq!(found(&world, "020 7946 0002").await, [(first.id, true)]);
    world
        .replace(&mail, email("ann.lee@example.com"))
        .await
        .expect("replaced");
    assert_eq!(
        found(&world, "ANN.LEE@example.com").await,
        [(mail.id, true)]
    );
}

/// Neither another area's nor a restricted person's; what is shared, with the grant.
pub async fn nothing_is_found_that_could_not_be_seen(world: World) {
    let record = made(&world, new(target(1), phone("07700 900001"))).await;
    let traced = |actor| {
        let world = world.clone();
        async move {
            let pages = world.trace(&actor, "07700 900001", 100).await;
            assert_eq!(pages.len(), 1);
            pages.into_iter().next().expect("a page").found
        }
    };
    let (ours, theirs) = (world.housing.clone(), world.social_care.clone());
    let expect = |rule, grant| {
        [Traced {
            record: record.clone(),
            says_so_now: true,
            basis: Basis { rule, grant },
        }]
    };
    assert_eq!(traced(ours.clone()).await, expect(Rule::OwnArea, None));
    assert_eq!(traced(theirs.clone()).await, []);
    let (grant, _) = world.share(asked_sharing(target(1))).await.expect("shared");
    assert_eq!(
        traced(theirs.clone()).await,
        expect(Rule::SharingGrant, Some(grant.id))
    );
    world.restrict(target(1), true).await;
    assert_eq!(traced(ours.clone()).await, []);
    assert_eq!(traced(theirs).await, []);
    let lead = with_roles(&ours, &[Role::Safeguarding]);
    assert_eq!(
        traced(lead).await,
        expect(Rule::TrustedWithRestricted, None)
    );
    let untrained = world.viewer(&ours, contactable_domain::access::Operation::Trace);
    let query = contactable_domain::trace::TraceQuery {
        term: contactable_domain::trace::LookupTerm::parse("07700 900001").expect("a number"),
        viewer: untrained,
        after: None,
        limit: 10,
    };
    let nothing = world.store.trace(query).await.expect("readable");
    assert_eq!(nothing.found, []);
}

/// Pages of every size join up to the whole, though records of two areas have one id.
pub async fn pages_of_a_trace_follow_each_other(world: World) {
    let both = actor_of(&[HOUSING, SOCIAL_CARE]);
    for number in 0..7_u8 {
        for area in [HOUSING, SOCIAL_CARE] {
            let id = Uuid::from_u64_pair(
                0x018f_3f2e_7a3b_7c00,
                0x8000_0000_0000_0000 | u64::from(number),
            );
            let wanted = NewContactDetail {
                id: ContactDetailId::new(id),
                area: text(area),
                ..new(target(number % 3), address("Flat 1"))
            };
            if number % 2 == 0 || area == HOUSING {
                world.make_as(&both, wanted).await.expect("made");
            }
        }
    }
    let whole = world.trace(&both, "E8 0ZZ", 100).await;
    assert_eq!(whole.len(), 1);
    assert_eq!(whole[0].found.len(), 11);
    for limit in 1..=12 {
        let pages = world.trace(&both, "E8 0ZZ", limit).await;
        let joined: Vec<Traced> = pages.iter().flat_map(|page| page.found.clone()).collect();
        assert_eq!(joined, whole[0].found, "pages of {limit}");
        let largest = pages.iter().map(|page| page.found.len()).max();
        assert!(largest <= Some(limit + 1), "pages of {limit}");
    }
    let ours = world.trace(&world.housing, "E8 0ZZ", 2).await;
    assert_eq!(ours.iter().map(|page| page.found.len()).sum::<usize>(), 7);
}
