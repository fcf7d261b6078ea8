//! Pairs of an address and a record, and whether one is the other. All addresses are invented.

use contactable_domain::value::{Address, AddressInput, AddressNeeds, StoredAddress};

use super::{Asked, uprn_of};
use crate::os_places::DpaRecord;

const POSTCODE: &str = "LS1 6AE";

/// The address with these lines, parted by a bar.
pub(super) fn address(lines: &str) -> Address {
    parsed(lines).unwrap()
}

/// The same, unless it is none.
pub(super) fn parsed(lines: &str) -> Option<Address> {
    let mut lines = lines.split('|').map(Some);
    let input = AddressInput {
        lines: std::array::from_fn(|_| lines.next().flatten()),
        postcode: Some(POSTCODE),
        ..AddressInput::default()
    };
    Address::parse(&input).ok()
}

/// The record with these parts: organisation, flat, name, number, first street, second street, locality.
fn record(uprn: &str, parts: [&str; 7]) -> DpaRecord {
    let parts = parts.map(|part| (!part.is_empty()).then(|| part.to_owned()));
    let [
        organisation_name,
        sub_building_name,
        building_name,
        building_number,
        first,
        second,
        dependent_locality,
    ] = parts;
    let (dependent_thoroughfare_name, thoroughfare_name) = if second.is_some() {
        (first, second)
    } else {
        (None, first)
    };
    DpaRecord {
        uprn: Some(uprn.to_owned()),
        organisation_name,
        sub_building_name,
        building_name,
        building_number,
        dependent_thoroughfare_name,
        thoroughfare_name,
        dependent_locality,
        post_town: Some("EXTON".to_owned()),
        postcode: Some(POSTCODE.to_owned()),
        ..DpaRecord::default()
    }
}

pub(super) fn found(address: &Address, records: &[DpaRecord]) -> Option<String> {
    let uprn = uprn_of(&Asked::of(address)?, records)?;
    Some(uprn.as_str().to_owned())
}

fn is(lines: &str, parts: [&str; 7]) -> bool {
    found(&address(lines), &[record("7", parts)]).is_some()
}

const HOUSE: [&str; 7] = ["", "", "", "12", "MILL LANE", "", ""];
const FLAT: [&str; 7] = ["", "FLAT 2", "", "12", "MILL LANE", "", ""];
const NAMED: [&str; 7] = [
    "",
    "FLAT 3",
    "THE OLD FORGE",
    "23",
    "MILL LANE",
    "",
    "NETHERBY",
];
const LETTER: [&str; 7] = ["", "", "87A", "", "SAINT JOHN'S ROAD", "", ""];
const RANGE: [&str; 7] = ["", "FLAT B", "12-14", "", "BOW STREET", "", ""];
const SQUARE: [&str; 7] = ["", "", "", "1", "ELM SQUARE", "BOW LANE", ""];
const RURAL: [&str; 7] = ["", "", "ROSE COTTAGE", "", "", "", "NETHERBY"];
const SHOP: [&str; 7] = ["QUINCE & SONS", "UNIT 4", "", "9", "HIGH STREET", "", ""];
const SCHOOL: [&str; 7] = ["QUINCE SCHOOL", "", "", "", "MILL LANE", "", ""];
const GARDEN: [&str; 7] = ["", "GROUND FLOOR FLAT", "", "12", "MILL LANE", "", ""];
const NO_NUMBER: [&str; 7] = ["", "FLAT 3", "ELM HOUSE", "", "BOW STREET", "", ""];

