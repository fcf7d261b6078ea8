//! What was agreed about sharing, who is restricted, whose NHS number is known.

use contactable_domain::identifier::{Identifier, IdentifierSystem};
use contactable_domain::ids::TargetId;
use contactable_domain::restriction::{Level, MAX_REASON};
use contactable_domain::sharing::{AgreedBy, Agreement, AgreementMethod, LawfulBasis, MAX_TEXT};
use contactable_domain::time::day_of;
use contactable_domain::value::PlainText;
use contactable_service::AskedGrant;

use super::event::Recording;
use crate::demo::sample_data::{AGREEMENTS, IDENTIFIED, RESTRICTED, SampleAgreement};

impl Recording<'_> {
    /// Records all of it; `None` when some of it was refused.
    pub async fn record_agreements(&self) -> Option<()> {
        for (target, number) in IDENTIFIED {
            self.identify(TargetId::parse(target)?, number).await?;
        }
        for agreement in AGREEMENTS {
            self.agree(agreement).await?;
        }
        for (target, reason) in RESTRICTED {
            let reason = PlainText::parse(reason, MAX_REASON).ok()?;
            let target = TargetId::parse(target)?;
            let (use_cases, level) = (self.use_cases, Some(Level::Restricted));
            let restricted = use_cases.restrict_person(self.caller, target, level, reason);
            restricted.await.ok()?;
        }
        Some(())
    }

    async fn identify(&self, target: TargetId, number: &str) -> Option<()> {
        let system = IdentifierSystem::NHS_NUMBER.to_owned();
        let identifier = Identifier::from_stored(system, number.to_owned());
        let tied = self
            .use_cases
            .identify_target(self.caller, target, identifier);
        tied.await.ok().map(drop)
    }

    async fn agree(&self, said: &SampleAgreement) -> Option<()> {
        let asked = AskedGrant {
            id: None,
            target: TargetId::parse(said.target)?,
            from: Some(said.from.to_owned()),
            to: said.to.to_owned(),
            channels: said.channels.to_vec(),
            purposes: said.purposes.to_vec(),
            basis: LawfulBasis::Consent,
            agreement: Agreement {
                by: AgreedBy::Person,
                on: day_of(self.started),
                method: AgreementMethod::InPerson,
                wording: PlainText::parse(said.wording, MAX_TEXT).ok()?,
                evidence: None,
            },
            expires_on: None,
            review_on: None,
        };
        self.use_cases
            .share(self.caller, asked)
            .await
            .ok()
            .map(drop)
    }
}
