//! One unit of work: what is there, what the rule says, everything it writes.

use contactable_domain::ports::{Changes, Decide, Scope};
use contactable_domain::target_version::TargetVersion;
use contactable_domain::trace::LookupKey;

use crate::batch::Batch;
use crate::error::{Error, Halt};
use crate::unit::Transaction;
use crate::{contact_details, holdings, lookup, outbox, slots, targets, turns};

/// Lays the holding before the rule and writes what it says, within the transaction that is open. The
/// rule decides before the first row is written, so a refusal leaves the transaction as it was.
pub async fn run(
    transaction: &Transaction,
    key: &LookupKey,
    scope: &Scope,
    decide: &Decide,
) -> Result<Changes, Halt> {
    let holding = holdings::load(transaction, scope).await?;
    let changes = decide(&holding).map_err(Halt::Refused)?;
    write(transaction, key, holding.standing.version, &changes)?;
    Ok(changes)
}

fn write(
    transaction: &Transaction,
    key: &LookupKey,
    known: TargetVersion,
    changes: &Changes,
) -> Result<(), Error> {
    let mut batch = Batch::default();
    let plan = &changes.plan;
    let answer = &plan.answer;
    let mut version = known;
    if !plan.steps.is_empty() {
        version = known.next();
        targets::raise_version(&mut batch, answer.target.id, known, answer.recorded.at);
    }
    for step in &plan.steps {
        contact_details::write(&mut batch, step);
        lookup::follow(&mut batch, key, step);
        turns::expect(&mut batch, &step.after);
    }
    slots::write(&mut batch, (answer.target.id, &answer.area), &plan.slots);
    for event in &changes.events {
        outbox::write(&mut batch, event, version)?;
    }
    transaction.write(batch)?;
    transaction.append(&changes.audit);
    Ok(())
}
