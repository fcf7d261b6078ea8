//! Phone numbers and e-mail addresses.

use super::verdict::{Suggested, Verdict};
use super::{CheckAs, placeholder};
use crate::refusal::{Code, Reason};
use crate::split::{Part, split};
use crate::value::{
    EmailAddress, EmailLimit, PhoneKind, PhoneNumber, PhonePurpose, ValueRules, disclosures,
};
use crate::vocabulary::Channel;

/// Checks a phone number.
pub(super) fn phone(verdict: Verdict, rules: &ValueRules) -> Verdict {
    let purpose = match verdict.checked_as {
        CheckAs::Mobile => PhonePurpose::Mobile,
        CheckAs::Landline => PhonePurpose::Landline,
        _ => PhonePurpose::Any,
    };
    let parsed = PhoneNumber::parse(&verdict.input, purpose, rules.drama_numbers);
    let mut verdict = match parsed {
        Ok(number) => {
            let normal = number.normal().unwrap_or_default();
            let mut verdict = described(verdict.taken(&normal, None), &number);
            verdict.shown = Some(number.shown());
            verdict.warnings = number.warnings(purpose);
            verdict
        }
        // What kind it is helps to see why a number that is one is refused.
        Err(reasons) if reasons.iter().all(|r| r.code != Code::NotAPhoneNumber) => {
            let number = PhoneNumber::loose(verdict.input.clone());
            described(verdict.refused(reasons), &number)
        }
        Err(reasons) => verdict.refused(reasons),
    };
    if !verdict.valid {
        messy(&mut verdict, rules);
    }
    verdict
}

/// What could be meant by a refused value, and whether the words beside it tell too much.
fn messy(verdict: &mut Verdict, rules: &ValueRules) {
    if !placeholder::says_nothing(&verdict.input) {
        verdict.suggestion = suggested(&verdict.input, rules);
        verdict.warnings = disclosures(&verdict.input);
    }
}

fn described(verdict: Verdict, number: &PhoneNumber) -> Verdict {
    Verdict {
        kind: number.kind().map(PhoneKind::as_str),
        region: number.region().map(str::to_owned),
        ..verdict
    }
}

/// Checks an e-mail address.
pub(super) fn email(verdict: Verdict, rules: &ValueRules) -> Verdict {
    match EmailAddress::parse(&verdict.input, EmailLimit::Council) {
        Ok(address) => {
            let mut verdict = verdict.taken(address.normal(), Some("email"));
            verdict.shown = Some(address.typed().to_owned());
            verdict.warnings = address.warnings();
            verdict.suggestion.extend(meant(&address));
            verdict
        }
        Err(reasons) => {
            let mut verdict = verdict.refused(reasons);
            messy(&mut verdict, rules);
            verdict
        }
    }
}

/// The address with a common domain in the place of a likely slip.
fn meant(address: &EmailAddress) -> Option<Suggested> {
    let domain = address.suggested_domain()?;
    let (local, _) = address.typed().rsplit_once('@')?;
    let value = format!("{local}@{domain}");
    Some(Suggested::instead(CheckAs::Email, value)).map(|suggested| Suggested {
        channel: Some(Channel::Email),
        ..suggested
    })
}

/// The values in a messy one.
fn suggested(input: &str, rules: &ValueRules) -> Vec<Suggested> {
    let parts = split(input).into_iter();
    let offered = parts.map(|part| {
        let reasons = against(&part, rules);
        Suggested::part(part, reasons)
    });
    // The very value that was refused is no better the second time.
    offered
        .filter(|part| part.is_valid() || part.value != input)
        .collect()
}

/// What speaks against a part with the label that the words beside it give it.
fn against(part: &Part, rules: &ValueRules) -> Vec<Reason> {
    let parsed = if part.channel == Channel::Email {
        EmailAddress::parse(&part.value, EmailLimit::Council).map(drop)
    } else {
        let purpose = PhonePurpose::of(part.channel, part.label);
        PhoneNumber::parse(&part.value, purpose, rules.drama_numbers).map(drop)
    };
    parsed.err().unwrap_or_default()
}
