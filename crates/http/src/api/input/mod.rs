//! What callers send, read into the domain's types: a record in `record.rs`, what it says in
//! `information.rs`, its address in `address.rs`, one that takes another's place in `replacement.rs`, one that takes
//! the place of all of its kind in `kind.rs`.

mod address;
mod information;
mod kind;
mod record;
mod replacement;

use std::sync::Arc;

use contactable_domain::contact_detail::{InformationDraft, NewContactDetail, Replacement};
use contactable_domain::refusal::{Code, Reason};
use contactable_domain::value::ValueRules;
use contactable_domain::vocabulary::{Kind, TargetKinds};

use crate::answer::Problem;
use crate::request::{Given, Json, Object, Reading};
pub use kind::OfKind;

/// How a caller's version of the API reads a request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// The specified paths: says so when it does not know a field.
    Specified,
    /// The first deployed version: an address may be one line of text.
    DeployedV1,
    /// The second deployed version.
    DeployedV2,
}

/// By what requests are read.
#[derive(Default)]
pub struct InputRules {
    /// The settings by which values are read.
    pub values: Arc<ValueRules>,
    /// The kinds of target that this installation knows.
    pub target_kinds: TargetKinds,
}

pub(super) const RECORD: &[&str] = &[
    "id",
    "targetId",
    "targetType",
    "contactInformation",
    "sourceServiceArea",
    "recordValidFrom",
    "recordValidUntil",
    "isActive",
    "createdBy",
    "verified",
    "undeliverable",
    "supersedes",
    "ended",
    // Worked out from the rest, and read past when they are sent back.
    "status",
    "useInstead",
    "sharedUnder",
    // Told when a record is made or changed, and read past when it is sent back.
    "warnings",
];
pub(super) const INFORMATION: &[&str] = &[
    "contactType",
    "subType",
    "value",
    "description",
    "addressExtended",
    // Shown with a record, and read past, or held against it, when it is sent back.
    "normal",
    "shown",
    "kind",
];
pub(super) const ADDRESS: &[&str] = &[
    "uprn",
    "isOverseasAddress",
    "overseasAddress",
    "addressLine1",
    "addressLine2",
    "addressLine3",
    "addressLine4",
    "addressLine5",
    "postCode",
    "country",
    "pafKey",
];
const REPLACEMENT: &[&str] = &[
    "id",
    "contactInformation",
    "recordValidFrom",
    "recordValidUntil",
    "reason",
];
const OF_KIND: &[&str] = &[
    "targetType",
    "contactInformation",
    "sourceServiceArea",
    "recordValidFrom",
    "recordValidUntil",
];
const OF_KIND_INFORMATION: &[&str] = &["value", "description", "addressExtended"];
const OF_KIND_SOURCE: &[&str] = &["area", "team"];
pub(super) const SOURCE: &[&str] = &["area", "team", "isDefault", "isPreferred"];

/// Reads a record to be made.
///
/// # Errors
/// Everything that is wrong with the body.
pub fn new_contact_detail(
    body: &Json,
    dialect: Dialect,
    rules: &InputRules,
) -> Result<NewContactDetail, Problem> {
    read(body, dialect, rules, |input, body| {
        input.new_contact_detail(body)
    })
}

/// Reads the new information of a record, as far as can be told without the record.
///
/// # Errors
/// Everything that is wrong with the body whatever the record says now.
pub fn information_draft(
    body: &Json,
    dialect: Dialect,
    rules: &InputRules,
) -> Result<InformationDraft, Problem> {
    read(body, dialect, rules, |input, body| {
        input.information_draft(body)
    })
}

/// Reads a record that is to take another's place. Only the specified paths know it.
///
/// # Errors
/// Everything that is wrong with the body.
pub fn replacement(body: &Json, rules: &InputRules) -> Result<Replacement, Problem> {
    read(body, Dialect::Specified, rules, |input, body| {
        input.replacement(body)
    })
}

/// Reads a record that is to take the place of all of a kind. Only the specified paths know it.
///
/// # Errors
/// Everything that is wrong with the body.
pub fn of_kind(body: &Json, kind: Kind, rules: &InputRules) -> Result<OfKind, Problem> {
    read(body, Dialect::Specified, rules, |input, body| {
        input.of_kind(body, kind)
    })
}

fn read<T>(
    body: &Json,
    dialect: Dialect,
    rules: &InputRules,
    part: impl for<'a> Fn(Input<'a>, &Object<'a>) -> Option<T>,
) -> Result<T, Problem> {
    let reading = Reading::default();
    let input = Input {
        reading: &reading,
        dialect,
        rules,
    };
    let read = Object::root(&reading, body).and_then(|body| part(input, &body));
    reading.finish(read)
}

/// A reader of requests in one dialect.
#[derive(Clone, Copy)]
struct Input<'a> {
    reading: &'a Reading,
    dialect: Dialect,
    rules: &'a InputRules,
}

impl<'a> Input<'a> {
    fn word<'w, T>(
        self,
        object: &Object<'a>,
        name: &str,
        given: Given<&str>,
        parse: impl Fn(&str) -> Option<T>,
        words: impl Iterator<Item = &'w str>,
    ) -> Option<T> {
        let word = parse(object.needed(name, given)?);
        if word.is_none() {
            let remedy = format!("Use one of: {}", words.collect::<Vec<_>>().join(", "));
            let reason = Reason::new(Code::UnknownWord, "This is not a word known here", remedy);
            self.reading.note(object.path_to(name), reason);
        }
        word
    }

    fn refuse_others(self, object: &Object<'a>, known: &[&str]) {
        if self.dialect == Dialect::Specified {
            object.refuse_others(known);
        }
    }
}
