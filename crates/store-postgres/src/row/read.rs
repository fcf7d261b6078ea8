use contactable_domain::area::Team;
use contactable_domain::contact_detail::{
    ContactDetail, EndReason, Ending, FailureKind, Information, Marks, Stamp, Target,
    Undeliverable, Verification, VerifiedBy,
};
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::patient::ItemId;
use contactable_domain::time::Period;
use contactable_domain::value::{
    Address, ContactValue, EmailAddress, PhoneKind, PhoneNumber, StoredAddress, StoredPhone,
};
use contactable_domain::vocabulary::{Channel, Label, Means, Relationship, TargetKind, Use};
use tokio_postgres::Row;

use crate::cells::Cells;
use crate::error::Error;

/// Reads a row that begins with [`super::columns`].
pub fn read(row: &Row) -> Result<ContactDetail, Error> {
    let cells = Cells::of("contact_detail", row);
    let channel = cells.word(5, Channel::parse)?;
    Ok(ContactDetail {
        id: ContactDetailId::from(cells.uuid(3)?),
        target: Target {
            id: TargetId::from(cells.uuid(0)?),
            kind: cells.word(4, TargetKind::parse)?,
        },
        area: cells.area(1)?,
        information: Information {
            label: Label {
                usage: cells.optional_word(6, Use::parse)?,
                relationship: cells.optional_word(7, Relationship::parse)?,
            },
            value: value(cells, channel)?,
            description: cells.optional_text(9)?,
        },
        team: cells.get::<Option<&str>>(39)?.and_then(Team::named),
        is_default: cells.get(18)?,
        is_preferred: cells.get(40)?,
        period: Period::from_stored(cells.optional_day(41)?, cells.optional_day(19)?),
        marks: marks(cells)?,
        item: cells.get::<Option<String>>(51)?.map(ItemId::from_stored),
        supersedes: optional_id(cells, 48)?,
        created: stamp(cells, 2, 20)?,
        ended: ending(cells)?,
        version: cells.version(27)?,
        recorded: stamp(cells, 28, 29)?,
    })
}

fn marks(cells: Cells<'_>) -> Result<Marks, Error> {
    let verified = match cells.optional_word(42, VerifiedBy::parse)? {
        Some(how) => Some(Verification {
            how,
            at: cells.instant(43)?,
        }),
        None => None,
    };
    let undeliverable = match cells.optional_word(44, FailureKind::parse)? {
        Some(failure) => Some(Undeliverable {
            failure,
            means: cells.word(45, Means::parse)?,
            evidence: cells.optional_text(46)?,
            at: cells.instant(47)?,
        }),
        None => None,
    };
    Ok(Marks {
        verified,
        undeliverable,
    })
}

fn ending(cells: Cells<'_>) -> Result<Option<Ending>, Error> {
    let Some(stamp) = cells.optional_stamp(23)? else {
        return Ok(None);
    };
    Ok(Some(Ending {
        stamp,
        reason: cells.optional_word(49, EndReason::parse)?,
        superseded_by: optional_id(cells, 50)?,
    }))
}

fn optional_id(cells: Cells<'_>, index: usize) -> Result<Option<ContactDetailId>, Error> {
    Ok(cells.optional_uuid(index)?.map(ContactDetailId::from))
}

fn value(cells: Cells<'_>, channel: Channel) -> Result<ContactValue, Error> {
    Ok(match channel {
        Channel::Phone => ContactValue::Phone(number(cells)?),
        Channel::Fax => ContactValue::Fax(number(cells)?),
        Channel::Textphone => ContactValue::Textphone(number(cells)?),
        Channel::Email => {
            ContactValue::Email(EmailAddress::from_stored(cells.get(8)?, cells.get(32)?))
        }
        Channel::Address => ContactValue::Address(Box::new(address(cells)?)),
    })
}

/// The number of a row. One recorded under looser rules has no normal form; it is read as it stands.
fn number(cells: Cells<'_>) -> Result<PhoneNumber, Error> {
    let typed: String = cells.get(8)?;
    let Some(e164) = cells.get(32)? else {
        return Ok(PhoneNumber::loose(typed));
    };
    let stored = StoredPhone {
        e164,
        extension: cells.get(33)?,
        kind: cells.word(34, PhoneKind::parse)?,
        region: cells.get(35)?,
    };
    Ok(PhoneNumber::from_stored(typed, Some(stored)))
}

fn address(cells: Cells<'_>) -> Result<Address, Error> {
    Ok(Address::from_stored(StoredAddress {
        one_line: cells.text(8)?,
        lines: [
            cells.optional_text(10)?,
            cells.optional_text(11)?,
            cells.optional_text(12)?,
            cells.optional_text(13)?,
            cells.optional_text(36)?,
        ],
        postcode: cells.optional_text(14)?,
        country: cells.optional_text(37)?,
        uprn: cells.optional_text(15)?,
        paf_key: cells.optional_text(38)?,
        is_overseas: cells.get(16)?,
        overseas: cells.optional_text(17)?,
    }))
}

/// The instant in one column with the person in the three columns from another.
fn stamp(cells: Cells<'_>, at: usize, by: usize) -> Result<Stamp, Error> {
    Ok(Stamp {
        at: cells.instant(at)?,
        by: cells.author(by)?,
    })
}
