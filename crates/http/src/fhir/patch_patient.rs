use axum::body::Bytes;
use axum::response::Response;
use contactable_domain::patient::Patient;
use contactable_domain::time::day_of;
use contactable_fhir::outcome::{ErrorCode, Problem};
use contactable_fhir::patch;
use contactable_fhir::patient::patient;
use contactable_service::{PatientToChange, PatientUpdate};
use uuid::Uuid;

use super::answer::versioned;
use super::headers;
use super::path::number;
use super::refusal;
use super::request_key::request_key;
use super::serve::Request;

/// A change of a person's contact details
///
/// All patches or none. The same request again, under the same `X-Request-ID`, is answered as the first time.
pub async fn patch_patient(
    request: &Request<'_>,
    (text, id): (&str, Uuid),
    body: Bytes,
) -> Result<Response, Problem> {
    let number = number(text)?;
    let codes = &request.app.fhir.codes;
    let asked = &request.headers;
    let key = request_key(request.caller().actor, id, text, asked, &body);
    let use_cases = &request.app.contact_details;
    let failed = |failure| refusal::of(&failure, request.correlation);
    let found = use_cases.patient_to_change(request.caller(), number, key);
    let before = match found.await.map_err(failed)? {
        PatientToChange::Current(patient) => *patient,
        PatientToChange::Repeated(left) => return Ok(shown(request, &left)),
        PatientToChange::Invalidated => return Err(Problem::bare(ErrorCode::InvalidatedResource)),
        PatientToChange::Superseded => return Err(Problem::superseded(codes)),
        PatientToChange::Restricted => {
            return Err(refusal::restricted(codes));
        }
    };
    let expected = headers::if_match(asked)?;
    headers::is_patch(asked)?;
    let patches = patch::parse(&body, codes)?;
    if expected != before.version {
        return Err(Problem::bare(ErrorCode::VersionMismatch));
    }
    let on = day_of(use_cases.clock().now());
    let mode = request.caller().actor.mode;
    let change = patches.change(&before, mode, on, codes)?;
    let update = PatientUpdate {
        patient: before,
        change,
        request: key,
    };
    let changing = use_cases.change_patient(request.caller(), update);
    // It goes on without the caller; the same request finds out what came of it.
    let done = tokio::time::timeout(headers::sync_wait(asked), changing).await;
    let after = done.map_err(|_| Problem::not_done_yet())?.map_err(failed)?;
    Ok(shown(request, &after))
}

fn shown(request: &Request<'_>, after: &Patient) -> Response {
    versioned(patient(after, request.look()), after.version)
}
