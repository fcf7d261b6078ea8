//! What the patched Patient says of how the person wants to be reached.

use contactable_domain::patient::{Breach, Patient, WantedWishes};
use contactable_domain::preferences::MAX_CONTACT_TIMES;
use contactable_domain::refusal::Code;
use contactable_domain::value::{PlainText, stays_on_its_line};
use serde_json::Value;

use super::application::{self, Application};
use super::view::{self, View};
use crate::outcome::{Case, Codes, Fault, Problem, Undecided};
use crate::read::{Node, PreferenceTexts, Strict};

/// What is wanted of the wishes.
pub(super) fn wanted(
    patient: &Patient,
    view: &View,
    applied: &Application,
    codes: &Codes,
) -> Result<WantedWishes, Problem> {
    let before = view::preferences(&view.document).next();
    let mut after = view::preferences(&applied.document);
    let Some((index, value)) = after.next() else {
        return Ok(match before {
            Some(_) => WantedWishes::Removed,
            None => WantedWishes::Kept,
        });
    };
    if let Some((second, other)) = after.next() {
        return Err(of_second((second, other), codes));
    }
    if before.is_some_and(|(_, known)| known == value) {
        return Ok(WantedWishes::Kept);
    }
    check_name(index, value, codes)?;
    let node = Node::new(value, format!("extension/{index}"));
    set(patient, &node, codes)
}

fn check_name(index: usize, value: &Value, codes: &Codes) -> Result<(), Problem> {
    match view::text(value, "url") {
        Some(url) if view::is_retired(url) => Err(application::retired(
            &format!("extension/{index}/url"),
            url,
            codes,
        )),
        _ => Ok(()),
    }
}

fn of_second((index, value): (usize, &Value), codes: &Codes) -> Problem {
    if let Err(retired) = check_name(index, value, codes) {
        return retired;
    }
    let sentence = "multiple contact preferences cannot be added";
    let field = format!("extension/{index}");
    Fault::new(Undecided::SecondPreference, field, "", sentence).problem(codes)
}

fn set(patient: &Patient, node: &Node<'_>, codes: &Codes) -> Result<WantedWishes, Problem> {
    let known = patient.wishes.as_ref().map(|known| &known.wishes);
    let method = known.and_then(|known| known.method);
    let texts = PreferenceTexts::read(node, method, &mut Strict(codes))?;
    let same = known.and_then(|known| known.times.as_ref());
    let times = match texts.times {
        None => None,
        Some((_, text)) if same.is_some_and(|same| same.as_str() == text) => same.cloned(),
        Some((field, text)) => Some(times(field, text, codes)?),
    };
    Ok(WantedWishes::Set {
        method: texts.method,
        format: texts.format,
        times,
    })
}

fn times(field: String, text: &str, codes: &Codes) -> Result<PlainText, Problem> {
    let parsed = match PlainText::parse(text, MAX_CONTACT_TIMES) {
        Ok(_) if !stays_on_its_line(text) => Err(Some(Code::ControlCharacter)),
        Ok(times) => Ok(times),
        Err(reasons) => Err(reasons.first().map(|reason| reason.code)),
    };
    parsed.map_err(|first| {
        let (case, sentence): (Case, _) = match first {
            Some(Code::TooLong) => (Breach::TimesTooLong.into(), "contact times are too long"),
            Some(Code::Required) => (Undecided::MissingMember.into(), "contact times are blank"),
            _ => (
                Undecided::Characters.into(),
                "contact times have characters in them that they cannot hold",
            ),
        };
        Fault::new(case, field, text, sentence).problem(codes)
    })
}
