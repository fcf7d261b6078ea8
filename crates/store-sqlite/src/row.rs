//! A record as a row, and back. The same columns stand in `contact_detail` and in
//! `contact_detail_version`; a new column goes into [`columns`], [`insert`] and [`read`], here only.

use contactable_domain::actor::Author;
use contactable_domain::area::AreaKey;
use contactable_domain::contact_detail::{ContactDetail, Information, Stamp, Target, Version};
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::value::{
    Address, ContactValue, EmailAddress, PhoneKind, PhoneNumber, PlainText, StoredAddress,
    StoredPhone,
};
use contactable_domain::vocabulary::{Channel, Label, Relationship, TargetKind, Use};
use jiff::Timestamp;
use rusqlite::{CachedStatement, Row};
use uuid::Uuid;

use crate::error::Error;

/// Every column, in the order of [`insert`] and [`read`]; a literal, so that statements are too.
macro_rules! columns {
    () => {
        "target_id, area, created_at, id, target_kind, channel, usage, relationship, value, \
         description, address_line_1, address_line_2, address_line_3, address_line_4, postcode, \
         uprn, is_overseas, overseas_address, is_default, valid_until, created_by, \
         created_by_name, created_by_email, ended_at, ended_by, ended_by_name, ended_by_email, \
         version, recorded_at, recorded_by, recorded_by_name, recorded_by_email, normal, \
         extension, kind, region, address_line_5, country, paf_key"
    };
}
pub(crate) use columns;

/// As many parameters as there are [`columns`].
macro_rules! parameters {
    () => {
        "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, \
         ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, \
         ?39"
    };
}
pub(crate) use parameters;

/// Runs a statement whose parameters are [`columns`].
pub fn insert(statement: &mut CachedStatement<'_>, record: &ContactDetail) -> Result<(), Error> {
    let information = &record.information;
    let address = information.value.address();
    let line = |number: usize| {
        let line = address?.lines()?.lines.get(number)?;
        line.as_ref().map(PlainText::as_str)
    };
    let number = information.value.number();
    let ended = record.ended.as_ref();
    statement.execute(rusqlite::params![
        record.target.id.uuid().into_bytes(),
        record.area.as_str(),
        record.created.at.as_microsecond(),
        record.id.uuid().into_bytes(),
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
        record.valid_until.map(Timestamp::as_microsecond),
        record.created.by.subject,
        record.created.by.name,
        record.created.by.email,
        ended.map(|stamp| stamp.at.as_microsecond()),
        ended.map(|stamp| &stamp.by.subject),
        ended.and_then(|stamp| stamp.by.name.as_ref()),
        ended.and_then(|stamp| stamp.by.email.as_ref()),
        record.version.number(),
        record.recorded.at.as_microsecond(),
        record.recorded.by.subject,
        record.recorded.by.name,
        record.recorded.by.email,
        normal(&information.value),
        number.and_then(PhoneNumber::extension),
        number.and_then(|n| n.kind().map(PhoneKind::as_str)),
        number.and_then(PhoneNumber::region),
        line(4),
        address.and_then(Address::country_typed),
        address.and_then(|a| Some(a.paf_key()?.as_str())),
    ])?;
    Ok(())
}

/// Reads a row of [`columns`] that is known to be of this area.
pub fn read(row: &Row<'_>, area: &AreaKey) -> Result<ContactDetail, Error> {
    let channel = word(row, 5, "channel", Channel::parse)?;
    let created = stamp(row, 2, 20)?.ok_or(corrupt("created_at"))?;
    Ok(ContactDetail {
        id: ContactDetailId::from(uuid(row, 3)?),
        target: Target {
            id: TargetId::from(uuid(row, 0)?),
            kind: word(row, 4, "target_kind", TargetKind::parse)?,
        },
        area: area.clone(),
        information: Information {
            label: Label {
                usage: optional_word(row, 6, "usage", Use::parse)?,
                relationship: optional_word(row, 7, "relationship", Relationship::parse)?,
            },
            value: value(row, channel)?,
            description: text(row, 9)?,
        },
        is_default: row.get(18)?,
        valid_until: instant(row, 19, "valid_until")?,
        created,
        ended: stamp(row, 23, 24)?,
        version: Version::new(row.get(27)?).ok_or(corrupt("version"))?,
        recorded: stamp(row, 28, 29)?.ok_or(corrupt("recorded_at"))?,
    })
}

