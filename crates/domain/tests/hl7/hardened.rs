//! Input meant to do harm.

use std::fmt::Write as _;

use contactable_domain::hl7::{
    Hl7Error, MAX_ATTRIBUTES, MAX_BYTES, MAX_DEPTH, MAX_FRAGMENTS, V3Text, read,
};

const TELECOM: &str = "<telecom use='H' value='tel:1'/>";

#[test]
fn a_document_type_is_refused_before_it_is_read() {
    let laughs = "<?xml version='1.0'?>\n<!DOCTYPE lolz [\n<!ENTITY lol 'lol'>\n\
        <!ENTITY lol2 '&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;'>\n\
        <!ENTITY lol3 '&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;'>\n]>\n\
        <telecom use='H' value='tel:&lol3;'/>";
    let external = "<a>\n</a><!doctype a SYSTEM 'file:///etc/passwd'><a>&xxe;</a>";
    let unclosed = "<a>\n<!DOCTYPE";
    for xml in [laughs, external, unclosed] {
        assert_eq!(read(xml), Err(Hl7Error::DocumentType { line: 2 }), "{xml}");
    }
}

#[test]
fn nesting_is_bounded() {
    let nested = |depth| format!("{}{TELECOM}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    assert_eq!(read(&nested(MAX_DEPTH - 1)).unwrap().len(), 1);
    let too_deep = Err(Hl7Error::TooDeep { line: 1 });
    assert_eq!(read(&nested(MAX_DEPTH)), too_deep);
    assert_eq!(read(&nested(100_000)), too_deep);
    assert_eq!(read(&"<addr>".repeat(100_000)), too_deep);
}

#[test]
fn size_is_bounded() {
    let padded = |bytes| format!("{TELECOM}{}", " ".repeat(bytes - TELECOM.len()));
    assert_eq!(read(&padded(MAX_BYTES)).unwrap().len(), 1);
    assert_eq!(read(&padded(MAX_BYTES + 1)), Err(Hl7Error::TooLarge));
}

#[test]
fn fragments_are_bounded() {
    let unknown = "<telecom nullFlavor='UNK'/>";
    let most = TELECOM.repeat(MAX_FRAGMENTS) + unknown;
    assert_eq!(read(&most).unwrap().len(), MAX_FRAGMENTS);
    assert_eq!(read(&(most + TELECOM)), Err(Hl7Error::TooManyFragments));
}

#[test]
fn attributes_are_bounded() {
    let tag = |count: usize| {
        let mut xml = "<telecom use='H' value='tel:1'".to_owned();
        for index in 2..count {
            write!(xml, " a{index}=''").unwrap();
        }
        xml + "/>"
    };
    assert_eq!(read(&tag(MAX_ATTRIBUTES)).unwrap().len(), 1);
    let too_many = Err(Hl7Error::TooManyAttributes { line: 1 });
    assert_eq!(read(&tag(MAX_ATTRIBUTES + 1)), too_many);
    assert_eq!(read(&tag(90_000)), too_many);
}

/// Each of these would take minutes if any step looked back over what it had read.
#[test]
fn a_long_text_of_anything_is_read_once() {
    let fill = |unit: &str, around: usize| unit.repeat((MAX_BYTES / 8 - around) / unit.len());
    for unit in [
        "<a/>",
        "<a>\n</a>",
        "<!---->",
        "<?a?>",
        "\n",
        "<PartOfWhole/>",
        "<telecom nullFlavor='NI'/>",
    ] {
        assert_eq!(read(&fill(unit, 0)), Ok(Vec::new()), "{unit}");
    }
    for unit in ["&amp;", "<![CDATA[]]>", "<b/>", " \n", "x ", "<!-->-->"] {
        let xml = format!(
            "<addr nullFlavor='NI'><desc>{}</desc></addr>",
            fill(unit, 100)
        );
        let long = matches!(unit, "&amp;" | "x ");
        assert_eq!(read(&xml).is_err(), long, "{unit}");
    }
    for unit in ["&amp;", " ", "&#10;", "'"] {
        let xml = format!("<a use=\"{}\"/>", fill(unit, 100));
        assert_eq!(read(&xml), Ok(Vec::new()), "{unit}");
    }
    for unit in [
        "&",
        "<",
        "<a ",
        "<a '",
        "<!--",
        "<![CDATA[",
        "<?",
        "<!",
        "</",
        "&#",
        "]]>",
    ] {
        assert!(read(&fill(unit, 0)).is_err(), "{unit}");
    }
}

#[test]
fn debug_hides_every_value() {
    let xml = "<addr use='H'><streetAddressLine>secret</streetAddressLine><postalCode>secret</postalCode>\
        <addressKey>secret</addressKey><desc>secret</desc><id root='secret' extension='secret'/></addr>\
        <telecom use='H' value='mailto:secret'/>";
    let shown = format!("{:?}", read(xml).unwrap());
    assert!(!shown.contains("secret"), "{shown}");
    assert_eq!(format!("{:?}", V3Text::parse("secret")), "Ok(V3Text(..))");
}
