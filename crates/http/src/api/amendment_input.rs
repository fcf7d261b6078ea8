//! The body of the specified PUT: what may change, and statements about everything else.

use contactable_domain::area::AreaKey;
use contactable_domain::contact_detail::{
    Amendment, Edit, Statement, parse_description, parse_valid_until,
};
use contactable_domain::refusal::Field;
use contactable_domain::value::PlainText;
use uuid::Uuid;

use super::input::{ADDRESS, INFORMATION, RECORD, SOURCE};
use crate::request::{Given, Noted, Object, Reading};

/// Reads an amendment.
pub fn amendment<'a>(reading: &'a Reading, body: &Object<'a>) -> Option<Amendment> {
    body.refuse_others(RECORD);
    let mut amendment = Amendment {
        is_active: body.flag("isActive").some(),
        ..Amendment::default()
    };
    let says = &mut amendment.statements;
    state(says, Field::Id, body.text("id"), id);
    state(says, Field::TargetId, body.text("targetId"), id);
    state(says, Field::TargetKind, body.text("targetType"), lower);
    state(
        says,
        Field::ValidUntil,
        body.text("recordValidUntil"),
        instant,
    );
    if let Given::Is(made) = body.object("createdBy") {
        made.refuse_others(&["createdAt", "fullName", "emailAddress"]);
        state(says, Field::CreatedAt, made.text("createdAt"), instant);
        state(says, Field::CreatedByName, made.text("fullName"), as_is);
        state(
            says,
            Field::CreatedByEmail,
            made.text("emailAddress"),
            as_is,
        );
    }
    if let Given::Is(source) = body.object("sourceServiceArea") {
        source.refuse_others(SOURCE);
        state(says, Field::Area, source.text("area"), |name| {
            AreaKey::of(name).as_str().to_owned()
        });
        amendment.is_default = source.flag("isDefault").some();
    }
    if let Given::Is(information) = body.object("contactInformation") {
        information.refuse_others(INFORMATION);
        amendment.description = description(reading, &information).ok()?;
        state_information(&mut amendment.statements, &information);
    }
    Some(amendment)
}

fn state_information(says: &mut Vec<Statement>, information: &Object<'_>) {
    state(says, Field::Channel, information.text("contactType"), lower);
    state(says, Field::Label, information.text("subType"), sub_type);
    state(says, Field::Value, information.text("value"), as_is);
    state(says, Field::Normal, information.text("normal"), as_is);
    state(says, Field::Shown, information.text("shown"), as_is);
    state(says, Field::Kind, information.text("kind"), as_is);
    let Given::Is(address) = information.object("addressExtended") else {
        return;
    };
    address.refuse_others(ADDRESS);
    for (number, name) in (1..).zip([
        "addressLine1",
        "addressLine2",
        "addressLine3",
        "addressLine4",
        "addressLine5",
    ]) {
        state(says, Field::AddressLine(number), address.text(name), as_is);
    }
    state(says, Field::Postcode, address.text("postCode"), as_is);
    state(says, Field::Country, address.text("country"), as_is);
    state(says, Field::Uprn, address.text("uprn"), as_is);
    state(says, Field::PafKey, address.text("pafKey"), as_is);
    state(
        says,
        Field::OverseasAddress,
        address.text("overseasAddress"),
        as_is,
    );
    if let Given::Is(flag) = address.flag("isOverseasAddress") {
        says.push(Statement::new(Field::IsOverseas, Some(flag.to_string())));
    }
}

fn description(
    reading: &Reading,
    information: &Object<'_>,
) -> Result<Edit<Option<PlainText>>, Noted> {
    let text = match information.text("description") {
        Given::Absent => return Ok(Edit::Keep),
        Given::Wrong => return Err(Noted),
        Given::Null => None,
        Given::Is(text) => Some(text),
    };
    let parsed = parse_description(text);
    reading
        .accept_at(Field::Description, parsed)
        .map(Edit::Set)
        .ok_or(Noted)
}

/// Adds what the request says of a field, if it says anything.
fn state(
    says: &mut Vec<Statement>,
    field: Field,
    given: Given<&str>,
    spell: impl Fn(&str) -> String,
) {
    match given {
        Given::Absent | Given::Wrong => {}
        Given::Null => says.push(Statement::new(field, None)),
        Given::Is(text) => says.push(Statement::new(field, Some(spell(text)))),
    }
}

fn as_is(text: &str) -> String {
    text.to_owned()
}

fn lower(text: &str) -> String {
    text.to_ascii_lowercase()
}

fn sub_type(text: &str) -> String {
    contactable_domain::vocabulary::CouncilSubType::parse(text)
        .map_or_else(|| text.to_owned(), |sub_type| sub_type.as_str().to_owned())
}

fn id(text: &str) -> String {
    Uuid::try_parse(text).map_or_else(|_| text.to_owned(), |id| id.as_hyphenated().to_string())
}

fn instant(text: &str) -> String {
    parse_valid_until(text).map_or_else(|_| text.to_owned(), |instant| instant.to_string())
}
