//! The tables `contact_preference` (current state) and `contact_preference_version` (every version).

use std::collections::BTreeSet;

use contactable_domain::access::Viewer;
use contactable_domain::area::AreaKey;
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{DecidePreferences, Known, PreferencesKey, Sighted};
use contactable_domain::preferences::{ContactMethod, ContactPreferences, Wishes, WrittenFormat};
use contactable_domain::value::PlainText;
use contactable_domain::vocabulary::Means;
use futures_util::future::try_join;
use jiff::Timestamp;
use tokio_postgres::Row;

use crate::areas::Areas;
use crate::batch::{Batch, values};
use crate::cells::{Cells, listed};
use crate::connection::{Session, Values};
use crate::error::{Error, Halt};
use crate::unit::Transaction;
use crate::{outbox, standing, targets};

macro_rules! columns {
    () => {
        "method, format, times, do_not_use, version, recorded_at, recorded_by, recorded_by_name, \
         recorded_by_email"
    };
}

pub const CURRENT: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM contact_preference WHERE target_id = $1 AND area = $2"
);
const BEFORE: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM contact_preference_version WHERE target_id = $1 AND area = $2 \
     AND recorded_at <= $3 ORDER BY version DESC LIMIT 1"
);
const VERSIONS: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM contact_preference_version WHERE target_id = $1 AND area = $2 ORDER BY version"
);
const WRITE: &str = concat!(
    "INSERT INTO contact_preference (target_id, area, ",
    columns!(),
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
     ON CONFLICT (target_id, area) DO UPDATE SET (",
    columns!(),
    ") = ($3, $4, $5, $6, $7, $8, $9, $10, $11)"
);
const WRITE_VERSION: &str = concat!(
    "INSERT INTO contact_preference_version (target_id, area, ",
    columns!(),
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
);

pub const STATEMENTS: &[&str] = &[CURRENT, BEFORE, VERSIONS, WRITE, WRITE_VERSION];

/// What an area knows of a target's wishes, as it was at an instant.
pub async fn at(
    session: &Session,
    target: TargetId,
    area: &AreaKey,
    as_of: Option<Timestamp>,
) -> Result<Option<ContactPreferences>, Error> {
    let area = area.clone();
    let key = PreferencesKey { target, area };
    match as_of {
        None => current(session, &key).await,
        Some(at) => before(session, &key, at).await,
    }
}

async fn current(
    session: &Session,
    key: &PreferencesKey,
) -> Result<Option<ContactPreferences>, Error> {
    let values: Values<'_> = &[&key.target.uuid(), &key.area.as_str()];
    Ok(select(session, CURRENT, values, key).await?.pop())
}

async fn before(
    session: &Session,
    key: &PreferencesKey,
    at: Timestamp,
) -> Result<Option<ContactPreferences>, Error> {
    let values: Values<'_> = &[&key.target.uuid(), &key.area.as_str(), &at.as_microsecond()];
    Ok(select(session, BEFORE, values, key).await?.pop())
}

/// Every version, if the viewer sees what the area holds.
pub async fn seen_versions(
    session: &Session,
    key: &PreferencesKey,
    viewer: &Viewer,
) -> Result<Sighted<Vec<ContactPreferences>>, Error> {
    session.ask_for(&Areas::of([&key.area])).await?;
    if current(session, key).await?.is_none() {
        return Ok(Sighted::NothingThere);
    }
    let standing = standing::before(session, key.target, viewer).await?;
    Ok(match viewer.sight(&standing).of_area(&key.area) {
        Ok(basis) => Sighted::Seen(versions(session, key).await?, basis),
        Err(rule) => Sighted::Hidden(key.target, rule),
    })
}

/// Every version, the first one first.
async fn versions(
    session: &Session,
    key: &PreferencesKey,
) -> Result<Vec<ContactPreferences>, Error> {
    select(
        session,
        VERSIONS,
        &[&key.target.uuid(), &key.area.as_str()],
        key,
    )
    .await
}

/// Lays what is known before the rule and writes what it says; what is known afterwards.
pub async fn change(
    transaction: &Transaction,
    key: &PreferencesKey,
    decide: &DecidePreferences,
) -> Result<Option<ContactPreferences>, Halt> {
    let known = try_join(
        standing::of_held(transaction, key.target),
        current(transaction, key),
    );
    let (standing, preferences) = known.await?;
    let known = Known {
        preferences,
        standing,
    };
    let changes = decide(&known).map_err(Halt::Refused)?;
    if let Some(new) = &changes.new {
        let mut batch = Batch::default();
        let version = known.standing.version;
        targets::raise_version(&mut batch, new.target, version, new.recorded.at);
        write(&mut batch, new);
        if let Some(event) = &changes.event {
            outbox::write_preferences(&mut batch, event, new, version.next())?;
        }
        transaction.write(batch)?;
    }
    transaction.append(std::slice::from_ref(&changes.audit));
    Ok(changes.new.or(known.preferences))
}

/// Writes a new version.
pub fn write<'a>(batch: &mut Batch<'a>, new: &'a ContactPreferences) {
    for sql in [WRITE, WRITE_VERSION] {
        let wishes = &new.wishes;
        let stamp = &new.recorded;
        let row = values![
            new.target.uuid(),
            new.area.as_str(),
            wishes.method.map(ContactMethod::as_str),
            wishes.format.map(WrittenFormat::as_str),
            wishes.times.as_ref().map(PlainText::as_str),
            listed(wishes.do_not_use.iter().map(|means| means.as_str())),
            i64::from(new.version.number()),
            stamp.at.as_microsecond(),
            &stamp.by.subject,
            &stamp.by.name,
            &stamp.by.email,
        ];
        batch.add_one(sql, row);
    }
}

async fn select(
    session: &Session,
    sql: &str,
    values: Values<'_>,
    key: &PreferencesKey,
) -> Result<Vec<ContactPreferences>, Error> {
    let rows = session.rows(sql, values).await?;
    rows.iter().map(|row| read(row, key)).collect()
}

fn read(row: &Row, key: &PreferencesKey) -> Result<ContactPreferences, Error> {
    let cells = Cells::of("contact_preference", row);
    Ok(ContactPreferences {
        target: key.target,
        area: key.area.clone(),
        wishes: Wishes {
            method: cells.optional_word(0, ContactMethod::parse)?,
            format: cells.optional_word(1, WrittenFormat::parse)?,
            times: cells.optional_text(2)?,
            do_not_use: BTreeSet::from_iter(cells.words(3, Means::parse)?),
        },
        version: cells.version(4)?,
        recorded: cells.stamp(5)?,
    })
}
