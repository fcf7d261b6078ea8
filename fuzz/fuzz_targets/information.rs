//! What a record says, of every channel, with the warnings it is taken with.
#![no_main]

use std::sync::LazyLock;

use contactable_domain::contact_detail::{Information, InformationInput};
use contactable_domain::value::{AddressInput, AddressText, ValueRules};
use contactable_domain::vocabulary::{Channel, Label, Use};
use contactable_fuzz::{DIGITS, assert_hidden, assert_problems, marked};
use libfuzzer_sys::fuzz_target;

static RULES: LazyLock<ValueRules> = LazyLock::new(ValueRules::default);

fuzz_target!(|text: &str| {
    // The first line is the value; what follows is the note beside it.
    let (value, note) = text.split_once('\n').unwrap_or((text, ""));
    let address = AddressText::read(value);
    for channel in Channel::ALL.iter().copied() {
        for label in [Label::default(), Label::used_for(Use::Mobile)] {
            let parts = address.input();
            let input = input(channel, label, value, note, parts);
            match Information::parse(&input) {
                Ok(information) => taken(&information, &input),
                Err(problems) => assert_problems(&problems),
            }
        }
        let value = marked(value, DIGITS);
        let address = AddressText::read(&value);
        let parts = address.input();
        let input = input(channel, Label::default(), &value, &value, parts);
        assert_hidden(&Information::parse(&input), DIGITS);
    }
});

fn input<'a>(
    channel: Channel,
    label: Label,
    value: &'a str,
    note: &'a str,
    address: AddressInput<'a>,
) -> InformationInput<'a> {
    let is_address = channel == Channel::Address;
    InformationInput {
        channel,
        label,
        value: Some(value),
        description: Some(note),
        address: if is_address {
            address
        } else {
            AddressInput::default()
        },
        rules: &RULES,
    }
}

fn taken(information: &Information, input: &InformationInput<'_>) {
    assert_eq!(information.value.channel(), input.channel);
    assert!(!information.value.shown().is_empty());
    assert!(information.value.normal().is_some());
    for found in information.warnings() {
        assert!(!found.warning.problem.is_empty() && !found.warning.remedy.is_empty());
    }
    let again = Information::parse_beside(input, information);
    assert_eq!(
        again.as_ref(),
        Ok(information),
        "the same again changes nothing"
    );
}
