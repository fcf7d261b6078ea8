//! The tables `contact_preference` (current state) and `contact_preference_version` (every version).

use std::collections::BTreeSet;

use contactable_domain::access::Viewer;
use contactable_domain::actor::Author;
use contactable_domain::area::AreaKey;
use contactable_domain::contact_detail::{Stamp, Version};
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{DecidePreferences, Known, PreferencesKey, Sighted, StoreError};
use contactable_domain::preferences::{ContactMethod, ContactPreferences, Wishes, WrittenFormat};
use contactable_domain::value::PlainText;
use contactable_domain::vocabulary::Means;
use jiff::Timestamp;
use rusqlite::{Connection, Params, Row, params};

use crate::error::Error;
use crate::{outbox, standing, targets, trail};

macro_rules! columns {
    () => {
        "method, format, times, do_not_use, version, recorded_at, recorded_by, recorded_by_name, \
         recorded_by_email"
    };
}

/// What an area knows of a target's wishes, as it was at an instant.
pub fn at(
    connection: &Connection,
    target: TargetId,
    area: &AreaKey,
    as_of: Option<Timestamp>,
) -> Result<Option<ContactPreferences>, Error> {
    let area = area.clone();
    let key = PreferencesKey { target, area };
    match as_of {
        None => current(connection, &key),
        Some(at) => before(connection, &key, at),
    }
}

fn current(
    connection: &Connection,
    key: &PreferencesKey,
) -> Result<Option<ContactPreferences>, Error> {
    let sql = concat!(
        "SELECT ",
        columns!(),
        " FROM contact_preference WHERE target_id = ?1 AND area = ?2"
    );
    let id = key.target.uuid().into_bytes();
    Ok(select(connection, sql, params![id, key.area.as_str()], key)?.pop())
}

fn before(
    connection: &Connection,
    key: &PreferencesKey,
    at: Timestamp,
) -> Result<Option<ContactPreferences>, Error> {
    let sql = concat!(
        "SELECT ",
        columns!(),
        " FROM contact_preference_version WHERE target_id = ?1 AND area = ?2 \
         AND recorded_at <= ?3 ORDER BY version DESC LIMIT 1"
    );
    let id = key.target.uuid().into_bytes();
    let values = params![id, key.area.as_str(), at.as_microsecond()];
    Ok(select(connection, sql, values, key)?.pop())
}

/// Every version, if the viewer sees what the area holds.
pub fn seen_versions(
    connection: &Connection,
    key: &PreferencesKey,
    viewer: &Viewer,
) -> Result<Sighted<Vec<ContactPreferences>>, Error> {
    if current(connection, key)?.is_none() {
        return Ok(Sighted::NothingThere);
    }
    let standing = standing::before(connection, key.target, viewer)?;
    Ok(match viewer.sight(&standing).of_area(&key.area) {
        Ok(basis) => Sighted::Seen(versions(connection, key)?, basis),
        Err(rule) => Sighted::Hidden(key.target, rule),
    })
}

/// Every version, the first one first.
fn versions(
    connection: &Connection,
    key: &PreferencesKey,
) -> Result<Vec<ContactPreferences>, Error> {
    let sql = concat!(
        "SELECT ",
        columns!(),
        " FROM contact_preference_version WHERE target_id = ?1 AND area = ?2 ORDER BY version"
    );
    let id = key.target.uuid().into_bytes();
    select(connection, sql, params![id, key.area.as_str()], key)
}

/// Lays what is known before the rule and writes what it says; what is known afterwards.
pub fn change(
    connection: &Connection,
    key: &PreferencesKey,
    decide: &DecidePreferences,
) -> Result<Option<ContactPreferences>, StoreError> {
    let known = Known {
        preferences: current(connection, key)?,
        standing: standing::whole(connection, key.target)?,
    };
    let changes = decide(&known).map_err(StoreError::Refused)?;
    if let Some(new) = &changes.new {
        let version = targets::raise_version(connection, new.target, new.recorded.at)?;
        write(connection, new)?;
        if let Some(event) = &changes.event {
            outbox::write_preferences(connection, event, new, version)?;
        }
    }
    trail::append(connection, std::slice::from_ref(&changes.audit))?;
    Ok(changes.new.or(known.preferences))
}

/// Writes a new version.
pub fn write(connection: &Connection, new: &ContactPreferences) -> Result<(), Error> {
    let values = " (target_id, area, method, format, times, do_not_use, version, recorded_at, \
        recorded_by, recorded_by_name, recorded_by_email) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    for into in [
        "REPLACE INTO contact_preference",
        "INSERT INTO contact_preference_version",
    ] {
        let sql = format!("{into}{values}");
        let wishes = &new.wishes;
        let stamp = &new.recorded;
        connection.prepare_cached(&sql)?.execute(params![
            new.target.uuid().into_bytes(),
            new.area.as_str(),
            wishes.method.map(ContactMethod::as_str),
            wishes.format.map(WrittenFormat::as_str),
            wishes.times.as_ref().map(PlainText::as_str),
            words(&wishes.do_not_use),
            new.version.number(),
            stamp.at.as_microsecond(),
            stamp.by.subject,
            stamp.by.name,
            stamp.by.email,
        ])?;
    }
    Ok(())
}

fn select(
    connection: &Connection,
    sql: &str,
    values: impl Params,
    key: &PreferencesKey,
) -> Result<Vec<ContactPreferences>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut known = Vec::new();
    while let Some(row) = rows.next()? {
        known.push(read(row, key)?);
    }
    Ok(known)
}

fn read(row: &Row<'_>, key: &PreferencesKey) -> Result<ContactPreferences, Error> {
    let method: Option<String> = row.get(0)?;
    let format: Option<String> = row.get(1)?;
    let times: Option<String> = row.get(2)?;
    let do_not_use: String = row.get(3)?;
    let word = |column| move || corrupt(column);
    Ok(ContactPreferences {
        target: key.target,
        area: key.area.clone(),
        wishes: Wishes {
            method: method
                .map(|text| ContactMethod::parse(&text).ok_or_else(word("method")))
                .transpose()?,
            format: format
                .map(|text| WrittenFormat::parse(&text).ok_or_else(word("format")))
                .transpose()?,
            times: times.map(PlainText::from_stored),
            do_not_use: means(&do_not_use).ok_or_else(word("do_not_use"))?,
        },
        version: Version::new(row.get(4)?).ok_or_else(word("version"))?,
        recorded: Stamp {
            at: Timestamp::from_microsecond(row.get(5)?).map_err(|_| corrupt("recorded_at"))?,
            by: Author {
                subject: row.get(6)?,
                name: row.get(7)?,
                email: row.get(8)?,
            },
        },
    })
}

/// A set of means as one text, such as `text,call`.
fn words(means: &BTreeSet<Means>) -> String {
    let words: Vec<&str> = means.iter().map(|means| means.as_str()).collect();
    words.join(",")
}

fn means(words: &str) -> Option<BTreeSet<Means>> {
    let words = words.split(',').filter(|word| !word.is_empty());
    words.map(Means::parse).collect()
}

fn corrupt(column: &'static str) -> Error {
    Error::Corrupt {
        table: "contact_preference",
        column,
    }
}
