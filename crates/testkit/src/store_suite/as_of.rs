use contactable_domain::contact_detail::{ContactDetail, NewContactDetail, as_of};
use contactable_domain::ids::TargetId;
use contactable_domain::listing::Wanted;
use contactable_domain::ports::Clock;
use contactable_domain::time::{Period, day_of};
use contactable_service::{Moment, PageRequest};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};

use super::{EVERYTHING, World, replacement};
use crate::{address, email, new, phone, target};

/// What may be wanted.
const WANTED: [Wanted; 3] = [Wanted::Active, Wanted::Usable, Wanted::Everything];

/// A question and what it was answered with, two records at once.
struct Asked {
    page: PageRequest,
    answer: Vec<ContactDetail>,
}

/// All pages of an answer, one after the other.
async fn joined(world: &World, target: TargetId, page: PageRequest) -> Vec<ContactDetail> {
    let mut joined = Vec::new();
    let mut page = PageRequest { limit: 2, ..page };
    loop {
        let found = world.page_as(&world.housing, target, page).await;
        assert!(found.records.len() <= 2);
        joined.extend(found.records);
        page.after = found.next;
        if page.after.is_none() {
            return joined;
        }
    }
}

/// Asks everything that can be asked now; each question names the instant for later.
async fn ask(world: &World) -> Vec<Asked> {
    let now = world.clock.now();
    let today = day_of(now);
    let days = [-1, 0, 1, 5].map(|days| today.checked_add(days.days()).ok());
    let mut asked = Vec::new();
    for wanted in WANTED {
        for valid_on in days.into_iter().chain([None]) {
            let at = |as_of| PageRequest {
                wanted,
                moment: Moment { as_of, valid_on },
                ..EVERYTHING
            };
            asked.push(Asked {
                answer: joined(world, target(1), at(None)).await,
                page: at(Some(now)),
            });
        }
    }
    asked
}

/// One change after the other, each in its turn and some time after the last.
async fn change(world: &World, number: usize) {
    let all = world.all(target(1)).await;
    let until = |day| NewContactDetail {
        period: Period::until(day),
        is_default: true,
        ..new(target(1), address("Flat 1"))
    };
    let later = NewContactDetail {
        period: Period::new(Some(date(2026, 11, 23)), Some(date(2026, 11, 25))).expect("valid"),
        ..new(target(1), email("a@example.com"))
    };
    let done = match number {
        0 => world.make(new(target(1), phone("07700 900001"))).await,
        1 => world.make(later).await,
        2 => world.make(until(date(2026, 11, 22))).await,
        3 => world.replace(&all[0], phone("07700 900002")).await,
        4 => world.verify(all[0].id).await,
        5 => {
            let new = replacement(phone("07700 900003"));
            world.supersede(all[0].id, new).await
        }
        6 => world.end(&all[1]).await,
        7 => world.make(until(date(2026, 12, 24))).await,
        _ => world.end(&all[2]).await,
    };
    done.expect("allowed");
}

/// For everything that can be wanted, page by page.
pub async fn a_list_as_of_an_instant_is_what_a_list_gave_then(world: World) {
    let mut asked = ask(&world).await;
    for number in 0..9 {
        world.clock.advance_seconds(7 * 3600);
        change(&world, number).await;
        asked.extend(ask(&world).await);
    }
    world.wait_until(date(2028, 1, 1));
    for Asked { page, answer } in asked {
        assert_eq!(joined(&world, target(1), page).await, answer, "{page:?}");
    }
}

/// The store's versions and the domain's reading of them say the same as the store's own reading.
pub async fn versions_say_how_a_record_stood(world: World) {
    let first = world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    world.clock.advance_seconds(10);
    let second = world
        .replace(&first, phone("07700 900002"))
        .await
        .expect("replaced");
    world.clock.advance_seconds(10);
    let third = world.end(&first).await.expect("ended");
    let versions = world.versions(&first).await;
    assert_eq!(versions, [first.clone(), second.clone(), third.clone()]);
    let micros = |record: &ContactDetail, more: i64| {
        let at = record.recorded.at.as_microsecond() + more;
        Timestamp::from_microsecond(at).expect("an instant")
    };
    for (at, stood) in [
        (micros(&first, -1), None),
        (micros(&first, 0), Some(&first)),
        (micros(&second, -1), Some(&first)),
        (micros(&second, 0), Some(&second)),
        (micros(&third, -1), Some(&second)),
        (micros(&third, 1), Some(&third)),
    ] {
        assert_eq!(as_of(&versions, at), stood);
        let moment = Moment {
            as_of: Some(at),
            valid_on: None,
        };
        let listed = world.listed_at(target(1), Wanted::Everything, moment).await;
        assert_eq!(listed.first(), stood);
    }
}

/// From the first day to the last, both included; what was not said is the day of recording, or an end
/// before it.
pub async fn a_day_is_held_against_the_period(world: World) {
    let period = |start: Option<Date>, end| Period::new(start, end).expect("a period");
    let (first, last) = (date(2026, 11, 5), date(2026, 12, 5));
    let recorded = date(2026, 11, 21);
    let day = |day| Some(date(2026, 11, day));
    let mut expected = Vec::new();
    for (said, from, to) in [
        (
            period(day(25), day(27)),
            date(2026, 11, 25),
            date(2026, 11, 27),
        ),
        (
            period(day(25), day(25)),
            date(2026, 11, 25),
            date(2026, 11, 25),
        ),
        (period(day(19), None), date(2026, 11, 19), last),
        (period(None, day(23)), recorded, date(2026, 11, 23)),
        (period(None, day(21)), recorded, recorded),
        (period(None, None), recorded, last),
        (
            period(None, day(10)),
            date(2026, 11, 10),
            date(2026, 11, 10),
        ),
        (period(day(7), day(9)), date(2026, 11, 7), date(2026, 11, 9)),
    ] {
        let wanted = NewContactDetail {
            period: said,
            ..new(target(1), address("Flat 1"))
        };
        let made = world.make(wanted).await.expect("made");
        expected.push((made.id, from, to));
    }
    let (retired, _, _) = expected[2];
    let ended = world.all(target(1)).await.swap_remove(2);
    world.end(&ended).await.expect("ended");
    let mut on = first;
    while on <= last {
        let valid: Vec<_> = world.valid_on(target(1), on).await;
        let ids: Vec<_> = valid.iter().map(|record| record.id).collect();
        let true_then = expected
            .iter()
            .filter(|(_, from, to)| (*from..=*to).contains(&on));
        let true_then: Vec<_> = true_then.map(|(id, _, _)| *id).collect();
        assert_eq!(ids, true_then, "{on}");
        let moment = Moment {
            as_of: None,
            valid_on: Some(on),
        };
        let usable = world.listed_at(target(1), Wanted::Usable, moment).await;
        let active = world.listed_at(target(1), Wanted::Active, moment).await;
        let in_use: Vec<_> = true_then.into_iter().filter(|id| *id != retired).collect();
        for found in [usable, active] {
            let ids: Vec<_> = found.iter().map(|record| record.id).collect();
            assert_eq!(ids, in_use, "{on}");
        }
        on = on.tomorrow().expect("a day");
    }
}
