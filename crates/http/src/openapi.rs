//! The OpenAPI document, made from the endpoints themselves.

use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{OpenApi, PathItem};
use utoipa::{Modify, OpenApi as _};

/// What stands above the endpoints.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Contactable",
        description = "How to reach a person or an organisation: phone numbers, email addresses and postal \
            addresses, each owned by the service area that was given it. Every call but the health check \
            needs a token; it sees and changes only the records of its own service areas. The header X-Purpose \
            may say for what a call is made; without it, for nothing in particular (general).",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    tags(
        (name = "Contact details", description = "The council contact details API as specified."),
        (name = "Contactability", description = "Which detail to use to reach a target, and why."),
        (name = "Service areas", description = "The parts of the organisation that own contact details."),
        (name = "Sharing and restriction", description = "Who sees what: what one service area shares with \
            another, people at risk, and who you are here."),
        (name = "Access", description = "Who may see and do what, and the trail of who did."),
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
    let mut document = crate::router::endpoints().split_for_parts().1;
    for path in document.paths.paths.values_mut() {
        for operation in operations(path) {
            add_answers_of_the_edges(operation);
        }
    }
    document
}

fn operations(path: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let methods = [
        &mut path.get,
        &mut path.post,
        &mut path.put,
        &mut path.patch,
        &mut path.delete,
    ];
    methods.into_iter().flatten()
}

/// What any operation that takes a token may answer, and any that takes a body, in the words of its surface.
fn add_answers_of_the_edges(operation: &mut Operation) {
    let answers = &mut operation.responses.responses;
    let Some(refused) = answers.get("401").cloned() else {
        return;
    };
    if operation.request_body.is_some() {
        answers.insert("408".to_owned(), refused.clone());
    }
    answers.insert("429".to_owned(), refused);
}

impl Frontispiece {
    pub(crate) fn page() -> OpenApi {
        Self::openapi()
    }
}
