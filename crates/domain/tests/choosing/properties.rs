//! What must hold whatever is held.

use std::collections::BTreeMap;

use contactable_domain::area::{LetterPolicy, LetterRules};
use contactable_domain::contact_detail::{ContactDetail, EndReason, FailureKind};
use contactable_domain::contactability::{Purpose, Question};
use contactable_domain::display::{Audience, shown_to};
use contactable_domain::vocabulary::{Means, Relationship, Use};
use jiff::ToSpan;
use proptest::option::of;
use proptest::prelude::*;

use crate::builder::{Said, TODAY, address_at, answer, email, landline, phone, with_letters};

const TOWNS: &[&str] = &[
    "London E8 1AA",
    "ZZ99 3VZ",
    "Mumbai ZZ99 6CZ, India",
    "75007 Paris, France",
    "Douglas IM1 1AA",
    "London",
];

fn any_record(number: u8) -> impl Strategy<Value = ContactDetail> {
    let uses = prop::sample::select(Use::ALL.to_vec());
    let value = (0u8..4, 0..TOWNS.len(), uses);
    let days = (of(-200i32..30), of(0i32..300));
    let said = (
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.3),
        prop::bool::weighted(0.3),
        prop::bool::weighted(0.2),
        of(prop::bool::weighted(0.5)),
        prop::bool::weighted(0.15),
        prop::bool::weighted(0.15),
    );
    (value, days, said).prop_map(move |((channel, town, usage), (start, length), said)| {
        let mut record = match channel {
            0 => phone(number, Use::Other),
            1 => landline(number, Use::Home),
            2 => email(number, usage),
            _ => address_at(number, usage, TOWNS[town]),
        };
        record.information.label.usage = Some(usage);
        let day = |from: jiff::civil::Date, days: i32| from.checked_add(days.days()).unwrap();
        if let Some(start) = start {
            record = record.from(day(TODAY, start));
        }
        if let Some(length) = length {
            let end = day(record.starts_on(), length);
            record = record.until(end);
        }
        let (retired, verified, default, preferred, failed, theirs, elsewhere) = said;
        if verified {
            record = record.verified();
        }
        if default {
            record = record.default();
        }
        if preferred {
            record = record.preferred();
        }
        if let Some(hard) = failed.filter(|_| number.is_multiple_of(3)) {
            let kind = if hard {
                FailureKind::Hard
            } else {
                FailureKind::Soft
            };
            record = record.failed(kind);
        }
        if theirs {
            record = record.of(Relationship::Neighbour);
        }
        if elsewhere {
            record = record.of_area("Social Care");
        }
        if retired {
            record = record.retired(TODAY, EndReason::Other);
        }
        record
    })
}

fn any_records() -> impl Strategy<Value = Vec<ContactDetail>> {
    (0u8..12).prop_flat_map(|count| (1..=count).map(any_record).collect::<Vec<_>>())
}

