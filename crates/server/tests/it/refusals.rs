//! Bad input on the specified paths: always a 4xx that says what and where.

use axum::body::Body;
use axum::http::Request;
use contactable_server::demo::Persona::{Officer, Visitor};

use crate::test_app::{AMARA, TestApp, Transcript, phone};

#[tokio::test]
async fn refusals_say_what_and_where() {
    let app = TestApp::new();
    let mut transcript = Transcript::of(&app);
    let post = "/contact-details";
    for body in [
        "{}",
        "[]",
        "{\"targetId\": ",
        r#"{"targetId":5,"targetID":"twice","contactInformation":"text","sourceServiceArea":{"area":"  "},"recordValidUntil":"tomorrow","colour":"red"}"#,
        r#"{"targetId":"3fa1c0de-0000-4000-8000-000000000001","targetType":"person","contactInformation":{"contactType":"phone","value":"07700 900123","addressExtended":{"postCode":"E8 0ZZ"}},"sourceServiceArea":{"area":"Housing"}}"#,
    ] {
        transcript.call(Officer, "POST", post, body).await;
    }
    transcript
        .call(
            Officer,
            "POST",
            post,
            &phone("07700 900123", false).replace("Housing", "Parks"),
        )
        .await;
    transcript
        .call(Visitor, "POST", post, &phone("07700 900123", false))
        .await;
    for _ in 0..5 {
        app.call(Officer, "POST", post, &phone("07700 900123", false))
            .await;
    }
    transcript
        .call(Officer, "POST", post, &phone("07700 900123", false))
        .await;
    for path in [
        "/contact-details".to_owned(),
        format!("/contact-details?targetId={AMARA}&targetid={AMARA}"),
        format!("/contact-details?targetId={AMARA}&pageSize=0&cursor=x&includeHistoric=1&sort=up"),
        "/contact-details/not-an-id".to_owned(),
        "/contact-details/00000000-0000-0000-0000-000000000000".to_owned(),
        "/contact-details/%FF".to_owned(),
        "/contact-details/018f3f2e-7a3b-7c00-8000-0123456789ab".to_owned(),
        "/nothing/here".to_owned(),
    ] {
        transcript.call(Officer, "GET", &path, "").await;
    }
    transcript
        .call(
            Visitor,
            "GET",
            &format!("/contact-details?targetId={AMARA}"),
            "",
        )
        .await;
    transcript
        .call(Officer, "DELETE", "/contact-details", "")
        .await;
    transcript
        .call(
            Officer,
            "PUT",
            "/contact-details/018f3f2e-7a3b-7c00-8000-0123456789ab",
            "5",
        )
        .await;
    insta::assert_snapshot!(transcript.finish());
}

async fn post(
    app: &TestApp,
    content_type: Option<&str>,
    encoding: Option<&str>,
    body: Vec<u8>,
) -> u16 {
    let token = format!("Bearer {}", app.token(Officer, &[]));
    let mut request = Request::post("/contact-details").header("authorization", token);
    if let Some(content_type) = content_type {
        request = request.header("content-type", content_type);
    }
    if let Some(encoding) = encoding {
        request = request.header("content-encoding", encoding);
    }
    app.send(request.body(Body::from(body)).expect("a request"))
        .await
        .status
        .as_u16()
}

#[tokio::test]
async fn media_types_and_sizes_are_held() {
    let app = TestApp::new();
    let good = phone("07700 900123", false).into_bytes();
    assert_eq!(
        post(
            &app,
            Some("Application/JSON; charset=utf-8"),
            None,
            good.clone()
        )
        .await,
        201
    );
    assert_eq!(post(&app, None, None, good.clone()).await, 415);
    assert_eq!(
        post(&app, Some("text/plain"), None, good.clone()).await,
        415
    );
    assert_eq!(
        post(&app, Some("application/json"), Some("gzip"), good.clone()).await,
        415
    );
    let padded = |bytes: usize| [good.clone(), vec![b' '; bytes - good.len()]].concat();
    assert_eq!(
        post(&app, Some("application/json"), None, padded(1024 * 1024)).await,
        201
    );
    assert_eq!(
        post(
            &app,
            Some("application/json"),
            None,
            padded(1024 * 1024 + 1)
        )
        .await,
        413
    );
    let deep = [vec![b'['; 100_000], vec![b']'; 100_000]].concat();
    assert_eq!(post(&app, Some("application/json"), None, deep).await, 400);
    assert_eq!(
        post(&app, Some("application/json"), None, vec![0xff, 0xfe]).await,
        400
    );
    let surrogate = phone("07700 900123", false)
        .replace("mobile", "\\ud800")
        .into_bytes();
    assert_eq!(
        post(&app, Some("application/json"), None, surrogate).await,
        400
    );
}

#[tokio::test]
async fn no_refusal_repeats_a_value() {
    let app = TestApp::new();
    let secret = "07700900123secret";
    let body = phone(secret, false)
        .replace("mobile", secret)
        .replace(AMARA, secret);
    let refused = app.call(Officer, "POST", "/contact-details", &body).await;
    assert_eq!(refused.status, 400);
    assert!(!refused.text.contains(secret), "{}", refused.text);
    let refused = app
        .call(
            Officer,
            "GET",
            &format!("/contact-details?targetId={secret}&cursor={secret}"),
            "",
        )
        .await;
    assert!(!refused.text.contains(secret), "{}", refused.text);
}

#[tokio::test]
async fn a_refusal_does_not_outgrow_its_request() {
    let app = TestApp::new();
    let fields: Vec<String> = (0..20_000)
        .map(|number| format!("\"f{number}\":1"))
        .collect();
    let refused = app
        .call(
            Officer,
            "POST",
            "/contact-details",
            &format!("{{{}}}", fields.join(",")),
        )
        .await;
    assert_eq!(refused.status, 400);
    assert!(refused.text.len() < 20_000, "{} bytes", refused.text.len());
}
