//! The OpenAPI document, made from the endpoints themselves.

use contactable_domain::actor::PurposeOfUse;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{OpenApi, PathItem, RefOr};
use utoipa::{Modify, OpenApi as _};

use crate::auth::PURPOSE_HEADER;
use crate::fhir;

/// What stands above the endpoints.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Contactable",
        description = "How to reach a person or an organisation: phone numbers, email addresses and postal \
            addresses, each owned by the service area that was given it. Every call but the health checks \
            needs a token. Staff and services see and change the records of their own service areas, and see \
            what other areas share with them; patients see and change their own details. The header X-Purpose \
            says for what a call is made, which sharing may depend on; without it, for nothing in particular.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    tags(
        (name = "Contact details", description = "The council contact details API as specified."),
        (name = "Contactability", description = "Which detail to use to reach a target, and why."),
        (name = "Service areas", description = "The parts of the organisation that own contact details."),
        (name = "Sharing and restriction", description = "Who sees what: what one service area shares with \
            another, people at risk, and who you are here."),
        (name = "Access", description = "Who may see and do what, and the trail of who did."),
        (name = "Operation", description = "How the service is, for those who operate it."),
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
            add_purpose(operation);
        }
    }
    document.nest(fhir::BASE, fhir::docs::document())
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

/// The header that every operation with a token takes, where it does not say more of it itself.
fn add_purpose(operation: &mut Operation) {
    let parameters = operation.parameters.get_or_insert_default();
    let is_it = |known: &RefOr<Parameter>| matches!(known, RefOr::T(parameter) if parameter.name == PURPOSE_HEADER);
    let known = parameters.iter().any(is_it);
    if known || operation.security.is_none() {
        return;
    }
    let words: Vec<&str> = PurposeOfUse::ALL.iter().map(|word| word.as_str()).collect();
    let text = ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(words));
    let purpose = ParameterBuilder::new()
        .name(PURPOSE_HEADER)
        .parameter_in(ParameterIn::Header)
        .description(Some("For what you ask; general unless said"))
        .schema(Some(text));
    parameters.push(RefOr::T(purpose.build()));
}

impl Frontispiece {
    pub(crate) fn page() -> OpenApi {
        Self::openapi()
    }
}
