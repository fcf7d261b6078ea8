//! Every deployed call, as a client of the deployed service makes it.

use contactable_server::demo::Persona::{Officer, SocialWorker};

use crate::test_app::{AMARA, TestApp, Transcript, phone};

const V1_ADDRESS: &str = r#"{"TargetId":"3fa1c0de-0000-4000-8000-000000000001","TargetType":"Person",
    "ContactInformation":{"ContactType":"Address","SubType":"correspondenceAddress","Value":"1 Mill Lane London E8 0ZZ",
    "AddressExtended":{"UPRN":"100099000101","IsOverseasAddress":false}},
    "SourceServiceArea":{"Area":"Housing","IsDefault":true},"unknown":[1,2,{"x":null}]}"#;

#[tokio::test]
async fn the_first_version() {
    let app = TestApp::new();
    let mut transcript = Transcript::of(&app);
    let list = format!("/api/v1/contactDetails?targetId={AMARA}");
    transcript.call(Officer, "GET", &list, "").await;
    let made = transcript
        .call(Officer, "POST", "/api/v1/contactDetails", V1_ADDRESS)
        .await;
    transcript.call(Officer, "GET", &list, "").await;
    transcript
        .call(
            Officer,
            "GET",
            &format!("/api/v2/contactDetails?targetId={AMARA}"),
            "",
        )
        .await;
    let pair = format!("/api/v1/contactDetails?id={}&targetId={AMARA}", made.id());
    transcript.call(SocialWorker, "DELETE", &pair, "").await;
    transcript
        .call_with(Officer, "DELETE", &pair, "", &[("if-match", "\"v9\"")])
        .await;
    transcript.call(Officer, "DELETE", &pair, "").await;
    transcript.call(Officer, "DELETE", &pair, "").await;
    transcript.call(Officer, "GET", &list, "").await;
    transcript
        .call(Officer, "GET", &format!("{list}&includeHistoric=true"), "")
        .await;
    insta::assert_snapshot!(transcript.finish());
}

#[tokio::test]
async fn the_second_version() {
    let app = TestApp::new();
    let mut transcript = Transcript::of(&app);
    let made = transcript
        .call(
            Officer,
            "POST",
            "/api/v2/contactDetails",
            &phone("07700900123", true),
        )
        .await;
    let path = format!("/api/v2/contactDetails/{}/person/{AMARA}", made.id());
    let address = r#"{"contactInformation":{"contactType":"address","value":"","addressExtended":{"addressLine1":"Flat 1","postCode":"E8 0ZZ"}}}"#;
    transcript.call(SocialWorker, "PATCH", &path, address).await;
    transcript
        .call_with(Officer, "PATCH", &path, address, &[("if-match", "\"v1\"")])
        .await;
    transcript
        .call_with(Officer, "PATCH", &path, address, &[("if-match", "\"v1\"")])
        .await;
    transcript
        .call(
            Officer,
            "PATCH",
            &path.replace(AMARA, "3fa1c0de-0000-4000-8000-000000000002"),
            address,
        )
        .await;
    transcript
        .call(
            Officer,
            "PATCH",
            &path,
            r#"{"contactInformation":{"contactType":"email","value":"a@b"}}"#,
        )
        .await;
    transcript.call(Officer, "PATCH", &path, "{}").await;
    transcript
        .call(
            Officer,
            "GET",
            &format!("/api/v2/contactDetails?targetId={AMARA}"),
            "",
        )
        .await;
    insta::assert_snapshot!(transcript.finish());
}

