//! A record that is to take another's place.

use contactable_domain::contact_detail::{EndReason, Replacement};
use contactable_domain::ids::ContactDetailId;

use super::{Input, REPLACEMENT};
use crate::request::Object;

impl<'a> Input<'a> {
    /// Reads a record that is to take another's place. Whose it is and which area's is not said again.
    pub(super) fn replacement(self, body: &Object<'a>) -> Option<Replacement> {
        self.refuse_others(body, REPLACEMENT);
        let id = body.own_id(ContactDetailId::new);
        let information = self.information_of(body);
        let period = self.period(body);
        let reason = body.word("reason", EndReason::ALL, EndReason::as_str);
        Some(Replacement {
            id: id.ok()?,
            information: information?,
            period: period.ok()?,
            reason: reason.optional().ok()?.unwrap_or(EndReason::Superseded),
        })
    }
}
