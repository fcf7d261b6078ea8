//! Taking people over from another system: Patients, Bundles of them and of their related people, one resource a
//! line or one in the whole text. What cannot be kept is left out and told of. Refused is whoever might be shown by mistake or lose
//! what is known of them: with a security label, or a list, that cannot be read.

mod form;
mod gaps;
mod items;
mod label;
mod lenient;
mod person;
mod related;
mod split;

use std::collections::BTreeMap;

use contactable_domain::patient::{Carried, Confidentiality, WantedPatient};
use contactable_domain::value::NhsNumber;

pub use self::gaps::Gaps;
use self::related::Related;
use self::split::Resource;
use crate::patient::carry::Carry;

/// What is kept.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Keep {
    /// Contact details, wishes and how far the record is open.
    #[default]
    ContactDetails,
    /// Names, birth dates, practices and related people beside them, to be shown again as they came.
    Everything,
}

/// A resource and what came of it.
#[derive(Clone, Debug)]
pub struct Read {
    /// Where it stands, such as `line 1, entry 3`.
    pub place: String,
    /// What is taken, or why nothing is.
    pub taken: Result<Taken, &'static str>,
}

/// What is taken of one person.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Whose it is.
    pub number: NhsNumber,
    /// How many changes the record had seen, when that was said.
    pub version: Option<u64>,
    /// How far the record is open, when that was said.
    pub confidentiality: Option<Confidentiality>,
    /// The lists, each item with its id. `None` where nothing was said of them: of a restricted person whose details
    /// were hidden from whoever exported them, and of somebody of whom only related people came.
    pub wanted: Option<WantedPatient>,
    /// What the lists do not tell.
    pub gaps: Gaps,
    /// What is carried along; [`join`] puts it to what is known already.
    pub carried: Option<Carried>,
    /// What has no place.
    pub left_out: Vec<LeftOut>,
}

/// Something that was not taken. Neither text holds a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeftOut {
    /// Which part, such as `telecom/2`.
    pub path: String,
    /// Why.
    pub why: &'static str,
}

/// Why a text is not looked at any further.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotFhir {
    /// There is nothing in it.
    Empty,
    /// It begins with something other than JSON.
    NotJson {
        /// The line on which that is seen.
        line: usize,
    },
}

impl std::fmt::Display for NotFhir {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => f.write_str("there is nothing in it"),
            Self::NotJson { line } => write!(f, "line {line} is not JSON"),
        }
    }
}

impl std::error::Error for NotFhir {}

/// Reads a text.
///
/// # Errors
/// A text that is none of the kinds that are taken. A single resource that cannot be taken is told of in its place.
pub fn read(text: &str, keep: Keep) -> Result<Vec<Read>, NotFhir> {
    let mut reads: Vec<Read> = Vec::new();
    let mut people: BTreeMap<String, (NhsNumber, String, Vec<Related<'_>>)> = BTreeMap::new();
    for (place, resource) in split::resources(text)? {
        let taken = match resource {
            Ok(Resource::Patient(raw)) => person::take(raw, keep),
            Ok(Resource::Related { raw, full_url }) => {
                match Related::read(raw, full_url.as_deref()) {
                    Ok(related) => {
                        let number = related.subject;
                        let of_subject = people.entry(number.as_str().to_owned());
                        let known = of_subject.or_insert_with(|| (number, place, Vec::new()));
                        known.2.push(related);
                        continue;
                    }
                    Err(why) => Err(why),
                }
            }
            Err(why) => Err(why),
        };
        reads.push(Read { place, taken });
    }
    for (number, place, related) in people.into_values() {
        let taken = related::taken(number, &related, keep);
        add(&mut reads, place, taken);
    }
    Ok(reads)
}

/// Adds what came of somebody's related people to what came of them, or stands it alone.
fn add(reads: &mut Vec<Read>, place: String, related: Taken) {
    let mut known = reads.iter_mut().filter_map(|read| read.taken.as_mut().ok());
    match known.find(|taken| taken.number == related.number) {
        Some(taken) => {
            taken.left_out.extend(related.left_out);
            taken.carried = match (taken.carried.take(), related.carried) {
                (Some(known), Some(later)) => Some(join(&known, &later)),
                (known, later) => later.or(known),
            };
        }
        None => reads.push(Read {
            place,
            taken: Ok(related),
        }),
    }
}

/// What is carried along of a person once a later word has come: a Patient leaves the related people as they are, and
/// related people leave all else.
pub fn join(known: &Carried, later: &Carried) -> Carried {
    let both = Carry::read(known.as_str()).zip(Carry::read(later.as_str()));
    let joined = both.and_then(|(known, later)| known.followed_by(later).into_text());
    joined.map_or_else(|| later.clone(), Carried::new)
}
