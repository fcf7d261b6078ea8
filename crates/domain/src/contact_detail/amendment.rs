//! What the specified PUT may ask for.

use super::{ContactDetail, EndReason, Statement};
use crate::refusal::{Code, FieldProblem, Reason, Refusal};
use crate::value::PlainText;

/// Whether a part is to change.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub enum Edit<T> {
    /// It stays as it is.
    #[default]
    Keep,
    /// It becomes this.
    Set(T),
}

/// A change to a record, limited to what the specification allows: whether it is active, whether it is
/// the default, and its description (council specification, "PUT /contact-details/{id}"); beyond it, whether
/// it is preferred, and why it is retired. `None` leaves a part as it is.
#[derive(Clone, Default, Debug)]
pub struct Amendment {
    /// `false` retires the record.
    pub is_active: Option<bool>,
    /// Why it is retired, when it is.
    pub end_reason: Option<EndReason>,
    /// Whether it is the area's default of its channel.
    pub is_default: Option<bool>,
    /// Whether the target asked to be reached by it.
    pub is_preferred: Option<bool>,
    /// The note beside the value; setting it to `None` takes it away.
    pub description: Edit<Option<PlainText>>,
    /// What the request says of everything else, which must be what the record says.
    pub statements: Vec<Statement>,
}

impl Amendment {
    /// Holds the request's statements about unchangeable parts against the record.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] naming every part that differs.
    pub fn check_statements(&self, record: &ContactDetail) -> Result<(), Refusal> {
        let differs = |statement: &&Statement| !statement.holds(record);
        let problems: Vec<_> = self
            .statements
            .iter()
            .filter(differs)
            .map(|statement| FieldProblem::new(statement.field(), unchangeable()))
            .collect();
        if problems.is_empty() {
            Ok(())
        } else {
            Err(Refusal::Invalid(problems))
        }
    }
}

fn unchangeable() -> Reason {
    Reason::new(
        Code::Unchangeable,
        "This differs from the record and may not be changed",
        "Leave it out or send it as it is; for a new value make a new record and retire this one",
    )
}
