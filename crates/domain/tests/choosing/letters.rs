//! Letters: every case of the order of NHS Notify (PDS standard, "NHS Notify"), of PDS, and of the areas.

use contactable_domain::area::{LetterPolicy, LetterRules};
use contactable_domain::contact_detail::{ContactDetail, EndReason, FailureKind};
use contactable_domain::contactability::{Purpose, Question};
use contactable_domain::vocabulary::Use::{
    Correspondence, Emergency, Forwarding, Home, Other, Temporary, Work,
};
use contactable_domain::vocabulary::{Channel, Means, Relationship, TargetKind};
use jiff::civil::date;

use crate::builder::{
    Said, TODAY, address, address_at, choice, question, record, under, with_letters,
};

fn letter(records: &[ContactDetail]) -> String {
    choice(&question(), Means::Letter, records)
}

#[test]
fn a_temporary_address_within_three_months_comes_first() {
    let all = [
        address(1, Home),
        address(2, Correspondence),
        address(3, Temporary).from(date(2026, 9, 1)),
    ];
    assert_eq!(
        letter(&all),
        "3 temporary-address; 1 later-in-policy; 2 later-in-policy"
    );
}

#[test]
fn without_one_the_correspondence_address_does() {
    let all = [address(1, Home), address(2, Correspondence)];
    assert_eq!(letter(&all), "2 correspondence-address; 1 later-in-policy");
}

#[test]
fn a_temporary_address_past_its_three_months_is_as_none() {
    let all = [
        address(1, Home),
        address(2, Correspondence),
        address(3, Temporary).from(date(2026, 8, 21)),
    ];
    assert_eq!(
        letter(&all),
        "2 correspondence-address; 1 later-in-policy; 3 temporary-too-old"
    );
    assert_eq!(
        letter(&[all[0].clone(), all[2].clone()]),
        "1 home-address; 3 temporary-too-old"
    );
}

#[test]
fn without_both_the_home_address_does() {
    assert_eq!(letter(&[address(1, Home)]), "1 home-address");
}

#[test]
fn without_any_there_is_no_letter() {
    assert_eq!(letter(&[]), "0 nothing-held");
    assert_eq!(
        letter(&[address(1, Work), address(2, Other)]),
        "0 none-usable; 1 not-for-letters; 2 not-for-letters"
    );
}

#[test]
fn three_months_end_on_the_same_day_of_the_month() {
    for (start, counts) in [
        (date(2026, 8, 22), true),
        (date(2026, 8, 21), false),
        (TODAY, true),
        (date(2026, 11, 23), false),
    ] {
        let told = letter(&[address(1, Home), address(2, Temporary).from(start)]);
        assert_eq!(told.starts_with("2 "), counts, "{start}: {told}");
    }
}

#[test]
fn letters_go_nowhere_abroad_and_to_no_pseudo_postcode() {
    for (town, code) in [
        ("ZZ99 3VZ", "no-fixed-abode"),
        ("ZZ99 3WZ", "pseudo-postcode"),
        ("Mumbai ZZ99 6CZ", "pseudo-postcode"),
        ("Mumbai ZZ99 6CZ, India", "pseudo-postcode"),
        ("zz99 6cz Mumbai, India", "pseudo-postcode"),
        ("75007 Paris, France", "overseas"),
        ("St Helier JE2 3AB", "overseas"),
        ("Douglas IM1 1AA", "overseas"),
        ("Stanley FIQQ 1ZZ", "overseas"),
        ("No fixed abode, London E8 1AA", "no-fixed-abode"),
        ("London", "not-mailable"),
    ] {
        let told = letter(&[address_at(1, Correspondence, town), address(2, Home)]);
        assert_eq!(told, format!("2 home-address; 1 {code}"), "{town}");
    }
    let forces = address_at(1, Home, "BFPO 801");
    assert_eq!(letter(&[forces]), "1 home-address");
}

#[test]
fn whoever_has_no_fixed_abode_is_written_to_where_they_can_be() {
    let nowhere = address_at(1, Home, "ZZ99 3VZ");
    let centre = address(2, Temporary).from(date(2026, 10, 1));
    assert_eq!(
        letter(&[nowhere.clone(), centre]),
        "2 temporary-address; 1 no-fixed-abode"
    );
    assert_eq!(letter(&[nowhere]), "0 none-usable; 1 no-fixed-abode");
}

#[test]
fn an_area_may_send_letters_abroad_but_never_to_a_pseudo_postcode() {
    let abroad = with_letters(LetterRules {
        overseas: true,
        ..LetterRules::default()
    });
    let told = |town| choice(&abroad, Means::Letter, &[address_at(1, Home, town)]);
    assert_eq!(told("75007 Paris, France"), "1 home-address");
    assert_eq!(told("St Helier JE2 3AB"), "1 home-address");
    assert_eq!(
        told("Mumbai ZZ99 6CZ, India"),
        "0 none-usable; 1 pseudo-postcode"
    );
}

