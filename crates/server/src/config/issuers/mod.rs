//! Whose tokens are believed, and for whom they speak.

mod groups;
mod keys;
mod kinds;
mod place;
mod published;

use std::path::Path;

use contactable_domain::area::ServiceAreas;
use contactable_http::auth::Issuer;

use super::ConfigError;
use super::settings::{IssuerSettings, OneOrMany};
use place::Place;

/// The most seconds that clocks may differ.
const MAX_LEEWAY: u32 = 300;

/// Checks the issuers; files are named relative to the configuration file. Nothing is fetched over the net.
pub fn check(
    settings: Vec<IssuerSettings>,
    areas: &ServiceAreas,
    folder: &Path,
) -> Result<Vec<Issuer>, ConfigError> {
    let mut issuers: Vec<Issuer> = Vec::new();
    for (index, settings) in settings.into_iter().enumerate() {
        let place = Place::of_issuer(index);
        if issuers
            .iter()
            .any(|known| **known.name() == *settings.issuer)
        {
            return Err(place.refuse("issuer", "another issuer has this name"));
        }
        issuers.push(check_one(settings, &place, areas, folder)?);
    }
    Ok(issuers)
}

fn check_one(
    settings: IssuerSettings,
    place: &Place,
    areas: &ServiceAreas,
    folder: &Path,
) -> Result<Issuer, ConfigError> {
    if settings.issuer.trim().is_empty() {
        return Err(place.refuse("issuer", "give the iss that its tokens carry"));
    }
    if settings.leeway_seconds > MAX_LEEWAY {
        return Err(place.refuse("leeway_seconds", format!("give {MAX_LEEWAY} at most")));
    }
    let kind = kinds::check(&settings, place, areas)?;
    let keys = keys::check(&settings, place, folder)?;
    let (name, leeway) = (settings.issuer, settings.leeway_seconds);
    let audiences = audiences(settings.audience, settings.legacy, place)?;
    Ok(Issuer::new(&name, audiences, leeway, kind, keys))
}

/// The audiences, of which a token must carry one. Tokens of legacy issuers may have none to carry.
fn audiences(audience: OneOrMany, legacy: bool, place: &Place) -> Result<Vec<String>, ConfigError> {
    let audiences = match audience {
        OneOrMany::One(audience) => vec![audience],
        OneOrMany::Many(audiences) => audiences,
    };
    let is_blank = audiences.iter().any(|audience| audience.trim().is_empty());
    if is_blank || (audiences.is_empty() && !legacy) {
        return Err(place.refuse(
            "audience",
            "give the aud that tokens for this service carry, or a list of them",
        ));
    }
    Ok(audiences)
}
