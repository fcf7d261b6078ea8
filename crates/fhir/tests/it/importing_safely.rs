//! What cannot be read must not show anybody, and not take away what is known.

use contactable_domain::patient::{Confidentiality, List, WantedWishes};
use contactable_fhir::import::{Keep, Taken, read};
use serde_json::{Value, json};

use crate::support::{NUMBER, emergency, method, preference, taken};

fn resource(members: Value) -> String {
    let mut all = json!({"resourceType": "Patient", "id": NUMBER});
    all.as_object_mut()
        .unwrap()
        .extend(members.as_object().unwrap().clone());
    all.to_string()
}

fn came(members: Value) -> Taken {
    taken(read(&resource(members), Keep::ContactDetails).unwrap())
}

fn refused(text: &str) -> &'static str {
    let mut reads = read(text, Keep::ContactDetails).unwrap();
    reads.remove(0).taken.expect_err(text)
}

#[test]
fn a_security_label_is_read_whole_or_the_person_is_refused() {
    for meta in [
        json!(null),
        json!([]),
        json!({"security": null}),
        json!({"security": []}),
        json!({"security": {"code": "R"}}),
        json!({"security": "R"}),
        json!({"security": ["R"]}),
        json!({"security": [{}]}),
        json!({"security": [{"code": "r"}]}),
        json!({"security": [{"code": "X"}]}),
        json!({"security": [{"code": ""}]}),
        json!({"security": [{"code": 1}]}),
        json!({"security": [{"code": "U"}, {"code": "X"}]}),
        json!({"security": [{"code": "U"}, null]}),
        json!({"security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "U"}]}),
    ] {
        let text = resource(json!({"meta": meta}));
        assert_eq!(refused(&text), "security label cannot be read", "{text}");
    }
}

#[test]
fn the_strictest_label_counts() {
    use Confidentiality::{Restricted, Unrestricted, VeryRestricted};
    for (security, level) in [
        (json!([{"code": "U"}]), Unrestricted),
        (json!([{"code": "U"}, {"code": "R"}]), Restricted),
        (json!([{"code": "R"}, {"code": "U"}]), Restricted),
        (json!([{"code": "V"}]), VeryRestricted),
        (json!([{"code": "REDACTED"}]), VeryRestricted),
    ] {
        let taken = came(json!({"meta": {"security": security}}));
        assert_eq!(taken.confidentiality, Some(level), "{security}");
    }
    assert_eq!(came(json!({})).confidentiality, None);
    assert_eq!(
        came(json!({"meta": {"versionId": "2"}})).confidentiality,
        None
    );
}

#[test]
fn of_what_is_given_twice_none_is_lost() {
    for member in [
        r#""meta":{"security":[{"code":"R"}]},"meta":{"security":[{"code":"U"}]}"#,
        r#""meta":{"security":[{"code":"R"}],"security":[{"code":"U"}]}"#,
        r#""meta":{"security":[{"code":"R","code":"U"}]}"#,
        r#""telecom":[],"telecom":[]"#,
    ] {
        let text = format!(r#"{{"resourceType":"Patient","id":"{NUMBER}",{member}}}"#);
        assert_eq!(refused(&text), "a member is given twice", "{text}");
    }
}

#[test]
fn a_list_that_is_none_refuses_the_person() {
    for name in ["telecom", "address", "contact", "extension"] {
        for value in [json!("bad"), json!(null), json!({}), json!(1)] {
            let mut members = json!({});
            members[name] = value;
            let why = refused(&resource(members));
            assert_eq!(why, format!("{name} is not a list"));
        }
    }
}

#[test]
fn an_id_that_is_another_name_refuses_the_person() {
    let identifier = json!([{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": NUMBER}]);
    for id in [
        json!("9434765919"),
        json!("9990000019"),
        json!("abc"),
        json!(1),
        json!(null),
    ] {
        let text = resource(json!({"id": id, "identifier": identifier}));
        assert_eq!(refused(&text), "its id and its identifier differ", "{text}");
    }
    let alone = json!({"resourceType": "Patient", "identifier": identifier}).to_string();
    let taken = taken(read(&alone, Keep::ContactDetails).unwrap());
    assert_eq!(taken.number.as_str(), NUMBER);
}

#[test]
fn a_person_is_one_unit_of_work_and_no_more() {
    let phones =
        |count| vec![json!({"system": "phone", "use": "home", "value": "01632 960001"}); count];
    let many = came(json!({"telecom": phones(1000)}));
    assert_eq!(many.wanted.unwrap().telecoms.len(), 1000);
    let contacts = vec![emergency(json!(phones(20))); 50];
    for members in [
        json!({"telecom": phones(1001)}),
        json!({"telecom": phones(1), "contact": contacts}),
        json!({"address": vec![json!({}); 500], "extension": vec![json!({}); 501]}),
    ] {
        let why = refused(&resource(members));
        assert_eq!(why, "more than 1,000 items in its lists");
    }
}

#[test]
fn what_is_not_said_is_told_apart_from_nothing() {
    let gaps = came(json!({})).gaps;
    assert_eq!(gaps.absent, List::ALL);
    assert!(gaps.has_no_preference && !gaps.preference);
    let gaps = came(json!({"telecom": [], "address": [], "contact": []})).gaps;
    assert_eq!(gaps.absent, []);
}

#[test]
fn items_that_are_not_read_whole_are_named() {
    let long = "1".repeat(300);
    let taken = came(json!({
        "telecom": [{"id": "T1", "system": "phone", "use": "home", "value": long},
            {"id": "T2", "system": "phone", "use": "home", "value": "1", "rank": 1}, {"id": "T1", "system": "phone", "use": "work", "value": "1"}],
        "address": [{"id": "A1", "use": "home", "line": ["23 Mill Lane", long], "postalCode": "LS6 3AA"}, "bad"],
        "contact": [{"id": "C1"}, {"id": "C2", "relationship": emergency(json!([]))["relationship"],
            "telecom": [{"system": "phone", "value": "1"}, {"system": "email", "value": ""}]}],
    }));
    let unread: Vec<(List, String)> = taken
        .gaps
        .items
        .iter()
        .map(|(list, id)| (*list, id.as_str().to_owned()))
        .collect();
    let named = |list, id: &str| (list, id.to_owned());
    assert_eq!(
        unread,
        [
            named(List::Telecom, "T1"),
            named(List::Address, "A1"),
            named(List::Contact, "C1"),
            named(List::Contact, "C2")
        ]
    );
    assert_eq!(taken.gaps.lists, [List::Address]);
    let wanted = taken.wanted.unwrap();
    let lengths = [
        wanted.telecoms.len(),
        wanted.addresses.len(),
        wanted.contacts.len(),
    ];
    assert_eq!(lengths, [2, 1, 1]);
}

#[test]
fn a_preference_that_is_not_read_whole_is_told() {
    let good = || preference(json!([method("1", "Letter")]));
    for (extension, is_set, is_unread) in [
        (json!([good()]), true, false),
        (json!([good(), good()]), true, true),
        (json!([good(), 5]), true, true),
        (
            json!([preference(json!([method("Zzyzx", "Letter")]))]),
            false,
            true,
        ),
        (json!([{"url": "x"}]), false, false),
        (json!([{"url": 5}]), false, true),
    ] {
        let taken = came(json!({"extension": extension}));
        let wishes = taken.wanted.unwrap().wishes;
        assert_eq!(
            matches!(wishes, WantedWishes::Set { .. }),
            is_set,
            "{extension}"
        );
        assert_eq!(taken.gaps.preference, is_unread, "{extension}");
        assert_ne!(wishes, WantedWishes::Removed);
    }
}
