//! Making the index of values, when the store is opened: from scratch when the key is another.

use contactable_domain::ids::TargetId;
use contactable_domain::trace::LookupKey;
use uuid::Uuid;

use crate::areas::Areas;
use crate::batch::Batch;
use crate::cells::Cells;
use crate::connection::Session;
use crate::error::Error;
use crate::row::{self, columns};
use crate::{lookup, settings};

/// The key, when none was given.
const OWN_KEY: &str = "lookup-key";
/// What tells the key by which the index was made.
const MADE_BY: &str = "lookup-made-by";
/// As long as the index is not whole: the last target whose records are in it.
const MADE_UP_TO: &str = "lookup-made-up-to";

/// How many targets are indexed in one transaction.
const BATCH: i64 = 500;

const FORGET_ALL: &str = "DELETE FROM lookup";
const LAST_OF_BATCH: &str = "SELECT target_id FROM (SELECT DISTINCT target_id FROM contact_detail_version \
     WHERE target_id > $1 ORDER BY target_id LIMIT $2) AS next ORDER BY target_id DESC LIMIT 1";
const BETWEEN: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM contact_detail_version WHERE target_id > $1 AND target_id <= $2"
);

pub const STATEMENTS: &[&str] = &[FORGET_ALL, LAST_OF_BATCH, BETWEEN];

/// The key for this database: the one that is given, or one made once and kept there; and by it every version of every
/// record is found. Two that open it at the same time wait for each other, and whoever is interrupted goes on where they
/// stopped.
pub async fn open(session: &Session, given: Option<LookupKey>) -> Result<LookupKey, Error> {
    begin(session).await?;
    let key = key(session, given).await?;
    if settings::get(session, MADE_BY).await? != Some(key.fingerprint().to_vec()) {
        session.execute(FORGET_ALL, &[]).await?;
        settings::put(session, MADE_BY, &key.fingerprint()).await?;
        settings::put(session, MADE_UP_TO, Uuid::nil().as_bytes()).await?;
    }
    session.control("COMMIT").await?;
    while index_batch(session, &key).await? {}
    Ok(key)
}

async fn begin(session: &Session) -> Result<(), Error> {
    session
        .control("BEGIN ISOLATION LEVEL READ COMMITTED")
        .await?;
    session.ask_for(&Areas::all()).await?;
    settings::lock(session, settings::LOOKUP).await
}

async fn key(session: &Session, given: Option<LookupKey>) -> Result<LookupKey, Error> {
    if let Some(key) = given {
        settings::forget(session, OWN_KEY).await?;
        return Ok(key);
    }
    if let Some(kept) = settings::get(session, OWN_KEY).await? {
        let kept = kept.try_into().map_err(|_| corrupt())?;
        return Ok(LookupKey::new(kept));
    }
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)?;
    settings::put(session, OWN_KEY, &bytes).await?;
    Ok(LookupKey::new(bytes))
}

/// Indexes the next targets; whether any may be left.
async fn index_batch(session: &Session, key: &LookupKey) -> Result<bool, Error> {
    begin(session).await?;
    let last = match settings::get(session, MADE_UP_TO).await? {
        Some(after) => {
            index_after(
                session,
                key,
                Uuid::from_slice(&after).map_err(|_| corrupt())?,
            )
            .await?
        }
        None => None,
    };
    match last {
        Some(last) => settings::put(session, MADE_UP_TO, last.uuid().as_bytes()).await?,
        None => settings::forget(session, MADE_UP_TO).await?,
    }
    session.control("COMMIT").await?;
    Ok(last.is_some())
}

async fn index_after(
    session: &Session,
    key: &LookupKey,
    after: Uuid,
) -> Result<Option<TargetId>, Error> {
    let Some(last) = session.row(LAST_OF_BATCH, &[&after, &BATCH]).await? else {
        return Ok(None);
    };
    let last = Cells::of("contact_detail_version", &last).uuid(0)?;
    let mut records = Vec::new();
    for found in session.rows(BETWEEN, &[&after, &last]).await? {
        match row::read(&found) {
            Ok(record) => records.push(record),
            // It must not keep the service from starting: nobody sees such a record in any other way either.
            Err(error) => {
                tracing::error!(%error, "a record that cannot be read was left out of the index");
            }
        }
    }
    for some in records.chunks(500) {
        let mut batch = Batch::default();
        for record in some {
            lookup::note(&mut batch, key, record);
        }
        batch.run(session).await?;
    }
    Ok(Some(TargetId::from(last)))
}

fn corrupt() -> Error {
    Error::Corrupt {
        table: "setting",
        column: "value",
    }
}
