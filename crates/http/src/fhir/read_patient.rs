use axum::response::Response;
use contactable_fhir::outcome::{ErrorCode, Problem};
use contactable_fhir::patient::{Look, patient};
use contactable_service::FoundPatient;

use super::answer::versioned;
use super::path::number;
use super::refusal;
use super::serve::Request;

/// A person by their NHS number
pub async fn read_patient(request: &Request<'_>, text: &str) -> Result<Response, Problem> {
    let number = number(text)?;
    let use_cases = &request.app.contact_details;
    let found = use_cases.read_patient(request.caller(), number).await;
    match found.map_err(|failure| refusal::of(&failure, request.correlation))? {
        FoundPatient::Found(found) => Ok(versioned(patient(&found, request.look()), found.version)),
        FoundPatient::Invalidated => Err(Problem::bare(ErrorCode::InvalidatedResource)),
    }
}

impl Request<'_> {
    /// How resources are shown to whoever asks.
    pub fn look(&self) -> Look {
        Look {
            empty_address_lines: self.admitted.session().empty_address_lines,
        }
    }
}
