//! What is held about a target, by whom, with whom it is shared, and whether the person is restricted.

use contactable_domain::ports::Clock as _;
use contactable_server::demo::Persona::{
    self, Admin, Clinician, DutyOfficer, Officer, RepairsOfficer, SafeguardingLead,
};
use serde_json::{Value, json};

use crate::test_app::{AMARA, TestApp, phone};

/// An agreement to share what the area holds.
pub struct Sharing {
    pub to: &'static str,
    /// Whether it has neither ended nor been withdrawn.
    pub holds: bool,
    /// Whether it covers phones, for nothing in particular.
    pub for_this: bool,
    /// What it says besides.
    narrowed: fn() -> Value,
    end: End,
}

#[derive(PartialEq)]
enum End {
    None,
    Withdrawn,
    Expired,
}

/// How things stand with a target before it is asked about.
pub struct Situation {
    pub name: &'static str,
    pub area: &'static str,
    pub team: Option<&'static str>,
    pub is_the_patient: bool,
    pub sharing: Option<Sharing>,
    pub restricted: bool,
    pub glass_broken: bool,
}

const PLAIN: Situation = Situation {
    name: "held",
    area: "Housing",
    team: None,
    is_the_patient: true,
    sharing: None,
    restricted: false,
    glass_broken: false,
};

const SHARED: Sharing = Sharing {
    to: "Social Care",
    holds: true,
    for_this: true,
    narrowed: || json!({}),
    end: End::None,
};

/// Every way in which things can stand.
pub const SITUATIONS: &[Situation] = &[
    PLAIN,
    Situation {
        name: "of-repairs",
        team: Some("Repairs"),
        ..PLAIN
    },
    Situation {
        name: "shared",
        sharing: Some(SHARED),
        ..PLAIN
    },
    Situation {
        name: "for-care",
        sharing: Some(Sharing {
            for_this: false,
            narrowed: || json!({"purposes": ["direct-care"]}),
            ..SHARED
        }),
        ..PLAIN
    },
    Situation {
        name: "for-email",
        sharing: Some(Sharing {
            for_this: false,
            narrowed: || json!({"channels": ["email"]}),
            ..SHARED
        }),
        ..PLAIN
    },
    Situation {
        name: "withdrawn",
        sharing: Some(Sharing {
            holds: false,
            end: End::Withdrawn,
            ..SHARED
        }),
        ..PLAIN
    },
    Situation {
        name: "expired",
        sharing: Some(Sharing {
            holds: false,
            end: End::Expired,
            ..SHARED
        }),
        ..PLAIN
    },
    Situation {
        name: "shared-nhs",
        sharing: Some(Sharing {
            to: "NHS",
            ..SHARED
        }),
        ..PLAIN
    },
    Situation {
        name: "nhs",
        area: "NHS",
        ..PLAIN
    },
    Situation {
        name: "nhs-another",
        area: "NHS",
        is_the_patient: false,
        ..PLAIN
    },
    Situation {
        name: "restricted",
        sharing: Some(SHARED),
        restricted: true,
        ..PLAIN
    },
    Situation {
        name: "restricted-of-repairs",
        team: Some("Repairs"),
        restricted: true,
        ..PLAIN
    },
    Situation {
        name: "restricted-nhs",
        area: "NHS",
        restricted: true,
        ..PLAIN
    },
    Situation {
        name: "glass-broken",
        sharing: Some(SHARED),
        restricted: true,
        glass_broken: true,
        ..PLAIN
    },
];

/// A target that the situation holds for.
#[derive(Clone)]
pub struct Case {
    count: u32,
    pub target: String,
    pub record: String,
    pub grant: String,
    /// The target's NHS number.
    pub number: String,
}

impl Case {
    /// A target, a record and a grant that never were.
    pub fn that_never_was(count: u32) -> Self {
        Self {
            count,
            target: format!("3fa1c0de-0000-4000-8000-ffff{count:08x}"),
            record: format!("018f3f2e-7a3b-7c00-8000-ffff{count:08x}"),
            grant: format!("018f3f2e-7a3b-7c00-9000-ffff{count:08x}"),
            number: nhs_number(500_000 + count),
        }
    }

