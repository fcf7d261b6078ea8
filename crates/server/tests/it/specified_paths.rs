//! Every specified call, as somebody sees it.

use contactable_server::demo::Persona::{Officer, SocialWorker, TeamLeader};

use crate::test_app::{AMARA, TestApp, Transcript, phone};

const ADDRESS: &str = r#"{
    "id": "018f3f2e-7a3b-7c00-8000-0123456789ab",
    "targetId": "3fa1c0de-0000-4000-8000-000000000001", "targetType": "person",
    "contactInformation": {
        "contactType": "address", "subType": "correspondenceAddress", "value": "",
        "description": "care of her sister",
        "addressExtended": {
            "uprn": "100099000101", "isOverseasAddress": false, "overseasAddress": null,
            "addressLine1": "Flat 1", "addressLine2": "23 Mill Lane", "addressLine3": "", "addressLine4": null,
            "postCode": "E8 0ZZ"
        }
    },
    "sourceServiceArea": { "area": "housing", "isDefault": true },
    "recordValidUntil": "2027-04-01T00:00:00Z"
}"#;

#[tokio::test]
async fn a_record_is_made_read_and_listed() {
    let app = TestApp::new();
    let mut transcript = Transcript::of(&app);
    transcript
        .call(Officer, "POST", "/contact-details", ADDRESS)
        .await;
    transcript
        .call(Officer, "POST", "/contact-details", ADDRESS)
        .await;
    app.clock.advance_seconds(60);
    transcript
        .call(
            Officer,
            "POST",
            "/contact-details",
            &phone("07700 900123", true),
        )
        .await;
    let id = "018f3f2e-7a3b-7c00-8000-0123456789ab";
    transcript
        .call(Officer, "GET", &format!("/contact-details/{id}"), "")
        .await;
    transcript
        .call(
            Officer,
            "GET",
            &format!("/contact-details?targetId={AMARA}"),
            "",
        )
        .await;
    transcript
        .call(
            SocialWorker,
            "GET",
            &format!("/contact-details?targetId={AMARA}"),
            "",
        )
        .await;
    transcript
        .call(SocialWorker, "GET", &format!("/contact-details/{id}"), "")
        .await;
    insta::assert_snapshot!(transcript.finish());
}

#[tokio::test]
async fn other_content_under_a_used_id_is_a_conflict() {
    let app = TestApp::new();
    app.call(Officer, "POST", "/contact-details", ADDRESS).await;
    let mut transcript = Transcript::of(&app);
    let other = ADDRESS.replace("Flat 1", "Flat 2");
    transcript
        .call(Officer, "POST", "/contact-details", &other)
        .await;
    let theirs = ADDRESS.replace("housing", "social care");
    transcript
        .call(SocialWorker, "POST", "/contact-details", &theirs)
        .await;
    insta::assert_snapshot!(transcript.finish());
}

