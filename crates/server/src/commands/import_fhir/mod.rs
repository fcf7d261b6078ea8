//! `contactable import fhir`: people taken over from Patients of FHIR R4, each as one unit of work.

mod compact;
mod gaps;
mod pieces;
mod report;
mod source;
mod taking;

use std::path::PathBuf;

use clap::Args;
use contactable_fhir::import::{Keep, read};
use contactable_service::Manner;

use self::gaps::Reach;
use self::pieces::Piece;
use self::report::Report;
use self::source::Sources;
use self::taking::Taking;
use super::operator::Place;
use super::progress;
use crate::failure::Failure;

/// What to import, and how.
#[derive(Args)]
pub struct Arguments {
    /// Patients and Bundles of them as JSON, or one resource a line (NDJSON); a folder of .json and .ndjson files; -
    /// for standard input.
    #[arg(value_name = "FILE|FOLDER|-")]
    from: PathBuf,
    #[command(flatten)]
    place: Place,
    /// Carry along what is no contact detail: names, birth dates, practices, related people. It is shown as it came.
    #[arg(long)]
    carry: bool,
    /// Take each Patient as the whole of a person: a list or a contact preference that is not there removes what is
    /// here. Without it that stays, and so do temporary addresses that a list of addresses does not have.
    #[arg(long)]
    whole: bool,
    /// Write nothing but that somebody looked, and say what would become of each person as things are now.
    #[arg(long)]
    dry_run: bool,
    /// Write everything that is refused or left out to this file, one a line, by its position in the input.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

/// Runs the command.
pub async fn run(arguments: &Arguments) -> Result<(), Failure> {
    let sources = Sources::of(&arguments.from)?;
    let operator = arguments.place.open_to_take_over().await?;
    operator.has_patients()?;
    let report = Report::to(arguments.report.as_deref())?;
    let manner = if arguments.dry_run {
        Manner::OnTrial
    } else {
        Manner::InEarnest
    };
    let keep = if arguments.carry {
        Keep::Everything
    } else {
        Keep::ContactDetails
    };
    let reach = if arguments.whole {
        Reach::Whole
    } else {
        Reach::WhatIsSaid
    };
    let bar = progress::people(sources.bytes());
    let mut taking = Taking::new(&operator, (manner, reach), report, bar);
    // What was taken over before something failed stands, and is told.
    let taken = take_all(sources, keep, &mut taking).await;
    let refused = taking.conclude()?;
    taken?;
    match refused {
        0 => Ok(()),
        some => Err(Failure::SomeRefused(some)),
    }
}

async fn take_all(sources: Sources, keep: Keep, taking: &mut Taking<'_>) -> Result<(), Failure> {
    for source in sources {
        let mut pieces = source?;
        while let Some(piece) = pieces.next()? {
            take_piece(&piece, keep, taking).await?;
            taking.read_bytes(piece.bytes);
        }
    }
    taking.finish().await
}

async fn take_piece(piece: &Piece, keep: Keep, taking: &mut Taking<'_>) -> Result<(), Failure> {
    let text = match &piece.text {
        Ok(text) => text,
        Err(why) => return taking.refuse(&piece.beginning(), why),
    };
    let reads = match read(text, keep) {
        Ok(reads) => reads,
        Err(not_fhir) => {
            let (place, why) = piece.told_of(not_fhir);
            return taking.refuse(&place, &why);
        }
    };
    for one in reads {
        let place = piece.place_of(&one.place);
        match one.taken {
            Ok(taken) => taking.offer(place, taken).await?,
            Err(why) => taking.refuse(&place, why)?,
        }
    }
    Ok(())
}
