//! The items of the lists that are taken over: with their ids, and as they are written, by whatever rules they were
//! recorded there.

use std::collections::BTreeSet;

use contactable_domain::contact_detail::{Information, parse_description};
use contactable_domain::patient::{ItemId, List, Wanted, WantedItem};
use contactable_domain::time::Period;
use contactable_domain::value::{
    Address, AddressInput, AddressNeeds, ContactValue, EmailAddress, EmailLimit, PhoneNumber,
    PlainText, StoredAddress,
};
use contactable_domain::vocabulary::{FhirCode, FhirSystem, Label, Use};

use super::lenient::Lenient;
use crate::outcome::Problem;
use crate::read::{AddressTexts, ContactTexts, Node, TelecomTexts, Within};

/// The most characters of a number or an e-mail address, of a line, and of all of them.
const MAX_VALUE: usize = 254;
const MAX_LINE: usize = 200;
const MAX_CODE: usize = 20;

const UNFIT: &str = "it is blank, too long, or has control characters in it";

pub(super) fn telecoms(root: &Node<'_>, sink: &mut Lenient) -> Result<Vec<Wanted>, Problem> {
    list(root, List::Telecom, sink, |node, sink| {
        let Some(texts) = TelecomTexts::read(node, Within::Patient, sink)? else {
            return Ok(None);
        };
        let system = texts.system;
        let code = texts.usage.map(|usage| FhirCode::Telecom { system, usage });
        let label = code.and_then(FhirCode::meaning).map(|(_, label)| label);
        let what = label.and_then(|label| telecom(&texts, label, node, sink));
        Ok(what.map(|what| (vec![what], texts.period)))
    })
}

pub(super) fn contacts(root: &Node<'_>, sink: &mut Lenient) -> Result<Vec<Wanted>, Problem> {
    list(root, List::Contact, sink, |node, sink| {
        let Some(texts) = ContactTexts::read(node, sink)? else {
            return Ok(None);
        };
        let label = Label::used_for(Use::Emergency);
        let each = texts.telecoms.iter();
        let what: Vec<Information> = each
            .filter_map(|(node, texts)| telecom(texts, label, node, sink))
            .collect();
        Ok((!what.is_empty()).then_some((what, texts.period)))
    })
}

pub(super) fn addresses(root: &Node<'_>, sink: &mut Lenient) -> Result<Vec<Wanted>, Problem> {
    list(root, List::Address, sink, |node, sink| {
        let Some(texts) = AddressTexts::read(node, sink)? else {
            return Ok(None);
        };
        let meaning = FhirCode::Address { usage: texts.usage }.meaning();
        let (Some((_, label)), Some(address)) = (meaning, address(&texts, node, sink)) else {
            return Ok(None);
        };
        let description = parse_description(texts.text).unwrap_or_else(|_| {
            sink.note(format!("{}/text", node.path), UNFIT);
            None
        });
        let what = Information {
            label,
            value: ContactValue::Address(Box::new(address)),
            description,
        };
        Ok(Some((vec![what], texts.period)))
    })
}

/// What an item says, and from when to when.
type Said = (Vec<Information>, Option<Period>);

fn list<'a>(
    root: &Node<'a>,
    list: List,
    sink: &mut Lenient,
    read: impl Fn(&Node<'a>, &mut Lenient) -> Result<Option<Said>, Problem>,
) -> Result<Vec<Wanted>, Problem> {
    let Some(member) = root.member(list.as_str()) else {
        sink.gaps.absent.push(list);
        return Ok(Vec::new());
    };
    let mut known: BTreeSet<ItemId> = BTreeSet::new();
    let mut all = Vec::new();
    for node in member.items(usize::MAX, sink)? {
        let faults = sink.faults;
        let said = read(&node, sink)?;
        let is_whole = said.is_some() && sink.faults == faults;
        let given = node.value.get("id").and_then(serde_json::Value::as_str);
        let id = given
            .and_then(ItemId::parse)
            .filter(|id| !known.contains(id));
        if given.is_some() && id.is_none() {
            let why = "it is another item's, or has other characters than letters and digits";
            sink.note(format!("{}/id", node.path), why);
        }
        known.extend(id.clone());
        if !is_whole {
            sink.gaps.unread(list, id.as_ref());
        }
        let Some((what, period)) = said else {
            continue;
        };
        let item = WantedItem {
            what,
            // What another system says nothing of is known from nowhere.
            period: Some(period.unwrap_or_default()),
            in_part: false,
        };
        all.push(Wanted::Added(id, item));
    }
    Ok(all)
}

