//! `contactable target`: says what became of a target, straight in the store.

use clap::{Args, Subcommand};
use contactable_domain::identifier::{Identifier, IdentifierSystem};
use contactable_domain::ids::TargetId;
use contactable_domain::refusal::Reason;
use contactable_domain::restriction::MAX_REASON;
use contactable_domain::succession::{Fate, Succession};
use contactable_domain::value::{NhsNumber, PlainText};

use super::operator::{Operator, Place};
use super::say;
use crate::failure::Failure;

/// What became of it.
#[derive(Subcommand)]
pub enum Work {
    /// Another target took its place.
    Supersede(Supersede),
    /// It is invalid.
    Invalidate(About),
    /// It is live again.
    Restore(About),
}

/// Which target, and why.
#[derive(Args)]
pub struct About {
    #[command(flatten)]
    place: Place,
    /// The target, by its NHS number.
    #[arg(long, value_name = "NUMBER", required_unless_present = "target")]
    nhs_number: Option<String>,
    /// The target, by its id.
    #[arg(long, value_name = "UUID", conflicts_with = "nhs_number")]
    target: Option<String>,
    /// Why; it is kept.
    #[arg(long, value_name = "TEXT", default_value = "Said at the command line")]
    reason: String,
}

/// Which target, which takes its place, and why.
#[derive(Args)]
pub struct Supersede {
    #[command(flatten)]
    about: About,
    /// The target that takes its place, by its NHS number.
    #[arg(long, value_name = "NUMBER", required_unless_present = "by_target")]
    by: Option<String>,
    /// The target that takes its place, by its id.
    #[arg(long, value_name = "UUID", conflicts_with = "by")]
    by_target: Option<String>,
}

/// A target as it was typed: by its id or by its NHS number, each with the name of its option. It is read here and not
/// by the command line's own reader, which would repeat what was typed.
struct Named<'a> {
    id: (&'static str, Option<&'a str>),
    nhs_number: (&'static str, Option<&'a str>),
}

/// Runs the command.
pub async fn run(work: &Work) -> Result<(), Failure> {
    let about = match work {
        Work::Supersede(arguments) => &arguments.about,
        Work::Invalidate(about) | Work::Restore(about) => about,
    };
    let reason = PlainText::parse(&about.reason, MAX_REASON);
    let reason = reason.map_err(|reasons| given("--reason", &reasons))?;
    let operator = about.place.open().await?;
    let named = Named {
        id: ("--target", about.target.as_deref()),
        nhs_number: ("--nhs-number", about.nhs_number.as_deref()),
    };
    let target = named.find(&operator).await?;
    let fate = match work {
        Work::Supersede(arguments) => {
            let named = Named {
                id: ("--by-target", arguments.by_target.as_deref()),
                nhs_number: ("--by", arguments.by.as_deref()),
            };
            Fate::SupersededBy(named.find(&operator).await?)
        }
        Work::Invalidate(_) => Fate::Invalidated,
        Work::Restore(_) => Fate::Restored,
    };
    let use_cases = &operator.use_cases;
    let said = use_cases.say_what_became(operator.caller(), target, fate, reason);
    say(&told(target, said.await?.as_ref()));
    Ok(())
}

impl Named<'_> {
    async fn find(&self, operator: &Operator) -> Result<TargetId, Failure> {
        if let (option, Some(id)) = self.id {
            let told = "this is not an id; give a UUID that is not all zero".to_owned();
            return TargetId::parse(id).ok_or(Failure::Given { option, told });
        }
        let (option, number) = self.nhs_number;
        let number = NhsNumber::parse(number.unwrap_or_default());
        let number = number.map_err(|reasons| given(option, &reasons))?;
        let system = IdentifierSystem::NHS_NUMBER.to_owned();
        let identifier = Identifier::from_stored(system, number.as_str().to_owned());
        let found = operator.store.identified(identifier).await?;
        let told = "no target is known by this NHS number; tie it to one first".to_owned();
        found.ok_or(Failure::Given { option, told })
    }
}

fn given(option: &'static str, reasons: &[Reason]) -> Failure {
    let told = reasons
        .iter()
        .map(|why| format!("{}. {}", why.problem, why.remedy));
    Failure::Given {
        option,
        told: told.collect::<Vec<_>>().join("; "),
    }
}

/// The latest word in a line: ids, and no NHS number.
fn told(target: TargetId, last: Option<&Succession>) -> String {
    match last.map(|last| last.fate) {
        Some(Fate::SupersededBy(survivor)) => format!("{target} is superseded by {survivor}"),
        Some(Fate::Invalidated) => format!("{target} is invalid"),
        Some(Fate::Restored) | None => format!("{target} is live"),
    }
}
