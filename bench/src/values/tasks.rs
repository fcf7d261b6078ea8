//! What is measured, and beside what.

use std::hint::black_box;

use contactable_domain::check::{Asked, check};
use contactable_domain::contact_detail::{Information, InformationInput};
use contactable_domain::split::split;
use contactable_domain::value::{
    Address, AddressInput, DramaNumbers, EmailAddress, EmailLimit, NhsNumber, PhoneNumber,
    PhonePurpose, Postcode, ValueRules,
};
use contactable_domain::vocabulary::{Channel, Label};
use rlibphonenumber::{PHONE_NUMBER_UTIL, Region};

use super::inputs;
use crate::Failure;

/// Something done to every value of a list.
pub struct Work {
    pub all: Box<dyn FnMut()>,
    /// How many values that is.
    pub count: f64,
}

/// The least that something could cost.
pub struct Floor {
    pub name: &'static str,
    pub work: Work,
}

/// One thing to measure.
pub struct Task {
    pub name: &'static str,
    pub ours: Work,
    pub floor: Option<Floor>,
    /// The nanoseconds aimed at; none for what is measured for information.
    pub aim: Option<f64>,
}

/// Everything, in the order of the report.
///
/// # Errors
/// A value that should be taken is not: then its time would say nothing.
pub fn all() -> Result<Vec<Task>, Failure> {
    Ok(vec![
        phone(),
        email()?,
        address()?,
        postcode(),
        nhs_number(),
        warnings()?,
        checked(),
        messy(),
        hl7()?,
    ])
}

/// Does it to each value. What comes of it is looked at and dropped, which is part of the cost.
fn each<T: 'static, R>(values: Vec<T>, one: impl Fn(&T) -> R + 'static) -> Work {
    let count = u32::try_from(values.len()).map_or(f64::NAN, f64::from);
    let all = Box::new(move || {
        for value in &values {
            black_box(one(black_box(value)));
        }
    });
    Work { all, count }
}

fn informative(name: &'static str, ours: Work) -> Task {
    Task {
        name,
        ours,
        floor: None,
        aim: None,
    }
}

fn phone() -> Task {
    let bare = |text: &String| {
        let number = PHONE_NUMBER_UTIL.parse(text, Some(Region::GB)).ok()?;
        Some((number.is_valid(), number.get_type()))
    };
    let ours = |text: &String| PhoneNumber::parse(text, PhonePurpose::Any, DramaNumbers::Accepted);
    Task {
        name: "A phone number",
        ours: each(inputs::phones(), ours),
        floor: Some(Floor {
            name: "bare rlibphonenumber: parse, is it valid, its type",
            work: each(inputs::phones(), bare),
        }),
        aim: Some(6000.0),
    }
}

fn email() -> Result<Task, Failure> {
    let ours = |text: &&str| EmailAddress::parse(text, EmailLimit::Council);
    if inputs::EMAILS.iter().any(|text| ours(text).is_err()) {
        return Err("an e-mail address is refused".into());
    }
    let scan = |text: &&str| {
        let (local, domain) = text.split_once('@')?;
        let graphic = |part: &str| part.bytes().all(|byte| byte.is_ascii_graphic());
        Some(graphic(local) && graphic(domain))
    };
    Ok(Task {
        name: "An e-mail address",
        ours: each(inputs::EMAILS.to_vec(), ours),
        floor: Some(Floor {
            name: "split at the @ and one look at each byte; nothing is checked or kept",
            work: each(inputs::EMAILS.to_vec(), scan),
        }),
        aim: Some(1000.0),
    })
}

fn address_input() -> AddressInput<'static> {
    let (lines, postcode, uprn) = inputs::ADDRESS;
    AddressInput {
        lines: lines.map(Some),
        postcode: Some(postcode),
        uprn: Some(uprn),
        ..AddressInput::default()
    }
}

fn address() -> Result<Task, Failure> {
    let ours = |input: &AddressInput<'static>| Address::parse(input);
    ours(&address_input()).map_err(|_| "the address is refused")?;
    let copy = |(lines, postcode, uprn): &([&str; 5], &str, &str)| {
        (
            lines.map(str::to_owned),
            (*postcode).to_owned(),
            (*uprn).to_owned(),
        )
    };
    Ok(Task {
        name: "An address: five lines, postcode, UPRN",
        ours: each(vec![address_input()], ours),
        floor: Some(Floor {
            name: "a copy of the same seven texts",
            work: each(vec![inputs::ADDRESS], copy),
        }),
        aim: Some(2000.0),
    })
}

fn postcode() -> Task {
    let ours = |text: &&str| Postcode::parse(text);
    informative("A postcode", each(inputs::POSTCODES.to_vec(), ours))
}

fn nhs_number() -> Task {
    let ours = |text: &&str| NhsNumber::parse(text);
    informative("An NHS number", each(inputs::NHS_NUMBERS.to_vec(), ours))
}

fn warnings() -> Result<Task, Failure> {
    let rules = ValueRules::default();
    let information = Information::parse(&InformationInput {
        channel: Channel::Address,
        label: Label::default(),
        value: None,
        description: Some(inputs::NOTE),
        address: address_input(),
        rules: &rules,
    });
    let information = information.map_err(|_| "the record is refused")?;
    let ours = |information: &Information| information.warnings();
    let name = "`warnings` of an address with a note";
    Ok(informative(name, each(vec![information], ours)))
}

fn checked() -> Task {
    let rules = ValueRules::default();
    let ours = move |text: &&str| check(text, Asked::WhatItLooksLike, &rules);
    let name = "`check` of any value, half of them refused";
    informative(name, each(inputs::ANYTHING.to_vec(), ours))
}

fn messy() -> Task {
    let ours = |text: &&str| split(text);
    informative(
        "`split` of a messy value",
        each(inputs::MESSY.to_vec(), ours),
    )
}

fn hl7() -> Result<Task, Failure> {
    let ours = |xml: &&str| contactable_domain::hl7::read(xml);
    if ours(&inputs::HL7)?.len() != 2 {
        return Err("the HL7 V3 is not read".into());
    }
    let name = "HL7 V3: a telecom and an address";
    Ok(informative(name, each(vec![inputs::HL7], ours)))
}
