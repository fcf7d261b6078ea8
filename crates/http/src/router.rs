//! Every path there is.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::any;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::api::{
    amend_contact_detail, audit, break_glass, check, contactability, create_contact_detail,
    deployed, get_contact_detail, health, identifiers, lift_undeliverable, list_contact_details,
    mark_undeliverable, read_areas, read_history, read_me, read_preference_history,
    read_preferences, read_timeline, replace_contact_detail, replace_kind, restriction,
    revocations, search, set_preferences, sharing, succession, verify_contact_detail,
};
use crate::openapi::Frontispiece;
use crate::{App, assets, docs, fhir, frame, openapi};

/// The endpoints, each with its part of the OpenAPI document.
pub(crate) fn endpoints() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Frontispiece::page())
        .routes(routes!(
            list_contact_details::list_contact_details,
            create_contact_detail::create_contact_detail
        ))
        .routes(routes!(check::check))
        .routes(routes!(
            search::by_query::search,
            search::by_body::search_with_body
        ))
        .routes(routes!(
            identifiers::list::list_identifiers,
            identifiers::identify::identify
        ))
        .routes(routes!(succession::supersede::supersede))
        .routes(routes!(succession::invalidate::invalidate))
        .routes(routes!(succession::restore::restore))
        .routes(routes!(succession::read_succession::read_succession))
        .routes(routes!(audit::read_audit))
        .routes(routes!(
            revocations::list::list_revocations,
            revocations::revoke::revoke
        ))
        .routes(routes!(revocations::lift::lift))
        .routes(routes!(read_timeline::read_timeline))
        .routes(routes!(
            contactability::ask::ask,
            contactability::ask_many::ask_many
        ))
        .routes(routes!(
            get_contact_detail::get_contact_detail,
            amend_contact_detail::amend_contact_detail
        ))
        .routes(routes!(read_history::read_history))
        .routes(routes!(replace_contact_detail::replace_contact_detail))
        .routes(routes!(replace_kind::replace_kind))
        .routes(routes!(verify_contact_detail::verify_contact_detail))
        .routes(routes!(
            mark_undeliverable::mark_undeliverable,
            lift_undeliverable::lift_undeliverable
        ))
        .routes(routes!(
            read_preferences::read_preferences,
            set_preferences::set_preferences
        ))
        .routes(routes!(read_preference_history::read_preference_history))
        .routes(routes!(read_areas::read_areas))
        .routes(routes!(
            sharing::read_sharing::read_sharing,
            sharing::agree_sharing::agree_sharing
        ))
        .routes(routes!(sharing::stop_sharing::stop_sharing))
        .routes(routes!(sharing::withdraw_sharing::withdraw_sharing))
        .routes(routes!(
            restriction::read_restriction::read_restriction,
            restriction::restrict_person::restrict_person
        ))
        .routes(routes!(break_glass::ask::break_glass))
        .routes(routes!(break_glass::read_report::read_report))
        .routes(routes!(read_me::read_me))
        .routes(routes!(
            deployed::list::list_v1,
            deployed::create::create_v1,
            deployed::delete::delete
        ))
        .routes(routes!(
            deployed::list::list_v2,
            deployed::create::create_v2
        ))
        .routes(routes!(deployed::edit::edit))
        .routes(routes!(deployed::ping::ping))
        .routes(routes!(health::alive::alive))
        .routes(routes!(health::ready::ready))
}

/// The whole service.
pub fn router(app: App) -> Router {
    let document = openapi::document().to_json().unwrap_or_default();
    let (endpoints, _) = endpoints().split_for_parts();
    endpoints
        .merge(docs::routes(document))
        .merge(assets::routes())
        .route(fhir::BASE, any(fhir::serve))
        .route(&format!("{}/", fhir::BASE), any(fhir::serve))
        .route(&format!("{}/{{*rest}}", fhir::BASE), any(fhir::serve))
        .fallback(frame::nothing_here)
        .layer(CatchPanicLayer::custom(frame::panicked))
        .layer(from_fn_with_state(app.clone(), frame::frame))
        .with_state(app)
}
