//! Texts, calls and e-mails.

use contactable_domain::access::Glimpse;
use contactable_domain::contact_detail::{ContactDetail, EndReason, FailureKind, Version};
use contactable_domain::contactability::{Contactability, Purpose, Question};
use contactable_domain::ports::Held;
use contactable_domain::preferences::{ContactMethod, ContactPreferences, Wishes};
use contactable_domain::succession::Fate;
use contactable_domain::vocabulary::Use::{
    AnsweringMachine, Emergency, Home, Landline, Mobile, Pager, Temporary,
};
use contactable_domain::vocabulary::{Channel, Means, Relationship, TargetKind};
use jiff::civil::date;

use crate::builder::{
    Said, answer, choice, email, landline, phone, question, record, target, told,
};

fn of(means: Means, records: &[ContactDetail]) -> String {
    choice(&question(), means, records)
}

#[test]
fn a_mobile_comes_before_a_landline_and_alone_gets_texts() {
    let both = [phone(1, Mobile), landline(2, Home).default().verified()];
    assert_eq!(of(Means::Call, &both), "1 mobile; 2 landline");
    assert_eq!(of(Means::Text, &both), "1 only-usable; 2 not-a-mobile");
    assert_eq!(of(Means::Text, &both[1..]), "0 none-usable; 2 not-a-mobile");
    assert_eq!(of(Means::Call, &both[1..]), "2 only-usable");
}

#[test]
fn verified_comes_before_default_and_default_before_the_latest() {
    let rows = [
        (
            phone(1, Mobile).verified(),
            phone(2, Mobile).default(),
            "1 verified; 2 unverified",
        ),
        (
            phone(1, Mobile).default(),
            phone(2, Mobile),
            "1 default; 2 not-default",
        ),
        (phone(1, Mobile), phone(2, Mobile), "2 latest; 1 earlier"),
        (
            phone(1, Mobile).from(date(2026, 6, 1)),
            phone(2, Mobile),
            "1 latest; 2 earlier",
        ),
    ];
    for (one, other, expected) in rows {
        assert_eq!(of(Means::Text, &[one.clone(), other.clone()]), expected);
        assert_eq!(of(Means::Call, &[one, other]), expected);
    }
    let mails = [
        email(1, Home).verified(),
        email(2, Home).default(),
        email(3, Home),
    ];
    assert_eq!(
        of(Means::Email, &mails),
        "1 verified; 2 unverified; 3 unverified"
    );
    assert_eq!(of(Means::Email, &mails[1..]), "2 default; 3 not-default");
}

#[test]
fn a_temporary_one_in_force_stands_in_for_the_usual_one() {
    let usual = phone(1, Mobile).verified();
    let temporary = landline(2, Temporary).from(date(2026, 11, 1));
    assert_eq!(
        of(Means::Call, &[usual.clone(), temporary]),
        "2 temporary; 1 not-temporary"
    );
    let past = landline(2, Temporary).from(date(2026, 8, 1));
    assert_eq!(
        of(Means::Call, &[usual, past]),
        "1 only-usable; 2 temporary-too-old"
    );
}

#[test]
fn what_they_ask_for_comes_before_what_areas_know() {
    let wanted = landline(1, Landline).preferred();
    let known = phone(2, Mobile).verified().default();
    assert_eq!(
        of(Means::Call, &[wanted, known]),
        "1 preferred; 2 not-preferred"
    );
}

#[test]
fn where_nothing_arrives_nothing_is_sent() {
    let dead = phone(1, Mobile)
        .verified()
        .default()
        .failed(FailureKind::Hard);
    let doubtful = phone(2, Mobile).verified().failed(FailureKind::Soft);
    let plain = phone(3, Mobile);
    assert_eq!(
        of(Means::Text, &[dead.clone(), doubtful.clone(), plain]),
        "3 no-failure; 1 undeliverable; 2 doubtful"
    );
    // For want of a better one, what failed for now is tried again.
    assert_eq!(
        of(Means::Text, &[dead.clone(), doubtful]),
        "2 only-usable; 1 undeliverable"
    );
    assert_eq!(of(Means::Call, &[dead]), "0 none-usable; 1 undeliverable");
}

#[test]
fn machines_are_not_called() {
    let all = [phone(1, Pager), landline(2, AnsweringMachine)];
    assert_eq!(
        of(Means::Call, &all),
        "0 none-usable; 1 nobody-answers; 2 nobody-answers"
    );
}

#[test]
fn somebody_elses_number_is_for_emergencies() {
    let all = [
        phone(1, Mobile).of(Relationship::Carer),
        phone(2, Emergency),
        phone(3, Mobile),
    ];
    assert_eq!(
        of(Means::Call, &all),
        "3 only-usable; 1 another-persons; 2 emergency-only"
    );
    let urgent = Question {
        purpose: Purpose::Emergency,
        ..question()
    };
    assert_eq!(
        choice(&urgent, Means::Call, &all),
        "2 for-emergencies; 1 not-for-emergencies; 3 not-for-emergencies"
    );
    let without = [all[0].clone(), all[2].clone()];
    assert_eq!(
        choice(&urgent, Means::Call, &without),
        "3 their-own; 1 not-their-own"
    );
    // A tenure is reached through its people.
    let solicitor = phone(1, Mobile)
        .of(Relationship::Solicitor)
        .of_kind(TargetKind::Tenure);
    assert_eq!(of(Means::Call, &[solicitor]), "1 only-usable");
}

