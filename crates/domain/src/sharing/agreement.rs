use jiff::civil::Date;

use crate::actor::AccessMode;
use crate::refusal::{Code, Field, FieldProblem, Reason};
use crate::value::PlainText;
use crate::vocabulary::words;

words! {
    /// Why the law allows the sharing (reference "Governance"; UK GDPR article 6).
    LawfulBasis {
        /// The person agreed.
        Consent = "consent",
        /// A task in the public interest.
        PublicTask = "public-task",
        /// A duty in law.
        LegalObligation = "legal-obligation",
        /// To save a life.
        VitalInterests = "vital-interests",
        /// A contract with the person.
        Contract = "contract",
        /// A legitimate interest.
        LegitimateInterests = "legitimate-interests",
    }
}

words! {
    /// How somebody agreed, or withdrew.
    AgreementMethod {
        /// Face to face.
        InPerson = "in-person",
        /// On the phone.
        Phone = "phone",
        /// On a form they signed.
        Form = "form",
        /// By letter.
        Letter = "letter",
        /// By e-mail.
        Email = "email",
        /// On a web page.
        Online = "online",
    }
}

words! {
    /// By what right somebody decides for another.
    ProxyAuthority {
        /// A parent or guardian of a child.
        ParentalResponsibility = "parental-responsibility",
        /// An attorney under a lasting power.
        LastingPowerOfAttorney = "lasting-power-of-attorney",
        /// A deputy whom a court named.
        CourtDeputy = "court-deputy",
        /// A solicitor or another who acts for them.
        LegalRepresentative = "legal-representative",
    }
}

impl AgreedBy {
    /// Who withdraws, unless somebody says otherwise: a patient for themselves; of staff it is known only that the
    /// organisation did.
    pub fn usual(mode: AccessMode) -> Self {
        match mode {
            AccessMode::Patient(_) => Self::Person,
            _ => Self::Organisation,
        }
    }
}

impl AgreementMethod {
    /// How somebody says so who comes this way, unless they say otherwise: a patient is on a web page, and staff are
    /// face to face with the person.
    pub fn usual(mode: AccessMode) -> Self {
        match mode {
            AccessMode::Patient(_) => Self::Online,
            _ => Self::InPerson,
        }
    }
}

words! {
    /// Who decides about sharing.
    Decider {
        /// The person themselves.
        Person = "person",
        /// Somebody on their behalf.
        Proxy = "proxy",
        /// The organisation.
        Organisation = "organisation",
    }
}

/// Who agreed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AgreedBy {
    /// The person themselves.
    Person,
    /// Somebody on their behalf.
    Proxy {
        /// Their name.
        name: PlainText,
        /// By what right.
        authority: ProxyAuthority,
    },
    /// The organisation decided; never a consent.
    Organisation,
}

impl AgreedBy {
    /// Whoever decided, with the name and the right of somebody who did so on another's behalf.
    ///
    /// # Errors
    /// A proxy of whom nothing more is said, and one who is named though somebody else decided.
    pub fn of(
        decider: Decider,
        proxy: Option<(PlainText, ProxyAuthority)>,
    ) -> Result<Self, Vec<FieldProblem>> {
        match (decider, proxy) {
            (Decider::Person, None) => Ok(Self::Person),
            (Decider::Organisation, None) => Ok(Self::Organisation),
            (Decider::Proxy, Some((name, authority))) => Ok(Self::Proxy { name, authority }),
            (Decider::Proxy, None) => Err(problem(Reason::new(
                Code::Required,
                "This is missing",
                "Give the name of whoever decided on the person's behalf, and by what right they did",
            ))),
            (Decider::Person | Decider::Organisation, Some(_)) => Err(problem(Reason::new(
                Code::NotTogether,
                "Nobody decided on the person's behalf",
                "Leave this out, or say that it was a proxy",
            ))),
        }
    }

    /// Whether somebody who comes this way may say so: a patient speaks for themselves.
    ///
    /// # Errors
    /// [`Code::NotTogether`].
    pub fn check_said_by(&self, mode: AccessMode) -> Result<(), FieldProblem> {
        match (mode, self) {
            (AccessMode::Patient(_), Self::Proxy { .. } | Self::Organisation) => {
                let reason = Reason::new(
                    Code::NotTogether,
                    "You signed in as the person, and decide for yourself",
                    "Give person",
                );
                Err(FieldProblem::new(Field::AgreedBy, reason))
            }
            _ => Ok(()),
        }
    }

    /// The word for who it was.
    pub fn as_str(&self) -> &'static str {
        let decider = match self {
            Self::Person => Decider::Person,
            Self::Proxy { .. } => Decider::Proxy,
            Self::Organisation => Decider::Organisation,
        };
        decider.as_str()
    }
}

fn problem(reason: Reason) -> Vec<FieldProblem> {
    vec![FieldProblem::new(Field::Proxy, reason)]
}

/// Who agreed, when, how, and on which wording.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Agreement {
    /// Who.
    pub by: AgreedBy,
    /// On which day, in London.
    pub on: Date,
    /// How.
    pub method: AgreementMethod,
    /// What they were told: the version or the words of the notice.
    pub wording: PlainText,
    /// Where the evidence is: a form's number, a call's reference.
    pub evidence: Option<PlainText>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::NhsNumber;

    fn proxy() -> (PlainText, ProxyAuthority) {
        let name = PlainText::parse("Pa Rent", 50).unwrap();
        (name, ProxyAuthority::ParentalResponsibility)
    }

    fn told(problems: &[FieldProblem]) -> Vec<(Field, Code)> {
        let told = problems.iter().map(|problem| (problem.field, problem.code));
        told.collect()
    }

    #[test]
    fn a_proxy_is_named_and_nobody_else() {
        for decider in Decider::ALL {
            let alone = AgreedBy::of(*decider, None);
            let named = AgreedBy::of(*decider, Some(proxy()));
            let (good, bad, code) = match decider {
                Decider::Proxy => (named, alone, Code::Required),
                Decider::Person | Decider::Organisation => (alone, named, Code::NotTogether),
            };
            assert_eq!(good.unwrap().as_str(), decider.as_str());
            assert_eq!(told(&bad.unwrap_err()), [(Field::Proxy, code)]);
        }
    }

    #[test]
    fn patients_speak_for_themselves_and_others_for_all() {
        let patient = AccessMode::Patient(NhsNumber::parse("9990000018").unwrap());
        let (name, authority) = proxy();
        let proxy = AgreedBy::Proxy { name, authority };
        for by in [AgreedBy::Person, proxy, AgreedBy::Organisation] {
            let refused = by.check_said_by(patient).map_err(|problem| problem.field);
            let expected = match by {
                AgreedBy::Person => Ok(()),
                _ => Err(Field::AgreedBy),
            };
            assert_eq!(refused, expected);
            assert_eq!(by.check_said_by(AccessMode::Staff), Ok(()));
        }
        assert_eq!(AgreementMethod::usual(patient), AgreementMethod::Online);
        let staff = AgreementMethod::usual(AccessMode::Staff);
        assert_eq!(staff, AgreementMethod::InPerson);
    }
}
