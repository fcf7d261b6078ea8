//! What is found, and what is not.

use crate::server::Reply;
use crate::setting::{Setting, page};

#[tokio::test]
async fn the_uprn_of_the_address_is_found() {
    let setting = Setting::of(vec![page(1..=3, 3)]).await;
    assert_eq!(setting.uprn().await.unwrap().unwrap(), "900000000002");
    assert_eq!(
        setting.server.targets(),
        ["GET /v1/postcode?postcode=LS16AE&dataset=DPA&maxresults=100&offset=0 HTTP/1.1"]
    );
}

#[tokio::test]
async fn none_fits() {
    let setting = Setting::of(vec![page(3..=9, 7)]).await;
    assert_eq!(setting.uprn().await.unwrap(), None);
}

#[tokio::test]
async fn an_answer_without_results_has_no_such_key() {
    let none = Reply::new(200, r#"{"header": {"totalresults": 0}}"#);
    let setting = Setting::of(vec![none]).await;
    assert_eq!(setting.uprn().await.unwrap(), None);
}

#[tokio::test]
async fn a_postcode_that_is_not_in_use_is_no_fault() {
    let message =
        "Requested postcode must contain a minimum of the sector. Requested postcode was X";
    let body = format!(r#"{{"error": {{"statuscode": 400, "message": "{message}"}}}}"#);
    let setting = Setting::of(vec![Reply::new(400, body)]).await;
    assert_eq!(setting.uprn().await.unwrap(), None);
    assert_eq!(setting.uprn().await.unwrap(), None);
    assert_eq!(setting.server.asked().len(), 2);
}

#[tokio::test]
async fn an_address_without_a_place_is_not_asked_about() {
    use contactable_domain::ports::Gazetteer;
    use contactable_domain::value::{Address, AddressInput};
    let setting = Setting::of(vec![page(1..=3, 3)]).await;
    let input = AddressInput {
        lines: [Some("No fixed abode"), None, None, None, None],
        postcode: Some("ZZ99 3VZ"),
        ..AddressInput::default()
    };
    let nowhere = Address::parse(&input).unwrap();
    assert!(setting.places.uprn_of(&nowhere).await.unwrap().is_none());
    assert!(setting.server.asked().is_empty());
}