#[test]
fn these_are_the_same() {
    for (lines, parts) in [
        ("12 Mill Lane|Exton", HOUSE),
        ("12 MILL LN.", HOUSE),
        ("12, Mill Lane, Exton", HOUSE),
        ("12|Mill Lane||Exton", HOUSE),
        ("No. 12 Mill Lane", HOUSE),
        ("012 mill lane|Exton LS1 6AE", HOUSE),
        ("12 Mill Lane Exton LS16AE", HOUSE),
        ("12 Mill Lane|Old Town|Exton LS1|Westshire", HOUSE),
        ("Flat 2|12 Mill Lane|Exton", FLAT),
        ("Flat 2 12 Mill Lane", FLAT),
        ("Flat2, 12 Mill Lane", FLAT),
        ("Apartment 2|12 Mill Lane", FLAT),
        ("Unit 02, 12 Mill Lane", FLAT),
        ("2, 12 Mill Lane", FLAT),
        ("12 Mill Lane|Flat 2|Exton", FLAT),
        ("Flat 3, The Old Forge|23 Mill Lane|Netherby|Exton", NAMED),
        ("3 Old Forge, 23 Mill Lane, Exton", NAMED),
        ("Flat 3|23 Mill Lane|The Old Forge", NAMED),
        ("87A St John\u{2019}s Rd", LETTER),
        ("87 a Saint Johns Road", LETTER),
        ("Flat B, 12-14 Bow St", RANGE),
        ("B|12 \u{2013} 14 Bow Street", RANGE),
        ("1 Elm Square|Bow Lane|Exton", SQUARE),
        ("1 Elm Sq", SQUARE),
        ("Rose Cottage|Netherby|Exton", RURAL),
        ("Rose Cottage|Exton", RURAL),
        ("Quince and Sons|Unit 4|9 High St", SHOP),
        ("Unit 4|9 High Street", SHOP),
        ("Quince School, Mill Lane", SCHOOL),
        ("Ground floor flat|12 Mill Lane", GARDEN),
        ("3 Elm House, Bow Street", NO_NUMBER),
        ("Elm House, Flat 3, Bow Street", NO_NUMBER),
    ] {
        assert!(is(lines, parts), "{lines}");
    }
}

#[test]
fn these_are_not() {
    for (lines, parts) in [
        // Another number, or one too many.
        ("14 Mill Lane", HOUSE),
        ("12A Mill Lane", HOUSE),
        ("12-14 Mill Lane", HOUSE),
        ("1 12 Mill Lane", HOUSE),
        ("Flat 2|12 Mill Lane", HOUSE),
        ("12 Mill Lane|Flat 2", HOUSE),
        ("12 Mill Lane|2", HOUSE),
        ("12 Mill Lane|B", HOUSE),
        ("Flat 12, 2 Mill Lane", HOUSE),
        ("Flat 12, Mill Lane", HOUSE),
        // Other premises of the same number.
        ("Garden Flat, 12 Mill Lane", HOUSE),
        ("12 Mill Lane, Basement", HOUSE),
        ("Rear of 12 Mill Lane", HOUSE),
        ("12 Mill Lane|Rose Court", HOUSE),
        ("The Old Forge|12 Mill Lane", HOUSE),
        ("Mill Lane", HOUSE),
        // Another street.
        ("12 Mill Lane North", HOUSE),
        ("12 Old Mill Lane", HOUSE),
        ("12 Mill Road", HOUSE),
        ("12 Mill", HOUSE),
        ("12 Elm Square|Mill Lane", HOUSE),
        ("12", HOUSE),
        // A flat needs its number, at its place.
        ("12 Mill Lane", FLAT),
        ("Flat 12, 2 Mill Lane", FLAT),
        ("Flat 12 2 Mill Lane", FLAT),
        ("2 Mill Lane, Flat 12", FLAT),
        ("12 Mill Lane, 2", FLAT),
        ("Flat 2A, 12 Mill Lane", FLAT),
        ("Flat 2/12 Mill Lane", FLAT),
        ("Flat 2 - 12 Mill Lane", FLAT),
        ("Room 2, 12 Mill Lane", FLAT),
        ("Block B, Flat 2, 12 Mill Lane", FLAT),
        ("Flat, 2 12 Mill Lane, Flat 2", FLAT),
        ("Flat 3, 23 Mill Lane", NAMED),
        ("The Old Forge, 23 Mill Lane", NAMED),
        ("Flat 3, New Old Forge, 23 Mill Lane", NAMED),
        ("87 St John's Road", LETTER),
        ("Flat A, 87 St John's Road", LETTER),
        ("Flat B, 12 Bow Street", RANGE),
        ("Flat B, 14 Bow Street", RANGE),
        ("1 Bow Lane", SQUARE),
        ("Rose Cottage", RURAL),
        ("Rose Cottage|Mill Lane|Netherby", RURAL),
        ("Rose Cottage|Netherby Magna", RURAL),
        ("2 Rose Cottage|Netherby", RURAL),
        ("Elm & Sons|Unit 4|9 High Street", SHOP),
        ("9 High Street", SHOP),
        ("Mill Lane", SCHOOL),
        ("12 Mill Lane", SCHOOL),
        ("Elm House, 3 Bow Street", NO_NUMBER),
        ("12 Mill Lane", GARDEN),
        ("Flat|12 Mill Lane", GARDEN),
    ] {
        assert!(!is(lines, parts), "{lines}");
    }
}

