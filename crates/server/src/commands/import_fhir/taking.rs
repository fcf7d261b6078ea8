//! Taking people over, several side by side, each as one unit of work.

use std::collections::HashSet;
use std::sync::Arc;

use contactable_domain::patient::{Carried, List, Wanted, WantedItem};
use contactable_domain::refusal::Refusal;
use contactable_domain::target_version::TargetVersion;
use contactable_domain::time::Period;
use contactable_domain::value::NhsNumber;
use contactable_fhir::import::{LeftOut, Taken, join};
use contactable_service::{Arriving, Carrying, Failure as Refused, Manner, TakenOver};
use futures_util::future::join_all;
use indicatif::ProgressBar;

use super::compact::compact;
use super::gaps::{Reach, unsaid};
use super::report::Report;
use crate::commands::operator::Operator;
use crate::commands::say;
use crate::failure::{Failure, in_words};

/// How many people are taken over side by side; the store writes them together.
const SIDE_BY_SIDE: usize = 64;

/// How many people's related people may come before the people themselves.
const MAX_WAITING: usize = 10_000;

/// The version of somebody of whom none was said.
const FIRST: u64 = 1;

const NO_VERSION: &str = "meta/versionId: a higher number than can be counted on from";
const NOBODY: &str = "nobody with this NHS number is here; import their Patient, too";
const TOO_EARLY: &str =
    "nobody with this NHS number is here yet; import Patients before their related people";
const OVERTAKEN: &str = "others changed this person again and again meanwhile; import them again";

/// Somebody to be taken over, and where they stand in the input.
struct Person {
    place: String,
    number: NhsNumber,
    arriving: Arriving,
}

/// An import at work.
pub struct Taking<'a> {
    operator: &'a Operator,
    manner: Manner,
    reach: Reach,
    report: Report,
    bar: ProgressBar,
    batch: Vec<Person>,
    waiting: Vec<Person>,
    /// Whom a trial would have taken over: their related people have somebody to go to.
    would_be_new: HashSet<NhsNumber>,
}

impl<'a> Taking<'a> {
    /// An import that has not begun.
    pub fn new(
        operator: &'a Operator,
        (manner, reach): (Manner, Reach),
        report: Report,
        bar: ProgressBar,
    ) -> Self {
        Self {
            operator,
            manner,
            reach,
            report,
            bar,
            batch: Vec::new(),
            waiting: Vec::new(),
            would_be_new: HashSet::new(),
        }
    }

    /// So many more bytes of the input are read.
    pub fn read_bytes(&self, bytes: u64) {
        self.bar.inc(bytes);
    }

    /// Tells of something that is refused.
    pub fn refuse(&mut self, place: &str, why: &str) -> Result<(), Failure> {
        self.report.refuse(place, why, &self.bar)
    }

    /// Takes somebody over, not necessarily at once.
    pub async fn offer(&mut self, place: String, mut taken: Taken) -> Result<(), Failure> {
        leave_out_what_is_no_period(&mut taken);
        self.report.leave_out(&place, &taken.left_out)?;
        let number = taken.number;
        let Some(arriving) = arriving(taken, self.reach) else {
            return self.refuse(&place, NO_VERSION);
        };
        if arriving.is_no_record() && arriving.carrying.is_none() {
            // Related people who are not carried along.
            return Ok(());
        }
        // What is said of somebody twice is taken in its order.
        if self.batch.iter().any(|other| other.number == number) {
            self.take_batch(false).await?;
        }
        self.batch.push(Person {
            place,
            number,
            arriving,
        });
        if self.batch.len() >= SIDE_BY_SIDE {
            self.take_batch(false).await?;
        }
        Ok(())
    }

    /// Takes everybody over who is left.
    pub async fn finish(&mut self) -> Result<(), Failure> {
        self.take_batch(false).await?;
        let mut waiting = std::mem::take(&mut self.waiting).into_iter().peekable();
        while waiting.peek().is_some() {
            // They may be the same people's: one after the other.
            self.batch.extend(waiting.next());
            self.take_batch(true).await?;
        }
        Ok(())
    }