fn wishing(wishes: &Wishes, records: &[ContactDetail]) -> Contactability {
    Contactability::of(&question(), holding(wishes, records))
}

fn holding(wishes: &Wishes, records: &[ContactDetail]) -> Held {
    let told = |area: &str| ContactPreferences {
        target: target(),
        area: contactable_domain::area::AreaKey::of(area),
        wishes: wishes.clone(),
        version: Version::FIRST,
        recorded: phone(9, Mobile).recorded,
    };
    Held {
        target: target(),
        records: records.to_vec(),
        preferences: vec![told("Social Care"), told("Housing")],
        glimpse: Glimpse::default(),
    }
}

#[test]
fn of_a_target_that_is_not_live_nothing_is_used() {
    let all = [
        phone(1, Mobile),
        phone(2, Mobile).retired(date(2026, 11, 1), EndReason::Moved),
        phone(3, Mobile).of_area("Social Care"),
        email(4, Home),
    ];
    for (fate, reason) in [
        (Fate::SupersededBy(target()), "target-superseded"),
        (Fate::Invalidated, "target-invalidated"),
    ] {
        let mut held = holding(&Wishes::default(), &all);
        held.glimpse.fate = Some(fate);
        for purpose in [Purpose::General, Purpose::Emergency] {
            let question = Question {
                purpose,
                ..question()
            };
            let answer = Contactability::of(&question, held.clone());
            let calls = format!("0 {reason}; 1 {reason}; 2 {reason}; 3 other-area");
            assert_eq!(told(&answer, Means::Call), calls);
            assert_eq!(
                told(&answer, Means::Email),
                format!("0 {reason}; 4 {reason}")
            );
            assert_eq!(told(&answer, Means::Letter), "0 nothing-held");
            assert_eq!(answer.preferred(), None);
        }
    }
}

#[test]
fn what_they_do_not_want_is_not_used() {
    let all = [phone(1, Mobile), email(2, Home)];
    let no_texts = Wishes {
        do_not_use: [Means::Text].into(),
        ..Wishes::default()
    };
    let answer = wishing(&no_texts, &all);
    assert_eq!(told(&answer, Means::Text), "0 do-not-use; 1 do-not-use");
    assert_eq!(told(&answer, Means::Call), "1 only-usable");
    let no_calls = Wishes {
        method: Some(ContactMethod::NoCall),
        ..Wishes::default()
    };
    let answer = wishing(&no_calls, &all);
    assert_eq!(told(&answer, Means::Call), "0 do-not-use; 1 do-not-use");
    assert_eq!(told(&answer, Means::Text), "1 only-usable");
}

#[test]
fn what_they_do_not_want_is_not_said_of_their_next_of_kin() {
    let urgent = Question {
        purpose: Purpose::Emergency,
        ..question()
    };
    let wishes = Wishes {
        do_not_use: [Means::Call].into(),
        ..Wishes::default()
    };
    let all = [phone(1, Mobile), phone(2, Mobile).of(Relationship::Carer)];
    let answer = Contactability::of(&urgent, holding(&wishes, &all));
    assert_eq!(told(&answer, Means::Call), "2 only-usable; 1 do-not-use");
}

#[test]
fn another_areas_knowledge_of_wishes_does_not_count() {
    let held = Held {
        target: target(),
        records: vec![phone(1, Mobile)],
        preferences: vec![ContactPreferences {
            target: target(),
            area: contactable_domain::area::AreaKey::of("Social Care"),
            wishes: Wishes {
                do_not_use: [Means::Text].into(),
                ..Wishes::default()
            },
            version: Version::FIRST,
            recorded: phone(9, Mobile).recorded,
        }],
        glimpse: Glimpse::default(),
    };
    let answer = Contactability::of(&question(), held);
    assert_eq!(told(&answer, Means::Text), "1 only-usable");
    assert!(answer.wishes().is_none());
}

#[test]
fn the_preferred_means_is_named_when_it_can_be_used() {
    let wants = |method| Wishes {
        method: Some(method),
        ..Wishes::default()
    };
    let all = [phone(1, Mobile), email(2, Home)];
    let preferred = |method| wishing(&wants(method), &all).preferred();
    assert_eq!(preferred(ContactMethod::Email), Some(Means::Email));
    assert_eq!(preferred(ContactMethod::Text), Some(Means::Text));
    assert_eq!(preferred(ContactMethod::Letter), None);
    assert_eq!(preferred(ContactMethod::Visit), None);
    // Also when only other means are asked for.
    let only_texts = Question {
        means: vec![Means::Text],
        ..question()
    };
    let held = holding(&wants(ContactMethod::Email), &all);
    let answer = Contactability::of(&only_texts, held);
    assert_eq!(answer.preferred(), Some(Means::Email));
    assert!(answer.choice(Means::Email).is_none());
}

#[test]
fn faxes_and_textphones_are_told_where_there_are_any() {
    let none = answer(&question(), &[phone(1, Mobile)]);
    assert!(none.choice(Means::Fax).is_none());
    let fax = record(1, Channel::Fax, "020 7946 0101", Some(Home));
    let textphone = record(2, Channel::Textphone, "020 7946 0102", Some(Home));
    let both = answer(&question(), &[fax, textphone]);
    assert_eq!(told(&both, Means::Fax), "1 only-usable");
    assert_eq!(told(&both, Means::Textphone), "2 only-usable");
}
