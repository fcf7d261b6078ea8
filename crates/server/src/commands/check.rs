//! `contactable check`: what the service makes of a value, or of every line of a file.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;
use contactable_domain::check::{Asked, Suggested, Verdict, check};
use contactable_domain::refusal::{Code, Reason};
use contactable_domain::value::ValueRules;
use contactable_domain::vocabulary::CouncilSubType;
use contactable_http::VerdictAnswer;

use super::progress::bar;
use super::table::{columns, cut};
use super::{read_all, say};
use crate::config::{self, drama_numbers, read_pseudo_postcodes};
use crate::failure::Failure;

/// What to check, and how.
#[derive(Args)]
pub struct Arguments {
    /// The value to check.
    #[arg(allow_hyphen_values = true, required_unless_present = "from")]
    value: Option<String>,
    /// What it is: phone, mobile, landline, email, address, postcode, nhs-number, or a configured system of
    /// identifiers. Unless given, it is taken for what it looks like.
    #[arg(long = "as", value_name = "KIND")]
    kind: Option<String>,
    /// Check every line of a file; - for standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "value")]
    from: Option<PathBuf>,
    /// Print JSON: one object for each value, in order.
    #[arg(long)]
    json: bool,
    /// Take the numbers that Ofcom set aside for film and television, as a demo does.
    #[arg(long)]
    accept_drama_numbers: bool,
    /// A table of pseudo-postcodes to use over the one that comes with the program.
    #[arg(long, value_name = "FILE")]
    pseudo_postcodes: Option<PathBuf>,
    /// Check by the settings of this configuration file.
    #[arg(long, value_name = "FILE", env = "CONTACTABLE_CONFIG")]
    config: Option<PathBuf>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let rules = rules(arguments)?;
    let asked = match &arguments.kind {
        None => Asked::WhatItLooksLike,
        Some(kind) => Asked::parse(kind, &rules).map_err(|known| Failure::Kind {
            said: kind.clone(),
            known,
        })?,
    };
    if let Some(file) = &arguments.from {
        let bytes = read_all(file)?;
        let lines = lines(&bytes);
        return if arguments.json {
            every_line_as_json(&lines, asked, &rules)
        } else {
            every_line(&lines, asked, &rules);
            Ok(())
        };
    }
    let value = arguments.value.as_deref().unwrap_or_default();
    let verdict = check(value, asked, &rules);
    if arguments.json {
        say(&json(&verdict)?);
    } else {
        // What was typed may hold signs that a terminal obeys.
        let told = told(&verdict);
        say(&told.replace(|c: char| c.is_control() && c != '\n', " "));
    }
    Ok(())
}

fn rules(arguments: &Arguments) -> Result<ValueRules, Failure> {
    let mut rules = match &arguments.config {
        Some(file) => (*config::load(file)?.value_rules()).clone(),
        None => ValueRules::default(),
    };
    if arguments.accept_drama_numbers {
        rules.drama_numbers = drama_numbers(true);
    }
    if let Some(file) = &arguments.pseudo_postcodes {
        rules.pseudo_postcodes = read_pseudo_postcodes(file).map_err(Failure::PseudoPostcodes)?;
    }
    Ok(rules)
}

/// The lines of a file, without their ends. What is no text is shown as such, and refused.
fn lines(bytes: &[u8]) -> Vec<String> {
    let text = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    if bytes.is_empty() {
        return Vec::new();
    }
    let lines = text.split(|byte| *byte == b'\n');
    let bare = lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    bare.map(|line| String::from_utf8_lossy(line).into_owned())
        .collect()
}

fn json(verdict: &Verdict) -> Result<String, Failure> {
    serde_json::to_string(&VerdictAnswer::of(verdict))
        .map_err(|error| Failure::Io(std::io::Error::other(error)))
}

