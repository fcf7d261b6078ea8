//! The one door of the interface: what is checked, and in which order (PDS, "Order of checks").

use axum::extract::{Request as Incoming, State};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::Response;
use contactable_domain::actor::PurposeOfUse;
use contactable_domain::ids::CorrelationId;
use contactable_fhir::outcome::{ErrorCode, Problem};
use contactable_service::{Approach, Caller};
use uuid::Uuid;

use super::path::Asked;
use super::refusal::{self, not_admitted, not_this_method};
use super::{
    answer, headers, metadata, patch_patient, read_patient, related_people, search, status,
};
use crate::App;
use crate::answer::Problem as Housed;
use crate::auth::{Admitted, NotAdmitted, admit};
use crate::frame::add_headers_of;
use crate::request::{bytes_of, correlation_of};

/// A request of somebody who was let in.
pub struct Request<'a> {
    /// What is at hand.
    pub app: &'a App,
    /// Who asks.
    pub admitted: Admitted,
    /// What came with it.
    pub headers: HeaderMap,
    /// By what it is known in the trail.
    pub correlation: CorrelationId,
}

impl Request<'_> {
    /// The caller, as use cases take it. For what they ask is not said on this path.
    pub fn caller(&self) -> Caller<'_> {
        self.admitted.caller(PurposeOfUse::General)
    }
}

/// Answers a request under the base path.
pub async fn serve(State(app): State<App>, incoming: Incoming) -> Response {
    let (mut parts, body) = incoming.into_parts();
    let correlation = correlation_of(&mut parts, &app);
    let asked = Asked::of(&parts.method, parts.uri.path());
    let answered = if asked.is_open() {
        open(&app, &asked, &parts, correlation).await
    } else {
        let incoming = Incoming::new(body);
        known(&app, asked, parts, incoming, correlation).await
    };
    answered.unwrap_or_else(|refused| match refused {
        Refused::Said(problem) => answer::problem(&problem),
        Refused::NotAdmitted(refusal) => {
            let said = answer::problem(&not_admitted(&refusal, correlation));
            with_headers_of(&(*refusal).into(), said)
        }
        Refused::Housed(housed) => with_headers_of(&housed, answer::worded(&housed, correlation)),
    })
}

fn with_headers_of(housed: &Housed, mut response: Response) -> Response {
    add_headers_of(housed, response.headers_mut());
    response
}

/// A no: in the words of this interface, or in those of the house, which are still to be put into them.
pub enum Refused {
    Said(Problem),
    NotAdmitted(Box<NotAdmitted>),
    Housed(Box<Housed>),
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Said(problem)
    }
}

/// What anybody may ask.
async fn open(
    app: &App,
    asked: &Asked,
    parts: &Parts,
    correlation: CorrelationId,
) -> Result<Response, Refused> {
    match asked {
        Asked::Ping => Ok(status::ping()),
        Asked::Status => Ok(status::status(app, &parts.headers).await?),
        Asked::Metadata => Ok(metadata::metadata()),
        _ => Err(Problem {
            code: ErrorCode::UnknownErrorBehind,
            ..Problem::unknown(&correlation.to_string())
        }
        .into()),
    }
}

/// What only somebody may ask whose token is believed.
async fn known(
    app: &App,
    asked: Asked,
    mut parts: Parts,
    body: Incoming,
    correlation: CorrelationId,
) -> Result<Response, Refused> {
    let admitted = admit(&mut parts, app).await;
    let admitted = admitted.map_err(|refusal| Refused::NotAdmitted(Box::new(refusal)))?;
    match &asked {
        Asked::UnsupportedPath(suffix) => {
            return Err(Problem::unsupported_path(suffix).into());
        }
        Asked::UnsupportedService => {
            return Err(Problem::bare(ErrorCode::UnsupportedService).into());
        }
        _ => {}
    }
    let id = headers::request_id(&parts.headers)?;
    let role = headers::role(&parts.headers);
    let admitted = admitted
        .in_role(role.as_deref())
        .map_err(|_| Problem::role_invalid(role.as_deref().unwrap_or_default()))?;
    let request = Request {
        app,
        admitted,
        headers: parts.headers,
        correlation,
    };
    approach(&request, &asked).await?;
    let id = id.ok_or_else(|| Problem::header_missing("X-Request-ID"))?;
    answered(&request, &asked, id, (parts.uri.query(), body)).await
}

/// Whether whoever asks may come near at all.
async fn approach(request: &Request<'_>, asked: &Asked) -> Result<(), Problem> {
    let number = match asked {
        Asked::Read(number) | Asked::Patch(number) | Asked::RelatedPeople(number) => number,
        // No number is a patient's own.
        _ => "",
    };
    let use_cases = &request.app.contact_details;
    let approach = use_cases.approach_patient(request.caller(), number, asked.changes());
    let failed = |failure| refusal::of(&failure, request.correlation);
    match approach.await.map_err(failed)? {
        Approach::Open => Ok(()),
        Approach::NotThisWay => Err(not_this_method(request.caller().actor, asked)),
        Approach::NotTheirOwn => Err(Problem::not_for_patients()),
    }
}

async fn answered(
    request: &Request<'_>,
    asked: &Asked,
    id: Uuid,
    (query, body): (Option<&str>, Incoming),
) -> Result<Response, Refused> {
    Ok(match asked {
        Asked::Read(number) => read_patient::read_patient(request, number).await?,
        Asked::RelatedPeople(number) => related_people::related_people(request, number).await?,
        Asked::Patch(number) => {
            let body = bytes_of(body, request.app).await;
            let body = body.map_err(|housed| Refused::Housed(Box::new(housed)))?;
            let change = patch_patient::patch_patient(request, (number, id), body);
            // What was begun goes on without the caller; the same request finds out what came of it.
            let done = tokio::time::timeout(headers::sync_wait(&request.headers), change);
            done.await.map_err(|_| Problem::not_done_yet())??
        }
        Asked::Search => return Err(search::search(query).into()),
        _ => return Err(Problem::bare(ErrorCode::UnsupportedService).into()),
    })
}
