use contactable_domain::actor::Author;
use serde::Serialize;
use utoipa::ToSchema;

/// Who recorded something.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RecordedBy<'a> {
    #[schema(example = "Olive Officer")]
    full_name: Option<&'a str>,
    email_address: Option<&'a str>,
}

impl<'a> RecordedBy<'a> {
    pub(super) fn of(author: &'a Author) -> Self {
        Self {
            full_name: author.name.as_deref(),
            email_address: author.email.as_deref(),
        }
    }
}
