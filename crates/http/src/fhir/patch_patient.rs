use axum::body::Bytes;
use axum::response::Response;
use contactable_domain::patient::{Patient, PatientChange};
use contactable_domain::time::day_of;
use contactable_fhir::example::{PATCHES, PATIENT, PROBLEM};
use contactable_fhir::outcome::{ErrorCode, Problem};
use contactable_fhir::patch;
use contactable_fhir::patient::patient;
use contactable_service::{PatientToChange, PatientUpdate};
use uuid::Uuid;

use super::answer::versioned;
use super::docs::{FhirOutcome, FhirPatches, FhirPatient, TAG, example};
use super::headers;
use super::path::number;
use super::refusal;
use super::request_key::request_key;
use super::serve::Request;

/// Change a patient's contact details
///
/// All patches or none. The same request again, under the same `X-Request-ID`, is answered as the first time.
#[utoipa::path(
    patch,
    path = "/Patient/{nhsNumber}",
    tag = TAG,
    params(
        ("nhsNumber" = String, Path, description = "The patient's NHS number", example = "9990000018"),
        ("X-Request-ID" = uuid::Uuid, Header, description = "A UUID; keep it to send the same change again when its outcome is not known"),
        ("X-Correlation-ID" = Option<String>, Header, description = "Any text; comes back as it is"),
        ("NHSD-Session-URID" = Option<String>, Header,
            description = "The role of a healthcare worker who has several"),
        ("If-Match" = String, Header, description = "The version that was read, as its ETag", example = "W/\"4\""),
        ("X-Sync-Wait" = Option<f64>, Header, description = "For how many seconds to wait, 0.25 to 29; else 10"),
    ),
    request_body(content = FhirPatches, content_type = "application/json-patch+json",
        example = json!(example(PATCHES))),
    responses(
        (status = 200, body = FhirPatient, content_type = "application/fhir+json",
            description = "As the change left them",
            headers(("ETag" = String, description = "The new version")),
            example = json!(example(PATIENT))),
        (status = 400, body = FhirOutcome, content_type = "application/fhir+json",
            description = "`INVALID_UPDATE` and others: nothing has changed",
            example = json!(example(PROBLEM))),
        (status = 401, body = FhirOutcome, content_type = "application/fhir+json",
            description = "`ACCESS_DENIED`: no good token"),
        (status = 403, body = FhirOutcome, content_type = "application/fhir+json",
            description = "`INVALID_METHOD`, `FORBIDDEN_UPDATE`, `ACCESS_DENIED`"),
        (status = 404, body = FhirOutcome, content_type = "application/fhir+json",
            description = "`RESOURCE_NOT_FOUND`, `INVALIDATED_RESOURCE`"),
        (status = 408, body = FhirOutcome, content_type = "application/fhir+json",
            description = "`UNABLE_TO_CALL_SERVICE`: the body did not come to its end in time"),
        (status = 409, body = FhirOutcome, content_type = "application/fhir+json",
            description = "`RESOURCE_VERSION_MISMATCH`: read again"),
        (status = 412, body = FhirOutcome, content_type = "application/fhir+json",
            description = "`PRECONDITION_FAILED`: name the version in If-Match"),
        (status = 429, body = FhirOutcome, content_type = "application/fhir+json",
            description = "`TOO_MANY_REQUESTS`"),
        (status = 503, body = FhirOutcome, content_type = "application/fhir+json",
            description = "`SERVICE_UNAVAILABLE`: the outcome is not known; send the same again after Retry-After"),
    ),
    security(("bearer" = [])),
)]
pub async fn patch_patient(
    request: &Request<'_>,
    (text, id): (&str, Uuid),
    body: Bytes,
) -> Result<Response, Problem> {
    let number = number(text)?;
    let codes = &request.app.fhir.codes;
    let asked = &request.headers;
    let now = request.app.contact_details.clock().now();
    let key = request_key((request.caller().actor, now), id, text, asked, &body);
    let use_cases = &request.app.contact_details;
    let failed = |failure| refusal::of(&failure, request.correlation);
    let found = use_cases.patient_to_change(request.caller(), number, key);
    let before = match found.await.map_err(failed)? {
        PatientToChange::Current(patient) => *patient,
        PatientToChange::Repeated(left) => return Ok(shown(request, &left)),
        PatientToChange::Invalidated => return Err(Problem::bare(ErrorCode::InvalidatedResource)),
        PatientToChange::Superseded => return Err(Problem::superseded(codes)),
        PatientToChange::Restricted => return Err(Problem::restricted(codes)),
    };
    let change = match worked_out(request, &before, &body) {
        Ok(change) => change,
        Err(problem) => {
            let because = problem.code.code();
            let noted = use_cases.refuse_patient_change(request.caller(), &before, because);
            noted.await.map_err(failed)?;
            return Err(problem);
        }
    };
    let update = PatientUpdate {
        patient: before,
        change,
        request: key,
    };
    let changing = use_cases.change_patient(request.caller(), update);
    let after = changing.await.map_err(failed)?;
    Ok(shown(request, &after))
}

/// What the patches come to, if they are for the person as they are.
fn worked_out(
    request: &Request<'_>,
    before: &Patient,
    body: &[u8],
) -> Result<PatientChange, Problem> {
    let expected = headers::if_match(&request.headers)?;
    headers::is_patch(&request.headers)?;
    let codes = &request.app.fhir.codes;
    let patches = patch::parse(body, codes)?;
    if expected != before.version {
        return Err(Problem::bare(ErrorCode::VersionMismatch));
    }
    let on = day_of(request.app.contact_details.clock().now());
    let drama = request.app.input.values.drama_numbers;
    patches.change(before, request.caller().actor.mode, (on, drama), codes)
}

fn shown(request: &Request<'_>, after: &Patient) -> Response {
    versioned(patient(after, request.look()), after.version)
}
