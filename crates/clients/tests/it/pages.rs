//! Postcodes with more addresses than fit on a page.

use crate::setting::{Setting, page};

#[tokio::test]
async fn every_page_is_read() {
    let pages = vec![
        page(101..=200, 230),
        page(201..=300, 230),
        page((301..=329).chain([2]), 230),
    ];
    let setting = Setting::of(pages).await;
    assert_eq!(setting.uprn().await.unwrap().unwrap(), "900000000002");
    let offsets: Vec<bool> = setting
        .server
        .targets()
        .iter()
        .zip(["&offset=0 ", "&offset=100 ", "&offset=200 "])
        .map(|(target, offset)| target.contains(offset))
        .collect();
    assert_eq!(offsets, [true; 3]);
}

#[tokio::test]
async fn the_last_page_may_be_full() {
    let setting = Setting::of(vec![page(1..=100, 100)]).await;
    assert_eq!(setting.uprn().await.unwrap().unwrap(), "900000000002");
    assert_eq!(setting.server.asked().len(), 1);
}

#[tokio::test]
async fn what_was_not_read_could_fit_too() {
    let setting = Setting::of(vec![page(1..=100, 501)]).await;
    assert_eq!(setting.uprn().await.unwrap(), None);
    assert_eq!(setting.server.asked().len(), 5);
}

#[tokio::test]
async fn a_page_that_is_promised_and_empty_is_a_fault() {
    let setting = Setting::of(vec![page(1..=100, 150), page(std::iter::empty(), 150)]).await;
    let fault = setting.fault().await;
    assert_eq!(fault, "the answer of OS Places cannot be read");
}
