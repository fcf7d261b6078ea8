//! The token that a case asks for, of one of the personas of the demo.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::case::{Auth, Expect, Request};
use super::program::Program;

/// The header in which a worker says as what they ask.
const ROLE: &str = "NHSD-Session-URID";
/// The role that a worker has in England's directory of roles: a nurse.
const ROLE_CODE: &str = "S8000:G8000:R8001";
/// Role ids of the demo's workers count up from here.
const ROLE_IDS: u64 = 555_000_000_001;
/// Somebody else's interface.
const ELSEWHERE: &str = "https://elsewhere.contactable.invalid";

/// The tokens that were made so far, by what they were made of.
pub struct Tokens<'a> {
    program: &'a Program,
    made: BTreeMap<Vec<String>, String>,
}

impl<'a> Tokens<'a> {
    pub fn new(program: &'a Program) -> Self {
        Self {
            program,
            made: BTreeMap::new(),
        }
    }

    /// The token to send with a request; none where the case sends none, or speaks for itself.
    ///
    /// # Errors
    /// There is no such mode, or the token cannot be made.
    pub fn of(
        &mut self,
        auth: &Auth,
        request: &Request,
        expected: &Expect,
    ) -> Result<Option<String>, String> {
        if auth.mode == "none" || request.header("Authorization").is_some() {
            return Ok(None);
        }
        let words = words(auth, request, expected)?;
        if let Some(token) = self.made.get(&words) {
            return Ok(Some(token.clone()));
        }
        let token = self.program.run(&words)?.trim().to_owned();
        self.made.insert(words, token.clone());
        Ok(Some(token))
    }
}

/// What to type for a token.
fn words(auth: &Auth, request: &Request, expected: &Expect) -> Result<Vec<String>, String> {
    let (persona, is_worker) = match &*auth.mode {
        "sandbox-open" | "healthcare-worker" => ("pds-worker", true),
        "patient" => ("pds-patient", false),
        "application-restricted" => ("pds-app", false),
        "privileged-application-restricted" => ("pds-privileged-app", false),
        other => return Err(format!("nobody asks in the mode {other:?}")),
    };
    let scope = auth.scope.as_ref().map(|scope| json!(scope));
    // Of a patient, the case says all there is: without these claims there are none.
    let id_token = (persona == "pds-patient").then(|| json!(auth.id_token));
    let roles = is_worker.then(|| roles(auth.roles.unwrap_or(1), request, expected));
    let without = auth.app_interactions.as_ref().is_some_and(Vec::is_empty);
    // A token is for the interfaces that it names, and an application is subscribed to those.
    let audience = without.then(|| json!(ELSEWHERE));
    let claims = [
        ("scope", scope),
        ("id_token", id_token.or_else(|| auth.id_token.clone())),
        ("nhsid_nrbac_roles", roles),
        ("app_attributes", auth.app_attributes.clone()),
        ("aud", audience),
    ];
    let mut words = vec!["token".to_owned(), persona.to_owned()];
    for (name, value) in claims {
        let claim = value.map(|value| format!("--claim={name}={value}"));
        words.extend(claim);
    }
    Ok(words)
}

/// As many roles as the worker has. A case tells how many, not which: where it asks as somebody and is to succeed,
/// the role it names is the worker's.
fn roles(number: u16, request: &Request, expected: &Expect) -> Value {
    let named = request.header(ROLE).filter(|_| expected.status.allows(200));
    let numbered = (ROLE_IDS..).map(|id| id.to_string());
    let others = numbered.filter(|id| Some(&**id) != named);
    let ids = named.map(str::to_owned).into_iter().chain(others);
    let roles = ids.map(|id| json!({ "person_roleid": id, "role_code": ROLE_CODE }));
    roles.take(usize::from(number)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(auth: Value, role: Option<&str>, status: u16) -> Result<String, String> {
        let auth: Auth = serde_json::from_value(auth).unwrap();
        let mut request: Request =
            serde_json::from_value(json!({ "method": "GET", "path": "/" })).unwrap();
        let role = role.map(|role| (ROLE.to_lowercase(), role.to_owned()));
        request.headers.extend(role);
        let expected: Expect = serde_json::from_value(json!({ "status": status })).unwrap();
        words(&auth, &request, &expected).map(|words| words.join(" "))
    }

    #[test]
    fn each_mode_has_a_persona_and_its_claims() {
        let worker = typed(json!({ "mode": "sandbox-open" }), None, 200).unwrap();
        assert_eq!(
            worker,
            r#"token pds-worker --claim=nhsid_nrbac_roles=[{"person_roleid":"555000000001","role_code":"S8000:G8000:R8001"}]"#
        );
        let patient =
            json!({ "mode": "patient", "scope": "P9", "id_token": { "vot": "P9.Cp.Cd" } });
        assert_eq!(
            typed(patient, None, 200).unwrap(),
            r#"token pds-patient --claim=scope="P9" --claim=id_token={"vot":"P9.Cp.Cd"}"#
        );
        let unproved = typed(json!({ "mode": "patient" }), None, 403).unwrap();
        assert_eq!(unproved, "token pds-patient --claim=id_token=null");
        let app = json!({ "mode": "application-restricted", "app_attributes": { "a": "true" } });
        assert_eq!(
            typed(app, None, 200).unwrap(),
            r#"token pds-app --claim=app_attributes={"a":"true"}"#
        );
        assert!(typed(json!({ "mode": "sorcerer" }), None, 200).is_err());
    }

    #[test]
    fn an_application_without_the_interaction_has_a_token_for_elsewhere() {
        let app = |interactions: Value| json!({ "mode": "application-restricted", "app_interactions": interactions });
        assert!(
            typed(app(json!([])), None, 401)
                .unwrap()
                .contains("--claim=aud=")
        );
        assert!(!typed(app(json!(["x"])), None, 200).unwrap().contains("aud"));
    }

    #[test]
    fn a_role_that_is_to_be_accepted_is_the_workers() {
        let ids = |role, status| {
            let words = typed(
                json!({ "mode": "healthcare-worker", "roles": 2 }),
                role,
                status,
            );
            let words = words.unwrap();
            let claims: Value =
                serde_json::from_str(words.split_once("roles=").unwrap().1).unwrap();
            claims
                .as_array()
                .unwrap()
                .iter()
                .map(|role| role["person_roleid"].clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(None, 200), ["555000000001", "555000000002"]);
        assert_eq!(ids(Some("1234"), 400), ["555000000001", "555000000002"]);
        assert_eq!(ids(Some("1234"), 200), ["1234", "555000000001"]);
        assert_eq!(
            ids(Some("555000000001"), 200),
            ["555000000001", "555000000002"]
        );
    }
}