fn value(row: &Row<'_>, channel: Channel) -> Result<ContactValue, Error> {
    Ok(match channel {
        Channel::Phone => ContactValue::Phone(number(row)?),
        Channel::Fax => ContactValue::Fax(number(row)?),
        Channel::Textphone => ContactValue::Textphone(number(row)?),
        Channel::Email => ContactValue::Email(EmailAddress::from_stored(row.get(8)?, row.get(32)?)),
        Channel::Address => ContactValue::Address(Box::new(address(row)?)),
    })
}

/// The number of a row. One recorded under looser rules has no normal form; it is read as it stands.
fn number(row: &Row<'_>) -> Result<PhoneNumber, Error> {
    let typed: String = row.get(8)?;
    let Some(e164) = row.get(32)? else {
        return Ok(PhoneNumber::loose(typed));
    };
    let stored = StoredPhone {
        e164,
        extension: row.get(33)?,
        kind: word(row, 34, "kind", PhoneKind::parse)?,
        region: row.get(35)?,
    };
    Ok(PhoneNumber::from_stored(typed, Some(stored)))
}

/// What is kept as the normal form of a value; an address is put together from its parts.
fn normal(value: &ContactValue) -> Option<&str> {
    match value {
        ContactValue::Email(address) => Some(address.normal()),
        ContactValue::Address(_) => None,
        ContactValue::Phone(n) | ContactValue::Fax(n) | ContactValue::Textphone(n) => n.e164(),
    }
}

fn address(row: &Row<'_>) -> Result<Address, Error> {
    Ok(Address::from_stored(StoredAddress {
        one_line: PlainText::from_stored(row.get(8)?),
        lines: [
            text(row, 10)?,
            text(row, 11)?,
            text(row, 12)?,
            text(row, 13)?,
            text(row, 36)?,
        ],
        postcode: text(row, 14)?,
        country: text(row, 37)?,
        uprn: text(row, 15)?,
        paf_key: text(row, 38)?,
        is_overseas: row.get(16)?,
        overseas: text(row, 17)?,
    }))
}

fn text(row: &Row<'_>, index: usize) -> Result<Option<PlainText>, Error> {
    Ok(row
        .get::<_, Option<String>>(index)?
        .map(PlainText::from_stored))
}

fn uuid(row: &Row<'_>, index: usize) -> Result<Uuid, Error> {
    Ok(Uuid::from_bytes(row.get(index)?))
}

/// The instant in one column with the person in the three columns from another.
fn stamp(row: &Row<'_>, at: usize, by: usize) -> Result<Option<Stamp>, Error> {
    let Some(at) = instant(row, at, "…_at")? else {
        return Ok(None);
    };
    let by = Author {
        subject: row.get(by)?,
        name: row.get(by + 1)?,
        email: row.get(by + 2)?,
    };
    Ok(Some(Stamp { at, by }))
}

fn instant(row: &Row<'_>, index: usize, column: &'static str) -> Result<Option<Timestamp>, Error> {
    let micros: Option<i64> = row.get(index)?;
    micros
        .map(|micros| Timestamp::from_microsecond(micros).map_err(|_| corrupt(column)))
        .transpose()
}

fn word<T>(
    row: &Row<'_>,
    index: usize,
    column: &'static str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<T, Error> {
    optional_word(row, index, column, parse)?.ok_or(corrupt(column))
}

fn optional_word<T>(
    row: &Row<'_>,
    index: usize,
    column: &'static str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Error> {
    let text = row
        .get_ref(index)?
        .as_str_or_null()
        .map_err(|_| corrupt(column))?;
    text.map(|text| parse(text).ok_or(corrupt(column)))
        .transpose()
}

fn corrupt(column: &'static str) -> Error {
    Error::Corrupt {
        table: "contact_detail",
        column,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn there_is_a_parameter_for_every_column() {
        assert_eq!(
            columns!().split(',').count(),
            parameters!().split(',').count()
        );
    }
}
