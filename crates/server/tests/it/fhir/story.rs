//! What a team's code does with PDS: read, replace the mobile, remove a temporary address, add an emergency contact,
//! handle a conflict.

use contactable_server::demo::Persona::{Clinician, PdsWorker};
use serde_json::{Value, json};

use super::rows::refused;
use super::world::{
    Ask, add, emergency, held, home, patch, patient, place, preference, read, remove, replace,
    telecom, temporary, version_of,
};

#[tokio::test]
async fn read_change_conflict_change() {
    let app = held().await;
    let first = Ask::get(&patient()).by(&app, PdsWorker).await;
    let seen = first.json();
    let mobile = place(&seen, "telecom", "use", "mobile");
    let temp = place(&seen, "address", "use", "temp");
    let mut patches = vec![replace(
        &seen,
        "telecom",
        mobile,
        &json!({"value": "07700 900003"}),
    )];
    patches.extend(remove(&seen, "address", temp));
    patches.push(add("contact", &emergency("email", "sam@example.com")));
    // Somebody is quicker.
    let fax = json!([add("telecom", &telecom("fax", "home", "01632 960012"))]);
    let other = Ask::patch(version_of(&seen), &fax)
        .by(&app, Clinician)
        .await;
    assert_eq!(other.status, 200);
    app.clock.advance_seconds(1);
    let ask = Ask::patch(version_of(&seen), &json!(patches));
    refused(
        &ask.by(&app, PdsWorker).await,
        409,
        "RESOURCE_VERSION_MISMATCH",
        None,
    );
    // Read again, and build the patches anew.
    let seen = read(&app).await.json();
    let mobile = place(&seen, "telecom", "use", "mobile");
    patches[0] = replace(&seen, "telecom", mobile, &json!({"value": "07700 900003"}));
    let ask = Ask::patch(version_of(&seen), &json!(patches));
    let done = ask.by(&app, PdsWorker).await;
    assert_eq!(
        (done.status.as_u16(), done.header("etag")),
        (200, "W/\"3\"")
    );
    let (after, shown) = (done.json(), read(&app).await);
    assert_eq!(done.text, shown.text);
    assert_eq!(after["telecom"][mobile]["value"], "07700 900003");
    assert_eq!(
        after["telecom"][mobile]["id"],
        seen["telecom"][mobile]["id"]
    );
    assert_eq!(after["address"].as_array().map(Vec::len), Some(1));
    assert_eq!(after["address"][0], seen["address"][0]);
    assert_eq!(after["contact"][0], seen["contact"][0]);
    let added = &after["contact"][1];
    assert_eq!(
        added["telecom"],
        json!([{"system": "email", "value": "sam@example.com"}])
    );
    assert_eq!(
        added["period"],
        json!({"start": "2026-11-21"}),
        "it begins today"
    );
    let id = added["id"].as_str().expect("an id");
    assert!(
        !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric()),
        "{id}"
    );
}

#[tokio::test]
async fn what_is_removed_and_added_again_comes_back_in_its_place() {
    let app = held().await;
    let seen = read(&app).await.json();
    let mut patches: Vec<Value> = remove(&seen, "address", 0).into();
    patches.push(add("address", &home("1 High Street")));
    let after = patch(&app, &json!(patches)).await.json();
    assert_eq!(after["address"][0]["line"][0], "1 High Street");
    assert_ne!(after["address"][0]["id"], seen["address"][0]["id"]);
    assert_eq!(after["address"][1], seen["address"][1]);
}

#[tokio::test]
async fn everything_goes_and_comes_again() {
    let app = held().await;
    let seen = read(&app).await.json();
    let mut patches = Vec::new();
    for list in ["telecom", "address", "contact", "extension"] {
        let count = seen[list].as_array().expect("a list").len();
        for place in (0..count).rev() {
            patches.extend(remove(&seen, list, place));
        }
    }
    let bare = patch(&app, &json!(patches)).await;
    assert_eq!(bare.status, 200, "{}", bare.text);
    let bare = bare.json();
    for list in ["telecom", "address", "contact", "extension"] {
        assert!(bare.get(list).is_none(), "{list}");
    }
    assert_eq!(bare["id"], seen["id"]);
    let patches = json!([
        add("extension", &preference("Mornings")),
        add("address", &temporary("Room 1")),
        add(
            "telecom",
            &telecom("email", "work", "robin.work@example.com")
        ),
    ]);
    let again = patch(&app, &patches).await.json();
    assert_eq!(again["extension"][0], preference("Mornings"));
    assert_eq!(
        again["address"][0]["line"],
        json!(["Room 1", "4 College Road", "York"])
    );
    assert_eq!(again["telecom"][0]["value"], "robin.work@example.com");
    assert_eq!(again, read(&app).await.json());
}

#[tokio::test]
async fn a_part_is_changed_and_the_rest_stays() {
    let app = held().await;
    let seen = read(&app).await.json();
    let patches = json!([
        {"op": "replace", "path": "/address/0/id", "value": seen["address"][0]["id"]},
        {"op": "replace", "path": "/address/0/line/1", "value": "24 Mill Lane"},
        {"op": "replace", "path": "/address/0/postalCode", "value": "LS6 3AD"},
    ]);
    let after = patch(&app, &patches).await.json();
    let mut wanted = seen["address"][0].clone();
    wanted["line"][1] = json!("24 Mill Lane");
    wanted["postalCode"] = json!("LS6 3AD");
    assert_eq!(after["address"][0], wanted);
    assert_eq!(after["address"][1], seen["address"][1]);
}
