//! Postal addresses: one text read into lines, and parts given one by one.
#![no_main]

use contactable_domain::value::{
    Address, AddressInput, AddressNeeds, AddressText, PafKey, PlainText, PostalCode, StoredAddress,
    Uprn,
};
use contactable_fuzz::{LETTERS, assert_hidden, assert_problems, marked};
use libfuzzer_sys::fuzz_target;

const NEEDS: [AddressNeeds; 3] = [
    AddressNeeds::FirstLineAndPostcode,
    AddressNeeds::OneLine,
    AddressNeeds::PremisesOrStreetAndTown,
];

fuzz_target!(|text: &str| {
    one_text(text);
    for needs in NEEDS {
        for is_overseas in [false, true] {
            in_parts(text, needs, is_overseas);
        }
    }
    let marked = marked(text, LETTERS);
    assert_hidden(
        &Address::parse(&AddressText::read(&marked).input()),
        LETTERS,
    );
    assert_hidden(&Address::parse(&input(&marked, NEEDS[0], true)), LETTERS);
});

/// One text, read into lines. How the address is shown can be typed in again.
fn one_text(text: &str) {
    let read = AddressText::read(text);
    let mended = read.mended();
    for address in Address::parse(&read.input()).into_iter().chain(mended) {
        let shown = address.shown();
        let again = Address::parse(&AddressText::read(&shown).input());
        let again = again.expect("what is shown is taken");
        assert_eq!(again.shown(), shown);
    }
}

/// Each line of the text is a part: five lines, postcode, country, UPRN, PAF key, overseas text, one line.
fn input(text: &str, needs: AddressNeeds, is_overseas: bool) -> AddressInput<'_> {
    let mut parts = text.split('\n');
    let mut part = || parts.next().filter(|part| !part.is_empty());
    AddressInput {
        lines: std::array::from_fn(|_| part()),
        postcode: part(),
        country: part(),
        uprn: part(),
        paf_key: part(),
        overseas: part(),
        one_line: part(),
        is_overseas,
        needs,
        knows_four_lines: false,
    }
}

fn in_parts(text: &str, needs: AddressNeeds, is_overseas: bool) {
    let input = input(text, needs, is_overseas);
    match Address::parse(&input) {
        Ok(address) => taken(&address, &input),
        Err(problems) => assert_problems(&problems),
    }
}

fn taken(address: &Address, input: &AddressInput<'_>) {
    assert!(!address.one_line().trim().is_empty() && !address.shown().is_empty());
    assert!(address.one_line().chars().count() <= 1000);
    assert_eq!(address.is_overseas(), input.is_overseas);
    assert_eq!(&Address::from_stored(stored(address)), address);
    assert_eq!(
        Address::parse_beside(input, address).as_ref(),
        Ok(address),
        "the same again changes nothing"
    );
    let _ = (address.mailable(), address.kind(), address.country());
    for found in address.warnings() {
        assert!(!found.warning.problem.is_empty() && !found.warning.remedy.is_empty());
    }
}

fn stored(address: &Address) -> StoredAddress {
    let kept = |text: &str| PlainText::from_stored(text.to_owned());
    let lines = address.lines();
    StoredAddress {
        one_line: kept(address.one_line()),
        lines: lines.map_or_else(Default::default, |lines| lines.lines.clone()),
        postcode: address.postal_code().map(PostalCode::typed).map(kept),
        country: address.country_typed().map(kept),
        uprn: address.uprn().map(Uprn::typed).map(kept),
        paf_key: address.paf_key().map(PafKey::typed).map(kept),
        is_overseas: address.is_overseas(),
        overseas: address.overseas().map(kept),
    }
}
