//! The canonical form.

use contactable_domain::hl7::{
    Fragment, SystemPeriod, UseablePeriod, V3Address, V3Id, V3Telecom, read, write_address,
    write_part_of_whole, write_telecom,
};
use contactable_domain::vocabulary::{PdsAddressUse, PdsTelecomType, PdsTelecomUse};
use jiff::civil::{date, datetime};

use super::text;

fn some_telecom() -> V3Telecom {
    V3Telecom {
        use_: PdsTelecomUse::Temporary,
        kind: PdsTelecomType::Tel,
        value: text("01632 960587"),
        period: UseablePeriod::default(),
        id: None,
        system_effective: None,
    }
}

fn some_address() -> V3Address {
    V3Address {
        use_: PdsAddressUse::Temporary,
        lines: [
            None,
            Some(text("23 <Mill> & \"Lane\"")),
            None,
            Some(text("O'Town")),
            None,
        ],
        postal_code: Some(text("ZZ99 3VZ")),
        address_key: None,
        description: None,
        period: UseablePeriod::default(),
        id: None,
        system_effective: None,
    }
}

#[test]
fn a_telecom_is_one_element() {
    let mut telecom = some_telecom();
    assert_eq!(
        write_telecom(&telecom),
        r#"<telecom use="HV" value="tel:01632 960587"/>"#
    );
    telecom.period = UseablePeriod::new(Some(date(987, 6, 5)), Some(date(2024, 12, 31))).unwrap();
    telecom.id = Some(V3Id {
        root: text("1.2.3"),
        extension: Some(text("a\"b")),
    });
    assert_eq!(
        write_telecom(&telecom),
        "<telecom use=\"HV\" value=\"tel:01632 960587\"><useablePeriod><low value=\"09870605\"/>\
         <high value=\"20241231\"/></useablePeriod><id root=\"1.2.3\" extension=\"a&quot;b\"/></telecom>"
    );
}

#[test]
fn an_address_has_five_lines_and_no_more_than_it_says() {
    assert_eq!(
        write_address(&some_address()),
        "<addr use=\"TMP\"><streetAddressLine/>\
         <streetAddressLine>23 &lt;Mill&gt; &amp; &quot;Lane&quot;</streetAddressLine>\
         <streetAddressLine/><streetAddressLine>O&apos;Town</streetAddressLine><streetAddressLine/>\
         <postalCode>ZZ99 3VZ</postalCode></addr>"
    );
}

#[test]
fn a_telecoms_temporary_code_is_never_written_for_an_address() {
    let mut address = some_address();
    let written = write_address(&address);
    address.use_ = PdsAddressUse::TemporaryAsTelecom;
    assert_eq!(write_address(&address), written);
    assert!(write_part_of_whole(&Fragment::Address(address)).contains("use=\"TMP\""));
}

#[test]
fn the_wrapper_holds_the_system_dates() {
    let mut telecom = some_telecom();
    let begun = Some(datetime(2024, 1, 2, 3, 4, 5, 0));
    telecom.system_effective = Some(SystemPeriod::new(begun, None).unwrap());
    assert!(!write_telecom(&telecom).contains("20240102"));
    let fragment = Fragment::Telecom(telecom);
    let xml = write_part_of_whole(&fragment);
    assert_eq!(
        xml,
        "<COCT_MT000202UK03.PartOfWhole classCode=\"PART\">\
         <telecom use=\"HV\" value=\"tel:01632 960587\"/>\
         <subjectOf2><systemEffectiveDate><value><low value=\"20240102030405\"/></value>\
         </systemEffectiveDate></subjectOf2></COCT_MT000202UK03.PartOfWhole>"
    );
    assert_eq!(read(&xml), Ok(vec![fragment]));
    let address = write_part_of_whole(&Fragment::Address(some_address()));
    assert!(address.starts_with("<COCT_MT000201UK03.PartOfWhole classCode=\"PART\"><addr "));
    assert!(!address.contains("subjectOf2"));
}
