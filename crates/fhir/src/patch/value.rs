//! From what is written to what a record says, by the rules of the PDS path. What is written as it was before is held
//! against no rule: it stays what it is.

mod address;

pub(super) use address::{TOO_FEW_LINES, address};

use contactable_domain::contact_detail::{ContactDetail, Information};
use contactable_domain::patient::Breach;
use contactable_domain::refusal::{Code, Reason};
use contactable_domain::value::{
    ContactValue, EmailAddress, EmailLimit, PhoneNumber, PlainText, stays_on_its_line,
};
use contactable_domain::vocabulary::{Channel, FhirSystem, Label};

use crate::outcome::{Case, Codes, Fault, Problem, Undecided};
use crate::read::{Node, TelecomTexts};

/// How a telecom of this system reaches somebody.
pub(super) fn channel(system: FhirSystem) -> Channel {
    match system {
        FhirSystem::Phone => Channel::Phone,
        FhirSystem::Email => Channel::Email,
        FhirSystem::Other => Channel::Textphone,
        FhirSystem::Fax => Channel::Fax,
    }
}

/// What a telecom says. The note beside a number is not shown here, so what is shown says nothing about it: it stays.
pub(super) fn telecom(
    texts: &TelecomTexts<'_>,
    (channel, label): (Channel, Label),
    node: &Node<'_>,
    before: Option<&ContactDetail>,
    codes: &Codes,
) -> Result<Information, Problem> {
    let before = before.map(|record| &record.information);
    let same = before
        .filter(|known| known.value.channel() == channel && known.value.one_line() == texts.value);
    let value = match same {
        Some(known) => known.value.clone(),
        None => read(channel, texts.value)
            .map_err(|case| fault(case, format!("{}/value", node.path), texts.value, codes))?,
    };
    Ok(Information {
        label,
        value,
        description: before.and_then(|known| known.description.clone()),
    })
}

fn read(channel: Channel, text: &str) -> Result<ContactValue, Case> {
    if !stays_on_its_line(text) {
        return Err(Undecided::Characters.into());
    }
    if let Err(reasons) = PlainText::parse(text, usize::MAX)
        && let Some(case) = of_text(&reasons)
    {
        return Err(case);
    }
    let number = || PhoneNumber::written(text).map_err(|_| Breach::NumberForm.into());
    match channel {
        Channel::Email => EmailAddress::parse(text, EmailLimit::Pds)
            .map(ContactValue::Email)
            .map_err(|_| Breach::EmailForm.into()),
        Channel::Fax => number().map(ContactValue::Fax),
        Channel::Textphone => number().map(ContactValue::Textphone),
        _ => number().map(ContactValue::Phone),
    }
}

/// What is wrong with a text as a text, whatever it is to say.
fn of_text(reasons: &[Reason]) -> Option<Case> {
    reasons.iter().find_map(|reason| of_code(reason.code))
}

fn of_code(code: Code) -> Option<Case> {
    match code {
        Code::Markup | Code::ControlCharacter => Some(Undecided::Characters.into()),
        Code::TooLong => Some(Undecided::TooLong.into()),
        _ => None,
    }
}

fn fault(case: Case, field: String, value: &str, codes: &Codes) -> Problem {
    let sentence = match case {
        Case::Breach(Breach::EmailForm) => "email format is invalid".to_owned(),
        Case::Breach(Breach::NumberForm) => "phone number format is invalid".to_owned(),
        Case::Breach(Breach::PostcodeForm) => "postcode format is invalid".to_owned(),
        Case::Undecided(Undecided::Characters) => {
            format!("'{field}' has characters in it that it cannot hold")
        }
        Case::Undecided(Undecided::TooLong) => format!("'{field}' is too long"),
        Case::Undecided(Undecided::KeyForm) => {
            format!("'{field}' is not the key of an address")
        }
        _ => format!("'{field}' is invalid"),
    };
    Fault::new(case, field, value, sentence).problem(codes)
}
