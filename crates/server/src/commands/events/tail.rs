use std::time::Duration;

use clap::Args;
use contactable_domain::area::ServiceAreas;
use contactable_domain::event::{EventType, Terms};

use super::instant;
use crate::commands::operator::Place;
use crate::commands::say;
use crate::failure::Failure;

/// How often to look for more.
const EVERY: Duration = Duration::from_millis(500);

/// Which events, and how.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// Only those of this area; may be given more than once.
    #[arg(long, value_name = "NAME")]
    area: Vec<String>,
    /// Only those of this type, such as contact-detail.added; may be given more than once.
    #[arg(long = "type", value_name = "TYPE")]
    types: Vec<String>,
    /// Only what was moved into the log at this instant or later; everything that is kept unless given.
    #[arg(long, value_name = "INSTANT")]
    from: Option<String>,
    /// Go on, with whatever comes.
    #[arg(long)]
    follow: bool,
    /// With what records say, except about restricted people.
    #[arg(long)]
    values: bool,
}

/// Runs the command.
pub async fn run(arguments: &Arguments) -> Result<(), Failure> {
    let from = arguments.from.as_deref();
    let from = from.map(|text| instant("--from", text)).transpose()?;
    let operator = arguments.place.open().await?;
    let terms = terms(arguments, &operator.areas)?;
    let use_cases = &operator.use_cases;
    let mut tail = use_cases.follow_events(operator.caller(), from).await?;
    loop {
        let events = use_cases.next_events(&mut tail).await?;
        for event in &events {
            match terms.tell(event) {
                Ok(Some(told)) => say(&told.body),
                Ok(None) => {}
                Err(error) => return Err(Failure::Event(event.id.to_string(), error)),
            }
        }
        if events.is_empty() {
            if !arguments.follow {
                return Ok(());
            }
            tokio::time::sleep(EVERY).await;
        }
    }
}

fn terms(arguments: &Arguments, areas: &ServiceAreas) -> Result<Terms, Failure> {
    let area = |name: &String| {
        let known = areas.find(name).map(|area| area.key().clone());
        known.ok_or_else(|| Failure::Given {
            option: "--area",
            told: format!("{name} is not one of the configured areas"),
        })
    };
    let known = || EventType::ALL.iter().map(|of| of.as_str());
    let event_type = |name: &String| {
        EventType::parse(name).ok_or_else(|| Failure::Given {
            option: "--type",
            told: format!("use some of {}", known().collect::<Vec<_>>().join(", ")),
        })
    };
    Ok(Terms {
        values: arguments.values,
        areas: arguments.area.iter().map(area).collect::<Result<_, _>>()?,
        types: arguments
            .types
            .iter()
            .map(event_type)
            .collect::<Result<_, _>>()?,
        ..Terms::default()
    })
}
