//! How far a record is open, by its security labels. Whoever cannot read one must not show the record by mistake: it is
//! read as a whole or refused.

use contactable_domain::patient::Confidentiality;
use serde_json::Value;

use crate::urls;

const UNREAD: &str = "security label cannot be read";

/// The code in the place of one that must not even be told.
const REDACTED: &str = "REDACTED";

/// The strictest of those that are named; `None` when nothing is said.
pub(super) fn confidentiality(patient: &Value) -> Result<Option<Confidentiality>, &'static str> {
    let Some(meta) = patient.get("meta") else {
        return Ok(None);
    };
    let Some(security) = meta.as_object().ok_or(UNREAD)?.get("security") else {
        return Ok(None);
    };
    let labels = security.as_array().ok_or(UNREAD)?.iter();
    let levels: Option<Vec<Confidentiality>> = labels.map(level).collect();
    // An empty list is no way of saying nothing.
    levels
        .ok_or(UNREAD)?
        .into_iter()
        .max()
        .ok_or(UNREAD)
        .map(Some)
}

fn level(label: &Value) -> Option<Confidentiality> {
    let code = label.get("code")?.as_str()?;
    if code == REDACTED {
        return Some(Confidentiality::VeryRestricted);
    }
    // A code of another system says something else.
    let system = label.get("system");
    let is_ours = system.is_none_or(|system| system.as_str() == Some(urls::CONFIDENTIALITY));
    Confidentiality::from_code(code).filter(|_| is_ours)
}
