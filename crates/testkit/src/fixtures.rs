use std::sync::Arc;

use contactable_domain::actor::{AccessMode, Actor, Author, Role};
use contactable_domain::area::{PlaceRules, Retiring, ServiceArea, Team};
use contactable_domain::contact_detail::{
    Information, InformationDraft, InformationInput, NewContactDetail, Target,
};
use contactable_domain::ids::TargetId;
use contactable_domain::time::Period;
use contactable_domain::value::{AddressInput, DramaNumbers, NhsNumber, PlainText, ValueRules};
use contactable_domain::vocabulary::{Channel, Label, TargetKind, Use};
use uuid::Uuid;

/// Who vouches for everybody here.
pub const ISSUER: &str = "https://login.example.com";
/// An area.
pub const HOUSING: &str = "Housing";
/// Another area.
pub const SOCIAL_CARE: &str = "Social Care";

/// An area that keeps patients' own details.
pub const NHS: &str = "NHS";

/// A member of staff of these areas.
pub fn actor_of(areas: &[&str]) -> Arc<Actor> {
    let author = Author {
        subject: format!("staff-{}", areas.join("-").to_lowercase()),
        name: Some("Sam Staff".to_owned()),
        email: Some("sam.staff@example.com".to_owned()),
    };
    let areas = areas.iter().filter_map(|name| ServiceArea::named(name));
    Arc::new(Actor::new(
        AccessMode::Staff,
        ISSUER,
        author,
        areas.collect(),
    ))
}

/// The same person with these roles.
pub fn with_roles(actor: &Arc<Actor>, roles: &[Role]) -> Arc<Actor> {
    let mut actor = Actor::clone(actor);
    actor.author.subject = format!("{}-with-roles", actor.author.subject);
    actor.roles = roles.to_vec();
    Arc::new(actor)
}

/// A patient with this NHS number.
pub fn patient(number: &str) -> Arc<Actor> {
    let author = Author {
        subject: format!("patient-{number}"),
        name: None,
        email: None,
    };
    let number = NhsNumber::parse(number).expect("fixtures are valid");
    let areas = ServiceArea::named(NHS).into_iter().collect();
    Arc::new(Actor::new(
        AccessMode::Patient(number),
        ISSUER,
        author,
        areas,
    ))
}

/// The teams of an area that has some.
pub const TEAMS: [&str; 2] = ["Repairs", "Rents"];

/// A manager of Housing with these places, who records for any of its [`TEAMS`].
pub fn manager_under(places: PlaceRules) -> Arc<Actor> {
    let teams = TEAMS.iter().filter_map(|name| Team::named(name));
    let housing = ServiceArea::named(HOUSING).expect("a name");
    let housing = housing
        .with_places(places)
        .with_teams(teams, Retiring::RecordingTeam);
    let mut manager = (*actor_of(&[HOUSING])).clone();
    manager.manages = vec![housing.key().clone()];
    manager.areas = vec![housing];
    Arc::new(manager)
}

/// The target of this number.
pub fn target(number: u8) -> TargetId {
    TargetId::from(Uuid::from_u64_pair(
        0x3fa1_c0de_0000_4000,
        0x8000_0000_0000_0000 | u64::from(number),
    ))
}

/// A phone number.
pub fn phone(number: &str) -> Information {
    information(Channel::Phone, Some(number), AddressInput::default())
}

/// A fax number.
pub fn fax(number: &str) -> Information {
    information(Channel::Fax, Some(number), AddressInput::default())
}

/// A textphone number.
pub fn textphone(number: &str) -> Information {
    information(Channel::Textphone, Some(number), AddressInput::default())
}

/// An e-mail address.
pub fn email(address: &str) -> Information {
    information(Channel::Email, Some(address), AddressInput::default())
}

/// A postal address with this first line.
pub fn address(line: &str) -> Information {
    let address = AddressInput {
        lines: [Some(line), Some("23 Mill Lane"), None, Some("London"), None],
        postcode: Some("E8 0ZZ"),
        uprn: Some("100099000101"),
        ..AddressInput::default()
    };
    information(Channel::Address, None, address)
}

fn information(channel: Channel, value: Option<&str>, address: AddressInput<'_>) -> Information {
    let input = InformationInput {
        channel,
        label: Label::used_for(Use::Home),
        value,
        description: Some("as given at the desk"),
        address,
        rules: &value_rules(),
    };
    Information::parse(&input).expect("fixtures are valid")
}

/// The rules that fixtures are read by: numbers that nobody answers are taken.
pub fn value_rules() -> ValueRules {
    ValueRules {
        drama_numbers: DramaNumbers::Accepted,
        ..ValueRules::default()
    }
}

/// The draft that replaces a record's information by this.
pub fn draft(information: &Information) -> InformationDraft {
    let address = information.value.address();
    let lines: Vec<Option<String>> = (1..=5)
        .map(|n| address?.lines().and(address?.line(n)).map(str::to_owned))
        .collect();
    let rules = Arc::new(value_rules());
    let input = InformationInput {
        channel: information.value.channel(),
        label: information.label,
        value: Some(information.value.one_line()),
        description: information.description.as_ref().map(PlainText::as_str),
        address: AddressInput {
            lines: std::array::from_fn(|n| lines.get(n).and_then(Option::as_deref)),
            postcode: address.and_then(|a| Some(a.postal_code()?.typed())),
            uprn: address.and_then(|a| Some(a.uprn()?.typed())),
            ..AddressInput::default()
        },
        rules: &rules,
    };
    InformationDraft::of(&input, rules.clone())
}

/// A record to be made of a person by Housing.
pub fn new(target: TargetId, information: Information) -> NewContactDetail {
    NewContactDetail {
        id: None,
        target: Target {
            id: target,
            kind: TargetKind::Person,
        },
        information,
        area: PlainText::parse(HOUSING, 100).expect("fixtures are valid"),
        team: None,
        is_default: false,
        is_preferred: false,
        period: Period::default(),
    }
}
