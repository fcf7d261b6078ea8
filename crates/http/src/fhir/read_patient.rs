use axum::response::Response;
use contactable_domain::patient::Patient;
use contactable_fhir::example::{PATIENT, PROBLEM};
use contactable_fhir::outcome::{ErrorCode, Problem};
use contactable_fhir::patient::{Look, patient};
use contactable_service::FoundPatient;

use super::answer::versioned;
use super::docs::{FhirOutcome, FhirPatient, TAG, example};
use super::path::number;
use super::refusal;
use super::serve::Request;

/// A patient by NHS number
///
/// Of a restricted patient the contact details are left out.
#[utoipa::path(
    get,
    path = "/Patient/{nhsNumber}",
    tag = TAG,
    params(
        ("nhsNumber" = String, Path, description = "The patient's NHS number", example = "9990000018"),
        ("X-Request-ID" = uuid::Uuid, Header, description = "A UUID"),
        ("X-Correlation-ID" = Option<String>, Header, description = "Any text; comes back as it is"),
        ("NHSD-Session-URID" = Option<String>, Header,
            description = "The role of a healthcare worker who has several"),
    ),
    responses(
        (status = 200, body = FhirPatient, content_type = "application/fhir+json",
            description = "As the area that lives by PDS's rules holds them",
            headers(("ETag" = String, description = "The version, such as `W/\"4\"`")),
            example = json!(example(PATIENT))),
        (status = 400, body = FhirOutcome, content_type = "application/fhir+json",
            description = "`INVALID_RESOURCE_ID`, `MISSING_VALUE`, `INVALID_VALUE`",
            example = json!(example(PROBLEM))),
        (status = 401, body = FhirOutcome, content_type = "application/fhir+json",
            description = "`ACCESS_DENIED`: no good token"),
        (status = 403, body = FhirOutcome, content_type = "application/fhir+json",
            description = "`ACCESS_DENIED`: not for this patient"),
        (status = 404, body = FhirOutcome, content_type = "application/fhir+json",
            description = "`RESOURCE_NOT_FOUND`, `INVALIDATED_RESOURCE`"),
        (status = 429, body = FhirOutcome, content_type = "application/fhir+json",
            description = "`TOO_MANY_REQUESTS`"),
        (status = 503, body = FhirOutcome, content_type = "application/fhir+json",
            description = "`SERVICE_UNAVAILABLE`: the store cannot be read just now"),
    ),
    security(("bearer" = [])),
)]
pub async fn read_patient(request: &Request<'_>, text: &str) -> Result<Response, Problem> {
    let found = request.patient(text).await?;
    Ok(versioned(patient(&found, request.look()), found.version))
}

impl Request<'_> {
    /// The patient of this NHS number, as whoever asks sees them.
    pub async fn patient(&self, text: &str) -> Result<Box<Patient>, Problem> {
        let use_cases = &self.app.contact_details;
        let found = use_cases.read_patient(self.caller(), number(text)?).await;
        match found.map_err(|failure| refusal::of(&failure, self.correlation))? {
            FoundPatient::Found(found) => Ok(found),
            FoundPatient::Invalidated => Err(Problem::bare(ErrorCode::InvalidatedResource)),
        }
    }

    /// How resources are shown to whoever asks.
    pub fn look(&self) -> Look {
        Look {
            empty_address_lines: self.admitted.session().empty_address_lines,
        }
    }
}
