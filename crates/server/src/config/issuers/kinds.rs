//! For whom an issuer vouches.

use contactable_domain::area::ServiceAreas;
use contactable_http::auth::{Cis2, Client, Clients, IssuerKind, NhsLogin, Platform, RoleCodes};

use super::groups;
use super::place::Place;
use crate::config::ConfigError;
use crate::config::settings::{ClientSettings, IssuerSettings};

const KINDS: [&str; 5] = ["staff", "nhs-login", "cis2", "clients", "nhs-api-platform"];

/// The kinds that have healthcare workers among them.
const WORKERS: &[&str] = &["cis2", "nhs-api-platform"];

/// Checks the kind, and what goes with it.
pub fn check(
    settings: &IssuerSettings,
    place: &Place,
    areas: &ServiceAreas,
) -> Result<IssuerKind, ConfigError> {
    if !KINDS.contains(&settings.kind.as_str()) {
        return Err(place.refuse("kind", format!("give one of {}", KINDS.join(", "))));
    }
    refuse_keys_of_other_kinds(settings, place)?;
    let own_areas = || groups::areas_of(&settings.areas, areas, &place.within("areas"));
    match settings.kind.as_str() {
        "staff" => Ok(IssuerKind::Staff(groups::check(settings, place, areas)?)),
        "nhs-login" => Ok(IssuerKind::NhsLogin(NhsLogin::new(own_areas()?))),
        "cis2" => {
            let codes = role_codes(settings, place)?;
            Ok(IssuerKind::Cis2(Cis2::new(own_areas()?, codes)))
        }
        "nhs-api-platform" => {
            let codes = role_codes(settings, place)?;
            Ok(IssuerKind::Platform(Platform::new(own_areas()?, codes)))
        }
        _ => Ok(IssuerKind::Clients(clients(settings, place, areas)?)),
    }
}

/// A key that has no meaning for the kind is a mistake that would go unseen.
fn refuse_keys_of_other_kinds(settings: &IssuerSettings, place: &Place) -> Result<(), ConfigError> {
    const STAFF: &[&str] = &["staff"];
    const AREAS: &[&str] = &["nhs-login", "cis2", "nhs-api-platform"];
    let used: [(&str, bool, &[&str]); 8] = [
        ("groups", settings.groups.is_some(), STAFF),
        ("teams", !settings.teams.is_empty(), STAFF),
        ("managers", !settings.managers.is_empty(), STAFF),
        ("roles", !settings.roles.is_empty(), STAFF),
        ("areas", !settings.areas.is_empty(), AREAS),
        ("role_codes", !settings.role_codes.is_empty(), WORKERS),
        (
            "role_code_roles",
            !settings.role_code_roles.is_empty(),
            WORKERS,
        ),
        ("clients", !settings.clients.is_empty(), &["clients"]),
    ];
    let kind = settings.kind.as_str();
    match used
        .iter()
        .find(|(_, given, kinds)| *given && !kinds.contains(&kind))
    {
        Some((key, _, kinds)) => {
            let problem = format!("this is for issuers of the kind {}", kinds.join(" or "));
            Err(place.refuse(key, problem))
        }
        None => Ok(()),
    }
}

fn role_codes(settings: &IssuerSettings, place: &Place) -> Result<RoleCodes, ConfigError> {
    let mut codes = RoleCodes::default();
    for code in &settings.role_codes {
        if code.trim().is_empty() {
            return Err(place.refuse(
                "role_codes",
                "give codes such as S8000:G8000:R8000 or R8000",
            ));
        }
        codes.accept_only(code);
    }
    let tables = &place.within("role_code_roles");
    for (code, name, place) in groups::entries(&settings.role_code_roles, tables) {
        codes.add_role(code, groups::role(name, &place)?);
    }
    Ok(codes)
}

fn clients(
    settings: &IssuerSettings,
    place: &Place,
    areas: &ServiceAreas,
) -> Result<Clients, ConfigError> {
    if settings.clients.is_empty() {
        return Err(place.refuse("clients", "name at least one client"));
    }
    let mut clients: Vec<Client> = Vec::new();
    for (index, settings) in settings.clients.iter().enumerate() {
        let place = place.within(&format!("clients[{index}]"));
        if clients.iter().any(|known| known.id == settings.id) {
            return Err(place.refuse("id", "another client has this id"));
        }
        clients.push(client(settings, &place, areas)?);
    }
    Ok(Clients::new(clients))
}

fn client(
    settings: &ClientSettings,
    place: &Place,
    areas: &ServiceAreas,
) -> Result<Client, ConfigError> {
    if settings.id.trim().is_empty() {
        return Err(place.refuse("id", "give the sub that its tokens carry"));
    }
    let is_scope = |scope: &String| !scope.is_empty() && !scope.contains(char::is_whitespace);
    if settings
        .scope
        .as_ref()
        .is_some_and(|scope| !is_scope(scope))
    {
        return Err(place.refuse("scope", "give one scope, without spaces"));
    }
    Ok(Client {
        id: settings.id.clone(),
        areas: groups::areas_of(&settings.areas, areas, &place.within("areas"))?,
        update: settings.update,
        scope: settings.scope.clone(),
    })
}
