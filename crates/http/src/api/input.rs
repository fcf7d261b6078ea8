//! What callers send, read into the domain's types.

use contactable_domain::contact_detail::{
    Information, InformationInput, NewContactDetail, Target, parse_valid_until,
};
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::refusal::{Code, Field, Reason};
use contactable_domain::value::{AddressInput, PlainText};
use contactable_domain::vocabulary::{Channel, CouncilSubType, Label, TargetKind};
use jiff::Timestamp;
use uuid::Uuid;

use crate::answer::Problem;
use crate::request::{Given, Json, Noted, Object, Reading, not_an_id};

/// How a caller's version of the API reads a request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// The specified paths: says so when it does not know a field.
    Specified,
    /// The first deployed version: an address may be one line of text.
    DeployedV1,
    /// The second deployed version.
    DeployedV2,
    /// The second deployed version replacing what a record says: what it showed may be sent back.
    DeployedEdit,
}

pub(super) const RECORD: &[&str] = &[
    "id",
    "targetId",
    "targetType",
    "contactInformation",
    "sourceServiceArea",
    "recordValidUntil",
    "isActive",
    "createdBy",
];
pub(super) const INFORMATION: &[&str] = &[
    "contactType",
    "subType",
    "value",
    "description",
    "addressExtended",
];
pub(super) const ADDRESS: &[&str] = &[
    "uprn",
    "isOverseasAddress",
    "overseasAddress",
    "addressLine1",
    "addressLine2",
    "addressLine3",
    "addressLine4",
    "postCode",
];
pub(super) const SOURCE: &[&str] = &["area", "isDefault"];

/// Reads a record to be made.
///
/// # Errors
/// Everything that is wrong with the body.
pub fn new_contact_detail(body: &Json, dialect: Dialect) -> Result<NewContactDetail, Problem> {
    read(body, dialect, |input, body| input.new_contact_detail(body))
}

/// Reads the new information of a record.
///
/// # Errors
/// Everything that is wrong with the body.
pub fn information(body: &Json, dialect: Dialect) -> Result<Information, Problem> {
    read(body, dialect, |input, body| input.information_of(body))
}

fn read<T>(
    body: &Json,
    dialect: Dialect,
    part: impl for<'a> Fn(Input<'a>, &Object<'a>) -> Option<T>,
) -> Result<T, Problem> {
    let reading = Reading::default();
    let input = Input {
        reading: &reading,
        dialect,
    };
    let read = Object::root(&reading, body).and_then(|body| part(input, &body));
    reading.finish(read)
}

/// A reader of requests in one dialect.
#[derive(Clone, Copy)]
struct Input<'a> {
    reading: &'a Reading,
    dialect: Dialect,
}

impl<'a> Input<'a> {
    /// Reads a record to be made.
    fn new_contact_detail(self, body: &Object<'a>) -> Option<NewContactDetail> {
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

    /// Reads the `contactInformation` of a body.
    fn information_of(self, body: &Object<'a>) -> Option<Information> {
        let information = self.needed(
            body,
            "contactInformation",
            body.object("contactInformation"),
        )?;
        self.refuse_others(&information, INFORMATION);
        let channel = self.channel(&information);
        let label = self.label(&information);
        let value = information.text("value");
        let description = information.text("description");
        let address = self.address(&information);
        if matches!(value, Given::Wrong) || matches!(description, Given::Wrong) {
            return None;
        }
        let shown = self.dialect == Dialect::DeployedEdit;
        let address = address.map(|a| {
            if shown {
                a.as_shown_with(value.some())
            } else {
                a
            }
        });
        let input = InformationInput {
            channel: channel?,
            // A label that was refused does not hide what else is wrong.
            label: label.unwrap_or_default(),
            value: value.some(),
            description: description.some(),
            address: address?,
        };
        let information = self.reading.accept(Information::parse(&input));
        label.and(information)
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
            given => self.word(
                body,
                "targetType",
                given,
                TargetKind::parse,
                TargetKind::ALL.iter().map(|k| k.as_str()),
            ),
        };
        Some(Target {
            id: id??,
            kind: kind?,
        })
    }

    fn channel(self, information: &Object<'a>) -> Option<Channel> {
        let given = information.text("contactType");
        self.word(
            information,
            "contactType",
            given,
            Channel::parse,
            Channel::ALL.iter().map(|c| c.as_str()),
        )
    }

    fn label(self, information: &Object<'a>) -> Option<Label> {
        let given = information.text("subType");
        if given.is_missing() {
            return Some(Label::default());
        }
        let words = CouncilSubType::ALL.iter().map(|sub| sub.as_str());
        let sub_type = self.word(information, "subType", given, CouncilSubType::parse, words);
        sub_type.map(CouncilSubType::label)
    }

    fn address(self, information: &Object<'a>) -> Option<AddressInput<'a>> {
        let one_line_is_enough = self.dialect == Dialect::DeployedV1;
        let address = match information.object("addressExtended") {
            Given::Is(address) => address,
            Given::Wrong => return None,
            Given::Absent | Given::Null => {
                return Some(AddressInput {
                    one_line_is_enough,
                    ..AddressInput::default()
                });
            }
        };
        self.refuse_others(&address, ADDRESS);
        Some(AddressInput {
            one_line: None,
            lines: [
                "addressLine1",
                "addressLine2",
                "addressLine3",
                "addressLine4",
            ]
            .map(|name| address.text(name).some()),
            postcode: address.text("postCode").some(),
            uprn: address.text("uprn").some(),
            is_overseas: address.flag("isOverseasAddress").some().unwrap_or(false),
            overseas: address.text("overseasAddress").some(),
            one_line_is_enough,
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

    /// The value of a field that must be there.
    fn needed<T>(self, object: &Object<'a>, name: &str, given: Given<T>) -> Option<T> {
        if given.is_missing() {
            let reason = Reason::new(Code::Required, "This is missing", "Give a value");
            self.reading.note(object.path_to(name), reason);
        }
        given.some()
    }

    fn word<T>(
        self,
        object: &Object<'a>,
        name: &str,
        given: Given<&str>,
        parse: impl Fn(&str) -> Option<T>,
        words: impl Iterator<Item = &'static str>,
    ) -> Option<T> {
        let word = parse(self.needed(object, name, given)?);
        if word.is_none() {
            let remedy = format!("Use one of: {}", words.collect::<Vec<_>>().join(", "));
            let reason = Reason::new(Code::UnknownWord, "This is not a word known here", remedy);
            self.reading.note(object.path_to(name), reason);
        }
        word
    }

    fn refuse_others(self, object: &Object<'a>, known: &[&str]) {
        if self.dialect == Dialect::Specified {
            object.refuse_others(known);
        }
    }
}
