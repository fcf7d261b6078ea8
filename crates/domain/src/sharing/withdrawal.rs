use super::{AgreedBy, AgreementMethod};
use crate::contact_detail::Stamp;
use crate::value::PlainText;

/// Who withdrew a grant, how, and who recorded it. It holds from the instant of the stamp.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Withdrawal {
    /// Who recorded it, and when.
    pub stamp: Stamp,
    /// Who wanted it.
    pub by: AgreedBy,
    /// How they said so.
    pub method: AgreementMethod,
    /// Why, if they said.
    pub reason: Option<PlainText>,
}
