//! What can be wrong with patches, each with its code and its words.

use serde_json::{Value, json};

use super::rows::told;
use super::world::{
    add, emergency, held, home, patch, place, read, remove, replace, telecom, temporary,
};

/// A list of patches of this patient, and what is told of it.
type Case = (Value, u16, &'static str, String);

fn invalid(patches: Value, told: &str) -> Case {
    let told = format!("Invalid update with error - {told}");
    (patches, 400, "INVALID_UPDATE", told)
}

#[tokio::test]
async fn of_patches() {
    let app = held().await;
    let before = read(&app).await;
    for (patches, status, code, words) in of_their_form(&before.json())
        .into_iter()
        .chain(of_the_rules(&before.json()))
    {
        let answer = patch(&app, &patches).await;
        let said = told(&answer);
        assert_eq!(said, (status, code.to_owned(), Some(words)), "{patches}");
        assert_eq!(read(&app).await.text, before.text, "{patches}");
    }
}

#[rustfmt::skip]
fn of_their_form(patient: &Value) -> Vec<Case> {
    let at = place(patient, "telecom", "use", "mobile");
    let mobile = &patient["telecom"][at];
    let [_, alone] = remove(patient, "telecom", at);
    let op = |op: &str| json!([{"op": op, "path": "/telecom/0", "from": "/telecom/1"}]);
    vec![
        (op("move"), 400, "INVALID_VALUE", "Invalid value - 'move' in field '0/op'".into()),
        (op("copy"), 400, "INVALID_VALUE", "Invalid value - 'copy' in field '0/op'".into()),
        (json!([{"path": "/telecom/0", "value": 1}]), 400, "MISSING_VALUE", "Missing value - '0/op'".into()),
        (json!([{"op": "add", "value": 1}]), 400, "MISSING_VALUE", "Missing value - '0/path'".into()),
        (json!([{"op": "add", "path": "/telecom/-"}]), 400, "MISSING_VALUE", "Missing value - '0/value'".into()),
        invalid(json!([{"op": "replace", "path": "/telecom/9", "value": mobile}]),
            "Invalid patch - index '9' is out of bounds"),
        invalid(json!([{"op": "replace", "path": "/address/0/postalCode", "value": "LS1 4BU"}]),
            "no id or url found for path with root /address/0"),
        invalid(json!([
            {"op": "replace", "path": "/address/0/id", "value": "123456"},
            {"op": "replace", "path": "/address/0/postalCode", "value": "LS1 4BU"}]),
            "no 'address' resources with object id '123456'"),
        invalid(json!([alone.clone()]), &format!(
            "removal '/telecom/{at}' is not immediately preceded by equivalent test - instead it is the first item")),
        invalid(json!([{"op": "test", "path": format!("/telecom/{at}/id"), "value": "another"}, alone]), &format!(
            "Invalid patch - {} (<class 'str'>) is not equal to tested value another (<class 'str'>)",
            mobile["id"].as_str().unwrap_or_default())),
        invalid(json!([add("pets", &json!({"name": "Rover"}))]), "Update unsupported for resource - 'pets'"),
    ]
}

#[rustfmt::skip]
fn of_the_rules(patient: &Value) -> Vec<Case> {
    let at = place(patient, "telecom", "use", "mobile");
    let path = |rest: &str| format!("telecom/{at}/{rest}");
    let mobile = |with: Value| json!([replace(patient, "telecom", at, &with)]);
    let six = json!(["1", "2", "3", "4", "5", "6"]);
    let with = |mut item: Value, member: &str, value: &Value| { item[member] = value.clone(); item };
    let first = |field: &str| format!("Missing value - '{field}'");
    let [test, gone] = remove(patient, "address", 1);
    let again = |item: Value| json!([test.clone(), gone.clone(), add("address", &item)]);
    let two_hundred: Vec<Value> = vec![json!({"op": "test", "path": "/id", "value": "x"}); 201];
    vec![
        (json!(two_hundred), 400, "TOO_MANY_VALUES_SUBMITTED",
            "Too many values submitted - 201 in field 'patches'".into()),
        invalid(mobile(json!({"period": {"start": "2020-01-02", "end": "2020-01-01"}})),
            "the end of 'telecom' cannot be before its start"),
        invalid(mobile(json!({"period": {"start": "2026-11-22"}})),
            "the start of 'telecom' cannot be in the future"),
        invalid(mobile(json!({"use": "work"})), "the system or use of an item of 'telecom' cannot be replaced"),
        invalid(json!([add("telecom", &telecom("phone", "mobile", "07700 900009"))]),
            "multiple items of 'telecom' of one system and use cannot be added"),
        invalid(json!([add("telecom", &telecom("email", "work", "nobody"))]), "email format is invalid"),
        invalid(again(with(temporary("x"), "period", &json!({"start": "2026-11-01", "end": "2027-02-01"}))),
            "a temp address cannot last more than 90 days"),
        (mobile(json!({"rank": 1})), 400, "ADDITIONAL_PROPERTIES",
            "Invalid request with error - Additional properties are not allowed ('rank' was unexpected)".into()),
        (mobile(json!({"value": "07700\u{7}900"})), 400, "UNSUPPORTED_CHARACTERS_IN_FIELD",
            format!("Unsupported characters - '07700\u{7}900' in field '{}'", path("value"))),
        (json!([add("telecom", &json!({"system": "phone", "use": "work"}))]), 400, "MISSING_VALUE",
            first("telecom/4/value")),
        (json!([add("telecom", &telecom("pigeon", "work", "1"))]), 400, "INVALID_VALUE",
            "Invalid value - 'pigeon' in field 'telecom/4/system'".into()),
        (again(with(temporary("x"), "line", &six)), 400, "TOO_MANY_VALUES_SUBMITTED",
            "Too many values submitted - ['1', '2', '3', '4', '5', '6'] in field 'address/1/line'".into()),
        (again(with(temporary("x"), "period", &Value::Null)), 400, "INVALID_VALUE",
            "Invalid value - 'None' in field 'address/1/period'".into()),
        (json!([add("address", &with(home("x"), "use", &json!("work")))]), 400, "UNSUPPORTED_VALUE",
            "Unsupported value - 'work' in field 'address/2/use'".into()),
        (json!([add("contact", &with(emergency("phone", "07700 900009"), "telecom", &json!([])))]), 400,
            "TOO_FEW_VALUES_SUBMITTED", "Too few values submitted - [] in field 'contact/1/telecom'".into()),
    ]
}
