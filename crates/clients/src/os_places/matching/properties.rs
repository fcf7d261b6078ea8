//! What holds for every address of a postcode: written in any of the usual ways it finds its own
//! record, and never another.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use super::tests::{address, found, parsed};
use crate::os_places::DpaRecord;

const STREETS: [&str; 4] = [
    "MILL LANE",
    "MILL LANE NORTH",
    "ST JOHN'S STREET",
    "ELM COURT",
];
const NAMES: [&str; 4] = ["", "THE OLD FORGE", "ELM HOUSE", "FORGE COTTAGE"];
const NUMBERS: [&str; 8] = ["", "1", "2", "12", "21", "12A", "12-14", "1-2"];
const FLATS: [&str; 9] = [
    "",
    "FLAT 1",
    "FLAT 2",
    "FLAT 12",
    "FLAT 12A",
    "FLAT A",
    "GROUND FLOOR FLAT",
    "GARDEN FLAT",
    "BASEMENT",
];

/// Every address that these parts make, each with a UPRN of its own.
static ALL: LazyLock<Vec<DpaRecord>> = LazyLock::new(all);

fn all() -> Vec<DpaRecord> {
    let mut records = Vec::new();
    for street in STREETS {
        for name in NAMES {
            for number in NUMBERS {
                for flat in FLATS {
                    records.push(record(records.len() + 1, [flat, name, number, street]));
                }
            }
        }
    }
    records.retain(|record| record.number().is_some() || record.name().is_some());
    distinct(records)
}

fn record(uprn: usize, parts: [&str; 4]) -> DpaRecord {
    let [flat, name, number, street] =
        parts.map(|part| (!part.is_empty()).then(|| part.to_owned()));
    // A number that is not digits only stands where the name does, so it cannot have a name beside it.
    let is_plain = |number: &String| number.bytes().all(|byte| byte.is_ascii_digit());
    let (name, number) = match number {
        Some(number) if !is_plain(&number) => (Some(number), None),
        number => (name, number),
    };
    DpaRecord {
        uprn: Some(uprn.to_string()),
        sub_building_name: flat,
        building_name: name,
        building_number: number,
        thoroughfare_name: street,
        dependent_locality: Some("NETHERBY".to_owned()),
        post_town: Some("EXTON".to_owned()),
        postcode: Some("LS1 6AE".to_owned()),
        ..DpaRecord::default()
    }
}

/// What makes an address another one.
fn key(record: &DpaRecord) -> [Option<String>; 4] {
    [
        record.sub_building_name.clone(),
        record.building_name.clone(),
        record.building_number.clone(),
        record.thoroughfare_name.clone(),
    ]
}

fn distinct(records: Vec<DpaRecord>) -> Vec<DpaRecord> {
    let mut kept: Vec<DpaRecord> = Vec::new();
    for record in records {
        if !kept.iter().any(|other| key(other) == key(&record)) {
            kept.push(record);
        }
    }
    kept
}

/// A way to write an address.
#[derive(Clone, Copy, Debug)]
enum Layout {
    /// As PDS has it.
    Lines,
    /// Everything on the first line, with commas.
    Commas,
    /// Everything on the first line, with spaces.
    Spaces,
    /// Each part on a line of its own.
    Apart,
    /// The flat after the street.
    FlatLast,
    /// Without locality and town.
    Short,
}

fn written(record: &DpaRecord, layout: Layout) -> String {
    let lines = record.pds_lines();
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    let parts =
        |parts: [Option<&str>; 4]| parts.into_iter().flatten().collect::<Vec<_>>().join("|");
    let flat = record.sub_building_name.as_deref();
    let street = [record.number(), record.thoroughfare_name.as_deref()];
    let street = street.into_iter().flatten().collect::<Vec<_>>().join(" ");
    match layout {
        Layout::Lines => lines.join("|"),
        Layout::Commas => lines.join(", "),
        Layout::Spaces => lines.join(" ").replace(',', " "),
        Layout::Apart => parts([flat, record.name(), Some(&street), Some("EXTON")]),
        Layout::FlatLast => parts([record.name(), Some(&street), flat, Some("EXTON")]),
        Layout::Short => parts([flat, record.name(), Some(&street), None]),
    }
}

fn respelt(text: &str, spelling: usize) -> String {
    match spelling {
        0 => text.to_owned(),
        1 => text.to_lowercase(),
        2 => text.replace("STREET", "St.").replace("LANE", "Ln"),
        3 => text.replace("FLAT ", "Apartment "),
        4 => text.replace('-', " \u{2013} ").replace("12A", "12 a"),
        _ => text.replace("THE ", "").replace("ST JOHN'S", "Saint Johns"),
    }
}

fn layout() -> impl Strategy<Value = Layout> {
    select(vec![
        Layout::Lines,
        Layout::Commas,
        Layout::Spaces,
        Layout::Apart,
        Layout::FlatLast,
        Layout::Short,
    ])
}

/// Some of the records, by their places in the list of all: a failure shows those.
fn some(most: usize) -> impl Strategy<Value = Vec<usize>> {
    subsequence((0..ALL.len()).collect::<Vec<_>>(), 1..=most)
}

fn at(places: &[usize]) -> Vec<DpaRecord> {
    places.iter().map(|at| ALL[*at].clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn an_address_finds_its_own_record_and_no_other(
        places in some(80),
        which in any::<Index>(),
        layout in layout(),
        spelling in 0..6_usize,
    ) {
        let mut records = at(&places);
        let at = which.index(records.len());
        let meant = records[at].clone();
        let text = respelt(&written(&meant, layout), spelling);
        let asked = address(&text);
        prop_assert_eq!(found(&asked, &records), meant.uprn, "{}", text);
        records.remove(at);
        prop_assert_eq!(found(&asked, &records), None, "{}", text);
    }

    #[test]
    fn no_text_upsets_it(
        lines in proptest::collection::vec("[0-9A-Za-z ,./'-]{1,40}|\\PC{1,40}", 1..=5),
        places in some(20),
    ) {
        let text = lines.join("|").replace(['<', '&'], " ");
        if let Some(address) = parsed(&text) {
            found(&address, &at(&places));
        }
    }
}