#[test]
fn one_of_many_is_found_and_two_are_none() {
    let other_flat = ["", "UNIT 2", "", "12", "MILL LANE", "", ""];
    let office = ["QUINCE TRUST", "", "", "12", "MILL LANE", "", ""];
    let flat = address("Flat 2, 12 Mill Lane");
    let house = address("12 Mill Lane");
    let named = address("Quince Trust, 12 Mill Lane");
    for (address, records, expected) in [
        (
            &flat,
            vec![("1", HOUSE), ("2", FLAT), ("3", NAMED)],
            Some("2"),
        ),
        (&house, vec![("1", HOUSE), ("2", FLAT)], Some("1")),
        (&flat, vec![("2", FLAT), ("4", other_flat)], None),
        (&flat, vec![("2", FLAT), ("02", other_flat)], Some("2")),
        (&house, vec![("1", HOUSE), ("5", office)], None),
        (&named, vec![("1", HOUSE), ("5", office)], Some("5")),
        (&house, vec![("not a number", HOUSE)], None),
        (&house, vec![], None),
    ] {
        let records: Vec<DpaRecord> = records.iter().map(|(uprn, of)| record(uprn, *of)).collect();
        assert_eq!(found(address, &records).as_deref(), expected);
    }
}

#[test]
fn records_of_elsewhere_or_long_ago_are_passed_over() {
    let some = |text: &str| Some(text.to_owned());
    let asked = address("12 Mill Lane");
    let house = record("7", HOUSE);
    let passed_over = [
        DpaRecord {
            postcode: some("LS1 6AB"),
            ..house.clone()
        },
        DpaRecord {
            postcode: None,
            ..house.clone()
        },
        DpaRecord {
            logical_status_code: some("8"),
            ..house.clone()
        },
        DpaRecord {
            po_box_number: some("12"),
            ..house.clone()
        },
    ];
    assert_eq!(found(&asked, &passed_over), None);
    let spelt = DpaRecord {
        postcode: some("ls16ae"),
        logical_status_code: some("1"),
        ..house
    };
    assert!(found(&asked, &[spelt]).is_some());
}

#[test]
fn an_address_on_one_line_is_read() {
    let one_line = |text| {
        let input = AddressInput {
            one_line: Some(text),
            needs: AddressNeeds::OneLine,
            ..AddressInput::default()
        };
        Address::parse(&input).unwrap()
    };
    let read = one_line("Flat 2, 12 Mill Lane, Exton LS1 6AE");
    assert_eq!(found(&read, &[record("7", FLAT)]).as_deref(), Some("7"));
    for text in ["Flat 2, 12 Mill Lane", "1 Havre Road, Paris 75007, France"] {
        assert!(Asked::of(&one_line(text)).is_none());
    }
}

#[test]
fn some_addresses_are_not_asked_about() {
    let input = AddressInput {
        lines: [Some("12 Mill Lane"), None, None, None, None],
        postcode: Some(POSTCODE),
        ..AddressInput::default()
    };
    for postcode in ["ZZ99 3VZ", "BFPO 57", "FIQQ 1ZZ"] {
        let input = AddressInput {
            postcode: Some(postcode),
            ..input
        };
        assert!(Asked::of(&Address::parse(&input).unwrap()).is_none());
    }
    let abroad = AddressInput {
        is_overseas: true,
        ..input
    };
    assert!(Asked::of(&Address::parse(&abroad).unwrap()).is_none());
    let long = "12 Mill Lane ".repeat(15);
    assert!(Asked::of(&address(&[long.as_str(); 5].join("|"))).is_none());
    assert!(Asked::of(&address(", -")).is_none());
    let jersey = AddressInput {
        postcode: Some("JE2 3AB"),
        ..input
    };
    let jersey = Asked::of(&Address::parse(&jersey).unwrap());
    assert_eq!(jersey.unwrap().postcode(), "JE23AB");
    let old = Address::from_stored(StoredAddress {
        one_line: contactable_domain::value::PlainText::from_stored("12 Mill Lane".to_owned()),
        lines: [const { None }; 5],
        postcode: None,
        country: None,
        uprn: None,
        paf_key: None,
        is_overseas: false,
        overseas: None,
    });
    assert!(Asked::of(&old).is_none());
}
