//! Making the index of values, when the file is opened: for what was recorded before there was one, and from scratch
//! when the key is another.

use contactable_domain::area::AreaKey;
use contactable_domain::trace::{Fingerprint, LookupKey};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

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
const BATCH: u32 = 500;

/// The key for this file: the one that is given, or one made once and kept in the file.
pub fn key(connection: &Connection, given: Option<LookupKey>) -> Result<LookupKey, Error> {
    if let Some(key) = given {
        settings::forget(connection, OWN_KEY)?;
        return Ok(key);
    }
    if let Some(kept) = settings::get(connection, OWN_KEY)? {
        return Ok(LookupKey::new(kept));
    }
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)?;
    let kept = settings::put_first(connection, OWN_KEY, bytes)?;
    Ok(LookupKey::new(kept))
}

/// Has every version of every record found by this key. `again` says that some may have been written without.
/// Whoever is interrupted goes on where they stopped.
pub fn complete(connection: &mut Connection, key: &LookupKey, again: bool) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let made_by: Option<Fingerprint> = settings::get(&transaction, MADE_BY)?;
    let is_same_key = made_by == Some(key.fingerprint());
    if !is_same_key {
        transaction.execute("DELETE FROM lookup", [])?;
        settings::put(&transaction, MADE_BY, key.fingerprint())?;
    }
    if again || !is_same_key {
        settings::put(&transaction, MADE_UP_TO, Vec::new())?;
    }
    transaction.commit()?;
    while index_batch(connection, key)? {}
    Ok(())
}

/// Indexes the next targets; whether any may be left.
fn index_batch(connection: &mut Connection, key: &LookupKey) -> Result<bool, Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let Some(after) = settings::get::<Vec<u8>>(&transaction, MADE_UP_TO)? else {
        return Ok(false);
    };
    let last = last_of_batch(&transaction, &after)?;
    match &last {
        Some(last) => {
            index(&transaction, key, &after, last)?;
            settings::put(&transaction, MADE_UP_TO, last)?;
        }
        None => settings::forget(&transaction, MADE_UP_TO)?,
    }
    transaction.commit()?;
    Ok(last.is_some())
}

fn last_of_batch(connection: &Connection, after: &[u8]) -> Result<Option<Vec<u8>>, Error> {
    let sql = "SELECT max(target_id) FROM (SELECT DISTINCT target_id FROM contact_detail_version \
               WHERE target_id > ?1 ORDER BY target_id LIMIT ?2)";
    let mut statement = connection.prepare_cached(sql)?;
    let last = statement.query_row(params![after, BATCH], |row| row.get(0));
    Ok(last.optional()?.flatten())
}

fn index(connection: &Connection, key: &LookupKey, after: &[u8], last: &[u8]) -> Result<(), Error> {
    let sql = concat!(
        "SELECT ",
        columns!(),
        " FROM contact_detail_version WHERE target_id > ?1 AND target_id <= ?2"
    );
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([after, last])?;
    while let Some(found) = rows.next()? {
        let area: String = found.get(1)?;
        match row::read(found, &AreaKey::of(&area)) {
            Ok(record) => lookup::note(connection, key, &record)?,
            // It must not keep the service from starting: nobody sees such a record in any other way either.
            Err(error @ Error::Corrupt { .. }) => {
                tracing::error!(%error, "a record that cannot be read was left out of the index");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
