use contactable_domain::actor::Author;
use contactable_domain::area::{AreaKey, Team};
use contactable_domain::contact_detail::{
    ContactDetail, EndReason, Ending, FailureKind, Information, Marks, Stamp, Target,
    Undeliverable, Verification, VerifiedBy, Version,
};
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::patient::ItemId;
use contactable_domain::time::{Period, day_of};
use contactable_domain::value::{
    Address, ContactValue, EmailAddress, PhoneKind, PhoneNumber, PlainText, StoredAddress,
    StoredPhone,
};
use contactable_domain::vocabulary::{Channel, Label, Means, Relationship, TargetKind, Use};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Row;
use uuid::Uuid;

use crate::error::Error;

/// Reads a row of [`super::columns`] that is known to be of this area.
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
        team: team(row)?,
        is_default: row.get(18)?,
        is_preferred: row.get(40)?,
        period: Period::from_stored(day(row, 41, "valid_from")?, day(row, 19, "valid_until")?),
        marks: marks(row)?,
        item: row.get::<_, Option<String>>(51)?.map(ItemId::from_stored),
        supersedes: optional_id(row, 48)?,
        created,
        ended: ending(row)?,
        version: Version::new(row.get(27)?).ok_or(corrupt("version"))?,
        recorded: stamp(row, 28, 29)?.ok_or(corrupt("recorded_at"))?,
    })
}

fn team(row: &Row<'_>) -> Result<Option<Team>, Error> {
    let name = row
        .get_ref(39)?
        .as_str_or_null()
        .map_err(|_| corrupt("team"))?;
    Ok(name.and_then(Team::named))
}

fn marks(row: &Row<'_>) -> Result<Marks, Error> {
    let verified = match optional_word(row, 42, "verified_how", VerifiedBy::parse)? {
        Some(how) => Some(Verification {
            how,
            at: instant(row, 43, "verified_at")?.ok_or(corrupt("verified_at"))?,
        }),
        None => None,
    };
    let undeliverable = match optional_word(row, 44, "failure", FailureKind::parse)? {
        Some(failure) => Some(Undeliverable {
            failure,
            means: word(row, 45, "failed_means", Means::parse)?,
            evidence: text(row, 46)?,
            at: instant(row, 47, "failed_at")?.ok_or(corrupt("failed_at"))?,
        }),
        None => None,
    };
    Ok(Marks {
        verified,
        undeliverable,
    })
}

fn ending(row: &Row<'_>) -> Result<Option<Ending>, Error> {
    let Some(stamp) = stamp(row, 23, 24)? else {
        return Ok(None);
    };
    Ok(Some(Ending {
        stamp,
        reason: optional_word(row, 49, "end_reason", EndReason::parse)?,
        superseded_by: optional_id(row, 50)?,
    }))
}

fn optional_id(row: &Row<'_>, index: usize) -> Result<Option<ContactDetailId>, Error> {
    let id: Option<[u8; 16]> = row.get(index)?;
    Ok(id.map(|id| ContactDetailId::from(Uuid::from_bytes(id))))
}

fn day(row: &Row<'_>, index: usize, column: &'static str) -> Result<Option<Date>, Error> {
    Ok(instant(row, index, column)?.map(day_of))
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
