use contactable_domain::access::Rule;
use contactable_domain::audit::Action;
use contactable_domain::ids::TargetId;
use contactable_domain::refusal::Refusal;
use contactable_domain::sharing::SharingGrant;
use jiff::Timestamp;

use crate::recorder::about_target;
use crate::withdraw_sharing::may_see_grant;
use crate::{Caller, ContactDetails, Failure};

impl ContactDetails {
    /// What of a target is or was shared with whom, and why, the first agreement first; and the instant at which it
    /// was looked at. A person sees all of their own; staff see what their areas share or are shared. Where the
    /// caller may see nothing it is as if there were nothing.
    ///
    /// # Errors
    /// [`Failure::Refused`]: this is not for whoever comes this way. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn read_sharing(
        &self,
        caller: Caller<'_>,
        target: TargetId,
    ) -> Result<(Vec<SharingGrant>, Timestamp), Failure> {
        let recorder = self.recorder(caller, Action::ReadSharing);
        let about = about_target(target);
        let mut by = self.permit(&recorder, about.clone()).await?;
        if by != Rule::ByRole {
            self.areas_of(&recorder, about.clone()).await?;
        }
        let standing = self.store.standing(target).await?;
        let mut seen = Vec::new();
        let mut hidden = None;
        for grant in &standing.grants {
            match may_see_grant(&recorder, &standing, grant) {
                Ok(rule) => {
                    by = rule;
                    seen.push(grant.clone());
                }
                Err(Rule::AnotherArea) => {}
                Err(rule) => hidden = Some(rule),
            }
        }
        match hidden {
            Some(rule) if seen.is_empty() => {
                self.note_refused(&recorder, about, &Refusal::Hidden(rule))
                    .await?;
            }
            _ => self.note_allowed(&recorder, about, by).await?,
        }
        Ok((seen, self.clock.now()))
    }
}
