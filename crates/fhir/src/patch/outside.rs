//! Changes of what is not ours: who somebody is, and with whom they are registered (PDS, "PATCH rules per field").

use contactable_domain::actor::AccessMode;
use serde_json::Value;

use super::application::Application;
use super::op::{Kind, Op};
use super::{permitted, view};
use crate::json::Json;
use crate::outcome::Problem;
use crate::urls;

/// What a Patient can have at all.
const MEMBERS: [&str; 20] = [
    "resourceType",
    "id",
    "meta",
    "identifier",
    "active",
    "name",
    "telecom",
    "gender",
    "birthDate",
    "deceasedBoolean",
    "deceasedDateTime",
    "address",
    "maritalStatus",
    "multipleBirthBoolean",
    "multipleBirthInteger",
    "contact",
    "communication",
    "generalPractitioner",
    "managingOrganization",
    "extension",
];

/// A change of something else than contact details.
pub(super) enum Outside {
    /// Of this member, which nobody changes here.
    Unsupported(String),
    /// The removal of something that nobody may remove.
    NotRemovable(&'static str),
    /// The removal of the usual name.
    UsualName,
    /// Another usual name beside the one that is there.
    SecondUsualName,
    /// The removal of whether an interpreter is needed.
    Interpreter,
}

/// Refuses what no Patient has, before anything is applied to it.
pub(super) fn check_known(ops: &[Op], by: AccessMode) -> Result<(), Problem> {
    let mut unknown = ops.iter().map(|op| op.path.resource());
    match unknown.find(|resource| !MEMBERS.contains(resource)) {
        None => Ok(()),
        Some(_) if matches!(by, AccessMode::Patient(_)) => Err(permitted::not_permitted()),
        Some(resource) => Err(unsupported(resource)),
    }
}

/// Refuses what the patches change and is not ours; the first of it is told of.
pub(super) fn check(applied: &Application) -> Result<(), Problem> {
    let Some(first) = applied.outside.first() else {
        return Ok(());
    };
    Err(match first {
        Outside::Unsupported(resource) => unsupported(resource),
        Outside::NotRemovable(field) => {
            Problem::forbidden_update(format!("source not permitted to remove '{field}'"))
        }
        Outside::UsualName => Problem::forbidden_update("not permitted to remove usual name"),
        Outside::SecondUsualName => {
            Problem::forbidden_update("multiple usual names cannot be added")
        }
        Outside::Interpreter => Problem::invalid_update("interpreterRequired cannot be removed"),
    })
}

fn unsupported(resource: &str) -> Problem {
    Problem::invalid_update(format!("Update unsupported for resource - '{resource}'"))
}

/// What a patch is about to change in this document that is not ours.
pub(super) fn of(op: &Op, document: &Value) -> Option<Outside> {
    match op.path.resource() {
        "telecom" | "address" | "contact" => None,
        "extension" => of_extension(op, document),
        resource => {
            let removed = |named| (op.kind == Kind::Remove && resource == named).then_some(named);
            let kept = ["gender", "birthDate", "deceasedDateTime"];
            let kept = kept.into_iter().find_map(removed);
            let kept = kept.filter(|_| op.path.steps().len() == 1);
            let name = of_name(op, document).filter(|_| resource == "name");
            let other = || Outside::Unsupported(resource.to_owned());
            Some(
                kept.map(Outside::NotRemovable)
                    .or(name)
                    .unwrap_or_else(other),
            )
        }
    }
}

fn of_name(op: &Op, document: &Value) -> Option<Outside> {
    let is_usual = |name: &Value| view::text(name, "use") == Some("usual");
    let names = view::items(document, "name");
    match (op.kind, op.path.rest()) {
        (Kind::Remove, [index]) => {
            let name = names.get(index.parse::<usize>().ok()?)?;
            is_usual(name).then_some(Outside::UsualName)
        }
        (Kind::Add, [_]) => {
            let usual = op.value.member("use") == Some(&Json::Text("usual".to_owned()));
            (usual && names.iter().any(is_usual)).then_some(Outside::SecondUsualName)
        }
        _ => None,
    }
}

/// Of the extensions only the contact preference is ours.
fn of_extension(op: &Op, document: &Value) -> Option<Outside> {
    let list = view::items(document, "extension");
    let there = op.path.index().and_then(|index| list.get(index));
    let url = match (op.kind, op.path.item()) {
        (Kind::Add, None) => op.value.member("url").map(Json::shown).unwrap_or_default(),
        // What is not there will not apply.
        _ => view::text(there?, "url").unwrap_or_default().to_owned(),
    };
    if view::is_preference(&url) || view::is_retired(&url) {
        return None;
    }
    let removed = op.kind == Kind::Remove;
    if removed && op.path.within().is_empty() && url == urls::DEATH_NOTIFICATION {
        return Some(Outside::NotRemovable("deathNotificationStatus"));
    }
    let interpreter = removed && url == urls::COMMUNICATION && is_interpreter(op, there);
    Some(if interpreter {
        Outside::Interpreter
    } else {
        Outside::Unsupported("extension".to_owned())
    })
}

fn is_interpreter(op: &Op, communication: Option<&Value>) -> bool {
    let [member, index, ..] = op.path.within() else {
        return false;
    };
    let part = communication.and_then(|value| value.get(member)?.get(index.parse::<usize>().ok()?));
    part.and_then(|part| view::text(part, "url")) == Some("interpreterRequired")
}
