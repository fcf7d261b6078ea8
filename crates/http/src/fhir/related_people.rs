use axum::response::Response;
use contactable_fhir::outcome::{ErrorCode, Problem};
use contactable_fhir::related_person::related_people as bundle;
use contactable_service::FoundPatient;

use super::answer::versioned;
use super::path::number;
use super::refusal;
use super::serve::Request;

/// The people related to a person
pub async fn related_people(request: &Request<'_>, text: &str) -> Result<Response, Problem> {
    let number = number(text)?;
    let use_cases = &request.app.contact_details;
    let found = use_cases.read_patient(request.caller(), number).await;
    match found.map_err(|failure| refusal::of(&failure, request.correlation))? {
        FoundPatient::Found(found) => {
            let now = use_cases.clock().now();
            Ok(versioned(
                bundle(&found, PUBLISHED, request.look(), now),
                found.version,
            ))
        }
        FoundPatient::Invalidated => Err(Problem::bare(ErrorCode::InvalidatedResource)),
    }
}

/// The address under which the interface is published; what stands in a bundle is a name and not a way to get there.
const PUBLISHED: &str = "https://api.service.nhs.uk/personal-demographics/FHIR/R4";
