//! The question about many targets, as it is sent.

use std::collections::HashSet;

use contactable_domain::area::LetterPolicy;
use contactable_domain::contactability::Purpose;
use contactable_domain::ids::TargetId;
use contactable_domain::refusal::{Code, Reason};
use contactable_domain::vocabulary::Means;
use contactable_service::AskedContactability;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::request::{Given, Noted, Object, Reading, not_an_id};

/// The most targets in one question.
const MAX_TARGETS: usize = 1000;

/// How can they be reached?
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[allow(dead_code, reason = "only described; `question` reads it")]
pub struct ManyTargets {
    /// Who is to be reached, 1 to 1,000 of them.
    #[schema(max_items = 1000)]
    target_ids: Vec<Uuid>,
    /// Only these channels; all unless given.
    #[schema(example = json!(["letter", "text"]))]
    channels: Option<Vec<String>>,
    /// `general` unless given, or `emergency`.
    purpose: Option<String>,
    /// On which day; today unless given.
    #[schema(value_type = Option<String>, format = Date)]
    on: Option<String>,
    /// `nhs-notify` or `pds`; your service area's own unless given.
    letter_policy: Option<String>,
    /// On behalf of which of your service areas; needed when you work for several.
    area: Option<String>,
}

/// Reads the question: the targets and how they are asked about.
pub fn question(
    reading: &Reading,
    body: &Object<'_>,
) -> Option<(Vec<TargetId>, AskedContactability)> {
    body.refuse_others(&[
        "targetIds",
        "channels",
        "purpose",
        "on",
        "letterPolicy",
        "area",
    ]);
    // Each part is read before any is given up on, so that all problems are told together.
    let targets = targets(reading, body);
    let means = means(reading, body);
    let purpose = word(reading, body, "purpose", Purpose::ALL, Purpose::as_str);
    let on = body.day("on").optional();
    let policies = LetterPolicy::ALL;
    let letters = word(
        reading,
        body,
        "letterPolicy",
        policies,
        LetterPolicy::as_str,
    );
    let area = text(body, "area");
    let asked = AskedContactability {
        area: area.ok()?.map(str::to_owned),
        on: on.ok()?,
        purpose: purpose.ok()?.unwrap_or(Purpose::General),
        letters: letters.ok()?,
        means: means?,
    };
    Some((targets?, asked))
}

fn targets(reading: &Reading, body: &Object<'_>) -> Option<Vec<TargetId>> {
    let given = body.texts("targetIds");
    if given.is_missing() {
        let remedy = "Give the ids of 1 to 1,000 targets";
        let reason = Reason::new(Code::Required, "This is missing", remedy);
        reading.note("targetIds", reason);
    }
    let given = given.some()?;
    if given.is_empty() || given.len() > MAX_TARGETS {
        let reason = Reason::new(
            Code::TooMany,
            "This is not a list of 1 to 1,000 targets",
            "Give between 1 and 1,000 ids; ask about more in several requests",
        );
        reading.note("targetIds", reason);
        return None;
    }
    let ids = given.iter().enumerate().map(|(place, text)| {
        let id = TargetId::parse(text);
        if id.is_none() {
            reading.note(format!("targetIds[{place}]"), not_an_id());
        }
        id
    });
    // All are read, so that every wrong one is told.
    let ids: Vec<Option<TargetId>> = ids.collect();
    let ids: Option<Vec<TargetId>> = ids.into_iter().collect();
    ids.map(each_once)
}

/// Each target where it is named first: more answers about one would say nothing more.
fn each_once(ids: Vec<TargetId>) -> Vec<TargetId> {
    let mut seen = HashSet::new();
    ids.into_iter().filter(|id| seen.insert(*id)).collect()
}

fn means(reading: &Reading, body: &Object<'_>) -> Option<Vec<Means>> {
    let named = match body.texts("channels") {
        Given::Absent | Given::Null => return Some(Vec::new()),
        Given::Wrong => return None,
        Given::Is(named) => named,
    };
    let mut means = Vec::new();
    for (place, name) in named.into_iter().enumerate() {
        let path = format!("channels[{place}]");
        means.extend(reading.word(path, name, Means::NAMED, |named| named.0)?.1);
    }
    Some(means)
}

fn word<T: Copy>(
    reading: &Reading,
    body: &Object<'_>,
    name: &str,
    words: &[T],
    spelt: impl Fn(T) -> &'static str,
) -> Result<Option<T>, Noted> {
    let Some(text) = text(body, name)? else {
        return Ok(None);
    };
    let word = reading.word(name, text, words, spelt);
    word.map(Some).ok_or(Noted)
}

fn text<'a>(body: &Object<'a>, name: &str) -> Result<Option<&'a str>, Noted> {
    match body.text(name) {
        Given::Wrong => Err(Noted),
        given => Ok(given.some()),
    }
}
