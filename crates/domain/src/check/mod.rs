//! What the service makes of any value: whether it takes it, its normal form, what kind it is, every
//! reason against it, what somebody should look at, and what could be meant instead.

mod address;
mod guess;
mod placeholder;
mod telecom;
mod verdict;

pub use verdict::{Suggested, Verdict};

use crate::identifier::Identifier;
use crate::refusal::{Code, Reason};
use crate::value::{NhsNumber, Postcode, ValueRules};
use crate::vocabulary::words;
use crate::warning::{Warning, WarningCode};

words! {
    /// What a value is checked as.
    CheckAs {
        /// A phone number of any kind that is taken.
        Phone = "phone",
        /// A mobile number.
        Mobile = "mobile",
        /// A landline number.
        Landline = "landline",
        /// An e-mail address.
        Email = "email",
        /// A postal address on one line, or on several.
        Address = "address",
        /// A postcode.
        Postcode = "postcode",
        /// An NHS number.
        NhsNumber = "nhs-number",
        /// An identifier of a configured system, such as a tenancy reference.
        Identifier = "identifier",
    }
}

/// What a value is said to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asked<'a> {
    /// Nobody says: it is taken for what it looks like.
    WhatItLooksLike,
    /// One of the kinds that every installation knows.
    As(CheckAs),
    /// An identifier of the system with this name or URI.
    IdentifierOf(&'a str),
}

impl<'a> Asked<'a> {
    /// Reads what somebody says: a word of [`CheckAs`], or the name or URI of a system of identifiers.
    ///
    /// # Errors
    /// Every word that is known.
    pub fn parse(said: &'a str, rules: &ValueRules) -> Result<Self, Vec<String>> {
        let known = CheckAs::parse(said).filter(|known| *known != CheckAs::Identifier);
        if let Some(known) = known {
            return Ok(Self::As(known));
        }
        let systems = &rules.identifier_systems;
        if systems.find(said).is_some() {
            return Ok(Self::IdentifierOf(said));
        }
        let words = CheckAs::ALL
            .iter()
            .filter(|word| **word != CheckAs::Identifier);
        let words = words.map(|word| word.as_str().to_owned());
        let names = systems.iter().map(|system| system.name.clone());
        let mut all: Vec<String> = words.chain(names).collect();
        all.dedup();
        Err(all)
    }
}

/// The longest value that is looked at, in bytes.
const MAX_VALUE: usize = 10_000;

/// Checks a value, as what it is said to be or as what it looks like.
pub fn check(input: &str, asked: Asked<'_>, rules: &ValueRules) -> Verdict {
    let checked_as = match asked {
        Asked::WhatItLooksLike if input.len() > MAX_VALUE => CheckAs::Phone,
        Asked::WhatItLooksLike => guess::guess(input),
        Asked::As(known) => known,
        Asked::IdentifierOf(_) => CheckAs::Identifier,
    };
    let empty = Verdict::of(input, checked_as);
    if input.len() > MAX_VALUE {
        return empty.refused(vec![too_long()]);
    }
    let verdict = match checked_as {
        CheckAs::Phone | CheckAs::Mobile | CheckAs::Landline => telecom::phone(empty, rules),
        CheckAs::Email => telecom::email(empty, rules),
        CheckAs::Address => address::check(empty),
        CheckAs::Postcode => postcode(empty, rules),
        CheckAs::NhsNumber => nhs_number(empty),
        CheckAs::Identifier => identifier(empty, asked, rules),
    };
    placeholder::look(verdict)
}

fn postcode(verdict: Verdict, rules: &ValueRules) -> Verdict {
    match Postcode::parse(&verdict.input) {
        Ok(postcode) => {
            let warnings = postcode.pseudo().map(|pseudo| {
                let meaning = rules.pseudo_postcodes.meaning(pseudo).join(", ");
                pseudo_postcode(&meaning)
            });
            let mut verdict = verdict.taken(postcode.normal(), Some(postcode.kind().as_str()));
            verdict.warnings.extend(warnings);
            verdict
        }
        Err(reasons) => {
            let meant = Postcode::suggestion(&verdict.input);
            let mut verdict = verdict.refused(reasons);
            verdict
                .suggestion
                .extend(meant.map(|value| Suggested::instead(CheckAs::Postcode, value)));
            verdict
        }
    }
}

/// The digits of a text that has nothing else but a label before them.
fn labelled_digits(input: &str) -> Option<&str> {
    let start = input.find(|c: char| c.is_ascii_digit())?;
    let (label, digits) = input.split_at_checked(start)?;
    let words = label
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let known = ["nhs", "no", "number", "num"];
    let mut words = words.map(str::to_lowercase);
    words
        .all(|word| known.contains(&word.as_str()))
        .then(|| digits.trim())
}

fn identifier(verdict: Verdict, asked: Asked<'_>, rules: &ValueRules) -> Verdict {
    let system = match asked {
        Asked::IdentifierOf(system) => system,
        Asked::WhatItLooksLike | Asked::As(_) => "",
    };
    match Identifier::parse(&rules.identifier_systems, system, &verdict.input) {
        Ok(identifier) => {
            let mut verdict = verdict.taken(identifier.value(), Some("identifier"));
            verdict.warnings = identifier.warnings();
            verdict
        }
        Err(reasons) => verdict.refused(reasons),
    }
}

fn pseudo_postcode(meaning: &str) -> Warning {
    let meaning = if meaning.is_empty() {
        "something that the list of them does not have"
    } else {
        meaning
    };
    Warning::new(
        WarningCode::PseudoPostcode,
        format!("This is not a place; it stands for: {meaning}"),
        "Ask for an address that letters reach",
    )
}

fn nhs_number(verdict: Verdict) -> Verdict {
    match NhsNumber::parse(&verdict.input) {
        Ok(number) => {
            let mut verdict = verdict.taken(number.as_str(), Some("nhs-number"));
            verdict.shown = Some(number.formatted());
            verdict.warnings = number.warnings();
            verdict
        }
        Err(reasons) => {
            let meant =
                labelled_digits(&verdict.input).and_then(|digits| NhsNumber::parse(digits).ok());
            let mut verdict = verdict.refused(reasons);
            let meant = meant.map(|n| Suggested::instead(CheckAs::NhsNumber, n.formatted()));
            verdict.suggestion.extend(meant);
            verdict
        }
    }
}

fn too_long() -> Reason {
    Reason::new(
        Code::TooLong,
        format!("This is longer than {MAX_VALUE} characters"),
        "Give one value at a time",
    )
}
