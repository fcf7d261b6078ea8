//! The contact details that are created: of the lengths that real ones have, invented ones all.

use serde_json::{Value, json};

use crate::http::TARGET;

/// The five that every target has: two telephone numbers, an e-mail address, two postal addresses.
pub fn five() -> [String; 5] {
    [
        body(&phone("mobile", "07700 900123"), true),
        body(&phone("landline", "020 7946 0123"), false),
        body(&email(), true),
        body(&home(), true),
        one_more(),
    ]
}

/// The eight of a patient, as a council has them: four ways to be told something, three addresses, an emergency contact.
pub fn eight() -> [String; 8] {
    [
        body(&phone("landline", "020 7946 0123"), false),
        body(&phone("work", "020 7946 0124"), false),
        body(&phone("mobile", "07700 900123"), true),
        body(&phone("emergencyContact", "020 7946 0125"), false),
        body(&email(), true),
        body(&home(), true),
        body(&temporary(), false),
        one_more(),
    ]
}

/// The one that is created while measuring: an address, because a target may have any number of them.
pub fn one_more() -> String {
    body(&correspondence(), false)
}

fn body(information: &Value, is_default: bool) -> String {
    // Built by hand around the information to be in the order in which callers write it.
    format!(
        "{{\"targetId\":\"{TARGET}\",\"targetType\":\"person\",\"contactInformation\":{information},\
         \"sourceServiceArea\":{{\"area\":\"Housing\",\"isDefault\":{is_default}}}}}"
    )
}

fn phone(usage: &str, value: &str) -> Value {
    json!({ "contactType": "phone", "subType": usage, "value": value, "description": null })
}

fn email() -> Value {
    json!({
        "contactType": "email",
        "subType": "home",
        "value": "margaret.okonkwo-hughes@example.org",
        "description": null,
    })
}

fn home() -> Value {
    json!({
        "contactType": "address",
        "subType": "home",
        "value": null,
        "description": "Ring the lower bell; the entrance is behind the shops",
        "addressExtended": {
            "uprn": "100021045676",
            "isOverseasAddress": false,
            "addressLine1": "Flat 12, Lister House",
            "addressLine2": "44 Old Mill Road",
            "addressLine3": "Hackney",
            "addressLine4": "London",
            "postCode": "E8 1AA",
        },
    })
}

fn temporary() -> Value {
    json!({
        "contactType": "address",
        "subType": "temporary",
        "value": null,
        "description": "Student Accommodation",
        "addressExtended": {
            "uprn": null,
            "isOverseasAddress": false,
            "addressLine1": "Room 214, Teasel Hall",
            "addressLine2": "8 Osier Cut",
            "addressLine3": "Bow",
            "addressLine4": "London",
            "postCode": "E3 0ZZ",
        },
    })
}

fn correspondence() -> Value {
    json!({
        "contactType": "address",
        "subType": "correspondenceAddress",
        "value": null,
        "description": null,
        "addressExtended": {
            "uprn": null,
            "isOverseasAddress": false,
            "addressLine1": "c/o Okonkwo and Daughters",
            "addressLine2": "Unit 3, 210 Upper Station Road",
            "addressLine3": "Walthamstow",
            "addressLine4": null,
            "postCode": "E17 9ZZ",
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bodies_are_json_and_name_the_target_once() {
        for body in five().into_iter().chain(eight()) {
            let read: Value = serde_json::from_str(&body).unwrap();
            assert_eq!(read["targetId"], TARGET);
            assert_eq!(body.matches(TARGET).count(), 1);
        }
    }
}
