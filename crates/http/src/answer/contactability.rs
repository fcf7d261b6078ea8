//! How a target can be reached, as JSON.

use contactable_domain::area::ServiceAreas;
use contactable_domain::contactability::{Because, Choice, Contactability, Question};
use contactable_domain::preferences::{ContactMethod, Wishes, WrittenFormat};
use contactable_domain::value::PlainText;
use contactable_domain::vocabulary::Means;
use jiff::civil::Date;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use utoipa::ToSchema;
use uuid::Uuid;

use super::record::{Record, Shown};

/// How a target can be reached, by which records, and why not by the others.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContactabilityAnswer<'a> {
    /// Who is to be reached.
    target_id: Uuid,
    /// The service area on whose behalf.
    #[schema(example = "Housing")]
    area: &'a str,
    /// On which day.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// For what.
    #[schema(example = "general")]
    purpose: &'static str,
    /// In which order addresses are tried.
    #[schema(example = "nhs-notify")]
    letter_policy: &'static str,
    /// How they want to be reached, if that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    wishes: Option<SaidWishes<'a>>,
    /// `true` when the person is restricted and you could break the glass; told to nobody else.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    restricted: bool,
    /// For each means of reaching them, such as `letter`, `text`, `call` and `email`: the record to use.
    #[schema(value_type = std::collections::BTreeMap<String, ChannelAnswer>)]
    channels: Channels<'a>,
}

impl<'a> ContactabilityAnswer<'a> {
    /// Shows an answer.
    pub fn of(answer: &'a Contactability, question: &'a Question, areas: &'a ServiceAreas) -> Self {
        let on = question.on;
        Self {
            target_id: answer.target().uuid(),
            area: question.area.name(),
            on,
            purpose: question.purpose.as_str(),
            letter_policy: question.letters.as_str(),
            wishes: answer.wishes().map(|wishes| SaidWishes::of(wishes, answer)),
            restricted: answer.glimpse().may_break_glass,
            channels: Channels {
                answer,
                shown: Shown { areas, on },
            },
        }
    }
}

/// How somebody wants to be reached.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct SaidWishes<'a> {
    /// How first.
    preferred_method: Option<&'static str>,
    /// The channel for that, where a record was found for it.
    #[schema(example = "text")]
    preferred_channel: Option<&'static str>,
    /// The channels that they do not want.
    do_not_use: Vec<&'static str>,
    /// In which form they can read.
    written_format: Option<&'static str>,
    /// When.
    contact_times: Option<&'a str>,
}

impl<'a> SaidWishes<'a> {
    fn of(wishes: &'a Wishes, answer: &Contactability) -> Self {
        Self {
            preferred_method: wishes.method.map(ContactMethod::as_str),
            preferred_channel: answer.preferred().map(Means::as_str),
            do_not_use: wishes
                .do_not_use
                .iter()
                .map(|means| means.as_str())
                .collect(),
            written_format: wishes.format.map(WrittenFormat::as_str),
            contact_times: wishes.times.as_ref().map(PlainText::as_str),
        }
    }
}

/// What was found for each means, as an object.
struct Channels<'a> {
    answer: &'a Contactability,
    shown: Shown<'a>,
}

impl Serialize for Channels<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let choices = self.answer.choices();
        let mut channels = serializer.serialize_map(Some(choices.len()))?;
        for choice in choices {
            let answer = ChannelAnswer::of(self.answer, choice, self.shown);
            channels.serialize_entry(choice.means.as_str(), &answer)?;
        }
        channels.end()
    }
}

/// What was found for one means of reaching somebody.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChannelAnswer<'a> {
    /// The record to use; null when there is none.
    #[serde(rename = "use")]
    record: Option<Record<'a>>,
    /// Why this one, or why none.
    because: SaidBecause<'a>,
    /// Every other record that could serve this channel.
    passed_over: Vec<PassedOverRecord<'a>>,
}

impl<'a> ChannelAnswer<'a> {
    fn of(answer: &'a Contactability, choice: &'a Choice, shown: Shown<'a>) -> Self {
        let passed = choice.passed_over.iter().filter_map(|passed| {
            Some(PassedOverRecord {
                id: answer.passed_over(passed)?.id.uuid(),
                because: SaidBecause::of(&passed.because),
            })
        });
        Self {
            record: answer
                .chosen(choice)
                .map(|record| Record::of(record, shown).under(answer.glimpse().grant_of(record))),
            because: SaidBecause::of(&choice.because),
            passed_over: passed.collect(),
        }
    }
}

/// A record that was passed over.
#[derive(Serialize, ToSchema)]
struct PassedOverRecord<'a> {
    /// The record.
    id: Uuid,
    /// Why.
    because: SaidBecause<'a>,
}

/// A reason.
#[derive(Serialize, ToSchema)]
struct SaidBecause<'a> {
    /// For programs; the codes are listed in the documentation of the rules.
    #[schema(example = "verified")]
    code: &'static str,
    /// For people.
    #[schema(example = "It was found to be right, and the others were not checked")]
    text: &'a str,
}

impl<'a> SaidBecause<'a> {
    fn of(because: &'a Because) -> Self {
        Self {
            code: because.reason.as_str(),
            text: &because.text,
        }
    }
}
