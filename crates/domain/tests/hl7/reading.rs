//! What is read, form by form.

use contactable_domain::hl7::{Fragment, SystemPeriod, UseablePeriod, V3Id, read};
use contactable_domain::vocabulary::{PdsAddressUse, PdsTelecomType, PdsTelecomUse};
use jiff::civil::{date, datetime};

use super::{address, lines, telecom, text};

const DOCUMENT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<?note none of our business?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Body>
    <h:patient xmlns:h="urn:hl7-org:v3">
      <h:name><h:family>Example</h:family></h:name>
      <h:COCT_MT000202UK03.PartOfWhole classCode="PART">
        <h:telecom use="H" value="tel:01632960587">
          <h:useablePeriod><h:low value="20200101"/><h:high value="20200401"/></h:useablePeriod>
          <h:id root="2.16.840.1.113883.2.1.3.2.4.18.1" extension="T1"/>
        </h:telecom>
        <h:subjectOf1 typeCode="SBJ"><h:sourceSourceIdentified value="1"/></h:subjectOf1>
        <h:subjectOf2>
          <h:systemEffectiveDate><h:value>
            <h:low value="20200102030405"/><h:high value="20200501"/>
          </h:value></h:systemEffectiveDate>
        </h:subjectOf2>
      </h:COCT_MT000202UK03.PartOfWhole>
      <h:COCT_MT000201UK03.PartOfWhole classCode="PART">
        <h:addr use="H"><h:streetAddressLine>1 Example Street</h:streetAddressLine></h:addr>
      </h:COCT_MT000201UK03.PartOfWhole>
    </h:patient>
  </soap:Body>
</soap:Envelope>
"#;

#[test]
fn a_document_with_prefixes_gives_its_fragments_and_their_system_dates() {
    let found = read(DOCUMENT).unwrap();
    let [Fragment::Telecom(telecom), Fragment::Address(address)] = found.as_slice() else {
        panic!("a telecom and an address expected, not {found:?}");
    };
    assert_eq!(telecom.use_, PdsTelecomUse::Home);
    assert_eq!(telecom.kind, PdsTelecomType::Tel);
    assert_eq!(telecom.value.as_str(), "01632960587");
    let period = UseablePeriod::new(Some(date(2020, 1, 1)), Some(date(2020, 4, 1)));
    assert_eq!(telecom.period, period.unwrap());
    let id = V3Id {
        root: text("2.16.840.1.113883.2.1.3.2.4.18.1"),
        extension: Some(text("T1")),
    };
    assert_eq!(telecom.id, Some(id));
    let system = SystemPeriod::new(
        Some(datetime(2020, 1, 2, 3, 4, 5, 0)),
        Some(datetime(2020, 5, 1, 0, 0, 0, 0)),
    );
    assert_eq!(telecom.system_effective, Some(system.unwrap()));
    assert_eq!(address.system_effective, None);
}

#[test]
fn bare_elements_are_read_in_their_order() {
    let xml = "<telecom use='MC' value='tel:07700900982'/> \u{a0}\n<addr use='PST'/>\
        <telecom use='HP' value='mailto:sam@example.com'></telecom>";
    let kinds: Vec<_> = read(xml)
        .unwrap()
        .iter()
        .map(|fragment| match fragment {
            Fragment::Telecom(telecom) => telecom.kind.as_str(),
            Fragment::Address(_) => "addr",
        })
        .collect();
    assert_eq!(kinds, ["tel", "addr", "mailto"]);
}

#[test]
fn nothing_to_read_is_no_error() {
    for xml in [
        "",
        " \n",
        "\u{feff}<a/>",
        "<!-- none --><patient><name>Example</name></patient>",
    ] {
        assert_eq!(read(xml), Ok(Vec::new()), "{xml}");
    }
}

#[test]
fn every_type_and_use_is_read_whatever_its_case() {
    for kind in PdsTelecomType::ALL {
        for use_ in PdsTelecomUse::ALL {
            let (kind, use_) = (*kind, *use_);
            let prefix = kind.as_str().to_uppercase();
            let xml = format!(
                "<telecom use=' {} ' value=' {prefix}: a:b '/>",
                use_.as_str().to_lowercase()
            );
            let read = telecom(&xml);
            assert_eq!((read.kind, read.use_), (kind, use_));
            assert_eq!(read.value.as_str(), "a:b");
        }
    }
    for use_ in ["H", "TMP", "PST", "WP"] {
        let read = address(&format!("<addr use='{use_}'/>"));
        assert_eq!(read.use_.as_str(), use_);
    }
}

#[test]
fn an_address_with_a_telecoms_temporary_code_is_temporary() {
    assert_eq!(address("<addr use='HV'/>").use_, PdsAddressUse::Temporary);
}