fn every_line_as_json(
    lines: &[String],
    asked: Asked<'_>,
    rules: &ValueRules,
) -> Result<(), Failure> {
    let bar = bar(lines.len() as u64);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in lines {
        let answer = json(&check(line, asked, rules))?;
        if writeln!(out, "{answer}").is_err() {
            break;
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    // Whoever read the output may have gone away.
    let _ = out.flush();
    Ok(())
}

fn every_line(lines: &[String], asked: Asked<'_>, rules: &ValueRules) {
    let bar = bar(lines.len() as u64);
    let mut rows = Vec::new();
    let (mut taken, mut doubtful, mut offered) = (0, 0, 0);
    for (number, line) in lines.iter().enumerate() {
        let verdict = check(line, asked, rules);
        taken += usize::from(verdict.valid);
        doubtful += usize::from(verdict.valid && !verdict.warnings.is_empty());
        offered += usize::from(!verdict.valid && !verdict.suggestion.is_empty());
        rows.push(row(number + 1, &verdict));
        bar.inc(1);
    }
    bar.finish_and_clear();
    say(&columns(
        &[
            "line",
            "value",
            "taken",
            "kind",
            "normal form",
            "what to see to",
        ],
        &rows,
    ));
    let refused = lines.len() - taken;
    say(&format!(
        "\n{} checked: {taken} taken ({doubtful} with a warning), {refused} refused ({offered} with a suggestion)",
        lines.len()
    ));
}

fn row(number: usize, verdict: &Verdict) -> Vec<String> {
    vec![
        number.to_string(),
        cut(&verdict.input, 40),
        if verdict.valid { "yes" } else { "no" }.to_owned(),
        verdict.kind.unwrap_or("-").to_owned(),
        cut(verdict.normal.as_deref().unwrap_or("-"), 40),
        cut(&in_short(verdict), 120),
    ]
}

fn in_short(verdict: &Verdict) -> String {
    let offered: Vec<String> = verdict.suggestion.iter().map(offer).collect();
    let why = worst(&verdict.reasons).map(|reason| reason.problem.to_string());
    let doubts = verdict
        .warnings
        .iter()
        .map(|warning| warning.problem.to_string());
    let mut parts: Vec<String> = why.into_iter().chain(doubts).collect();
    if !offered.is_empty() {
        parts.push(format!("perhaps {}", offered.join(" and ")));
    }
    parts.join("; ")
}

/// The reason that says most: W40 and W41 say only that it is none.
fn worst(reasons: &[Reason]) -> Option<&Reason> {
    let general =
        |reason: &&Reason| matches!(reason.code, Code::NotAnEmail | Code::NotAPhoneNumber);
    reasons
        .iter()
        .find(|reason| !general(reason))
        .or(reasons.first())
}

/// A verdict in full, for a person.
fn told(verdict: &Verdict) -> String {
    let word = if verdict.valid { "taken" } else { "refused" };
    let mut lines = vec![format!("{}: {word}", verdict.checked_as.as_str())];
    let mut fact = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            lines.push(format!("  {name:<12} {value}"));
        }
    };
    fact("normal form", verdict.normal.as_deref());
    fact(
        "shown as",
        verdict
            .shown
            .as_deref()
            .filter(|s| Some(*s) != verdict.normal.as_deref()),
    );
    fact("kind", verdict.kind);
    fact("region", verdict.region.as_deref());
    for reason in &verdict.reasons {
        lines.push(said("reason", reason.code.as_str(), reason));
    }
    for warning in &verdict.warnings {
        lines.push(said("warning", warning.code.as_str(), warning));
    }
    for part in &verdict.suggestion {
        lines.push(format!("  suggestion: {}", offer(part)));
    }
    lines.join("\n")
}

fn said<C>(what: &str, code: &str, reason: &Reason<C>) -> String {
    format!("  {what} {code}: {}. {}", reason.problem, reason.remedy)
}

fn offer(part: &Suggested) -> String {
    let sub_type = CouncilSubType::of(part.label).map(CouncilSubType::as_str);
    let channel = part.channel.map(|channel| channel.as_str());
    let mut said: Vec<String> = channel
        .into_iter()
        .chain(sub_type)
        .map(str::to_owned)
        .collect();
    said.extend(part.note.as_ref().map(|note| format!("note \"{note}\"")));
    if let Some(reason) = worst(&part.reasons) {
        said.push(format!("which would be refused: {}", reason.problem));
    }
    if said.is_empty() {
        part.value.clone()
    } else {
        format!("{} ({})", part.value, said.join(", "))
    }
}
