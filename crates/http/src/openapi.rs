//! The OpenAPI document, made from the endpoints themselves.

use utoipa::openapi::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi as _};

/// What stands above the endpoints.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Contactable",
        description = "How to reach a person or an organisation: phone numbers, email addresses and postal \
            addresses, each owned by the service area that was given it. Every call but the health check \
            needs a token; it sees and changes only the records of its own service areas.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    tags(
        (name = "Contact details", description = "The council contact details API as specified."),
        (name = "Contactability", description = "Which detail to use to reach a target, and why."),
        (name = "Deployed paths", description = "The same for callers of the deployed service."),
    ),
    modifiers(&Bearer),
)]
pub(crate) struct Frontispiece;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("JWT");
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("bearer", SecurityScheme::Http(scheme.build()));
    }
}

/// The document of every endpoint there is.
pub fn document() -> OpenApi {
    crate::router::endpoints().split_for_parts().1
}

impl Frontispiece {
    pub(crate) fn page() -> OpenApi {
        Self::openapi()
    }
}
