//! `contactable export fhir`: the people of the area that lives by PDS's rules, as Patients of FHIR R4.
#![allow(clippy::print_stderr, reason = "a command says whom it leaves out")]

mod output;

use std::path::PathBuf;

use clap::Args;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::patient::{List, Patient};
use contactable_domain::refusal::Refusal;
use contactable_domain::value::NhsNumber;
use contactable_fhir::patient::{Look, patient};
use contactable_service::{Failure as Refused, FoundPatient};
use futures_util::future::join_all;
use indicatif::ProgressBar;

use self::output::{Form, Output};
use super::operator::{Operator, Place};
use super::progress;
use crate::failure::Failure;

/// How many people are read side by side.
const SIDE_BY_SIDE: usize = 32;

/// Whom to export, and where to.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// Only the person with this NHS number; may be given several times.
    #[arg(long = "nhs-number", value_name = "NUMBER")]
    numbers: Vec<String>,
    /// One Bundle, instead of one Patient a line.
    #[arg(long)]
    bundle: bool,
    /// Write to this file, which only its owner can read, instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the command.
pub async fn run(arguments: &Arguments) -> Result<(), Failure> {
    let numbers = numbers(&arguments.numbers)?;
    let operator = arguments.place.open_to_give_back().await?;
    operator.has_patients()?;
    let form = if arguments.bundle {
        Form::Bundle
    } else {
        Form::OneALine
    };
    let mut export = Export {
        operator: &operator,
        output: Output::to(arguments.output.as_deref(), form)?,
        bar: progress::people(None),
        given: 0,
        missing: 0,
    };
    if arguments.numbers.is_empty() {
        export.everybody().await?;
    } else {
        export.these(&numbers).await?;
    }
    export.bar.finish_and_clear();
    export.output.conclude()?;
    match export.missing {
        0 => Ok(()),
        some => Err(Failure::SomeMissing(some)),
    }
}

/// The numbers that were asked for. What is wrong with one is told by its place.
fn numbers(given: &[String]) -> Result<Vec<NhsNumber>, Failure> {
    let numbered = (1..).zip(given);
    numbered
        .map(|(place, text)| NhsNumber::parse(text).map_err(|_| Failure::NhsNumber(place)))
        .collect()
}

struct Export<'a> {
    operator: &'a Operator,
    output: Output,
    bar: ProgressBar,
    given: u64,
    missing: u64,
}

impl Export<'_> {
    /// Everybody who has an NHS number, by number. A number that was superseded is left out: who answers to it comes
    /// under their own.
    async fn everybody(&mut self) -> Result<(), Failure> {
        let use_cases = &self.operator.use_cases;
        let caller = self.operator.caller();
        let mut listing = use_cases.permit_patient_listing(caller).await?;
        let mut invalidated = 0_u64;
        loop {
            let numbers = use_cases.list_patients(&mut listing).await?;
            if numbers.is_empty() {
                break;
            }
            for (number, found) in self.found(&numbers).await? {
                match found {
                    Some(FoundPatient::Found(known)) if known.number == number => {
                        self.give(&known)?;
                    }
                    Some(FoundPatient::Found(_)) | None => {}
                    Some(FoundPatient::Invalidated) => invalidated += 1,
                }
            }
        }
        if invalidated > 0 {
            self.tell(&format!("{invalidated} left out: marked as invalid"));
        }
        Ok(())
    }

    /// Those who were named, in that order.
    async fn these(&mut self, numbers: &[NhsNumber]) -> Result<(), Failure> {
        let found = self.found(numbers).await?;
        for (place, (_, found)) in (1..).zip(found) {
            match found {
                Some(FoundPatient::Found(known)) => self.give(&known)?,
                Some(FoundPatient::Invalidated) => self.miss(place, "marked as invalid"),
                None => self.miss(place, "nobody is known by it"),
            }
        }
        Ok(())
    }

    /// Who answers to each number; `None` where nobody does.
    async fn found(
        &self,
        numbers: &[NhsNumber],
    ) -> Result<Vec<(NhsNumber, Option<FoundPatient>)>, Failure> {
        let mut all = Vec::with_capacity(numbers.len());
        for some in numbers.chunks(SIDE_BY_SIDE) {
            let use_cases = &self.operator.use_cases;
            let reads = some
                .iter()
                .map(|number| use_cases.read_patient(self.operator.caller(), *number));
            for (number, read) in some.iter().zip(join_all(reads).await) {
                let found = match read {
                    Ok(found) => Some(found),
                    Err(Refused::Refused(Refusal::NotFound)) => None,
                    Err(failure) => return Err(failure.into()),
                };
                all.push((*number, found));
            }
        }
        Ok(all)
    }

    fn give(&mut self, known: &Patient) -> Result<(), Failure> {
        self.output.write(&patient(known, look(known)))?;
        self.given += 1;
        self.bar.set_message(format!("{} people", self.given));
        self.bar.tick();
        Ok(())
    }

    fn miss(&mut self, place: usize, why: &str) {
        self.missing += 1;
        self.tell(&format!(
            "--nhs-number, number {place} of those given: {why}"
        ));
    }

    fn tell(&self, line: &str) {
        self.bar.suspend(|| eprintln!("{line}"));
    }
}

/// Blank lines of addresses are shown where a line would lose its place without them.
fn look(known: &Patient) -> Look {
    let mut addresses = known.records_of(List::Address);
    Look {
        empty_address_lines: addresses.any(has_gap),
    }
}

/// Whether a line with text comes after a blank one.
fn has_gap(record: &ContactDetail) -> bool {
    let address = record.information.value.address();
    let Some(known) = address.and_then(|address| address.lines()) else {
        return false;
    };
    let written = |line: &Option<_>| line.is_some();
    let first_blank = known.lines.iter().position(|line| !written(line));
    let last = known.lines.iter().rposition(written);
    first_blank < last && first_blank.is_some()
}
