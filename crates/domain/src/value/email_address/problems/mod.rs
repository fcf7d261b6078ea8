//! What is wrong with a text that is not taken as an e-mail address, in words for the person who typed it.

mod domain;
mod local_part;
mod sign;

use super::EmailLimit;
use super::library_rules;
use crate::refusal::{Code, Reason};
use crate::value::plain_text::{has_markup, too_long};

/// The most bytes that are searched for single mistakes. What is longer is not an address with a slip in
/// it but something else, and its length is what to say.
const MAX_SEARCHED: usize = 1024;

/// Every reason why an address is refused; none for one that is taken.
pub(super) fn of(typed: &str, limit: EmailLimit) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if !library_rules::takes(typed) {
        reasons.push(Reason::new(
            Code::NotAnEmail,
            "This is not an email address",
            "Enter an email address in the correct format, like name@example.com",
        ));
    }
    if typed.len() <= MAX_SEARCHED {
        in_parts(typed, &mut reasons);
    }
    if !limit.has_room_for(typed) {
        reasons.push(too_long(limit.longest()));
    } else if reasons.is_empty() && !limit.fits(typed) {
        reasons.push(too_short(limit.shortest()));
    }
    if has_markup(typed) {
        reasons.push(Reason::new(
            Code::Markup,
            "This has markup in it",
            "Enter the address only, without a name or brackets",
        ));
    }
    reasons
}

fn in_parts(typed: &str, reasons: &mut Vec<Reason>) {
    let Some((local, domain)) = typed.rsplit_once('@') else {
        let problem = if typed.trim().is_empty() {
            "This is blank"
        } else {
            "There is no @ in it"
        };
        reasons.push(structure(problem));
        return;
    };
    if local.is_empty() {
        reasons.push(structure("There is nothing before the @"));
    } else {
        local_part::problems(local, reasons);
    }
    if domain.is_empty() {
        reasons.push(structure("There is nothing after the @"));
    } else {
        domain::problems(domain, reasons);
    }
}

fn structure(problem: &'static str) -> Reason {
    Reason::new(
        Code::EmailStructure,
        problem,
        "Enter a name, then @, then a domain, like name@example.com",
    )
}

/// The list of codes has none for too short; only `a@b.cc` and its like get here.
fn too_short(shortest: usize) -> Reason {
    Reason::new(
        Code::EmailStructure,
        format!("This is shorter than the {shortest} characters that the NHS asks for"),
        "Check that the whole email address is there",
    )
}
