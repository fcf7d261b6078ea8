//! An entry of the trail as an `AuditEvent` of FHIR R4. It holds what the entry holds and nothing else: no value.

use contactable_domain::actor::PurposeOfUse;
use contactable_domain::audit::{Action, TrailEntry};
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::codes::{Kind, own, reason_for_use};
use super::{areas, hex};

const SOURCE_TYPES: &str = "http://terminology.hl7.org/CodeSystem/security-source-type";
const ENTITY_TYPES: &str = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
/// The system of identifiers that are URIs.
const URIS: &str = "urn:ietf:rfc:3986";

/// A Bundle of the events of these entries, made at this instant; with the address of the next, if there are more.
pub fn bundle(entries: &[TrailEntry], at: Timestamp, next: Option<String>) -> Value {
    let entry = |entry: &TrailEntry| json!({ "fullUrl": entry.id.urn().to_string(), "resource": event(entry) });
    let mut bundle = json!({
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": at.to_string(),
    });
    if let Some(url) = next {
        bundle["link"] = json!([{ "relation": "next", "url": url }]);
    }
    // FHIR has no empty lists.
    if !entries.is_empty() {
        bundle["entry"] = entries.iter().map(entry).collect();
    }
    bundle
}

fn event(entry: &TrailEntry) -> Value {
    let kind = Kind::of(Action::parse(&entry.action));
    let subtypes = kind.subtype.into_iter();
    let subtypes = subtypes.chain([own("action", &entry.action)]);
    json!({
        "resourceType": "AuditEvent",
        "id": entry.id.to_string(),
        "type": kind.event_type,
        "subtype": subtypes.collect::<Value>(),
        "action": kind.action,
        "recorded": entry.at.to_string(),
        "outcome": outcome(entry),
        "outcomeDesc": entry.because,
        "purposeOfEvent": [purpose(&entry.purpose)],
        "agent": [agent(entry)],
        "source": source(),
        "entity": entities(entry),
    })
}

/// A success, or a failure that the caller is to blame for: what fails here leaves no entry.
fn outcome(entry: &TrailEntry) -> &'static str {
    if entry.outcome == "allowed" { "0" } else { "4" }
}

fn purpose(word: &str) -> Value {
    let theirs = PurposeOfUse::parse(word).and_then(reason_for_use);
    let codings = std::iter::once(own("purpose", word)).chain(theirs);
    json!({ "coding": codings.collect::<Value>() })
}

fn agent(entry: &TrailEntry) -> Value {
    let who = if entry.actor.is_empty() || entry.issuer.is_empty() {
        json!({ "display": "Nobody who is known" })
    } else {
        json!({ "identifier": { "system": entry.issuer, "value": entry.actor } })
    };
    json!({
        "role": [{ "coding": [own("access-mode", &entry.mode)] }],
        "who": who,
        "requestor": true,
    })
}

fn source() -> Value {
    json!({
        "observer": { "display": "Contactable" },
        "type": [{ "system": SOURCE_TYPES, "code": "4", "display": "Application Server" }],
    })
}

/// What it is about; last the areas, the request and the entry's place in the chain.
fn entities(entry: &TrailEntry) -> Value {
    let named = [
        ("target", entry.target),
        ("record", entry.record),
        ("grant", entry.grant),
        ("pass", entry.pass),
    ];
    let things = named
        .into_iter()
        .filter_map(|(name, id)| Some(thing(name, id?)));
    things.chain([in_the_trail(entry)]).collect()
}

fn thing(name: &str, id: Uuid) -> Value {
    let identifier = json!({ "system": URIS, "value": id.urn().to_string() });
    json!({
        "what": { "identifier": identifier },
        "type": { "system": ENTITY_TYPES, "code": "4", "display": "Other" },
        "name": name,
    })
}

fn in_the_trail(entry: &TrailEntry) -> Value {
    let detail = |name: &str, value: String| json!({ "type": name, "valueString": value });
    let areas = areas(entry).map(|area| detail("area", area.to_owned()));
    let place = [
        detail("correlation", entry.correlation.to_string()),
        detail("stream", entry.stream.number().to_string()),
        detail("number", entry.number.to_string()),
        detail("digest", hex(&entry.digest)),
    ];
    json!({
        "type": { "system": ENTITY_TYPES, "code": "4", "display": "Other" },
        "name": "entry",
        "detail": areas.chain(place).collect::<Value>(),
    })
}
