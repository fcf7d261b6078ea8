//! What holds for any content.

use contactable_domain::hl7::{
    Fragment, SystemPeriod, UseablePeriod, V3Address, V3Id, V3Telecom, V3Text, read, write_address,
    write_part_of_whole, write_telecom,
};
use contactable_domain::vocabulary::{PdsAddressUse, PdsTelecomType, PdsTelecomUse};
use jiff::civil::{Date, DateTime};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

fn any_text() -> impl Strategy<Value = V3Text> {
    // Printable text, and text of little but what XML and the tidying care about.
    prop_oneof![
        "\\PC{1,40}",
        "[<>&\"';:#x\\]\\[!?/ \\t\\r\\n\u{2028}\u{a0}é😀-]{1,20}"
    ]
    .prop_filter_map("blank", |raw| V3Text::parse(&raw).ok())
}

fn any_date() -> impl Strategy<Value = Date> {
    (0i16..=9999, 1i8..=12, 1i8..=31).prop_filter_map("no such day", |(year, month, day)| {
        Date::new(year, month, day).ok()
    })
}

fn any_instant() -> impl Strategy<Value = DateTime> {
    (any_date(), 0i8..24, 0i8..60, 0i8..60, 0i32..2)
        .prop_map(|(date, hour, minute, second, part)| date.at(hour, minute, second, part))
}

fn any_period() -> impl Strategy<Value = UseablePeriod> {
    (option::of(any_date()), option::of(any_date()))
        .prop_filter_map("backward", |(low, high)| UseablePeriod::new(low, high).ok())
}

fn any_system_period() -> impl Strategy<Value = SystemPeriod> {
    (option::of(any_instant()), option::of(any_instant()))
        .prop_filter_map("backward", |(low, high)| SystemPeriod::new(low, high).ok())
}

fn any_id() -> impl Strategy<Value = V3Id> {
    (any_text(), option::of(any_text())).prop_map(|(root, extension)| V3Id { root, extension })
}

prop_compose! {
    fn any_telecom()(
        use_ in select(PdsTelecomUse::ALL),
        kind in select(PdsTelecomType::ALL),
        value in any_text(),
        period in any_period(),
        id in option::of(any_id()),
        system_effective in option::of(any_system_period()),
    ) -> V3Telecom {
        V3Telecom { use_, kind, value, period, id, system_effective }
    }
}

prop_compose! {
    fn any_address()(
        use_ in select(vec![
            PdsAddressUse::Home,
            PdsAddressUse::Temporary,
            PdsAddressUse::Correspondence,
            PdsAddressUse::Work,
        ]),
        lines in proptest::array::uniform5(option::of(any_text())),
        postal_code in option::of(any_text()),
        address_key in option::of(any_text()),
        description in option::of(any_text()),
        period in any_period(),
        id in option::of(any_id()),
        system_effective in option::of(any_system_period()),
    ) -> V3Address {
        V3Address { use_, lines, postal_code, address_key, description, period, id, system_effective }
    }
}

fn any_fragments() -> impl Strategy<Value = Vec<Fragment>> {
    let fragment = prop_oneof![
        any_telecom().prop_map(Fragment::Telecom),
        any_address().prop_map(Fragment::Address),
    ];
    proptest::collection::vec(fragment, 1..4)
}

fn written(fragments: &[Fragment]) -> String {
    fragments.iter().map(write_part_of_whole).collect()
}

/// Reading, writing and reading again changes nothing; the first reading may fail, not panic.
fn settles(xml: &str) {
    if let Ok(fragments) = read(xml) {
        assert_eq!(read(&written(&fragments)), Ok(fragments));
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read(fragments in any_fragments()) {
        prop_assert_eq!(read(&written(&fragments)), Ok(fragments));
    }

    #[test]
    fn bare_elements_lose_only_their_system_dates(
        mut telecom in any_telecom(),
        mut address in any_address(),
    ) {
        let xml = write_telecom(&telecom) + &write_address(&address);
        telecom.system_effective = None;
        address.system_effective = None;
        let expected = vec![Fragment::Telecom(telecom), Fragment::Address(address)];
        prop_assert_eq!(read(&xml), Ok(expected));
    }

    #[test]
    fn tidying_twice_is_tidying_once(text in any_text()) {
        prop_assert_eq!(V3Text::parse(text.as_str()), Ok(text));
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..10_000)) {
        settles(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_markup_is_read_without_panic(
        pieces in proptest::collection::vec(select(PIECES), 0..60)
    ) {
        settles(&pieces.concat());
    }

    #[test]
    fn damaged_xml_is_read_without_panic(
        fragments in any_fragments(),
        damages in proptest::collection::vec((any::<Index>(), any::<Index>(), select(PIECES)), 1..4),
    ) {
        let mut xml = written(&fragments);
        for (from, length, piece) in damages {
            let from = xml.floor_char_boundary(from.index(xml.len() + 1));
            let length = length.index(12).min(xml.len() - from);
            let to = xml.ceil_char_boundary(from + length);
            xml.replace_range(from..to, piece);
        }
        settles(&xml);
    }
}

/// Bits of markup; strung together they are now and then XML.
const PIECES: &[&str] = &[
    "",
    "<",
    ">",
    "</",
    "/>",
    "<a",
    "<a>",
    "</a>",
    "<!--",
    "-->",
    "<!-->",
    "<!--->",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    "<?xml ?>",
    "<!DOCTYPE",
    "<!D",
    "<!",
    "&",
    "&amp;",
    "&#",
    "&#65;",
    ";",
    "=",
    "'",
    "\"",
    " ",
    "\n",
    "\r",
    "\t",
    "\0",
    "\u{85}",
    "\u{feff}",
    "é",
    "😀",
    ":",
    "/",
    "<telecom",
    "<telecom use='H' value='tel:1'>",
    "</telecom>",
    " use='H'",
    " value='tel:1'",
    " x:use=\"",
    "<addr use='H'>",
    "<addr nullFlavor='NI'>",
    "</addr>",
    "<streetAddressLine>",
    "<x:addr use='TMP'/>",
    "</streetAddressLine>",
    "<useablePeriod>",
    "<low value='20200101'/>",
    "<high value='2020'/>",
    "</useablePeriod>",
    "<PartOfWhole>",
    "</PartOfWhole>",
    "<systemEffectiveDate><value>",
    "</value></systemEffectiveDate>",
    "<id root='1'/>",
    "<desc/>",
];
