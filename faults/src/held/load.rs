//! The statements by which everything is read. Both databases have the same tables.

use contactable_harness::Failure;
use serde_json::Value;
use uuid::Uuid;

use super::cells::{Answers, Row};
use super::{Entry, Event, Grant, Head, Held, Key, Place, Slot, Target, Version, Wish};

/// What is read of a record, current or not.
const RECORD: &str = "target_id, area, id, version, value, description, is_default, ended_at IS NOT NULL, recorded_at";
/// What is read of wishes, current or not.
const WISH: &str = "target_id, area, version, times";
/// What is read of an event, waiting or told, after where it stands.
const EVENT: &str = "event_id, target_id, area, record_id, version, body";

/// Reads all tables.
pub fn everything(from: &mut dyn Answers) -> Result<Held, Failure> {
    let all = |from: &mut dyn Answers, columns: &str, table: &str| {
        rows(from, &format!("SELECT {columns} FROM {table}"))
    };
    Ok(Held {
        targets: each(all(from, "target_id, version", "target")?, target)?,
        records: each(all(from, RECORD, "contact_detail")?, version)?,
        versions: each(all(from, RECORD, "contact_detail_version")?, version)?,
        keys: each(all(from, "target_id, area, id", "contact_detail_key")?, key)?,
        slots: each(all(from, "target_id, area, id, slot", "slot")?, slot)?,
        indexed: each(all(from, "DISTINCT target_id, area, id", "lookup")?, key)?,
        wishes: each(all(from, WISH, "contact_preference")?, wish)?,
        wish_versions: each(all(from, WISH, "contact_preference_version")?, wish)?,
        grants: each(
            all(
                from,
                "target_id, grant_id, wording, withdrawn_at IS NOT NULL, withdrawn_reason",
                "sharing_grant",
            )?,
            grant,
        )?,
        numbers: each(
            rows(
                from,
                "SELECT value, target_id FROM target_identifier WHERE system = 'nhs-number' ORDER BY value",
            )?,
            |row| Ok((row.text()?, row.id()?)),
        )?,
        done: each(all(from, "target_id, version", "done_request")?, target)?,
        events: events(from)?,
        trail: each(
            all(
                from,
                "stream, number, entry_id, target_id, record_id, grant_id, action, outcome, because, correlation",
                "trail",
            )?,
            entry,
        )?,
        heads: each(
            all(from, "stream, number", "audit_head WHERE number > 0")?,
            |row| {
                Ok(Head {
                    stream: row.number()?,
                    number: row.number()?,
                })
            },
        )?,
    })
}

/// How many changes there were of all targets together.
pub fn changes(from: &mut dyn Answers) -> Result<i64, Failure> {
    let sql = "SELECT CAST(sum(version) AS bigint) FROM target";
    let rows = rows(from, sql)?;
    let mut rows = rows.into_iter();
    rows.next().ok_or("no sum")?.number()
}

/// Those that wait and those that were told.
fn events(from: &mut dyn Answers) -> Result<Vec<Event>, Failure> {
    let order = if from.has("outbox", "sequence")? {
        "sequence"
    } else {
        "0"
    };
    let waiting = rows(from, &format!("SELECT shard, {order}, {EVENT} FROM outbox"))?;
    let mut events = each(waiting, |row| event(row, Place::Waiting))?;
    if from.has("event_log", "number")? {
        let told = rows(
            from,
            &format!("SELECT shard, number, {EVENT} FROM event_log"),
        )?;
        events.extend(each(told, |row| event(row, Place::Log))?);
    }
    Ok(events)
}

fn rows(from: &mut dyn Answers, sql: &str) -> Result<Vec<Row>, Failure> {
    from.rows(sql)
        .map_err(|failure| format!("{sql}: {failure}").into())
}

fn each<T>(
    rows: Vec<Row>,
    read: impl Fn(&mut Row) -> Result<T, Failure>,
) -> Result<Vec<T>, Failure> {
    rows.into_iter().map(|mut row| read(&mut row)).collect()
}

fn target(row: &mut Row) -> Result<Target, Failure> {
    Ok(Target {
        target: row.id()?,
        version: row.number()?,
    })
}

fn version(row: &mut Row) -> Result<Version, Failure> {
    Ok(Version {
        target: row.id()?,
        area: row.text()?,
        record: row.id()?,
        version: row.number()?,
        value: row.text()?,
        description: row.maybe_text()?,
        is_default: row.flag()?,
        is_ended: row.flag()?,
        recorded_at: row.number()?,
    })
}

fn key(row: &mut Row) -> Result<Key, Failure> {
    Ok(Key {
        target: row.id()?,
        area: row.text()?,
        record: row.id()?,
    })
}

fn slot(row: &mut Row) -> Result<Slot, Failure> {
    Ok(Slot {
        key: key(row)?,
        name: row.text()?,
    })
}

fn wish(row: &mut Row) -> Result<Wish, Failure> {
    Ok(Wish {
        target: row.id()?,
        area: row.text()?,
        version: row.number()?,
        times: row.maybe_text()?,
    })
}

fn grant(row: &mut Row) -> Result<Grant, Failure> {
    Ok(Grant {
        target: row.id()?,
        grant: row.id()?,
        wording: row.text()?,
        is_withdrawn: row.flag()?,
        reason: row.maybe_text()?,
    })
}

fn entry(row: &mut Row) -> Result<Entry, Failure> {
    Ok(Entry {
        stream: row.number()?,
        number: row.number()?,
        id: row.id()?,
        target: row.maybe_id()?,
        record: row.maybe_id()?,
        grant: row.maybe_id()?,
        action: row.text()?,
        is_allowed: row.text()? == "allowed",
        because: row.text()?,
        correlation: row.id()?,
    })
}

fn event(row: &mut Row, place: impl Fn(i64) -> Place) -> Result<Event, Failure> {
    let (shard, place) = (row.number()?, place(row.number()?));
    let (id, target, area, record) = (row.id()?, row.id()?, row.text()?, row.id()?);
    let version = row.number()?;
    let body: Value = serde_json::from_str(&row.text()?)?;
    let text = |member: &str| {
        body[member]
            .as_str()
            .ok_or_else(|| format!("an event without {member}"))
    };
    if text("id")? != id.to_string() || text("entityId")? != target.to_string() {
        return Err(format!("the event {id} tells of another").into());
    }
    let new = &body["eventData"]["newData"];
    let says = new["value"].as_str().map(str::to_owned);
    let note = new["description"].as_str().map(str::to_owned);
    Ok(Event {
        shard,
        place,
        id,
        target,
        area,
        record,
        version,
        kind: text("eventType")?.to_owned(),
        correlation: Uuid::parse_str(text("correlationId")?)?,
        says: says.map(|value| (value, note)),
    })
}