#[test]
fn pds_puts_correspondence_before_temporary() {
    let all = [
        address(1, Home),
        address(2, Correspondence),
        address(3, Temporary).from(date(2026, 9, 1)),
    ];
    let pds = |records: &[ContactDetail]| choice(&under(LetterPolicy::Pds), Means::Letter, records);
    assert_eq!(
        pds(&all),
        "2 correspondence-address; 1 later-in-policy; 3 later-in-policy"
    );
    assert_eq!(
        pds(&[all[0].clone(), all[2].clone()]),
        "3 temporary-address; 1 later-in-policy"
    );
    assert_eq!(pds(&all[..1]), "1 home-address");
}

#[test]
fn a_forwarding_address_comes_first_where_the_area_says_so() {
    let all = [
        address(1, Forwarding),
        address(2, Temporary).from(date(2026, 9, 1)),
        address(3, Home),
    ];
    assert_eq!(
        letter(&all),
        "2 temporary-address; 1 forwarding-not-used; 3 later-in-policy"
    );
    let first = with_letters(LetterRules {
        forwarding_first: true,
        ..LetterRules::default()
    });
    assert_eq!(
        choice(&first, Means::Letter, &all),
        "1 forwarding-address; 2 later-in-policy; 3 later-in-policy"
    );
}

#[test]
fn among_addresses_of_one_kind_the_usual_points_decide() {
    let plain = address(1, Home);
    let rows = [
        (
            plain.clone(),
            address(2, Home).preferred(),
            "2 home-address; 1 not-preferred",
        ),
        (
            address(1, Home).verified(),
            address(2, Home),
            "1 home-address; 2 unverified",
        ),
        (
            address(1, Home).default(),
            address(2, Home),
            "1 home-address; 2 not-default",
        ),
        (plain.clone(), address(2, Home), "2 home-address; 1 earlier"),
        (
            plain.clone(),
            address(2, Home).failed(FailureKind::Soft),
            "1 home-address; 2 doubtful",
        ),
        (
            plain,
            address(2, Home).failed(FailureKind::Hard),
            "1 home-address; 2 undeliverable",
        ),
    ];
    for (one, other, expected) in rows {
        assert_eq!(letter(&[one, other]), expected);
    }
}

#[test]
fn what_is_not_in_force_gets_no_letter() {
    let rows = [
        (
            address(1, Correspondence).retired(date(2026, 5, 1), EndReason::Moved),
            "historic",
        ),
        (
            address(1, Correspondence).until(date(2026, 11, 21)),
            "expired",
        ),
        (
            address(1, Correspondence).from(date(2026, 11, 23)),
            "not-yet-valid",
        ),
        (
            address(1, Correspondence).of_area("Social Care"),
            "other-area",
        ),
        (
            address(1, Correspondence).of(Relationship::Carer),
            "another-persons",
        ),
    ];
    for (record, code) in rows {
        let told = letter(&[record, address(2, Home)]);
        assert_eq!(told, format!("2 home-address; 1 {code}"));
    }
    // Both days of a period belong to it.
    let whole = address(1, Correspondence).from(TODAY).until(TODAY);
    assert_eq!(letter(&[whole]), "1 correspondence-address");
}

#[test]
fn an_address_without_a_use_comes_last() {
    let unlabelled = record(1, Channel::Address, "18 Larkfield Row, London E8 1AA", None);
    assert_eq!(
        letter(std::slice::from_ref(&unlabelled)),
        "1 unlabelled-address"
    );
    assert_eq!(
        letter(&[unlabelled, address(2, Home)]),
        "2 home-address; 1 later-in-policy"
    );
}

#[test]
fn in_an_emergency_the_address_named_for_it_comes_first() {
    let urgent = Question {
        purpose: Purpose::Emergency,
        ..question()
    };
    let all = [
        address(1, Home),
        address(2, Emergency),
        address(3, Temporary)
            .from(date(2026, 10, 1))
            .of(Relationship::Neighbour),
    ];
    assert_eq!(
        choice(&urgent, Means::Letter, &all),
        "2 for-emergencies; 1 not-for-emergencies; 3 not-for-emergencies"
    );
    let without = [all[0].clone(), all[2].clone()];
    assert_eq!(
        choice(&urgent, Means::Letter, &without),
        "1 their-own; 3 not-their-own"
    );
    assert_eq!(
        letter(&all),
        "1 home-address; 2 emergency-only; 3 another-persons"
    );
}

#[test]
fn an_organisation_is_written_to_at_work() {
    let office = address(1, Work).of_kind(TargetKind::Organisation);
    assert_eq!(letter(&[office]), "1 home-address");
    let solicitor = address(1, Work)
        .of_kind(TargetKind::Tenure)
        .of(Relationship::Solicitor);
    assert_eq!(letter(&[solicitor]), "1 home-address");
}
