//! HL7 V3 fragments, read and written through the public interface. Everyone here is invented, and the
//! numbers are those Ofcom keeps for drama.

mod hardened;
mod properties;
mod reading;
mod refused;
mod writing;

use contactable_domain::hl7::{Fragment, V3Address, V3Telecom, V3Text, read};

fn text(raw: &str) -> V3Text {
    V3Text::parse(raw).unwrap()
}

/// The only telecom of the XML.
fn telecom(xml: &str) -> V3Telecom {
    match read(xml).unwrap().as_slice() {
        [Fragment::Telecom(telecom)] => telecom.clone(),
        other => panic!("one telecom expected, not {other:?}"),
    }
}

/// The only address of the XML.
fn address(xml: &str) -> V3Address {
    match read(xml).unwrap().as_slice() {
        [Fragment::Address(address)] => address.clone(),
        other => panic!("one address expected, not {other:?}"),
    }
}

/// The lines as plain text, an empty one as "".
fn lines(address: &V3Address) -> [&str; 5] {
    address
        .lines
        .each_ref()
        .map(|line| line.as_ref().map_or("", V3Text::as_str))
}
