//! Every error, and where it says it is.

use contactable_domain::hl7::{Hl7Error as E, read};

fn refused(xml: &str, error: &E) {
    assert_eq!(read(xml).as_ref(), Err(error), "{xml}");
    let (code, words) = (error.code(), error.to_string());
    assert!(code.starts_with("hl7-"), "{code}");
    assert!(
        code.bytes()
            .all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'7'),
        "{code}"
    );
    assert!(!words.contains("secret"), "{words}");
}

#[test]
fn what_is_not_xml() {
    for xml in [
        "\n secret",
        "\n<a></a>secret",
        "\n&amp;",
        "\n<![CDATA[secret]]>",
        "\n<a b>",
        "\n<a b=secret/>",
        "\n<a b='secret",
        "\n<a b='<secret'/>",
        "\n<>secret</>",
        "\n<1/>",
        "\n<a 1='secret'/>",
        "\n<a",
        "\n<",
        "\n<!secret>",
        "\n<!-- secret",
        "\n<?xml version='1.0'?>",
    ] {
        let line = if xml.starts_with("\n secret") { 1 } else { 2 };
        refused(xml, &E::Malformed { line });
    }
    refused("\u{feff}\u{feff}<a/>", &E::Malformed { line: 1 });
}

#[test]
fn tags_that_do_not_match() {
    for xml in [
        "<a>\n</secret>",
        "<a/>\n</a>",
        "<x:a>\n</a>",
        "<a>\n</a b='secret'>",
    ] {
        refused(xml, &E::Mismatched { line: 2 });
    }
    refused("<a>\n<b>\n<c/>", &E::Unclosed { line: 2 });
    refused(
        "<a/>\n<telecom use='H' value='tel:1'>",
        &E::Unclosed { line: 2 },
    );
    refused(
        "<addr use='H'>\n<streetAddressLine>secret",
        &E::Unclosed { line: 2 },
    );
}

#[test]
fn attributes_and_references() {
    refused("\n<a b='secret' b=''/>", &E::DuplicateAttribute { line: 2 });
    refused("\n<a>&secret;</a>", &E::UnknownEntity { line: 2 });
    refused("\n<a>secret & secret</a>", &E::UnknownEntity { line: 2 });
    refused("\n<a b='&secret;'/>", &E::UnknownEntity { line: 2 });
    refused("\n<a>&#0;</a>", &E::CharacterReference { line: 2 });
    refused(
        "\n<a b='&#xFFFFFFFFF;'/>",
        &E::CharacterReference { line: 2 },
    );
    refused("<a>\n\u{1}</a>", &E::ControlCharacter { line: 2 });
    refused(
        "\n<telecom use='H' value='tel:1\u{9b}'/>",
        &E::ControlCharacter { line: 2 },
    );
}

#[test]
fn uses() {
    for (xml, element) in [("<telecom value='tel:1'", "telecom"), ("<addr", "addr")] {
        let line = 1;
        refused(&format!("{xml}/>"), &E::MissingUse { element, line });
        refused(
            &format!("{xml} use=' '/>"),
            &E::MissingUse { element, line },
        );
        refused(
            &format!("{xml} use='secret'/>"),
            &E::UnknownUse { element, line },
        );
        refused(
            &format!("{xml} use='H BAD'/>"),
            &E::SeveralUses { element, line },
        );
    }
    // Each vocabulary has codes that the other has not.
    let (element, line) = ("addr", 1);
    refused("<addr use='MC'/>", &E::UnknownUse { element, line });
    assert!(
        E::UnknownUse { element, line }
            .to_string()
            .ends_with("H, TMP, PST and WP")
    );
    let element = "telecom";
    refused(
        "<telecom use='PST' value='tel:1'/>",
        &E::UnknownUse { element, line },
    );
    assert!(
        E::UnknownUse { element, line }
            .to_string()
            .ends_with("EC, MC and PG")
    );
}

#[test]
fn values() {
    refused("<telecom use='H'/>", &E::MissingValue { line: 1 });
    refused(
        "<telecom use='H' value='tel: '/>",
        &E::MissingValue { line: 1 },
    );
    refused(
        "<telecom use='H' value='01632960587'/>",
        &E::MissingType { line: 1 },
    );
    refused(
        "<telecom use='H' value='sms:secret'/>",
        &E::UnknownType { line: 1 },
    );
    refused(
        "<telecom use='H' value=':secret'/>",
        &E::UnknownType { line: 1 },
    );
    refused(
        "<addr use='H'>\n<id extension='secret'/></addr>",
        &E::MissingRoot { line: 2 },
    );
    let lines = "<streetAddressLine/>".repeat(5);
    refused(
        &format!("<addr use='H'>{lines}\n<streetAddressLine>secret</streetAddressLine></addr>"),
        &E::TooManyLines { line: 2 },
    );
}

#[test]
fn what_is_there_twice() {
    for (content, element) in [
        ("<postalCode>secret</postalCode>", "postalCode"),
        ("<addressKey>secret</addressKey>", "addressKey"),
        ("<desc>secret</desc>", "desc"),
        ("<id root='secret'/>", "id"),
        ("<useablePeriod/>", "useablePeriod"),
    ] {
        let error = E::Repeated { element, line: 2 };
        refused(
            &format!("<addr use='H'>{content}\n{content}</addr>"),
            &error,
        );
    }
    let (element, line) = ("low", 2);
    let low = "<low value='20200101'/>";
    refused(
        &format!(
            "<telecom use='H' value='tel:1'><useablePeriod>{low}\n{low}</useablePeriod></telecom>"
        ),
        &E::Repeated { element, line },
    );
    let (element, date) = ("systemEffectiveDate", "<systemEffectiveDate/>");
    refused(
        &format!("<PartOfWhole>{date}\n{date}</PartOfWhole>"),
        &E::Repeated { element, line },
    );
}

#[test]
fn dates_and_periods() {
    let period = |low: &str, high: &str| {
        format!(
            "<telecom use='H' value='tel:1'>\n<useablePeriod>\n<low value='{low}'/>\n\
             <high value='{high}'/></useablePeriod></telecom>"
        )
    };
    refused(
        &period("secret", ""),
        &E::NotADate {
            element: "low",
            line: 3,
        },
    );
    refused(
        &period("20200101000000", ""),
        &E::NotADate {
            element: "low",
            line: 3,
        },
    );
    refused(
        &period("", "20200230"),
        &E::NotADate {
            element: "high",
            line: 4,
        },
    );
    let (element, line) = ("useablePeriod", 2);
    refused(
        &period("20200102", "20200101"),
        &E::EndsBeforeStart { element, line },
    );
    let (element, line) = ("systemEffectiveDate", 1);
    refused(
        "<systemEffectiveDate><value><low value='20200101000001'/><high value='20200101'/></value>\
         </systemEffectiveDate>",
        &E::EndsBeforeStart { element, line },
    );
}

#[test]
fn long_texts() {
    let long = "é".repeat(1025);
    let (element, line) = ("telecom", 1);
    refused(
        &format!("<telecom use='H' value='tel:{long}'/>"),
        &E::TooLong { element, line },
    );
    let element = "desc";
    refused(
        &format!("<addr use='H'><desc>{long}</desc></addr>"),
        &E::TooLong { element, line },
    );
}
