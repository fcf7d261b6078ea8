//! Forged tokens, one trick at a time. Each is held against a token that differs in nothing else and is good.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contactable_http::auth::{Algorithms, Issuer, Keys};
use serde_json::{Value, json};

use super::signing::{ISSUER, NOW, SigningKey, claims, claims_with, fixed, issuer, officers};
use super::status;
use crate::test_app::TestApp;

/// A service that believes what this key signs under these algorithms.
fn app(key: &SigningKey, names: &[&str]) -> TestApp {
    TestApp::with(|parts| parts.issuers = vec![issuer(parts, ISSUER, fixed(&[key], names))])
}

async fn assert_refused(app: &TestApp, tokens: impl IntoIterator<Item = (String, String)>) {
    for (trick, token) in tokens {
        assert_eq!(status(app, &token).await, 401, "{trick}");
    }
}

#[tokio::test]
async fn every_algorithm_that_is_allowed_is_believed() {
    let (rsa, ed) = (SigningKey::rsa("one"), SigningKey::ed("one"));
    let (p256, p384) = (SigningKey::p256("one"), SigningKey::p384("one"));
    for (key, names) in [
        (
            &rsa,
            &["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"][..],
        ),
        (&p256, &["ES256"]),
        (&p384, &["ES384"]),
        (&ed, &["EdDSA"]),
    ] {
        let app = app(key, names);
        for name in names {
            assert_eq!(
                status(&app, &key.token(name, &claims())).await,
                200,
                "{name}"
            );
        }
    }
}

#[tokio::test]
async fn another_algorithm_of_the_same_key_is_not() {
    let rsa = SigningKey::rsa("one");
    for allowed in ["RS256", "PS512"] {
        let app = app(&rsa, &[allowed]);
        for name in ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"] {
            let expected = if name == allowed { 200 } else { 401 };
            assert_eq!(
                status(&app, &rsa.token(name, &claims())).await,
                expected,
                "{name}"
            );
        }
    }
}