    /// Prints the totals. Gives how many were refused.
    pub fn conclude(mut self) -> Result<u64, Failure> {
        self.bar.finish_and_clear();
        let totals = self.report.conclude()?;
        if self.manner == Manner::OnTrial {
            say("Nothing was changed. As things are now, this would come of it:");
        }
        say(&totals);
        Ok(self.report.refused())
    }

    async fn take_batch(&mut self, is_last_word: bool) -> Result<(), Failure> {
        let batch = std::mem::take(&mut self.batch);
        let operator = self.operator;
        let take = batch.iter().map(|person| {
            let arriving = person.arriving.clone();
            let use_cases = &operator.use_cases;
            use_cases.take_over(operator.caller(), arriving, self.manner)
        });
        let outcomes = join_all(take).await;
        let mut failed = Ok(());
        for (person, outcome) in batch.into_iter().zip(outcomes) {
            match outcome {
                Ok(TakenOver::Unknown) => self.wait(person, is_last_word)?,
                Ok(so) => self.count(&person, so),
                Err(Refused::Refused(refusal)) => {
                    self.refuse(&person.place, &reason(&refusal))?;
                }
                Err(unavailable) => failed = Err(unavailable.into()),
            }
        }
        self.bar
            .set_message(format!("{} people", self.report.people()));
        failed
    }

    fn count(&mut self, person: &Person, so: TakenOver) {
        if self.manner == Manner::OnTrial && so == TakenOver::New {
            self.would_be_new.insert(person.number);
        }
        self.report.count(so);
    }

    /// Keeps related people until the person has come.
    fn wait(&mut self, person: Person, is_last_word: bool) -> Result<(), Failure> {
        if self.would_be_new.contains(&person.number) {
            self.report.count(TakenOver::Changed);
            return Ok(());
        }
        if is_last_word {
            return self.refuse(&person.place, NOBODY);
        }
        if self.waiting.len() >= MAX_WAITING {
            return self.refuse(&person.place, TOO_EARLY);
        }
        self.waiting.push(person);
        Ok(())
    }
}

/// Somebody as the service takes them; `None` for a version that cannot be.
fn arriving(mut taken: Taken, reach: Reach) -> Option<Arriving> {
    let unsaid = unsaid(taken.gaps, taken.wanted.as_mut(), reach);
    Some(Arriving {
        number: taken.number,
        version: TargetVersion::elsewhere(taken.version.unwrap_or(FIRST))?,
        confidentiality: taken.confidentiality,
        lists: taken.wanted,
        unsaid,
        carrying: taken.carried.map(|carried| carrying(&carried)),
    })
}

/// A period that ends before it starts says nothing that could be kept.
fn leave_out_what_is_no_period(taken: &mut Taken) {
    let Some(lists) = &mut taken.wanted else {
        return;
    };
    for (name, list, items) in [
        ("telecom/period", List::Telecom, &mut lists.telecoms),
        ("address/period", List::Address, &mut lists.addresses),
        ("contact/period", List::Contact, &mut lists.contacts),
    ] {
        for one in items {
            let Wanted::Added(id, WantedItem { period, .. }) = one else {
                continue;
            };
            let said = period.unwrap_or_default();
            if Period::new(said.start(), said.end()).is_err() {
                *period = Some(Period::default());
                // Where it is known, it keeps the period that it has.
                taken.gaps.items.extend(id.clone().map(|id| (list, id)));
                taken.left_out.push(LeftOut {
                    path: name.to_owned(),
                    why: "it ends before it starts",
                });
            }
        }
    }
}

fn carrying(came: &Carried) -> Carrying {
    let came = Carried::new(compact(came.as_str()));
    Arc::new(move |known| {
        let joined = known.map(|known| join(known, &came));
        Some(joined.unwrap_or_else(|| came.clone()))
    })
}

fn reason(refusal: &Refusal) -> String {
    match refusal {
        Refusal::VersionMismatch => OVERTAKEN.to_owned(),
        other => in_words(other),
    }
}
