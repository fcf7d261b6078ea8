//! What rules a record out, whatever else there is.

use jiff::civil::Date;

use super::{Because, Purpose, Question, Reason, letter};
use crate::area::AreaKey;
use crate::contact_detail::{ContactDetail, Validity};
use crate::ports::Held;
use crate::preferences::Wishes;
use crate::succession::Fate;
use crate::value::PhoneKind;
use crate::vocabulary::{Means, TargetKind, Use};

/// Why this record cannot be used for these means; `None` when it can.
pub fn ruled_out(
    question: &Question,
    means: Means,
    record: &ContactDetail,
    held: &Held,
) -> Option<Because> {
    of_another_area(question, record, held)
        .or_else(|| by_fate(held))
        .or_else(|| by_its_dates(record, question.on))
        .or_else(|| by_failure(record))
        .or_else(|| by_wish(means, record, wishes_told_to(question.area.key(), held)))
        // Whoever shares a detail shares how its owner wants to be reached as well.
        .or_else(|| by_wish(means, record, wishes_told_to(&record.area, held)))
        .or_else(|| by_whose_it_is(question, record))
        .or_else(|| by_means(question, means, record))
}

fn of_another_area(question: &Question, record: &ContactDetail, held: &Held) -> Option<Because> {
    let area = question.area.key();
    let usable = record.area == *area || held.glimpse.is_shared_with(area, record);
    (!usable).then(|| Because::of(Reason::OtherArea))
}

/// Nothing is used of a target that is not live, whatever it still holds.
fn by_fate(held: &Held) -> Option<Because> {
    match held.glimpse.fate? {
        Fate::SupersededBy(_) => Some(Because::of(Reason::TargetSuperseded)),
        Fate::Invalidated => Some(Because::of(Reason::TargetInvalidated)),
        Fate::Restored => None,
    }
}

fn by_its_dates(record: &ContactDetail, on: Date) -> Option<Because> {
    if let Some(ended) = &record.ended {
        let day = spelt(ended.stamp.day());
        let text = match ended.reason {
            Some(reason) => format!("It was retired on {day}: {}", reason.in_words()),
            None => format!("It was retired on {day}"),
        };
        return Some(Because::saying(Reason::Historic, text));
    }
    match record.state(on).validity {
        Validity::Valid => None,
        Validity::NotYetValid => {
            let text = format!("It is not valid before {}", spelt(record.starts_on()));
            Some(Because::saying(Reason::NotYetValid, text))
        }
        Validity::Expired => Some(last_day(record, Reason::Expired, "It has expired")),
        Validity::NoLongerValid => {
            let words = "It is temporary, and its three months are over";
            Some(last_day(record, Reason::TemporaryTooOld, words))
        }
    }
}

fn last_day(record: &ContactDetail, reason: Reason, words: &str) -> Because {
    match record.last_day() {
        Some(day) => Because::saying(reason, format!("{words}; its last day was {}", spelt(day))),
        None => Because::of(reason),
    }
}

/// A day as people write it, such as 3 March 2026.
fn spelt(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

fn by_failure(record: &ContactDetail) -> Option<Because> {
    record
        .marks
        .is_dead()
        .then(|| Because::of(Reason::Undeliverable))
}

fn wishes_told_to<'a>(area: &AreaKey, held: &'a Held) -> Option<&'a Wishes> {
    let told = held.preferences.iter().find(|known| known.area == *area);
    told.map(|known| &known.wishes)
}

/// What the target wants is said of their own details, not of those of their next of kin and of whoever is
/// named for emergencies.
fn by_wish(means: Means, record: &ContactDetail, wishes: Option<&Wishes>) -> Option<Because> {
    let label = record.information.label;
    let own = label.relationship.is_none() && label.usage != Some(Use::Emergency);
    let unwanted = wishes.is_some_and(|wishes| wishes.rule_out(means));
    (own && unwanted).then(|| Because::of(Reason::DoNotUse))
}

/// A relative's or a carer's detail is used for a person in an emergency only; an organisation or a tenure
/// is reached through its people.
fn by_whose_it_is(question: &Question, record: &ContactDetail) -> Option<Because> {
    let label = record.information.label;
    if question.purpose == Purpose::Emergency {
        return None;
    }
    if label.relationship.is_some() && record.target.kind == TargetKind::Person {
        Some(Because::of(Reason::AnotherPersons))
    } else {
        let emergency = label.usage == Some(Use::Emergency);
        emergency.then(|| Because::of(Reason::EmergencyOnly))
    }
}

fn by_means(question: &Question, means: Means, record: &ContactDetail) -> Option<Because> {
    match means {
        Means::Letter => letter::ruled_out(question, record),
        Means::Text => by_number(record).or_else(|| by_text(record)),
        Means::Call | Means::Textphone | Means::Fax => by_number(record),
        Means::Email => None,
    }
}

fn by_text(record: &ContactDetail) -> Option<Because> {
    let number = record.information.value.number()?;
    if number.extension().is_some() {
        let text = "It has an extension, so it gets no text messages";
        return Some(Because::saying(Reason::NotAMobile, text));
    }
    (!is_mobile(record)).then(|| Because::of(Reason::NotAMobile))
}

fn by_number(record: &ContactDetail) -> Option<Because> {
    let kind = record.information.value.number()?.kind();
    let usage = record.information.label.usage;
    let machine = matches!(usage, Some(Use::Pager | Use::AnsweringMachine))
        || matches!(kind, Some(PhoneKind::Pager | PhoneKind::Voicemail));
    if kind.is_none() {
        Some(Because::of(Reason::NotANumber))
    } else {
        machine.then(|| Because::of(Reason::NobodyAnswers))
    }
}

/// Whether text messages reach it. Some countries' plans do not tell mobiles from landlines.
pub fn is_mobile(record: &ContactDetail) -> bool {
    let kind = record.information.value.number().and_then(|n| n.kind());
    let landline = record.information.label.usage == Some(Use::Landline);
    kind == Some(PhoneKind::Mobile) || (kind == Some(PhoneKind::LandlineOrMobile) && !landline)
}
