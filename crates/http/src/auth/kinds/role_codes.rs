use std::collections::HashMap;

use contactable_domain::actor::Role;
use serde::Deserialize;

use super::groups::each;
use crate::auth::WorkerRole;

/// A role that somebody has in an organisation, as tokens say it.
#[derive(Deserialize)]
pub(super) struct NationalRole {
    /// The id of this person's role.
    pub(super) person_roleid: String,
    /// What role it is.
    pub(super) role_code: Option<String>,
}

/// What the national role codes of healthcare workers mean here.
#[derive(Clone, Default)]
pub struct RoleCodes {
    /// The only ones that are accepted; any, and none at all, when this is empty.
    accepted: Vec<String>,
    roles: HashMap<String, Vec<Role>>,
}

impl RoleCodes {
    /// Only workers whose selected role has this code, or another one so named, are accepted.
    pub fn accept_only(&mut self, code: &str) {
        self.accepted.push(code.to_owned());
    }

    /// A selected role of this code comes with this role.
    pub fn add_role(&mut self, code: &str, role: Role) {
        self.roles.entry(code.to_owned()).or_default().push(role);
    }

    /// Whether somebody with this code, or without any, is accepted.
    pub(super) fn accept(&self, code: Option<&str>) -> bool {
        let names = names(code);
        self.accepted.is_empty() || names.iter().any(|name| self.accepted.contains(name))
    }

    /// What acting in this role means here, if it is accepted.
    pub(super) fn worker_role(&self, role: &NationalRole) -> Option<WorkerRole> {
        let code = role.role_code.as_deref();
        self.accept(code).then(|| WorkerRole {
            id: role.person_roleid.as_str().into(),
            roles: self.roles_of(code),
        })
    }

    /// The roles that come with this code.
    fn roles_of(&self, code: Option<&str>) -> Vec<Role> {
        each(&self.roles, &names(code))
    }
}

/// By what a code is known: the whole of it (`S8000:G8000:R8000`), or the job role at its end (`R8000`).
fn names(code: Option<&str>) -> Vec<String> {
    let whole = code.into_iter().map(str::to_owned);
    let last = code.and_then(|code| Some(code.rsplit_once(':')?.1.to_owned()));
    whole.chain(last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: Option<&str> = Some("S8000:G8000:R8001");

    #[test]
    fn a_code_is_known_whole_or_by_its_job_role() {
        for (named, accepts) in [
            ("S8000:G8000:R8001", true),
            ("R8001", true),
            ("R800", false),
            ("G8000", false),
        ] {
            let mut codes = RoleCodes::default();
            codes.accept_only(named);
            codes.add_role(named, Role::BreakGlass);
            assert_eq!(codes.accept(CODE), accepts, "{named}");
            assert_eq!(
                codes.roles_of(CODE).contains(&Role::BreakGlass),
                accepts,
                "{named}"
            );
            assert!(!codes.accept(None) && !codes.accept(Some("")));
        }
    }

    #[test]
    fn where_none_is_named_all_are_accepted_and_none_has_a_role() {
        let codes = RoleCodes::default();
        assert!(codes.accept(CODE) && codes.accept(None));
        assert!(codes.roles_of(CODE).is_empty());
    }
}
