//! The body of the call that records how a target wants to be reached.

use contactable_domain::preferences::{ContactMethod, MAX_CONTACT_TIMES, Wishes, WrittenFormat};
use contactable_domain::vocabulary::Means;

use crate::request::{Object, Reading};

const KNOWN: &[&str] = &[
    "area",
    "preferredMethod",
    "writtenFormat",
    "contactTimes",
    "doNotUse",
];

/// Reads for which area it is said, and what the target wants. What is left out is not wanted.
pub fn preferences(reading: &Reading, body: &Object<'_>) -> Option<(Option<String>, Wishes)> {
    body.refuse_others(KNOWN);
    let area = body.text("area").optional();
    let method = body
        .text("preferredMethod")
        .read(|text| method(reading, text));
    let format = body
        .text("writtenFormat")
        .read(|text| format(reading, text));
    let times = body.plain_text("contactTimes", MAX_CONTACT_TIMES);
    let do_not_use = body.words("doNotUse", Means::ALL, Means::as_str);
    let wishes = Wishes {
        method: method.optional().ok()?,
        format: format.optional().ok()?,
        times: times.optional().ok()?,
        do_not_use: do_not_use.optional().ok()?.into_iter().flatten().collect(),
    };
    reading.accept(wishes.check())?;
    Some((area.ok()?.map(str::to_owned), wishes))
}

/// A method by our word or by its code of PDS.
fn method(reading: &Reading, text: &str) -> Option<ContactMethod> {
    ContactMethod::from_pds_code(text).or_else(|| {
        let words = ContactMethod::ALL;
        reading.word("preferredMethod", text, words, ContactMethod::as_str)
    })
}

/// A format by our word or by its code of PDS.
fn format(reading: &Reading, text: &str) -> Option<WrittenFormat> {
    WrittenFormat::from_pds_code(text).or_else(|| {
        let words = WrittenFormat::ALL;
        reading.word("writtenFormat", text, words, WrittenFormat::as_str)
    })
}
