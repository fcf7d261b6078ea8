use contactable_fhir::outcome::{ErrorCode, Problem};

/// A search by demographics. Contactable keeps no names and birth dates to search by; who has a number, an e-mail
/// address or a postcode is found by tracing, on the house's own paths.
pub fn search(query: Option<&str>) -> Problem {
    if query.unwrap_or_default().is_empty() {
        return Problem::bare(ErrorCode::UnsupportedService);
    }
    Problem::search_out_of_scope()
}
