use contactable_domain::audit::{Action, Subject};
use contactable_domain::check::{Asked, Verdict, check};
use contactable_domain::value::ValueRules;

use crate::{Caller, ContactDetails, Failure};

impl ContactDetails {
    /// What the service makes of a value, for whoever works for a service area. Nothing that is held is
    /// read and nothing is kept, so that it leaves no trace but a refusal.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller works for no area. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn check_value(
        &self,
        caller: Caller<'_>,
        value: &str,
        asked: Asked<'_>,
        rules: &ValueRules,
    ) -> Result<Verdict, Failure> {
        let recorder = self.recorder(caller, Action::Check);
        self.areas_of(&recorder, Subject::default()).await?;
        Ok(check(value, asked, rules))
    }
}
