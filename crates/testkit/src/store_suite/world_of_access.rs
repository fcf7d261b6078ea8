//! What else can be asked in a world: who may see what, and who may be told of it.

use std::sync::Arc;

use contactable_domain::access::{Operation, Viewer};
use contactable_domain::actor::{Actor, PurposeOfUse, Role};
use contactable_domain::audit::{
    Action, AuditEntry, Broken, Head, Outcome, Stream, Subject, TrailEntry, TrailQuery,
};
use contactable_domain::identifier::{Identifier, IdentifierSystem};
use contactable_domain::ids::{AuditEntryId, CorrelationId, GrantId, TargetId};
use contactable_domain::ports::{Clock, Ids};
use contactable_domain::restriction::{Level, Pass};
use contactable_domain::sharing::{
    AgreedBy, Agreement, AgreementMethod, LawfulBasis, SharingGrant,
};
use contactable_domain::value::PlainText;
use contactable_service::{AskedGrant, AskedPass, AskedWithdrawal};
use jiff::civil::date;

use super::World;
use super::world::code_of;
use crate::{HOUSING, SOCIAL_CARE, with_roles};

/// What Housing shares with Social Care: everything, for every purpose, without end.
pub fn asked_sharing(target: TargetId) -> AskedGrant {
    AskedGrant {
        id: None,
        target,
        from: Some(HOUSING.to_owned()),
        to: SOCIAL_CARE.to_owned(),
        channels: Vec::new(),
        purposes: Vec::new(),
        basis: LawfulBasis::Consent,
        agreement: Agreement {
            by: AgreedBy::Person,
            on: date(2026, 11, 20),
            method: AgreementMethod::Phone,
            wording: text("Notice 3"),
            evidence: Some(text("call 12")),
        },
        expires_on: None,
        review_on: None,
    }
}

/// A text.
pub(crate) fn text(words: &str) -> PlainText {
    PlainText::parse(words, 500).expect("valid")
}

/// The identifier that an NHS number is.
pub fn nhs_number(number: &str) -> Identifier {
    let system = IdentifierSystem::NHS_NUMBER.to_owned();
    Identifier::from_stored(system, number.to_owned())
}

impl World {
    /// Somebody who looks now, for nothing in particular.
    pub fn viewer(&self, actor: &Arc<Actor>, operation: Operation) -> Viewer {
        self.viewer_for(actor, operation, PurposeOfUse::General)
    }

    /// Somebody who looks now for a purpose.
    pub fn viewer_for(
        &self,
        actor: &Arc<Actor>,
        operation: Operation,
        purpose: PurposeOfUse,
    ) -> Viewer {
        Viewer {
            actor: actor.clone(),
            operation,
            purpose,
            at: self.clock.now(),
        }
    }

    /// Somebody of Social Care with these roles.
    pub fn trusted(&self, roles: &[Role]) -> Arc<Actor> {
        with_roles(&self.social_care, roles)
    }

    /// Has Housing share something; whether it is new.
    pub async fn share(&self, asked: AskedGrant) -> Result<(SharingGrant, bool), String> {
        let shared = self.use_cases.share(self.caller(&self.housing), asked);
        shared.await.map_err(code_of)
    }

    /// Has Housing withdraw it.
    pub async fn withdraw(&self, grant: &SharingGrant) -> SharingGrant {
        let asked = self.withdrawal(grant.target, grant.id);
        let withdrawn = self
            .use_cases
            .withdraw_sharing(self.caller(&self.housing), asked);
        withdrawn.await.map_err(code_of).expect("withdrawn").grant
    }

    /// A withdrawal by the person.
    pub fn withdrawal(&self, target: TargetId, grant: GrantId) -> AskedWithdrawal {
        AskedWithdrawal {
            target,
            grant,
            by: AgreedBy::Person,
            method: AgreementMethod::InPerson,
            reason: Some(text("moved on")),
        }
    }

    /// Restricts a person, or lifts that, as a safeguarding lead.
    pub async fn restrict(&self, target: TargetId, is_on: bool) {
        self.restrict_to(target, is_on.then_some(Level::Restricted))
            .await;
    }

    /// Restricts a person to a level, or lifts that, as a safeguarding lead.
    pub async fn restrict_to(&self, target: TargetId, level: Option<Level>) {
        let lead = self.trusted(&[Role::Safeguarding]);
        let caller = self.caller(&lead);
        let said = self
            .use_cases
            .restrict_person(caller, target, level, text("at risk"));
        said.await.map_err(code_of).expect("allowed");
    }

    /// Breaks the glass as somebody.
    pub async fn break_glass(&self, actor: &Arc<Actor>, target: TargetId, minutes: u16) -> Pass {
        let asked = AskedPass {
            target,
            reason: text("on call"),
            minutes,
        };
        let broken = self.use_cases.break_glass(self.caller(actor), asked);
        broken.await.map_err(code_of).expect("allowed")
    }

    /// An entry of the trail that somebody saw a target.
    pub fn entry(&self, target: Option<TargetId>) -> AuditEntry {
        let at = self.clock.now();
        AuditEntry {
            id: AuditEntryId::from(self.ids.next(at)),
            at,
            issuer: self.housing.issuer.clone(),
            actor: self.housing.author.subject.clone(),
            mode: self.housing.mode.as_str(),
            purpose: PurposeOfUse::DirectCare,
            action: Action::List,
            subject: Subject {
                target,
                ..Subject::default()
            },
            outcome: Outcome::Allowed("own-area"),
            correlation: CorrelationId::from(self.ids.next(at)),
        }
    }

    /// All entries of a stream.
    pub async fn stream(&self, stream: Stream) -> Vec<TrailEntry> {
        let query = TrailQuery {
            stream,
            target: None,
            from: None,
            until: None,
            after: 0,
            limit: usize::MAX,
        };
        let entries = self.store.trail_entries(query).await;
        entries.expect("readable")
    }

    /// What is wrong with the whole trail, by its heads and those that it once had.
    pub async fn verify_trail(&self, once: &[Head]) -> Result<Vec<Head>, Broken> {
        let verified = self.use_cases.verify_trail(once).await;
        verified.expect("readable")
    }
}
