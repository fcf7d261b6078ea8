//! The sample people, some of them known to one service area, others to two or three that were each
//! told something different.

mod households;
mod letters;
mod reached;
mod residents;
mod several_areas;
mod stories;

use super::SampleTarget;

/// The people, group by group, in the order of their ids.
pub(super) fn groups() -> [&'static [SampleTarget]; 6] {
    [
        stories::PEOPLE,
        several_areas::PEOPLE,
        households::PEOPLE,
        residents::PEOPLE,
        letters::PEOPLE,
        reached::PEOPLE,
    ]
}
