//! A rule of the lists that was broken, in the interface's words.

use contactable_domain::patient::{
    Breach, Broken, List, MAX_CONTACTS, MAX_CORRESPONDENCE_DAYS, MAX_PDS_TIMES, MAX_TEMPORARY_DAYS,
    MAX_WAYS,
};
use serde_json::Value;

use super::application::no_such;
use super::value::TOO_FEW_LINES;
use super::{permitted, view};
use crate::json::Json;
use crate::outcome::{Codes, Fault, Problem};

/// The problem, about this document as it was wanted.
pub(super) fn problem(broken: &Broken, document: &Value, codes: &Codes) -> Problem {
    let list = broken.at.map(|(list, _)| list);
    match (broken.breach, &broken.item) {
        (Breach::NotForPatients, _) => return permitted::not_permitted(),
        (Breach::NoSuchItem, Some(id)) => {
            return no_such(list.map_or("", List::as_str), id.as_str());
        }
        _ => {}
    }
    let (item, place) = place(broken, document);
    let (member, sentence) = told(broken.breach, list, item);
    let field = if member.is_empty() {
        place
    } else {
        format!("{place}/{member}")
    };
    let value = item.and_then(|item| item.pointer(&format!("/{member}")));
    let value = value.map(|value| Json::of(value).shown());
    Fault::new(broken.breach, field, value.unwrap_or_default(), sentence).problem(codes)
}

/// What broke it, and where that stands. A rule about the whole is one about the contact preference.
fn place<'a>(broken: &Broken, document: &'a Value) -> (Option<&'a Value>, String) {
    if let Some((list, index)) = broken.at {
        let item = view::items(document, list.as_str()).get(index);
        return (item, format!("{}/{index}", list.as_str()));
    }
    let preference = view::preferences(document).next();
    let index = preference.map_or(0, |(index, _)| index);
    let item = preference.map(|(_, item)| item);
    (item, format!("extension/{index}"))
}

/// Which member of the item it is about, and the rule in a sentence.
fn told(breach: Breach, list: Option<List>, item: Option<&Value>) -> (&'static str, String) {
    let list = list.map_or("extension", List::as_str);
    let is_temp = item.and_then(|item| view::text(item, "use")) == Some("temp");
    match breach {
        Breach::SecondOfKind if list == "address" => (
            "use",
            "multiple addresses of one use cannot be added".to_owned(),
        ),
        Breach::SecondOfKind => (
            "use",
            format!("multiple items of '{list}' of one system and use cannot be added"),
        ),
        Breach::KindChanged if list == "address" => {
            ("use", "the use of an address cannot be replaced".to_owned())
        }
        Breach::KindChanged => (
            "use",
            format!("the system or use of an item of '{list}' cannot be replaced"),
        ),
        Breach::NoSuchItem => ("id", format!("there is no such item of '{list}'")),
        Breach::TooManyContacts => (
            "id",
            format!("there cannot be more than {MAX_CONTACTS} emergency contacts"),
        ),
        Breach::TooManyWays => (
            "telecom",
            format!("an emergency contact cannot have more than {MAX_WAYS} telecoms"),
        ),
        Breach::NamedTwice => ("id", format!("an item of '{list}' is there twice")),
        Breach::StartInFuture => (
            "period/start",
            format!("the start of '{list}' cannot be in the future"),
        ),
        Breach::EndBeforeStart => (
            "period/end",
            format!("the end of '{list}' cannot be before its start"),
        ),
        Breach::TemporaryWithoutPeriod | Breach::CorrespondenceWithoutPeriod => {
            let kind = if is_temp { "temp" } else { "billing" };
            (
                missing_of_period(item),
                format!("a {kind} address must have a period with a start and an end"),
            )
        }
        Breach::TemporaryWithoutText => ("text", "a temp address must have a text".to_owned()),
        Breach::TemporaryTextUnknown => (
            "text",
            "the text of a temp address is none of those that there are".to_owned(),
        ),
        Breach::TemporaryTooLong => (
            "period",
            format!("a temp address cannot last more than {MAX_TEMPORARY_DAYS} days"),
        ),
        Breach::CorrespondenceTooLong => (
            "period",
            format!("a billing address cannot last more than {MAX_CORRESPONDENCE_DAYS} days"),
        ),
        Breach::WorkAddress => (
            "use",
            "a work address cannot be added or replaced".to_owned(),
        ),
        Breach::TooFewLines => ("line", TOO_FEW_LINES.to_owned()),
        Breach::EmailForm => ("value", "email format is invalid".to_owned()),
        Breach::NumberForm => ("value", "phone number format is invalid".to_owned()),
        Breach::PostcodeForm => ("postalCode", "postcode format is invalid".to_owned()),
        Breach::TimesWithoutMethod => (
            "extension",
            "contact times cannot be given without a contact method".to_owned(),
        ),
        Breach::TimesTooLong => (
            "extension",
            format!("contact times cannot have more than {MAX_PDS_TIMES} characters"),
        ),
        Breach::MethodRuledOut => (
            "extension",
            "the person does not want to be reached by this contact method".to_owned(),
        ),
        Breach::NotForPatients => ("", String::new()),
    }
}

/// The first part of a period that is not there.
fn missing_of_period(item: Option<&Value>) -> &'static str {
    let period = item.and_then(|item| item.get("period"));
    match period {
        None => "period",
        Some(period) if period.get("start").is_none() => "period/start",
        Some(_) => "period/end",
    }
}
