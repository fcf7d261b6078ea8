use contactable_domain::contact_detail::{
    Amendment, Edit, NewContactDetail, Precondition, Statement, Version,
};
use contactable_domain::ids::ContactDetailId;
use contactable_domain::refusal::Field;
use contactable_domain::value::PlainText;

use super::World;
use super::world::{pair, told};
use crate::{address, email, new, phone, target};

fn default(new: NewContactDetail) -> NewContactDetail {
    NewContactDetail {
        is_default: true,
        ..new
    }
}

async fn defaults(world: &World) -> Vec<ContactDetailId> {
    let all = world.all(target(1)).await;
    all.iter().filter(|r| r.is_default).map(|r| r.id).collect()
}

/// By making and by amending; one default for each channel.
pub async fn a_new_default_clears_the_old_one(world: World) {
    let first = world
        .make(default(new(target(1), phone("07700 900001"))))
        .await
        .expect("made");
    let mail = world
        .make(default(new(target(1), email("a@example.com"))))
        .await
        .expect("made");
    let second = world
        .make(default(new(target(1), phone("07700 900002"))))
        .await
        .expect("made");
    assert_eq!(defaults(&world).await, [mail.id, second.id]);
    let cleared = world.get_as(&world.housing, first.id).await.expect("there");
    assert_eq!(cleared.version, first.version.next());
    let set = |is_default| Amendment {
        is_default: Some(is_default),
        ..Amendment::default()
    };
    world.amend(first.id, set(true)).await.expect("amended");
    assert_eq!(defaults(&world).await, [first.id, mail.id]);
    world.amend(first.id, set(false)).await.expect("amended");
    assert_eq!(defaults(&world).await, [mail.id]);
}

/// What is retired stays retired, is no default, and can be retired again without effect.
pub async fn retiring_is_for_good(world: World) {
    let made = world
        .make(default(new(target(1), phone("07700 900001"))))
        .await
        .expect("made");
    let ended = world.end(&made).await.expect("ended");
    assert!(ended.ended.is_some() && !ended.is_default);
    assert_eq!(world.end(&made).await, Ok(ended.clone()));
    let revive = Amendment {
        is_active: Some(true),
        ..Amendment::default()
    };
    let become_default = Amendment {
        is_default: Some(true),
        ..Amendment::default()
    };
    let historic = Err("historic".to_owned());
    assert_eq!(world.amend(made.id, revive).await, historic);
    assert_eq!(world.amend(made.id, become_default).await, historic);
    assert_eq!(world.replace(&made, phone("07700 900009")).await, historic);
    assert_eq!(world.all(target(1)).await, [ended]);
}

/// Statements about the rest must hold.
pub async fn only_what_may_change_changes(world: World) {
    let made = world
        .make(new(target(1), address("Flat 1")))
        .await
        .expect("made");
    let note = PlainText::parse("moved in with her sister", 100).expect("valid");
    let says = |field, text: &str| Statement::new(field, Some(text.to_owned()));
    let mut amendment = Amendment {
        description: Edit::Set(Some(note.clone())),
        statements: vec![
            says(Field::Value, "Flat 1 23 Mill Lane London E8 0ZZ"),
            says(Field::AddressLine(1), "Flat 1"),
            Statement::new(Field::AddressLine(3), None),
            says(Field::Area, "housing"),
        ],
        ..Amendment::default()
    };
    let amended = world
        .amend(made.id, amendment.clone())
        .await
        .expect("amended");
    assert_eq!(amended.information.description, Some(note));
    amendment.statements.push(says(Field::Postcode, "E8 1ZZ"));
    assert_eq!(
        world.amend(made.id, amendment).await,
        Err("unchangeable".to_owned())
    );
    assert_eq!(world.all(target(1)).await, [amended]);
}

/// The deployed PATCH: same id, next version; the same again is no change.
pub async fn replacing_keeps_the_id_and_the_history(world: World) {
    let made = world
        .make(default(new(target(1), phone("07700 900001"))))
        .await
        .expect("made");
    world.clock.advance_seconds(5);
    let replaced = world
        .replace(&made, email("a@example.com"))
        .await
        .expect("replaced");
    assert_eq!(
        (replaced.id, replaced.version),
        (made.id, Version::FIRST.next())
    );
    assert_eq!(replaced.created, made.created);
    assert!(replaced.is_default);
    assert_eq!(
        world.replace(&made, email("a@example.com")).await,
        Ok(replaced.clone())
    );
    assert_eq!(world.all(target(1)).await, [replaced]);
}

/// A version that is not current changes nothing.
pub async fn a_stale_version_changes_nothing(world: World) {
    let made = world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    let changed = world
        .replace(&made, phone("07700 900002"))
        .await
        .expect("replaced");
    let stale = Precondition::OneOf(vec![made.version]);
    let ended =
        world
            .use_cases
            .end_contact_detail(world.caller(&world.housing), pair(&made), None, stale);
    assert_eq!(told(ended.await), Err("version-mismatch".to_owned()));
    assert_eq!(world.all(target(1)).await, std::slice::from_ref(&changed));
    let current = Precondition::OneOf(vec![changed.version]);
    let ended = world.use_cases.end_contact_detail(
        world.caller(&world.housing),
        pair(&made),
        None,
        current,
    );
    assert!(told(ended.await).is_ok());
}

/// With the client's own id; whatever became of the record since.
pub async fn the_same_request_gets_the_same_answer(world: World) {
    let wanted = NewContactDetail {
        id: ContactDetailId::parse("018f3f2e-7a3b-7c00-8000-0123456789ab"),
        ..default(new(target(1), phone("07700 900001")))
    };
    let made = world.make(wanted.clone()).await.expect("made");
    world.clock.advance_seconds(60);
    assert_eq!(world.make(wanted.clone()).await, Ok(made.clone()));
    world.end(&made).await.expect("ended");
    assert_eq!(world.make(wanted.clone()).await, Ok(made));
    let in_use = Err("id-in-use".to_owned());
    for other in [
        NewContactDetail {
            is_default: false,
            ..wanted.clone()
        },
        NewContactDetail {
            information: phone("07700 900002"),
            ..wanted.clone()
        },
        NewContactDetail {
            target: new(target(2), phone("07700 900001")).target,
            ..wanted
        },
    ] {
        assert_eq!(world.make(other).await, in_use);
    }
    assert_eq!(world.all(target(2)).await, []);
}
