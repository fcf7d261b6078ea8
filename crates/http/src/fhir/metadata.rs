use axum::response::Response;
use contactable_fhir::capability::{Software, statement};

use super::answer::resource;

/// What the interface can do
pub fn metadata() -> Response {
    resource(statement(
        Software {
            name: "Contactable",
            version: env!("CARGO_PKG_VERSION"),
            released: jiff::civil::date(2026, 11, 22),
        },
        super::BASE,
    ))
}