#[tokio::test]
async fn what_may_change_changes() {
    let app = TestApp::new();
    let made = app
        .call(
            Officer,
            "POST",
            "/contact-details",
            &phone("07700 900123", true),
        )
        .await;
    let path = format!("/contact-details/{}", made.id());
    let mut transcript = Transcript::of(&app);
    app.clock.advance_seconds(60);
    let described = r#"{"contactInformation":{"description":"after 6"}}"#;
    transcript
        .call_with(Officer, "PUT", &path, described, &[("if-match", "\"v1\"")])
        .await;
    transcript
        .call_with(Officer, "PUT", &path, described, &[("if-match", "\"v1\"")])
        .await;
    transcript
        .call_with(
            Officer,
            "PUT",
            &path,
            described,
            &[("if-match", "W/\"v2\"")],
        )
        .await;
    let whole = transcript.call(Officer, "GET", &path, "").await.text;
    transcript.call(Officer, "PUT", &path, &whole).await;
    let other = whole
        .replace("07700 900123", "07700 900124")
        .replace("mobile", "home")
        .replace("Olive", "Oliver");
    transcript.call(Officer, "PUT", &path, &other).await;
    transcript.call(Officer, "PUT", &path, r#"{"sourceServiceArea":{"isDefault":false},"contactInformation":{"description":null}}"#).await;
    let retired = whole.replace("\"isActive\":true", "\"isActive\":false");
    transcript.call(Officer, "PUT", &path, &retired).await;
    transcript
        .call(Officer, "PUT", &path, r#"{"isActive":true}"#)
        .await;
    transcript
        .call(Officer, "PUT", &path, r#"{"isActive":false}"#)
        .await;
    transcript
        .call(SocialWorker, "PUT", &path, r#"{"isActive":false}"#)
        .await;
    insta::assert_snapshot!(transcript.finish());
}

#[tokio::test]
async fn a_new_default_takes_the_place_of_the_old_one() {
    let app = TestApp::new();
    app.call(
        Officer,
        "POST",
        "/contact-details",
        &phone("07700 900123", true),
    )
    .await;
    let second = app
        .call(
            Officer,
            "POST",
            "/contact-details",
            &phone("07700 900124", true),
        )
        .await;
    let listed = app
        .call(
            Officer,
            "GET",
            &format!("/contact-details?targetId={AMARA}"),
            "",
        )
        .await
        .json();
    let defaults: Vec<_> = listed["results"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|record| record["sourceServiceArea"]["isDefault"] == true)
        .map(|record| record["id"].as_str().expect("an id").to_owned())
        .collect();
    assert_eq!(defaults, [second.id()]);
}

#[tokio::test]
async fn what_is_no_longer_valid_is_historic() {
    let app = TestApp::new();
    app.call(
        Officer,
        "POST",
        "/contact-details",
        &ADDRESS.replace("2027-04-01", "2026-11-22"),
    )
    .await;
    let path = format!("/contact-details?targetId={AMARA}");
    let count = async |path: &str| {
        app.call(Officer, "GET", path, "").await.json()["results"]
            .as_array()
            .map(Vec::len)
    };
    assert_eq!(count(&path).await, Some(1));
    app.clock.advance_seconds(2 * 24 * 60 * 60);
    assert_eq!(count(&path).await, Some(0));
    let path = format!("{path}&includeHistoric=TRUE");
    let listed = app.call(Officer, "GET", &path, "").await.json();
    assert_eq!(listed["results"][0]["isActive"], false);
    let one = "/contact-details/018f3f2e-7a3b-7c00-8000-0123456789ab";
    let read = app.call(Officer, "GET", one, "").await;
    let sent_back = app.call(Officer, "PUT", one, &read.text).await;
    assert_eq!(
        (sent_back.status.as_u16(), sent_back.header("etag")),
        (200, "\"v1\"")
    );
    assert_eq!(sent_back.text, read.text);
    let revive = app
        .call(
            Officer,
            "PUT",
            "/contact-details/018f3f2e-7a3b-7c00-8000-0123456789ab",
            r#"{"isActive":true}"#,
        )
        .await;
    assert_eq!(revive.status, 409);
}

#[tokio::test]
async fn many_records_come_in_pages() {
    let app = TestApp::new();
    for flat in 0..7 {
        let address = ADDRESS.replace("Flat 1", &format!("Flat {flat}")).replace(
            "018f3f2e-7a3b-7c00-8000-0123456789ab",
            "00000000-0000-0000-0000-000000000000",
        );
        assert_eq!(
            app.call(Officer, "POST", "/contact-details", &address)
                .await
                .status,
            201
        );
    }
    let mut path = format!("/contact-details?targetId={AMARA}&pageSize=3");
    let mut seen = Vec::new();
    let mut pages = 0;
    loop {
        let page = app.call(TeamLeader, "GET", &path, "").await.json();
        pages += 1;
        for record in page["results"].as_array().expect("a list") {
            seen.push(
                record["contactInformation"]["addressExtended"]["addressLine1"]
                    .as_str()
                    .expect("a line")
                    .to_owned(),
            );
        }
        let Some(cursor) = page["nextCursor"].as_str() else {
            break;
        };
        path = format!("/contact-details?targetId={AMARA}&pageSize=3&cursor={cursor}");
    }
    assert_eq!(pages, 3);
    assert_eq!(
        seen,
        (0..7)
            .map(|flat| format!("Flat {flat}"))
            .collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn the_correlation_id_is_echoed_or_made() {
    let app = TestApp::new();
    let path = format!("/contact-details?targetId={AMARA}");
    let echoed = app.call(Officer, "GET", &path, "").await;
    assert_eq!(
        echoed.header("x-correlation-id"),
        "018f0000-0000-7000-8000-00000000c0de"
    );
    let request = axum::http::Request::get(&path).header("x-correlation-id", "not a uuid");
    let made = app
        .send(request.body(axum::body::Body::empty()).expect("a request"))
        .await;
    assert_ne!(made.header("x-correlation-id"), "");
    assert_ne!(made.header("x-correlation-id"), "not a uuid");
}