#[tokio::test]
async fn refusals_have_the_deployed_shape() {
    let app = TestApp::new();
    let mut transcript = Transcript::of(&app);
    transcript
        .call(Officer, "POST", "/api/v2/contactDetails", "{}")
        .await;
    let all_wrong = r#"{"id":"x","targetId":"00000000-0000-0000-0000-000000000000","targetType":"alien","recordValidUntil":"0001-01-01T00:00:00",
        "contactInformation":{"contactType":"address","subType":"cousin","value":"<b>","description":"&#1;",
        "addressExtended":{"uprn":"<?x","overseasAddress":"</a>","addressLine2":"<!--","postCode":"<b>"}},
        "sourceServiceArea":{"area":"<script","isDefault":"yes"}}"#;
    transcript
        .call(Officer, "POST", "/api/v2/contactDetails", all_wrong)
        .await;
    let no_lines = r#"{"targetId":"3fa1c0de-0000-4000-8000-000000000001","contactInformation":{"contactType":"address","value":"1 Mill Lane"},"sourceServiceArea":{"area":"Housing"}}"#;
    transcript
        .call(Officer, "POST", "/api/v2/contactDetails", no_lines)
        .await;
    transcript
        .call(
            Officer,
            "POST",
            "/api/v2/contactDetails",
            &phone("0791121212141 - Daughter", false),
        )
        .await;
    transcript
        .call(
            Officer,
            "POST",
            "/api/v2/contactDetails",
            &phone("07700900123", false).replace("phone", "email"),
        )
        .await;
    transcript
        .call(
            Officer,
            "POST",
            "/api/v1/contactDetails",
            &no_lines.replace("1 Mill Lane", ""),
        )
        .await;
    for _ in 0..5 {
        app.call(
            Officer,
            "POST",
            "/api/v1/contactDetails",
            &phone("07700900123", false),
        )
        .await;
    }
    transcript
        .call(
            Officer,
            "POST",
            "/api/v2/contactDetails",
            &phone("07700900123", false),
        )
        .await;
    transcript
        .call(
            SocialWorker,
            "POST",
            "/api/v2/contactDetails",
            &phone("07700900123", false),
        )
        .await;
    transcript
        .call(Officer, "POST", "/api/v2/contactDetails", "not json")
        .await;
    transcript
        .call(Officer, "GET", "/api/v1/contactDetails", "")
        .await;
    transcript
        .call(
            Officer,
            "GET",
            "/api/v1/contactDetails?targetId=x&includeHistoric=maybe",
            "",
        )
        .await;
    transcript
        .call(
            Officer,
            "DELETE",
            "/api/v1/contactDetails?id=00000000-0000-0000-0000-000000000000",
            "",
        )
        .await;
    transcript
        .call(
            Officer,
            "GET",
            "/api/v2/servicesoft/contactDetails?pageSize=5",
            "",
        )
        .await;
    transcript
        .call(Officer, "DELETE", "/api/v2/contactDetails", "")
        .await;
    insta::assert_snapshot!(transcript.finish());
}

#[tokio::test]
async fn health_needs_no_token() {
    let app = TestApp::new();
    let request =
        axum::http::Request::get("/api/v1/healthcheck/ping").body(axum::body::Body::empty());
    let answer = app.send(request.expect("a request")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.text,
        r#"{"status":"healthy","dependencies":{"store":"healthy"}}"#
    );
}

/// The housing front end patches whole `contactInformation` objects, as it read them.
#[tokio::test]
async fn an_address_on_one_line_can_be_sent_back_as_the_second_version_shows_it() {
    let app = TestApp::new();
    let made = app
        .call(Officer, "POST", "/api/v1/contactDetails", V1_ADDRESS)
        .await;
    let list = format!("/api/v2/contactDetails?targetId={AMARA}");
    let shown = app.call(Officer, "GET", &list, "").await.json();
    let mut information = shown["results"][0]["contactInformation"].clone();
    information["description"] = "ring twice".into();
    let body = serde_json::json!({ "contactInformation": information }).to_string();
    let path = format!("/api/v2/contactDetails/{}/person/{AMARA}", made.id());
    let patched = app.call(Officer, "PATCH", &path, &body).await;
    assert_eq!(patched.status, 204, "{}", patched.text);
    let shown = app.call(Officer, "GET", &list, "").await.json();
    assert_eq!(shown["results"][0]["contactInformation"], information);
}
