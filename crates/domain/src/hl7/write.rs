//! The canonical form. Escaping is quick-xml's; the frame is put together here because a `String`
//! cannot fail where a writer could.

use jiff::civil::{Date, DateTime};
use quick_xml::escape::escape;

use super::{Fragment, SystemPeriod, UseablePeriod, V3Address, V3Id, V3Telecom, V3Text};
use crate::vocabulary::PdsAddressUse;

/// Writes a bare `telecom` element, without its system dates: those belong to the wrapper
/// ([`write_part_of_whole`]).
pub fn write_telecom(telecom: &V3Telecom) -> String {
    let value = format!("{}:{}", telecom.kind.as_str(), telecom.value.as_str());
    let attributes = [("use", telecom.use_.as_str()), ("value", value.as_str())];
    let mut inner = String::new();
    push_period(&mut inner, telecom.period);
    push_id(&mut inner, telecom.id.as_ref());
    let mut xml = String::new();
    push(&mut xml, "telecom", &attributes, &inner);
    xml
}

/// Writes a bare `addr` element, without its system dates: those belong to the wrapper
/// ([`write_part_of_whole`]). Always five lines, so that each keeps its position, and `TMP` for a
/// temporary address.
pub fn write_address(address: &V3Address) -> String {
    let use_ = match address.use_ {
        PdsAddressUse::TemporaryAsTelecom => PdsAddressUse::Temporary,
        other => other,
    };
    let mut inner = String::new();
    for line in &address.lines {
        let line = line.as_ref().map_or("", V3Text::as_str);
        push(&mut inner, "streetAddressLine", &[], &escape(line));
    }
    push_text(&mut inner, "postalCode", address.postal_code.as_ref());
    push_text(&mut inner, "addressKey", address.address_key.as_ref());
    push_text(&mut inner, "desc", address.description.as_ref());
    push_period(&mut inner, address.period);
    push_id(&mut inner, address.id.as_ref());
    let mut xml = String::new();
    push(&mut xml, "addr", &[("use", use_.as_str())], &inner);
    xml
}

/// Writes a fragment inside the `PartOfWhole` of its kind, with its system dates when it has them
/// (reference, "HL7 V3 PDS encodings"). No namespace is declared: that is the message's business.
pub fn write_part_of_whole(fragment: &Fragment) -> String {
    let (name, mut inner) = match fragment {
        Fragment::Telecom(telecom) => ("COCT_MT000202UK03.PartOfWhole", write_telecom(telecom)),
        Fragment::Address(address) => ("COCT_MT000201UK03.PartOfWhole", write_address(address)),
    };
    if let Some(period) = fragment.system_effective() {
        push_system_effective(&mut inner, period);
    }
    let mut xml = String::new();
    push(&mut xml, name, &[("classCode", "PART")], &inner);
    xml
}

fn push_system_effective(xml: &mut String, period: SystemPeriod) {
    let [mut value, mut date, mut subject] = [const { String::new() }; 3];
    push_bound(&mut value, "low", period.low().map(instant_text));
    push_bound(&mut value, "high", period.high().map(instant_text));
    push(&mut date, "value", &[], &value);
    push(&mut subject, "systemEffectiveDate", &[], &date);
    push(xml, "subjectOf2", &[], &subject);
}

fn push_period(xml: &mut String, period: UseablePeriod) {
    if period.is_empty() {
        return;
    }
    let mut inner = String::new();
    push_bound(&mut inner, "low", period.low().map(date_text));
    push_bound(&mut inner, "high", period.high().map(date_text));
    push(xml, "useablePeriod", &[], &inner);
}

fn push_bound(xml: &mut String, name: &str, value: Option<String>) {
    if let Some(value) = value {
        push(xml, name, &[("value", value.as_str())], "");
    }
}

fn push_id(xml: &mut String, id: Option<&V3Id>) {
    let Some(id) = id else { return };
    let root = ("root", id.root.as_str());
    match &id.extension {
        Some(extension) => push(xml, "id", &[root, ("extension", extension.as_str())], ""),
        None => push(xml, "id", &[root], ""),
    }
}

fn push_text(xml: &mut String, name: &str, text: Option<&V3Text>) {
    if let Some(text) = text {
        push(xml, name, &[], &escape(text.as_str()));
    }
}

/// Pushes one element. Attribute values are escaped here; what is inside must be XML already.
fn push(xml: &mut String, name: &str, attributes: &[(&str, &str)], inner: &str) {
    xml.push('<');
    xml.push_str(name);
    for (key, value) in attributes {
        xml.extend([" ", key, "=\"", &escape(*value), "\""]);
    }
    if inner.is_empty() {
        xml.push_str("/>");
    } else {
        xml.extend([">", inner, "</", name, ">"]);
    }
}

fn date_text(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn instant_text(instant: DateTime) -> String {
    let (date, time) = (date_text(instant.date()), instant.time());
    format!(
        "{date}{:02}{:02}{:02}",
        time.hour(),
        time.minute(),
        time.second()
    )
}
