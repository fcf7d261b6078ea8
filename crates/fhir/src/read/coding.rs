//! Reading of codes: a system, a code in it, and perhaps its words, which say nothing more.

use serde_json::Value;

use super::{Node, Sink};
use crate::outcome::Problem;

const KNOWN: [&str; 4] = ["system", "version", "code", "display"];

/// Whether this is a coding of the system; its code is still to be read. To the lenient any system is as good.
pub(super) fn is_of(coding: &Node<'_>, system: &str, sink: &mut dyn Sink) -> Result<bool, Problem> {
    if coding.object(&KNOWN, sink)?.is_none() {
        return Ok(false);
    }
    let named = coding.value.get("system").and_then(Value::as_str);
    if !sink.is_lenient() && named != Some(system) {
        coding.needed("system", sink)?;
        sink.told(coding.unknown_code("system"))?;
    }
    coding.text("version", sink)?;
    coding.text("display", sink)?;
    Ok(true)
}

/// The one coding of a concept, of this system.
pub(super) fn of_concept<'a>(
    concept: &Node<'a>,
    system: &str,
    sink: &mut dyn Sink,
) -> Result<Option<Node<'a>>, Problem> {
    if concept.object(&["coding"], sink)?.is_none() {
        return Ok(None);
    }
    let Some(list) = concept.member("coding") else {
        sink.told(concept.missing("coding"))?;
        return Ok(None);
    };
    let codings = list.items(1, sink)?;
    match codings.into_iter().next() {
        Some(coding) if is_of(&coding, system, sink)? => Ok(Some(coding)),
        _ => Ok(None),
    }
}
