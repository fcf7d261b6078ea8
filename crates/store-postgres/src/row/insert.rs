use contactable_domain::area::Team;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::patient::ItemId;
use contactable_domain::value::{Address, ContactValue, PhoneKind, PhoneNumber, PlainText};
use contactable_domain::vocabulary::{Relationship, Use};

use super::day_micros;
use crate::batch::{Value, values};

/// What is bound to a statement whose parameters are [`super::columns`].
pub fn values_of(record: &ContactDetail) -> Vec<Value<'_>> {
    let information = &record.information;
    let address = information.value.address();
    let line = |number: usize| {
        let line = address?.lines()?.lines.get(number)?;
        line.as_ref().map(PlainText::as_str)
    };
    let number = information.value.number();
    let ended = record.ended.as_ref();
    let verified = record.marks.verified;
    let failed = record.marks.undeliverable.as_ref();
    values![
        record.target.id.uuid(),
        record.area.as_str(),
        record.created.at.as_microsecond(),
        record.id.uuid(),
        record.target.kind.as_str(),
        record.channel().as_str(),
        information.label.usage.map(Use::as_str),
        information.label.relationship.map(Relationship::as_str),
        information.value.one_line(),
        information.description.as_ref().map(PlainText::as_str),
        line(0),
        line(1),
        line(2),
        line(3),
        address.and_then(|a| Some(a.postal_code()?.typed())),
        address.and_then(|a| Some(a.uprn()?.typed())),
        address.is_some_and(Address::is_overseas),
        address.and_then(Address::overseas),
        record.is_default,
        record.period.end().map(day_micros),
        &record.created.by.subject,
        &record.created.by.name,
        &record.created.by.email,
        ended.map(|end| end.stamp.at.as_microsecond()),
        ended.map(|end| &end.stamp.by.subject),
        ended.and_then(|end| end.stamp.by.name.as_ref()),
        ended.and_then(|end| end.stamp.by.email.as_ref()),
        i64::from(record.version.number()),
        record.recorded.at.as_microsecond(),
        &record.recorded.by.subject,
        &record.recorded.by.name,
        &record.recorded.by.email,
        normal(&information.value),
        number.and_then(PhoneNumber::extension),
        number.and_then(|n| n.kind().map(PhoneKind::as_str)),
        number.and_then(PhoneNumber::region),
        line(4),
        address.and_then(Address::country_typed),
        address.and_then(|a| Some(a.paf_key()?.as_str())),
        record.team.as_ref().map(Team::name),
        record.is_preferred,
        record.period.start().map(day_micros),
        verified.map(|mark| mark.how.as_str()),
        verified.map(|mark| mark.at.as_microsecond()),
        failed.map(|mark| mark.failure.as_str()),
        failed.map(|mark| mark.means.as_str()),
        failed.and_then(|mark| Some(mark.evidence.as_ref()?.as_str())),
        failed.map(|mark| mark.at.as_microsecond()),
        record.supersedes.map(|id| id.uuid()),
        ended.and_then(|end| Some(end.reason?.as_str())),
        ended.and_then(|end| Some(end.superseded_by?.uuid())),
        record.item.as_ref().map(ItemId::as_str),
    ]
}

/// What is kept as the normal form of a value; an address is put together from its parts.
fn normal(value: &ContactValue) -> Option<&str> {
    match value {
        ContactValue::Email(address) => Some(address.normal()),
        ContactValue::Address(_) => None,
        ContactValue::Phone(n) | ContactValue::Fax(n) | ContactValue::Textphone(n) => n.e164(),
    }
}
