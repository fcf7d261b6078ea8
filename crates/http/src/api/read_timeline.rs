use axum::extract::State;
use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use contactable_domain::ids::TargetId;

use crate::App;
use crate::answer::{
    Drawn, Problem, ProblemDetails, TimelineAnswer, json, timeline_page, timeline_svg,
};
use crate::auth::Authenticated;
use crate::request::{Form, PathIds, Query, Reading, moment};

/// Nothing but the style of the house, and a picture without an address of its own.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

/// Which contact details of a target were in use when
///
/// The records of your service areas and those that other areas share with yours, historic ones too, channel by
/// channel: from which day to which each could be used, why no longer, and the days on which none was. As data, as a picture (SVG) or as a page (HTML) with
/// the picture and a table. A target that nobody knows has an empty timeline.
#[utoipa::path(
    get,
    path = "/targets/{id}/timeline",
    tag = "Contact details",
    params(
        ("id" = uuid::Uuid, Path, description = "Whose details"),
        ("asOf" = Option<String>, Query, description = "As the service held them at this instant, such as 2026-04-01T09:30:00Z, looked at from that day; now unless given", format = DateTime),
        ("format" = Option<String>, Query, description = "json, svg or html; unless given, what Accept names first among them, else json"),
    ),
    responses(
        (status = 200, content(
            (TimelineAnswer = "application/json"),
            (String = "image/svg+xml"),
            (String = "text/html"),
        )),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn read_timeline(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let target = path.id("id", TargetId::new)?;
    let reading = Reading::default();
    query.refuse_others(&reading, &["asOf", "format"]);
    let as_of = moment(&reading, &query, app.contact_details.clock()).map(|moment| moment.as_of);
    let form = query.word(&reading, "format", Form::ALL, Form::as_str);
    let (as_of, form) = reading.finish(as_of.ok().zip(form.ok()))?;
    let accepted = || Form::accepted(headers.get_all(ACCEPT));
    let form = form.unwrap_or_else(accepted);
    let use_cases = &app.contact_details;
    let seen = use_cases.read_timeline(who.caller(), target, as_of).await?;
    let drawn = Drawn {
        timeline: &seen.timeline,
        areas: &app.areas,
        is_past: as_of.is_some(),
    };
    let answer = match form {
        Form::Json => json(
            StatusCode::OK,
            &TimelineAnswer::of(target, &seen, &app.areas),
        ),
        Form::Svg => shown("image/svg+xml", timeline_svg(drawn)),
        Form::Html => shown("text/html; charset=utf-8", timeline_page(drawn)),
    };
    let headers: [(HeaderName, &str); 2] = [(VARY, "Accept"), (CACHE_CONTROL, "no-store")];
    Ok((headers, answer).into_response())
}

fn shown(media_type: &'static str, text: String) -> Response {
    let headers: [(HeaderName, &str); 2] = [
        (CONTENT_TYPE, media_type),
        (CONTENT_SECURITY_POLICY, POLICY),
    ];
    (headers, text).into_response()
}