/// "12<b>3</b> Mill Lane" is not "12 Mill Lane".
#[test]
fn text_that_would_be_lost_is_refused() {
    for xml in [
        "<addr use='H'>23 Mill Lane</addr>",
        "<addr use='H'><streetAddressLine>12<b>3</b> Mill Lane</streetAddressLine></addr>",
        "<addr use='H'><houseNumber>23</houseNumber><streetName>Mill Lane</streetName></addr>",
    ] {
        assert_eq!(
            contactable_domain::hl7::read(xml).unwrap_err().code(),
            "hl7-unexpected-text",
            "{xml}"
        );
    }
}

#[test]
fn address_lines_keep_their_positions() {
    let read = address(
        "<addr use='TMP'>
            <streetAddressLine/>
            <streetAddressLine>  23
                Mill\tLane </streetAddressLine>
            <city/>
            <streetAddressLine nullFlavor='NI'></streetAddressLine>
            <streetAddressLine>Example<b/>ton</streetAddressLine>
            <postalCode>ZZ99 3VZ</postalCode>
            <addressKey>01234567</addressKey>
            <desc>Holiday Home</desc>
            <useablePeriod><low value='20240101'/><high nullFlavor='UNK'/></useablePeriod>
            <id root='1.2.3'/>
        </addr>",
    );
    assert_eq!(lines(&read), ["", "23 Mill Lane", "", "Exampleton", ""]);
    assert_eq!(read.postal_code, Some(text("ZZ99 3VZ")));
    assert_eq!(read.address_key, Some(text("01234567")));
    assert_eq!(read.description, Some(text("Holiday Home")));
    let period = UseablePeriod::new(Some(date(2024, 1, 1)), None).unwrap();
    assert_eq!(read.period, period);
    let id = read.id.unwrap();
    assert_eq!((id.root, id.extension), (text("1.2.3"), None));
}

#[test]
fn escapes_comments_and_cdata_make_one_text() {
    let read = address(
        "<addr use='H'><streetAddressLine>&lt;A&amp;<!-- no -->B&gt; <?no?><![CDATA[<C> &amp;]]> \
         &#233;&#x2019;</streetAddressLine></addr>",
    );
    assert_eq!(lines(&read)[0], "<A&B> <C> &amp; é’");
    let read = telecom("<telecom use='WP' value='mailto:o&apos;x&#64;example.com'/>");
    assert_eq!(read.value.as_str(), "o'x@example.com");
}

#[test]
fn a_null_flavor_without_content_is_left_out() {
    let xml = "<telecom nullFlavor='UNK'/><telecom nullFlavor='NI' use='H' value=''><id/></telecom>
        <addr nullFlavor='UNK'><streetAddressLine/><id root='1.2'/></addr>";
    assert_eq!(read(xml), Ok(Vec::new()));
    let read = address("<addr nullFlavor='UNK' use='H'><postalCode>N1</postalCode></addr>");
    assert_eq!(read.postal_code, Some(text("N1")));
}

#[test]
fn what_is_empty_is_as_if_it_were_not_there() {
    let read = telecom(
        "<telecom use='H' value='tel:01632960587'><useablePeriod><low/><high value=' '/>
        </useablePeriod><id nullFlavor='NI'/></telecom>",
    );
    assert!(read.period.is_empty());
    assert_eq!(read.id, None);
}

#[test]
fn a_prefixed_attribute_is_another_attribute() {
    let read = telecom("<telecom x:use='QQ' use='H' x:value='fax:1' value='tel:2'/>");
    assert_eq!(
        (read.use_, read.kind),
        (PdsTelecomUse::Home, PdsTelecomType::Tel)
    );
}

#[test]
fn system_dates_belong_to_the_innermost_part() {
    let dates = |year| {
        format!(
            "<s><systemEffectiveDate><value><low value='{year}0101'/></value></systemEffectiveDate></s>"
        )
    };
    let telecom = "<telecom use='H' value='tel:01632960587'/>";
    let xml = format!(
        "<A.PartOfWhole>{}{telecom}<B.PartOfWhole>{telecom}</B.PartOfWhole>\
         <C.PartOfWhole>{telecom}{}</C.PartOfWhole><x>{telecom}</x></A.PartOfWhole>{telecom}{}",
        dates(2001),
        dates(2002),
        dates(2003)
    );
    let years: Vec<_> = read(&xml)
        .unwrap()
        .iter()
        .map(|fragment| fragment.system_effective()?.low().map(|low| low.year()))
        .collect();
    assert_eq!(years, [Some(2001), None, Some(2002), Some(2001), None]);
}
