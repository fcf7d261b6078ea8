//! Reading of an emergency contact (PDS, "contact").

use contactable_domain::time::Period;

use super::{Node, Sink, TelecomTexts, Within, coding, period};
use crate::outcome::Problem;
use crate::urls;

/// The most ways in which one contact is reached (house).
const MAX_TELECOMS: usize = 20;

/// A contact as it is written: at least one way to reach them.
pub(crate) struct ContactTexts<'a> {
    /// Each way, with where it stands.
    pub(crate) telecoms: Vec<(Node<'a>, TelecomTexts<'a>)>,
    pub(crate) period: Option<Period>,
}

impl<'a> ContactTexts<'a> {
    /// Reads one; `None` when a fault that was let pass leaves nothing of it.
    pub(crate) fn read(node: &Node<'a>, sink: &mut dyn Sink) -> Result<Option<Self>, Problem> {
        let known = ["id", "period", "relationship", "telecom"];
        if node.object(&known, sink)?.is_none() || !is_for_emergencies(node, sink)? {
            return Ok(None);
        }
        let Some(list) = node.member("telecom") else {
            sink.told(node.missing("telecom"))?;
            return Ok(None);
        };
        let mut telecoms = Vec::new();
        for item in list.items(MAX_TELECOMS, sink)? {
            if let Some(texts) = TelecomTexts::read(&item, Within::Contact, sink)? {
                telecoms.push((item, texts));
            }
        }
        node.text("id", sink)?;
        let texts = Self {
            telecoms,
            period: period::read(node, sink)?,
        };
        Ok((!texts.telecoms.is_empty()).then_some(texts))
    }
}

/// Whether the one relationship is that of an emergency contact.
fn is_for_emergencies(node: &Node<'_>, sink: &mut dyn Sink) -> Result<bool, Problem> {
    let Some(list) = node.member("relationship") else {
        sink.told(node.missing("relationship"))?;
        return Ok(false);
    };
    let concepts = list.items(1, sink)?;
    let Some(concept) = concepts.first() else {
        return Ok(false);
    };
    match coding::of_concept(concept, urls::CONTACT_ROLES, sink)? {
        Some(coding) => Ok(coding.word("code", &[("C", ())], sink)?.is_some()),
        None => Ok(false),
    }
}
