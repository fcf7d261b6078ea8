//! What the sample data promises: that it shows everything, that the service will take all of it, and
//! that it belongs to nobody.

use std::collections::{BTreeMap, BTreeSet};

use contactable_domain::area::Limits;
use contactable_domain::contact_detail::Information;
use contactable_domain::ids::TargetId;
use contactable_domain::vocabulary::{Channel, CouncilSubType, TargetKind};

use super::{SampleDetail, SampleTarget, SampleValue, targets};

mod answers;

fn details() -> Vec<(SampleTarget, SampleDetail)> {
    let of = |target: SampleTarget| target.details.iter().map(move |detail| (target, *detail));
    targets().into_iter().flat_map(of).collect()
}

fn parsed(detail: &SampleDetail) -> Information {
    Information::parse(&detail.information(&crate::demo::input_rules().values)).unwrap()
}

fn channel(detail: &SampleDetail) -> Channel {
    parsed(detail).value.channel()
}

/// Whether the detail is active this many days before the demo starts; on the day of a change both
/// the old and the new count.
fn is_active(detail: &SampleDetail, days_ago: u32) -> bool {
    let now = -i64::from(days_ago);
    detail.recorded_days_ago >= days_ago
        && detail.ended_days_ago.is_none_or(|ended| ended <= days_ago)
        && detail.valid_for_days.is_none_or(|d| i64::from(d) >= now)
}

fn is_active_at_start(detail: &SampleDetail) -> bool {
    detail.ended_days_ago.is_none() && detail.valid_for_days.is_none_or(|days| days > 0)
}

fn active_of(target: &SampleTarget, wanted: Channel) -> usize {
    let active = target.details.iter().filter(|d| is_active_at_start(d));
    active.filter(|d| channel(d) == wanted).count()
}

fn is_history_of_letters(detail: &SampleDetail) -> bool {
    detail.sub_type == Some(CouncilSubType::CorrespondenceAddress)
        && detail.ended_days_ago.is_some()
}

#[test]
fn there_are_targets_of_every_kind() {
    let count = |kind| targets().iter().filter(|t| t.kind == kind).count();
    assert_eq!(count(TargetKind::Person), 62);
    assert_eq!(count(TargetKind::Organisation), 8);
    assert_eq!(count(TargetKind::Tenure), 6);
}

#[test]
fn ids_are_ids_and_unique() {
    let ids: BTreeSet<_> = targets()
        .iter()
        .map(|t| TargetId::parse(t.id).unwrap())
        .collect();
    assert_eq!(ids.len(), targets().len());
}

#[test]
fn the_domain_takes_every_value() {
    for (target, detail) in details() {
        let label = parsed(&detail).label;
        assert_eq!(CouncilSubType::of(label), detail.sub_type, "{}", target.who);
    }
}

#[test]
fn every_sub_type_of_phone_and_of_address_is_shown() {
    use CouncilSubType::{CorrespondenceAddress, ForwardingAddress, Home, Other, Temporary, Work};
    let letters = [CorrespondenceAddress, ForwardingAddress];
    let shown: BTreeSet<_> = details()
        .iter()
        .map(|(_, d)| (channel(d), d.sub_type))
        .collect();
    for sub_type in CouncilSubType::ALL {
        if !letters.contains(sub_type) {
            let phone = (Channel::Phone, Some(*sub_type));
            assert!(shown.contains(&phone), "{sub_type:?}");
        }
    }
    for sub_type in letters.into_iter().chain([Home, Work, Temporary, Other]) {
        let address = (Channel::Address, Some(sub_type));
        assert!(shown.contains(&address), "{sub_type:?}");
    }
    assert!(shown.contains(&(Channel::Phone, None)));
    assert!(shown.contains(&(Channel::Email, None)));
}

#[test]
fn every_form_and_every_fate_is_shown() {
    let any = |test: fn(&SampleDetail) -> bool| details().iter().any(|(_, d)| test(d));
    assert!(any(|d| matches!(d.value, SampleValue::OneLine(_))));
    assert!(any(|d| matches!(d.value, SampleValue::Overseas(_))));
    assert!(any(|d| matches!(d.value, SampleValue::Lines(.., None))));
    assert!(any(|d| matches!(d.value, SampleValue::Lines(.., Some(_)))));
    assert!(any(|d| d.description.is_some()));
    assert!(any(|d| d.valid_for_days.is_some_and(|days| days > 0)));
    assert!(any(|d| d.valid_for_days.is_some_and(|days| days < 0)));
    assert!(any(is_history_of_letters));
}

