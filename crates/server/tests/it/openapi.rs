use axum::body::Body;
use axum::http::Request;

use crate::test_app::TestApp;

#[test]
fn the_document_that_is_checked_in_is_the_one_the_code_makes() {
    let made = contactable_http::openapi_document()
        .to_pretty_json()
        .expect("JSON");
    let checked_in = include_str!("../../../http/openapi.json");
    assert_eq!(
        checked_in.trim_end(),
        made,
        "cargo xtask openapi writes it anew"
    );
}

#[tokio::test]
async fn the_document_is_served_as_3_1_and_the_page_needs_no_other_host() {
    let app = TestApp::new();
    let get = async |path: &str| {
        app.send(Request::get(path).body(Body::empty()).expect("a request"))
            .await
    };
    let document = get("/openapi.json").await;
    assert_eq!(document.json()["openapi"], "3.1.0");
    let page = get("/docs").await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(
        page.header("content-security-policy")
            .contains("default-src 'none'")
    );
    for part in page
        .text
        .split('"')
        .filter(|part| part.starts_with('/') || part.contains("//"))
    {
        assert!(part.starts_with('/') && !part.starts_with("//"), "{part}");
        assert_eq!(get(part).await.status, 200, "{part}");
    }
}
