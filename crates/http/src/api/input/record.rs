//! A record to be made.

use contactable_domain::contact_detail::{NewContactDetail, Target, parse_valid_until};
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::refusal::{Code, Field, Reason};
use contactable_domain::value::PlainText;
use contactable_domain::vocabulary::TargetKind;
use jiff::Timestamp;
use uuid::Uuid;

use super::{Dialect, Input, RECORD, SOURCE};
use crate::request::{Given, Noted, Object, not_an_id};

impl<'a> Input<'a> {
    /// Reads a record to be made.
    pub(super) fn new_contact_detail(self, body: &Object<'a>) -> Option<NewContactDetail> {
        self.refuse_others(body, RECORD);
        // Each part is read before any is found missing, so that all problems are told together.
        let id = self.own_id(body);
        let target = self.target(body);
        let information = self.information_of(body);
        let source = self.source(body);
        let valid_until = self.valid_until(body);
        self.refuse_inactive(body);
        let (area, is_default) = source?;
        Some(NewContactDetail {
            id: id.ok()?,
            target: target?,
            information: information?,
            area,
            is_default,
            valid_until: valid_until.ok()?,
        })
    }

    /// The specified paths do not pass over the wish for a record that is retired from the start.
    fn refuse_inactive(self, body: &Object<'a>) {
        if self.dialect == Dialect::Specified && matches!(body.flag("isActive"), Given::Is(false)) {
            let reason = Reason::new(
                Code::Unchangeable,
                "A new contact detail is active",
                "Leave this out; for one of the past give recordValidUntil",
            );
            self.reading.note(body.path_to("isActive"), reason);
        }
    }

    /// The client's own id: absent, null or all zero is none.
    fn own_id(self, body: &Object<'a>) -> Result<Option<ContactDetailId>, Noted> {
        let text = match body.text("id") {
            Given::Is(text) => text,
            Given::Wrong => return Err(Noted),
            Given::Absent | Given::Null => return Ok(None),
        };
        Uuid::try_parse(text)
            .map(ContactDetailId::new)
            .map_err(|_| {
                self.reading.note("id", not_an_id());
                Noted
            })
    }

    fn target(self, body: &Object<'a>) -> Option<Target> {
        let given = body.text("targetId");
        let id = given.some().map(TargetId::parse);
        if let Some(None) = id {
            self.reading.note("targetId", not_an_id());
        }
        self.needed(body, "targetId", given);
        let kind = match body.text("targetType") {
            // The deployed service took a target without a type for a person.
            given if given.is_missing() && self.dialect != Dialect::Specified => {
                Some(TargetKind::Person)
            }
            given => {
                let known = &self.rules.target_kinds;
                let words = known.iter().map(TargetKind::as_str);
                self.word(body, "targetType", given, |word| known.find(word), words)
            }
        };
        Some(Target {
            id: id??,
            kind: kind?,
        })
    }

    fn source(self, body: &Object<'a>) -> Option<(PlainText, bool)> {
        let source = self.needed(body, "sourceServiceArea", body.object("sourceServiceArea"))?;
        self.refuse_others(&source, SOURCE);
        let is_default = source.flag("isDefault").some().unwrap_or(false);
        let area = self.needed(&source, "area", source.text("area"))?;
        let area = self
            .reading
            .accept_at(Field::Area, PlainText::parse(area, 100))?;
        Some((area, is_default))
    }

    fn valid_until(self, body: &Object<'a>) -> Result<Option<Timestamp>, Noted> {
        match body.text("recordValidUntil") {
            Given::Is(text) => {
                let parsed = parse_valid_until(text).map_err(|reason| vec![reason]);
                self.reading
                    .accept_at(Field::ValidUntil, parsed)
                    .map(Some)
                    .ok_or(Noted)
            }
            Given::Wrong => Err(Noted),
            Given::Absent | Given::Null => Ok(None),
        }
    }
}
