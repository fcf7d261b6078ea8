use axum::response::Response;
use contactable_fhir::capability::{Software, statement};
use jiff::civil::{Date, date};

use super::BASE;
use super::answer::resource;
use super::docs::TAG;

/// The day of the version that the workspace is at; it is set with it.
const RELEASED: Date = date(2026, 11, 22);

/// What the interface can do
///
/// Needs no token.
#[utoipa::path(
    get,
    path = "/metadata",
    operation_id = "fhir_metadata",
    tag = TAG,
    responses((status = 200, body = Object, content_type = "application/fhir+json",
        description = "A CapabilityStatement of FHIR R4")),
)]
pub fn metadata() -> Response {
    let software = Software {
        name: "Contactable",
        version: env!("CARGO_PKG_VERSION"),
        released: RELEASED,
    };
    resource(statement(software, BASE))
}
