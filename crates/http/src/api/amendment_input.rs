//! The body of the specified PUT: what may change, and statements about everything else.

use contactable_domain::area::AreaKey;
use contactable_domain::contact_detail::{
    Amendment, Edit, EndReason, Statement, parse_description,
};
use contactable_domain::refusal::Field;
use contactable_domain::time::{parse_day, parse_instant};
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
    state(says, Field::ValidFrom, body.text("recordValidFrom"), day);
    state(says, Field::ValidUntil, body.text("recordValidUntil"), day);
    state(says, Field::Supersedes, body.text("supersedes"), id);
    state_marks(says, body);
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
        state(says, Field::Team, source.text("team"), as_is);
        amendment.is_default = source.flag("isDefault").some();
        amendment.is_preferred = source.flag("isPreferred").some();
    }
    let reason = end_reason(reading, &mut amendment, body);
    if let Given::Is(information) = body.object("contactInformation") {
        information.refuse_others(INFORMATION);
        let described = description(reading, &information);
        state_information(&mut amendment.statements, &information);
        amendment.description = described.ok()?;
    }
    amendment.end_reason = reason.ok()?;
    Some(amendment)
}

fn state_marks(says: &mut Vec<Statement>, body: &Object<'_>) {
    if let Some(verified) = part(says, body, "verified", Field::VerifiedHow) {
        verified.refuse_others(&["how", "at"]);
        state(says, Field::VerifiedHow, verified.text("how"), lower);
        state(says, Field::VerifiedAt, verified.text("at"), instant);
    }
    if let Some(failed) = part(says, body, "undeliverable", Field::Failure) {
        failed.refuse_others(&["failure", "means", "evidence", "at"]);
        state(says, Field::Failure, failed.text("failure"), lower);
        state(says, Field::FailedMeans, failed.text("means"), lower);
        state(says, Field::FailureEvidence, failed.text("evidence"), as_is);
        state(says, Field::FailedAt, failed.text("at"), instant);
    }
}

/// A part that a record may lack. That it is null says that the record lacks it, and so that it has nothing in
/// this field of the part.
fn part<'a>(
    says: &mut Vec<Statement>,
    body: &Object<'a>,
    name: &str,
    field: Field,
) -> Option<Object<'a>> {
    let given = body.object(name);
    if matches!(given, Given::Null) {
        says.push(Statement::new(field, None));
    }
    given.some()
}

/// Why the record is retired: beside `isActive: false` it is said, otherwise it is what the record says.
fn end_reason(
    reading: &Reading,
    amendment: &mut Amendment,
    body: &Object<'_>,
) -> Result<Option<EndReason>, Noted> {
    let says = &mut amendment.statements;
    let Some(ended) = part(says, body, "ended", Field::EndedAt) else {
        return Ok(None);
    };
    ended.refuse_others(&["at", "fullName", "emailAddress", "reason", "supersededBy"]);
    state(says, Field::EndedAt, ended.text("at"), instant);
    state(says, Field::EndedByName, ended.text("fullName"), as_is);
    state(says, Field::EndedByEmail, ended.text("emailAddress"), as_is);
    state(says, Field::SupersededBy, ended.text("supersededBy"), id);
    let reason = match ended.text("reason") {
        Given::Absent | Given::Null => return Ok(None),
        Given::Wrong => return Err(Noted),
        Given::Is(reason) => reason,
    };
    if amendment.is_active != Some(false) {
        says.push(Statement::new(Field::EndReason, Some(lower(reason))));
        return Ok(None);
    }
    reading
        .word("ended.reason", reason, EndReason::ALL, EndReason::as_str)
        .map(Some)
        .ok_or(Noted)
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
    parse_instant(text).map_or_else(|_| text.to_owned(), |instant| instant.to_string())
}

fn day(text: &str) -> String {
    parse_day(text).map_or_else(|_| text.to_owned(), |day| day.to_string())
}
