//! Which of several records that can be used comes first. Records are compared point by point; the first
//! point in which two differ decides, and explains the choice.

use std::cmp::{Ordering, Reverse};

use super::usable::is_mobile;
use super::{Purpose, Question, Reason, letter};
use crate::contact_detail::ContactDetail;
use crate::vocabulary::{Means, Use};

/// A point of comparison.
struct Point {
    /// Whether the record has the advantage; of two, one that has it comes first.
    has: fn(&Question, Means, &ContactDetail) -> bool,
    /// Why the one that has it comes first.
    wins: Reason,
    /// Why the one that has it not comes later.
    loses: Reason,
}

/// What decides in an emergency, before all else.
const URGENT: &[Point] = &[
    Point {
        has: |question, _, record| {
            let named = record.information.label.usage == Some(Use::Emergency);
            question.purpose != Purpose::Emergency || named
        },
        wins: Reason::ForEmergencies,
        loses: Reason::NotForEmergencies,
    },
    Point {
        has: |question, _, record| {
            let own = record.information.label.relationship.is_none();
            question.purpose != Purpose::Emergency || own
        },
        wins: Reason::TheirOwn,
        loses: Reason::NotTheirOwn,
    },
];

/// The points, the weightiest first. A person's wish comes before what areas know; a temporary number stands
/// in for the usual one (PDS standard, "Contact details for healthcare workers").
const POINTS: &[Point] = &[
    Point {
        has: |_, _, record| !record.marks.is_doubtful(),
        wins: Reason::NoFailure,
        loses: Reason::Doubtful,
    },
    Point {
        has: |_, _, record| record.is_preferred,
        wins: Reason::Preferred,
        loses: Reason::NotPreferred,
    },
    Point {
        has: |_, means, record| {
            // Of addresses the policy says where a temporary one comes.
            means == Means::Letter || record.information.label.usage == Some(Use::Temporary)
        },
        wins: Reason::Temporary,
        loses: Reason::NotTemporary,
    },
    Point {
        has: |_, means, record| !matches!(means, Means::Text | Means::Call) || is_mobile(record),
        wins: Reason::Mobile,
        loses: Reason::Landline,
    },
    Point {
        has: |_, _, record| record.marks.verified.is_some(),
        wins: Reason::Verified,
        loses: Reason::Unverified,
    },
    Point {
        has: |question, _, record| question.is_own_teams_default(record),
        wins: Reason::TeamsDefault,
        loses: Reason::NotTeamsDefault,
    },
    Point {
        has: |_, _, record| record.is_default,
        wins: Reason::Default,
        loses: Reason::NotDefault,
    },
];

/// Which of two records comes first, and why: the reason of the one that does, and of the other.
pub struct Compared {
    /// `Less` when the first one does.
    pub order: Ordering,
    /// Why the one that comes first does.
    pub wins: Reason,
    /// Why the other does not.
    pub loses: Reason,
}

/// Compares two records that can be used for these means. Never equal for two records.
pub fn compare(
    question: &Question,
    means: Means,
    one: &ContactDetail,
    other: &ContactDetail,
) -> Compared {
    let by = |points| by_points(points, (question, means), one, other);
    let by_place = || by_place(question, means, one, other);
    by(URGENT)
        .or_else(by_place)
        .or_else(|| by(POINTS))
        .unwrap_or_else(|| by_start(one, other))
}

/// Which comes first by these points, if they differ in one.
fn by_points(
    points: &[Point],
    (question, means): (&Question, Means),
    one: &ContactDetail,
    other: &ContactDetail,
) -> Option<Compared> {
    points.iter().find_map(|point| {
        let lacks = |record| !(point.has)(question, means, record);
        let order = lacks(one).cmp(&lacks(other));
        order.is_ne().then_some(Compared {
            order,
            wins: point.wins,
            loses: point.loses,
        })
    })
}

/// Which address comes first by the policy, if they are of different kinds.
fn by_place(
    question: &Question,
    means: Means,
    one: &ContactDetail,
    other: &ContactDetail,
) -> Option<Compared> {
    let place = |record| letter::place(question, record);
    let order = place(one).cmp(&place(other));
    let first = if order.is_lt() { one } else { other };
    (means == Means::Letter && order.is_ne()).then(|| Compared {
        order,
        wins: letter::because(first),
        loses: Reason::LaterInPolicy,
    })
}

/// Which is the later one.
fn by_start(one: &ContactDetail, other: &ContactDetail) -> Compared {
    let latest =
        |record: &ContactDetail| Reverse((record.starts_on(), record.created.at, record.id));
    Compared {
        order: latest(one).cmp(&latest(other)),
        wins: Reason::Latest,
        loses: Reason::Earlier,
    }
}