fn any_question() -> impl Strategy<Value = Question> {
    let policy = prop::sample::select(LetterPolicy::ALL.to_vec());
    let purpose = prop::sample::select(Purpose::ALL.to_vec());
    (policy, purpose, any::<bool>(), any::<bool>()).prop_map(
        |(policy, purpose, forwarding_first, overseas)| Question {
            purpose,
            ..with_letters(LetterRules {
                policy,
                forwarding_first,
                overseas,
            })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_choice_does_not_depend_on_the_order(question in any_question(), records in any_records(), seed in any::<u64>()) {
        let chosen = |records: &[ContactDetail]| {
            let answer = answer(&question, records);
            let ids = answer.choices().iter().map(|c| (c.means, answer.chosen(c).map(|r| r.id), c.because.reason));
            ids.collect::<Vec<_>>()
        };
        let mut shuffled = records.clone();
        let places = u64::try_from(shuffled.len().max(1)).unwrap();
        for place in 0..shuffled.len() {
            let other = usize::try_from(seed.wrapping_mul(place as u64 + 7) % places).unwrap();
            shuffled.swap(place, other);
        }
        prop_assert_eq!(chosen(&records), chosen(&shuffled));
    }

    #[test]
    fn what_is_chosen_may_be_used(question in any_question(), records in any_records()) {
        let answer = answer(&question, &records);
        for choice in answer.choices() {
            let Some(record) = answer.chosen(choice) else { continue };
            prop_assert!(record.state(TODAY).is_usable());
            prop_assert!(!record.marks.is_dead());
            prop_assert_eq!(&record.area, question.area.key());
            prop_assert_eq!(record.channel(), choice.means.channel());
            if let Some(address) = record.information.value.address() {
                prop_assert!(address.mailable().is_ok());
                prop_assert!(!address.one_line().contains("ZZ99"));
            }
        }
    }

    #[test]
    fn every_record_is_accounted_for_once(question in any_question(), records in any_records()) {
        let answer = answer(&question, &records);
        let mut seen: BTreeMap<_, usize> = BTreeMap::new();
        for choice in answer.choices() {
            let passed = choice.passed_over.iter().filter_map(|passed| answer.passed_over(passed));
            for record in answer.chosen(choice).into_iter().chain(passed) {
                *seen.entry((choice.means, record.id)).or_default() += 1;
            }
        }
        for record in &records {
            for means in Means::ALL.iter().filter(|means| means.channel() == record.channel()) {
                prop_assert_eq!(seen.remove(&(*means, record.id)), Some(1));
            }
        }
        prop_assert!(seen.is_empty());
    }

    #[test]
    fn a_worse_record_changes_nothing(question in any_question(), records in any_records(), more in any_record(99)) {
        let before = answer(&question, &records);
        let mut all = records.clone();
        all.push(more.clone());
        let after = answer(&question, &all);
        for choice in after.choices() {
            let chosen = after.chosen(choice).map(|record| record.id);
            let old = before.choice(choice.means).and_then(|choice| before.chosen(choice)).map(|record| record.id);
            // Either the new one is chosen, being better, or all is as it was.
            if chosen != Some(more.id) {
                prop_assert_eq!(chosen, old);
            }
        }
    }

    #[test]
    fn what_cannot_be_used_never_changes_the_choice(question in any_question(), records in any_records(), more in any_record(99)) {
        let worse = more.retired(TODAY, EndReason::Wrong);
        let before = answer(&question, &records);
        let mut all = records.clone();
        all.push(worse);
        let after = answer(&question, &all);
        for choice in before.choices() {
            let now = after.choice(choice.means).and_then(|choice| after.chosen(choice));
            prop_assert_eq!(now.map(|r| r.id), before.chosen(choice).map(|r| r.id));
        }
    }

    #[test]
    fn whoever_wins_among_all_wins_against_each(question in any_question(), records in any_records()) {
        let all = answer(&question, &records);
        for choice in all.choices() {
            let Some(best) = all.chosen(choice) else { continue };
            for rival in records.iter().filter(|rival| rival.id != best.id) {
                let pair = answer(&question, &[rival.clone(), best.clone()]);
                let among_two = pair.choice(choice.means).and_then(|choice| pair.chosen(choice));
                prop_assert_eq!(among_two.map(|record| record.id), Some(best.id));
            }
        }
    }

    #[test]
    fn views_show_one_of_each_kind_and_the_latest(records in any_records()) {
        let kind = |r: &ContactDetail| (r.area.clone(), r.channel(), r.information.label);
        for audience in [Audience::Patient, Audience::Worker] {
            let shown = shown_to(audience, &records, TODAY);
            for one in &shown {
                let alike = shown.iter().filter(|other| kind(other.record) == kind(one.record));
                prop_assert_eq!(alike.count(), 1);
                let eligible = |r: &&ContactDetail| audience == Audience::Worker || r.state(TODAY).is_usable();
                let rivals = records.iter().filter(eligible).filter(|r| kind(r) == kind(one.record));
                prop_assert!(rivals.into_iter().all(|r| r.starts_on() <= one.record.starts_on()));
                prop_assert!(audience == Audience::Worker || one.record.state(TODAY).is_usable());
            }
            let kinds = |all: &mut dyn Iterator<Item = &ContactDetail>| all.map(kind).collect::<Vec<_>>();
            let held = kinds(&mut records.iter().filter(|r| audience == Audience::Worker || r.state(TODAY).is_usable()));
            prop_assert!(held.iter().all(|held| shown.iter().any(|one| kind(one.record) == *held)));
        }
    }
}
