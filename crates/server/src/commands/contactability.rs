//! `contactable contactability`: how targets can be reached, and why so, straight from the store.

use std::path::PathBuf;

use clap::Args;
use contactable_domain::area::{LetterPolicy, ServiceAreas};
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::contactability::{Because, Contactability, Purpose, Question, Reason};
use contactable_domain::ids::TargetId;
use contactable_domain::time::parse_day;
use contactable_domain::vocabulary::Means;
use contactable_http::ContactabilityAnswer;
use contactable_service::AskedContactability;
use jiff::civil::Date;

use super::operator::Place;
use super::{read_text, say};
use crate::failure::Failure;

/// How many targets are looked up together.
const AT_ONCE: usize = 200;

/// Of whom it is asked, and how.
#[derive(Args)]
pub struct Arguments {
    /// Who is to be reached, by their ids.
    #[arg(required_unless_present = "from")]
    targets: Vec<String>,
    /// Read the ids from a file, one on each line; - for standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "targets")]
    from: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
    /// On behalf of which service area; needed when there are several.
    #[arg(long)]
    area: Option<String>,
    /// Only this channel: letter, text, call, email, fax or textphone, or phone for texts and
    /// calls. May be given several times.
    #[arg(long = "channel", value_name = "CHANNEL", value_parser = means)]
    channels: Vec<&'static [Means]>,
    /// general or emergency.
    #[arg(long, default_value = "general", value_parser = purpose)]
    purpose: Purpose,
    /// On which day; today unless given.
    #[arg(long, value_name = "DATE", value_parser = day)]
    on: Option<Date>,
    /// In which order addresses are tried: nhs-notify or pds; the area's own unless given.
    #[arg(long, value_parser = policy)]
    letter_policy: Option<LetterPolicy>,
    /// Print JSON: one object for each target, in order, as the API answers it.
    #[arg(long)]
    json: bool,
}

fn means(text: &str) -> Result<&'static [Means], String> {
    word(text, Means::NAMED, |named| named.0).map(|(_, means)| means)
}

fn purpose(text: &str) -> Result<Purpose, String> {
    word(text, Purpose::ALL, Purpose::as_str)
}

fn policy(text: &str) -> Result<LetterPolicy, String> {
    word(text, LetterPolicy::ALL, LetterPolicy::as_str)
}

fn word<T: Copy>(text: &str, words: &[T], spelt: fn(T) -> &'static str) -> Result<T, String> {
    let found = words
        .iter()
        .find(|word| spelt(**word).eq_ignore_ascii_case(text));
    let known = || {
        words
            .iter()
            .map(|word| spelt(*word))
            .collect::<Vec<_>>()
            .join(", ")
    };
    found
        .copied()
        .ok_or_else(|| format!("use one of: {}", known()))
}

fn day(text: &str) -> Result<Date, String> {
    parse_day(text).map_err(|why| format!("{}. {}", why.problem, why.remedy))
}

/// Runs the command.
pub async fn run(arguments: &Arguments) -> Result<(), Failure> {
    let targets = targets(arguments)?;
    let operator = arguments.place.open().await?;
    let use_cases = &operator.use_cases;
    let permitted = use_cases
        .permit_question(operator.caller(), asked(arguments))
        .await?;
    for group in targets.chunks(AT_ONCE) {
        let answers = use_cases
            .ask_contactability(&permitted, group.to_vec())
            .await?;
        for answer in &answers {
            say(&told(
                arguments,
                answer,
                permitted.question(),
                &operator.areas,
            )?);
        }
    }
    Ok(())
}

fn asked(arguments: &Arguments) -> AskedContactability {
    AskedContactability {
        area: arguments.area.clone(),
        on: arguments.on,
        purpose: arguments.purpose,
        letters: arguments.letter_policy,
        means: arguments.channels.concat(),
    }
}

fn targets(arguments: &Arguments) -> Result<Vec<TargetId>, Failure> {
    let text = arguments.from.as_deref().map(read_text).transpose()?;
    let lines = text.as_deref().unwrap_or_default().lines();
    let given = arguments.targets.iter().map(String::as_str).chain(lines);
    let ids = given.map(str::trim).filter(|line| !line.is_empty());
    // The number of the line, not its content, in case that is no id but somebody's name.
    let numbered = (1..).zip(ids);
    numbered
        .map(|(number, id)| TargetId::parse(id).ok_or(Failure::TargetId(number)))
        .collect()
}

fn told(
    arguments: &Arguments,
    answer: &Contactability,
    question: &Question,
    areas: &ServiceAreas,
) -> Result<String, Failure> {
    if arguments.json {
        let shown = ContactabilityAnswer::of(answer, question, areas);
        return serde_json::to_string(&shown)
            .map_err(|error| Failure::Io(std::io::Error::other(error)));
    }
    // What was recorded may hold signs that a terminal obeys.
    let told = in_words(answer, question);
    Ok(told.replace(|c: char| c.is_control() && c != '\n', " "))
}

fn in_words(answer: &Contactability, question: &Question) -> String {
    let mut lines = vec![format!(
        "{}  for {}, purpose {}, on {}, letters by {}",
        answer.target(),
        question.area.name(),
        question.purpose.as_str(),
        question.on,
        question.letters.as_str()
    )];
    for choice in answer.choices() {
        let use_it = answer.chosen(choice).map_or("–".into(), value);
        let means = choice.means.as_str();
        lines.push(format!("  {means:<9} {use_it}"));
        lines.push(format!("            {}", reason(&choice.because)));
        for passed in &choice.passed_over {
            // What another area holds is not told to whoever asks for this one.
            let told = match passed.because.reason {
                Reason::OtherArea => id,
                _ => value,
            };
            let record = answer.passed_over(passed).map(told).unwrap_or_default();
            lines.push(format!(
                "            not {record}: {}",
                reason(&passed.because)
            ));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

fn value(record: &ContactDetail) -> String {
    record.information.value.shown().into_owned()
}

fn id(record: &ContactDetail) -> String {
    record.id.to_string()
}

fn reason(because: &Because) -> String {
    format!("{} ({})", because.text, because.reason.as_str())
}