#[test]
fn the_particular_stories_are_told() {
    let any = |test: fn(&SampleTarget) -> bool| targets().iter().any(test);
    assert!(any(|t| active_of(t, Channel::Phone) == 5));
    assert!(any(|t| t
        .details
        .iter()
        .filter(|d| is_history_of_letters(d))
        .count()
        == 9));
    assert!(any(|t| !t.details.iter().any(is_active_at_start)));
    let areas = |t: &SampleTarget| t.details.iter().map(|d| d.area).collect::<BTreeSet<_>>();
    let known_to = |count| targets().iter().filter(|t| areas(t).len() == count).count();
    assert!(known_to(2) >= 5);
    assert_eq!(known_to(3), 3);
}

#[test]
fn amara_okafor_has_something_of_everything() {
    let amara = targets()[0];
    assert_eq!(amara.who, "Amara Okafor");
    assert_eq!(amara.id, "3fa1c0de-0000-4000-8000-000000000001");
    let (housing, care) = amara.details.split_at(6);
    assert!(housing.iter().all(|d| d.area == "Housing"));
    assert_eq!(housing.iter().filter(|d| d.is_default).count(), 3);
    assert_eq!(care.len(), 1);
    assert_eq!(care[0].area, "Social Care");
    assert_eq!(care[0].sub_type, Some(CouncilSubType::Carer));
    assert!(care[0].is_default);
}

#[test]
fn limits_and_defaults_hold_at_every_moment() {
    for target in targets() {
        for new in target.details {
            let alike = |d: &&SampleDetail| d.area == new.area && channel(d) == channel(new);
            let held: Vec<_> = target.details.iter().filter(alike).collect();
            let active = held.iter().filter(|d| is_active(d, new.recorded_days_ago));
            let limit = Limits::default().of(channel(new));
            let limit = limit.map_or(usize::MAX, usize::from);
            assert!(active.count() <= limit, "{}", target.who);
            let current = held.iter().filter(|d| !d.is_replaced);
            let defaults = current.filter(|d| d.is_default).count();
            assert!(defaults <= 1, "{}", target.who);
        }
    }
}

#[test]
fn time_runs_forwards() {
    for (target, detail) in details() {
        let made = detail.recorded_days_ago;
        let ended = detail.ended_days_ago.unwrap_or_default();
        let valid = detail.valid_for_days.unwrap_or_default();
        let starts = detail.starts_in_days.unwrap_or(i32::MIN);
        assert!(ended <= made, "{}", target.who);
        assert!(i64::from(valid) > -i64::from(made), "{}", target.who);
        assert!(detail.valid_for_days.is_none_or(|end| starts <= end));
        let found = detail.verified.map(|verified| verified.days_ago);
        let failed = detail.failure.map(|failure| failure.days_ago);
        for marked in [found, failed].into_iter().flatten() {
            assert!((ended..=made).contains(&marked), "{}", target.who);
        }
        assert!(
            !detail.is_default || is_active_at_start(&detail) || detail.is_replaced,
            "{}",
            target.who
        );
    }
}

#[test]
fn what_takes_the_place_of_another_takes_over_what_is_not_said_of_it() {
    for target in targets() {
        assert!(!target.details.last().is_some_and(|last| last.is_replaced));
        for pair in target.details.windows(2).filter(|p| p[0].is_replaced) {
            let taken_over =
                |d: &SampleDetail| (d.area, d.team, d.is_default, d.is_preferred, channel(d));
            assert_eq!(taken_over(&pair[0]), taken_over(&pair[1]), "{}", target.who);
            assert_eq!(pair[0].ended_days_ago, Some(pair[1].recorded_days_ago));
        }
    }
}

#[test]
fn phones_and_emails_are_nobodys() {
    const DRAMA: [&str; 7] = [
        "07700900", "02079460", "01614960", "01174960", "01632960", "08081570", "03069990",
    ];
    for (_, detail) in details() {
        match detail.value {
            SampleValue::Phone(number) => {
                let national = number.replace("(0)", "").replace("+44", "0");
                let digits: String = national.chars().filter(char::is_ascii_digit).collect();
                assert_eq!(digits.len(), 11, "{number}");
                assert!(DRAMA.iter().any(|d| digits.starts_with(d)), "{number}");
            }
            SampleValue::Email(typed) => {
                let (_, domain) = typed.split_once('@').unwrap();
                assert!(["example.com", "example.org", "example.net"].contains(&domain));
            }
            _ => {}
        }
    }
}

#[test]
fn a_property_number_stands_for_one_address() {
    let mut known = BTreeMap::new();
    for (_, detail) in details() {
        let SampleValue::Lines(lines, postcode, uprn) = detail.value else {
            continue;
        };
        let stands_for_no_place = postcode.starts_with("ZZ99 ");
        assert!(
            postcode.ends_with("ZZ") || stands_for_no_place,
            "{postcode}"
        );
        if let Some(uprn) = uprn {
            assert!(uprn.len() == 12 && uprn.starts_with("10009"), "{uprn}");
            assert_eq!(*known.entry(uprn).or_insert(lines), lines, "{uprn}");
        }
    }
}
