//! What is shown to whom (PDS standard, "Displaying contact details").

use contactable_domain::contact_detail::{ContactDetail, EndReason};
use contactable_domain::display::{Audience, shown_to};
use contactable_domain::vocabulary::Relationship;
use contactable_domain::vocabulary::Use::{Home, Landline, Mobile, Temporary, Work};
use jiff::civil::date;

use crate::builder::{Said, TODAY, address, email, landline, phone};

/// The numbers of what is shown, each with its labels and what can be used instead.
fn shown(audience: Audience, records: &[ContactDetail]) -> Vec<String> {
    let tell = |shown: contactable_domain::display::Shown<'_>| {
        let number = |record: &ContactDetail| record.id.uuid().as_u128();
        let labels: Vec<&str> = shown.record.state(TODAY).labels().collect();
        let instead = shown
            .use_instead
            .map(|record| format!("-> {}", number(record)));
        let told = format!("{} {}", number(shown.record), labels.join("+"));
        [told.trim_end().to_owned()]
            .into_iter()
            .chain(instead)
            .collect::<Vec<_>>()
            .join(" ")
    };
    shown_to(audience, records, TODAY)
        .into_iter()
        .map(tell)
        .collect()
}

fn several() -> Vec<ContactDetail> {
    vec![
        phone(1, Mobile).from(date(2024, 1, 1)),
        phone(2, Mobile).from(date(2025, 1, 1)),
        phone(3, Mobile)
            .from(date(2025, 6, 1))
            .retired(date(2025, 7, 1), EndReason::Wrong),
        landline(4, Landline).until(date(2026, 10, 1)),
        email(5, Home).from(date(2026, 12, 24)),
        email(6, Work),
        address(7, Home),
        address(8, Temporary).from(date(2026, 7, 1)),
    ]
}

#[test]
fn a_patient_sees_the_latest_of_each_kind_that_is_active_and_valid() {
    assert_eq!(shown(Audience::Patient, &several()), ["2", "6", "7"]);
}

#[test]
fn nothing_active_and_valid_means_nothing_shown_to_a_patient() {
    let past = [
        phone(1, Mobile).retired(date(2026, 7, 1), EndReason::Moved),
        email(2, Home).until(date(2026, 11, 21)),
        address(3, Home).from(date(2026, 11, 23)),
    ];
    assert!(shown(Audience::Patient, &past).is_empty());
}

#[test]
fn a_worker_sees_the_latest_of_each_kind_even_if_historic_or_invalid_with_its_label() {
    assert_eq!(
        shown(Audience::Worker, &several()),
        [
            "3 Historic -> 2",
            "4 Expired",
            "5 Not yet valid",
            "6",
            "7",
            "8 No longer valid"
        ]
    );
}

#[test]
fn a_worker_does_not_see_an_older_historic_one() {
    let records = [
        phone(1, Mobile)
            .from(date(2024, 1, 1))
            .retired(date(2025, 1, 1), EndReason::Moved),
        phone(2, Mobile).from(date(2025, 1, 1)),
    ];
    assert_eq!(shown(Audience::Worker, &records), ["2"]);
}

#[test]
fn of_nothing_nothing_is_shown() {
    for audience in Audience::ALL {
        assert!(shown(*audience, &[]).is_empty());
    }
}

#[test]
fn of_two_that_start_on_one_day_the_usable_one_is_shown() {
    let records = [
        phone(1, Mobile).from(date(2026, 5, 1)),
        phone(2, Mobile)
            .from(date(2026, 5, 1))
            .retired(date(2026, 5, 1), EndReason::Wrong),
    ];
    for audience in [Audience::Patient, Audience::Worker] {
        assert_eq!(shown(audience, &records), ["1"]);
    }
}

#[test]
fn everything_that_is_not_retired_is_for_all() {
    assert_eq!(
        shown(Audience::All, &several()),
        [
            "1",
            "2",
            "4 Expired",
            "5 Not yet valid",
            "6",
            "7",
            "8 No longer valid"
        ]
    );
}

#[test]
fn another_use_relationship_or_area_is_another_kind() {
    let records = [
        phone(1, Mobile),
        phone(2, Mobile).of(Relationship::Carer),
        phone(3, Home),
        phone(4, Mobile).of_area("Social Care"),
        phone(5, Mobile),
    ];
    for audience in [Audience::Patient, Audience::Worker] {
        assert_eq!(shown(audience, &records), ["2", "3", "4", "5"]);
    }
}
