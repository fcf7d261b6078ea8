//! A record that is to take the place of all of its kind.

use contactable_domain::area::Team;
use contactable_domain::contact_detail::KindReplacement;
use contactable_domain::vocabulary::{Kind, TargetKind};

use super::{Input, OF_KIND, OF_KIND_SOURCE};
use crate::request::{Noted, Object};

/// For which area, if that is said, and what is to be there.
pub type OfKind = (Option<String>, KindReplacement);

impl<'a> Input<'a> {
    /// Reads a record that is to take the place of all of a kind. Its target and its kind are in the path.
    pub(super) fn of_kind(self, body: &Object<'a>, kind: Kind) -> Option<OfKind> {
        self.refuse_others(body, OF_KIND);
        let information = self.information_of_kind(body, kind);
        let source = self.named_source(body);
        let target_kind = self.known_target_kind(body);
        let period = self.period(body);
        let (area, team) = source.ok()?;
        let replacement = KindReplacement {
            kind,
            information: information?,
            period: period.ok()?,
            target_kind: target_kind.ok()?,
            team,
        };
        Some((area, replacement))
    }

    /// The kind of target, where it is said.
    fn known_target_kind(self, body: &Object<'a>) -> Result<Option<TargetKind>, Noted> {
        let given = body.text("targetType");
        if given.is_missing() {
            return Ok(None);
        }
        self.target_kind(body, given).map(Some).ok_or(Noted)
    }

    /// The area and the team, where they are said: who works for one only need not.
    fn named_source(self, body: &Object<'a>) -> Result<(Option<String>, Option<Team>), Noted> {
        let Some(source) = body.object("sourceServiceArea").optional()? else {
            return Ok((None, None));
        };
        self.refuse_others(&source, OF_KIND_SOURCE);
        let area = source.text("area").optional();
        let team = self.team(&source);
        Ok((area?.map(str::to_owned), team))
    }
}