    /// The number that is held, another one for each target.
    pub fn value(&self) -> String {
        format!("07700 900{:03}", self.count % 1000)
    }
}

/// An NHS number of those set aside for tests.
fn nhs_number(count: u32) -> String {
    let nine = format!("999{:06}", count * 2 % 1_000_000);
    let weighted = nine.bytes().zip((2..=10).rev());
    let sum: u32 = weighted
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    match 11 - sum % 11 {
        10 => nhs_number(count + 250_000),
        11 => format!("{nine}0"),
        check => format!("{nine}{check}"),
    }
}

async fn done(app: &TestApp, who: Persona, method: &str, path: &str, body: &Value) -> Value {
    let answer = app.call(who, method, path, &body.to_string()).await;
    assert!(
        answer.status.is_success(),
        "{method} {path}: {}",
        answer.text
    );
    answer.json()
}

impl Situation {
    /// Who records for the area.
    fn holder(&self) -> Persona {
        match (self.area, self.team) {
            ("NHS", _) => Clinician,
            (_, Some(_)) => RepairsOfficer,
            _ => Officer,
        }
    }

    /// A new target for which it holds.
    pub async fn made(&self, app: &TestApp, count: u32) -> Case {
        let mut case = Case {
            target: format!("3fa1c0de-0000-4000-8000-0000{count:08x}"),
            number: nhs_number(count),
            ..Case::that_never_was(count)
        };
        let holder = self.holder();
        let path = format!("/targets/{}/", case.target);
        let number = json!({"system": "nhs-number", "value": case.number});
        done(app, Admin, "PUT", &format!("{path}identifiers"), &number).await;
        let record = phone(&case.value(), true).replace(AMARA, &case.target);
        let record = record.replace("Housing", self.area);
        let record = serde_json::from_str(&record).expect("JSON");
        let made = done(app, holder, "POST", "/contact-details", &record).await;
        case.record = made["id"].as_str().expect("an id").to_owned();
        let wishes = json!({"preferredMethod": "email", "doNotUse": ["fax"]});
        done(app, holder, "PUT", &format!("{path}preferences"), &wishes).await;
        if let Some(sharing) = &self.sharing {
            case.grant = sharing.agreed(app, holder, &format!("{path}sharing")).await;
        }
        if self.restricted {
            let body = json!({"restricted": true, "reason": "at risk"});
            let path = format!("{path}restriction");
            done(app, SafeguardingLead, "PUT", &path, &body).await;
        }
        if self.glass_broken {
            let body = json!({"reason": "fire"});
            done(
                app,
                DutyOfficer,
                "POST",
                &format!("{path}break-glass"),
                &body,
            )
            .await;
        }
        case
    }
}

impl Sharing {
    async fn agreed(&self, app: &TestApp, holder: Persona, path: &str) -> String {
        let today = app.clock.now().to_string()[..10].to_owned();
        let mut body = json!({
            "to": self.to,
            "lawfulBasis": "consent",
            "agreement": {"by": "person", "on": "2026-11-20", "method": "form", "wording": "notice 2"},
        });
        let members = body.as_object_mut().expect("an object");
        members.extend((self.narrowed)().as_object().cloned().unwrap_or_default());
        if self.end == End::Expired {
            members.insert("expiresOn".to_owned(), json!(today));
        }
        let grant = done(app, holder, "POST", path, &body).await;
        let id = grant["id"].as_str().expect("an id").to_owned();
        match self.end {
            End::None => {}
            End::Withdrawn => {
                let path = format!("{path}/{id}/withdrawal");
                done(app, holder, "POST", &path, &json!({"by": "person"})).await;
            }
            End::Expired => app.clock.advance_seconds(24 * 60 * 60),
        }
        id
    }
}
