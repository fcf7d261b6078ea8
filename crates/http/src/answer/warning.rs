use contactable_domain::warning::FieldWarning;
use serde::Serialize;
use utoipa::ToSchema;

use super::path_of;

/// Something about a value that was taken, which somebody should look at.
#[derive(Serialize, ToSchema)]
pub struct SaidWarning {
    /// The path of the field.
    #[schema(example = "contactInformation.description")]
    field: String,
    /// What kind of doubt, from the list in the documentation.
    #[schema(example = "access-code")]
    code: &'static str,
    /// What looks odd.
    problem: String,
    /// What to do about it.
    remedy: String,
}

impl SaidWarning {
    /// The warning with the path that its field has in a request.
    pub fn of(found: FieldWarning) -> Self {
        Self {
            field: path_of(found.field),
            code: found.warning.code.as_str(),
            problem: found.warning.problem.into_owned(),
            remedy: found.warning.remedy.into_owned(),
        }
    }
}
