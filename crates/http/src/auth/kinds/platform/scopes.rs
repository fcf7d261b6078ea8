use super::SERVICE;
use crate::auth::TokenRefusal;

/// What every scope of somebody who signed in begins with.
const USER: &str = "urn:nhsd:apim:user-";

/// The scopes of workers, but for the name of the service.
const WORKER: [&str; 3] = [
    "urn:nhsd:apim:user-nhs-id:aal3:",
    "urn:nhsd:apim:user-nhs-cis2:aal3:",
    "urn:nhsd:apim:user-nhs-cis2:aal2:",
];

/// The scope of patients who have shown who they are, and those of others.
const PATIENT: &str = "urn:nhsd:apim:user-nhs-login:P9:";
const TOO_WEAK: [&str; 2] = [
    "urn:nhsd:apim:user-nhs-login:P5:",
    "urn:nhsd:apim:user-nhs-login:P0:",
];

/// The scope of applications, and what comes before the service's name where they are privileged.
const APP: &str = "urn:nhsd:apim:app:level3:";
const PRIVILEGED: &str = "urn:nhsd:apim:app:level3:privileged-";

/// As what somebody comes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// A healthcare worker.
    Worker,
    /// A patient.
    Patient,
    /// An application that nobody attends.
    App,
    /// One that may do what healthcare workers may.
    UpdatingApp,
    /// One that sees restricted people, too.
    PrivilegedApp,
}

impl Way {
    /// As what a token with these scopes lets somebody come: of several that fit, the last in the order of the platform.
    /// What is not known gives nothing, and somebody who signed in in another way never passes for an application.
    pub fn of(scopes: Option<&str>, app_may_update: bool) -> Result<Self, TokenRefusal> {
        let all: Vec<&str> = scopes.unwrap_or_default().split(' ').collect();
        let has = |scope: &str| {
            let is_this = |said: &&str| said.strip_prefix(scope) == Some(SERVICE);
            all.iter().any(is_this)
        };
        if TOO_WEAK.into_iter().any(has) {
            return Err(TokenRefusal::NotProvedEnough);
        }
        if has(PRIVILEGED) {
            Ok(Self::PrivilegedApp)
        } else if has(PATIENT) {
            Ok(Self::Patient)
        } else if WORKER.into_iter().any(has) || all.iter().any(is_user_restricted) {
            Ok(Self::Worker)
        } else if all.iter().any(|scope| scope.starts_with(USER)) {
            Err(TokenRefusal::NotProvedEnough)
        } else if has(APP) && app_may_update {
            Ok(Self::UpdatingApp)
        } else {
            Ok(Self::App)
        }
    }

    /// Whether nobody attends.
    pub fn is_app(self) -> bool {
        matches!(self, Self::App | Self::UpdatingApp | Self::PrivilegedApp)
    }
}

/// Another name for the scopes of workers.
fn is_user_restricted(scope: &&str) -> bool {
    scope.strip_prefix(SERVICE) == Some(":USER-RESTRICTED")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDS: &str = "personal-demographics-service";

    fn scopes(names: &[&str]) -> String {
        let full = |name: &&str| match *name {
            "user-restricted" => format!("{PDS}:USER-RESTRICTED"),
            "privileged" => format!("urn:nhsd:apim:app:level3:privileged-{PDS}"),
            name => format!("urn:nhsd:apim:{name}:{PDS}"),
        };
        names.iter().map(full).collect::<Vec<_>>().join(" ")
    }

    fn way(names: &[&str], update: bool) -> Result<Way, TokenRefusal> {
        Way::of(Some(&scopes(names)), update)
    }

    #[test]
    fn each_scope_by_itself() {
        for (name, expected) in [
            ("user-nhs-id:aal3", Way::Worker),
            ("user-nhs-cis2:aal3", Way::Worker),
            ("user-nhs-cis2:aal2", Way::Worker),
            ("user-restricted", Way::Worker),
            ("user-nhs-login:P9", Way::Patient),
            ("app:level3", Way::App),
            ("privileged", Way::PrivilegedApp),
        ] {
            assert_eq!(way(&[name], false), Ok(expected), "{name}");
        }
        assert_eq!(way(&["app:level3"], true), Ok(Way::UpdatingApp));
        // The attribute alone gives nothing.
        assert_eq!(way(&["privileged"], true), Ok(Way::PrivilegedApp));
        for nothing in [None, Some(""), Some("  "), Some("openid")] {
            assert_eq!(Way::of(nothing, true), Ok(Way::App), "{nothing:?}");
        }
    }

    #[test]
    fn of_several_the_last_in_the_platforms_order_counts_wherever_it_stands() {
        let order = [
            ("app:level3", Way::App),
            ("user-nhs-cis2:aal3", Way::Worker),
            ("user-nhs-login:P9", Way::Patient),
            ("privileged", Way::PrivilegedApp),
        ];
        for (place, (early, _)) in order.iter().enumerate() {
            for (late, expected) in &order[place + 1..] {
                for update in [false, true] {
                    assert_eq!(way(&[early, late], update), Ok(*expected));
                    assert_eq!(way(&[late, early], update), Ok(*expected));
                }
            }
        }
    }

    #[test]
    fn a_weak_proof_is_refused_whatever_stands_beside_it() {
        for weak in ["user-nhs-login:P5", "user-nhs-login:P0"] {
            for other in [
                "app:level3",
                "user-nhs-cis2:aal3",
                "user-nhs-login:P9",
                "privileged",
            ] {
                let expected = Err(TokenRefusal::NotProvedEnough);
                assert_eq!(way(&[weak], true), expected);
                assert_eq!(way(&[weak, other], true), expected, "{other}");
            }
        }
    }

    #[test]
    fn who_signed_in_otherwise_does_not_pass_for_an_application() {
        for name in [
            "user-nhs-login:P7",
            "user-nhs-login:p9",
            "user-nhs-cis2:aal1",
            "user-nhs-id:aal2",
        ] {
            for names in [&[name][..], &[name, "app:level3"]] {
                let expected = Err(TokenRefusal::NotProvedEnough);
                assert_eq!(way(names, true), expected, "{names:?}");
            }
        }
        let elsewhere = "urn:nhsd:apim:user-nhs-login:P9:another-service";
        let expected = Err(TokenRefusal::NotProvedEnough);
        assert_eq!(Way::of(Some(elsewhere), false), expected);
    }

    #[test]
    fn a_scope_that_is_nearly_one_is_none() {
        for scope in scopes(&["user-nhs-cis2:aal3", "privileged", "user-restricted"]).split(' ') {
            for near in [
                format!("{scope}s"),
                format!(" x{scope}"),
                scope.to_uppercase(),
                scope.replace(':', ","),
                format!("{scope},openid"),
                format!("{scope}\topenid"),
            ] {
                let way = Way::of(Some(&near), false);
                let gives_nothing =
                    matches!(way, Ok(Way::App) | Err(TokenRefusal::NotProvedEnough));
                assert!(gives_nothing, "{near}");
            }
        }
    }
}
