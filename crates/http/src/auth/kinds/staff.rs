use std::sync::Arc;

use contactable_domain::actor::{Actor, Author};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::Groups;
use crate::auth::TokenRefusal;
use crate::auth::claims::{Registered, read, said};

/// What the organisation's own issuer says about somebody.
#[derive(Deserialize)]
struct StaffClaims {
    name: Option<String>,
    email: Option<String>,
    #[serde(default)]
    groups: Vec<String>,
}

/// The member of staff that these claims speak of.
pub(super) fn actor(
    groups: &Groups,
    issuer: &Arc<str>,
    registered: &Registered,
    claims: &Map<String, Value>,
) -> Result<Actor, TokenRefusal> {
    let claims: StaffClaims = read(claims)?;
    let author = Author {
        subject: registered.subject()?.to_owned(),
        name: said(claims.name),
        email: said(claims.email),
    };
    Ok(groups.staff(&claims.groups, issuer, author))
}
