//! What a request says in its headers, and what comes back in them.

use contactable_server::demo::Persona::PdsWorker;
use serde_json::json;

use super::rows::{refused, told};
use super::world::{Ask, CORRELATION, NOBODY, add, held, patient, read, telecom, version};
use crate::test_app::Answer;

const ID: &str = "60E0B220-8136-4CA5-AE46-1D97EF59D068";

fn ids(answer: &Answer) -> (Option<&[u8]>, Option<&[u8]>) {
    let header = |name: &str| answer.headers.get(name).map(|value| value.as_bytes());
    (header("x-request-id"), header("x-correlation-id"))
}

#[tokio::test]
async fn ids_come_back_byte_for_byte_malformed_ones_too() {
    let app = held().await;
    let (good, missing) = (patient(), format!("/Patient/{NOBODY}"));
    for suffix in [
        good.as_str(),
        missing.as_str(),
        "/HelloWorld",
        "/_ping",
        "/metadata",
    ] {
        for id in [
            ID,
            &ID.to_lowercase(),
            "1234",
            "a b",
            "\u{e4}",
            "{}",
            "\"x\"",
        ] {
            for correlation in [
                "11C46F5F-CDEF-4865-94B2-0EE0EDCC26DA",
                "batch-42/row 7",
                "\u{df}",
            ] {
                let ask = Ask::get(suffix).with("x-request-id", id);
                let ask = ask.with("x-correlation-id", correlation);
                let answer = ask.by(&app, PdsWorker).await;
                let wanted = (Some(id.as_bytes()), Some(correlation.as_bytes()));
                assert_eq!(ids(&answer), wanted, "{suffix}");
            }
        }
        let ask = Ask::get(suffix);
        let bare = ask.without("x-request-id").without("x-correlation-id");
        assert_eq!(
            ids(&bare.by(&app, PdsWorker).await),
            (None, None),
            "{suffix}"
        );
        let empty = bare.with("x-request-id", "").with("x-correlation-id", "");
        assert_eq!(
            ids(&empty.by(&app, PdsWorker).await),
            (None, None),
            "{suffix}"
        );
        // Before the token is looked at, too.
        let ask = Ask::get(suffix).with("x-request-id", "1234");
        assert_eq!(ids(&ask.sent(&app).await).0, Some(&b"1234"[..]));
    }
}

#[tokio::test]
async fn a_request_has_one_id_and_it_is_a_uuid() {
    let app = held().await;
    let ask = Ask::get(&patient());
    for id in [
        ID,
        &ID.to_lowercase(),
        "00000000-0000-0000-0000-000000000000",
    ] {
        let answer = ask
            .clone()
            .with("x-request-id", id)
            .by(&app, PdsWorker)
            .await;
        assert_eq!(answer.status, 200, "{id}");
    }
    for id in [
        "",
        " ",
        "1234",
        &ID.replace('-', ""),
        &format!("{ID}0"),
        &ID.replace('D', "G"),
        &format!("{{{ID}}}"),
    ] {
        let answer = ask
            .clone()
            .with("x-request-id", id)
            .by(&app, PdsWorker)
            .await;
        let words = format!("Invalid value - '{id}' in header 'X-Request-ID'");
        assert_eq!(
            told(&answer),
            (400, "INVALID_VALUE".to_owned(), Some(words))
        );
    }
    let answer = ask
        .clone()
        .without("x-request-id")
        .by(&app, PdsWorker)
        .await;
    let words =
        "Invalid request with error - X-Request-ID header must be supplied to access this resource";
    refused(&answer, 400, "MISSING_VALUE", Some(words));
    let mut twice = ask;
    twice.headers.push(("x-request-id", ID.to_owned()));
    assert_eq!(told(&twice.by(&app, PdsWorker).await).1, "INVALID_VALUE");
}

#[tokio::test]
async fn what_only_the_platform_may_say_counts_for_nothing_and_is_not_given_back() {
    let app = held().await;
    let before = read(&app).await;
    let internal = [
        (
            "nhse-pds-custom-attributes",
            r#"{"return-empty-address-lines":"true","pds":{"app-restricted":{"update":true}}}"#,
        ),
        ("nhse-pds-privileged-access", "true"),
        ("nhsd-identity-uuid", "1"),
        ("nhsd-nhslogin-user", "P9:9990000018"),
        ("prefer", "respond-async"),
        ("accept", "application/fhir+json; version=1.1"),
        ("x-http-method-override", "PATCH"),
    ];
    for (name, value) in internal {
        let answer = Ask::get(&patient())
            .with(name, value)
            .by(&app, PdsWorker)
            .await;
        assert_eq!(
            (answer.status.as_u16(), &answer.text),
            (200, &before.text),
            "{name}"
        );
        assert!(!answer.headers.contains_key(name), "{name}");
    }
}

#[tokio::test]
async fn a_patch_is_said_to_be_one() {
    let app = held().await;
    for (turn, kind) in [
        "application/json-patch+json",
        "application/json-patch+json; charset=utf-8",
        "APPLICATION/JSON-PATCH+JSON",
        " application/json-patch+json ",
    ]
    .iter()
    .enumerate()
    {
        let patches = json!([add(
            "contact",
            &super::world::emergency("phone", &format!("07700 90020{turn}"))
        )]);
        let ask = Ask::patch(version(&app).await, &patches).with("content-type", kind);
        let answer = ask.by(&app, PdsWorker).await;
        assert_eq!(answer.status, 200, "{kind}: {}", answer.text);
        app.clock.advance_seconds(1);
    }
    let patches = json!([add("telecom", &telecom("phone", "work", "01632 960009"))]);
    let ask = Ask::patch(version(&app).await, &patches);
    for kind in [
        "application/json",
        "application/fhir+json",
        "application/bananas",
        "text/xml",
        "",
        "application/json-patch",
        "application/json-patch+jsonx",
        "application/json-patch+json, application/json",
    ] {
        let answer = ask
            .clone()
            .with("content-type", kind)
            .by(&app, PdsWorker)
            .await;
        refused(&answer, 400, "UNSUPPORTED_SERVICE", None);
    }
    let answer = ask.without("content-type").by(&app, PdsWorker).await;
    refused(&answer, 400, "UNSUPPORTED_SERVICE", None);
}

#[tokio::test]
async fn answers_say_what_they_are_and_in_which_version() {
    let app = held().await;
    for suffix in [patient(), format!("{}/RelatedPerson", patient())] {
        let answer = Ask::get(&suffix).by(&app, PdsWorker).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), "application/fhir+json");
        assert_eq!(answer.header("etag"), "W/\"1\"");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("x-correlation-id"), CORRELATION);
    }
    let patches = json!([add("telecom", &telecom("phone", "work", "01632 960009"))]);
    let answer = Ask::patch(1, &patches).by(&app, PdsWorker).await;
    assert_eq!(answer.header("content-type"), "application/fhir+json");
    assert_eq!(answer.header("etag"), "W/\"2\"");
    assert_eq!(answer.json()["meta"]["versionId"], "2");
}
