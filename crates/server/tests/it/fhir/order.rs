//! Which of two faults is told: the one that is looked at first (PDS, "Order of checks").

use std::time::Duration;

use contactable_http::edges::{Rate, RateLimits, RateSettings, TrustedProxies};
use contactable_server::demo::Persona::{PdsApp, PdsPatient, PdsWorker};
use serde_json::json;

use super::rows::told;
use super::world::{Ask, NO_NUMBER, NOBODY, held, known_with, patient, telecom};

/// A fault that is put into a good change of the patient by somebody, and how it is told.
struct Fault {
    name: &'static str,
    put: fn(Ask) -> Ask,
    told: (u16, &'static str),
}

/// Every fault that a worker's change can have, the first looked at first.
const OF_A_WORKER: &[Fault] = &[
    Fault {
        name: "too long a body",
        put: |ask| ask.bytes(&vec![b' '; 1024 * 1024 + 1]),
        told: (400, "VALIDATION_ERROR"),
    },
    Fault {
        name: "no token",
        put: |ask| ask.with("authorization", "Bearer nonsense"),
        told: (401, "ACCESS_DENIED"),
    },
    Fault {
        name: "a path that is not served",
        put: |mut ask| {
            ask.suffix.push_str("/Observation");
            ask
        },
        told: (400, "UNSUPPORTED_REQUEST"),
    },
    Fault {
        name: "a request id that is none",
        put: |ask| ask.with("x-request-id", "1234"),
        told: (400, "INVALID_VALUE"),
    },
    Fault {
        name: "a role of somebody else",
        put: |ask| ask.with("nhsd-session-urid", "1"),
        told: (400, "INVALID_VALUE"),
    },
    Fault {
        name: "no request id",
        put: |ask| ask.without("x-request-id"),
        told: (400, "MISSING_VALUE"),
    },
    Fault {
        name: "no number",
        put: |ask| ask.of_number(NO_NUMBER),
        told: (400, "INVALID_RESOURCE_ID"),
    },
    Fault {
        name: "nobody's number",
        put: |ask| ask.of_number(NOBODY),
        told: (404, "RESOURCE_NOT_FOUND"),
    },
    Fault {
        name: "no version",
        put: |ask| ask.without("if-match"),
        told: (412, "PRECONDITION_FAILED"),
    },
    Fault {
        name: "another content type",
        put: |ask| ask.with("content-type", "text/xml"),
        told: (400, "UNSUPPORTED_SERVICE"),
    },
    Fault {
        name: "no patches",
        put: |ask| ask.bytes(br#"{"patches":[]}"#),
        told: (400, "INVALID_UPDATE"),
    },
    Fault {
        name: "another version",
        put: |ask| ask.with("if-match", "W/\"9\""),
        told: (409, "RESOURCE_VERSION_MISMATCH"),
    },
    Fault {
        name: "an op that is none",
        put: |ask| ask.bytes(br#"{"patches":[{"op":"move","path":"/telecom/0"}]}"#),
        told: (400, "INVALID_VALUE"),
    },
];

/// Whether the second fault takes away what the first one is about, or what it is put into.
fn exclude_each_other(first: &Fault, second: &Fault) -> bool {
    let pair = (first.name, second.name);
    let same_header = matches!(
        pair,
        ("a request id that is none", "no request id") | ("no version", "another version")
    );
    let same_number = pair == ("no number", "nobody's number");
    let same_body = first.name.contains("body") || first.name == "no patches";
    let body = ["no patches", "an op that is none"].contains(&second.name);
    same_header || same_number || (same_body && body)
}

fn good() -> Ask {
    let value = telecom("phone", "work", "01632 960009");
    Ask::patch(
        1,
        &json!([{"op": "add", "path": "/telecom/-", "value": value}]),
    )
}

#[tokio::test]
async fn of_two_faults_the_earlier_is_told() {
    let app = held().await;
    let token = format!("Bearer {}", app.token(PdsWorker, &[]));
    let good = good().with("authorization", &token);
    for (place, first) in OF_A_WORKER.iter().enumerate() {
        let wanted = (first.told.0, first.told.1.to_owned());
        let alone = told(&(first.put)(good.clone()).sent(&app).await);
        assert_eq!((alone.0, alone.1), wanted, "{}", first.name);
        for second in &OF_A_WORKER[place + 1..] {
            if exclude_each_other(first, second) {
                continue;
            }
            let ask = (first.put)((second.put)(good.clone()));
            let both = told(&ask.sent(&app).await);
            assert_eq!(
                (both.0, both.1),
                wanted,
                "{} and {}",
                first.name,
                second.name
            );
        }
    }
    assert_eq!(good.sent(&app).await.status, 200);
}

#[tokio::test]
async fn how_often_comes_after_the_token_and_before_all_else() {
    let settings = RateSettings {
        subject: Rate {
            per_second: 1,
            burst: 1,
        },
        ..RateSettings::OFF
    };
    let app = known_with(|parts| {
        let still = || Duration::from_secs(1);
        parts.limits = RateLimits::timed_by(&settings, TrustedProxies::default(), still);
    })
    .await;
    let token = format!("Bearer {}", app.token(PdsWorker, &[]));
    let good = good().with("authorization", &token);
    assert_eq!(Ask::get("/Patient/").by(&app, PdsWorker).await.status, 400);
    for fault in &OF_A_WORKER[2..] {
        let answer = (fault.put)(good.clone()).sent(&app).await;
        assert_eq!(told(&answer).1, "TOO_MANY_REQUESTS", "{}", fault.name);
    }
    let answer = good
        .with("authorization", "Bearer nonsense")
        .sent(&app)
        .await;
    assert_eq!(told(&answer).1, "ACCESS_DENIED");
}

#[tokio::test]
async fn a_patient_is_refused_before_the_number_and_the_missing_request_id() {
    let app = held().await;
    let denied = (403, "ACCESS_DENIED".to_owned());
    for number in [NOBODY, NO_NUMBER, "9912003073", "x"] {
        let other = good().of_number(number);
        for ask in [
            other.clone(),
            other.clone().without("x-request-id"),
            other.clone().without("if-match"),
            other.clone().bytes(b"nonsense"),
            other.clone().with("nhsd-session-urid", "1"),
            Ask::get(&format!("/Patient/{number}")),
            Ask::get(&format!("/Patient/{number}/RelatedPerson")),
        ] {
            let said = told(&ask.by(&app, PdsPatient).await);
            assert_eq!((said.0, said.1), denied, "{number}");
        }
        // What is wrong with the form of the request comes first.
        let ask = other.with("x-request-id", "1234");
        assert_eq!(told(&ask.by(&app, PdsPatient).await).1, "INVALID_VALUE");
    }
    let ask = Ask::get("/HelloWorld");
    assert_eq!(
        told(&ask.by(&app, PdsPatient).await).1,
        "UNSUPPORTED_REQUEST"
    );
    // Who did not sign in well enough is told so before anything else.
    let weak = "scope=urn:nhsd:apim:user-nhs-login:P5:personal-demographics-service";
    for ask in [ask, Ask::get(&patient()).with("x-request-id", "1234")] {
        let said = told(&ask.claiming(&app, PdsPatient, &[weak]).await);
        assert_eq!((said.0, said.1), denied);
    }
}

#[tokio::test]
async fn an_application_is_refused_before_anything_of_the_change_is_looked_at() {
    let app = held().await;
    let bare = Ask::of("PATCH", &patient()).without("x-request-id");
    for ask in [
        bare.clone(),
        bare.clone().of_number(NO_NUMBER),
        bare.clone().of_number(NOBODY),
        good().without("if-match").bytes(b"nonsense"),
    ] {
        let said = told(&ask.by(&app, PdsApp).await);
        assert_eq!((said.0, &*said.1), (403, "INVALID_METHOD"));
    }
    let said = told(&bare.with("x-request-id", "1").by(&app, PdsApp).await);
    assert_eq!(said.1, "INVALID_VALUE");
}
