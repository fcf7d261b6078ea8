use std::path::PathBuf;

use clap::Args;
use contactable_domain::audit::{Broken, Fault, Head};
use contactable_service::AskedEntries;

use super::anchor;
use crate::commands::operator::{Operator, Place};
use crate::commands::progress::bar;
use crate::commands::{read_text, say};
use crate::failure::Failure;

/// What a trail that is whole by itself does not prove: its digests have no secret, and can be made anew.
const NOT_HELD_AGAINST: &str = "It was not held against an earlier anchor: a trail written anew as a whole is found out by --anchor only";

/// Which trail, and against what.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// Also prove that what an earlier anchor tells of is still there and was not rewritten.
    #[arg(long, value_name = "FILE")]
    anchor: Option<PathBuf>,
    /// Print an anchor: one line for each stream with its number, how many entries it has and the digest of the
    /// last.
    #[arg(long)]
    print_anchor: bool,
    /// Write the anchor to a file. Keep it where nobody who can write the data can write.
    #[arg(long, value_name = "FILE")]
    write_anchor: Option<PathBuf>,
}

/// Runs the command.
pub async fn run(arguments: &Arguments) -> Result<(), Failure> {
    let once = once(arguments)?;
    let operator = arguments.place.open().await?;
    put_on_record(&operator).await?;
    let known = operator.store.trail_heads().await?;
    let bar = bar(entries(&known));
    let tell = |more| bar.inc(more);
    let verified = operator
        .use_cases
        .verify_trail_telling(&once, &tell)
        .await?;
    bar.finish_and_clear();
    let heads = verified.map_err(|broken| Failure::BrokenTrail(in_words(broken)))?;
    let (entries, streams) = (entries(&heads), heads.len());
    say(&format!(
        "The audit trail is whole: {entries} entries in {streams} streams"
    ));
    if arguments.anchor.is_none() {
        say(NOT_HELD_AGAINST);
    }
    let anchor = anchor::write(&heads);
    if arguments.print_anchor {
        say(anchor.trim_end());
    }
    if let Some(file) = &arguments.write_anchor {
        std::fs::write(file, anchor).map_err(|error| Failure::File(file.clone(), error))?;
    }
    Ok(())
}

/// The heads that the trail once had.
fn once(arguments: &Arguments) -> Result<Vec<Head>, Failure> {
    let Some(file) = &arguments.anchor else {
        return Ok(Vec::new());
    };
    let heads = anchor::read(&read_text(file)?);
    heads.map_err(|line| Failure::Anchor(file.clone(), line))
}

/// Notes that the operator reads the trail.
async fn put_on_record(operator: &Operator) -> Result<(), Failure> {
    let nothing = AskedEntries {
        target: None,
        from: None,
        until: None,
        after: 0,
        limit: 0,
    };
    let use_cases = &operator.use_cases;
    use_cases
        .permit_audit_export(operator.caller(), nothing)
        .await?;
    Ok(())
}

fn entries(heads: &[Head]) -> u64 {
    heads.iter().map(|head| head.number).sum()
}

fn in_words(broken: Broken) -> String {
    let what = match broken.fault {
        Fault::Altered => "it, or one before it, is not what it was when it was written",
        Fault::OutOfOrder => "it is missing, or another one stands in its place",
        Fault::EndDiffers => {
            "from here on entries are missing at the end, or there are some that were never written"
        }
    };
    let (stream, number) = (broken.stream.number(), broken.number);
    format!("stream {stream}, entry {number}: {what}")
}
