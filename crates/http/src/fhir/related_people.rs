use axum::response::Response;
use contactable_fhir::example::{PROBLEM, RELATED_PEOPLE};
use contactable_fhir::outcome::Problem;
use contactable_fhir::related_person::related_people as bundle;

use super::answer::versioned;
use super::docs::{FhirBundle, FhirOutcome, TAG, example};
use super::serve::Request;

/// The people related to a patient
///
/// Whose numbers and addresses are kept beside the patient's own, and who came with them from elsewhere.
#[utoipa::path(
    get,
    path = "/Patient/{nhsNumber}/RelatedPerson",
    tag = TAG,
    params(
        ("nhsNumber" = String, Path, description = "The patient's NHS number", example = "9990000018"),
        ("X-Request-ID" = uuid::Uuid, Header, description = "A UUID"),
        ("X-Correlation-ID" = Option<String>, Header, description = "Any text; comes back as it is"),
        ("NHSD-Session-URID" = Option<String>, Header,
            description = "The role of a healthcare worker who has several"),
    ),
    responses(
        (status = 200, body = FhirBundle, content_type = "application/fhir+json",
            description = "A searchset of RelatedPerson; of a restricted patient it is empty",
            headers(("ETag" = String, description = "The patient's version")),
            example = json!(example(RELATED_PEOPLE))),
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
pub async fn related_people(request: &Request<'_>, text: &str) -> Result<Response, Problem> {
    let found = request.patient(text).await?;
    let now = request.app.contact_details.clock().now();
    let people = bundle(&found, PUBLISHED, request.look(), now);
    Ok(versioned(people, found.version))
}

/// The address under which the interface is published; what stands in a bundle is a name and not a way to get there.
const PUBLISHED: &str = "https://api.service.nhs.uk/personal-demographics/FHIR/R4";
