//! What one service area shares with another: agreed, used, shown, withdrawn.

use contactable_server::demo::Persona::{
    self, Admin, Auditor, Clinician, MailRun, Officer, Patient, SafeguardingLead, SocialWorker,
    TeamLeader, Unattended, Visitor,
};
use serde_json::{Value, json};

use crate::standing::{
    CARE, EMAIL, Held, NUMBER, agreement, answers, but, changes, held, known_patient, listed,
    reads, results, share, sharing, trail,
};
use crate::test_app::{AMARA, Answer, TestApp};

const DAY: i64 = 24 * 60 * 60;

async fn shared(app: &TestApp) -> (Held, String) {
    let held = held(app).await;
    let made = share(app, Officer, &agreement()).await;
    assert_eq!(made.status, 201, "{}", made.text);
    (held, made.id())
}

async fn withdraw(app: &TestApp, persona: Persona, grant: &str, body: &str) -> Answer {
    let path = format!("{}/{grant}/withdrawal", sharing());
    app.call(persona, "POST", &path, body).await
}

#[tokio::test]
async fn what_is_agreed_is_shown_to_those_whom_it_concerns() {
    let app = TestApp::new();
    known_patient(&app).await;
    let body = but("/reviewOn", json!("2027-01-31"));
    let made = share(&app, Officer, &body).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let id = made.id();
    assert_eq!(made.header("location"), format!("{}/{id}", sharing()));
    let expected = json!({
        "id": id,
        "targetId": AMARA,
        "status": "live",
        "summary": "Housing shares the person's phone numbers with Social Care, for direct care. \
            The person agreed on 20 November 2026, in person. The lawful basis is consent. \
            It is to be looked at again on 31 January 2027.",
        "from": "Housing",
        "to": "Social Care",
        "channels": ["phone"],
        "purposes": ["direct-care"],
        "lawfulBasis": "consent",
        "agreement": {
            "by": "person",
            "on": "2026-11-20",
            "method": "in-person",
            "wording": "Sharing notice, version 3",
            "evidence": "Form 17",
        },
        "expiresOn": null,
        "reviewOn": "2027-01-31",
        "recordedAt": "2026-11-21T09:30:00Z",
        "recordedBy": {"fullName": "Olive Officer", "emailAddress": "olive.officer@example.com"},
    });
    assert_eq!(made.json(), expected);
    for persona in [
        Officer,
        SocialWorker,
        TeamLeader,
        SafeguardingLead,
        Patient,
        Auditor,
        Admin,
    ] {
        let seen = results(&app, persona, &sharing()).await;
        assert_eq!(seen, std::slice::from_ref(&expected), "{persona:?}");
    }
    for stranger in [Clinician] {
        let seen = results(&app, stranger, &sharing()).await;
        assert_eq!(seen, [] as [Value; 0], "{stranger:?}");
    }
    for unattended in [Unattended, MailRun] {
        let refused = app.call(unattended, "GET", &sharing(), "").await;
        assert_eq!(refused.told(), ["(request) not-in-this-mode"]);
    }
}

#[tokio::test]
async fn somebody_else_among_patients_sees_nothing_of_it() {
    let app = TestApp::new();
    let (_, grant) = shared(&app).await;
    // Nobody knows yet that Amara is this patient.
    assert!(results(&app, Patient, &sharing()).await.is_empty());
    let refused = withdraw(&app, Patient, &grant, "").await;
    assert_eq!(refused.status, 404);
}

