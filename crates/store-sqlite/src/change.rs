//! One unit of work: what is there, what the rule says, everything it writes.

use contactable_domain::ports::{Changes, Decide, Scope, StoreError};
use contactable_domain::trace::LookupKey;
use rusqlite::Connection;

use crate::error::Error;
use crate::{contact_details, holdings, lookup, outbox, slots, targets, trail, turns};

/// Lays the holding before the rule and writes what it says, within the transaction that is open. The
/// rule decides before the first row is written, so a refusal leaves the transaction as it was.
pub fn run(
    connection: &Connection,
    key: &LookupKey,
    scope: &Scope,
    decide: &Decide,
) -> Result<Changes, StoreError> {
    let holding = holdings::load(connection, scope)?;
    let changes = decide(&holding).map_err(StoreError::Refused)?;
    write(connection, key, &changes)?;
    Ok(changes)
}

fn write(connection: &Connection, key: &LookupKey, changes: &Changes) -> Result<(), Error> {
    let plan = &changes.plan;
    let answer = &plan.answer;
    let mut version = 0;
    if !plan.steps.is_empty() {
        version = targets::raise_version(connection, answer.target.id, answer.recorded.at)?;
    }
    for step in &plan.steps {
        contact_details::write(connection, step)?;
        lookup::follow(connection, key, step)?;
        turns::expect(connection, &step.after)?;
    }
    slots::write(connection, (answer.target.id, &answer.area), &plan.slots)?;
    for event in &changes.events {
        outbox::write(connection, event, version)?;
    }
    trail::append(connection, &changes.audit)
}
