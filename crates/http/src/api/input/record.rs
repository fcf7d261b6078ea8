//! A record to be made.

use contactable_domain::area::Team;
use contactable_domain::contact_detail::{NewContactDetail, Target};
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::refusal::{Code, Field, Reason};
use contactable_domain::time::{Period, parse_day};
use contactable_domain::value::PlainText;
use contactable_domain::vocabulary::TargetKind;
use jiff::civil::Date;

use super::{Dialect, Input, RECORD, SOURCE};
use crate::request::{Given, Noted, Object, not_an_id};

impl<'a> Input<'a> {
    /// Reads a record to be made.
    pub(super) fn new_contact_detail(self, body: &Object<'a>) -> Option<NewContactDetail> {
        self.refuse_others(body, RECORD);
        // Each part is read before any is found missing, so that all problems are told together.
        let id = body.own_id(ContactDetailId::new);
        let target = self.target(body);
        let information = self.information_of(body);
        let source = self.source(body);
        let period = self.period(body);
        self.refuse_inactive(body);
        self.refuse_marks(body);
        let source = source?;
        Some(NewContactDetail {
            id: id.ok()?,
            target: target?,
            information: information?,
            area: source.area,
            team: source.team,
            is_default: source.is_default,
            is_preferred: source.is_preferred,
            period: period.ok()?,
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

    fn target(self, body: &Object<'a>) -> Option<Target> {
        let given = body.text("targetId");
        let id = given.some().map(TargetId::parse);
        if let Some(None) = id {
            self.reading.note("targetId", not_an_id());
        }
        body.needed("targetId", given);
        let kind = match body.text("targetType") {
            // The deployed service took a target without a type for a person.
            given if given.is_missing() && self.dialect != Dialect::Specified => {
                Some(TargetKind::Person)
            }
            given => self.target_kind(body, given),
        };
        Some(Target {
            id: id??,
            kind: kind?,
        })
    }

    /// The kind of target, which must be said.
    pub(super) fn target_kind(self, body: &Object<'a>, given: Given<&str>) -> Option<TargetKind> {
        let known = &self.rules.target_kinds;
        let words = known.iter().map(TargetKind::as_str);
        self.word(body, "targetType", given, |word| known.find(word), words)
    }

    fn source(self, body: &Object<'a>) -> Option<Source> {
        let source = body.needed("sourceServiceArea", body.object("sourceServiceArea"))?;
        self.refuse_others(&source, SOURCE);
        let is_default = source.flag("isDefault").some().unwrap_or(false);
        let is_preferred = self.dialect == Dialect::Specified
            && source.flag("isPreferred").some().unwrap_or(false);
        let area = source.needed("area", source.text("area"));
        let team = self.team(&source);
        let area = self
            .reading
            .accept_at(Field::Area, PlainText::parse(area?, 100))?;
        Some(Source {
            area,
            team,
            is_default,
            is_preferred,
        })
    }

    /// The team that records it, where that is said.
    pub(super) fn team(self, source: &Object<'a>) -> Option<Team> {
        let name = source.text("team").some()?;
        if name.trim().is_empty() {
            return None;
        }
        let team = Team::named(name);
        if team.is_none() {
            let reason = Reason::new(
                Code::NotYourTeam,
                "This is not the name of a team",
                "Give the name of your team, or leave it out",
            );
            self.reading.note(source.path_to("team"), reason);
        }
        team
    }

    /// From which day to which it is valid. The deployed paths have no place for the first day.
    pub(super) fn period(self, body: &Object<'a>) -> Result<Period, Noted> {
        let start = if self.dialect == Dialect::Specified {
            self.day(body, "recordValidFrom", Field::ValidFrom)
        } else {
            Ok(None)
        };
        let end = self.day(body, "recordValidUntil", Field::ValidUntil);
        let period = Period::new(start?, end?).map_err(|reason| vec![reason]);
        self.reading
            .accept_at(Field::ValidUntil, period)
            .ok_or(Noted)
    }

    fn day(self, body: &Object<'a>, name: &str, field: Field) -> Result<Option<Date>, Noted> {
        match body.text(name) {
            Given::Is(text) => {
                let parsed = parse_day(text).map_err(|reason| vec![reason]);
                self.reading.accept_at(field, parsed).map(Some).ok_or(Noted)
            }
            Given::Wrong => Err(Noted),
            Given::Absent | Given::Null => Ok(None),
        }
    }

    /// What the service finds out or works out by itself cannot be told when a record is made.
    fn refuse_marks(self, body: &Object<'a>) {
        if self.dialect != Dialect::Specified {
            return;
        }
        for name in ["verified", "undeliverable", "supersedes", "ended", "status"] {
            if !body.is_missing(name) {
                let reason = Reason::new(
                    Code::UnknownField,
                    "A new contact detail has no such field",
                    "Leave this out; the service says it itself, or other calls do",
                );
                self.reading.note(body.path_to(name), reason);
            }
        }
    }
}

/// The owning area and what the record is to it.
struct Source {
    area: PlainText,
    team: Option<Team>,
    is_default: bool,
    is_preferred: bool,
}
