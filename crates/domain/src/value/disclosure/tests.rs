use super::*;
use proptest::prelude::*;

mod left_alone;

fn codes(text: &str) -> Vec<WarningCode> {
    disclosures(text)
        .iter()
        .map(|warning| warning.code)
        .collect()
}

#[test]
fn how_to_get_in_is_seen() {
    for text in [
        "key safe 1234",
        "Keysafe: 1234",
        "KEY-SAFE NO 4521",
        "lockbox 2580 by door",
        "Key safe code is C1234X",
        "key safe on the left, code 1234",
        "door code: 4521#",
        "Door code 4521",
        "C1234X on keypad",
        "1234 for the key safe",
        "code for gate is 2580",
        "code for main door: 1 2 3 4",
        "gate code 2580",
        "entry code 1974",
        "entrance code A123",
        "Flat 4, entry code 4321",
        "press 12 then #",
        "press 4521",
        "press 12#",
        "enter 99# at the door",
        "dial 1234 at gate",
        "buzzer 1234",
        "intercom code 12345",
        "intercom: 4521",
        "4521#",
        "Flat 3 4521#",
        "press 1 then #",
        "alarm code with neighbour",
        "alarm code 1966",
        "PIN 1234",
        "pin number is 1234",
        "passcode 0000",
        "1234 is the code",
        "keypad c 1234 x",
        "padlock 123",
        "ask son for door code",
        "key under mat",
        "Keys to be collected from concierge",
        "keypad C15Y",
        "keys under the flowerpot",
        "Key is behind the bin",
        "spare key with neighbour",
        "Spare keys are kept with the warden",
        "key in meter cupboard",
        "fob at reception",
        "collect key from next door",
        "key hidden under a stone",
        "key safe by back door",
        "let yourself in",
        "back door left unlocked",
        "use the trades button",
        "Front door is on the latch",
    ] {
        assert!(codes(text).contains(&WarningCode::AccessCode), "{text}");
    }
}

#[test]
fn other_personal_data_is_seen() {
    for text in [
        "DOB 12/03/1980",
        "dob: 12.3.80",
        "D.O.B. 12-03-1980",
        "date of birth 1 May 1950",
        "Date of birth is 1950-05-01",
        "born 1 May 1950",
        "born on the 1st of May 1950",
        "born May 1 1950",
        "born in 1950",
        "DOB 12031980",
        "NHS number 943 476 5919",
        "NHS no: 9434765919",
        "nhs 943-476-5919",
        "943 476 5919",
        "QQ123456C",
        "qq 12 34 56 c",
        "NI number QQ 123456 C",
        "sort code 12-34-56 account 12345678",
        "12-34-56 12345678",
        "acc 12345678 sort code 123456",
        "4111 1111 1111 1111",
        "card 5555555555554444",
        "diabetic",
        "Has dementia, speak slowly",
        "HIV positive",
        "overdose last year",
        "fled domestic abuse",
        "safeguarding concern",
        "epileptic",
        "is terminally ill",
        "history of self-harm",
    ] {
        assert_eq!(codes(text), [WarningCode::PersonalData], "{text}");
    }
}

#[test]
fn each_kind_is_told_once() {
    use WarningCode::{AccessCode, PersonalData};
    let text = "key safe 1234, door code 4321, key under mat, DOB 1/2/1980, diabetic, dementia";
    assert_eq!(
        codes(text),
        [AccessCode, AccessCode, PersonalData, PersonalData]
    );
}

#[test]
fn no_warning_repeats_the_text() {
    for warning in disclosures("key safe 1234, DOB 01/02/1980, NHS 943 476 5919") {
        let words = format!("{} {}", warning.problem, warning.remedy);
        assert!(!words.contains(|c: char| c.is_ascii_digit()), "{words}");
    }
}

#[test]
fn long_texts_take_no_longer_than_their_length() {
    for part in [
        "key ",
        "1 ",
        "code the ",
        "press ",
        "is ",
        "12-34-56 ",
        "a'",
        "#",
    ] {
        let _ = disclosures(&part.repeat(60_000 / part.len()));
    }
}

proptest! {
    #[test]
    fn no_text_is_too_odd(text in "(?s).{0,500}") {
        let _ = disclosures(&text);
    }

    #[test]
    fn no_mixture_is_too_odd(parts in proptest::collection::vec(
        "(key|safe|code|door|press|dob|born|nhs|sort|1|12|1234|#|-| |,|\\.|'|é)", 0..60,
    )) {
        let text = parts.concat();
        prop_assert_eq!(codes(&text), codes(&text.to_uppercase().replace('É', "é")));
    }
}