#[tokio::test]
async fn it_is_seen_by_the_receiver_for_the_purpose_on_the_channel() {
    let app = TestApp::new();
    let (held, grant) = shared(&app).await;
    let seen = listed(&app, SocialWorker, CARE).await;
    assert_eq!(seen, [held.phone.as_str()]);
    let lines = trail(&app).await;
    let by_grant = |line: &&String| line.starts_with("list allowed sharing-grant");
    assert_eq!(lines.iter().filter(by_grant).count(), 1, "{lines:?}");
    for purpose in ["general", "emergency", "safeguarding"] {
        let headers = [("x-purpose", purpose)];
        let seen = listed(&app, SocialWorker, &headers).await;
        assert!(seen.is_empty(), "{purpose}");
    }
    assert!(listed(&app, SocialWorker, &[]).await.is_empty());
    assert!(listed(&app, Clinician, CARE).await.is_empty());
    for nobody in [Auditor, Admin] {
        let path = format!("/contact-details?targetId={AMARA}");
        let refused = app.call_with(nobody, "GET", &path, "", CARE).await;
        assert_eq!(refused.status, 403, "{nobody:?}");
    }
    let own = listed(&app, Officer, &[]).await;
    assert_eq!(own, [held.phone.clone(), held.email.clone()]);

    let calls = reads(&held);
    let mut seen_in = Vec::new();
    for (told, (_, path, body)) in answers(&app, SocialWorker, &calls, CARE)
        .await
        .iter()
        .zip(&calls)
    {
        assert!(!told.contains(EMAIL), "{told}");
        if !told.contains(NUMBER) {
            continue;
        }
        seen_in.push(format!("{path}{body}"));
        let is_deployed = path.starts_with("/api/");
        let is_shown = path.ends_with("svg") || path.ends_with("html");
        if !is_deployed && !is_shown {
            let named = format!(r#""sharedUnder":"{grant}""#);
            assert!(told.contains(&named), "{told}");
        }
    }
    let called = calls.iter().map(|(_, path, body)| format!("{path}{body}"));
    let unseen: Vec<String> = called.filter(|call| !seen_in.contains(call)).collect();
    let hidden = [
        // Housing's wishes are not shown, Social Care asks for itself only, and the email address is not shared.
        format!(r#"/contactability{{"area":"Housing","targetIds":["{AMARA}"]}}"#),
        format!("/targets/{AMARA}/preferences"),
        format!("/targets/{AMARA}/preferences/history"),
        format!("/contact-details/{}", held.email),
        format!("/contact-details/{}/history", held.email),
    ];
    assert_eq!(unseen, hidden);
    let nothing = "018f3f2e-7a3b-7c00-8000-0123456789ab";
    for path in ["/contact-details/ID", "/contact-details/ID/history"] {
        let of = |id: &str| path.replace("ID", id);
        let (hidden, unknown) = (of(&held.email), of(nothing));
        let hidden = app.call_with(SocialWorker, "GET", &hidden, "", CARE).await;
        let unknown = app.call_with(SocialWorker, "GET", &unknown, "", CARE).await;
        assert_eq!((hidden.status, hidden.text), (unknown.status, unknown.text));
    }
}

#[tokio::test]
async fn it_lets_see_and_change_nothing() {
    let app = TestApp::new();
    let (held, _) = shared(&app).await;
    let empty = TestApp::new();
    let calls = changes(&held);
    let tried = answers(&app, SocialWorker, &calls, CARE).await;
    let nothing = answers(&empty, SocialWorker, &calls, CARE).await;
    assert_eq!(tried, nothing);
    let read = app
        .call_with(
            SocialWorker,
            "GET",
            &format!("/contact-details/{}", held.phone),
            "",
            CARE,
        )
        .await;
    // Sent back as it was read, its grant is no field that is in the way.
    let path = format!("/contact-details/{}", held.phone);
    let sent = app
        .call_with(SocialWorker, "PUT", &path, &read.text, CARE)
        .await;
    assert_eq!(sent.status, 404);
}

#[tokio::test]
async fn withdrawn_it_is_gone_at_once_everywhere() {
    let app = TestApp::new();
    let (held, grant) = shared(&app).await;
    let calls = reads(&held);
    let before = answers(&app, SocialWorker, &calls, CARE).await;
    let body = r#"{"by":"person","method":"phone","reason":"Changed their mind"}"#;
    let withdrawn = withdraw(&app, Officer, &grant, body).await;
    assert_eq!(withdrawn.status, 200, "{}", withdrawn.text);
    let after = answers(&app, SocialWorker, &calls, CARE).await;
    assert_ne!(before, after);
    let empty = TestApp::new();
    empty.clock.advance_seconds(1);
    assert_eq!(after, answers(&empty, SocialWorker, &calls, CARE).await);

    let told = withdrawn.json();
    assert_eq!(told["status"], "withdrawn");
    assert_eq!(
        told["withdrawn"],
        json!({
            "at": "2026-11-21T09:30:01Z",
            "by": "person",
            "method": "phone",
            "reason": "Changed their mind",
            "recordedBy": {"fullName": "Olive Officer", "emailAddress": "olive.officer@example.com"},
        })
    );
    let summary = told["summary"].as_str().expect("text");
    assert!(summary.starts_with("Housing shared the person's phone numbers with Social Care"));
    assert!(summary.ends_with("The person withdrew it on 21 November 2026."));
    // It stays on record for both.
    for persona in [Officer, SocialWorker] {
        let seen = results(&app, persona, &sharing()).await;
        assert_eq!(seen, std::slice::from_ref(&told));
    }
    // And as it was withdrawn first.
    app.clock.advance_seconds(60);
    let again = withdraw(&app, SocialWorker, &grant, "").await;
    assert_eq!((again.status.as_u16(), again.json()), (200, told));
}

#[tokio::test]
async fn it_is_as_easy_to_withdraw_as_to_agree() {
    for (persona, by_name, method) in [
        (Officer, "Olive Officer", "in-person"),
        (SocialWorker, "Sol Worker", "in-person"),
        (Admin, "Ade Admin", "in-person"),
        (Patient, "Pat Patient", "online"),
    ] {
        let app = TestApp::new();
        known_patient(&app).await;
        let (_, grant) = shared(&app).await;
        let path = format!("{}/{grant}", sharing());
        let withdrawn = app.call(persona, "DELETE", &path, "").await;
        assert_eq!(withdrawn.status, 200, "{persona:?}: {}", withdrawn.text);
        let told = &withdrawn.json()["withdrawn"];
        let said = (
            &told["by"],
            &told["method"],
            &told["recordedBy"]["fullName"],
        );
        // Of staff it is known only that the organisation did.
        let by = if persona == Patient {
            "person"
        } else {
            "organisation"
        };
        let expected = (&json!(by), &json!(method), &json!(by_name));
        assert_eq!(said, expected);
        assert!(listed(&app, SocialWorker, CARE).await.is_empty());
    }
    let app = TestApp::new();
    let (_, grant) = shared(&app).await;
    let unknown = "018f3f2e-7a3b-7c00-8000-0123456789ab";
    for stranger in [Clinician, Visitor] {
        let refused = withdraw(&app, stranger, &grant, "").await;
        let nothing = withdraw(&app, stranger, unknown, "").await;
        assert_eq!(refused.status, 404, "{stranger:?}");
        assert_eq!(refused.text, nothing.text);
    }
    for nobody in [Unattended, MailRun, Auditor] {
        let refused = withdraw(&app, nobody, &grant, "").await;
        let nothing = withdraw(&app, nobody, unknown, "").await;
        assert_eq!(refused.status, nothing.status, "{nobody:?}");
        assert_eq!(refused.text, nothing.text);
        assert_ne!(refused.status, 200);
    }
    let elsewhere = sharing().replace(AMARA, unknown);
    let path = format!("{elsewhere}/{grant}");
    assert_eq!(app.call(Officer, "DELETE", &path, "").await.status, 404);
    assert_eq!(listed(&app, SocialWorker, CARE).await.len(), 1);
}

#[tokio::test]
async fn how_it_was_withdrawn_is_held_against_the_rules() {
    let app = TestApp::new();
    known_patient(&app).await;
    let (_, grant) = shared(&app).await;
    for (body, told) in [
        (r#"{"by":"somebody"}"#, &["by unknown-word"][..]),
        (r#"{"by":"proxy"}"#, &["proxy required"]),
        (
            r#"{"proxy":{}}"#,
            &["proxy.name required", "proxy.authority required"],
        ),
        (
            r#"{"proxy":{"name":"Parent","authority":"court-deputy"}}"#,
            &["proxy not-together"],
        ),
        (r#"{"by":"proxy","proxy":"Parent"}"#, &["proxy wrong-type"]),
        (
            r#"{"method":"fax","reason":"<b>","who":1}"#,
            &["who unknown-field", "method unknown-word", "reason W42"],
        ),
        ("[]", &["body wrong-type"]),
        ("{", &["body malformed"]),
    ] {
        let refused = withdraw(&app, Officer, &grant, body).await;
        assert_eq!(refused.status, 400, "{body}");
        assert_eq!(refused.told(), told, "{body}");
    }
    let for_others = r#"{"by":"organisation"}"#;
    let refused = withdraw(&app, Patient, &grant, for_others).await;
    assert_eq!(refused.told(), ["by not-together"]);
    let path = format!("{}/{grant}", sharing());
    let refused = app.call(Officer, "DELETE", &path, for_others).await;
    assert_eq!(refused.told(), ["body unknown-field"]);
    for path in [path.replace(AMARA, "amara"), path.replace(&grant, "first")] {
        assert_eq!(app.call(Officer, "DELETE", &path, "").await.status, 400);
    }
    assert_eq!(listed(&app, SocialWorker, CARE).await.len(), 1);

    let body = r#"{"by":"proxy","proxy":{"name":"Pa Rent","authority":"parental-responsibility"}}"#;
    let withdrawn = withdraw(&app, Officer, &grant, body).await.json();
    assert_eq!(
        withdrawn["withdrawn"]["proxy"],
        json!({"name": "Pa Rent", "authority": "parental-responsibility"})
    );
}

#[tokio::test]
async fn the_same_agreement_again_changes_nothing() {
    let app = TestApp::new();
    let body = but("/channels", json!(["phone", "email"]));
    let first = share(&app, Officer, &body).await;
    assert_eq!(first.status, 201);
    app.clock.advance_seconds(60);
    let other_order = but("/channels", json!(["email", "Phone", "email"]));
    for again in [&body, &other_order] {
        let again = share(&app, TeamLeader, &with(again, "from", "housing")).await;
        assert_eq!(again.status, 200, "{}", again.text);
        assert_eq!(again.json(), first.json());
        assert_eq!(again.header("location"), "");
    }
    let own_id = "018f3f2e-7a3b-7c00-8000-0000000000aa";
    let own = with(&but("/lawfulBasis", json!("contract")), "id", own_id);
    let made = share(&app, Officer, &own).await;
    assert_eq!((made.status.as_u16(), made.id().as_str()), (201, own_id));
    assert_eq!(share(&app, Officer, &own).await.status, 200);
    let refused = share(&app, Officer, &with(&body, "id", own_id)).await;
    assert_eq!(
        (refused.status.as_u16(), refused.told()),
        (409, vec!["id id-in-use".to_owned()])
    );

    withdraw(&app, Officer, &first.id(), "").await;
    let anew = share(&app, Officer, &body).await;
    assert_eq!(anew.status, 201);
    assert_ne!(anew.id(), first.id());
    let all = results(&app, Officer, &sharing()).await;
    let statuses: Vec<&Value> = all.iter().map(|grant| &grant["status"]).collect();
    assert_eq!(statuses, ["withdrawn", "live", "live"]);
}

fn with(body: &Value, name: &str, value: &str) -> Value {
    let mut body = body.clone();
    body[name] = json!(value);
    body
}

#[tokio::test]
async fn a_grant_ends_after_its_last_day() {
    let app = TestApp::new();
    held(&app).await;
    let mut body = but("/expiresOn", json!("2026-11-23"));
    body["reviewOn"] = json!("2026-11-22");
    share(&app, Officer, &body).await;
    for (days, status, seen, said) in [
        (0, "live", 1, "Its last day is 23 November 2026."),
        (
            1,
            "review-due",
            1,
            "It was due to be looked at again on 22 November 2026.",
        ),
        (
            1,
            "review-due",
            1,
            "It was due to be looked at again on 22 November 2026.",
        ),
        (1, "expired", 0, "Its last day was 23 November 2026."),
    ] {
        app.clock.advance_seconds(days * DAY);
        let grant = &results(&app, SocialWorker, &sharing()).await[0];
        assert_eq!(grant["status"], status);
        assert!(
            grant["summary"].as_str().expect("text").ends_with(said),
            "{grant}"
        );
        assert_eq!(listed(&app, SocialWorker, CARE).await.len(), seen);
    }
}

/// The agreement with one thing changed, by its path, and what is told of it.
type Wrong = (&'static str, Value, &'static [&'static str]);

async fn each_is_refused(app: &TestApp, wrong: Vec<Wrong>) {
    for (pointer, value, told) in wrong {
        let refused = share(app, Officer, &but(pointer, value.clone())).await;
        assert_eq!(refused.told(), told, "{pointer} {value}");
        let forbidden = told == ["from not-your-area"];
        let status = if forbidden { 403 } else { 400 };
        assert_eq!(refused.status, status, "{pointer} {value}");
    }
    assert!(results(app, Auditor, &sharing()).await.is_empty());
}

#[tokio::test]
async fn everything_wrong_with_what_is_shared_is_told() {
    let wrong: Vec<Wrong> = vec![
        ("/to", Value::Null, &["to required"]),
        ("/to", json!(5), &["to wrong-type"]),
        ("/to", json!("Parking"), &["to unknown-word"]),
        ("/to", json!("housing"), &["to not-together"]),
        ("/from", json!("NHS"), &["from not-your-area"]),
        ("/from", json!("Parking"), &["from not-your-area"]),
        ("/id", json!("mine"), &["id not-an-id"]),
        ("/channels", json!("phone"), &["channels wrong-type"]),
        ("/channels", json!([]), &["channels required"]),
        (
            "/channels",
            json!(["pager", "phone", 1]),
            &["channels[2] wrong-type"],
        ),
        (
            "/channels",
            json!(["pager", "phone", "post"]),
            &["channels[0] unknown-word", "channels[2] unknown-word"],
        ),
        ("/purposes", json!([]), &["purposes required"]),
        ("/purposes", json!(["fun"]), &["purposes[0] unknown-word"]),
        ("/lawfulBasis", Value::Null, &["lawfulBasis required"]),
        (
            "/lawfulBasis",
            json!("because"),
            &["lawfulBasis unknown-word"],
        ),
        (
            "/expiresOn",
            json!("2026-11-20"),
            &["expiresOn already-over"],
        ),
        ("/expiresOn", json!("soon"), &["expiresOn not-a-date"]),
        ("/reviewOn", json!("2026-11-20"), &["reviewOn already-over"]),
        ("/fromArea", json!("Housing"), &["fromArea unknown-field"]),
    ];
    each_is_refused(&TestApp::new(), wrong).await;
}

#[tokio::test]
async fn everything_wrong_with_who_agreed_is_told() {
    let long = "x".repeat(501);
    let wrong: Vec<Wrong> = vec![
        ("/agreement", Value::Null, &["agreement required"]),
        ("/agreement", json!("yes"), &["agreement wrong-type"]),
        ("/agreement/by", Value::Null, &["agreement.by required"]),
        (
            "/agreement/by",
            json!("nobody"),
            &["agreement.by unknown-word"],
        ),
        (
            "/agreement/by",
            json!("proxy"),
            &["agreement.proxy required"],
        ),
        (
            "/agreement/by",
            json!("organisation"),
            &["agreement.by not-together"],
        ),
        (
            "/agreement/proxy",
            json!({"name": "Pa Rent", "authority": "court-deputy"}),
            &["agreement.proxy not-together"],
        ),
        (
            "/agreement/proxy",
            json!({"name": " ", "authority": "friend", "phone": NUMBER}),
            &[
                "agreement.proxy.phone unknown-field",
                "agreement.proxy.name required",
                "agreement.proxy.authority unknown-word",
            ],
        ),
        ("/agreement/on", Value::Null, &["agreement.on required"]),
        (
            "/agreement/on",
            json!("yesterday"),
            &["agreement.on not-a-date"],
        ),
        (
            "/agreement/on",
            json!("2026-11-22"),
            &["agreement.on in-the-future"],
        ),
        (
            "/agreement/method",
            Value::Null,
            &["agreement.method required"],
        ),
        (
            "/agreement/method",
            json!("nod"),
            &["agreement.method unknown-word"],
        ),
        (
            "/agreement/wording",
            json!(" "),
            &["agreement.wording required"],
        ),
        (
            "/agreement/wording",
            json!("<b>"),
            &["agreement.wording W42"],
        ),
        (
            "/agreement/wording",
            json!(long),
            &["agreement.wording too-long"],
        ),
        (
            "/agreement/evidence",
            json!("a\u{7}b"),
            &["agreement.evidence control-character"],
        ),
        (
            "/agreement/signed",
            json!(true),
            &["agreement.signed unknown-field"],
        ),
    ];
    each_is_refused(&TestApp::new(), wrong).await;
}

#[tokio::test]
async fn all_that_is_wrong_is_told_together() {
    let app = TestApp::new();
    let together = json!({"agreement": {"by": "proxy"}, "channels": ["post"], "expiresOn": 1});
    let refused = share(&app, Officer, &together).await;
    assert_eq!(
        refused.told(),
        [
            "to required",
            "channels[0] unknown-word",
            "lawfulBasis required",
            "agreement.proxy required",
            "agreement.on required",
            "agreement.method required",
            "agreement.wording required",
            "expiresOn wrong-type",
        ]
    );
    let stale = json!({"expiresOn": "2026-01-01", "reviewOn": "2026-01-01"});
    let mut stale_terms = but("/agreement/on", json!("2026-12-01"));
    for (name, value) in stale.as_object().expect("an object") {
        stale_terms[name] = value.clone();
    }
    assert_eq!(
        share(&app, Officer, &stale_terms).await.told(),
        [
            "agreement.on in-the-future",
            "expiresOn already-over",
            "reviewOn already-over"
        ]
    );
    assert!(results(&app, Auditor, &sharing()).await.is_empty());
}

#[tokio::test]
async fn nobody_shares_what_others_hold() {
    let app = TestApp::new();
    known_patient(&app).await;
    let from = |area: &str| with(&agreement(), "from", area);
    let which = share(&app, TeamLeader, &agreement()).await;
    assert_eq!(
        (which.status.as_u16(), which.told()),
        (400, vec!["from which-area".to_owned()])
    );
    let taken = share(&app, SocialWorker, &from("Housing")).await;
    assert_eq!(
        (taken.status.as_u16(), taken.told()),
        (403, vec!["from not-your-area".to_owned()])
    );
    let homeless = share(&app, Visitor, &agreement()).await;
    assert_eq!(homeless.status, 403);
    for mode in [Unattended, MailRun] {
        let refused = share(&app, mode, &agreement()).await;
        assert_eq!(refused.told(), ["(request) not-in-this-mode"]);
    }
    assert_eq!(share(&app, Auditor, &from("Housing")).await.status, 403);
    // A patient shares what is held about themselves where patients' details are kept, and speaks for themselves.
    let mut own = from("NHS");
    own["agreement"]["by"] = json!("organisation");
    own["lawfulBasis"] = json!("public-task");
    let refused = share(&app, Patient, &own).await;
    assert_eq!(refused.told(), ["agreement.by not-together"]);
    assert_eq!(share(&app, Patient, &from("Housing")).await.status, 403);
    assert_eq!(share(&app, Patient, &from("NHS")).await.status, 201);
    // Whoever looks after sharing names any area.
    assert_eq!(share(&app, Admin, &from("Housing")).await.status, 201);
    let unknown = share(&app, Admin, &from("Parking")).await;
    assert_eq!(unknown.told(), ["from unknown-word"]);
}

#[tokio::test]
async fn a_proxy_is_on_record() {
    let app = TestApp::new();
    let mut body = but("/agreement/by", json!("proxy"));
    let proxy = json!({"name": "Pa Rent", "authority": "parental-responsibility"});
    body["agreement"]["proxy"] = proxy.clone();
    let made = share(&app, Officer, &body).await.json();
    assert_eq!(made["agreement"]["proxy"], proxy);
    let summary = made["summary"].as_str().expect("text");
    let said = "Pa Rent agreed on the person's behalf on 20 November 2026, in person, with parental \
        responsibility.";
    assert!(summary.contains(said), "{summary}");
}

#[tokio::test]
async fn without_limits_everything_is_shared() {
    let app = TestApp::new();
    let held = held(&app).await;
    let mut body = but("/channels", Value::Null);
    body.as_object_mut().expect("an object").remove("purposes");
    let made = share(&app, Officer, &body).await.json();
    assert_eq!(
        (&made["channels"], &made["purposes"]),
        (&Value::Null, &Value::Null)
    );
    let summary = made["summary"].as_str().expect("text");
    let said =
        "Housing shares the person's contact details with Social Care, whatever the purpose.";
    assert!(summary.starts_with(said), "{summary}");
    let seen = listed(&app, SocialWorker, &[]).await;
    assert_eq!(seen, [held.phone, held.email]);
}

#[tokio::test]
async fn wishes_told_to_the_sharing_area_are_respected() {
    let app = TestApp::new();
    let (held, grant) = shared(&app).await;
    let question = format!("/contactability?targetId={AMARA}&channel=phone");
    let asked = app
        .call_with(SocialWorker, "GET", &question, "", CARE)
        .await
        .json();
    assert_eq!(asked["channels"]["text"]["use"]["id"], held.phone.as_str());
    assert_eq!(
        asked["channels"]["text"]["use"]["sharedUnder"],
        grant.as_str()
    );
    let wishes = format!("/targets/{AMARA}/preferences");
    let told = r#"{"doNotUse":["text"],"contactTimes":"after 6"}"#;
    app.call(Officer, "PUT", &wishes, told).await;
    let asked = app
        .call_with(SocialWorker, "GET", &question, "", CARE)
        .await
        .json();
    let text = &asked["channels"]["text"];
    assert_eq!(text["use"], Value::Null);
    assert_eq!(text["passedOver"][0]["because"]["code"], "do-not-use");
    assert_eq!(asked["channels"]["call"]["use"]["id"], held.phone.as_str());
    // They are not shown.
    assert_eq!(asked["wishes"], Value::Null);
    assert!(!asked.to_string().contains("after 6"));
    let known = app.call_with(SocialWorker, "GET", &wishes, "", CARE).await;
    assert_eq!(known.json()["results"], json!([]));
}