#[tokio::test]
async fn a_public_key_is_no_secret() {
    for (key, name) in [
        (SigningKey::rsa("one"), "RS256"),
        (SigningKey::p256("one"), "ES256"),
        (SigningKey::ed("one"), "EdDSA"),
    ] {
        let app = app(&key, &[name]);
        for bytes in key.public_bytes() {
            for hmac in ["HS256", "HS384", "HS512"] {
                for alg in [hmac, name] {
                    let header = format!(r#"{{"alg":"{alg}","kid":"one"}}"#);
                    let forger = SigningKey::secret(&bytes);
                    let token = forger.signed(hmac, &header, &claims().to_string());
                    assert_eq!(status(&app, &token).await, 401, "{name} as {hmac}");
                }
            }
        }
    }
}

#[tokio::test]
async fn what_nobody_signed_is_refused() {
    let key = SigningKey::rsa("one");
    let app = app(&key, &["RS256"]);
    let good = key.token("RS256", &claims());
    let (signed, signature) = good.rsplit_once('.').expect("three parts");
    let (_, payload) = signed.split_once('.').expect("three parts");
    for alg in ["none", "None", "NONE", "nOnE", "", "RS256"] {
        for kid in ["", r#","kid":"one""#] {
            let header = URL_SAFE_NO_PAD.encode(format!(r#"{{"alg":"{alg}"{kid}}}"#));
            for signature in ["", "AA"] {
                let token = format!("{header}.{payload}.{signature}");
                assert_eq!(status(&app, &token).await, 401, "{alg:?} {signature}");
            }
        }
    }
    let first_changed = |text: &str| {
        let other = if text.starts_with('A') { 'B' } else { 'A' };
        format!("{other}{}", &text[1..])
    };
    assert_refused(
        &app,
        [
            ("two parts", signed.to_owned()),
            ("a signature cut short", good[..good.len() - 4].to_owned()),
            (
                "another signature",
                format!("{signed}.{}", first_changed(signature)),
            ),
            ("a padded signature", format!("{good}==")),
            ("five parts", format!("{good}.a.b")),
            ("a space within", good.replacen('.', ". ", 1)),
        ]
        .map(|(trick, token)| (trick.to_owned(), token)),
    )
    .await;
    assert_eq!(status(&app, &good).await, 200);
}

#[tokio::test]
async fn a_known_kid_helps_no_other_key() {
    let (one, impostor) = (SigningKey::rsa("one"), SigningKey::rsa("one"));
    let (two, ed) = (SigningKey::rsa("two"), SigningKey::ed("one"));
    let app = TestApp::with(|parts| {
        parts.issuers = vec![issuer(parts, ISSUER, fixed(&[&one, &two], &["RS256"]))];
    });
    assert_eq!(status(&app, &one.token("RS256", &claims())).await, 200);
    let with_kid = |kid: &str| format!(r#"{{"alg":"RS256"{kid}}}"#);
    let of_one = |kid: &str| one.signed("RS256", &with_kid(kid), &claims().to_string());
    assert_refused(
        &app,
        [
            ("an impostor's key", impostor.token("RS256", &claims())),
            ("a key of another family", ed.token("EdDSA", &claims())),
            ("the other key's id", of_one(r#","kid":"two""#)),
            ("no id among several", of_one("")),
            ("an id nobody has", of_one(r#","kid":"three""#)),
            ("an id of another case", of_one(r#","kid":"ONE""#)),
            ("an id that is a path", of_one(r#","kid":"../../one""#)),
        ]
        .map(|(trick, token)| (trick.to_owned(), token)),
    )
    .await;
}

#[tokio::test]
async fn a_key_that_comes_with_the_token_is_read_past() {
    let (key, impostor) = (SigningKey::rsa("one"), SigningKey::rsa("one"));
    let app = app(&key, &["RS256"]);
    for (name, value) in [
        ("jwk", impostor.jwk()),
        ("jku", json!("https://forger.example/keys")),
        ("x5u", json!("https://forger.example/chain")),
        ("x5c", json!(["AAAA"])),
    ] {
        let mut header = json!({ "alg": "RS256", "kid": "one" });
        header[name] = value;
        let (header, claims) = (header.to_string(), claims().to_string());
        let forged = impostor.signed("RS256", &header, &claims);
        assert_eq!(status(&app, &forged).await, 401, "{name}");
        let harmless = key.signed("RS256", &header, &claims);
        assert_eq!(status(&app, &harmless).await, 200, "{name}");
    }
}

#[tokio::test]
async fn a_header_that_says_something_twice_or_more_than_we_know_is_refused() {
    let key = SigningKey::rsa("one");
    let app = app(&key, &["RS256"]);
    for header in [
        r#"{"alg":"RS256","alg":"RS256","kid":"one"}"#,
        r#"{"alg":"none","alg":"RS256","kid":"one"}"#,
        r#"{"alg":"RS256","kid":"one","kid":"one"}"#,
        r#"{"alg":"RS256","kid":"one","crit":["exp"],"exp":1}"#,
        r#"{"alg":"RS256","kid":"one","crit":["b64"],"b64":true}"#,
        r#"{"alg":"RS256","kid":"one","b64":false}"#,
        r#"{"alg":"RS256","kid":"one","cty":"JWT"}"#,
        r#"{"alg":"RS256","kid":"one","zip":"DEF"}"#,
        r#"{"alg":"RS256","kid":"one","typ":"logout+jwt"}"#,
        r#"{"alg":["RS256"],"kid":"one"}"#,
        r#"{"alg":"RS256","kid":1}"#,
        "[]",
        "",
    ] {
        let token = key.signed("RS256", header, &claims().to_string());
        assert_eq!(status(&app, &token).await, 401, "{header}");
    }
}

#[tokio::test]
async fn claims_that_stand_twice_are_refused() {
    let key = SigningKey::rsa("one");
    let app = app(&key, &["RS256"]);
    let header = r#"{"alg":"RS256","kid":"one"}"#;
    let text = claims().to_string();
    assert_eq!(status(&app, &key.signed("RS256", header, &text)).await, 200);
    for member in [
        r#""exp":9999999999"#,
        r#""aud":"contactable""#,
        r#""sub":"somebody""#,
        r#""iss":"https://id.example""#,
        r#""groups":["officers"]"#,
        r#""\u0073ub":"somebody""#,
        r#""extra":{"a":1,"a":2}"#,
    ] {
        let twice = format!("{{{member},{}", &text[1..]);
        let token = key.signed("RS256", header, &twice);
        assert_eq!(status(&app, &token).await, 401, "{member}");
    }
}

#[tokio::test]
async fn a_token_in_a_token_is_none() {
    let key = SigningKey::rsa("one");
    let app = app(&key, &["RS256"]);
    let inner = key.token("RS256", &claims());
    let header = r#"{"alg":"RS256","kid":"one"}"#;
    for payload in [
        inner.clone(),
        format!("\"{inner}\""),
        json!({ "jwt": inner }).to_string(),
    ] {
        let token = key.signed("RS256", header, &payload);
        assert_eq!(status(&app, &token).await, 401);
    }
}

#[tokio::test]
async fn a_huge_token_is_not_looked_at() {
    let key = SigningKey::rsa("one");
    let app = app(&key, &["RS256"]);
    let of_size = |size| key.token("RS256", &claims_with("padding", "x".repeat(size).into()));
    let (fits, huge) = (of_size(5_000), of_size(6_500));
    assert!(fits.len() <= 8 * 1024 && huge.len() > 8 * 1024);
    assert_eq!(status(&app, &fits).await, 200);
    assert_eq!(status(&app, &huge).await, 401);
    let deep = format!(r#"{{"a":{}{}}}"#, "[".repeat(2_500), "]".repeat(2_500));
    let token = key.signed("RS256", r#"{"alg":"RS256","kid":"one"}"#, &deep);
    assert_eq!(status(&app, &token).await, 401);
}

#[tokio::test]
async fn claims_must_hold_for_us_and_now() {
    let key = SigningKey::rsa("one");
    let app = app(&key, &["RS256"]);
    let status_with = async |name: &str, value: Value| {
        status(&app, &key.token("RS256", &claims_with(name, value))).await
    };
    for (name, value) in [
        ("aud", json!("somebody-else")),
        ("aud", json!(["a", "b"])),
        ("aud", json!([])),
        ("aud", json!({ "contactable": true })),
        ("aud", json!("contactable,contactable-api")),
        ("aud", Value::Null),
        ("iss", json!("https://ID.example")),
        ("iss", json!("https://id.example/")),
        ("iss", json!([ISSUER])),
        ("exp", json!(NOW)),
        ("exp", json!(NOW - 1)),
        ("exp", json!(-1)),
        ("exp", json!((NOW + 3600).to_string())),
        ("exp", Value::Null),
        ("nbf", json!(NOW + 1)),
        ("nbf", json!((NOW - 1).to_string())),
        ("sub", json!(5)),
        ("sub", json!("")),
        ("sub", Value::Null),
        ("jti", json!(5)),
        ("azp", json!(["a"])),
        ("groups", json!("officers")),
        ("groups", json!([["officers"]])),
        ("name", json!(5)),
    ] {
        assert_eq!(
            status_with(name, value.clone()).await,
            401,
            "{name} {value}"
        );
    }
    for (name, value) in [
        ("aud", json!(["other", "contactable-api"])),
        ("exp", json!(NOW + 1)),
        ("exp", json!(f64::from(u32::MAX) + 0.5)),
        ("nbf", json!(NOW)),
        ("jti", json!("one")),
        ("iat", json!(NOW + 3600)),
    ] {
        assert_eq!(
            status_with(name, value.clone()).await,
            200,
            "{name} {value}"
        );
    }
}

#[tokio::test]
async fn one_issuers_key_signs_nothing_for_another() {
    let (ours, theirs) = (SigningKey::rsa("one"), SigningKey::rsa("one"));
    let app = TestApp::with(|parts| {
        parts.issuers = vec![
            issuer(parts, ISSUER, fixed(&[&ours], &["RS256"])),
            issuer(
                parts,
                "https://other.example",
                fixed(&[&theirs], &["RS256"]),
            ),
        ];
    });
    let others = claims_with("iss", json!("https://other.example"));
    assert_eq!(status(&app, &ours.token("RS256", &claims())).await, 200);
    assert_eq!(status(&app, &theirs.token("RS256", &others)).await, 200);
    assert_eq!(status(&app, &theirs.token("RS256", &claims())).await, 401);
    assert_eq!(status(&app, &ours.token("RS256", &others)).await, 401);
    let nobodys = claims_with("iss", json!("https://nobody.example"));
    assert_eq!(status(&app, &ours.token("RS256", &nobodys)).await, 401);
}

const SECRET: &[u8] = b"thirty-two bytes of a secret....";

#[tokio::test]
async fn a_legacy_secret_is_for_hs256_of_its_issuer() {
    let key = SigningKey::rsa("one");
    let app = TestApp::with(|parts| {
        let secret = Keys::secret(SECRET).expect("long enough");
        let legacy = issuer(parts, "Council", secret);
        let rsa = issuer(parts, ISSUER, fixed(&[&key], &["RS256"]));
        parts.issuers = vec![legacy, rsa];
    });
    let secret = SigningKey::secret(SECRET);
    let legacy = claims_with("iss", json!("Council"));
    assert_eq!(status(&app, &secret.token("HS256", &legacy)).await, 200);
    for (trick, token) in [
        ("HS384", secret.token("HS384", &legacy)),
        ("HS512", secret.token("HS512", &legacy)),
        (
            "another secret",
            SigningKey::secret(b"x").token("HS256", &legacy),
        ),
        ("no secret", SigningKey::secret(b"").token("HS256", &legacy)),
        ("a public key", key.token("RS256", &legacy)),
        ("for another issuer", secret.token("HS256", &claims())),
    ] {
        assert_eq!(status(&app, &token).await, 401, "{trick}");
    }
    let good = secret.token("HS256", &legacy);
    assert_eq!(
        status(&app, &good[..good.len() - 2]).await,
        401,
        "cut short"
    );
    assert!(Keys::secret(&SECRET[1..]).is_err());
}

#[tokio::test]
async fn where_no_audience_is_configured_tokens_have_none() {
    let app = TestApp::with(|parts| {
        let secret = Keys::secret(SECRET).expect("long enough");
        parts.issuers = vec![Issuer::new(ISSUER, Vec::new(), 0, officers(parts), secret)];
    });
    let secret = SigningKey::secret(SECRET);
    let without = claims_with("aud", Value::Null);
    assert_eq!(status(&app, &secret.token("HS256", &without)).await, 200);
    assert_eq!(status(&app, &secret.token("HS256", &claims())).await, 401);
}

#[tokio::test]
async fn the_leeway_is_for_both_ends() {
    let key = SigningKey::ed("one");
    let app = TestApp::with(|parts| {
        let keys = fixed(&[&key], &["EdDSA"]);
        let audiences = vec!["contactable".to_owned()];
        parts.issuers = vec![Issuer::new(ISSUER, audiences, 30, officers(parts), keys)];
    });
    for (name, at, expected) in [
        ("exp", NOW - 29, 200),
        ("exp", NOW - 30, 401),
        ("nbf", NOW + 30, 200),
        ("nbf", NOW + 31, 401),
    ] {
        let token = key.token("EdDSA", &claims_with(name, json!(at)));
        assert_eq!(status(&app, &token).await, expected, "{name} {}", at - NOW);
    }
}

#[test]
fn shared_secrets_and_none_are_no_algorithms_of_public_keys() {
    for name in [
        "HS256", "HS384", "HS512", "none", "None", "RSA-OAEP", "rs256", "",
    ] {
        let names = [name.to_owned()];
        assert!(Algorithms::parse(&names).is_err(), "{name}");
    }
    assert!(Algorithms::parse(&[]).is_err());
}
