//! Reading of the extension that says what another contact system is.

use super::{Node, Sink, coding};
use crate::outcome::Problem;
use crate::urls;

/// Whether a telecom of the system `other` is said to be a textphone, which is all that there is.
pub(super) fn is_said(telecom: &Node<'_>, sink: &mut dyn Sink) -> Result<bool, Problem> {
    let Some(list) = telecom.member("extension") else {
        sink.told(telecom.missing("extension"))?;
        return Ok(false);
    };
    let items = list.items(1, sink)?;
    let Some(extension) = items.first() else {
        return Ok(false);
    };
    if extension.object(&["url", "valueCoding"], sink)?.is_none() {
        return Ok(false);
    }
    if !extension.is_named(urls::OTHER_CONTACT_SYSTEM, sink) {
        extension.needed("url", sink)?;
        sink.told(extension.unknown_code("url"))?;
        return Ok(false);
    }
    coding_is_said(extension, sink)
}

fn coding_is_said(extension: &Node<'_>, sink: &mut dyn Sink) -> Result<bool, Problem> {
    let Some(coding) = extension.member("valueCoding") else {
        sink.told(extension.missing("valueCoding"))?;
        return Ok(false);
    };
    if !coding::is_of(&coding, urls::OTHER_CONTACT_SYSTEM_CODES, sink)? {
        return Ok(false);
    }
    Ok(coding.word("code", &[("textphone", ())], sink)?.is_some())
}