fn telecom(
    texts: &TelecomTexts<'_>,
    label: Label,
    node: &Node<'_>,
    sink: &mut Lenient,
) -> Option<Information> {
    let text = texts.value;
    if !is_fit(text, MAX_VALUE) {
        sink.note(format!("{}/value", node.path), UNFIT);
        return None;
    }
    let number = || PhoneNumber::loose(text.to_owned());
    let value = match texts.system {
        FhirSystem::Phone => ContactValue::Phone(number()),
        FhirSystem::Fax => ContactValue::Fax(number()),
        FhirSystem::Other => ContactValue::Textphone(number()),
        FhirSystem::Email => {
            let parsed = EmailAddress::parse(text, EmailLimit::Council);
            let stored = |_| EmailAddress::from_stored(text.to_owned(), None);
            ContactValue::Email(parsed.unwrap_or_else(stored))
        }
    };
    Some(Information {
        label,
        value,
        description: None,
    })
}

fn is_fit(text: &str, most: usize) -> bool {
    !text.trim().is_empty() && text.chars().count() <= most && !text.chars().any(char::is_control)
}

/// An address by today's rules, or else as it is.
fn address(texts: &AddressTexts<'_>, node: &Node<'_>, sink: &mut Lenient) -> Option<Address> {
    let mut lines: [Option<&str>; 5] = [None; 5];
    for (index, (line, slot)) in texts.lines.iter().zip(&mut lines).enumerate() {
        *slot = part(line, MAX_LINE, format!("{}/line/{index}", node.path), sink);
    }
    let code = format!("{}/postalCode", node.path);
    let postcode = texts
        .postcode
        .and_then(|text| part(text, MAX_CODE, code, sink));
    let paf_key = key(texts.paf_key.as_ref(), sink);
    let uprn = key(texts.uprn.as_ref(), sink);
    let input = AddressInput {
        lines,
        postcode,
        paf_key,
        uprn,
        needs: AddressNeeds::Anything,
        ..AddressInput::default()
    };
    if let Ok(address) = Address::parse(&input) {
        return Some(address);
    }
    let parts: Vec<&str> = lines.into_iter().chain([postcode]).flatten().collect();
    if parts.is_empty() {
        sink.note(node.path.clone(), "it has neither a line nor a postcode");
        return None;
    }
    let own = |text: Option<&str>| text.map(|text| PlainText::from_stored(text.to_owned()));
    Some(Address::from_stored(StoredAddress {
        one_line: PlainText::from_stored(parts.join(" ")),
        lines: lines.map(own),
        postcode: own(postcode),
        country: None,
        uprn: own(uprn),
        paf_key: own(paf_key),
        is_overseas: false,
        overseas: None,
    }))
}

fn key<'a>(key: Option<&(String, &'a str)>, sink: &mut Lenient) -> Option<&'a str> {
    let (path, text) = key?;
    part(text, MAX_CODE, path.clone(), sink)
}

/// A part of an address; nothing for a blank one, and for one that cannot be kept, which is told of.
fn part<'a>(text: &'a str, most: usize, path: String, sink: &mut Lenient) -> Option<&'a str> {
    if text.trim().is_empty() {
        return None;
    }
    let fits = is_fit(text, most);
    if !fits {
        sink.note(path, UNFIT);
    }
    fits.then_some(text)
}
