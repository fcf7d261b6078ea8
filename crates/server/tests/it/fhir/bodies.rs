//! Bodies that nobody should send: never a failure of the service, and never half of a change.

use contactable_server::demo::Persona::PdsWorker;
use serde_json::json;

use super::rows::told;
use super::world::{Ask, add, held, read, telecom};
use crate::test_app::TestApp;

/// Sends a body as a change of the patient as they are; nothing may come of it.
async fn comes_to_nothing(app: &TestApp, before: &str, body: &[u8]) -> String {
    let answer = Ask::patch(1, &json!([]))
        .bytes(body)
        .by(app, PdsWorker)
        .await;
    let shown = String::from_utf8_lossy(&body[..body.len().min(120)]).into_owned();
    assert_eq!(answer.status, 400, "{shown}: {}", answer.text);
    let code = told(&answer).1;
    assert_eq!(read(app).await.text, before, "{shown}");
    code
}

fn with_value(value: &str) -> String {
    format!(
        r#"{{"patches":[{{"op":"add","path":"/telecom/-","value":{{"system":"email","use":"work","value":{value}}}}}]}}"#
    )
}

#[tokio::test]
async fn what_is_no_list_of_patches() {
    let app = held().await;
    let before = read(&app).await.text;
    let good =
        json!({"patches": [add("telecom", &telecom("phone", "work", "01632 960009"))]}).to_string();
    let with_mark = format!("\u{feff}{good}");
    let mut broken = good.clone().into_bytes();
    let last = broken.len() - 3;
    broken[last] = 0xff;
    for body in [
        &b""[..],
        b" ",
        b"null",
        b"[]",
        b"{}",
        b"\"patches\"",
        br#"{"patches":null}"#,
        br#"{"patches":{}}"#,
        br#"{"patches":[]}"#,
        br#"{"patches":[null]}"#,
        br#"{"patches":[[]]}"#,
        br#"[{"op":"remove","path":"/telecom/0"}]"#,
        &good.as_bytes()[..good.len() - 1],
        format!("{good}{good}").as_bytes(),
        format!("{good},").as_bytes(),
        with_mark.as_bytes(),
        &broken,
        b"\xff\xfe{\0}\0",
        b"<patches/>",
        b"\x1f\x8b\x08\0\0",
        br#"{"patches":[],"extra":1}"#,
    ] {
        comes_to_nothing(&app, &before, body).await;
    }
}

#[tokio::test]
async fn what_is_too_much() {
    let app = held().await;
    let before = read(&app).await.text;
    let one = json!({"op": "test", "path": "/telecom/0/use", "value": "home"}).to_string();
    let many = vec![one.as_str(); 1_040_000 / (one.len() + 1)].join(",");
    let body = format!(r#"{{"patches":[{many}]}}"#);
    assert!(body.len() > 1_000_000 && body.len() <= 1024 * 1024);
    let code = comes_to_nothing(&app, &before, body.as_bytes()).await;
    assert_eq!(code, "TOO_MANY_VALUES_SUBMITTED");
    let code = comes_to_nothing(&app, &before, &vec![b'['; 1024 * 1024 + 1]).await;
    assert_eq!(code, "VALIDATION_ERROR");
    for depth in [17, 100, 127, 128, 1_000, 100_000] {
        for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
            let value = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            comes_to_nothing(&app, &before, with_value(&value).as_bytes()).await;
            comes_to_nothing(&app, &before, value.as_bytes()).await;
        }
        let path = format!("/telecom{}", "/0".repeat(depth));
        let body = json!({"patches": [{"op": "add", "path": path, "value": 1}]}).to_string();
        comes_to_nothing(&app, &before, body.as_bytes()).await;
    }
    let long = format!("\"{}@example.com\"", "a".repeat(900_000));
    comes_to_nothing(&app, &before, with_value(&long).as_bytes()).await;
}

#[tokio::test]
async fn what_is_no_text() {
    let app = held().await;
    let before = read(&app).await.text;
    for value in [
        r#""a\u0000@example.com""#,
        r#""\u0007a@example.com""#,
        r#""a\ud800@example.com""#,
        r#""\udc00\ud800""#,
        r#""a\u202e@example.com""#,
        "\"a\u{1b}[2J@example.com\"",
        "\"a\n@example.com\"",
        r#""<script>@example.com""#,
        "1",
        "1e999",
        "-0",
        "true",
        "null",
        "[]",
        "{}",
        "[\"a@example.com\"]",
        "18446744073709551616",
    ] {
        comes_to_nothing(&app, &before, with_value(value).as_bytes()).await;
    }
    let op = |member: &str, value: &str| {
        let body = r#"{"patches":[{"op":"add","path":"/telecom/-","value":1}]}"#;
        let known = [(r#""op":"add""#, "op"), (r#""path":"/telecom/-""#, "path")];
        let known = known
            .iter()
            .find(|(_, name)| *name == member)
            .expect("a member");
        body.replace(known.0, &format!("\"{member}\":{value}"))
    };
    for path in [
        r#""""#,
        r#""/""#,
        r#""telecom""#,
        r#""/telecom/-1""#,
        r#""/telecom/00""#,
        r#""/telecom/1e3""#,
        r#""/telecom/18446744073709551616""#,
        r#""/telecom/~2""#,
        r#""/\u0000""#,
        "\"/te\\ud800lecom\"",
        r#""/telecom/0/extension/99999999999/url""#,
        "1",
        "null",
        "[]",
        r#""/resourceType""#,
        r#""/id""#,
        r#""/meta""#,
    ] {
        comes_to_nothing(&app, &before, op("path", path).as_bytes()).await;
    }
    for kind in [
        r#""ADD""#,
        r#""""#,
        "null",
        "1",
        "[]",
        r#""add\u0000""#,
        "{}",
    ] {
        comes_to_nothing(&app, &before, op("op", kind).as_bytes()).await;
    }
}

/// A name twice in one object has one meaning, and nothing is checked by one and done by the other.
#[tokio::test]
async fn what_is_said_twice() {
    let app = held().await;
    let before = read(&app).await.text;
    let value = r#"{"system":"phone","use":"work","value":"01632 960009"}"#;
    let twice = format!(
        r#"{{"patches":[],"patches":[{{"op":"add","path":"/telecom/-","value":{value}}}]}}"#
    );
    let first = format!(
        r#"{{"patches":[{{"op":"add","path":"/telecom/-","value":{value}}}],"patches":[]}}"#
    );
    let op = format!(
        r#"{{"patches":[{{"op":"add","op":"move","path":"/telecom/-","path":"/name/-","value":{value}}}]}}"#
    );
    let inner = with_value(r#""a@example.com","value":"b<>""#);
    let mut changed = 0;
    for body in [&twice, &first, &op, &inner] {
        let ask = Ask::patch(super::world::version(&app).await, &json!([])).bytes(body.as_bytes());
        let answer = ask.by(&app, PdsWorker).await;
        assert!(answer.status.as_u16() < 500, "{body}");
        let after = read(&app).await;
        if answer.status == 200 {
            changed += 1;
            assert_eq!(answer.text, after.text, "{body}");
        }
        app.clock.advance_seconds(1);
    }
    assert_eq!(read(&app).await.text == before, changed == 0);
}
