//! Related people that are taken over: as they are, or not at all.

use contactable_domain::patient::Carried;
use contactable_domain::value::NhsNumber;
use serde_json::Value;
use serde_json::value::RawValue;

use super::{Gaps, Keep, LeftOut, Taken};
use crate::patient::carry::Carry;
use crate::urls;

/// A `RelatedPerson`, and whose.
pub(super) struct Related<'a> {
    pub(super) subject: NhsNumber,
    raw: &'a RawValue,
}

impl<'a> Related<'a> {
    /// Whose it is stands in what the Bundle calls it, or in the resource itself.
    pub(super) fn read(raw: &'a RawValue, full_url: Option<&str>) -> Result<Self, &'static str> {
        let named = full_url.and_then(subject_of_url);
        let subject = named.or_else(|| subject_of_resource(raw));
        let subject = subject.ok_or("it does not say whose related person this is")?;
        Ok(Self { subject, raw })
    }
}

/// The number in `.../Patient/NUMBER/RelatedPerson/ID`.
fn subject_of_url(url: &str) -> Option<NhsNumber> {
    let (before, _) = url.rsplit_once("/RelatedPerson/")?;
    let (_, number) = before.rsplit_once("Patient/")?;
    NhsNumber::parse(number).ok()
}

fn subject_of_resource(raw: &RawValue) -> Option<NhsNumber> {
    let value: Value = serde_json::from_str(raw.get()).ok()?;
    let identifier = value.pointer("/patient/identifier")?;
    let system = identifier.get("system").and_then(Value::as_str);
    let is_ours = system.is_none_or(|system| system == urls::NHS_NUMBER);
    let number = identifier.get("value").and_then(Value::as_str);
    NhsNumber::parse(number.filter(|_| is_ours)?).ok()
}

/// What is taken of somebody's related people.
pub(super) fn taken(number: NhsNumber, related: &[Related<'_>], keep: Keep) -> Taken {
    let carry = Carry {
        related: related.iter().map(|person| person.raw).collect(),
        ..Carry::default()
    };
    let carried = carry.into_text().filter(|_| keep == Keep::Everything);
    let left_out = related.iter().filter(|_| carried.is_none());
    Taken {
        number,
        version: None,
        confidentiality: None,
        wanted: None,
        gaps: Gaps::default(),
        left_out: left_out
            .map(|_| LeftOut {
                path: "RelatedPerson".to_owned(),
                why: "it is no contact detail of their own",
            })
            .collect(),
        carried: carried.map(Carried::new),
    }
}
