//! What of a target's details is shown to whom (PDS standard, "Displaying contact details" for patients and
//! for healthcare workers, "Contact details for unattended services").

use std::cmp::Ordering;

use jiff::civil::Date;

use crate::area::AreaKey;
use crate::contact_detail::{ContactDetail, Status};
use crate::vocabulary::{Channel, Label, words};

words! {
    /// Who looks.
    Audience {
        /// The patient or resident whose details they are.
        Patient = "patient",
        /// A healthcare worker or an officer.
        Worker = "worker",
        /// An unattended service, which chooses for itself.
        All = "all",
    }
}

/// A detail that is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shown<'a> {
    /// The detail.
    pub record: &'a ContactDetail,
    /// The one of the same kind that can be used, where the one that is shown cannot.
    pub use_instead: Option<&'a ContactDetail>,
}

/// What this audience is shown of these records on this day, in their order.
///
/// - A patient sees what is active and valid: of each kind the latest by its start, and nothing of a kind of
///   which nothing is active and valid.
/// - A worker sees of each kind the latest by its start, even if it is historic or invalid; its labels say
///   so. What could be used instead is named beside it.
/// - For all others, everything that is not retired, valid or not; to choose is theirs.
///
/// A kind is a channel, a use and a relationship within one area. Of two that start on one day the one that
/// can be used is the later, then the one that was recorded later.
pub fn shown_to<'a>(audience: Audience, records: &'a [ContactDetail], on: Date) -> Vec<Shown<'a>> {
    let alone = |record| Shown {
        record,
        use_instead: None,
    };
    let usable = |record: &&ContactDetail| record.state(on).is_usable();
    match audience {
        Audience::Patient => latest_of_each_kind(records.iter().filter(usable), on)
            .into_iter()
            .map(alone)
            .collect(),
        Audience::Worker => {
            let best = latest_of_each_kind(records.iter().filter(usable), on);
            let beside = |record: &'a ContactDetail| {
                let of_kind = best.iter().find(|other| kind(other) == kind(record));
                Shown {
                    record,
                    use_instead: of_kind.copied().filter(|other| other.id != record.id),
                }
            };
            latest_of_each_kind(records.iter(), on)
                .into_iter()
                .map(beside)
                .collect()
        }
        Audience::All => records
            .iter()
            .filter(|record| record.state(on).status == Status::Active)
            .map(alone)
            .collect(),
    }
}

/// Of which only one is shown.
fn kind(record: &ContactDetail) -> (&AreaKey, Channel, Label) {
    (&record.area, record.channel(), record.information.label)
}

fn latest_of_each_kind<'a>(
    records: impl Iterator<Item = &'a ContactDetail>,
    on: Date,
) -> Vec<&'a ContactDetail> {
    let mut latest: Vec<&ContactDetail> = Vec::new();
    for record in records {
        match latest.iter_mut().find(|held| kind(held) == kind(record)) {
            Some(held) if by_start(held, record, on).is_lt() => *held = record,
            Some(_) => {}
            None => latest.push(record),
        }
    }
    latest.sort_by_key(|record| (record.created.at, record.id));
    latest
}

fn by_start(one: &ContactDetail, other: &ContactDetail, on: Date) -> Ordering {
    let key = |record: &ContactDetail| {
        let usable = record.state(on).is_usable();
        (record.starts_on(), usable, record.created.at, record.id)
    };
    key(one).cmp(&key(other))
}
