//! What FHIR R4 calls the actions and purposes of the trail. Where it has no word, ours stands alone.

use contactable_domain::actor::PurposeOfUse;
use contactable_domain::audit::Action;
use serde_json::{Value, json};

const EVENT_TYPES: &str = "http://terminology.hl7.org/CodeSystem/audit-event-type";
const DICOM: &str = "http://dicom.nema.org/resources/ontology/DCM";
const INTERACTIONS: &str = "http://hl7.org/fhir/restful-interaction";
const REASONS: &str = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

/// What kind of event an action is: its type, its subtype, and create, read, update, delete or execute.
pub struct Kind {
    pub event_type: Value,
    pub subtype: Option<Value>,
    pub action: &'static str,
}

impl Kind {
    /// The kind of an action; of one that this version does not know, that something was asked.
    pub fn of(action: Option<Action>) -> Self {
        use Action as A;
        let Some(action) = action else {
            return Self::rest(None, "E");
        };
        match action {
            A::Read
            | A::ReadPatient
            | A::ReadPreferences
            | A::ReadTimeline
            | A::ReadSharing
            | A::ReadRestriction
            | A::ReadIdentifiers
            | A::ReadSuccession => Self::rest(Some("read"), "R"),
            A::ReadHistory => Self::rest(Some("history-instance"), "R"),
            A::List | A::Trace | A::ReadBreakGlassReport | A::ReadRevocations => {
                Self::rest(Some("search-type"), "E")
            }
            A::AskContactability | A::Check | A::ReadAreas => Self::rest(Some("operation"), "E"),
            A::Create | A::TakeOver | A::Supersede | A::Share | A::Revoke => {
                Self::rest(Some("create"), "C")
            }
            A::Amend
            | A::PatchPatient
            | A::ReplaceKind
            | A::ReplaceInformation
            | A::Verify
            | A::MarkUndeliverable
            | A::LiftUndeliverable
            | A::SetPreferences
            | A::LoseDefault
            | A::WithdrawSharing
            | A::Restrict
            | A::LiftRestriction
            | A::Identify
            | A::SupersedeTarget
            | A::InvalidateTarget
            | A::RestoreTarget
            | A::LiftRevocation => Self::rest(Some("update"), "U"),
            // Retired; it stays readable as history.
            A::End => Self::rest(Some("delete"), "D"),
            A::BreakGlass => Self::dicom(
                ("110113", "Security Alert"),
                Some(("110127", "Emergency Override Started")),
                "E",
            ),
            A::ReadAudit => Self::dicom(("110101", "Audit Log Used"), None, "R"),
            A::FollowEvents | A::ReadDeadLetters | A::ReplayEvents => {
                Self::dicom(("110106", "Export"), None, "R")
            }
            A::PresentToken => Self::dicom(
                ("110114", "User Authentication"),
                Some(("110122", "Login")),
                "E",
            ),
            A::LoadConfiguration => Self::dicom(
                ("110100", "Application Activity"),
                Some(("110120", "Application Start")),
                "E",
            ),
        }
    }

    fn rest(interaction: Option<&str>, action: &'static str) -> Self {
        let coding = |code| json!({ "system": INTERACTIONS, "code": code, "display": code });
        Self {
            event_type: json!({
                "system": EVENT_TYPES, "code": "rest", "display": "RESTful Operation",
            }),
            subtype: interaction.map(coding),
            action,
        }
    }

    fn dicom(kind: (&str, &str), part: Option<(&str, &str)>, action: &'static str) -> Self {
        let coding = |(code, display)| json!({ "system": DICOM, "code": code, "display": display });
        Self {
            event_type: coding(kind),
            subtype: part.map(coding),
            action,
        }
    }
}

/// The reason for use that a purpose is, in the codes of HL7, where there is one.
pub fn reason_for_use(purpose: PurposeOfUse) -> Option<Value> {
    use PurposeOfUse as P;
    let code = match purpose {
        P::General | P::ServiceDelivery => return None,
        P::DirectCare => "TREAT",
        P::Emergency => "ETREAT",
        P::Safeguarding => "THREAT",
        P::DataQuality => "RECORDMGT",
        P::Complaint => "PATRQT",
        P::LegalDuty => "HLEGAL",
    };
    Some(json!({ "system": REASONS, "code": code }))
}

/// A word of ours, of this kind.
pub fn own(kind: &str, code: &str) -> Value {
    json!({ "system": format!("urn:contactable:{kind}"), "code": code })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_is_one_of_the_kinds_that_fhir_knows() {
        let interactions = [
            "read",
            "history-instance",
            "search-type",
            "operation",
            "create",
            "update",
            "delete",
        ];
        let actions = Action::ALL.iter().copied().map(Some);
        for action in actions.chain([None]) {
            let kind = Kind::of(action);
            assert!("CRUDE".contains(kind.action), "{action:?}");
            let is_rest = kind.event_type["system"] == EVENT_TYPES;
            assert_eq!(is_rest, kind.event_type["code"] == "rest", "{action:?}");
            assert!(is_rest || kind.event_type["system"] == DICOM, "{action:?}");
            if let Some(subtype) = kind.subtype {
                let code = subtype["code"].as_str().unwrap();
                let known = interactions.contains(&code) && subtype["system"] == INTERACTIONS;
                assert_eq!(known, is_rest, "{action:?}");
            }
        }
    }

    #[test]
    fn what_changes_something_is_no_read() {
        for action in Action::ALL.iter().filter(|a| a.operation().writes()) {
            let kind = Kind::of(Some(*action));
            assert!("CUD".contains(kind.action), "{action:?}");
        }
    }
}
