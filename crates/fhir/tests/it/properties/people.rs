//! Anybody: a Patient with whatever lists, none of which breaks a rule.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{
    NUMBER, emergency, format, key, method, preference, textphone_extension, times,
};

pub(super) const KINDS: [(&str, &str); 8] = [
    ("phone", "home"),
    ("phone", "mobile"),
    ("phone", "work"),
    ("email", "home"),
    ("email", "work"),
    ("fax", "work"),
    ("other", "home"),
    ("phone", "temp"),
];

/// A telecom of a kind with its number, which makes its value.
pub(super) fn telecom(kind: usize, number: u16) -> Value {
    let (system, usage) = KINDS[kind % KINDS.len()];
    let mut item = json!({"system": system, "use": usage, "value": value(system, number)});
    if system == "other" {
        item["extension"] = json!([textphone_extension()]);
    }
    item
}

fn value(system: &str, number: u16) -> String {
    match system {
        "email" => format!("somebody.{number}@example.com"),
        // Not in any numbering plan, but written as numbers are.
        _ if number.is_multiple_of(5) => format!("00 {number:07}"),
        _ => format!("01632 96{:04}", number % 10_000),
    }
}

/// A contact that is reached in so many ways.
pub(super) fn contact(ways: usize, number: u16) -> Value {
    let each = (0..=ways % 3).map(|way| {
        let kind = [0, 3, 6][way];
        let mut item = telecom(kind, number.wrapping_add(u16::try_from(way).unwrap()));
        item.as_object_mut().unwrap().remove("use");
        item
    });
    emergency(json!(each.collect::<Vec<_>>()))
}

pub(super) fn lines(number: u16) -> Value {
    match number % 4 {
        0 => json!([format!("{number} Mill Lane"), "Leeds"]),
        1 => json!([
            "Flat 2",
            format!("{number} Mill Lane"),
            "Headingley",
            "Leeds",
            "West Yorkshire"
        ]),
        2 => json!(["Flat 2", format!("{number} Mill Lane"), "Leeds"]),
        _ => json!([
            format!("Zoë's House, {number}"),
            "<3 Lane & Co",
            "O'Town",
            "York"
        ]),
    }
}

pub(super) const USES: [&str; 3] = ["home", "temp", "billing"];

pub(super) fn address(usage: usize, number: u16) -> Value {
    let usage = USES[usage % USES.len()];
    let mut item = json!({"use": usage, "line": lines(number)});
    if !number.is_multiple_of(3) {
        item["postalCode"] = json!(["LS6 3AA", "YO10 5DD", "BFPO 57"][usize::from(number % 3)]);
    }
    if number.is_multiple_of(2) {
        item["extension"] = json!([
            key("PAF", &format!("{number:08}")),
            key("UPRN", &format!("{number}1"))
        ]);
    }
    match usage {
        "temp" => {
            item["text"] = json!("Second Home");
            item["period"] = json!({"start": "2026-11-01", "end": "2026-12-01"});
        }
        "billing" => item["period"] = json!({"start": "2026-02-01", "end": "2026-12-01"}),
        _ => {}
    }
    item
}

/// A contact preference, by which of its parts are there.
pub(super) fn wish(number: u16) -> Value {
    let mut parts = Vec::new();
    if number.is_multiple_of(2) {
        parts.push(format("13", "Audio tape"));
    }
    let method = match number % 3 {
        0 => method("2", "Visit"),
        1 => method("4", "E-mail"),
        _ => method("8", "No Telephone contact"),
    };
    parts.push(method);
    if number % 5 < 3 {
        parts.push(times(&format!("Not before {}:00", number % 24)));
    }
    preference(json!(parts))
}

fn period() -> impl Strategy<Value = Option<Value>> {
    prop::option::of(
        (1..=27_u8, prop::option::of(1..=9_u8)).prop_map(|(day, year)| {
            let start = format!("2019-05-{day:02}");
            match year {
                None => json!({"start": start}),
                Some(year) => json!({"start": start, "end": format!("202{year}-01-31")}),
            }
        }),
    )
}

/// Items of a list: which are there, each with its number and perhaps a period of its own.
fn items(
    prefix: &'static str,
    most: usize,
    make: fn(usize, u16) -> Value,
) -> impl Strategy<Value = Vec<Value>> {
    let each = prop::option::of((any::<u16>(), period()));
    prop::collection::vec(each, most).prop_map(move |all| {
        let numbered = all.into_iter().enumerate();
        let there = numbered.filter_map(|(index, one)| {
            let (number, period) = one?;
            let mut item = make(index, number);
            item["id"] = json!(format!("{prefix}{index}"));
            if let Some(period) = period.filter(|_| item.get("period").is_none()) {
                item["period"] = period;
            }
            Some(item)
        });
        there.collect()
    })
}

/// Somebody with whatever is known of them.
pub(super) fn anybody() -> impl Strategy<Value = Value> {
    let wish = prop::option::of(any::<u16>().prop_map(wish));
    let carried = any::<bool>();
    (
        items("A", KINDS.len(), telecom),
        items("B", USES.len(), address),
        items("C", 3, contact),
        wish,
        carried,
    )
        .prop_map(|(telecom, address, contact, wish, carried)| {
            let mut extension: Vec<Value> = wish.into_iter().collect();
            let mut resource = json!({"resourceType": "Patient", "id": NUMBER});
            if carried {
                extension.insert(
                    0,
                    json!({"url": "http://example.com/other", "valueString": "as it came"}),
                );
                resource["name"] = json!([{"id": "N1", "use": "usual", "family": "Example"}]);
            }
            let lists = [
                ("telecom", telecom),
                ("address", address),
                ("contact", contact),
                ("extension", extension),
            ];
            for (name, items) in lists {
                if !items.is_empty() {
                    resource[name] = json!(items);
                }
            }
            resource
        })
}
